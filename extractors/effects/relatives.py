"""Find what relative clauses tell of other acts, and which of them limit what a sentence ends.

Tunnistan kehtetuks käskkirja nr 5, millega muudeti käskkirja nr 4.      tells of the act
Tunnistan kehtetuks käskkirja nr 5 lisad, mis puudutavad hankeid.        says which of them
Tunnistan kehtetuks käskkirja nr 5, mis on aegunud, lisa 3.              the sentence goes on behind it
"""

from __future__ import annotations

import re
from itertools import pairwise

from extractors.effects.classify import OperativeVerb
from extractors.effects.peeling import Peeling
from extractors.words.acts import ACT_COMITATIVE, APPROVED, WAS_APPROVED
from extractors.words.guarded import Guarded
from extractors.words.qualifiers import ALONG_WITH_WHICH, BY_WHICH_IT_ENDS, STAYS
from extractors.words.verbs import ENDS_ITSELF

# "…, millega muudeti käskkirja nr 7"; "ametijuhendid, mis on kinnitatud … käskkirjaga nr 5" names the target itself,
# and "…, mis jõustub 1. juunil" says a day
_RELATIVE = Guarded(
    rf"(?:,\s*+)?(?<!\w)(?:(?!{BY_WHICH_IT_ENDS})millega(?!\s+{ALONG_WITH_WHICH}\s+(?:{ENDS_ITSELF}|\w+takse|tunnista(?:n|me)|tühista(?:n|me))(?!\w))|millest|milles|millele|milleks|mille\s|mille(?=\s)|mida|kus|kelle\w*"
    r"|mis)(?!\w)(?!\s+(?:lisa|lisad|(?:ala)?punkt|(?:ala)?punktid)\s[\d\s,.janigku-]{1,30}(?:jõustu|hakka(?:b|vad)\s+kehtima|rakend))"
    rf"(?!\s+(?:on\s+|olid\s+|sai\s+)?(?:{WAS_APPROVED}|jõustu\w+"
    r"|rakend\w+|kohaldatakse(?=\s+(?:alates|pärast|peale|tagasiulatuvalt|\d))|hakka(?:b|vad)\s+kehtima|kehti(?:b|vad)(?=\s+(?:alates|kuni))|on\s+vastu\s+võetud)\b(?!.{0,6}\blisa))",
    "kelle kus mida mille mis",
)
_AMENDED = re.compile(r"\s+(?:viimati\s+)?(?:muudetud|täiendatud)\s+", re.IGNORECASE)
_COMITATIVE = re.compile(rf"(?<!\w){ACT_COMITATIVE}(?!\w)", re.IGNORECASE)
# "…, millega seoses kaotab kehtivuse käskkiri nr 5" does it itself
_BY_WHICH = Guarded(rf"\bmillega\s+(?!{ALONG_WITH_WHICH}(?!\w))(?:[^\W\d_]{{1,30}}\s+){{0,2}}\Z", "millega")
_IT_ENDS = re.compile(BY_WHICH_IT_ENDS, re.IGNORECASE)
_BY_WHICH_APPROVED = Guarded(
    r"(?:,\s*+)?(?<!\w)millega\s+(?:kinnitati|on\s+kinnitatud|kehtestati|pandi\s+kehtima|kinnitatakse|muudeti|täiendati|tunnistati)",
    "millega",
)
# "käskkirja nr 45, mis kinnitati ministri käskkirjaga nr 58, lisa 4": told of an act, and not of what was approved
_ACT_APPROVED = Guarded(rf",\s*mis\s+(?:on\s+)?{WAS_APPROVED}(?!\w)", "mis")
_APPROVED_BEFORE = re.compile(rf"(?<!\w){APPROVED}\s[^,;“\d]{{2,120}}$", re.IGNORECASE)
# "käskkirja nr 31 lisad, mis puudutavad hankeid" says which of them
_UNITS_BEFORE = re.compile(r"(?<!\w)(?:lisad|lisade|lisadest|punktid|punktidest|sätted)[\s,]*\Z", re.IGNORECASE)
# "Mis puudutab arhiivi, siis tunnistan kehtetuks …": how far the sentence goes, and no tale of an act
_FREE_RELATIVE = re.compile(r"\W*(?P<which>mis|milles|mille|kus|kelle\w*|keda|mida)(?!\w)", re.IGNORECASE)
_SO = re.compile(r",\s+(?:siis|seal|selles\s+osas|need|see)(?!\w)", re.IGNORECASE)
_TELLS = re.compile(
    r"(?<!\w)(?:on|oli|olid|ole|pole|jäi|sai|(?!lisa|punkti|mis(?!\w)|(?:alates|arvates)(?!\w))\w{2,}(?:ti|di|kse|tud|dud|nud|b|vad|sid|n|s|me|da|ta))(?!\w)",
    re.IGNORECASE,
)
_KEEPS = re.compile(STAYS, re.IGNORECASE)
# "käskkirja nr 45, mis on aegunud, lisa 3": behind the clause the main one goes on with what it acts upon
_UNITS_BEHIND = re.compile(
    r"\s*,\s+(?:(?:ja|ning|samuti)\s+)?(?=(?:(?:lisa(?:d|de|sid)?|(?:ala)?punkti?(?:d|de)?|lõi(?:ge|ked|get))\s+(?:nr\.?\s*)?|§\s?)\d)",
    re.IGNORECASE,
)
_ANY_UNIT = re.compile(r"(?<!\w)(?:lisa(?!me|ta)|(?:ala)?punkt|lõi[gk])|§", re.IGNORECASE)
_OWN_ANNEX = re.compile(
    r"\s*\(\s*(?:lisa|juurde)[^()]*\)?\s*\Z"
    r"|(?<!\w)on\s+(?:käesoleva\s+)?(?:käskkirja|korralduse|otsuse|määruse)\s+lisa\w{0,2}\s+\d{1,3}\s*\Z"
    # "kogumik, mis koosneb lisadest 1-4", "…, mille moodustavad lisad 1-4"
    r"|(?<!\w)(?:koosne(?:b|vad)|(?:on\s+)?koostatud)\s+lisa(?:st|dest)\s+\d[\d\s,.janigku-]*\Z"
    r"|(?<!\w)(?:moodusta(?:b|vad)|sisalda(?:b|vad)|hõlma(?:b|vad))\s+lisa(?:d|de|sid)?\s+\d[\d\s,.janigku-]*\Z"
    r"|(?<!\w)(?:on\s+)?(?:esitatud|toodud|kirjas|sätestatud|kehtestatud|kirjeldatud|lisatud)\s+(?:(?:käesoleva(?:le)?\s+)?"
    r"(?:käskkirja|korralduse|otsuse|määruse)(?:le)?\s+)?lisa(?:s|des|na|dena)\s+\d[\d\s,.janigku-]*\Z",
    re.IGNORECASE,
)


def is_told_by_which(view: str, floor: int, verb: OperativeVerb) -> bool:
    """Tell whether a verb says what another act did: "eelnõu, millega tunnistatakse kehtetuks …"."""
    if _BY_WHICH.search(view, max(floor, verb.start - 60), verb.start) is None:
        return False
    return _IT_ENDS.search(view, max(floor, verb.start - 12), verb.end) is None


def lift_relatives(peeling: Peeling, *, is_ending: bool) -> None:
    """Lift out what relative clauses tell of other acts, also those by which something was approved."""
    ends = {act.end - peeling.start for act in peeling.acts}
    for match in list(_ACT_APPROVED.finditer(peeling.words)):
        end = peeling.clause_end(match.end())
        if (
            match.start() in ends
            and peeling.words[match.start() : match.end()].strip()
            and end < len(peeling.words.rstrip(". \n"))
        ):
            peeling.lift("described", match.start(), end)
    if is_ending:
        _lift_free_relative(peeling)
        _lift_amending_acts(peeling)
    for pattern in (_BY_WHICH_APPROVED, _RELATIVE):
        silent_until = 0
        for match in list(pattern.finditer(peeling.words)):
            start = match.start() + (len(match.group()) - len(match.group().lstrip()))
            if peeling.words[start : match.end()].strip():
                end = max(match.end(), peeling.clause_end(match.end()))
                # Where nothing is told from one place on, nothing is from a later one: "millega millega millega …"
                if end <= silent_until or _TELLS.search(peeling.words, start, end) is None:
                    # "käskkirja nr 5 millega lisa 1": without a verb nothing is told, and the annex must not go
                    silent_until = max(silent_until, end)
                    continue
                if is_ending:
                    end = _before_units(peeling.words, start, match.end(), end)
                keeps = _KEEPS.search(peeling.words, match.end(), end) if is_ending else None
                if keeps is not None and peeling.words[match.end() : keeps.start()].strip():
                    # "mille punktd 5 ja 6 kehtivad edasi": an exception that was not understood
                    continue
                if not is_ending and (own := _OWN_ANNEX.search(peeling.words, match.end(), end)) is not None:
                    # "korra, milles sätestatakse … (lisa 4)": the annex is that of the approved document
                    end = own.start()
                # "kinnitatud ametijuhendid, mis käsitlevad …" says which of them
                narrows = is_ending and any(
                    p.search(peeling.words, 0, start) for p in (_APPROVED_BEFORE, _UNITS_BEFORE)
                )
                peeling.lift("limit" if narrows else "described", start, end)
                silent_until = 0


def _before_units(words: str, start: int, at: int, end: int) -> int:
    """Return where a relative clause ends whose sentence goes on with an annex or a point behind it; else ``end``.

    A clause that names annexes or points itself lists them further: "…, millega muudeti lisa 2, lisa 3 ja punkti 5".
    """
    behind = _UNITS_BEHIND.search(words, at, end)
    if behind is None or _ANY_UNIT.search(words, at, behind.start()) or not _TELLS.search(words, start, behind.start()):
        return end
    return behind.start()


def _lift_amending_acts(peeling: Peeling) -> None:
    """Lift the act that amended the one behind it: "02.09.2011 käskkirjaga nr 26 muudetud direktori … käskkirja"."""
    for one, following in pairwise(peeling.acts):
        start, end = one.start - peeling.start, one.end - peeling.start
        amended = _AMENDED.match(peeling.words, end)
        is_next = amended is not None and amended.end() == following.start - peeling.start
        if is_next and _COMITATIVE.search(peeling.words, start, end):
            peeling.lift("described", start, following.start - peeling.start)


def _lift_free_relative(peeling: Peeling) -> None:
    """Lift the limitation at a sentence's head that no noun stands before: "Mis puudutab arhiivi, tunnistan …"."""
    match = _FREE_RELATIVE.match(peeling.words)
    ahead = min((verb.start - peeling.start for verb in peeling.verbs), default=0)
    comma = peeling.words.rfind(",", 0, ahead)
    if match is not None and comma > match.end():
        so = _SO.match(peeling.words, comma)
        peeling.lift("limit", match.start("which"), so.end() if so else comma)
