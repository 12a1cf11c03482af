"""Figures with as many holes are told from one another by their fields; none is taken for another for its style."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2
import pytest
from pypdfium2 import raw

from extractors.pages.figure_fields import CLOSED, OPEN, field_of, is_another, is_nearest
from extractors.pages.figure_shapes import outlines_of

STANDARD = ("Helvetica", "Helvetica-Bold", "Times-Roman", "Times-Italic", "Times-Bold", "Courier", "Courier-Bold")


@pytest.fixture(scope="module")
def figures() -> Iterator[dict[tuple[str, str], bytes]]:
    document = pypdfium2.PdfDocument.new()
    found = {}
    for name in STANDARD:
        font = raw.FPDFText_LoadStandardFont(document, name.encode())
        for figure in OPEN | CLOSED:
            outlines = list(outlines_of(raw.FPDFFont_GetGlyphPath(font, ord(figure), 1000.0)))
            outer, *holes = sorted(outlines, key=lambda each: each.low - each.high)
            found[name, figure] = field_of(outer.points, [hole.points for hole in holes])
    yield found
    document.close()


def test_no_figure_is_taken_for_another(figures: dict[tuple[str, str], bytes]) -> None:
    assert not [(name, figure) for (name, figure), field in figures.items() if is_another(figure, field)]


def test_figures_are_nearest_to_their_own_mean(figures: dict[tuple[str, str], bytes]) -> None:
    assert not [each for each, field in figures.items() if not is_nearest(each[1], field)]


def test_nearly_all_exchanged_figures_are_found(figures: dict[tuple[str, str], bytes]) -> None:
    """What is alike stays trusted: the 1 of a bold font is nearly a 3, the 2 of another nearly a 1."""
    missed = [
        (name, shown, called)
        for (name, shown), field in figures.items()
        for rivals in (OPEN, CLOSED)
        if shown in rivals
        for called in rivals - {shown}
        if not is_another(called, field)
    ]
    assert sorted(missed) == [("Helvetica-Bold", "1", "3"), ("Times-Bold", "2", "1")]
