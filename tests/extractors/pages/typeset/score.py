"""What was read of a setting, against what was set: word for word."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.directive.parts import split_parts
from extractors.model.evidence import Span
from extractors.model.extraction import ActContext
from extractors.model.finding import Finding
from extractors.model.position import Position
from extractors.model.text import DocumentText
from extractors.pages.layout import read_pdf
from extractors.positions.read import read_position
from tests.extractors.pages.typeset.settings import Setting, number_duty


@dataclass(frozen=True)
class Score:
    """Counts, the codes of findings, and what went wrong in words."""

    rows: int
    rows_right: int
    labels: int
    labels_right: int
    findings: tuple[str, ...]
    wrong: tuple[str, ...]


def read(text: DocumentText) -> tuple[list[Position], list[Finding]]:
    """The positions of all annexes of a file."""
    parts, doubts = split_parts(text, Span(0, len(text.text)), ActContext())
    positions, findings = [], list(doubts)
    for part in parts:
        position, more = read_position(text, part) if part.part == "annex" else (None, ())
        findings.extend(more)
        if position:
            positions.append(position)
    return positions, findings


def score(setting: Setting, data: bytes) -> Score:
    """Of the one position that a PDF holds."""
    text, findings = read_pdf(data, "0" * 64)
    return score_text(setting, text, findings)


def score_text(setting: Setting, text: DocumentText, findings: tuple[Finding, ...] = ()) -> Score:
    """Of the one position that a text holds."""
    positions, more = read(text)
    return compare(setting, positions[0] if positions else Position(None, None), [*findings, *more])


def compare(setting: Setting, position: Position, findings: list[Finding]) -> Score:
    """Duties are right with number, words and each outcome; one too many is wrong, too."""
    wrong: list[str] = []
    got = [(duty.number, duty.duty, duty.outcomes) for duty in position.duties]
    want = [_wanted(setting, duty) for duty in setting.of.duties]
    wrong += [f"row {duty}" for duty in want if duty not in got]
    wrong += [f"  got {duty}" for duty in got if duty not in want]
    right = sum(duty in got for duty in want) - max(0, len(got) - len(want))
    job = setting.of
    pairs = [(name, value) for name, _, value in (*job.general, *job.requirements) if name != "languages"]
    pairs += [("rights", job.rights), ("liability", job.liability)]
    off = [(name, value) for name, value in pairs if getattr(position, name) != value]
    wrong += [f"{name}: {getattr(position, name)!r} for {value!r}" for name, value in off]
    codes = tuple(sorted({finding.code for finding in findings}))
    return Score(len(want), max(0, right), len(pairs), len(pairs) - len(off), codes, tuple(wrong))


def _wanted(setting: Setting, duty: tuple[str, str, tuple[str, ...]]) -> tuple[str | None, str, tuple[str, ...]]:
    number, words, outcomes = number_duty(setting, duty)
    return number.rstrip(".") or None, words, () if setting.duties == "plain" else outcomes
