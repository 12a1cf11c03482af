"""Define a cited act with the part of it that a verb acts upon, and what may stand between two of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.citations.find import FoundCitation
from extractors.citations.view import Reading
from extractors.model.effect import Affected
from extractors.model.evidence import Span
from extractors.words.guarded import Guarded

# ", " · " ja " · " ning " and titles only: the list goes on
_SEPARATORS_ONLY = re.compile(
    r"(?:[\s,;]|„·*“|\b(?:ja|ning|samuti)\b|\b\d{1,2}(?:\.\d{1,2})*[.)](?=\s))*+", re.IGNORECASE
)
_GENITIVE = r"(?:kirja|kirjade|otsuse|otsuste|korralduse|korralduste|määruse|määruste)"
_OUT_OF_OR_TO = Guarded(rf"{_GENITIVE}(?:st|s|le)(?!\w)", "jas jale jades jadele ses sele stes stele")
_ALLATIVE = Guarded(rf"{_GENITIVE}le(?!\w)", "kirjale kirjadele sele stele")
ATTACHED = re.compile(
    r"[\s,)]*(?:„·*“[\s,)]*)?(?P<attached>(?:juurde\s+)?lisatud)\s+(?=(?:kõik\s+)?lisa(?:d|de|dest)?(?!\w))",
    re.IGNORECASE,
)
"""What stands between an act in the allative and its annexes: "käskkirjale nr 5 „Kord“ lisatud lisad 1 ja 2"."""

# "lisa 2 direktori käskkirja nr 32 juures"
_BESIDE = re.compile(r"[\s)]{1,4}juures(?:t)?(?!\w)(?!\s+olev)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ActObject:
    """A cited act with what of it is meant; ``tail`` is the text behind the reference up to the next one, or the part
    of it that speaks of these annexes or points. ``named`` is what the approved documents are called ("juristi
    ametijuhend"), ``None`` where only their kind is said. ``lead`` holds what qualifies the act and stands before it
    ("ja alates 1. maist 2025 …"), ``None`` where nothing does. ``is_unclear``: the limitation of the unit behind it
    may be its own too."""

    citation: FoundCitation
    affected: Affected
    tail: Span
    named: str | None = None
    lead: Span | None = None
    is_unclear: bool = False


def only_separators(view: str, start: int, end: int) -> bool:
    """Return whether between two offsets a list only goes on."""
    match = _SEPARATORS_ONLY.match(view, start, end)
    return match is not None and match.end() >= end


def is_out_of(reading: Reading, citation: FoundCitation) -> bool:
    """Return whether an act may stand after its annexes by its case: "lisa 4 … käskkirjast nr 32", "lisad 3 ja 5 …
    käskkirjale nr 32"."""
    words = reading.masked[citation.core_start : citation.core_end]
    return _OUT_OF_OR_TO.search(words) is not None or _BESIDE.match(reading.masked, citation.span.end) is not None


def is_onto(reading: Reading, citation: FoundCitation) -> bool:
    """Return whether an act stands in the allative, so that only its annexes are meant: "käskkirjale nr 5 lisatud"."""
    return _ALLATIVE.search(reading.masked, citation.core_start, citation.core_end) is not None
