"""Say which words a line strikes out in formats without pages, and part those struck out letter by letter.

Pages and messages that know no struck text write it with overlaid strokes: "3" followed by U+0336 is a struck 3.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extractors.model.finding import Finding
from extractors.model.text import AsideText

_OVERLAY = re.compile("[\u0335-\u0338]")
_OVERLAID = re.compile("(?:[^\u0335-\u0338]?[\u0335-\u0338]+)+")
_QUOTED = 300


def part_overlaid(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a text in NFC without the letters that carry a stroke, and what these spell, stretch by stretch."""
    if _OVERLAY.search(text) is None:
        return text, ()
    struck = tuple(_OVERLAY.sub("", match[0]) for match in _OVERLAID.finditer(text))
    return _OVERLAID.sub("", text), struck


def struck_texts(struck: Iterable[str]) -> tuple[AsideText, ...]:
    """Return struck words as text beside that of the file, which has no place on a page."""
    return tuple(AsideText("struck", words.strip()) for words in struck if words.strip())


def struck_findings(struck: Iterable[str]) -> Iterator[Finding]:
    """Yield the finding that names the struck words; none where there are none."""
    if words := " ".join(" ".join(struck).split())[:_QUOTED]:
        yield Finding("struck_words", f"words that a line strikes out are not read: {words}")
