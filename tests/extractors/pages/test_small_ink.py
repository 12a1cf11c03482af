"""A figure that is drawn, pasted or covered within a sentence is doubted, and marks beside the text are not."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from extractors.read import read_file
from tests.extractors.pages.situations import HEAD, HEIGHT, PRESSES, WIDTH, Curve, Item, Note, Press, lines, width_of

LEAD = "1. Tunnistan kehtetuks peadirektori 11.01.2019 käskkirja nr 7 lisad 1,"
LAST = ("2. Käskkiri jõustub allkirjastamisest.", "", "Leida Kask", "peadirektor")
TOP = 72 + len(HEAD) * 20.0


def seven(x: float, top: float) -> Curve:
    return Curve(((x, top + 2), (x + 6, top + 2), (x + 2, top + 10)))


def told(data: bytes) -> tuple[bool, set[str]]:
    """Return whether the revocation is doubtful, and what is said of the ink."""
    found = read_file(data, "a.pdf")
    (effect,) = [each for each in found.effects if each.effect == "revoke"]
    return effect.doubt is not None, {each.code for each in found.findings} & {"unread_ink", "unseen_words"}


def act(line: str, *more: Item) -> list[Item]:
    return [*lines(*HEAD, line, *LAST), *more]


@PRESSES
def test_a_figure_drawn_within_a_list_is_doubted(press: Press) -> None:
    drawn = seven(70 + width_of(f"{LEAD} "), TOP)
    assert told(press([act(f"{LEAD}     ja 9.", drawn)])) == (True, {"unread_ink"})


@PRESSES
@pytest.mark.parametrize("x", [50.0, 540.0], ids=["before the line", "far behind it"])
def test_what_is_drawn_beside_a_line_is_none_of_it(press: Press, x: float) -> None:
    assert told(press([act(f"{LEAD} 5 ja 9.", seven(x, TOP))])) == (False, set())


def pasted(ground: int | None) -> bytes:
    """Return the act with a picture on the 5, which shows a 7, or nothing but a ``ground``."""
    shown = Image.new("L", (60, 100), 255 if ground is None else ground)
    if ground is None:
        ImageDraw.Draw(shown).line([(10, 10), (50, 10), (20, 90)], fill=0, width=12)
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT), invariant=1)
    canvas.setFont("Helvetica", 11)
    for at, text in enumerate((*HEAD, f"{LEAD} 5 ja 9.", *LAST)):
        canvas.drawString(70, HEIGHT - 72 - at * 20 - 11, text)
    canvas.drawImage(ImageReader(shown), 70 + width_of(f"{LEAD} "), HEIGHT - TOP - 13, 6, 12)
    canvas.save()
    return out.getvalue()


@pytest.mark.parametrize(("ground", "code"), [(None, "unread_ink"), (255, "unseen_words"), (0, "unseen_words")])
def test_a_picture_pasted_on_a_figure_is_doubted(ground: int | None, code: str) -> None:
    assert told(pasted(ground)) == (True, {code})


@PRESSES
def test_a_black_mark_that_leaves_the_full_stop_hides_the_figure(press: Press) -> None:
    x = 70 + width_of(f"{LEAD} 5 ja ")
    mark = Note("Square", x - 0.5, TOP - 1, x + width_of("9") + 0.5, TOP + 13, "/IC [0 0 0] /C [0 0 0]", has_quad=False)
    assert told(press([act(f"{LEAD} 5 ja 9.", mark)])) == (True, {"unseen_words"})
