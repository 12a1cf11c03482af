"""Small PDFs, drawn for the tests: words at given places, rules between given points. Heights count from the top."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

HEIGHT = float(A4[1])


@dataclass
class Sheet:
    """One page: ``(x, top, text)`` and ``(x0, top, x1, bottom)``."""

    texts: list[tuple[float, float, str]] = field(default_factory=list)
    rules: list[tuple[float, float, float, float]] = field(default_factory=list)

    def write(self, x: float, top: float, *lines: str, leading: float = 14) -> float:
        """Writes lines one below the other; the height after the last."""
        for line in lines:
            self.texts.append((x, top, line))
            top += leading
        return top

    def rule_grid(self, xs: Sequence[float], tops: Sequence[float]) -> None:
        """Rules of a table with these edges."""
        self.rules += [(xs[0], top, xs[-1], top) for top in tops]
        self.rules += [(x, tops[0], x, tops[-1]) for x in xs]


Draw = Callable[..., bytes]


@pytest.fixture
def draw() -> Draw:
    """Sheets as PDF bytes; ``password`` encrypts them."""

    def build(*sheets: Sheet, password: str | None = None, size: float = 11) -> bytes:
        out = io.BytesIO()
        canvas = Canvas(out, pagesize=A4, encrypt=password, invariant=1)
        for sheet in sheets:
            canvas.setFont("Helvetica", size)
            for x, top, text in sheet.texts:
                canvas.drawString(x, HEIGHT - top - size, text)
            for x0, top, x1, bottom in sheet.rules:
                canvas.line(x0, HEIGHT - top, x1, HEIGHT - bottom)
            canvas.showPage()
        canvas.save()
        return out.getvalue()

    return build


@pytest.fixture
def sheet() -> Callable[[], Sheet]:
    return Sheet
