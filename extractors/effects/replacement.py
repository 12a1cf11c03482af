"""Decide whether an amendment gives an annex a whole new wording: only then does the old one end.

"Asendan … käskkirja nr 14 lisa 2 uue lisaga" · "kinnitan … lisa 2 uues redaktsioonis" · "lisa 2 kehtestatakse uues
sõnastuses". Words exchanged within an annex ("lisas 2 asendatakse sõna …") leave it in force.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.citations.view import Reading
from extractors.model.effect import Effect
from extractors.words.renewals import IN_NEW_WORDING

_REPLACES = re.compile(
    r"\basenda\w{0,6}\b[^;]{0,300}?\b(?:uu(?:e|te)\w{0,3}\s+)?lisa(?:de)?ga\b"  # asendan … lisa 2 uue lisaga
    r"|\blisa(?:de)?ga\b[^;]{0,80}?\basenda"  # lisa 2 käesoleva käskkirja lisaga asendada
    r"|\basenda\w{0,6}\s[^;]{0,80}?\buu(?:e|te)ga\b"  # lisa 2 asendatakse uuega
    r"|\bvaheta\w{0,5}\b[^;]{0,300}?\s(?:vastu|lisa(?:de)?ga|uu(?:e|te)ga)\b"  # vahetan … lisa 2 välja uue lisa vastu
    rf"|\b{IN_NEW_WORDING}",  # uues redaktsioonis, uutes sõnastustes, uuel kujul
    re.IGNORECASE,
)
# "asendatakse sõna …", "asendan lisas 3 arvu 5": within the annex, whatever comes after it
_WITHIN = re.compile(
    r"\blisa(?:s|des)\b|\b(?:sõna|lauseosa|tekstiosa|arv|number|nimetus|viide|lõik|tabel)\w{0,5}\b", re.IGNORECASE
)


def mark_replacement(reading: Reading, effect: Effect) -> Effect:
    """Return the effect, with ``date_rule`` "replacement" where it gives whole annexes a new wording."""
    affected = effect.affected
    if effect.effect != "amend" or affected.scope != "annexes" or affected.points or effect.date_rule is not None:
        return effect
    span = effect.evidence.span
    words = reading.masked[span.start : span.end]
    if _REPLACES.search(words) is None or _WITHIN.search(words) is not None:
        return effect
    return replace(effect, date_rule="replacement")
