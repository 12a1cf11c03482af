"""Texts of blocks as the page readers make them, for the tests of positions."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.model.directive import Part
from extractors.model.evidence import Span
from extractors.model.text import Block, DocumentText


def _document(source: str) -> DocumentText:
    blocks, text, at = [], "", 0
    for line in source.split("\n"):
        cells = []
        for cell in line.replace("⏎", "\n").split("\t"):
            cells.append(Span(at, at + len(cell)))
            at += len(cell) + 1
        if line.strip():
            blocks.append(Block(tuple(cells)))
        text += line.replace("⏎", "\n") + "\n"
    return DocumentText("a" * 64, text, tuple(blocks))


def _annex(text: DocumentText, kind: str | None = "ametijuhend", number: str | None = "2") -> Part:
    return Part("annex", number, None, kind, None, text.evidence(Span(0, len(text.text))))


@pytest.fixture(scope="session")
def document() -> Callable[[str], DocumentText]:
    """A text with a block over each line that is not blank: tabs part cells, "⏎" is a line end within a cell."""
    return _document


@pytest.fixture(scope="session")
def annex() -> Callable[..., Part]:
    """The whole of a text as one annex."""
    return _annex
