"""Everything read from the bundled register's PDFs stands where it is said to stand."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from pdfplumber.utils import crop_to_bbox, extract_words

from extractors.pages.sheet import clean_text
from flows.ask.originals import read_original
from flows.run.summary import Summary
from warehouse.ask.checks import run_checks
from warehouse.ask.evidence import read_place
from warehouse.connection import Warehouse, open_published

KINDS = {"effect", "citation", "position_field", "duty", "language", "part", "header"}


@pytest.fixture(scope="module")
def data(sample_night: tuple[Path, Summary]) -> Path:
    return sample_night[0]


@pytest.fixture(scope="module")
def w(data: Path) -> Iterator[Warehouse]:
    with open_published(data) as opened:
        yield opened


def places(w: Warehouse) -> list[tuple[str, str, str, list[dict[str, Any]]]]:
    return w.connection.execute(
        "SELECT e.file_id, e.kind || ' ' || e.row_id, e.quote, e.boxes FROM evidence AS e"
        " JOIN files AS f ON f.file_id = e.file_id WHERE f.media_type = 'application/pdf'"
        " ORDER BY e.file_id, e.span_start"
    ).fetchall()


def words_in(page: Any, box: dict[str, Any]) -> list[str]:
    """What stock pdfplumber finds in a box; half a point more on each side, since it drops what a crop cuts.

    A crop of the page looks at every object on it, for each of thousands of boxes: only characters near the box go in.
    """
    x0, top, x1, bottom = box["x0"] - 0.5, box["top"] - 0.5, box["x1"] + 0.5, box["bottom"] + 0.5
    near = [
        char
        for char in page.chars
        if char["x0"] <= x1 and char["x1"] >= x0 and char["top"] <= bottom and char["bottom"] >= top
    ]
    words = extract_words(crop_to_bbox(near, (x0, top, x1, bottom)), x_tolerance_ratio=0.15, y_tolerance=2)
    return letters(" ".join(clean_text(word["text"]) for word in words))


def letters(text: str) -> list[str]:
    return re.findall(r"\w", text)


@pytest.mark.long
def test_stock_pdfplumber_finds_the_words_of_each_quote_in_its_boxes(w: Warehouse, data: Path) -> None:
    """Each row of each PDF: the letters in the boxes are those of the quote, none missing; what is more belongs to
    the first or last word, which a quote may hold in part."""
    seen: Counter[str] = Counter()
    pages: dict[str, list[Any]] = {}
    for file_id, row, quote, boxes in places(w):
        if file_id not in pages:
            [evidence_id] = w.connection.execute(
                "SELECT min(evidence_id) FROM evidence WHERE file_id = ?", [file_id]
            ).fetchall()[0]
            files = read_place(w, evidence_id).files
            opened = pdfplumber.open(io.BytesIO(read_original(data, files)))
            pages[file_id] = list(opened.pages)
        found = [letter for box in boxes for letter in words_in(pages[file_id][box["page_number"] - 1], box)]
        wanted = letters(quote)
        assert boxes, row
        assert Counter(wanted) - Counter(found) == Counter(), row
        assert "".join(wanted) in "".join(found), row
        assert len(found) - len(wanted) <= 24, row
        seen[row.split()[0]] += 1
    assert set(seen) >= KINDS
    assert len(pages) >= 25
    assert seen.total() > 1000


def test_all_that_was_read_has_its_words_and_pdf_its_page(w: Warehouse) -> None:
    bare = w.connection.execute(
        "SELECT e.row_id FROM evidence AS e JOIN files AS f ON f.file_id = e.file_id"
        " WHERE e.quote IS NULL OR (f.media_type = 'application/pdf') <> (e.page_number IS NOT NULL)"
    ).fetchall()
    assert bare == []


@pytest.mark.parametrize(
    "check",
    ["quote_is_in_text", "evidence_is_whole", "pages_agree_with_boxes", "boxes_lie_on_their_page", "places_are_known"],
)
def test_the_sample_passes_the_checks_of_provenance(w: Warehouse, check: str) -> None:
    [result] = [each for each in run_checks(w) if each.name == check]
    assert result.rows == ()


def test_each_annex_leads_to_its_approval_mark(w: Warehouse) -> None:
    rows = w.connection.execute("SELECT heading_quote, evidence_id FROM parts WHERE part = 'annex'").fetchall()
    assert rows
    assert all(quote and evidence_id for quote, evidence_id in rows)
    assert sum("KINNITATUD" in quote for quote, _ in rows) > len(rows) / 2


def test_answers_name_the_evidence_they_rest_on(w: Warehouse) -> None:
    """in-force and why lead on to `kehtiv show`: their evidence is held."""
    from datetime import date

    from warehouse.ask.queries import annexes_in_force, run_query

    held = {row[0] for row in w.connection.execute("SELECT evidence_id FROM evidence").fetchall()}
    told = annexes_in_force(w, date(2024, 6, 1))
    named = [row[told.columns.index("evidence_id")] for row in told.rows]
    assert named
    assert set(named) <= held
    why = run_query(w, name="why", params={"annex_id": "sample/700110#1", "day": "2023-04-03"})
    steps = {row[why.columns.index("step")]: row[why.columns.index("evidence_id")] for row in why.rows}
    assert steps["approved"] in held
    assert steps["signed"] in held
    assert steps["answer"] in held
