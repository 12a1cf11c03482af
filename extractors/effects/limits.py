"""Find limitations: "osas, millega …", "analüütikute ametijuhendite osas", "osaliselt", "punkti 3 teise lause"."""

from __future__ import annotations

import re

from extractors.directive.kinds import find_kind_spans
from extractors.effects.peeling import Peeling
from extractors.words.acts import APPROVED
from extractors.words.guarded import Guarded
from extractors.words.months import ANY_GENITIVE
from extractors.words.numbers import ORDINAL
from extractors.words.qualifiers import SUBUNIT
from extractors.words.verbs import ENDS_ITSELF

_WHOLE = Guarded(
    r"(?<!\w)(?:(?:täie[sl]|endises|senises)\s+(?:ulatuses|mahus|määral)|kogu\s+(?:selle\s+|oma\s+)?(?:ulatuses|mahus)|kui\s+ka|tervikuna|täielikult|terves\s+ulatuses|(?:kõigis|kõikides)\s+osades)(?!\w)"
    # "seni kehtinud käskkiri", "tunnistada kehtetuks ja arvata kasutusest välja"
    r"|(?<!\w)(?:seni|varem|siiani)\s+kehtinud(?!\w)"
    # "kehtetuks mitte tervikuna, vaid … osas": the limitation behind it says so
    r"|(?<!\w)mitte\s+(?:tervikuna|täielikult|täies\s+ulatuses)\s*,\s*(?=vaid\s[^;.]*?(?:osas|ulatuses|suhtes)(?!\w))"
    r"|(?<!\w)(?:(?:ja|ning)\s+)?arva(?:ta|n|takse)\s+kasutuse(?:st|lt)\s+välja(?!\w)"
    # "lugeda kehtetuks ja mitte enam kohaldada"
    r"|(?<=kehtetuks)\s+(?:ja|ning)\s+(?:mitte\s+enam|enam\s+mitte|mitte)\s+(?:kohalda|rakenda|kasuta|järgi|täit)(?:da|a)(?!\w)",
    "kehtinud kogu kui mahus mitte määral osades tervikuna täielikult ulatuses välja",
)
_ONLY = r"(?:(?:üksnes|ainult|vaid|ainuüksi|peamiselt)\s+)?"
_RELATIVE = Guarded(
    rf"(?:[,(]\s*)?{_ONLY}(?:(?:selles|sellises|niisuguses|tolles)\s+)?(?<!\w)(?:osas|ulatuses|määral|mahus|niivõrd|niipalju|sedavõrd)\s*,?\s*(?:mis|mille\w*|milles|mida|mil|kus|kuivõrd|niivõrd|kui\s+palju)(?!\w)"
    r"|(?:[,(]\s*)?(?<!\w)(?:niivõrd|niipalju|sedavõrd)\s*,?\s*kui(?!\w)",
    "osas ulatuses määral mahus niivõrd niipalju sedavõrd",
)
# "…, ülejäänud osas kaotab käskkiri kehtivuse 1. mail": the rest of the act ends, on its own day
_REST_ENDS = rf"(?!(?:(?<=ülejäänud\sosas)|(?<=muus\sosas))\s+{ENDS_ITSELF}(?!\w)(?=[^;.]{{0,60}}?\d))"
_HEAD = Guarded(
    rf"(?<!\w)(?:osas{_REST_ENDS}|suhtes|puhul|ulatuses|jaoks|kohta(?!\s+ja\b)|osa(?=\s*(?:[.,;)]|$)))(?!\w)",
    "jaoks kohta osa puhul suhtes ulatuses",
)
# "nende üliõpilaste suhtes, kes on immatrikuleeritud 2024. aastal"
_WHO = re.compile(r"\s*,\s*(?:kes|kelle\w*|keda|mis|mida|mille\w*)(?!\w)", re.IGNORECASE)
_PARTLY = Guarded(r"(?<!\w)(?:osaliselt|osalt|osaline|osalise)(?!\w)", "osali osalt")
# "Rahuldan vaide osaliselt ja tunnistan kehtetuks …": how far the appeal is granted
_GRANTED_PARTLY = re.compile(
    r"(?P<before>\s*rahulda\w+\s[^;:.,]*?(?P<partly>(?<!\w)(?:osaliselt|osalt)(?!\w))[^;:.,]*?,?\s(?:ja|ning)\s+)(?=\w)",
    re.IGNORECASE,
)
# "…, millega tunnistati osaliselt kehtetuks …": how far the other act went, which the relative clause tells
_TOLD_BEFORE = re.compile(
    r"(?<!\w)(?:millega|milles|mis|mille)\s+(?:[^\W\d_]+\s+){0,3}\Z|(?<!\w)[^\W\d_]{3,}ti\s+\Z", re.IGNORECASE
)
_SUBUNITS = Guarded(
    rf"(?<!\w)(?:(?:{ORDINAL}|viima\w{{2,4}}|eelviima\w{{2,4}}|kaks|kolm|neli|viis|kuus|ja|ning|kuni)\s+)*{SUBUNIT}(?!\w)(?:[\s,]+(?:{ORDINAL}|ja|ning|kuni|{SUBUNIT}(?!\w)|nr\.?|\d[\d.]*(?:\s?-\s?\d+)?|[IVX]{{1,4}}(?!\w)|[a-zõäöü]\)|[a-zõäöü](?![\w])|„·*“)){{0,12}}",
    "jagu jao joon kaar kirje laht lause lehekül lõi märkus osa peatü plaan poole positsioon punkt rea rida ridu"
    " sissejuhatus skeem sõna taan tabel veer vorm",
)
# "käskkirja nr 5 säte, mis käsitleb puhkusi", "… töötajaid puudutavad sätted": a part that no number names
_PROVISIONS = Guarded(
    r"(?<!\w)(?:säte|sätte|sätet|sätted|sätete|sätteid|norm|normi|normid|tingimuse?|tingimused|osa|osad|määra|määrad|nõuded?"
    r"|nõude|klausl\w*)(?!\w)(?P<told>\s*,\s*(?:mis|mille\w*|milles|kus)(?!\w))?",
    "klausl määra norm nõude osa säte sätte tingimus",
)
_TREATING = re.compile(
    r"(?<!\w)(?!kehti|kehtesta|muut|täienda|olev|lisatav)[^\W\d_]{3,}(?:va|vad|vat|v|tud|nud)(?:\s+[^\W\d_]+)?\s*\Z",
    re.IGNORECASE,
)
# The last thing before a limitation that is no part of it
_STRUCTURE = re.compile(
    r"(?:“|[,;:()]|\S*\d\S*|(?<!\w)(?:"
    + ANY_GENITIVE
    + r"\w{0,3}|kehtetuks|kehtetks|kehti?vuse?|tunn?ista\w*|loen|loetakse|lugeda|lisa\w{0,4}"
    r"|punkt\w{0,5}|kinnitatud|kehtestatud|võetud|kiidetud"
    r"|kehtestatu|k[äa]skk?i\w+|otsus\w*|korraldus\w*|määrus\w*|lisadega|lisaga|kõik|mõlemad|kaota\w+|lõp{1,2}eb|lõpetatakse|alates))(?=\s|$|[,;:()])",
    re.IGNORECASE,
)
_PARTICIPLE = re.compile(rf"(?<!\w){APPROVED}(?!\w)", re.IGNORECASE)
# "Metsa tn 4 kinnistut käsitlevas osas": the figure is part of an address
_ADDRESS_BEFORE = re.compile(
    r"(?:(?-i:[A-ZÕÄÖÜŠŽ])[\w-]*\s+){1,3}(?:tn|pst|mnt|tee|tänava?|puiestee|maantee)\s+\d{1,3}[a-z]?\s*\Z",
    re.IGNORECASE,
)
# "käskkirja nr 5 ja Ida piirkonna osas ka käskkirja nr 6": the joint is no part of the phrase
_LOOSE_LEAD = re.compile(r"\s*(?:(?:ja|ning|samuti)\s+)?", re.IGNORECASE)
_YEAR_BEFORE = re.compile(r"(?<!\d)(?:19|20)\d\d\.?\s?\Z")
_ONLY_TARGET = Guarded(
    rf"(?<!\w)(?:üksnes|ainult|vaid|ainuüksi)(?=\s+(?:(?:{ORDINAL}(?:\s+(?:ja|ning)\s+)?\s*)*(?:lisa\w{{0,4}}|punkt\w{{0,4}}|§)(?!\w)(?![^.;]{{0,40}}?\s(?:osas|suhtes|puhul))|[^,;]{{0,80}}?\bnr\b))",
    "ainult ainuüksi vaid üksnes",
)
_OF_AN_ANNEX = re.compile(r"(?<!\w)lisa\w{0,2}\s[\d\s,.-]*(?:(?:ja|ning|kuni)\s[\d\s,.-]+)*\Z", re.IGNORECASE)
_POINT = re.compile(r"\s+(?:(?:ala)?punkt|p\.?\s?\d|lõi[gk])", re.IGNORECASE)
_NAMES_A_PLAN = re.compile(r"plaan\w*(?:\s+(?:ja|ning))?\s*\Z", re.IGNORECASE)
# "käskkirja nr 5 osa, mis käsitleb puhkusi": no annex and no point says which part
_UNITS_BEFORE = re.compile(
    r"(?<!\w)(?:lisa|(?:ala)?punkt|lõi[gk]|paragrahv)\w{0,5}\s[\d\s,.-]*(?:(?:ja|ning|kuni)\s[\d\s,.-]+)*\Z|§[\d\s,.-]*\Z",
    re.IGNORECASE,
)
_ONLY_UNITS = re.compile(r"(?:\s|üksnes|ainult|vaid|ainuüksi)*", re.IGNORECASE)
# "lisade 1 ja 3 osas"; "lõpeb üksnes osas" has no annexes before it, and limits all the same
# "käskkirja 16.02.2023 üksnes osas": a date is no unit
_UNITS_END = re.compile(
    rf"(?:(?<![\d.])\d{{1,3}}(?:\.\d{{1,3}})*\.?|[IVX]+|\)|“|(?<!\w)(?:lisa|punkt|lõi[gk]|{ORDINAL})\w*)[\s,]*\Z",
    re.IGNORECASE,
)
_ONLY_BEFORE = re.compile(
    r"(?<!\w)(?:üksnes|ainult|vaid|ainuüksi)\s*$|(?<!\w)(?:üksnes|ainult|vaid|ainuüksi)\s+(?=(?:lisa\w*|punkt\w*)\s[\d\s,janigku-]*$)",
    re.IGNORECASE,
)


def lift_limits(peeling: Peeling) -> None:
    """Lift out the words that narrow what ends; "täies ulatuses" narrows nothing."""
    for match in list(_WHOLE.finditer(peeling.words)):
        peeling.lift("filler", match.start(), match.end())
    for match in list(_RELATIVE.finditer(peeling.words)):
        if peeling.words[match.start() : match.end()].strip():
            start = _phrase_start(peeling, match.start() + _lead(match.group()))
            peeling.lift("limit", start, max(match.end(), peeling.clause_end(match.end())))
    granted = _GRANTED_PARTLY.match(peeling.words)
    if granted is not None and any(v.start - peeling.start >= granted.end("before") for v in peeling.verbs):
        peeling.lift("filler", *granted.span("partly"))
    is_by_units = False
    for match in list(_ONLY_TARGET.finditer(peeling.words)):
        before = max(0, match.start() - 120)
        if _OF_AN_ANNEX.search(peeling.words, before, match.start()) and _POINT.match(peeling.words, match.end()):
            continue  # "lisa 6 üksnes punkti 3 osas": whose point it is must not be lost
        # "ainult lisa 9", "kehtetuks üksnes käskkirja nr 5 lisa 2": the target itself says how much
        peeling.lift("filler", match.start(), match.end())
    while (head := _HEAD.search(peeling.words)) is not None:
        is_by_units = _lift_phrase(peeling, head) or is_by_units
    for match in list(_PROVISIONS.finditer(peeling.words)):
        start = _phrase_start(peeling, match.start())
        if match["told"] or _TREATING.search(peeling.words, start, match.start()):
            end = peeling.clause_end(match.end()) if match["told"] else match.end()
            peeling.lift("limit", start, max(match.end(), end))
    for match in list(_PARTLY.finditer(peeling.words)):
        if _TOLD_BEFORE.search(peeling.words, max(0, match.start() - 80), match.start()):
            continue
        # "osaliselt … lisade 2 ja 3 osas": the annexes say which part
        peeling.lift("filler" if is_by_units else "limit", match.start(), match.end())
    for match in list(_SUBUNITS.finditer(peeling.words)):
        if _NAMES_A_PLAN.match(match.group()) and not _UNITS_BEFORE.search(peeling.words, 0, match.start()):
            continue  # "kinnitatud evakueerimise plaan": what was approved
        end = match.start() + len(match.group().rstrip(" ,"))
        loose = re.search(r"[\s,]+(?:ja|ning|kuni)$", peeling.words[match.start() : end])
        peeling.lift("limit", match.start(), end - (len(loose.group()) if loose else 0))


def _lead(words: str) -> int:
    return len(words) - len(words.lstrip(" ,("))


def _lift_phrase(peeling: Peeling, head: re.Match[str]) -> bool:
    """Lift the noun phrase before "osas"; return whether annexes or points stand there, which are the target itself."""
    start = _phrase_start(peeling, head.start())
    words = peeling.words[start : head.start()]
    relative = _WHO.match(peeling.words, head.end())
    is_by_units = _UNITS_END.search(peeling.words, 0, start + len(words) - len(words.lstrip()))
    is_part = head.group().casefold() == "osa"  # "lisa 6 osas" is the annex, "lisa 6 osa" a part of it
    if _ONLY_UNITS.fullmatch(words) and is_by_units and not is_part and not _is_of_act(peeling, start):
        peeling.lift("filler", start, head.end())
        only = _ONLY_BEFORE.search(peeling.words, 0, start)
        if only is not None:
            peeling.lift("filler", only.start(), only.end())
        return True
    end = peeling.clause_end(relative.end()) if relative else head.end()
    peeling.lift("limit", start, max(head.end(), end))
    return False


def _is_of_act(peeling: Peeling, at: int) -> bool:
    """Return whether an act stands before an offset, and no annex or point of it: "käskkirja nr 5 osa, mis …"."""
    end = len(peeling.words[:at].rstrip(" \n)"))
    if at - end > 3:
        # Something was lifted out from between: "käskkirja nr 5, erandiga lisa 3 osas"
        return False
    return any(act.end - peeling.start == end for act in peeling.acts) and not _UNITS_BEFORE.search(
        peeling.words, 0, at
    )


def _phrase_start(peeling: Peeling, end: int) -> int:
    """Return where the noun phrase before an offset begins: after the verb and anything that is not part of it."""
    words = peeling.words
    floor = peeling.verb_end(end)
    for match in _STRUCTURE.finditer(words, 0, end):
        floor = max(floor, match.end())
    participle = None
    for match in _PARTICIPLE.finditer(words, 0, end):
        participle = match
    if participle is not None:
        nouns = find_kind_spans(words[participle.end() : end])
        behind = [participle.end() + span.end for span in nouns if participle.end() + span.end < end - 1]
        floor = max([floor, *behind[:1]])
    start = min(floor + _LOOSE_LEAD.match(words[floor:end]).end(), end)  # type: ignore[union-attr]
    address = _ADDRESS_BEFORE.search(words, peeling.verb_end(end), start)
    if address is not None:
        return address.start()
    # "2016. aasta eelarvet puudutavas osas": the year is part of the limitation
    year = (
        _YEAR_BEFORE.search(words, max(0, start - 6), start) if words[start : start + 5].casefold() == "aasta" else None
    )
    return year.start() if year else start
