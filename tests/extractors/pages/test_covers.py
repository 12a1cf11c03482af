"""What covers words covers them, whatever else it may be taken for."""

from __future__ import annotations

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from extractors.read import read_file

BEFORE, DAY, AFTER = "1. Tunnistan kehtetuks peadirektori ", "16.05.2019", " käskkirja nr 7 lisa 4."


@pytest.mark.parametrize(("width", "is_covered"), [(1.0, False), (13.0, True)])
def test_a_line_as_thick_as_its_words_publishes_none_of_them(width: float, is_covered: bool) -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=1)
    canvas.setFont("Helvetica", 11)
    for at, line in enumerate(
        ("PAJUMETSA AMET", "PEADIREKTORI KÄSKKIRI", "Paju, 03.05.2021 nr 48", BEFORE + DAY + AFTER)
    ):
        canvas.drawString(70, 760 - 20 * at, line)
    left = 70 + canvas.stringWidth(BEFORE, "Helvetica", 11)
    canvas.setLineWidth(width)
    canvas.line(left - 1, 704, left + canvas.stringWidth(DAY, "Helvetica", 11) + 1, 704)
    canvas.save()
    found = read_file(out.getvalue(), "a.pdf")
    assert found.text is not None
    assert DAY not in found.text.text
    told = {finding.code for finding in found.findings}
    assert ("unseen_words" in told, "struck_words" in told) == (is_covered, not is_covered)
    assert ("16" in str(found.text.unseen)) != is_covered
