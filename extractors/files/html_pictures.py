"""Say what a web page shows as a picture in the midst of its words: drawn letters are read, others leave a sign.

Without the sign "lisad 2 ja <img>." would say less than a person sees, and nothing would tell.
"""

from __future__ import annotations

import re

from bs4 import Tag

from extractors.words.endings import must_go_on

PICTURED = "\ufffc"
"""Object replacement character: here a person sees something that has no letters."""
PICTURES = frozenset({"img", "svg", "script"})
_WRITES = re.compile(r"document\s*\.\s*write(?:ln)?\s*\(", re.IGNORECASE)
_DOT = re.compile(r"\s*[01](?:\.\d+)?\s*(?:px|pt)?\s*")
_TRAILING = re.compile(rf"[\s{PICTURED}]+\Z")


def words_of_picture(tag: Tag) -> str:
    """Return the letters of a drawing, the sign for another picture or for words that a script writes, or nothing.

    Pictures of one point count visitors.
    """
    if tag.name == "script":
        return PICTURED if _WRITES.search(str(tag)) else ""
    if tag.name == "svg":
        words = " ".join(text for each in tag.find_all("text") if (text := " ".join(each.get_text().split())))
        return words or PICTURED
    return "" if any(_DOT.fullmatch(str(tag.get(side, ""))) for side in ("width", "height")) else PICTURED


def without_edges(line: str) -> str:
    """Return a line without the pictures before its first and behind its last words, unless it cannot end there."""
    line = line.lstrip(f" {PICTURED}")
    if not line.endswith(PICTURED):
        return line
    words = _TRAILING.sub("", line)
    return line if must_go_on(words) or words[-1:].isdecimal() else words
