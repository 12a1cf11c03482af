"""Tell whether declarations of a style hide what they hold for."""

from __future__ import annotations

import re

_FAR = r"-\s?(?:\d{4,}(?:\.\d+)?(?:px|pt)|\d{3,}(?:\.\d+)?(?:r?em|v[wh]))"
_NO_ALPHA = r"0(?:\.0+)?%?"
_HIDDEN = re.compile(
    r"display\s*:\s*none|(?<![\w-])visibility\s*:\s*(?:hidden|collapse)|content-visibility\s*:\s*hidden|mso-hide\s*:\s*all"
    r"|clip-path\s*:\s*(?:inset\(\s*(?:[\w.%]{1,12}\s+){0,3}(?:[5-9]\d|100)(?:\.\d+)?%|circle\(\s*0|polygon\((?:\s*0(?:px|%)?\s+0(?:px|%)?\s*(?:,|(?=\))))++\))"
    r"|(?<![\w-])clip\s*:\s*rect\((?:\s*[01](?:px|pt)?[\s,]*){4}\)"
    r"|(?<![\w-])(?:transform|scale)\s*:[^;]{0,300}(?<![\w-])(?:scale(?:3d|[XY])?\(\s*)0(?:\.0+)?\s*[,)]"
    r"|(?<![\w-])scale\s*:\s*0(?:\.0+)?\s*(?:;|!|$)"
    r"|(?<![\w-])transform\s*:[^;]{0,300}rotate[XY]\(\s*-?(?:90deg|\.25turn|0\.25turn)"
    rf"|(?<![\w-])filter\s*:[^;]{{0,300}}opacity\(\s*{_NO_ALPHA}\s*\)"
    r"|(?<![\w-])filter\s*:[^;]{0,300}blur\(\s*(?:[5-9]|\d{2,})(?:\.\d+)?px"
    rf"|(?<![\w-])transform\s*:[^;]{{0,300}}translate(?:3d|[XY])?\([^;)]{{0,300}}{_FAR}|(?<![\w-])translate\s*:[^;]{{0,300}}{_FAR}"
    r"|mask(?:-image)?\s*:\s*linear-gradient\(\s*transparent\s*,\s*transparent\s*\)"
    r"|-webkit-text-security\s*:\s*(?:disc|circle|square)"
    r"|(?:-webkit-text-fill-|(?<![\w-]))color\s*:\s*(?:transparent\b|#(?:[\da-f]{3}0|[\da-f]{6}00)(?![\da-f])"
    rf"|(?:rgb|hsl)a?\((?:[^,()]*,){{3}}\s*{_NO_ALPHA}\s*\)|[a-z]{{2,6}}\([^/()]*/\s*{_NO_ALPHA}\s*\))"
    rf"|(?:left|right|top|text-indent|inset(?:-inline|-block)?(?:-start|-end)?)\s*:[^;]{{0,40}}?{_FAR}"
    r"|(?:font-size|zoom)\s*:\s*0(?:\.0+)?(?:px|pt|r?em|%)?\s*(?:;|!|$)|(?<![\w-])opacity\s*:\s*0?(?:\.0\d*)?%?\s*(?:;|!|$)"
    r"|font-size\s*:\s*(?:[01]?\.\d+|[12])(?:\.\d+)?(?:px|pt)\b"
    r"|(?<![\w-])font\s*:[^;]{0,300}?(?<![\w.-])(?:0(?:px|pt|r?em|%)?|(?:[01]?\.\d+|[12])(?:px|pt))(?:\s*/|\s+[a-z\"'])",
    re.IGNORECASE,
)
# Pages for screen readers keep words in a box of one pixel
_FLAT = re.compile(
    r"(?<![\w-])(?:max-)?(?:height|width|(?:block|inline)-size)\s*:\s*(?:0(?:\.0+)?(?:px|pt|r?em|%)?|1(?:px|pt))\s*(?:;|!|$)",
    re.IGNORECASE,
)
_CUT = re.compile(r"overflow(?:-[xy])?\s*:\s*(?:hidden|clip)", re.IGNORECASE)


def is_hidden(style: str) -> bool:
    """Return whether a browser shows nothing of an element with these declarations."""
    return _HIDDEN.search(style) is not None or (_FLAT.search(style) is not None and _CUT.search(style) is not None)
