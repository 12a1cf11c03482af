"""Each layout reads its examples, and none does without."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from extractors.model.directive import Part
from extractors.model.text import DocumentText
from extractors.positions.layouts import LAYOUTS
from extractors.positions.layouts.base import View
from extractors.positions.lines import read_lines
from extractors.positions.read import read_position
from extractors.positions.sections import read_sections

Document = Callable[[str], DocumentText]
Annex = Callable[..., Part]

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "positions"
CASES = sorted(path.parent for path in EXAMPLES.glob("*/*/input.txt"))


def case_name(case: Path) -> str:
    return f"{case.parent.name}/{case.name}"


@pytest.mark.parametrize("layout", [layout.NAME for layout in LAYOUTS])
def test_a_layout_without_an_example_is_not_allowed(layout: str) -> None:
    """Whoever adds a layout shows what it reads."""
    assert [case for case in CASES if case.parent.name == layout]


def test_examples_belong_to_layouts_that_exist() -> None:
    """An example of a layout that was renamed or removed does not rot unseen."""
    assert {case.parent.name for case in CASES} <= {layout.NAME for layout in LAYOUTS}


@pytest.mark.parametrize("case", CASES, ids=case_name)
def test_an_example_gives_what_stands_beside_it(case: Path, document: Document, annex: Annex) -> None:
    """Fields, duties, outcomes, languages and findings are exactly those of expected.json."""
    expected = json.loads((case / "expected.json").read_text("utf-8"))
    text = document((case / "input.txt").read_text("utf-8"))
    position, findings = read_position(text, annex(text))
    assert position is not None
    found: dict[str, Any] = {key: getattr(position, key, None) for key in expected}
    found["duties"] = [[duty.number, duty.duty, list(duty.outcomes)] for duty in position.duties]
    if "other" in expected:
        found["other"] = [list(pair) for pair in position.other]
    if "basis" in expected:
        found["basis"] = dict(position.field_basis)
    found["findings"] = [finding.code for finding in findings]
    if "languages" in expected:
        found["languages"] = [[wanted.language, wanted.level] for wanted in position.languages]
    assert found == expected


@pytest.mark.parametrize("case", CASES, ids=case_name)
def test_every_quote_stands_where_its_evidence_says(case: Path, document: Document, annex: Annex) -> None:
    """Fields, duties and languages can all be led back to the text."""
    text = document((case / "input.txt").read_text("utf-8"))
    position, _ = read_position(text, annex(text))
    assert position is not None
    evidence = [found for _, found in position.field_evidence]
    evidence += [duty.evidence for duty in position.duties]
    evidence += [wanted.evidence for wanted in position.languages if wanted.evidence]
    assert len(evidence) > 3
    assert all(found.quote == text.text[found.span.start : found.span.end] and found.quote for found in evidence)


@pytest.mark.parametrize("case", CASES, ids=case_name)
def test_at_no_line_does_more_than_one_layout_fit(case: Path, document: Document, annex: Annex) -> None:
    """Layouts exclude one another, so their order decides nothing."""
    text = document((case / "input.txt").read_text("utf-8"))
    lines = read_lines(text, annex(text).evidence.span)
    for section in read_sections(text.text, lines):
        if section.name == "duties":
            continue
        view = View(text.text, tuple(section.lines), is_labelled=section.is_labelled)
        for i in range(len(view.lines)):
            assert sum(layout.fits(view, i) for layout in LAYOUTS) <= 1
