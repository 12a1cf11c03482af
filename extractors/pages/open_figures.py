"""Tell figures without a hole from one another by their shape: a 1, 2, 3, 5 and 7.

A figure is drawn on a small field and compared with what these figures look like on the mean of 53 fonts. Of these,
each measured against the mean of other families, no figure was further from its own mean than 1.04 times the way to the
nearest other one, and of 1,056 exchanged ones 98 in 100 were further away than 1.15 times.
"""

from __future__ import annotations

from collections.abc import Sequence

from PIL import Image, ImageDraw

Point = tuple[float, float]

OPEN = frozenset("12357")
_WIDE, _HIGH = 12, 16
_FINER = 4
_NARROWED = 0.85
_FARTHER = 1.15

_MEANS: dict[str, str] = {
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
}
"""Each field row by row from the top, a digit of sixteen for the share of fonts that have ink there."""


def is_another(figure: str, outline: Sequence[Point]) -> bool:
    """Return whether an outline is clearly that of another figure without a hole."""
    shape = field_of(outline)
    away = {name: _distance(shape, mean) for name, mean in _FIELDS.items()}
    return away.pop(figure) > _FARTHER * min(away.values())


def field_of(outline: Sequence[Point]) -> bytes:
    """Return an outline with some width and height, filled on the field: grays from 0 to 255, rows from the top."""
    xs, ys = zip(*outline, strict=True)
    left, top, scale = min(xs), max(ys), _HIGH * _FINER / (max(ys) - min(ys))
    wide = max(1, min(_WIDE, round((max(xs) - left) * scale / _FINER * _NARROWED)))
    across = wide * _FINER / (max(xs) - left)
    drawn = Image.new("L", (wide * _FINER, _HIGH * _FINER), 0)
    ImageDraw.Draw(drawn).polygon([((x - left) * across, (top - y) * scale) for x, y in outline], fill=255)
    field = Image.new("L", (_WIDE, _HIGH), 0)
    field.paste(drawn.resize((wide, _HIGH), Image.Resampling.BOX), ((_WIDE - wide) // 2, 0))
    return field.tobytes()


def _distance(one: bytes, other: bytes) -> float:
    return float(sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5)


_FIELDS = {figure: bytes(17 * int(digit, 16) for digit in rows.replace("\n", "")) for figure, rows in _MEANS.items()}
