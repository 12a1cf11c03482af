"""Make characters visible that a terminal would obey instead of show."""

from __future__ import annotations

import re

# Controls other than tab and line feed (C0, DEL, C1): they move the cursor, set the title or write the clipboard
# (ECMA-48; OSC 52). Marks and overrides of direction (Unicode, UAX #9): they show words in another order than they
# stand. Line and paragraph separators; halves of a surrogate pair, which no output can encode.
_OBEYED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def make_visible(text: str) -> str:
    r"""Return the text with each character that a terminal obeys as its code: ESC becomes ``\u001b``.

    Tab and line feed stay. JSON means the same afterwards: in its strings ``\u001b`` is that character.
    """
    return _OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
