"""Acts set as PDF by two producers, for situations in which a file says something other than a page shows.

``Letters`` are words at a place; ``Bar`` is a filled box, ``Slash`` a line, ``Curve`` a path drawn by hand and ``Note``
an annotation. ``by_reportlab`` and ``by_hand`` set the
same pages: the first through reportlab, the second as operators written here, with text matrices, rises and TJ arrays.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import cos, radians, sin

import pytest
from reportlab.pdfbase.pdfdoc import PDFObject
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 595.0, 842.0
BLACK, WHITE = (0.0, 0.0, 0.0), (1.0, 1.0, 1.0)
Colour = tuple[float, float, float]


@dataclass(frozen=True)
class Letters:
    """``top`` counts from the top of the page to the baseline less the size; ``copies`` are further prints, apart by
    the offsets; ``mode`` is the text rendering mode; ``clip`` lets nothing through; ``degrees`` turn the words."""

    x: float
    top: float
    text: str
    size: float = 11.0
    rise: float = 0.0
    colour: Colour = BLACK
    mode: int = 0
    spread: float = 0.0
    degrees: float = 0.0
    copies: tuple[tuple[float, float], ...] = ()
    is_clipped: bool = False
    layer: str = ""


@dataclass(frozen=True)
class Bar:
    x0: float
    top: float
    x1: float
    bottom: float
    colour: Colour = BLACK


@dataclass(frozen=True)
class Slash:
    """A drawn line from one place to another."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True)
class Curve:
    """A drawn path from corner to corner."""

    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Note:
    """An annotation of a ``kind`` over one place; ``more`` are further entries. ``has_quad`` names the place again as
    that of the marked words."""

    kind: str
    x0: float
    top: float
    x1: float
    bottom: float
    more: str = ""
    has_quad: bool = True


Item = Letters | Bar | Slash | Curve | Note
Pages = Sequence[Sequence[Item]]
Press = Callable[[Pages], bytes]


def width_of(text: str, size: float = 11.0) -> float:
    return float(stringWidth(text, "Helvetica", size))


def lines(*texts: str, x: float = 70.0, top: float = 72.0, leading: float = 20.0, **how: object) -> list[Item]:
    """Lines one below the other; an empty text leaves a gap."""
    return [
        replace(Letters(x, top + at * leading, text), **how)  # type: ignore[arg-type]
        for at, text in enumerate(texts)
        if text
    ]


def by_reportlab(pages: Pages) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT), invariant=1)
    for page in pages:
        for item in page:
            if isinstance(item, Bar):
                canvas.setFillColorRGB(*item.colour)
                canvas.rect(item.x0, HEIGHT - item.bottom, item.x1 - item.x0, item.bottom - item.top, stroke=0, fill=1)
            elif isinstance(item, Slash):
                canvas.line(item.x0, HEIGHT - item.top, item.x1, HEIGHT - item.bottom)
            elif isinstance(item, Curve):
                path = canvas.beginPath()
                path.moveTo(item.points[0][0], HEIGHT - item.points[0][1])
                for x, top in item.points[1:]:
                    path.lineTo(x, HEIGHT - top)
                canvas.drawPath(path, stroke=1, fill=0)
            elif isinstance(item, Note):
                canvas._addAnnotation(_Written(_annotation(item)))
            else:
                for dx, dy in ((0.0, 0.0), *item.copies):
                    _print(canvas, item, dx, dy)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _print(canvas: Canvas, item: Letters, dx: float, dy: float) -> None:
    canvas.saveState()
    if item.is_clipped:
        path = canvas.beginPath()
        path.rect(1, 1, 2, 2)
        canvas.clipPath(path, stroke=0, fill=0)
    canvas.translate(item.x + dx, HEIGHT - item.top - dy - item.size)
    canvas.rotate(item.degrees)
    words = canvas.beginText(0, 0)
    words.setFont("Helvetica", item.size)
    words.setFillColorRGB(*item.colour)
    words.setRise(item.rise)
    words.setTextRenderMode(item.mode)
    words.setCharSpace(item.spread)
    words.textOut(item.text)
    canvas.drawText(words)
    canvas.restoreState()


class _Written(PDFObject):  # type: ignore[misc]
    """An object of a PDF as it will be written; reportlab asks it for that."""

    def __init__(self, text: str) -> None:
        self._text = text

    def format(self, document: object) -> bytes:
        return self._text.encode()


def _annotation(note: Note) -> str:
    lower, upper = HEIGHT - note.bottom, HEIGHT - note.top
    quad = f"/QuadPoints[{note.x0} {upper} {note.x1} {upper} {note.x0} {lower} {note.x1} {lower}]"
    place = f"/Rect[{note.x0} {lower} {note.x1} {upper}]{quad if note.has_quad else ''}"
    return f"<</Type/Annot/Subtype/{note.kind}{place}{note.more}>>"


def by_hand(pages: Pages) -> bytes:
    """Helvetica, each letter's advance left to the viewer; a spread is a row of TJ figures instead of a Tc."""
    contents = [b"\n".join(_operators(item) for item in page if not isinstance(item, Note)) for page in pages]
    kids = b" ".join(b"%d 0 R" % (10 + 2 * at) for at in range(len(pages)))
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[5 0 R]/D<</OFF[5 0 R]/Order[]>>>>>>",
        2: b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(pages)),
        3: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        5: b"<</Type/OCG/Name(Peidetud)>>",
    }
    for at, content in enumerate(contents):
        notes = "".join(_annotation(item) for item in pages[at] if isinstance(item, Note)).encode()
        objects[10 + 2 * at] = (
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents %d 0 R/Annots[%s]"
            b"/Resources<</Font<</F1 3 0 R>>/Properties<</OC1 5 0 R>>>>>>" % (WIDTH, HEIGHT, 11 + 2 * at, notes)
        )
        objects[11 + 2 * at] = b"<</Length %d>>stream\n%s\nendstream" % (len(content), content)
    return assembled(objects)


def assembled(objects: dict[int, bytes]) -> bytes:
    """A PDF of these objects with its table of places; object 1 is the catalogue."""
    out, places = b"%PDF-1.7\n", {}
    for number, each in sorted(objects.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in sorted(places.items()):
        out += b"%d 1\n%010d 00000 n \n" % (number, place)
    size = max(objects) + 1
    return out + b"trailer\n<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF\n" % (size, start)


def _operators(item: Letters | Bar | Slash | Curve) -> bytes:
    if isinstance(item, Curve):
        (x, top), *rest = item.points
        return (
            b"q %.2f %.2f m " % (x, HEIGHT - top)
            + b"".join(b"%.2f %.2f l " % (x, HEIGHT - top) for x, top in rest)
            + b"S Q"
        )
    if isinstance(item, Slash):
        return b"q %.2f %.2f m %.2f %.2f l S Q" % (item.x0, HEIGHT - item.top, item.x1, HEIGHT - item.bottom)
    colour = b"%.3f %.3f %.3f rg" % item.colour
    if isinstance(item, Bar):
        corner = (item.x0, HEIGHT - item.bottom, item.x1 - item.x0, item.bottom - item.top)
        return b"q %s %.2f %.2f %.2f %.2f re f Q" % (colour, *corner)
    angle = radians(item.degrees)
    pieces = [b"q", colour]
    if item.layer:
        pieces.append(b"/OC /OC1 BDC")
    if item.is_clipped:
        pieces.append(b"1 1 2 2 re W n")
    for dx, dy in ((0.0, 0.0), *item.copies):
        place = (item.x + dx, HEIGHT - item.top - dy - item.size)
        matrix = (cos(angle), sin(angle), -sin(angle), cos(angle), *place)
        pieces.append(
            b"BT /F1 %.2f Tf %d Tr %.2f Ts " % (item.size, item.mode, item.rise)
            + b"%.4f %.4f %.4f %.4f %.2f %.2f Tm " % matrix
            + _shown(item)
            + b" ET"
        )
    return b"\n".join([*pieces, *([b"EMC"] if item.layer else []), b"Q"])


def _shown(item: Letters) -> bytes:
    if not item.spread:
        return b"(%s) Tj" % _escaped(item.text)
    back = b" %.1f " % (-1000 * item.spread / item.size)
    return b"[%s] TJ" % back.join(b"(%s)" % _escaped(letter) for letter in item.text)


def _escaped(text: str) -> bytes:
    return text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


HEAD = (
    "PAJUMETSA AMET",
    "PEADIREKTORI KÄSKKIRI",
    "",
    "Paju, 03.05.2021 nr 48",
    "",
    "Lisade kehtetuks tunnistamine",
    "",
)
"""The lines above the first sentence of a made-up act."""
PRESSES = pytest.mark.parametrize("press", [by_reportlab, by_hand], ids=["reportlab", "by hand"])
"""For tests that take each construct as both producers set it."""
