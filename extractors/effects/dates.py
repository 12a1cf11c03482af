"""Read from when something holds: stated days, and rules that lead to a day (jõustub allkirjastamisest …).

Commencement of administrative acts: haldusmenetluse seadus § 61; of regulations § 93.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from extractors.citations.calendar_dates import FoundDate, coming_year, find_dates
from extractors.effects.terms import COUNT_OF_TERM, DAYS_AFTER, GENITIVES, count_term, is_of_working_days
from extractors.model.effect import DateBasis
from extractors.words.acts import ACT_STEM
from extractors.words.guarded import Guarded
from extractors.words.verbs import ENDS_ITSELF

_SIGNING = (
    r"(?:(?:digi(?:taalse)?(?:taal)?)?allkirjasta\w+|alla\s?kirjuta\w+|vastuvõtmi\w+|vastu\s?võtmi\w+|väljaandmi\w+"
    r"|kinnitamis\w+|(?:digi(?:taal)?)?allkirja\s+andmis\w+|andmise\b)"
)
_NOTIFICATION = (
    r"(?:teatavaks?\s{0,4}tegemis\w+|teatavakstegemis\w+|teatavaks\s{0,4}saamis\w+|kättetoimetamis\w+|tutvustamis\w+)"
)
_PUBLICATION = r"(?:avaldamis\w+|avalikustamis\w+|Riigi\s+Teataja\w*)"
_REGISTRATION = r"(?:registreerimis\w+)"

_EVENTS = tuple(
    (event, Guarded(words, signs))
    for event, words, signs in (
        ("publication", _PUBLICATION, "avaldamis avalikustamis teataja"),
        ("notification", _NOTIFICATION, "tegemis saamis kättetoimetamis tutvustamis"),
        ("signing", _SIGNING, "allkir kirjuta võtmi väljaandmi kinnitamis andmise"),
        ("registration", _REGISTRATION, "registreerimis"),
    )
)

# "allkirjastamisele järgneva kuu esimesest päevast", "allkirjastamise kuule järgneva kuu …",
# "järgmise kuu 1. kuupäevast", "kuu esimesel päeval"
_NEXT_MONTH = re.compile(
    r"(?:kuule\s+)?(?:järgnev|järgmise)\w*\s+(?:kalendri)?kuu\s+(?:esimes\w+|1\.?)\s*(?:kuu)?päev\w*", re.IGNORECASE
)
# "järgmise kalendriaasta esimesel päeval", "järgmise aasta algusest"
_NEXT_YEAR = re.compile(
    r"(?:järgnev|järgmise)\w*\s+(?:kalendri)?aasta\s+"
    r"(?:(?:esimes\w+|1\.?)\s*(?:kuu)?päev\w*|algusest|1\.\s*jaanuari(?:l|st))",
    re.IGNORECASE,
)
_FROM_WORD = re.compile(
    r"(?:\balates|\bsee\s?tõttu|\bjõust\w*|\bkehti\w*|\brakend\w*|\bkohalda\w*|tagasiulatuvalt|ulatub\s+tagasi|\balgus)[^.;]{0,40}$",
    re.IGNORECASE,
)
# "kuni 31.12.2025", "01.04.2025-31.12.2025"
_UNTIL_BEFORE = re.compile(r"(?:\bkuni|\d\d\d\d\s?-)\s*$", re.IGNORECASE)
# "1) käskkirja nr 5 punkt 3 - 12.02.2022;"
_DASH_BEFORE = re.compile(r"(?:\s-|:)\s*\Z")
# "peatatakse 29.09.2020-18.02.2021"
_TO_A_DAY = re.compile(r"\s?(?:-|\skuni\s)\s?\d{1,2}\.\s?\d{1,2}\.\s?\d{4}")
# "lisa 1 kaotab kehtivuse 14.02.2024 ja lisa 5 29.11.2024": a day right behind what ends, as the last word
_UNIT_BEFORE = re.compile(
    r"(?<!\w)(?:lisa|(?:ala)?punkt)\w{0,4}\s(?:[\d\s,.-]|ja|ning|kuni)*\d\s+(?:aga\s+)?\Z", re.IGNORECASE
)
# "27.10.2023 kaotavad kehtivuse …"
_ENDS_BEHIND = re.compile(rf"\s+{ENDS_ITSELF}(?!\w)", re.IGNORECASE)
_STARTS_BEFORE = re.compile(
    r"(?:\balates|\barvates|\bkehtivusega|\bkuupäevast|\bajavahemiku(?:l|ks|s)|\bperioodi(?:l|ks)|\bseisuga|\bkehtivuse\s+algus(?:ega|eks)?(?:\s+on|:)?)(?:\s+kuupäevast)?\s*$",
    re.IGNORECASE,
)
FROM_BEFORE = re.compile(r"(?<!\w)(?:alates|arvates)\s+\Z", re.IGNORECASE)
"""What stands right before a day from which something holds, whatever the day's case."""
# "kinnitan 22.01.2026 kehtima hakkava korra", "1. juunil jõustuva hinnakirja"
_TAKING_EFFECT = re.compile(
    r"(?:\.?\s?a(?:astal|asta|\.)?)?\s+(?:kehtima\s+hakkav|jõustuv|rakenduv|kehtiv)(?:a|ad|aid|ate)(?!\w)",
    re.IGNORECASE,
)
YEAR_WORD = r"(?:\.?\s?a(?:asta|\.)?)?"
"""What may stand between a day and what is said of it: "01.05.2013. aasta", "01.05.2013 a."."""
# "tunnistan kehtetuks … lisa 2 01.05.2013 seisuga", "01.05.2013 arvates tunnistan kehtetuks …"
_AS_OF = re.compile(rf"{YEAR_WORD}\s+(?:seisuga|arvates(?!\s+\d))(?!\w)", re.IGNORECASE)
# "kehtivuse viimane päev on 1. mai 2026": it ends on the next one
_LAST_DAY_BEFORE = re.compile(
    r"(?<!\w)(?:viimane\s+(?:kehtivus(?:e\s+)?)?päev\s+on|viimast\s+päeva"
    r"|(?<!lugedes )(?<!selle )viimaseks\s+(?:kehtivus(?:e\s+)?)?päevaks)\s+\Z",
    re.IGNORECASE,
)
NEW_LAST_DAY = Guarded(
    r"(?<!\w)(?:uus\s+(?:täht|lõpp)(?:aeg|päev|kuupäev|tähtaeg|tähtpäev)\s+on"
    r"|lugedes\s+(?:selle\s+)?viimaseks\s+kehtivus(?:e\s+)?päevaks"
    r"|viimane\s+kehtivus(?:e\s+)?päev\s+on)(?!\w)",
    "päev aeg",
)
"""What stands before the last day on which something holds: "…, uus tähtaeg on 1. september 2026"."""
# "tunnistan 01.05.2026 kehtetuks …", "käskkiri kaotab 01.05.2026 kehtivuse"
_ENDER_BEFORE = re.compile(r"(?<!\w)(?:tunn?ista\w*|kaota\w*|loe\w*|lugeda|muutu\w*|on)\s+\Z", re.IGNORECASE)
_ENDED_BEHIND = re.compile(rf"{YEAR_WORD}\s+(?:kehtetu(?:ks|d)?|kehti?vuse)(?!\w)", re.IGNORECASE)
# "tunnistan 01.02.2012 tagasiulatuvalt kehtetuks"
_BACK_BEHIND = re.compile(rf"{YEAR_WORD}\s+tagasiulatuvalt(?!\w)", re.IGNORECASE)
_BACK_BEFORE = re.compile(r"(?<!\w)(?:tagasiulatuva(?:lt|\s+(?:mõju|jõu)ga)|tagantjärele)\s*,?\s*\Z", re.IGNORECASE)
# "a) 05.05.2026 – direktori 04.10.2010 käskkiri nr 9": the day of an item, where it is to come
_ITEM_OF_A_DAY = re.compile(rf"{YEAR_WORD}\s*(?:-|:)\s", re.IGNORECASE)
_ENDS_BEFORE = re.compile(
    r"(?:\bkehtivuse?|\bkehtivuse\s+kaota(?:b|vad)|\bjõu|\blõppenuks|\blõpuks|\blõpp(?:tähtajaks|päevaks|kuupäevaks)|\bkehtetuks|\bkehtetud?|\bl[õo]p{1,2}eb|\bseisuga|\bkuupäeval)\s*$",
    re.IGNORECASE,
)
# What hangs on an event that is not the act's own signing or publication
_IF = re.compile(
    r"(?<!\w)(?:kui|juhul|tingimus(?:el|ega)|eeldus(?:el|ega)|niipea|mil|millal)(?!\w)|\bkoos\s[^,;.]*seadusega"
    r"|(?<!\w)(?:nõusolekul|kooskõlastusel|heakskiidul|otsusel|loal)(?!\w)",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"(?<!\w)(?!(?:üle)?järgmis|esimes)(?P<event>\w{3,20}mi(?:sel|sest|st|sega|se(?=\s+(?:päev|järel|järg|hetk|korral"
    r"|kuupäev))))(?!\w)",
    re.IGNORECASE,
)
# "kümne päeva möödumisel allkirjastamisest": a term of days is no event of its own
_TERM = re.compile(
    rf"(?<!\w)(?:{'|'.join(GENITIVES)}|\d{{1,2}})\s+(?:(?:töö)?päeva|nädala)\s+möödumis(?:el|est)(?!\w)", re.IGNORECASE
)
_BEFORE_EVENT = re.compile(
    r"[,;:(]|\d{4}\.?|(?<!\w)(?:j[õo6]u?stu\w*|kehti\w*|hakka\w*|rakend\w*)(?!\w)", re.IGNORECASE
)
# "jargneval päeval", "pérast": the dots were lost; as long as before
_DAMAGED = re.compile(r"(?<!\w)(?P<head>[jp])(?P<letter>[aáéeà])(?=rgmi|rgne|rast)", re.IGNORECASE)
OWN_WORD = re.compile(
    rf"(?:{ACT_STEM})\w*|käesoleva|selle|selles?|digi\w*|päev\w*|tööpäev\w*|kuupäev\w*|\w*nda(?:l|st|le)"
    rf"|esimes\w*|teis\w*|(?:üle)?järgmis\w*|järgnev\w*|alates|pärast|peale|ja|ning"
    r"|teatavaks|alla|(?:digi(?:taal)?)?allkirja|vastu|välja|seda|see|mis|on|koos|kohe\w*|viivitama\w+|otsekohe|vahetult|samal|arvates|loetakse|tema|direktori|peadirektori|poolt"
    rf"|\d+|{'|'.join(GENITIVES)}|nädala?t?"
    r"|aga|ise|määra(?:n|me|takse)|kehtima|ülejäänud|muu|muud|muus|osas|a|aasta\w*|tagasiulatuvalt|üldises|korras|lisa\w*|punkt\w*",
    re.IGNORECASE,
)
_OWN_EVENTS = (
    "allkirjasta",
    "allakirjuta",
    "digiallkirjasta",
    "vastuvõt",
    "vastu",
    "väljaand",
    "kinnita",
    "andmi",
    "avalda",
    "avalik",
    "registr",
    "teatavaks",
    "tutvusta",
    "kättet",
    "tegemi",
    "kirjutami",
    "võtmi",
    "saami",
    "jõustu",
    "hakkami",
)
_TOLD_EVENTS = ("avalda", "avalik", "registr", "teatavaks", "tutvusta", "kättet")
# "asjaosalistele teatavaks tegemisest": to whom, changes no rule
_MADE_KNOWN = re.compile(r"(?<!\w)teatavaks\s*\Z", re.IGNORECASE)
RULES: tuple[re.Pattern[str] | Guarded, ...] = (
    *(pattern for _, pattern in _EVENTS),
    DAYS_AFTER,
    _NEXT_MONTH,
    _NEXT_YEAR,
)
"""What leads to a day without naming it: the words of an event of the act, "kolmandal päeval", "järgmise kuu …"."""
# "kuni 2025. aasta lõpuni"
YEAR_END = Guarded(r"(?<!\d)(?P<year>(?:19|20)\d\d)\.?\s?a(?:asta|\.)?\s+lõpuni(?!\w)", "lõpuni")
# "kehtetuks 2026. aasta algusest"
YEAR_START = Guarded(r"(?<!\d)(?P<year>(?:19|20)\d\d)\.?\s?a(?:asta|\.)?\s+algusest(?!\w)", "algusest")
RETROACTIVE = re.compile(r"tagasi\s?ulatuv|(?<!\w)tagantjärele(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class EffectDate:
    """A day with its basis. ``on`` is ``None`` where a rule's event lies outside the text (``basis`` "condition")."""

    on: date | None
    basis: DateBasis
    rule: str | None = None
    is_year_inferred: bool = False


def read_stated_start(
    view: str,
    start: int,
    end: int,
    act_date: date | None,
    taken: tuple[tuple[int, int], ...] = (),
    *,
    is_ending: bool = False,
) -> EffectDate | None:
    """Return the day from which a clause says that something holds ("alates 01.01.2026", "1. juulist"); ``None`` for
    none.

    ``taken`` are ranges whose dates belong to cited acts. With ``is_ending``, a day in the adessive counts too, or a
    plain day after a word of ending.
    """
    for found in find_dates(view, start, end):
        if any(a <= found.start < b for a, b in taken) or found.case == "until":
            continue
        before = view[max(start, found.start - 40) : found.start]
        if _UNTIL_BEFORE.search(before):
            continue
        if found.case == "from" or _STARTS_BEFORE.search(before):
            return as_stated(found, act_date)
        if _TAKING_EFFECT.match(view, found.end, end):
            return as_stated(found, act_date)
        is_first_of_two = _TO_A_DAY.match(view, found.end, end) is not None
        is_led = _DASH_BEFORE.search(before) is not None or _UNIT_BEFORE.search(before) is not None
        is_last_word = is_led and not view[found.end : end].strip(" .;\n")
        is_first_word = not view[start : found.start].strip() and _ENDS_BEHIND.match(view, found.end) is not None
        if is_ending and _LAST_DAY_BEFORE.search(before) and (last := as_stated(found, act_date)) is not None:
            return replace(last, on=last.on + timedelta(days=1)) if last.on is not None else last
        is_between = _ENDED_BEHIND.match(view, found.end, end) and _ENDER_BEFORE.search(before)
        if _AS_OF.match(view, found.end, end) or (is_ending and is_between):
            return as_stated(found, act_date)
        is_back = _BACK_BEHIND.match(view, found.end, end) or _BACK_BEFORE.search(before)
        is_plain_end = found.case == "plain" and (is_first_of_two or is_last_word or is_first_word or bool(is_back))
        if is_ending and not view[start : found.start].strip() and _ITEM_OF_A_DAY.match(view, found.end, end):
            day = as_stated(found, act_date)
            if day is not None and day.on is not None and act_date is not None and day.on >= act_date:
                return day
        if is_ending and (found.case == "on" or _ENDS_BEFORE.search(before) or is_plain_end):
            return as_stated(found, act_date)
    whole = YEAR_START.search(view, start, end) if is_ending else None
    return EffectDate(date(int(whole["year"]), 1, 1), "stated") if whole is not None else None


def count_days(view: str, start: int, end: int, *, last: bool) -> int:
    """Return how many different days a clause names from which something holds, or (with ``last``) until which."""
    days = set()
    for found in find_dates(view, start, end):
        before = view[max(start, found.start - 40) : found.start]
        is_last = found.case == "until" or _UNTIL_BEFORE.search(before) is not None
        is_first = found.case == "from" or _STARTS_BEFORE.search(before) is not None
        if is_last if last else is_first and not is_last:
            days.add((found.year, found.month, found.day))
    return len(days)


def read_plain_day(view: str, start: int, end: int, act_date: date | None) -> EffectDate | None:
    """Return the first day between two offsets, in any case, unless it is a last day; ``None`` for none."""
    for found in find_dates(view, start, end):
        if found.case != "until" and not _UNTIL_BEFORE.search(view[max(start, found.start - 40) : found.start]):
            return as_stated(found, act_date)
    return None


def read_until(view: str, start: int, end: int, act_date: date | None) -> date | None:
    """Return the last day on which something holds ("kehtib kuni 31.12.2026", "31. detsembrini 2026"); ``None`` for
    none.
    """
    if (whole := YEAR_END.search(view, start, end)) is not None:
        return date(int(whole["year"]), 12, 31)
    last = NEW_LAST_DAY.search(view, start, end)
    for found in find_dates(view, start, end):
        is_last = last is not None and found.start >= last.end() and not view[last.end() : found.start].strip()
        if is_last or found.case == "until" or _UNTIL_BEFORE.search(view[max(start, found.start - 12) : found.start]):
            return coming_year(found, act_date)
    return None


def read_commencement(view: str, start: int, end: int, act_date: date | None) -> EffectDate | None:
    """Return the day or the rule of a clause of commencement or application; ``None`` where it holds neither.

    "signing" is the act's own date. Rules that depend on notification or publication name an event outside the text:
    their basis is "condition", without a day.
    """
    words = _DAMAGED.sub(lambda match: match["head"] + ("ä" if match["letter"].islower() else "Ä"), view[start:end])
    if hangs_on_condition(words):
        return EffectDate(None, "condition")
    rule = _read_rule(words, act_date)
    for found in find_dates(view, start, end):
        before = view[max(start, found.start - 60) : found.start]
        if found.case == "until" or _UNTIL_BEFORE.search(before):
            continue
        if found.case in ("from", "on") or _FROM_WORD.search(before):
            return as_stated(found, act_date)
    return rule


def hangs_on_condition(words: str) -> bool:
    """Tell whether a clause of commencement names an event of its own: "ministri nõusoleku saamisel", "kui …"."""
    if _IF.search(words):
        return True
    words = COUNT_OF_TERM.sub("", _TERM.sub("", words))
    for match in _CONDITION.finditer(words):
        complement = _BEFORE_EVENT.split(words[: match.start()])[-1]
        said = [word for word in re.findall(r"[^\W\d_]+", complement) if not OWN_WORD.fullmatch(word)]
        is_own = match["event"].casefold().startswith(_TOLD_EVENTS) or _MADE_KNOWN.search(complement) is not None
        if said and not is_own:
            return True
        if not said and not match["event"].casefold().startswith(_OWN_EVENTS):
            return True
    return False


def as_stated(found: FoundDate, act_date: date | None) -> EffectDate | None:
    """Return a found day as one that a sentence states; ``None`` for an impossible day."""
    on = coming_year(found, act_date)
    if on is None:
        return EffectDate(None, "unknown") if found.year is None else None
    return EffectDate(on, "stated", None, found.year is None)


def _read_rule(words: str, act_date: date | None) -> EffectDate | None:
    days = DAYS_AFTER.search(words)
    event = _event(words)
    if _NEXT_YEAR.search(words):
        return count_next("year", act_date, event or "signing")
    if _NEXT_MONTH.search(words):
        return count_next("month", act_date, event or "signing")
    if event is None:
        return None
    offset = count_term(days) if days else 0
    is_working = days is not None and is_of_working_days(days)
    suffix = f"+{offset}{'w' if is_working else 'd'}" if offset else ""
    rule = event + suffix
    if event != "signing" or is_working:
        return EffectDate(None, "condition", rule)
    on = act_date + timedelta(days=offset) if act_date else None
    return EffectDate(on, "clause" if on else "condition", rule)


def _event(words: str) -> str | None:
    named = [(match.start(), event) for event, pattern in _EVENTS if (match := pattern.search(words))]
    if named:
        return min(named)[1]
    return "general" if re.search(r"üldises\s+korras|seaduses\s+sätestatud", words, re.IGNORECASE) else None


def count_next(unit: Literal["month", "year"], act_date: date | None, event: str) -> EffectDate:
    """Return the first day of the month or year after an event of the act; only that of its signing is known."""
    rule = f"{event}+{unit}"
    if event != "signing" or act_date is None:
        return EffectDate(None, "condition", rule)
    last_month = act_date.month if unit == "month" else 12
    return EffectDate(date(act_date.year + last_month // 12, last_month % 12 + 1, 1), "clause", rule)
