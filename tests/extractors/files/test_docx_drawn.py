"""A box or line that is drawn over a paragraph of a DOCX hides its words, or makes them doubtful."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from extractors.read import read_file
from tests.extractors.files.constructs import KEPT, OTHER, OWN_HEAD

NAMES = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:s="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:g="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup" '
    'xmlns:c="http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:w10="urn:schemas-microsoft-com:office:word"'
)
BLACK, CLEAR = '<a:solidFill><a:srgbClr val="000000"/></a:solidFill>', "<a:noFill/>"
PALE = '<a:solidFill><a:srgbClr val="FFFF00"><a:alpha val="30000"/></a:srgbClr></a:solidFill>'
LINE = "<w:p><w:r><w:t>Pajumetsa</w:t></w:r></w:p>"
SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
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
    wrap: str = "wrapNone",
    shapes: str = "",
) -> str:
    """A shape, or the ``shapes`` of a group, with its sides in points."""
    shape = shapes or f"<s:wsp><s:spPr>{fill}</s:spPr>{style}</s:wsp>"
    return (
        f'<w:drawing><wp:anchor behindDoc="{behind}"><wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset>'
        f'</wp:positionH><wp:positionV relativeFrom="{to}"><wp:posOffset>{12700 * top}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{12700 * width}" cy="{12700 * height}"/><wp:{wrap}/><a:graphic><a:graphicData uri="{SHAPE}">'
        f"{shape}</a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )


def twice(shape: str) -> str:
    """A shape as Word and LibreOffice write it: for new programs, and an old one that hides nothing for the others."""
    fallback = '<w:pict><v:rect style="position:absolute;margin-top:300pt;width:9pt;height:9pt"/></w:pict>'
    return (
        f'<mc:AlternateContent><mc:Choice Requires="wps">{shape}</mc:Choice>'
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>"
    )


def sides(left: int, top: int, width: int, height: int, kind: str = "") -> str:
    return f'<a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/>{kind}'


def grouped(*shapes: str) -> str:
    """A group of 420 by 60 points that counts its own sides in tenths of a point."""
    inner = '<a:chOff x="1000" y="1000"/><a:chExt cx="4200" cy="600"/>'
    place = f"<g:grpSpPr><a:xfrm>{sides(0, 0, 420 * 12700, 60 * 12700, inner)}</a:xfrm></g:grpSpPr>"
    return drawn("", height=60, shapes=f"<g:wgp>{place}{''.join(shapes)}</g:wgp>")


def member(left: int, top: int, width: int, height: int) -> str:
    place = f"<a:xfrm>{sides(1000 + 10 * left, 1000 + 10 * top, 10 * width, 10 * height)}</a:xfrm>"
    return f"<s:wsp><s:spPr>{place}{BLACK}</s:spPr></s:wsp>"


def old(kind: str, place: str, more: str = "", inner: str = "") -> str:
    return f'<w:pict><v:{kind} style="position:absolute;{place}" {more}>{inner}</v:{kind}></w:pict>'


OFFICE_BOX = (
    '<s:wsp><s:cNvSpPr/><s:nvSpPr><s:cNvPr id="0" name="Shape1"/><s:cNvSpPr/></s:nvSpPr><s:spPr><a:xfrm>'
    f'{sides(0, 0, 420 * 12700, 14 * 12700)}</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{BLACK}'
    f'<a:ln w="0">{BLACK}</a:ln></s:spPr><s:bodyPr/></s:wsp>'
)
OFFICE_LINE = (
    f"<s:wsp><s:cNvSpPr/><s:spPr><a:xfrm>{sides(0, 0, 400 * 12700, 0)}</a:xfrm>"
    f'<a:prstGeom prst="line"><a:avLst/></a:prstGeom><a:ln w="0">{BLACK}</a:ln></s:spPr><s:style><a:lnRef idx="0"/>'
    '<a:fillRef idx="0"/><a:effectRef idx="0"/><a:fontRef idx="minor"/></s:style><s:bodyPr/></s:wsp>'
)
HIDES = {
    "as LibreOffice writes a box": drawn("", shapes=OFFICE_BOX),
    "black": drawn(BLACK),
    "white": drawn(BLACK.replace("000000", "FFFFFF")),
    "by its style": drawn("", style='<s:style><a:fillRef idx="1"/></s:style>'),
    "a box for words without any": drawn(BLACK, style="<s:txbx><w:txbxContent><w:p/></w:txbxContent></s:txbx>"),
    "the second of a group": grouped(member(0, 40, 90, 20), member(0, 0, 420, 14)),
    "of old programs": old("rect", "margin-left:0;margin-top:0;width:420pt;height:.5cm", 'fillcolor="black"'),
}
DOUBTS = {
    "as LibreOffice writes a line": drawn("", width=400, height=0, top=7, shapes=OFFICE_LINE),
    "a part": drawn(BLACK, width=60),
    "a line through": drawn("", height=0, top=7),
    "a group of small boxes": grouped(member(0, 40, 90, 20), member(100, 0, 90, 14)),
    "an old line through": '<w:pict><v:line style="position:absolute" from="0,8pt" to="400pt,8pt"/></w:pict>',
}
NOTHING = {
    "clear": drawn(CLEAR),
    "half clear": drawn(PALE),
    "words flow around it": drawn(BLACK, wrap="wrapSquare"),
    "words stand below it": drawn(BLACK, wrap="wrapTopAndBottom"),
    "of a box with words": drawn(
        BLACK, style=f"<s:txbx><w:txbxContent><w:p><w:r>{drawn(BLACK)}</w:r></w:p>{LINE}</w:txbxContent></s:txbx>"
    ),
    "a small box of a canvas": drawn("", height=60, shapes=f"<c:wpc>{member(0, 40, 90, 20)}</c:wpc>"),
    "a group below the words": grouped(member(0, 40, 90, 20), member(100, 40, 90, 14)),
    "behind the words": drawn(BLACK, behind=1),
    "below the words": drawn(BLACK, top=30),
    "a line below the words": drawn("", height=0, top=14),
    "of the page": drawn(BLACK, to="page"),
    "on the line": '<w:pict><v:rect style="width:10pt;height:10pt"/></w:pict>',
    "old and clear": old("rect", "width:420pt;height:14pt", 'filled="f"'),
    "old, words flow around it": old("rect", "width:420pt;height:14pt", inner='<w10:wrap type="square"/>'),
    "old and behind": old("rect", "width:420pt;height:14pt;z-index:-1"),
}


def in_both_ways(shapes: Mapping[str, str]) -> pytest.MarkDecorator:
    """Try each shape as it is, and each new one also as programs write it for new and old ones."""
    new = {f"{name}, twice": twice(shape) for name, shape in shapes.items() if "<w:drawing>" in shape}
    both = {**shapes, **new}
    return pytest.mark.parametrize("shape", both.values(), ids=both)


def read(word: Callable[..., bytes], shape: str, under: str = OTHER) -> Read:
    lines = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in (*OWN_HEAD, KEPT))
    body = f"{lines}<w:p><w:r>{shape}</w:r><w:r><w:t>{under}</w:t></w:r></w:p>"
    found = read_file(word(body.replace("<w:p>", f"<w:p {NAMES}>")), "a.docx")
    effects = [(each.affected.number, each.doubt) for each in found.effects if each.effect == "revoke"]
    return effects, {finding.code for finding in found.findings}


@in_both_ways(HIDES)
def test_words_under_a_box_revoke_nothing(word: Callable[..., bytes], shape: str) -> None:
    assert read(word, shape) == ([("7", None)], {"unseen_words"})


@in_both_ways(DOUBTS)
def test_words_under_a_part_of_a_box_or_a_line_are_doubted(word: Callable[..., bytes], shape: str) -> None:
    assert read(word, shape) == ([("7", None), ("33", "crossed_words")], {"crossed_words"})


@in_both_ways(NOTHING)
def test_other_shapes_change_nothing(word: Callable[..., bytes], shape: str) -> None:
    assert read(word, shape) == ([("7", None), ("33", None)], set())


def test_a_line_behind_a_number_that_a_box_left_out_is_doubted_alone(word: Callable[..., bytes]) -> None:
    """Where 1.1 is not seen 1.2 numbers no point, and its number ends the sentence before."""
    third = OTHER.replace("1.1", "1.2").replace("33", "34")
    shapes = (
        f"{twice(drawn(BLACK))}</w:r><w:r><w:t>{OTHER}</w:t></w:r></w:p><w:p><w:r>{twice(drawn('', height=0, top=7))}"
    )
    effects, codes = read(word, shapes, third)
    assert (effects, codes) == ([("7", None), ("34", "crossed_words")], {"unseen_words", "crossed_words"})
