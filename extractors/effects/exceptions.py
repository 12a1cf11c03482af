"""Find exceptions: "välja arvatud punkt 8", "jättes kehtima lisa 3", "mille lisa 3 jääb kehtima", "ei puuduta …"."""

from __future__ import annotations

import re

from extractors.effects.excepted_ends import lift_later_end
from extractors.effects.peeling import Peeling, read_units
from extractors.words.guarded import Guarded
from extractors.words.numbers import ORDINAL
from extractors.words.qualifiers import DOES_NOT_TOUCH, EXCEPT_FILL, EXCEPT_LEAD, NAMED_IN_A_POINT, STAYS, STAYS_SIGNS

_NO_DATE = r"(?!\d{1,2}\.\s?(?:\d{1,2}\.\s?\d{4}|[jvmasond][a-zäõü]{2,}))"
# One word of a set of annexes or points
_UNIT_WORD = (
    rf"(?:lisa\w{{0,4}}|(?!{NAMED_IN_A_POINT})(?:ala)?punkt(?!iga|idega)\w{{0,6}}|p-?\w{{0,2}}\.?(?=\s?\d)|§{{1,2}}|lg|lõi(?:ge|ke|get"
    rf"|ked|gete|kes)|paragrahv\w{{0,3}}|{_NO_DATE}\d[\d.]*(?:\s?-\s?\d[\d.]*)?(?![\w/-])"
    rf"|ja|ning|kuni|samuti|nr\.?|{ORDINAL})"
)
_UNITS = rf"(?P<units>(?:{_UNIT_WORD}[\s,]{{0,4}}){{1,60}})"
_NOUN = re.compile(r"\blisa|punkt|\bp\b|§|lõi[gk]|\blg\b|paragrahv", re.IGNORECASE)

_BEFORE = (
    r"(?:[,;(]\s*|\b(?:ja|ning|kuid|ent|aga|kusjuures|samas|seejuures|ainsana|ainukesena|erandina|erandkorras)\s+"
    r"|,?\s*\b(?:nii|selliselt)\s*,\s*et\s+|\b(?:samas|seevastu)\s+kui\s+|\b(?:mille|millest|mis|kus)\s+|\b(?:viima(?:ne|sest|se)|viimati\s+nimetatu(?:st|d)?)(?:\s+(?:akt|käskkirj|otsus|korraldus|määrus)\w*)?\s+)*"
)
_LEAD = Guarded(
    rf"{_BEFORE}(?<!\w){EXCEPT_LEAD}[\s:]+(?:{EXCEPT_FILL}\s+){{0,4}}{_UNITS}(?:{EXCEPT_FILL}\s*){{0,3}}\)?",
    "arvestades arvestamata erand hulgas hulka hõlmamata jättes lisaks mitte muus muutmata peale puudutamata seas"
    " säilitades v. va",
)
_JOINT = (
    r"(?:^\s*|,?\s*\b(?:arvestades|arvestusega|teadmisega|mööndusega|piiranguga|kitsendusega|reservatsiooniga|täpsustusega|märkides|märkusega|silmas\s+pidades|võttes\s+(?:arvesse|arvestusse)|pidades\s+silmas|seejuures)(?:\s+seda)?\s*,\s*et\s+|,?\s*\b(?:nii|selliselt|(?:selle\s+)?erandi(?:ga|na))\s*,?\s*et\s+|[,;(.]\s*|\s-\s+|\b(?:kusjuures|kuid|ent|aga|samas|mille|millest|selle)\s+|\b(?:ja"
    r"|ning)\s+(?=(?:selle|tema|nimetatud|sama|viidatud)\s))"
)
_STAY = Guarded(
    rf"{_JOINT}{_BEFORE}(?:{EXCEPT_FILL}\s+){{0,4}}{_UNITS}(?:(?:osas|ulatuses|suhtes)\s+)?(?:{EXCEPT_FILL}\s+){{0,1}}(?:{STAYS}"
    rf"|(?:kehtima|jõusse|alles|puutumata|muutmata)\s+jättes|(?:on\s+)?välja\s*arvatud|aga\s+mitte)(?:\s+(?:edasi|endiselt|jätkuvalt))?\)?",
    STAYS_SIGNS + " arvatud mitte",
)
_STAY_FIRST = Guarded(rf"{_BEFORE}(?<!\w){STAYS}\s+(?:{EXCEPT_FILL}\s+){{0,4}}{_UNITS}\)?", STAYS_SIGNS)
_UNTOUCHED = Guarded(
    rf"{_BEFORE}(?:(?:(?:käskkirja|otsuse|korralduse|määruse)\s+)?(?:kehtetuks\s+tunnistamine|kehtivuse\s+\w+"
    rf"|tühistamine|see|mis|nimetatu|eelnev|käesolev\s+punkt)\s+)?"
    rf"{DOES_NOT_TOUCH}\s+(?:{EXCEPT_FILL}\s+){{0,4}}{_UNITS}(?:kohta|suhtes|osas)?\)?",
    "hõlma kehti kohald käi laiene muuda mõjuta puuduta rakend",
)
# "…, säilitada lisa 2 kehtivus"
_KEPT_VALID = Guarded(
    rf"{_BEFORE}(?<!\w)säilita(?:da|n|me|takse)\s+(?:{EXCEPT_FILL}\s+){{0,4}}{_UNITS}kehti?vus(?:e|t)?(?!\w)", "säilita"
)
# "Lisa 4 erandiga tunnistatakse kehtetuks …"
_LED_EXCEPTION = Guarded(rf"\A\W*{_UNITS}erandiga\s*,?(?=\s+(?:tunnista|kehtetuks|tühista|loe|lõpeta))", "erandiga")
_WITHOUT_UNITS = Guarded(
    r"[,;(]?\s*(?<!\w)(?:välja\s*arvatud|v\.\s?a\.?(?!\w)|jättes\s+(?:kehtima|jõusse)|erandi(?:ga|na))\s+(?=\w)",
    "arvatud erandi jättes v.",
)

# "…, ülejäänud lisad jäävad kehtima", "muus osas jääb käskkiri kehtima": what is not named goes on anyway
_REST_STAYS = Guarded(
    rf"(?:[,;]\s*|\s(?:ja|ning|kuid|aga)\s+)(?:(?:selle\s+)?(?:ülejäänud|muud|teised)\s+(?:lisad|punktid|sätted)"
    rf"|(?:muus|ülejäänud)\s+osas(?:\s+[^\W\d_]+){{0,2}}?)\s+{STAYS}(?:\s+[^\W\d_]+)?(?=\s*(?:[.;]|\Z))",
    "ülejäänud muud muus teised",
)
# "Jätan käskkirja nr 5 lisa 3 kehtima ja tunnistan käskkirja ülejäänud osas kehtetuks"
_KEPT_FIRST = re.compile(
    rf"\W*(?P<keep>jä(?:tan|tta|tame|etakse))\s[^;:]*?[\s,)“](?=lisa|(?:ala)?punkt){_UNITS}(?P<stays>(?:kehtima|jõusse|alles))\s*,?\s+(?:ja|ning)\s+"
    r"tunnista(?:n|me|da|takse)\s+(?P<rest>(?:(?:selle|sama|nimetatud)\s+)?(?:(?:käskkirja|käskkiri|otsuse?|korralduse?|määruse?)\s+)?"
    r"(?:ülejäänud|muus)\s+osas)\s+kehtetuks",
    re.IGNORECASE,
)
# "… ja jätan kehtima direktori käskkirja nr 39": another act, which nothing touches
_OTHER_STAYS = Guarded(
    r"(?:,|\s(?:ja|ning|kuid|aga))\s+(?:jätan|jätta|jätame|jäetakse)\s+(?:kehtima|jõusse)(?=\s)", "kehtima jõusse"
)
_KEEPS = Guarded(rf"(?<!\w){STAYS}", STAYS_SIGNS)
_BEFORE_ACT = re.compile(r"(?:[,;]|\s(?:ja|ning|kuid|aga|ent))(?:\s+(?:kuid|aga|ent|kusjuures))?\s+\Z", re.IGNORECASE)
# "…, käskkiri nr 28 aga kehtib", "A jääb jõusse, B tunnistan kehtetuks", "…, kuid mitte käskkirja nr 50 lisa 5"
_GOES_ON = re.compile(
    r"\s+(?:aga|seevastu|samas)\s+(?:kehti(?:b|vad)|jää(?:b|vad)\s+(?:kehtima|jõusse))"
    r"(?:\s+(?:edasi|endiselt|jätkuvalt))?\s*\.?\s*\Z",
    re.IGNORECASE,
)
_STAYS_FIRST = re.compile(
    r"\s+jää(?:b|vad)\s+(?:kehtima|jõusse)\s*(?:[,;]|\s(?:ja|ning))\s*(?:(?:kuid|aga|ent)\s+)?", re.IGNORECASE
)
_NOT_BEFORE = re.compile(r",?\s+(?:kuid|aga|ent)\s+mitte\s+\Z", re.IGNORECASE)
_ONLY_UNITS = re.compile(
    r"(?:[\s,.]|„·*“|(?<!\w)(?:lisa\w{0,3}|punkt\w{0,3}|ja|ning|kuni|\d{1,3}(?:-\d{1,3})?)(?!\w))*\Z", re.IGNORECASE
)
_OF_ONE_ACT = re.compile(r"(?:esime|tei|kolma)(?:se|nda)\s+(?:lisa|punkt)\w*\s+\d", re.IGNORECASE)
_ONE_ANNEX = re.compile(r"(?<!\w)lisa\s+(?:nr\.?\s*)?\d{1,3}[\s,(]*\Z", re.IGNORECASE)
_POINT_THEN_ANNEX = re.compile(
    r"(?P<points>(?:(?:ala)?punkt|p\b|lõi[gk]|lg\b|§)[^;]*?)(?:,|\s(?:ja|ning|samuti))\s+lisa\w{0,3}\s+\d",
    re.IGNORECASE,
)
_BY_POINT = re.compile(r"\bpunkti(?:de)?ga\s[\d\s,.]*(?:(?:ja|ning)\s\d+)?", re.IGNORECASE)
_BARE_NUMBERS = re.compile(r"\s*\d[\d\s,.-]*(?:(?:ja|ning|kuni)\s+\d+[\s.)]*)?\)?\s*")
_NOUN_BEFORE = re.compile(r"(?<!\w)(?:lisad|punktid)(?!\w)", re.IGNORECASE)


def _lift_kept_part(peeling: Peeling) -> None:
    """Lift out what is kept before the rest ends: "Jätan A lisa 3 kehtima ja tunnistan käskkirja ülejäänud osas …"."""
    kept = _KEPT_FIRST.match(peeling.words)
    if kept is None or len(peeling.acts) != 1 or not _names_units(kept["units"]):
        return
    act = peeling.acts[0]
    if kept.end("keep") < act.end - peeling.start <= kept.start("units"):
        peeling.lift("filler", *kept.span("keep"))
        peeling.lift("except", kept.start("units"), kept.end("stays"), kept["units"])
        peeling.lift("filler", *kept.span("rest"))


def _lift_other_act(peeling: Peeling) -> None:
    """Lift out another act that goes on: "Tunnistan kehtetuks A, direktori 09.03.2015 käskkiri nr 7 jääb kehtima"."""
    if len(peeling.acts) > 1:
        _lift_contrasted(peeling)
    stays = _KEEPS.search(peeling.words)
    ahead = [act for act in peeling.acts if stays is not None and act.end - peeling.start <= stays.start()]
    if stays is None or len(ahead) < 2 or peeling.verb_end(ahead[-1].start - peeling.start) == 0:
        return
    start, end = ahead[-1].start - peeling.start, ahead[-1].end - peeling.start
    joint = _BEFORE_ACT.search(peeling.words, max(0, start - 20), start)
    if joint is not None and not peeling.words[end : stays.start()].strip():
        peeling.lift("described", joint.start(), stays.end())


def _own_units(words: str, found: re.Match[str]) -> str:
    """Return the words of what is excepted, without an annex that ends too: "lisa 3, v.a punkt 1, ja lisa 4" excepts a
    point of annex 3, and no annex is a part of it.
    """
    of_annex = _ONE_ANNEX.search(words, 0, found.start())
    goes_on = _POINT_THEN_ANNEX.match(found["units"]) if of_annex is not None else None
    return found["units"][: goes_on.end("points")] if goes_on is not None else found["units"]


def _lift_contrasted(peeling: Peeling) -> None:
    """Lift out the last act or the first, where the sentence sets it against the others that end."""
    start, end = peeling.acts[-1].start - peeling.start, peeling.acts[-1].end - peeling.start
    negated = _NOT_BEFORE.search(peeling.words, max(0, start - 20), start)
    joint = negated or _BEFORE_ACT.search(peeling.words, max(0, start - 20), start)
    rest = (_ONLY_UNITS if negated else _GOES_ON).match(peeling.words, end)
    if joint is not None and rest is not None and peeling.verb_end(start) > 0:
        peeling.lift("described", joint.start(), len(peeling.words.rstrip(". \n")))
        return
    first = peeling.acts[0]
    stays = _STAYS_FIRST.match(peeling.words, first.end - peeling.start)
    is_head = not peeling.words[: first.start - peeling.start].strip() and stays is not None
    if is_head and stays is not None and peeling.verb_end(stays.end()) == 0:
        peeling.lift("described", 0, stays.end())


def _names_units(words: str) -> bool:
    """Tell whether words name an annex or a point by number: of "punktd 3 ja 5" nothing is known, a doubt must stay."""
    return _NOUN.search(words) is not None and any(read_units(words))


def lift_exceptions(peeling: Peeling) -> None:
    """Lift out what a sentence excepts; an exception that names no annex and no point is a limitation in its words."""
    _lift_kept_part(peeling)
    for match in list(_REST_STAYS.finditer(peeling.words)):
        peeling.lift("filler", match.start(), match.end())
    other = _OTHER_STAYS.search(peeling.words)
    if other is not None and any(act.start - peeling.start >= other.end() for act in peeling.acts):
        peeling.lift("described", other.start(), len(peeling.words.rstrip(". \n")))
    _lift_other_act(peeling)
    for pattern in (_UNTOUCHED, _KEPT_VALID, _LED_EXCEPTION, _LEAD, _STAY, _STAY_FIRST):
        for _ in range(6):
            found = next((m for m in pattern.finditer(peeling.words) if _names_units(m["units"])), None)
            if found is None:
                break
            if len(peeling.acts) > 1 and _OF_ONE_ACT.search(found["units"]):
                break  # "A ja B, v.a esimese lisa 2": of which act is not read
            start, end = found.span()
            units = _own_units(peeling.words, found)
            if len(units) < len(found["units"]):
                end = found.start("units") + len(units)
            loose = re.search(r"(?:[\s,]|\b(?:ja|ning|samuti|kuni)\b)*$", units)
            if end == found.start("units") + len(units) and loose is not None:
                end -= len(loose.group())
            start += len(found.group()) - len(found.group().lstrip())
            peeling.lift("except", start, max(end, start + 1), units)
            lift_later_end(peeling, max(end, start + 1), units)
    rest = _WITHOUT_UNITS.search(peeling.words)
    is_of_one = rest is not None and len(peeling.acts) > 1 and _OF_ONE_ACT.match(peeling.words, rest.end())
    if rest is not None and not is_of_one:
        # "välja arvatud punktiga 1 kinnitatud korra lisad 1-4", "v.a juristi ametijuhend (lisa 3)"
        end = max(rest.end(), peeling.clause_end(rest.end()))
        units = _BY_POINT.sub("", peeling.words[rest.end() : end])
        if _BARE_NUMBERS.fullmatch(units):
            # "kõik lisad, v.a 2 ja 5": the noun stands before the exception
            nouns = _NOUN_BEFORE.findall(peeling.words, 0, rest.start())
            units = f"{nouns[-1]} {units}" if nouns else units
        peeling.lift("except" if any(read_units(units)) else "limit", rest.start(), end, units)
