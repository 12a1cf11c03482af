"""An unknown label in a job description is in no value, in whatever layout it stands."""

from __future__ import annotations

import pytest

from benchmarks.accuracy.descriptions import load_descriptions
from benchmarks.accuracy.inserting.labels import VALUE, find_swallowed, label_lines

AMBIGUOUS = {"p13_label_rows_over_values"}
"""A row of two cells under a row of labels is a row of values by all that can be seen."""
QUICK = ("p01_numbered_labels", "p20_values_over_lines", "p31_bold_cells", "p59_two_columns_labels")


def test_a_line_is_set_like_the_line_before_it() -> None:
    lines = {one.behind: one.text for one in label_lines([g for g in load_descriptions() if g.name in QUICK])}
    assert all(VALUE in text for text in lines.values())
    assert any(f"Toonimise laad: {VALUE}\tVahtkond: roheline\n" in text for text in lines.values())
    assert any(f"1.3. Toonimise laad: {VALUE}\n" in text for text in lines.values())


@pytest.mark.parametrize("name", QUICK)
def test_no_value_swallows_an_unknown_label(name: str) -> None:
    lines = list(label_lines([gold for gold in load_descriptions() if gold.name == name]))
    assert len(lines) > 5
    assert [one.behind for one in lines if find_swallowed(one)] == []


@pytest.mark.long
def test_no_value_of_any_layout_swallows_an_unknown_label() -> None:
    golds = [gold for gold in load_descriptions() if gold.name not in AMBIGUOUS]
    swallowed = [(one.name, one.behind) for one in label_lines(golds) if find_swallowed(one)]
    assert swallowed == []
