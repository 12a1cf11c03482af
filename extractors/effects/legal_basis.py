"""Find references of a clause that are not objects: its legal basis, acts in titles, histories of amendment."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.citations.find import FoundCitation
from extractors.citations.view import Reading
from extractors.effects.act_object import only_separators
from extractors.model.evidence import Span
from extractors.words.acts import APPROVED
from extractors.words.guarded import Guarded

# Only provisions stand between a reference and the "alusel" or "kohaselt" that makes it a legal basis.
_BASIS_TAIL = re.compile(
    r"(?:[\s,]|§{1,2}(?:-\w{1,6})?|„·*“|\d[\d.]{0,8}|\b(?:lg|lõi\w{1,8}|p|p-d|punkt\w{0,6}|alapunkt\w{0,6}|paragrahv\w{0,6}"
    r"|ja|ning|kuni|samuti|lause\w{0,3}|-st)\b)*+\s*\b(?P<word>alusel|kohaselt)\b",
    re.IGNORECASE,
)
_BASIS_WORD = Guarded(
    r"\b(?:tulenevalt|juhindudes|lähtudes|lähtuvalt|kooskõlas|arvestades|vastavalt|seoses|tuginedes|võttes|täites|järgides)\b",
    "arvestades juhindudes järgides kooskõlas lähtudes lähtuvalt seoses tuginedes tulenevalt täites vastavalt võttes",
)
_ALUSEL = Guarded(r"\balusel\b", "alusel")
# "käskkirjaga nr 5 kinnitatud kava täitmiseks tunnistan …"
_TO_FULFIL = re.compile(
    rf"\s+{APPROVED}\s+(?:(?!tunnista|tühista)[^\W\d_][\w-]*\s+){{1,6}}?"
    r"(?:täitmiseks|rakendamiseks|elluviimiseks|kohaselt|järgi|täites)(?!\w)",
    re.IGNORECASE,
)
# "… käskkirja nr 5 „···“ muutmine": a title that names another act
_ACTION_NOUN = re.compile(
    r"[\s,]{0,4}(?:lisa\w{0,4}\s[\d\s,jani-]{1,30})?(?:osali\w{1,4}\s)?(?:muutmi|täiendami|kinnitami|kehtestami|kehtetuks\s+tunnistami|tühistami)\w{0,4}",
    re.IGNORECASE,
)
# "…, arvestades 05.10.2023 käskkirja nr 33", "(vt ka käskkiri nr 33)": told, and acted upon by nothing
_TOLD_BEFORE = Guarded(
    # "seoses muudatustega kehtetuks ministri käskkirja nr 5": the reason is told, and the act behind it is acted upon
    r"\b(?:seoses|kooskõlas)\b(?:(?!(?<!\w)\w+ga\s|(?<!\w)kehtetuks\s)[^.;]){0,60}$"
    r"|\btulenevalt\b(?:(?!(?<!\w)\w+st\s|(?<!\w)kehtetuks\s)[^.;]){0,60}$|\((?:vt|vaata|vrd|võrdle)\b[^();]{0,60}$"
    r"|,\s(?:arvestades|lähtudes|lähtuvalt|juhindudes|tuginedes|võttes\s+(?:arvesse|aluseks))\b[^.;,]{0,60}$",
    "(vaata (vrd (vt (võrdle arvestades juhindudes kooskõlas lähtudes lähtuvalt seoses tuginedes tulenevalt võttes",
)
# "(muudetud 02.06.2023 käskkirjaga nr 137)": the history of an act
_HISTORY_BEFORE = re.compile(
    r"\b(?:muudetud|muudeti|täiendatud|täiendati|asendatud|tunnistatud|tunnistati)\b[^.;()]{0,80}$", re.IGNORECASE
)

# "otsustan käskkirja nr 5 kehtetuks tunnistamise": the noun is what is done
DECIDES = re.compile(r"otsusta", re.IGNORECASE)
"""The beginning of a verb whose object is the noun of what is done."""


@dataclass(frozen=True, slots=True)
class Preamble:
    """Where a clause names its legal basis before its verb: the last "alusel", the first "tulenevalt", "juhindudes" …;
    -1 where there is none."""

    last_alusel: int
    first_word: int


NO_PREAMBLE = Preamble(-1, -1)


def read_preamble(reading: Reading, clause: Span, first_verb: int) -> Preamble:
    """Return the basis words of a clause before ``first_verb``, found once for all its references."""
    view = reading.masked
    word = _BASIS_WORD.search(view, clause.start, first_verb)
    last = -1
    for match in _ALUSEL.finditer(view, clause.start, first_verb):
        last = match.start()
    return Preamble(last, word.start() if word else -1)


def is_basis(reading: Reading, citation: FoundCitation, clause: Span, first_verb: int, preamble: Preamble) -> bool:
    """Return whether a reference is not an object, because it is the legal basis or belongs to a title or a history."""
    view = reading.masked
    if _ACTION_NOUN.match(view, citation.span.end, clause.end) and not DECIDES.match(view, first_verb):
        return True
    tail = _BASIS_TAIL.match(view, citation.span.end, clause.end)
    # "Tunnistan kehtetuks käskkirja nr 5 punkti 3 kohaselt kinnitatud korra" acts upon what was approved
    if tail is not None and (tail["word"].casefold() == "alusel" or citation.span.start < first_verb):
        return True
    if citation.span.start < first_verb:
        if preamble.last_alusel >= 0:
            return preamble.last_alusel >= citation.span.end
        if citation.is_comitative and _TO_FULFIL.match(view, citation.span.end, first_verb):
            return True
        # the words of an issuer may have taken the basis word for a name
        return 0 <= preamble.first_word < citation.core_start
    before = view[max(first_verb, citation.span.start - 80) : citation.span.start]
    return _TOLD_BEFORE.search(before) is not None


def without_histories(reading: Reading, citations: Sequence[FoundCitation], clause: Span) -> list[FoundCitation]:
    """Return the references without those of an amendment history ("muudetud … käskkirjaga nr 137, …ga nr 223")."""
    kept: list[FoundCitation] = []
    dropped_end: int | None = None
    for citation in citations:
        before = reading.masked[max(clause.start, citation.span.start - 140) : citation.span.start]
        goes_on = dropped_end is not None and only_separators(reading.masked, dropped_end, citation.span.start)
        if citation.is_comitative and (_HISTORY_BEFORE.search(before) or goes_on):
            dropped_end = citation.span.end
            continue
        dropped_end = None
        kept.append(citation)
    return kept
