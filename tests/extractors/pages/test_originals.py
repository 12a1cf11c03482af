"""The annexes of the real directive, set in three layouts, against their hand-made truth (tests skip without it)."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from extractors.model.finding import Finding
from extractors.model.text import DocumentText
from extractors.pages.layout import read_pdf

ANNEXES = [f"{number:02d}" for number in range(1, 12)]
LAYOUTS = ["grid", "plain", "labelrow"]


@cache
def read(path: Path) -> tuple[DocumentText, tuple[Finding, ...]]:
    """The file, read once for all tests of this module."""
    return read_pdf(path.read_bytes(), "0")


def key(text: str) -> str:
    """Text without white space, hyphens, bullets and stops, as the project's scoring compares it."""
    return re.sub(r"[\s\-–—•▪.,;:\uf0b7]+", "", text).casefold()


def row_keys(document: DocumentText) -> list[tuple[str, ...]]:
    return [tuple(key(cell.of(document.text)) for cell in block.cells) for block in document.blocks]


def duty_rows(annex: dict[str, Any]) -> list[tuple[str, str]]:
    return [(key(row["no"] + row["duty"]), key("".join(row["outcomes"]))) for row in annex["rows"]]


@pytest.fixture(scope="module")
def truth(shared: Path) -> dict[int, dict[str, Any]]:
    annexes = json.loads((shared / "gold" / "originals.json").read_text("utf-8"))["annexes"]
    return {annex["nr"]: annex for annex in annexes}


@pytest.mark.parametrize("annex", ANNEXES)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_duty_is_exactly_one_row(shared: Path, truth: dict[int, Any], layout: str, annex: str) -> None:
    """Each duty with its outcomes is one block of two cells, whatever the layout and the page breaks."""
    document, findings = read(shared / "originals" / layout / f"{layout}_lisa{annex}.pdf")
    found = Counter(row_keys(document))
    assert [row for row in duty_rows(truth[int(annex)]) if found[row] != 1] == []
    assert findings == ()


@pytest.mark.parametrize("annex", ANNEXES)
@pytest.mark.parametrize("layout", ["grid", "plain"])
def test_every_label_stands_beside_its_value(shared: Path, truth: dict[int, Any], layout: str, annex: str) -> None:
    """Labels and values, wrapped or cut by a page break, are rows (label, value)."""
    document, _ = read(shared / "originals" / layout / f"{layout}_lisa{annex}.pdf")
    found = Counter(row_keys(document))
    want = truth[int(annex)]["general"] + truth[int(annex)]["requirements"]
    want += [(label, "".join(values)) for label, values in truth[int(annex)]["rights"]]
    assert [label for label, value in want if found[(key(label), key(value))] != 1] == []


@pytest.mark.parametrize("annex", ANNEXES)
def test_labels_above_values_share_their_index(shared: Path, truth: dict[int, Any], annex: str) -> None:
    """In label rows the value stands in the next row at the same place; a lone label stands above its lines."""
    document, _ = read(shared / "originals" / "labelrow" / f"labelrow_lisa{annex}.pdf")
    rows = row_keys(document)
    below = {(label, value) for upper, lower in pairwise(rows) for label, value in zip(upper, lower, strict=False)}
    for label, value in truth[int(annex)]["general"]:
        if label == "Teenistuskoha eesmärk":
            assert key(label + value) in key(document.text)
        else:
            assert (key(label), key(value)) in below, label


@pytest.mark.parametrize("layout", ["grid", "plain"])
def test_merged_annexes_keep_every_row_and_every_mark(shared: Path, truth: dict[int, Any], layout: str) -> None:
    """A directive with its annexes in one file: all rows once, each approval mark once and in the file's order."""
    document, _ = read(shared / "originals" / f"merged_{layout}.pdf")
    want = Counter(row for annex in truth.values() for row in duty_rows(annex))
    found = Counter(row_keys(document))
    assert {row: found[row] for row in want} == dict(want)
    assert re.findall(r"^Lisa (\d+)$", document.text, re.MULTILINE) == [str(nr) for nr in (10, 11, *range(1, 10))]
    assert document.text.count("KINNITATUD") == 11


def test_the_body_of_a_directive_is_plain_lines(shared: Path) -> None:
    """Running text gives no columns, and every line in its order."""
    document, _ = read(shared / "originals" / "body.pdf")
    want = json.loads((shared / "gold" / "originals.json").read_text("utf-8"))["body"]
    assert all(len(block.cells) == 1 for block in document.blocks)
    assert key(want) in key(document.text)
