"""A box or line that is drawn over a paragraph of a DOCX hides its words, or makes them doubtful."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.read import read_file

HEAD = ("PAJUMETSA AMET", "PEADIREKTORI KÄSKKIRI", "03.05.2021 nr 48", "Lisade kehtetuks tunnistamine")
KEPT = "1. Tunnistan kehtetuks peadirektori 11.01.2019 käskkirja nr 7 lisad 1 ja 2."
OTHER = "1.1. Tunnistan kehtetuks peadirektori 02.02.2018 käskkirja nr 33."
NAMES = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:s="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
BLACK, CLEAR = '<a:solidFill><a:srgbClr val="000000"/></a:solidFill>', "<a:noFill/>"
PALE = '<a:solidFill><a:srgbClr val="FFFF00"><a:alpha val="30000"/></a:srgbClr></a:solidFill>'
Read = tuple[list[tuple[str | None, str | None]], set[str]]


def drawn(
    fill: str,
    *,
    width: int = 420,
    height: int = 14,
    top: int = 0,
    behind: int = 0,
    to: str = "paragraph",
    style: str = "",
) -> str:
    """A shape with its sides in points."""
    return (
        f'<w:drawing><wp:anchor behindDoc="{behind}"><wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset>'
        f'</wp:positionH><wp:positionV relativeFrom="{to}"><wp:posOffset>{12700 * top}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{12700 * width}" cy="{12700 * height}"/><s:wsp><s:spPr>{fill}</s:spPr>{style}</s:wsp>'
        "</wp:anchor></w:drawing>"
    )


def old(kind: str, place: str, more: str = "") -> str:
    return f'<w:pict><v:{kind} style="position:absolute;{place}" {more}/></w:pict>'


HIDES = {
    "black": drawn(BLACK),
    "white": drawn(BLACK.replace("000000", "FFFFFF")),
    "by its style": drawn("", style='<s:style><a:fillRef idx="1"/></s:style>'),
    "of old programs": old("rect", "margin-left:0;margin-top:0;width:420pt;height:.5cm", 'fillcolor="black"'),
}
DOUBTS = {
    "a part": drawn(BLACK, width=60),
    "a line through": drawn("", height=0, top=7),
    "an old line through": '<w:pict><v:line style="position:absolute" from="0,8pt" to="400pt,8pt"/></w:pict>',
}
NOTHING = {
    "clear": drawn(CLEAR),
    "half clear": drawn(PALE),
    "behind the words": drawn(BLACK, behind=1),
    "below the words": drawn(BLACK, top=30),
    "a line below the words": drawn("", height=0, top=14),
    "of the page": drawn(BLACK, to="page"),
    "on the line": '<w:pict><v:rect style="width:10pt;height:10pt"/></w:pict>',
    "old and clear": old("rect", "width:420pt;height:14pt", 'filled="f"'),
    "old and behind": old("rect", "width:420pt;height:14pt;z-index:-1"),
}


def read(word: Callable[..., bytes], shape: str) -> Read:
    lines = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in (*HEAD, KEPT))
    body = f"{lines}<w:p><w:r>{shape}</w:r><w:r><w:t>{OTHER}</w:t></w:r></w:p>"
    found = read_file(word(body.replace("<w:p>", f"<w:p {NAMES}>")), "a.docx")
    effects = [(each.affected.number, each.doubt) for each in found.effects if each.effect == "revoke"]
    return effects, {finding.code for finding in found.findings}


@pytest.mark.parametrize("shape", HIDES.values(), ids=HIDES)
def test_words_under_a_box_revoke_nothing(word: Callable[..., bytes], shape: str) -> None:
    assert read(word, shape) == ([("7", None)], {"unseen_words"})


@pytest.mark.parametrize("shape", DOUBTS.values(), ids=DOUBTS)
def test_words_under_a_part_of_a_box_or_a_line_are_doubted(word: Callable[..., bytes], shape: str) -> None:
    assert read(word, shape) == ([("7", None), ("33", "crossed_words")], {"crossed_words"})


@pytest.mark.parametrize("shape", NOTHING.values(), ids=NOTHING)
def test_other_shapes_change_nothing(word: Callable[..., bytes], shape: str) -> None:
    assert read(word, shape) == ([("7", None), ("33", None)], set())
