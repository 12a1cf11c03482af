"""Tell figures from one another by their shape: those without a hole, and those with one.

A figure is drawn on a small field and compared with what figures look like on the mean of 53 fonts. Of these, each
measured against the mean of other families, no figure was further from its own mean than 1.04 times the way to the
nearest other one with as many holes. Of 1,056 exchanged ones without a hole 98 in 100 were further away than 1.15
times, and of 618 with one hole likewise.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import dist

from PIL import Image, ImageDraw

Point = tuple[float, float]

OPEN = frozenset("12357")
CLOSED = frozenset("0469")
_WIDE, _HIGH = 12, 16
_FINER = 4
_NARROWED = 0.85
_FARTHER = 1.15

_MEANS: dict[str, str] = {
    "0": """
00028cda4000
003ad98cb400
018d8338d820
04bc4004cb30
16da2002bd40
18e81002be40
2ae71002be50
2bd60003be50
2cd50003be40
2cd50004cd40
2cd50005cc30
2bd50016da20
1ad71029c710
16ca436bb300
029ca9bc6100
0037dda51000
""",
    "1": """
001247a86200
0247acd96200
02579cc96100
01237ab95100
001259c95000
000248c94000
000139d93000
000039d92000
00003ad82000
00003bd81000
00004cd71000
00004cd61000
00005cd61000
02336dc63310
0478bdda9720
04bcdeeec720
""",
    "2": """
0126bdeb6200
028cdccee720
049a7559db51
05862125cd61
03431014ce61
00110014dd51
00000017eb30
0000004cd610
000003ae9200
000029ea2000
00028eb20000
0027db200210
026cb3002410
15cd86668820
19feeeeeeb10
2cffffffeb10
""",
    "3": """
0127bdec6200
027bdcbdd620
03796359da40
03541026cb40
00111016db40
0000003ad830
000158bdb400
0002aefe6100
000257aee600
00000129eb20
00000016dd20
02210016dd20
16520028dc20
19a6336bd710
19edbbcda200
038dfeb61000
""",
    "4": """
0000026ab740
0000039dc730
000027adb720
000149acb620
0002898ac610
0015a65ac610
002a934bc500
016b504cc400
03c8104cc400
18b3115dc410
2db888beeb81
2eeeeeeffe91
155556beb640
000012ae9210
000025bda420
000147ceb620
""",
    "5": """
026adeeefa51
027bdeeee940
027aa7666420
028a62000000
028a62000000
039caba62000
03addeee9300
04aa768de710
02531139eb20
00000016dd30
00100015dd30
03310016dd20
07620038da10
19a6447cd610
19edbbdd9100
049deeb51000
""",
    "6": """
000149cdb720
0017bccbc830
005cc8447720
029d92013310
04cc51000000
07eb56641000
19ecddde9200
1bee956ce610
1cfb3018ea20
1ce71005dc20
1cd60005cc20
1bd60016cc20
19d71027d910
16ca425ac610
029ca9bc9100
0028dec71000
""",
    "7": """
09effffeee60
0aeeeeeeee50
08977779ec40
05411139e810
0210005cc400
0100028d9200
000014bc5100
000027ca2000
00004ac71000
00016ba41000
00039b920000
0015ab610000
0027aa400000
0148a9300000
0258a7100000
036896000000
""",
    "9": """
00049dda4100
006cc99cb400
03ad7338d820
06ca3004cb30
08d91003bd40
08d91003be40
08e91004cf40
06eb3017ef40
03ce856dfe30
005cdcdcdc20
00026747ea10
00000039d810
0342116cc400
168546ac8100
16bcccc93000
15addb620000
""",
}
"""Each field row by row from the top, a digit of sixteen for the share of fonts that have ink there."""


def is_another(figure: str, field: bytes, rivals: frozenset[str] | None = None) -> bool:
    """Return whether a field is clearly that of another figure: of ``rivals``, or of those with as many holes."""
    own, nearest = _distances(figure, field, rivals)
    return own > _FARTHER * nearest


def is_nearest(figure: str, field: bytes) -> bool:
    """Return whether a field is more like this figure than like any other one with as many holes."""
    own, nearest = _distances(figure, field)
    return own < nearest


def field_of(outline: Sequence[Point], holes: Sequence[Sequence[Point]] = ()) -> bytes:
    """Return an outline with some width and height, filled on the field but for its holes: grays from 0 to 255, rows
    from the top.
    """
    xs, ys = zip(*outline, strict=True)
    left, top, scale = min(xs), max(ys), _HIGH * _FINER / (max(ys) - min(ys))
    wide = _width((max(xs) - left) / (max(ys) - min(ys)))
    across = wide * _FINER / (max(xs) - left)
    drawn = Image.new("L", (wide * _FINER, _HIGH * _FINER), 0)
    pen = ImageDraw.Draw(drawn)
    for points, filled in ((outline, 255), *((hole, 0) for hole in holes)):
        pen.polygon([((x - left) * across, (top - y) * scale) for x, y in points], fill=filled)
    return _on_field(drawn, wide)


def field_of_ink(ink: Image.Image) -> bytes:
    """Return the picture of a figure, light on black and without blank edges, on the field."""
    return _on_field(ink, _width(ink.width / ink.height))


def _width(share: float) -> int:
    return max(1, min(_WIDE, round(share * _HIGH * _NARROWED)))


def _on_field(drawn: Image.Image, wide: int) -> bytes:
    field = Image.new("L", (_WIDE, _HIGH), 0)
    field.paste(drawn.resize((wide, _HIGH), Image.Resampling.BOX), ((_WIDE - wide) // 2, 0))
    return field.tobytes()


def _distances(figure: str, field: bytes, rivals: frozenset[str] | None = None) -> tuple[float, float]:
    """Return how far a field is from the mean of a figure, and from the nearest of the others it may be taken for."""
    others = (rivals or (OPEN if figure in OPEN else CLOSED)) - {figure}
    return dist(field, _FIELDS[figure]), min(dist(field, _FIELDS[name]) for name in others)


_FIELDS = {figure: tuple(17 * int(digit, 16) for digit in rows.replace("\n", "")) for figure, rows in _MEANS.items()}
