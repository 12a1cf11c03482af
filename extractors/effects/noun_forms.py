"""Read points whose operative word is a noun: "käskkirja nr 2 kehtetuks tunnistamine alates 01.05.2025".

A heading, an agenda and a title say the same words and do nothing. A point is read where it states the day as well;
without one it is a doubt.
"""

from __future__ import annotations

import re

from extractors.effects.accounting import with_doubts
from extractors.effects.act_reading import ActReading
from extractors.effects.classify import OperativeVerb
from extractors.effects.clauses import Clause
from extractors.effects.objects import read_objects
from extractors.effects.outcome import Outcome
from extractors.effects.revoking import read_ended
from extractors.model.evidence import Span

_REVOCATION = re.compile(r"(?<!\w)kehtetuks\s+tunnistamine(?=\s+(?:alates\s+)?\d)", re.IGNORECASE)
# "Rajamistri ametijuhendi kinnitamine (lisa 1)."
_APPROVAL = re.compile(r"(?<!\w)(?:kinnitamine|kehtestamine)\s*\(\s*lisa[^()]*\)\s*[.;]?\s*\Z", re.IGNORECASE)
_REACH = 400


def read_noun_form(act: ActReading, span: Span, quote: Span) -> Outcome:
    """Return what a point without a verb ends, by the noun "kehtetuks tunnistamine" and a stated day.

    A doubt where it approves an annex by a noun.
    """
    if span.end - span.start > _REACH:
        return Outcome()
    view = act.reading.masked
    if _APPROVAL.search(view, span.start, span.end):
        return Outcome(findings=(act.unread(quote),))
    noun = _REVOCATION.search(view, span.start, span.end)
    starts = act.stated_start(Span(noun.end(), span.end), (), is_ending=True) if noun else None
    if noun is None or starts is None:
        return Outcome()
    before = Span(span.start, noun.start())
    cited = act.cited(before)
    if len(cited) != 1:
        return Outcome(findings=(act.unread(quote),))
    read = read_ended(act, "revoke", read_objects(act.reading, cited, before), span, quote, starts)
    return with_doubts(act, Clause("revoke", (OperativeVerb("revoke", noun.start(), noun.end()),), span), read)
