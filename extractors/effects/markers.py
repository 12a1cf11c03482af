"""Find the numbers and marks that begin an act's points: "1.", "2.1.", "3)", "a)", "ii)", "(1)", "§ 4.", dashes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from extractors.citations.calendar_dates import match_date
from extractors.effects.classify import starts_with_verb
from extractors.model.evidence import Span
from extractors.words.acts import ACT_NAME, ACT_NAMES, DAMAGED_ACT_STEM, NUMBER_WORD
from extractors.words.numbers import ALSO, ORDINAL

_MARKER = re.compile(
    r"""(?P<section>§{1,2}\s?\d{1,3}[¹²³]?\.(?!\d)\s{0,4})
      | (?P<dotted>\d{1,3}(?:\.\d{1,3}){1,4}[.)]?(?=\s|[A-ZÕÄÖÜ„]))
      | (?P<point>\d{1,3}\.(?=(?:\s{0,4}|[ ]{0,80})[^\d\s]|\s{1,4}\d{1,2}\.
            |\s{1,4}(?:19|20)\d\d\.\s{0,4}(?:aasta|a\.?\s{1,4}\d{1,2}\.\s{0,3}[a-zõäöü]{3})))
      | (?P<item>\d{1,3}\)(?=\s|[^\W\d_]))
      | (?P<bracket>\(\d{1,2}\)(?=\s))
      | (?P<letter>(?:[a-zõäöü]|[ivx]{2,4})\)(?=\s))
      | (?P<bullet>[-•▪*](?=\s))
      | (?P<bare>\d{1,2}(?=[ \t]{1,4}(?:[A-ZÕÄÖÜŠŽ„]|\d{1,2}\.)))""",
    re.VERBOSE,
)
# A point may begin inside a line behind these: "… punkti 9 alusel 1. Kinnitan", "järgmiselt: 1.1. …; 1.2. …"
_INLINE_BEFORE = re.compile(r"(?:[.;:,]|\balusel|\bmäärab|\botsustab|järgmiselt|alljärgnevalt|[)])[\s]*$")
_ORDINAL_AFTER = re.compile(
    r"\s{0,3}(?:l[õo]i[gk]|punkt|paragrahv|lisa|klass|aste|tase|korrus|isik|kuupäev|veer|ptk|peatük)"
)
# "lisad 10 ja\n11.", "käskkirja nr\n5.": the figure that a line break parted from its word numbers no point
_OPEN_BEFORE = re.compile(
    r"(?:\b(?:ja|ning|või|kuni|samuti|ühtlasi|veel|ka|alates|nr|nr\.|number|lg|lg\.|(?<!-)p\.?|pp|§|lõi[gk]\w{0,6}|(?:ala)?punkt\w{0,6}|lisa\w{0,6})|[-–—§])\s*$",
    re.IGNORECASE,
)
_LONGEST_OPEN = 14
"""Signs of the longest of these words, "alapunkt" with a case: none begins further before the end."""
_ALL_ANNEXES = re.compile(r"(?<!\w)kõik\s+lisad\s*$", re.IGNORECASE)
_JOINT_OF_ITEMS = re.compile(rf"[;,]\s{{0,3}}(?:{ALSO}|või)\s*$", re.IGNORECASE)
# "… lisad 4–6 ja\n3) ministri … käskkiri nr 8": a joint without a semicolon before the last item, which names an act
_LOOSE_JOINT = re.compile(rf"(?<!\w){ALSO}\s*$", re.IGNORECASE)
_NAMES_ACT = re.compile(rf"[^;]{{0,200}}?(?:{DAMAGED_ACT_STEM})\w*[^;]{{0,60}}?{NUMBER_WORD}\b", re.IGNORECASE)
# "(03.02.2020.\na) „Kord“": the year's word, with the bracket that opened before the date
_YEAR_IN_BRACKETS = re.compile(r"\([^()]*\d{4}\s?\.?\s*$")
# "lisad 3\n– 6": a dash that a line break parted from the first of two numbers
_RANGE_BEFORE = re.compile(r"(?<!\w)(?:lisa|(?:ala)?punkt)\w{0,4}\s[\d\s,.janigku-]*\d\s*$", re.IGNORECASE)
_SPEAKING_ACT = re.compile(
    rf"\s{{1,4}}(?:Käesolev\s+(?:{ACT_NAME})|{'|'.join(name.capitalize() for name in ACT_NAMES)})(?!\w)"
)
# "käskkirja nr 12⏎4. ja 7.-9. lisa", "⏎4., samuti ka viienda lisa": an ordinal at the head of a line
_ORDINALS_OF_ANNEX = re.compile(
    rf"(?:\s{{0,3}}(?:-|,(?:\s{{0,3}}{ALSO}(?!\w))?|(?:{ALSO}|kuni|või)(?!\w))\s{{0,3}}(?:\d{{1,3}}\.(?!\d)|{ORDINAL})){{0,20}}"
    r"\s{0,3}lisa(?:d|de)?(?!\w)"
)
_ENDS_CLAUSE = re.compile(r"[.;:]\s*\Z")
_FIRST_LETTERS = frozenset("ai")
_FIGURES = re.compile(r"\d+")
_ASCII_FIGURES = re.compile("[0-9]+")
_FIGURE = re.compile(r"-\s{0,3}(?=\d)")
# A plain class in front lets the engine skip; then each sign is asked for what may follow it
_CANDIDATE = re.compile(
    r"""[§\d(a-zõäöü•▪*-](?<![\w.,/§-].)(?:
        (?<=§)§?\s?\d
      | (?<=\d)(?:\d{0,2}[.)]|\d?[ \t]{1,4}(?=[A-ZÕÄÖÜŠŽ„\d]))
      | (?<=\()\d{1,2}\)
      | (?<=[a-zõäöü])\)\s
      | (?<=[ivx])[ivx]{1,3}\)\s
      | (?<=[-•▪*])\s
    )""",
    re.VERBOSE,
)
# "1 Tunnistan kehtetuks …": a figure without a stop numbers a point at the head of a line behind a whole sentence
# "Arvestades koosseisu muudatust⏎1 Tunnistan …": behind a preamble without a stop, where a second point follows
_SECOND_POINT = re.compile(r"[.;:][ \t]*\n(?:[ \t]*\n)*[ \t]*2[ \t]{1,4}(?=[A-ZÕÄÖÜŠŽ„\d])")
_WHOLE_BEFORE = re.compile(r"(?:[.;:]|(?<!\w)alusel,?|\n[ \t]*)[ \t]*\n[ \t]*\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Marker:
    """A mark with its kind ("dot1" for "3.", "dot2" for "3.1.") and its number as it stands."""

    kind: str
    number: str
    start: int
    end: int


def find_markers(view: str, region: Span) -> Iterator[Marker]:
    """Yield the marks of a region that begin a point, in order."""
    last: dict[str, tuple[int, ...]] = {}
    with_stops = False
    for candidate in _CANDIDATE.finditer(view, region.start, region.end):
        match = _MARKER.match(view, candidate.start(), region.end)
        if match is None or (match.lastgroup == "bare" and with_stops):
            continue
        marker = _marker(match)
        values = tuple(map(int, _FIGURES.findall(marker.number)))
        if marker.kind == "item" and _is_below(
            values, last, view[max(region.start, match.start() - 40) : match.start()]
        ):
            marker = replace(marker, kind="letter")
        floor = max(region.start, match.start() - 120)
        line_start = max(view.rfind("\n", floor, match.start()) + 1, floor)
        opens_line = line_start > floor or floor == region.start
        at_line_start = opens_line and not view[line_start : match.start()].strip()
        if not _is_marker(view, region, match, marker, values, last.get(marker.kind, ()), last, at_line_start):
            continue
        last[marker.kind] = values
        with_stops = with_stops or match.lastgroup == "point"
        in_sections = marker.kind == "section" or "section" in last
        for kind in [k for k in last if k != marker.kind and _below(k, marker.kind, in_sections=in_sections)]:
            del last[kind]
        yield marker


def _is_below(values: tuple[int, ...], last: Mapping[str, tuple[int, ...]], before: str) -> bool:
    """Return whether "1)" begins a list right behind the colon of a point "1)", or a number counts on in it."""
    above, listed = last.get("item"), last.get("letter")
    is_first = above is not None and values == (1,) and re.search(r":\s*\n\s*\Z", before) is not None
    return is_first or (bool(listed) and listed is not None and values == (listed[-1] + 1,))


def _marker(match: re.Match[str]) -> Marker:
    kind = match.lastgroup or ""
    number = match.group().strip()
    if kind in ("point", "dotted", "bare"):
        kind = f"dot{len(_ASCII_FIGURES.findall(number))}"
        number = number.rstrip(".)")
    return Marker(kind, number.strip("§ .)("), match.start(), match.end())


def _below(kind: str, above: str, *, in_sections: bool) -> bool:
    """Return whether a kind of number ranks below another: "(1)" is a paragraph of a section, and an item of a point
    "3.".
    """
    points = ("dot1", "dot2", "dot3", "dot4", "dot5")
    order = ("section", "bracket", *points) if in_sections else ("section", *points, "bracket")
    levels = (*order, "item", "letter", "bullet")
    return levels.index(kind) > levels.index(above)


def _is_marker(
    view: str,
    region: Span,
    match: re.Match[str],
    marker: Marker,
    values: tuple[int, ...],
    previous: tuple[int, ...],
    last: dict[str, tuple[int, ...]],
    at_line_start: bool,
) -> bool:
    before = view[max(region.start, match.start() - 40) : match.start()]
    if match_date(view, match.start()) is not None:
        return False
    is_open = _OPEN_BEFORE.search(before, max(0, len(before.rstrip()) - _LONGEST_OPEN)) is not None
    if is_open and at_line_start:
        is_bracketed = match.group().rstrip().endswith(")") and before.count("(") <= before.count(")")
        is_item = is_bracketed and _ALL_ANNEXES.search(before) is not None
        is_open = not (is_item or _is_last_item(view, match, marker, values, previous, before))
    if is_open:
        return False
    if marker.kind == "bullet":
        # "Tunnistan kehtetuks: - direktori …;⏎- ministri …": the first item stands behind its lead
        is_first = at_line_start or before.rstrip().endswith(":")
        return is_first and not _is_dash_of_range(view, match, before)
    if marker.kind == "letter":
        # "(03.02.2020. a)": the year's word behind a date is no item
        if at_line_start:
            return _YEAR_IN_BRACKETS.search(before) is None
        if marker.number not in _FIRST_LETTERS and "letter" not in last:
            # "tunnistan kehtetuks a) …; b) …": without its first item, which begins behind a word, a list has no second
            return False
        return _INLINE_BEFORE.search(before) is not None and not re.search(r"\d\s?\.\s?$", before)
    if match.group().rstrip().endswith(")") and marker.kind != "bracket" and before.count("(") > before.count(")"):
        # "(lisad 1,\n2)": the bracket closes
        return False
    goes_on = at_line_start and before.strip() and marker.kind == "dot1" and _ENDS_CLAUSE.search(before) is None
    if goes_on and _ORDINALS_OF_ANNEX.match(view, match.start() + len(marker.number) + 1) is not None:
        return False
    in_order = _follows(values, previous, last)
    if match.lastgroup == "bare":
        return at_line_start and in_order and _begins_sentence(view, region, match, before)
    is_ordinal = marker.kind == "dot1" and _ORDINAL_AFTER.match(view, match.end()) is not None
    if is_ordinal and not (at_line_start and in_order):
        return False
    if at_line_start:
        return in_order or (values > previous if previous else values[-1] <= 1 or marker.kind in ("section", "item"))
    return in_order and _INLINE_BEFORE.search(before) is not None


def _begins_sentence(view: str, region: Span, match: re.Match[str], before: str) -> bool:
    """Return whether a number without a stop stands behind a whole sentence or first of all, or before a sentence."""
    if not before.strip() or _WHOLE_BEFORE.search(before) is not None:
        return True
    is_act = _SPEAKING_ACT.match(view, match.end(), region.end) is not None
    if is_act or starts_with_verb(view, match.end(), region.end):
        return True
    return match.group().strip() == "1" and _SECOND_POINT.search(view, match.end(), region.end) is not None


def _is_last_item(
    view: str,
    match: re.Match[str],
    marker: Marker,
    values: tuple[int, ...],
    previous: tuple[int, ...],
    before: str,
) -> bool:
    """Return whether a number at the head of a line numbers the last item of a list, behind the list's joint.

    "2) …; ning\n3) …" does; "… lisad 4–6 ja\n1.3 ministri käskkiri nr 8" does where the number is the next one and an
    act stands behind it. "lisad 10 ja\n11" goes on counting annexes.
    """
    if marker.kind in ("item", "bracket", "letter") and _JOINT_OF_ITEMS.search(before) is not None:
        return True
    if marker.kind in ("letter", "bullet", "section") or _LOOSE_JOINT.search(before) is None:
        return False
    is_next = bool(previous) and previous[:-1] == values[:-1] and values[-1] == previous[-1] + 1
    return is_next and _NAMES_ACT.match(view, match.end()) is not None


def _is_dash_of_range(view: str, match: re.Match[str], before: str) -> bool:
    return (
        _RANGE_BEFORE.search(before) is not None
        and (figure := _FIGURE.match(view, match.start())) is not None
        and match_date(view, figure.end()) is None
    )


def _follows(values: tuple[int, ...], previous: tuple[int, ...], last: dict[str, tuple[int, ...]]) -> bool:
    if len(values) > 1:
        above = last.get(f"dot{len(values) - 1}")
        if above is not None and above != values[:-1]:
            return False
    if not previous or (len(values) > 1 and previous[:-1] != values[:-1]):
        return values[-1] == 1
    return values[-1] == previous[-1] + 1
