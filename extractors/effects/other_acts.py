"""Find what a file says of acts around the one that is read: further acts joined to it, marks set beside it."""

from __future__ import annotations

import re

from extractors.citations.view import Reading
from extractors.effects.classify import first_verb
from extractors.model.evidence import Span
from extractors.model.finding import Finding

# "PEADIREKTORI KÄSKKIRI" on a line of its own, and below it the day and the number
_HEADING = re.compile(
    r"^[^\n.;:()]{0,60}?(?:KÄSKKIRI|KORRALDUS|OTSUS|MÄÄRUS|Käskkiri|Korraldus|Otsus|Määrus)[ \t]*\n"
    r"(?:[^\n]{0,80}\n){0,3}?"
    r"[^\n]{0,60}?(?P<day>\d{1,2}\.\s?(?:\d{1,2}\.|[a-zõäöü]{3,10})\s?\d{4})[^\n]{0,20}?(?P<number>\s*\bnr\.?\s*\S+)",
    re.MULTILINE,
)
_DRAFT = re.compile(
    r"^[ \t]*(?:EELNÕU|Eelnõu)\b[^\n.;:]{0,40}\n(?:[^\n;:]{0,60}\n){0,8}?"
    r"[^\n.;:()]{0,60}?(?:KÄSKKIRI|KORRALDUS|OTSUS|MÄÄRUS|Käskkiri|Korraldus|Otsus|Määrus)[ \t]*$",
    re.MULTILINE,
)
"""The word above the heading of an act, whose day and number are open."""


def find_other_acts(reading: Reading, body: Span, region: Span) -> list[Finding]:
    """Return the finding ``another_act`` for each heading that stands behind the first sentence of the act, be it of a
    draft.

    ``region`` is that of the act's own sentences within ``body``.
    """
    first = first_verb(reading.masked, region.start, body.end)
    if first is None:
        return []
    drafts = [Span(*draft.span()) for draft in _DRAFT.finditer(reading.view, first, body.end)]
    message = "a draft (eelnõu) begins here, and its sentences have no effect"
    found = [Finding("another_act", message, draft) for draft in drafts]
    for heading in _HEADING.finditer(reading.view, first, body.end):
        if any(draft.overlaps(Span(*heading.span())) for draft in drafts):
            continue
        if first_verb(reading.masked, heading.end(), body.end) is not None:
            named = " ".join(f"{heading['day']} {heading['number']}".split())
            message = f"another act begins here, and its sentences are not read as those of an act of its own: {named}"
            found.append(Finding("another_act", message, Span(*heading.span())))
    return found


# "KEHTETU alates 01.02.2024 (käskkiri 15.01.2024 nr 1-3/2)"
_SAID = r"^[^\w\n]*+KEHTETU(?:\s+(?:alates|seisuga|al\.)|\s*[-–:(]|\s*$)[^\n]{0,100}"
_MARK = re.compile(_SAID, re.MULTILINE | re.IGNORECASE)
# Within the act small letters may be the rest of a sentence
_MARK_WITHIN = re.compile(_SAID, re.MULTILINE)


def find_mark_beside(reading: Reading, body: Span, region: Span) -> list[Finding]:
    """Return the finding ``marked_revoked`` where a mark above the heading or below says that the act is ended.

    Nobody knows who set it, so that the act stays as it is.
    """
    mark = _MARK.search(reading.view, body.start, region.start)
    mark = mark or _MARK_WITHIN.search(reading.view, region.start, body.end)
    if mark is None:
        return []
    said = " ".join(mark.group().split())
    return [
        Finding("marked_revoked", f"a mark beside the act says that it no longer holds: {said}", Span(*mark.span()))
    ]
