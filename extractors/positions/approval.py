"""Find what the approving act says of a post, where the job description itself does not say it."""

from __future__ import annotations

import re

from extractors.model.evidence import Evidence, Span
from extractors.model.text import DocumentText
from extractors.positions.words import read_words
from extractors.words.posts import UNIT_AT_END

_ASIDE = re.compile(r"\(([^()]*)\)")


def find_unit_in_approval(text: DocumentText, approved_as: Evidence | None) -> tuple[str, Evidence] | None:
    """Return the unit that the approving sentence names in brackets, and its place; ``None`` where it names none.

    An example: "juristi (koostöövaldkond; …) ametijuhendi".
    """
    if approved_as is None:
        return None
    for aside in _ASIDE.finditer(text.text, approved_as.span.start, approved_as.span.end):
        at = aside.start(1)
        for piece in re.split(r"[;,]", aside[1]):
            words = piece.strip()
            if UNIT_AT_END.search(words):
                start = at + len(piece) - len(piece.lstrip())
                place = Span(start, start + len(words))
                return read_words(text.text, (place,)).text, text.evidence(place)
            at += len(piece) + 1
    return None
