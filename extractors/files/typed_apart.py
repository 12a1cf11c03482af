"""Close up words that were typed letter by letter, with blanks between: "k e h t e t u k s   l i s a d".

Between such words stand more blanks, or wider ones. Where all blanks are alike nobody can part the words, and the line
stays as it is.
"""

from __future__ import annotations

import re

_BLANKS = "[ \t\xa0\u2000-\u200a\u202f]"
_GAP = re.compile(f"({_BLANKS}+)")
_SUSPECT = re.compile(rf"(?<!\S)(?:[^\W\d_]{_BLANKS}){{4}}[^\W\d_](?!\S)")


def close_typed(text: str) -> str:
    """Return a text with the words of its lines closed up that were typed letter by letter."""
    lines = ((line, _SUSPECT.search(line)) for line in text.split("\n"))
    return "\n".join(_closed(line, found[0][1]) if found else line for line, found in lines)


def _closed(line: str, narrow: str) -> str:
    """Return a line with its words closed up whose letters a ``narrow`` blank parts."""
    pieces = _GAP.split(line)
    letters, gaps = pieces[::2], pieces[1::2]
    # A gap parts letters of one word where it is the narrow one and both its neighbours are single letters or signs.
    inner = [gap == narrow and len(letters[at]) == len(letters[at + 1]) == 1 for at, gap in enumerate(gaps)]
    if all(gap == narrow for at, gap in enumerate(gaps) if letters[at] and letters[at + 1]):
        return line
    closed = letters[0]
    for at, is_inner in enumerate(inner):
        wide = gaps[at] if "\t" in gaps[at] and narrow == "\t" else " "
        closed += ("" if is_inner else wide if letters[at] and letters[at + 1] else gaps[at]) + letters[at + 1]
    return closed
