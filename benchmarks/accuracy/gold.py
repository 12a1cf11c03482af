"""The published gold of directives: each file holds a text with its sentences marked, and what is right for them.

1. {{a|Tunnistan kehtetuks direktori 03.05.2024 käskkirja nr 17.}}
=====
protects: …
act 2025-02-01 nr 4
a revoke 2024-05-03 nr 17   # target.act: …
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from benchmarks.accuracy.answers import Answer, AnswerError, parse_answer

GOLD = Path(__file__).resolve().parent.parent.parent / "tests" / "gold"

SENTENCE = re.compile(r"\{\{(?P<label>\w+)\|(?P<words>.*?)\}\}", re.DOTALL)
RULE = re.compile(r"^=====\n", re.MULTILINE)
ACT = re.compile(r"act (?P<date>\d{4}-\d\d-\d\d|-|\?)(?: nr (?P<number>\S+))?")


@dataclass(frozen=True, slots=True)
class GoldSentence:
    """A marked sentence. ``start`` and ``end`` count characters of the text without its marks; the end is open.

    ``answers`` is empty where nothing must be read in it. ``other_answers`` are further sets that are as right.
    """

    label: str
    start: int
    end: int
    words: str
    answers: tuple[Answer, ...]
    family: str
    comment: str
    other_answers: tuple[tuple[Answer, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class GoldText:
    """A directive with its answers. ``signed_on`` and ``number`` are the act's own, ``None`` where it has none;
    ``asks_for_head`` is false where they are not asked for (drafts, register metadata).
    """

    name: str
    text: str
    signed_on: str | None
    number: str | None
    protects: str
    sentences: tuple[GoldSentence, ...]
    asks_for_head: bool = True


def load_directives(folder: Path = GOLD) -> list[GoldText]:
    """Return the gold's directives by name. Raises ``AnswerError`` where a file is not whole."""
    return [parse_gold(path.stem, path.read_text("utf-8")) for path in sorted((folder / "directives").glob("*.txt"))]


def parse_gold(name: str, words: str) -> GoldText:
    """Return one directive of the gold. Raises ``AnswerError`` where it is not whole."""
    try:
        marked, answers = RULE.split(words, maxsplit=1)
    except ValueError:
        raise AnswerError(f"{name}: no line of five = between the text and its answers") from None
    lines = [line.strip() for line in answers.splitlines() if line.strip()]
    heads = [match for line in lines if (match := ACT.fullmatch(line))]
    protects = [line.removeprefix("protects:").strip() for line in lines if line.startswith("protects:")]
    if len(heads) != 1 or len(protects) != 1 or not protects[0]:
        raise AnswerError(f"{name}: one line 'act …' and one line 'protects: …' are needed")
    rest = [line for line in lines if not line.startswith("protects:") and not ACT.fullmatch(line)]
    text, places = _take_marks(marked)
    return GoldText(
        name=name,
        text=text,
        signed_on=None if heads[0]["date"] in ("-", "?") else heads[0]["date"],
        number=heads[0]["number"],
        asks_for_head=heads[0]["date"] != "?",
        protects=protects[0],
        sentences=_sentences(name, text, places, rest),
    )


def _take_marks(marked: str) -> tuple[str, dict[str, tuple[int, int]]]:
    """Return the text without its marks, and the place of each label's sentence in it."""
    pieces: list[str] = []
    places: dict[str, tuple[int, int]] = {}
    at = length = 0
    for match in SENTENCE.finditer(marked):
        pieces += [marked[at : match.start()], match["words"]]
        length += match.start() - at
        places[match["label"]] = (length, length + len(match["words"]))
        length += len(match["words"])
        at = match.end()
    return "".join(pieces) + marked[at:], places


def _sentences(name: str, text: str, places: dict[str, tuple[int, int]], lines: list[str]) -> tuple[GoldSentence, ...]:
    answers: dict[str, dict[int, list[Answer]]] = {label: {1: []} for label in places}
    remarks: dict[str, tuple[str, str]] = {}
    for line in lines:
        try:
            parsed = parse_answer(line)
        except ValueError as error:
            raise AnswerError(f"{name}: {error}") from error
        if parsed.label not in places:
            raise AnswerError(f"{name}: no sentence {parsed.label!r} for {line!r}")
        if parsed.answer is not None:
            answers[parsed.label].setdefault(parsed.reading, []).append(parsed.answer)
        if parsed.family and parsed.comment:
            remarks.setdefault(parsed.label, (parsed.family, parsed.comment))
    if missing := places.keys() - remarks.keys():
        raise AnswerError(f"{name}: no family and comment for {', '.join(sorted(missing))}")
    return tuple(
        GoldSentence(
            label=label,
            start=start,
            end=end,
            words=text[start:end],
            answers=tuple(answers[label][1]),
            other_answers=tuple(tuple(each) for reading, each in answers[label].items() if reading > 1),
            family=remarks[label][0],
            comment=remarks[label][1],
        )
        for label, (start, end) in places.items()
    )
