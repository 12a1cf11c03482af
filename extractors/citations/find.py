"""Find references to acts in a text, without resolving them.

Every issuer, act word and date comes from the reference itself or, in a list, from the member before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from extractors.citations.anchors import find_starts, finditer_at, search_at
from extractors.citations.calendar_dates import (
    DATE,
    LONG_BEFORE,
    FoundDate,
    find_dates,
    match_date,
    parse_date,
    past_year,
)
from extractors.citations.grammar import (
    BARE_ACT_WORD,
    CITATION,
    GIVEN_WORD,
    NEXT_NUMBER,
    NUMBER,
    NUMBER_SIGN,
    QUALIFIER,
    TITLE,
    clean_number,
)
from extractors.citations.issuers import read_issuer_before
from extractors.citations.reference_key import reference_key
from extractors.citations.view import Reading, reading_of
from extractors.model.effect import Citation
from extractors.model.evidence import Span
from extractors.model.extraction import ActContext
from extractors.model.text import DocumentText
from extractors.words.acts import act_kind, is_comitative, is_plural

# "03.02.2020 käskkirja „Hankekord“ (nr 5)"
_NUMBER_BEHIND = re.compile(rf"\s{{0,4}}\(\s?{NUMBER_SIGN}(?P<number>{NUMBER})\s?\)", re.IGNORECASE | re.VERBOSE)
_BLANKS = re.compile(r"[\s,]{1,4}")
_ADESSIVE = re.compile(r"[a-zõäöü]l(?![a-zõäöü])", re.IGNORECASE)
_DATED_IN_BRACKETS = re.compile(rf"\s{{0,4}}\(\s?{DATE}\s?\)", re.IGNORECASE | re.VERBOSE)
# "nr 5 „Hankekord“ (12.05.2019)", "nr 5 (antud 12. mail 2019)", "nr 5, antud 12. mail 2019"
_GIVEN_BEHIND = re.compile(
    rf"\s{{0,4}}(?:\(\s?(?:{GIVEN_WORD}\s{{1,4}})?(?P<aside>{DATE})\s{{0,2}}\)"
    rf"|,\s{{1,4}}{GIVEN_WORD}\s{{1,4}}(?P<told>{DATE})(?:\s?,)?)",
    re.IGNORECASE | re.VERBOSE,
)
# "2021. aasta käskkiri nr 5", "2021. a põhitegevuse käskkiri nr 5"; of "2020. ja 2021. aasta käskkirjad" none is known
_YEAR_BEFORE = re.compile(
    rf"(?P<further>(?:19|20)\d\d\s?\.?\s{{0,4}}(?:,|ja|ning|-|kuni|või)\s{{0,4}})?(?<![\w./-])(?P<year>(?:19|20)\d\d)"
    rf"\s?\.?\s{{0,4}}(?:aasta|a\.?|aastal\s+(?:välja\s?antud|antud|allkirjastatud|kinnitatud))\s{{1,6}}{QUALIFIER}?\Z",
    re.IGNORECASE | re.VERBOSE,
)
_YEAR_REACH = 60
# A finite verb, or the half of one ("kaotab kehtivuse"); names and offices end otherwise
_VERB_BETWEEN = re.compile(r"(?<!\w)[a-zõäöü]{2,}(?:takse|vad|b)(?!\w)|(?<!\w)kehti?vuse(?!\w)")
# "lisa 1 ja sama päeva käskkirja nr 11": the day of the act before it
_SAME_DAY = re.compile(
    r"(?<!\w)(?:sama(?:l)?\s+(?:kuu)?päeva(?:l)?(?:\s+(?:antud|allkirjastatud))?)\s+\Z", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class FoundCitation:
    """A reference with what the effects need beside the citation: where its words end and in what case it stands.

    ``span`` runs from the issuer to the title; ``core_end`` is behind the number. ``is_comitative`` ("käskkirjaga"):
    by that act something was done. ``own_kind`` is false where the act word was inherited within a list.
    ``is_further``: a further number under the act word before it ("nr 67, 68"). ``year`` is the year of an act without
    a day ("2021. aasta käskkiri nr 5").
    """

    span: Span
    core_start: int
    core_end: int
    issuer: str | None
    kind: str | None
    enacted_on: date | None
    number: str | None
    title: str | None
    is_comitative: bool = False
    own_kind: bool = True
    own_issuer: bool = True
    is_year_inferred: bool = False
    is_further: bool = False
    year: int | None = None

    @property
    def key(self) -> str:
        return reference_key(self.kind, self.enacted_on, self.number, self.year)


def find_citations(text: DocumentText, region: Span, context: ActContext) -> tuple[Citation, ...]:
    """Return every reference to an act in the region, in reading order; none from inside quotation marks.

    A date that lost its year is completed from ``context.registered_on`` (and marked so); without that it stays
    ``None``. Publication marks ("RT I 1996, 2, 34") are no references.
    """
    found = scan_citations(reading_of(text.text), region, context.registered_on)
    return tuple(
        Citation(c.issuer, c.kind, c.enacted_on, c.number, c.title, c.key, text.evidence(c.span), c.is_year_inferred)
        for c in found
    )


def scan_citations(
    reading: Reading, region: Span, act_date: date | None, inherited: FoundCitation | None = None
) -> tuple[FoundCitation, ...]:
    """Return the references of a region.

    ``inherited`` is the bare mention in a lead-in ("järgmised peadirektori käskkirjad:") that gives issuer and act word
    to list members without their own.
    """
    view = reading.masked
    found: list[FoundCitation] = []
    previous = inherited
    floor = region.start
    cursor = region.start
    starts = find_starts(view).before(region.end)
    while match := search_at(CITATION, view, starts, cursor, region.end):
        if _is_day_of_something_else(view, match):
            cursor = match.end("d1")
            continue
        cursor = match.end()
        one = _read(reading, match, floor, region, act_date, found[-1] if found else None)
        if one is None:
            continue
        if previous is None or not _is_list_gap(view, previous.span.end, one.span.start):
            bare = find_bare_mention(reading, Span(floor, one.span.start))
            previous = bare if bare is not None else (inherited if not found else None)
        one = _of_listed_year(_inherit(one, previous), previous)
        if one.kind is None:
            # A date and a number without any act word before them: the act's own heading, a letter, an invoice.
            continue
        paired = _paired(reading, match, one, region, floor, act_date)
        more = [] if paired else _further_numbers(reading, match, one, region)
        word = match["k1"] or match["k2"] or match["k3"] or ""
        found += paired or [each for member in (one, *more) for each in _ranged(member, word, (one, *more))]
        previous = found[-1]
        cursor = floor = max(cursor, previous.span.end)
    return tuple(found)


def _is_day_of_something_else(view: str, match: re.Match[str]) -> bool:
    """Return whether the day before an act is not the act's own.

    "A kaotab kehtivuse 12. mail 2025, direktori käskkiri nr 3 …" has it in the adessive, and "nr 3 (31.03.2022)" a day
    of its own. "01.11.2025 lõpeb direktori käskkirja nr 3 kehtivus": no verb stands within a reference.
    """
    if match["d1"] is None or match["given"]:
        return False
    if _VERB_BETWEEN.search(match["between"] or "") is not None:
        return True
    if _DATED_IN_BRACKETS.match(view, match.end()) is not None:
        return True
    day = parse_date(match["d1"], match.start("d1")) if _ADESSIVE.search(match["d1"]) else None
    return day is not None and day.case == "on"


def _read(
    reading: Reading,
    match: re.Match[str],
    floor: int,
    region: Span,
    act_date: date | None,
    before_it: FoundCitation | None,
) -> FoundCitation | None:
    groups = match.groupdict()
    word = next((groups[k] for k in ("k1", "k2", "k3", "k4", "k5", "k6") if groups.get(k)), None)
    number = next((groups[n] for n in ("n1", "n1b", "n2", "n3", "n4", "n5", "n6") if groups.get(n)), None)
    day_name = next((d for d in ("d1", "d2", "d3", "d4", "d6") if groups.get(d)), None)
    found_day = parse_date(groups[day_name], match.start(day_name)) if day_name else None
    # "määrus 14. aprillist 1992. a. nr 9": between act word and number the elative dates the act
    is_own = found_day is not None and (
        found_day.case == "plain"
        or (found_day.case == "on" and (groups.get("given") or groups.get("given2")))
        or (found_day.case == "from" and day_name == "d2")
    )
    found_day = found_day if is_own else None
    if number is None and found_day is None:
        return None
    enacted_on = past_year(found_day, act_date) if found_day else None
    if found_day is None and before_it is not None and _SAME_DAY.search(reading.masked, floor, match.start()):
        enacted_on = before_it.enacted_on
    before = read_issuer_before(reading.masked, match.start(), floor)
    if found_day is not None and found_day.year is None:
        year = _year_before(reading.masked, (match.start(), before.start if before else match.start()), floor)
        enacted_on = _shared_year(reading, found_day, before_it) or (found_day.on(year) if year else enacted_on)
    core_end = _core_end(match, groups)
    if groups.get("n3") and not found_day:
        behind = _dated_in_elative(reading, core_end, region.end, act_date)
        enacted_on, core_end = (
            behind or _given_behind(reading, core_end, region.end, act_date) or (enacted_on, core_end)
        )
    between = groups.get("between")
    start = match.start()
    issuer = None
    if between:
        read = read_issuer_before(reading.view, match.end("between"), match.start("between"))
        issuer = read.name if read else None
    if issuer is None and before is not None:
        issuer, start = before.name, before.start
    title, end = _title(reading, core_end, region.end)
    if title and number and enacted_on is None:
        enacted_on, end = _given_behind(reading, end, region.end, act_date) or (enacted_on, end)
    behind_title = _NUMBER_BEHIND.match(reading.masked, end, region.end) if title and number is None else None
    if behind_title is not None:
        number, core_end, end = behind_title["number"], behind_title.end(), behind_title.end()
    titled = next((name for name in ("t1", "t2", "t3") if groups.get(name)), None)
    if titled is not None:
        title, end = clean_title(reading.view[match.start(titled) : match.end(titled)]), core_end
    return FoundCitation(
        Span(start, end),
        match.start(),
        core_end,
        issuer,
        act_kind(word) if word else None,
        enacted_on,
        clean_number(number) if number else None,
        title,
        bool(word) and is_comitative(word or ""),
        word is not None,
        issuer is not None,
        found_day is not None and found_day.year is None and enacted_on is not None,
        year=_year_of(groups, reading.masked, (match.start(), start), floor) if enacted_on is None else None,
    )


def _year_of(groups: dict[str, str | None], view: str, starts: Sequence[int], floor: int) -> int | None:
    """Return the year of an act without a day: the one behind its word ("käskkirjad 2019. aastast nr 4"), or before."""
    behind = groups.get("y3") or groups.get("y3b")
    return int(behind) if behind else _year_before(view, starts, floor)


def _year_before(view: str, starts: Sequence[int], floor: int) -> int | None:
    """Return the year that dates an act without a day ("2021. aasta käskkiri nr 5", "2021. aasta peadirektori käskkiri
    nr 5"); ``None`` for none. It stands right before the act word or its issuer: the year of "2025. aasta eelarve" is
    another thing's, that of "31. detsembrini 2021. a" a day's."""
    for start in starts:
        place = max(floor, start - _YEAR_REACH)
        match = _YEAR_BEFORE.search(view, place, start)
        if match is not None and match["further"] is None:
            at = match.start("year")
            is_of_a_day = any(day.start < at < day.end for day in find_dates(view, place, start))
            return None if is_of_a_day else int(match["year"])
    return None


def _dated_in_elative(reading: Reading, offset: int, limit: int, act_date: date | None) -> tuple[date, int] | None:
    """Return a cited act's own day in the elative, and the offset after it: "otsus nr 12 11. märtsist 1993. a.".

    A day long before the citing act is not the beginning of anything. ``None`` for any other day.
    """
    blanks = _BLANKS.match(reading.masked, offset, limit)
    found = match_date(reading.masked, blanks.end()) if blanks else None
    on = found.on() if found is not None and found.case == "from" else None
    if found is None or on is None or act_date is None or on >= act_date - LONG_BEFORE:
        return None
    return on, found.end


def _given_behind(reading: Reading, offset: int, limit: int, act_date: date | None) -> tuple[date, int] | None:
    """Return the day behind a cited act on which it was given, and the offset after it; ``None`` for none.

    In brackets the day may stand alone: "nr 5 „Hankekord“ (12.05.2019)". Otherwise a word must say that the day is the
    act's own: "nr 5 (antud 12. mail 2019)".
    """
    match = _GIVEN_BEHIND.match(reading.masked, offset, limit)
    if match is None:
        return None
    day = match_date(reading.masked, match.start("aside") if match["aside"] else match.start("told"))
    on = past_year(day, act_date) if day is not None else None
    return None if on is None else (on, match.end())


def _shared_year(reading: Reading, day: FoundDate, before_it: FoundCitation | None) -> date | None:
    """Return the day with the year that a list states once: "2016. aasta 3. juuni käskkirja nr 41, 9. mai käskkirja nr
    52".

    ``None`` where no reference of the same list comes before it.
    """
    if before_it is None or before_it.enacted_on is None:
        return None
    if not _is_list_gap(reading.masked, before_it.span.end, day.start):
        return None
    return day.on(before_it.enacted_on.year)


def _core_end(match: re.Match[str], groups: dict[str, str | None]) -> int:
    """Return the end of the last thing that was really read: a trailing stop belongs to the sentence."""
    end = match.end()
    text = match.group()
    while text and text[-1] in ".,;:-/ \n" and not text.endswith((" a.", ".a.")):
        text, end = text[:-1], end - 1
    return max(end, match.start() + 1)


def _title(reading: Reading, offset: int, limit: int) -> tuple[str | None, int]:
    match = TITLE.match(reading.masked, offset, limit)
    if match is None:
        return None, offset
    words = reading.view[match.start("title") : match.end("title")]
    return clean_title(words), match.end("title")


_OUTER_MARKS = re.compile(r"^(?:,,|[„“”‟\"«»ʺˮ″])|(?:''|’’|[“”\"«»ʺˮ″])$")


def clean_title(words: str) -> str | None:
    """Return a title without its outer marks and line breaks; ``None`` for an empty one."""
    return " ".join(_OUTER_MARKS.sub("", words.strip()).split()) or None


# What may stand between two members of a list: titles, annexes, points, "kinnitatud ametijuhendid", conjunctions.
_LIST_GAP_STOPS = re.compile(
    r"\.\s+[A-ZÕÄÖÜ]|\balusel\b|\n\s*\n|\b(?:tunnista|muud|muut|kinnita[nd]|kinnitatakse|jõust|rakenda|vaie|kaebus)",
    re.IGNORECASE,
)
_NUMBERED_ITEM = re.compile(r"[;:,.]?\s*\n?\s*(?:\d{1,2}(?:\.\d{1,2})*[.)]|[-•▪*])\s+")


def _is_list_gap(view: str, start: int, end: int) -> bool:
    gap = view[start:end]
    if len(gap) > 300:
        return False
    return _LIST_GAP_STOPS.search(_NUMBERED_ITEM.sub(", ", gap)) is None


def _inherit(one: FoundCitation, previous: FoundCitation | None) -> FoundCitation:
    if previous is None:
        return one
    if one.kind is None:
        one = replace(one, kind=previous.kind, is_comitative=previous.is_comitative)
    if one.issuer is None and (one.kind == previous.kind):
        one = replace(one, issuer=previous.issuer)
    return one


def _of_listed_year(one: FoundCitation, lead: FoundCitation | None) -> FoundCitation:
    """Return a list member with the year that its lead states: "2014. aasta käskkirjad: 27. detsembri nr 26"."""
    if lead is None or lead.year is None or lead.number is not None or not one.is_year_inferred:
        return one
    if one.enacted_on is None or (one.enacted_on.month, one.enacted_on.day) == (2, 29):
        return one
    return replace(one, enacted_on=one.enacted_on.replace(year=lead.year), is_year_inferred=False)


def find_bare_mention(reading: Reading, region: Span) -> FoundCitation | None:
    """Return the last act word without date and number ("järgmised peadirektori käskkirjad"); ``None`` for none.

    The act that speaks ("käesolev käskkiri") gives nothing to a list.
    """
    view = reading.masked
    last: FoundCitation | None = None
    for match in finditer_at(BARE_ACT_WORD, view, find_starts(view).named_before(region.end), region.start, region.end):
        if re.search(r"(?:käesoleva\w{0,3}|selle|sama)\s*$", view[max(0, match.start() - 20) : match.start()], re.I):
            continue
        issuer = read_issuer_before(view, match.start(), region.start)
        last = FoundCitation(
            Span(issuer.start if issuer else match.start(), match.end()),
            match.start(),
            match.end(),
            issuer.name if issuer else None,
            act_kind(match.group()),
            None,
            None,
            None,
            is_comitative(match.group()),
            year=_year_before(view, (match.start(), issuer.start if issuer else match.start()), region.start),
        )
    return last


_RANGE = re.compile(r"(\d{1,4})-(\d{1,4})")
_MOST = 50
# "14.01.2019, 02.02.2019 ja 18.02.2019 käskkirjad": further days before a plural
_DAYS_BEFORE = re.compile(
    rf"(?:{DATE}(?:\s{{0,2}},\s{{0,4}}|\s{{1,4}}(?:ja|ning)\s{{1,4}})){{1,12}}\Z", re.IGNORECASE | re.VERBOSE
)
# "nr 61 ja 62 ning 2022. aasta käskkirja nr 7": a year is no further number
_YEAR_WORD = re.compile(r"(?:19|20)\d\d\.?\s{0,2}a(?:asta|\.)")


def _further_numbers(reading: Reading, match: re.Match[str], first: FoundCitation, region: Span) -> list[FoundCitation]:
    """Return a reference for each further number of one date and act word: "28.04.2025 käskkirjad nr 67, 68 ja 70"."""
    word = match.groupdict().get("k1") or match.groupdict().get("k2") or match.groupdict().get("k3") or ""
    if first.number is None:
        return []
    found: list[FoundCitation] = []
    cursor = first.span.end
    while following := NEXT_NUMBER.match(reading.masked, cursor, region.end):
        joined = following.group()[len(following["aside"] or "") :].lstrip()[:2].casefold()
        is_joined = joined[:1] in ",;" or joined in ("ja", "ni", "sa")
        signed = following["sign"] is not None
        if not is_joined or not (signed or is_plural(word)):
            break
        number_at = following.start("number")
        if _YEAR_WORD.match(reading.masked, number_at) is not None:
            break
        if match_date(reading.masked, number_at) is not None or _dated_behind(reading, following.end("number")):
            break
        core_end = following.start("number") + len(following["number"].rstrip(".,;:-/"))
        title, end = _title(reading, core_end, region.end)
        found.append(
            replace(
                first,
                span=Span(number_at, end),
                core_start=number_at,
                core_end=core_end,
                number=clean_number(following["number"]),
                title=title,
                own_issuer=False,
                is_further=True,
            )
        )
        cursor = end
    return found


def _ranged(one: FoundCitation, word: str, members: Sequence[FoundCitation]) -> list[FoundCitation]:
    """Expand the only number with a hyphen after a plural ("korraldused nr 8-10"); otherwise keep the reference."""
    ends = _RANGE.fullmatch(one.number or "")
    others = [each.number or "" for each in members if each is not one]
    is_range = ends is not None and is_plural(word) and not any("-" in number for number in others)
    if ends is None or not is_range or not 0 < int(ends[2]) - int(ends[1]) <= _MOST:
        return [one]
    first, last = int(ends[1]), int(ends[2])
    return [replace(one, number=str(number), is_further=number > first) for number in range(first, last + 1)]


def _paired(
    reading: Reading, match: re.Match[str], one: FoundCitation, region: Span, floor: int, act_date: date | None
) -> list[FoundCitation]:
    """Pair days and numbers in the same order: "14.01.2019 ja 18.02.2019 käskkirjad nr 3 ja nr 9".

    Where no number stands, return each day alone; where there are more or fewer days than numbers, the numbers without
    days. Empty where only one day stands before the act word.
    """
    if one.enacted_on is None or not is_plural(match["k1"] or ""):
        return []
    before = _DAYS_BEFORE.search(reading.masked, max(floor, match.start() - 200), match.start())
    if before is None:
        return []
    days = [past_year(day, act_date) for day in find_dates(reading.masked, before.start(), before.end())]
    days.append(one.enacted_on)
    start = before.start()
    issuer = read_issuer_before(reading.masked, start, floor)
    one = replace(one, issuer=issuer.name if issuer else one.issuer)
    group = [one, *_further_numbers(reading, match, one, region)] if one.number else [one] * len(days)
    if len(group) != len(days):
        days = [None] * len(group)
    first = replace(group[0], span=Span(issuer.start if issuer else start, group[0].span.end))
    return [replace(each, enacted_on=day) for each, day in zip([first, *group[1:]], days, strict=True)]


def _dated_behind(reading: Reading, offset: int) -> FoundDate | None:
    """Return the date directly after a number, which belongs to that number ("nr 46 05.03.2023")."""
    match = re.compile(r"[\s(]{1,4}").match(reading.masked, offset)
    return match_date(reading.masked, match.end()) if match else None
