"""The published gold of job descriptions: each file holds a text and, behind five =, the value of every field.

    =====
    protects: …
    [annex 2]
    position: nõunik
    substituted_by: jurist | juristi
    languages: eesti C1; inglise B1

A field that is not listed must come out empty; "?" is not asked for; "|" parts values that are all right; ``[annex …]``
opens each further description of a text; ``none`` stands for a text without any.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from benchmarks.accuracy.answers import AnswerError
from benchmarks.accuracy.gold import GOLD, RULE

TEXT_FIELDS = (
    "position",
    "unit",
    "reports_to",
    "subordinates",
    "substitutes_for",
    "substituted_by",
    "group",
    "purpose",
    "education",
)
COUNTS = ("experience_years", "duties", "outcomes")
FIELDS = (*TEXT_FIELDS, *COUNTS, "languages")
NOT_ASKED = "?"

OPENING = re.compile(r"\[annex (?P<annex>\S+)\]")
LANGUAGE = re.compile(r"(?P<language>.+?)(?: (?P<level>[ABC][12]))?")


@dataclass(frozen=True, slots=True)
class GoldPosition:
    """One job description. ``values`` holds what is listed, by field; ``annex`` is ``None`` where a text has one."""

    annex: str | None
    values: dict[str, str]

    def choices(self, field: str) -> list[str]:
        """Return the values of a field that are right; none where it must come out empty."""
        return [each.strip() for each in self.values[field].split(" | ")] if field in self.values else []

    def is_asked(self, field: str) -> bool:
        """Return whether a field is asked for. Outcomes are asked for only where they are listed."""
        return self.values.get(field) != NOT_ASKED and (field != "outcomes" or field in self.values)

    def languages(self) -> set[tuple[str, str | None]]:
        """Return each language with its level, ``None`` where none is named."""
        parts = (part.strip() for part in self.values.get("languages", "").split(";") if part.strip())
        return {(match["language"].casefold(), match["level"]) for part in parts if (match := LANGUAGE.fullmatch(part))}


@dataclass(frozen=True, slots=True)
class GoldDescription:
    """A text with its job descriptions; none where it holds no job description."""

    name: str
    text: str
    protects: str
    positions: tuple[GoldPosition, ...]


def load_descriptions(folder: Path = GOLD) -> list[GoldDescription]:
    """Return the gold's job descriptions by name. Raises ``AnswerError`` where a file is not whole."""
    return [parse_description(path.stem, path.read_text("utf-8")) for path in sorted((folder / "positions").glob("*"))]


def parse_description(name: str, words: str) -> GoldDescription:
    """Return one text of the gold. Raises ``AnswerError`` where it is not whole."""
    if not RULE.search(words):
        raise AnswerError(f"{name}: no line of five = between the text and its answers")
    text, answers = RULE.split(words, maxsplit=1)
    lines = [line.split(" # ")[0].strip() for line in answers.splitlines() if line.strip()]
    protects = [line.removeprefix("protects:").strip() for line in lines if line.startswith("protects:")]
    if len(protects) != 1 or not protects[0]:
        raise AnswerError(f"{name}: one line 'protects: …' is needed")
    rest = [line for line in lines if not line.startswith("protects:")]
    if not rest:
        raise AnswerError(f"{name}: fields, or the line 'none', are needed")
    return GoldDescription(name, text, protects[0], () if rest == ["none"] else _positions(name, rest))


def _positions(name: str, lines: list[str]) -> tuple[GoldPosition, ...]:
    positions: list[GoldPosition] = []
    for line in lines:
        opening = OPENING.fullmatch(line)
        if opening or not positions:
            positions.append(GoldPosition(opening["annex"] if opening else None, {}))
        if opening:
            continue
        field, _, value = (part.strip() for part in line.partition(":"))
        if field not in FIELDS or not value or field in positions[-1].values:
            raise AnswerError(f"{name}: not a field with a value, or twice: {line!r}")
        positions[-1].values[field] = value
    return tuple(positions)
