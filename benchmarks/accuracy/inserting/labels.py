"""Put a line with an unknown label between the lines of job descriptions: no value may swallow it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.accuracy.descriptions import TEXT_FIELDS, GoldDescription
from benchmarks.accuracy.reading import read_text

LABEL, VALUE, BESIDE = "Toonimise laad", "kollane kuju", "Vahtkond: roheline"
_NUMBER = re.compile(r"(?P<blanks>\s*)(?P<number>\d+(?:\.\d+)+)(?P<stop>\.?)\s")
_OPENING = re.compile(r"juhend|kirjeldus", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LabelLine:
    """A text with the line in it, behind the line ``behind``."""

    name: str
    text: str
    behind: str


def label_lines(golds: list[GoldDescription]) -> Iterator[LabelLine]:
    """Yield each text of one description with the unknown label behind each of its lines, set as that line is."""
    for gold in (gold for gold in golds if len(gold.positions) == 1):
        lines = gold.text.split("\n")
        start = next((at for at, line in enumerate(lines) if _OPENING.search(line)), 0)
        for at in range(start + 1, len(lines) - 1):
            if lines[at].strip():
                words = "\n".join([*lines[: at + 1], _set_like(lines[at]), *lines[at + 1 :]])
                yield LabelLine(gold.name, words, lines[at])


def find_swallowed(one: LabelLine) -> list[str]:
    """Read a text and return the fields whose value holds words of the line."""
    return [
        field
        for position in read_text(one.name, one.text).report["positions"]
        for field in TEXT_FIELDS
        if any(words in str(position.get(field)) for words in (LABEL, VALUE, BESIDE))
    ]


def _set_like(line: str) -> str:
    number = _NUMBER.match(line)
    if "\t" in line:
        return f"{LABEL}: {VALUE}\t{BESIDE}" if ": " in line else f"{LABEL}\t{VALUE}"
    if "|" in line:
        return f"| {LABEL} | {VALUE} |" if line.strip().startswith("|") else f"{LABEL} | {VALUE}"
    if line.strip().startswith("**"):
        return f"**{LABEL}** {VALUE}"
    if number is None:
        return f"{LABEL}: {VALUE}"
    above, _, last = number["number"].rpartition(".")
    return f"{number['blanks']}{above}.{int(last) + 1}{number['stop']} {LABEL}: {VALUE}"
