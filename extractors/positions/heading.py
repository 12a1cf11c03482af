"""Find the post that the heading of a job description names, where no label does."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.model.evidence import Evidence, Span
from extractors.model.text import DocumentText
from extractors.positions.lines import Line
from extractors.positions.nominative import from_genitive
from extractors.positions.words import read_words
from extractors.words.labels import HEADING

_HEADING = re.compile(rf"^(?P<post>[^\d|:;]{{3,100}}?)\s+{HEADING}\b(?!\w)", re.IGNORECASE)
# "AMETIJUHEND: jurist", "Ametijuhend – jurist"
_POST_BEHIND = re.compile(rf"^{HEADING}\s*(?::|[–—-]\s)\s*(?P<post>[^\d|:;.]{{3,80}})$", re.IGNORECASE)
_NO_POST = re.compile(
    r"\b(?:kinnitatud|käskkir\w+|lisa|kinnitamine|teenistuskohtade|ametikohtade|töötajate)\b", re.IGNORECASE
)
_TAIL = re.compile(r"\s+(?:teenistuskoha|ametikoha|töökoha)$", re.IGNORECASE)


def find_post_in_heading(text: DocumentText, lines: Sequence[Line], title: str | None) -> tuple[str, Evidence] | None:
    """Return the post of "X ametijuhend" in the nominative, and the heading's place; ``None`` without such a heading.

    The heading stands within ``lines``, which precede the first chapter; ``title`` is the part's own.
    """
    for line in lines:
        words = read_words(text.text, line.cells)
        post = _post(words.text)
        if post:
            return post, text.evidence(words.span())
    if title and (post := _post(title)):
        at = text.text.find(title)
        if at >= 0:
            return post, text.evidence(Span(at, at + len(title)))
    return None


def _post(words: str) -> str | None:
    behind = _POST_BEHIND.match(words)
    if behind and not _NO_POST.search(behind["post"]):
        return behind["post"].strip()
    match = _HEADING.match(words)
    if not match or _NO_POST.search(match["post"]):
        return None
    return from_genitive(_TAIL.sub("", match["post"].strip()))
