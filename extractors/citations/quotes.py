"""Find where quotation marks open and close, around titles, replaced words and whole replacement texts.

Directives pair „ with “, ” or ", nest the same marks, type the opening mark as two commas, and leave marks unclosed.
Text inside quotation marks is never an operative word and never a target, so quotations must be found first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

MARK = re.compile(r"[„“”‟\"«»ʺˮ″]|,,(?=\S)|''|’’")

_ALWAYS_OPEN = frozenset({"„", "‟", "«", ",,"})
_ALWAYS_CLOSE = frozenset({"»"})
_MAX_QUOTE = 8_000
_MAX_MARKS = 200
# „Kord lisa 2: what is meant of the act ends a title, unless the title itself tells of it ("… lisa 2 muutmine")
_UNCLOSED_ENDS = re.compile(
    r"[“”\"»ʺˮ″]|;|\n|,\s?\d|\.\s|\s(?=(?:lisa(?:d|de|s|des|le|ga)?|(?:ala)?punkt(?:i|id|e|ide|is|ides)?)\s\d(?![^.;\n]{0,60}m(?:ine|ise)(?!\w)))"
)


def find_quotes(text: str) -> tuple[tuple[int, int], ...]:
    """Return the outermost quotations, including their marks, as half-open ranges in reading order.

    A quotation that never closes ends at the next closing mark, semicolon or line end: were it to swallow the rest of
    the act, every later point would be taken for quoted text.
    """
    marks = list(MARK.finditer(text))
    found: list[tuple[int, int]] = []
    index = 0
    while index < len(marks):
        mark = marks[index]
        if not _opens(text, mark, inside=False):
            index += 1
            continue
        last = _balanced(text, marks, index)
        if last is None:
            end = _end_of_unclosed(text, mark.end())
            found.append((mark.start(), end))
            index += 1
            while index < len(marks) and marks[index].start() < end:
                index += 1
        else:
            found.append((mark.start(), marks[last].end()))
            index = last + 1
    return tuple(found)


def _balanced(text: str, marks: Sequence[re.Match[str]], first: int) -> int | None:
    """Return the index of the mark that closes ``marks[first]``; ``None`` where none does within reach."""
    depth = 1
    for index in range(first + 1, min(len(marks), first + _MAX_MARKS)):
        mark = marks[index]
        if mark.start() - marks[first].start() > _MAX_QUOTE:
            return None
        depth += 1 if _opens(text, mark, inside=True) else -1
        if depth == 0:
            return index
    return None


def _opens(text: str, mark: re.Match[str], *, inside: bool) -> bool:
    sign = mark.group()
    before = text[mark.start() - 1] if mark.start() else " "
    after = text[mark.end()] if mark.end() < len(text) else " "
    if sign == "«" and inside and not before.isspace() and not after.isalnum():
        return False  # »Kord« points inwards
    if sign == "»" and not inside and (before.isspace() or before in "([") and after.isalnum():
        return True
    if sign in _ALWAYS_OPEN:
        return True
    if sign in _ALWAYS_CLOSE:
        return False
    if not inside:
        # A bare mark outside any quotation opens one unless it looks backwards: `tekst".`
        return not after.isspace() and after not in ".,;:)" and not before.isalnum()
    return (before.isspace() or before in "([") and (after.isalnum() or after == "(")


def _end_of_unclosed(text: str, start: int) -> int:
    stop = _UNCLOSED_ENDS.search(text, start, start + 400)
    if stop is None:
        return min(len(text), start + 400)
    return stop.end() if stop.group()[:1] in '“”"»ʺˮ″' else stop.start()


def mask_quotes(text: str, quotes: Sequence[tuple[int, int]]) -> str:
    """Return the text, at the same length, with every quotation replaced by ``„···“``."""
    if not quotes:
        return text
    edges = [0, *(edge for quote in quotes for edge in quote), len(text)]
    pieces: list[str] = []
    for number, (start, end) in enumerate(pairwise(edges)):
        is_quoted = number % 2 == 1
        pieces.append(_mask(end - start) if is_quoted else text[start:end])
    return "".join(pieces)


def _mask(length: int) -> str:
    return "„" + "·" * (length - 2) + "“" if length >= 2 else "·" * length
