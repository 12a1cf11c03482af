"""The hand-labelled job descriptions, read as their formats' readers hand them over."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from extractors.files.plain import text_document
from extractors.model.directive import Part
from extractors.model.evidence import Span
from extractors.model.position import Position
from extractors.model.text import DocumentText
from extractors.pages.layout import read_pdf
from extractors.positions.read import read_position

Annex = Callable[..., Part]
FIELDS = ("position", "unit", "reports_to", "substitutes_for", "substituted_by", "education")
LABELS = {
    "Struktuuriüksus": "unit",
    "Teenistuskoht": "position",
    "Vahetu juht": "reports_to",
    "Alluvad": "subordinates",
    "Teenistuja asendab": "substitutes_for",
    "Teenistuja asendaja": "substituted_by",
    "Teenistuskoha eesmärk": "purpose",
    "Ametikoha grupp": "staff_group",
    "Eritingimused": "special_conditions",
    "Haridus": "education",
    "Erialane töökogemus": "experience",
}


def key(words: str | None) -> str:
    return re.sub(r"[\s\-–—•▪.,;:„“”\"]+", "", words or "").casefold()


def read_seed(shared: Path, source: str) -> Iterator[Position]:
    """The positions of a seed; the annexes of 004 begin at their approval marks."""
    text = text_document((shared / "real" / "seeds" / source).read_text("utf-8"), "a" * 64)
    starts = [mark.start() for mark in re.finditer(r"^KINNITATUD", text.text, re.MULTILINE)] or [0]
    table = text.text.find("\n| Nimi")
    ends = [*starts[1:], table if table > 0 else len(text.text)]
    for start, end in zip(starts, ends, strict=True):
        number = re.search(r"Lisa (\d+)", text.text[start : start + 200])
        yield read_part(text, Span(start, end), number[1] if number else None)


def read_part(text: DocumentText, span: Span, number: str | None) -> Position:
    position, _ = read_position(text, Part("annex", number, None, "ametijuhend", None, text.evidence(span)))
    assert position is not None
    return position


@pytest.mark.parametrize(
    "source",
    [
        "001_660944a2fd757bf4.txt",
        "002_7eb18cdd267a2c27.txt",
        "003_db7ed7d516d52078.txt",
        "004_e40249d3a3f17dad.txt",
    ],
)
def test_seeds_are_read_as_they_are_labelled(shared: Path, source: str) -> None:
    """Every field, language, year and number of duties of the four real documents."""
    rows = [json.loads(line) for line in (shared / "gold" / "positions.jsonl").read_text("utf-8").splitlines()]
    wanted = {str(row.get("annex")): row for row in rows if row["source"] == source}
    found = {str(position.annex_number): position for position in read_seed(shared, source)}
    assert found.keys() == wanted.keys()
    for number, row in wanted.items():
        position = found[number]
        assert {name: key(getattr(position, name)) for name in FIELDS} == {name: key(row[name]) for name in FIELDS}
        assert position.staff_group == row["group"]
        assert position.experience_years == row["experience_years"]
        assert len(position.duties) == row["n_duties"]
        assert [(one.language, one.level) for one in position.languages] == [
            (one["language"], one["level"]) for one in row["languages"]
        ]


def test_duties_of_running_text_end_where_their_outcomes_begin(shared: Path) -> None:
    """All 140 rows of the eleven annexes that an aggregator printed as lines."""
    truth = json.loads((shared / "gold" / "originals.json").read_text("utf-8"))["annexes"]
    found = {position.annex_number: position for position in read_seed(shared, "004_e40249d3a3f17dad.txt")}
    for annex in truth:
        assert rows_of(found[str(annex["nr"])]) == rows_wanted(annex)


@pytest.mark.parametrize("layout", ["grid", "plain", "labelrow"])
def test_pages_give_the_same_position_in_every_setting(shared: Path, layout: str) -> None:
    """Ruled tables, columns without rules and labels above values, rows cut by page ends included."""
    truth = json.loads((shared / "gold" / "originals.json").read_text("utf-8"))["annexes"]
    annex: dict[str, Any] = next(one for one in truth if one["nr"] == 1)
    text, _ = read_pdf((shared / "originals" / layout / f"{layout}_lisa01.pdf").read_bytes(), "a" * 64)
    position = read_part(text, Span(0, len(text.text)), "1")
    assert rows_of(position) == rows_wanted(annex)
    for label, value in [*annex["general"], *annex["requirements"]]:
        if label in LABELS:
            assert key(getattr(position, LABELS[label])) == key(value), label


def rows_of(position: Position) -> dict[str, tuple[str, str]]:
    return {duty.number or "": (key(duty.duty), key("".join(duty.outcomes))) for duty in position.duties}


def rows_wanted(annex: dict[str, Any]) -> dict[str, tuple[str, str]]:
    return {row["no"].rstrip("."): (key(row["duty"]), key("".join(row["outcomes"]))) for row in annex["rows"]}
