"""Find conditions: "tingimusel, et …", "juhul, kui …", "alates uue korra jõustumisest", "ministri nõusolekul"."""

from __future__ import annotations

import re

from extractors.effects.own_start import OWN_START
from extractors.effects.peeling import Peeling
from extractors.words.acts import DAMAGED_ACT_STEM
from extractors.words.guarded import Guarded
from extractors.words.months import ANY_GENITIVE
from extractors.words.qualifiers import EVENT, EVENT_NOUN, ITS_OWN, OBSOLETE

_IF = Guarded(
    r"(?:[,(]\s*)?(?<!\w)(?:juhul|tingimusel|tingimusega|eeldusel|eeldusega|eeldades|siis|seni|niipea|pärast\s+seda|kohe)\s*,?\s*(?:kui|kuni|et)(?!\w)"
    r"|(?<!\w)(?:alates\s+)?(?:päevast|ajast|hetkest|kuupäevast|päeval|ajal|hetkel)\s*,\s*(?:mil|millal|kui)(?!\w)(?:\s+alates)?"
    rf"|(?:[,(]\s*)?(?<!\w)kui(?!\w)(?!\s+(?:ka|nii|{OBSOLETE}|{ITS_OWN})\b)",
    "juhul tingimuse eelduse eeldades siis seni niipea pärast kohe kui mil",
)
_OWN = rf"(?:(?:käesoleva|selle|nimetatud|sama|allakirjutanu)\s+)?(?:(?:{DAMAGED_ACT_STEM})\w*\s+)?"
# "käesoleva käskkirja jõustumisest": its own day, no condition
_OWN_START = Guarded(
    rf"(?<!\w)(?:alates\s+|pärast\s+|koos\s+|seoses\s+)?(?P<own>{_OWN})(?:digi\w*\s+)?(?:jõustumi|allkirjastami|allakirjutami|teatavakstegemi|teatavaks\s+tegemi|avaldami|registreerimi)"
    r"(?:sest|sel|st|sega|se\s+(?:päevast|päeval|kuupäevast|hetkest|ajast))(?!\w)",
    "allakirjutami allkirjastami avaldami jõustumi registreerimi teatavaks",
)
_CONSENTS = ("heakskiitu", "nõusolekut", "kooskõlastust")
_EVENT = Guarded(
    rf"(?P<lead>(?:[,(]\s*)?(?<!\w)(?:alates|pärast|peale|koos|kuni|enne)\s+)?(?P<event>{EVENT}(?:sel|sest|seni|st|sega|ni)|{EVENT}se\s+(?:päevast|päeval|järel|järgselt|hetkest|korral|tingimusel|kuupäevast|ajast|puhul|eel|järgsest\s+päevast|päevani))(?!\w)"
    rf"|(?P<noun>(?<!\w)(?:(?:nõusoleku|kooskõlastuse|heakskiidu|loa)\s+korral|nõusolekul|kooskõlastusel|heakskiidul|otsusel|loal|lõppu|{'|'.join(_CONSENTS)}|{EVENT_NOUN})(?!\w))",
    "mise mist mini lõpus lõpuni lõplikku korral nõusolekul kooskõlastusel heakskiidul otsusel loal lõppu heakskiitu"
    " nõusolekut kooskõlastust võtu des",
)
_LEAD = re.compile(r"(?:^|\s)((?:alates|pärast|peale|koos|kuni(?!\s*\d)|enne)\s)", re.IGNORECASE)
# "seoses struktuuri muutumisega": a reason
_REASON = Guarded(
    r"(?<!\w)(?:seoses|tulenevalt|lähtu\w+|arvestades|vastavalt)(?!\w)", "arvestades lähtu seoses tulenevalt vastavalt"
)
# "Seoses lisa 3 väljajätmisega": a reason too
_ON_OCCASION = Guarded(r"(?<!\w)seoses\s[^,;:.()]{0,120}\Z", "seoses")
# "uue korra kehtestamisega seoses"
_SEOSES_BEHIND = re.compile(r"\s+seoses(?!\w)", re.IGNORECASE)
# "rikkumisest teavitamise juhend": what a deed is about, in the name of a document
_OF_A_DEED = re.compile(
    r"(?<=misest)\s+[^\W\d_]{3,}mise\s+(?!(?:päeva|päeval|järel|hetke|korral|kuupäeva|aja|puhul|eel)\w*)[^\W\d_]{3}"
)
# The last thing before the words of an event that is no part of them
_STRUCTURE = re.compile(
    r"(?:“|[,;:()]|(?<!\w)(?:nr|number)\s?\.?\s{0,2}\S+|(?<!\w)(?:"
    + ANY_GENITIVE
    + r"\w{0,3}|kehtetuks|kehtetks|kehti?vuse?|tunn?ista\w*|loen|loetakse"
    r"|(?:lisa|lisad|lisade|(?:ala)?punkt|(?:ala)?punktid|(?:ala)?punkti)(?:[\s,]+(?:-(?=\s\d)|\d[\d.-]*|ja|ning|kuni)(?!\w))*"
    r"|kõik\s+lisad|lõp{1,2}eb|lõpetatakse|koos\s+lisa(?:de)?ga|kaota\w+|jõustu\w+"
    r"|(?<!uue )(?<!uute )ametijuhend(?:id|i)?|(?:kinnitatud|kehtestatud)\s+\w+)|\d{4}\)?)(?=\s|$|[,;:()])",
    re.IGNORECASE,
)


def lift_conditions(peeling: Peeling) -> None:
    """Lift out what makes an effect hang on an event that the text does not date."""
    for match in list(_IF.finditer(peeling.words)):
        if peeling.words[match.start() : match.end()].strip():
            peeling.lift("condition", match.start(), max(match.end(), peeling.clause_end(match.end())))
    # "kolme kuu möödumisel allkirjastamisest": a term from its own signing, and no event
    terms = [match.span() for match in OWN_START.finditer(peeling.words)]
    for match in list(_OWN_START.finditer(peeling.words)):
        if any(start <= match.start() < end for start, end in terms):
            continue
        phrase = peeling.words[_phrase_start(peeling, match.start()) : match.start()]
        if not phrase.strip():
            peeling.lift("filler", match.start(), match.end())
    for found in list(_EVENT.finditer(peeling.words)):
        if any(start <= found.start() < end for start, end in terms):
            continue
        start = _phrase_start(peeling, found.start())
        leads = list(_LEAD.finditer(peeling.words, max(0, start - 12), found.start()))
        if leads:
            start = leads[-1].start(1)
        ends_plain = (found["event"] or found["noun"] or "").casefold().endswith(("mist", "lõppu", *_CONSENTS))
        if not leads and not found["lead"] and ends_plain:
            continue  # "mis käsitleb käskkirja rakendamist": only "pärast … jõustumist" is an event
        if _SEOSES_BEHIND.match(peeling.words, found.end()):
            continue
        if not leads and not found["lead"] and _OF_A_DEED.match(peeling.words, found.end()):
            continue
        if found.group().casefold().endswith("misega") and _ON_OCCASION.search(peeling.words, 0, found.start()):
            continue
        if not _REASON.search(peeling.words, max(0, start - 12), found.end()):
            peeling.lift("condition", min(start, found.start()), found.end())


def _phrase_start(peeling: Peeling, end: int) -> int:
    """Return where the noun phrase before an offset begins: after the verb and anything that is not part of it."""
    words = peeling.words
    floor = peeling.verb_end(end)
    for match in _STRUCTURE.finditer(words, 0, end):
        floor = max(floor, match.end())
    lead = len(words[floor:end]) - len(words[floor:end].lstrip())
    return min(floor + lead, end)
