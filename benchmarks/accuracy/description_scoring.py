"""What became of each field of a job description: the same classes as for sentences."""

from __future__ import annotations

import re
from typing import Any

from benchmarks.accuracy.descriptions import COUNTS, FIELDS, GoldDescription, GoldPosition
from benchmarks.accuracy.outcome import TRUE, Outcome
from benchmarks.accuracy.reading import Json, ReadFinding, Reading

PUNCTUATION = re.compile(r"[\s.,;:„“”\"'»«*|-]+")


def score_description(gold: GoldDescription, reading: Reading) -> list[Outcome]:
    """Return one outcome for each field that is asked for; one alone for a text without a job description."""
    have = reading.report["positions"]
    if not gold.positions:
        read = tuple(str(each["position"]) for each in have)
        return [_no_description(gold, read)]
    outcomes = []
    for number, position in enumerate(gold.positions):
        case = gold.name if position.annex is None else f"{gold.name}.{position.annex}"
        read_position = _matching(position, number, have)
        for field in FIELDS:
            if position.is_asked(field) and (read_position is not None or field in position.values):
                outcomes.append(_score_field(f"{case}.{field}", gold, position, field, read_position, reading))
    return outcomes


def _no_description(gold: GoldDescription, read: tuple[str, ...]) -> Outcome:
    return Outcome(
        case=f"{gold.name}.none",
        kind="description",
        family="position.none",
        result="silent_wrong" if read else "right",
        said=gold.protects,
        why="a job description read where there is none" if read else "",
        is_negative=True,
        read=read,
        false_reads=("description",) if read else (),
    )


def _matching(position: GoldPosition, number: int, have: list[Json]) -> Json | None:
    """Return the description read for a gold one, matched by annex, else by place in the text."""
    if position.annex is not None and any(str(each["annex"]) == position.annex for each in have):
        return next(each for each in have if str(each["annex"]) == position.annex)
    return have[number] if number < len(have) else None


def value_of(position: Json | None, field: str) -> Any:
    """Return what was read for a field: words, a number, a set of languages, or ``None`` where nothing was."""
    if position is None:
        return None
    if field == "duties":
        return len(position["duties"]) or None
    if field == "outcomes":
        return sum(len(duty["outcomes"]) for duty in position["duties"]) or None
    if field == "languages":
        return {(str(each["language"]).casefold(), each["level"]) for each in position["languages"] or []} or None
    return position[field]


def _score_field(
    case: str, gold: GoldDescription, position: GoldPosition, field: str, have: Json | None, reading: Reading
) -> Outcome:
    value, choices = value_of(have, field), position.choices(field)
    if field == "languages":
        result = _compare_sets(value, position.languages())
    elif field in COUNTS:
        result = _compare_counts(value, int(choices[0]) if choices else None)
    else:
        result = _compare_words(value, choices)
    if result not in TRUE and _is_flagged(result, gold, field, choices, have, reading):
        result = "flagged"
    return Outcome(
        case=case,
        kind=field,
        family=f"position.{field}",
        result=result,
        said=position.values.get(field, "(empty)"),
        why="" if result == "right" else f"read {value!r}",
        is_negative=not choices,
        is_true=result in TRUE,
        read=() if value is None else (str(value),),
        false_reads=(field,) if result == "silent_wrong" else (),
    )


def plain(words: object) -> str:
    """Return words without punctuation, in small letters, parted by single blanks: for comparing."""
    return PUNCTUATION.sub(" ", str(words)).strip().casefold()


def _compare_words(value: str | None, choices: list[str]) -> str:
    if not value or not choices:
        return "right" if not value and not choices else "silent_miss" if not value else "silent_wrong"
    have, wanted = plain(value), [plain(choice) for choice in choices]
    if have in wanted:
        return "right"
    return "incomplete" if any(f" {choice} ".startswith(f" {have} ") for choice in wanted) else "silent_wrong"


def _compare_counts(value: int | None, wanted: int | None) -> str:
    if value == wanted:
        return "right"
    return "silent_miss" if value is None else "silent_wrong"


def _compare_sets(value: set[tuple[str, str | None]] | None, wanted: set[tuple[str, str | None]]) -> str:
    have = value or set()
    if have == wanted:
        return "right"
    if not have:
        return "silent_miss"
    return "incomplete" if have < wanted else "silent_wrong"


def _is_flagged(
    result: str, gold: GoldDescription, field: str, choices: list[str], have: Json | None, reading: Reading
) -> bool:
    """Return whether a finding overlaps the value that was read or the expected one.

    A finding over half the text and more points at no value: it only tells that something was not read.
    """
    place = have and have["places"].get(field)
    spans = [tuple(place["span"])] if place else []
    spans += [(m.start(), m.end()) for choice in choices if (m := _find(choice, gold.text))]
    found = [f for f in reading.findings if result == "silent_miss" or f.end - f.start < len(gold.text) / 2]
    return any(_touches(finding, span) for finding in found for span in spans) or (
        result == "silent_miss" and any(f.end - f.start >= len(gold.text) / 2 for f in reading.findings)
    )


def _find(words: str, text: str) -> re.Match[str] | None:
    return re.search(r"\s+".join(map(re.escape, words.split())), text, re.IGNORECASE)


def _touches(finding: ReadFinding, span: tuple[int, int]) -> bool:
    return finding.start < span[1] and span[0] < finding.end
