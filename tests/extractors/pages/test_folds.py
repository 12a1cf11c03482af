"""Two pages on one sheet are read one after the other; a table on a wide page is read across."""

from __future__ import annotations

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from extractors.read import read_file

HEAD = (
    "PAJUMETSA AMET",
    "PEADIREKTORI KÄSKKIRI",
    "Paju, 03.05.2021 nr 48",
    "Lisade kehtetuks tunnistamine",
    "Seletuseks on see rida.",
)
LEAD = ("1. Tunnistan kehtetuks peadirektori 11.01.2019 käskkirja", "nr 7 lisad 1, 4 ja")
REST = ("5 kuni 7.", "2. Käskkiri jõustub allkirjastamisest.", "Leida Kask", "peadirektor")
WHOLE = ("1", "4", "5", "6", "7")


def sheet(
    left: tuple[str, ...], right: tuple[str, ...], *, gap: float = 0, feet: tuple[str, str] | None = None
) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(842, 595), invariant=1)
    canvas.setFont("Helvetica", 10)
    for x, texts in ((40, left), (461 + gap, right)):
        for at, text in enumerate(texts):
            canvas.drawString(x, 540 - 17 * at, text)
    for x, foot in zip((210, 631), feet or (), strict=False):
        canvas.drawString(x, 30, foot)
    canvas.save()
    return out.getvalue()


def revoked(data: bytes) -> list[object]:
    return [(e.affected.annexes, e.doubt) for e in read_file(data, "a.pdf").effects if e.effect == "revoke"]


@pytest.mark.parametrize("feet", [None, ("1", "2"), ("- 3 -", "- 4 -"), ("1 (4)", "2 (4)")])
def test_a_list_goes_on_from_page_to_page_of_a_sheet(feet: tuple[str, str] | None) -> None:
    assert revoked(sheet((*HEAD, *LEAD), REST, feet=feet)) == [(WHOLE, None)]


@pytest.mark.parametrize(
    ("gap", "feet"), [(30, None), (0, ("1", "7"))], ids=["other margins", "numbers that do not follow"]
)
def test_other_wide_pages_are_no_two_pages(gap: float, feet: tuple[str, str] | None) -> None:
    found = revoked(sheet((*HEAD, *LEAD), REST, gap=gap, feet=feet))
    assert [annexes for annexes, doubt in found if doubt is None] in ([], [WHOLE]), "nothing is wrong without a doubt"


def test_a_wide_table_is_read_across() -> None:
    left = ("Teenistusülesanded", "1. Korraldab asjaajamist ja", "2. Peab arvestust.", "3. Juhendab.")
    right = ("Oodatavad tulemused", "asjad on korras.", "Arvestus on õige.", "Juhendatud on.")
    found = read_file(sheet(left, right), "a.pdf")
    assert found.text is not None
    assert "Teenistusülesanded\tOodatavad tulemused" in found.text.text
