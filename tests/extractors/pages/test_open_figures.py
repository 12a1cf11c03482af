"""Figures without a hole are told from one another by their outlines; none is taken for another for its style."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2
import pytest
from pypdfium2 import raw

from extractors.pages.figure_shapes import outlines_of
from extractors.pages.open_figures import OPEN, Point, is_another

STANDARD = ("Helvetica", "Helvetica-Bold", "Times-Roman", "Times-Italic", "Times-Bold", "Courier", "Courier-Bold")


@pytest.fixture(scope="module")
def figures() -> Iterator[dict[tuple[str, str], tuple[Point, ...]]]:
    document = pypdfium2.PdfDocument.new()
    found = {}
    for name in STANDARD:
        font = raw.FPDFText_LoadStandardFont(document, name.encode())
        for figure in OPEN:
            (outline,) = outlines_of(raw.FPDFFont_GetGlyphPath(font, ord(figure), 1000.0))
            found[name, figure] = outline.points
    yield found
    document.close()


def test_no_figure_is_taken_for_another(figures: dict[tuple[str, str], tuple[Point, ...]]) -> None:
    assert not [(name, figure) for (name, figure), outline in figures.items() if is_another(figure, outline)]


def test_nearly_all_exchanged_figures_are_found(figures: dict[tuple[str, str], tuple[Point, ...]]) -> None:
    """What is alike stays trusted: the 1 of a bold font is nearly a 3."""
    missed = [
        (name, shown, called)
        for (name, shown), outline in figures.items()
        for called in OPEN - {shown}
        if not is_another(called, outline)
    ]
    assert not [each for each in missed if each[0] in ("Helvetica", "Times-Italic", "Courier", "Courier-Bold")]
    assert len(missed) <= 6
