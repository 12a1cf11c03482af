"""Split the body of an act into provisions: numbered points with their sentences, in any line layout.

preamble … kinnitan            ← level 0, a bare verb: governs the points below
1. ameti korra (lisatud);      ← an item
tunnistan kehtetuks            ← a bare verb between the points: governs from here
2. … käskkirja nr 5.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from extractors.citations.calendar_dates import match_date
from extractors.citations.view import Reading
from extractors.effects.classify import starts_with_verb
from extractors.model.evidence import Span

_MARKER = re.compile(
    r"""(?P<section>§{1,2}\s?\d{1,3}[¹²³]?\.(?!\d)\s{0,4})
      | (?P<dotted>\d{1,3}(?:\.\d{1,3}){1,4}\.?(?=\s|[A-ZÕÄÖÜ„]))
      | (?P<point>\d{1,3}\.(?=\s{0,4}[^\d\s]|\s{1,4}\d{1,2}\.
            |\s{1,4}(?:19|20)\d\d\.\s{0,4}(?:aasta|a\.?\s{1,4}\d{1,2}\.\s{0,3}[a-zõäöü]{3})))
      | (?P<item>\d{1,3}\)(?=\s|[^\W\d_]))
      | (?P<bracket>\(\d{1,2}\)(?=\s))
      | (?P<letter>[a-zõäöü]\)(?=\s))
      | (?P<bullet>[-•▪*](?=\s))""",
    re.VERBOSE,
)
# A point may begin inside a line behind these: "… punkti 9 alusel 1. Kinnitan", "järgmiselt: 1.1. …; 1.2. …"
_INLINE_BEFORE = re.compile(r"(?:[.;:,]|\balusel|\bmäärab|\botsustab|järgmiselt|alljärgnevalt|[)])[\s]*$")
_ORDINAL_AFTER = re.compile(
    r"\s{0,3}(?:l[õo]i[gk]|punkt|paragrahv|lisa|klass|aste|tase|korrus|isik|kuupäev|veer|ptk|peatük)"
)
# "lisad 10 ja\n11.", "käskkirja nr\n5.": the figure that a line break parted from its word numbers no point
_OPEN_BEFORE = re.compile(
    r"(?:\b(?:ja|ning|või|kuni|samuti|alates|nr|nr\.|number|lg|lõi[gk]\w{0,6}|punkt\w{0,6}|lisa\w{0,6})|[-–—§])\s*$",
    re.IGNORECASE,
)
_JOINT_OF_ITEMS = re.compile(r"[;,]\s{0,3}(?:ja|ning|või|samuti)\s*$", re.IGNORECASE)
# "… käskkiri nr 24 „…“\ntunnistatakse kehtetuks": a passive verb ends the clause that its object began a line above
_PASSIVE = re.compile(r"[^\W\d_]{3,20}takse\b")
_CANDIDATE = re.compile(r"(?<![\w.,/§-])(?:§{1,2}\s?\d|\d{1,3}[.)]|\(\d{1,2}\)|[a-zõäöü]\)\s|[-•▪*]\s)")

# "käskkirja nr. 5", "lg. 2", "J. Tamm", "s.o", "a. korraldus" do not end a sentence
_STOP = re.compile(
    r"""[.!?](?<!\bnr.)(?<!\bNr.)(?<!\blg.)(?<!\bjj.)(?<!\bvt.)(?<!\bsh.)(?<!\bp.)(?<![ (][A-ZÕÄÖÜ].)[“)]{0,2}
            (?=\s+[A-ZÕÄÖÜŠŽ(„§])          # "… nr 5. Käskkiri jõustub"
      | [.!?](?<!\d\.\d.)(?<!\d\.\d\d.)(?<!\d\.\s\d.)(?<!\d\.\s\d\d.)(?<!\bnr.)(?<!\bNr.)[“)]{0,2}
            (?=\s+(?:19|20)\d\d\.\s?aasta) # "… kehtetuks. 2016. aastal on kavas"
      | [.!?](?<=[a-zõäöü]{4}.)(?=\s+\d{1,2}\.(?:\d{1,2}\.|\s?[a-zõäöü]{3,12}\s)(?:19|20)\d\d(?!\w)(?!\.?\s*,?\s*[nN]r))
      | (?=\s)(?<=[.;:)“”])\s{0,20}\n\s{0,20}\n              # a blank line behind a closed clause
      | \n[ ]{0,80}\n(?=\s{0,20}[A-ZÕÄÖÜŠŽ\d§(„-])     # a blank line before a new beginning
    """,
    re.VERBOSE,
)


_JOINED = re.compile(r";\s+(?=[a-zõäöü]{4,}(?<!uni)(?<!sin)n\s)")
_OWN_OBJECT = re.compile(r"\bnr\.?\s*\d|\(\s*lisa", re.IGNORECASE)
_YEAR_STOP = re.compile(r"\d\s?\.?\s?a\.[“)]{0,2}$")
_GOES_ON = re.compile(r"\s*(?:„|[Nn]r\b|number\b)")


@dataclass(frozen=True, slots=True)
class Provision:
    """One numbered point (or the preamble, ``number`` None, ``depth`` 0) without the points below it.

    ``span`` holds its words, ``start`` is where its number stands.
    """

    number: str | None
    depth: int
    span: Span
    parent: int | None
    start: int


@dataclass(frozen=True, slots=True)
class _Marker:
    kind: str
    number: str
    start: int
    end: int


def read_provisions(reading: Reading, region: Span) -> tuple[Provision, ...]:
    """Return the provisions of a region in order, each with the index of the one above it (``None`` at the top)."""
    markers = list(_find_markers(reading.masked, region))
    provisions: list[Provision] = []
    first = markers[0].start if markers else region.end
    provisions.append(Provision(None, 0, Span(region.start, first), None, region.start))
    stack: list[tuple[str, int]] = []
    for index, marker in enumerate(markers):
        end = markers[index + 1].start if index + 1 < len(markers) else region.end
        stack = _unwind(stack, marker.kind)
        parent = stack[-1][1] if stack else None
        stack.append((marker.kind, len(provisions)))
        provisions.append(
            Provision(marker.number, len(stack), Span(marker.end, max(marker.end, end)), parent, marker.start)
        )
    return tuple(provisions)


def _unwind(stack: list[tuple[str, int]], kind: str) -> list[tuple[str, int]]:
    """Return the levels still open above a new marker: "2." closes the level of its kind and every "1.1." too."""
    depth = _dots(kind)
    for index, (open_kind, _) in enumerate(stack):
        if open_kind == kind or (depth and _dots(open_kind) >= depth) or kind == "section":
            return stack[:index]
    return stack


def _dots(kind: str) -> int:
    return int(kind[3:]) if kind.startswith("dot") else 0


def _find_markers(view: str, region: Span) -> Iterator[_Marker]:
    last: dict[str, tuple[int, ...]] = {}
    for candidate in _CANDIDATE.finditer(view, region.start, region.end):
        match = _MARKER.match(view, candidate.start(), region.end)
        if match is None:
            continue
        marker = _marker(match)
        values = tuple(int(n) for n in re.findall(r"\d+", marker.number))
        floor = max(region.start, match.start() - 120)
        line_start = max(view.rfind("\n", floor, match.start()) + 1, floor)
        opens_line = line_start > floor or floor == region.start
        at_line_start = opens_line and not view[line_start : match.start()].strip()
        if not _is_marker(view, region, match, marker, values, last.get(marker.kind, ()), last, at_line_start):
            continue
        last[marker.kind] = values
        in_sections = marker.kind == "section" or "section" in last
        for kind in [k for k in last if k != marker.kind and _below(k, marker.kind, in_sections=in_sections)]:
            del last[kind]
        yield marker


def _marker(match: re.Match[str]) -> _Marker:
    kind = match.lastgroup or ""
    number = match.group().strip()
    if kind in ("point", "dotted"):
        kind = f"dot{len(re.findall(r'[0-9]+', number))}"
        number = number.rstrip(".")
    return _Marker(kind, number.strip("§ .)("), match.start(), match.end())


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
    marker: _Marker,
    values: tuple[int, ...],
    previous: tuple[int, ...],
    last: dict[str, tuple[int, ...]],
    at_line_start: bool,
) -> bool:
    before = view[max(region.start, match.start() - 20) : match.start()]
    is_open = _OPEN_BEFORE.search(before) is not None
    if is_open and marker.kind in ("item", "bracket", "letter") and at_line_start:
        # "2) …; ning\n3) …": the last item of a list behind its joint
        is_open = _JOINT_OF_ITEMS.search(before) is None
    if is_open or match_date(view, match.start()) is not None:
        return False
    if marker.kind == "bullet":
        return at_line_start
    if marker.kind == "letter":
        # "(03.02.2020. a)": the year's word behind a date is no item
        return at_line_start or (_INLINE_BEFORE.search(before) is not None and not re.search(r"\d\s?\.\s?$", before))
    in_order = _follows(values, previous, last)
    is_ordinal = marker.kind == "dot1" and _ORDINAL_AFTER.match(view, match.end()) is not None
    if is_ordinal and not (at_line_start and in_order):
        return False
    if at_line_start:
        return in_order or (values > previous if previous else values[-1] <= 1 or marker.kind in ("section", "item"))
    return in_order and _INLINE_BEFORE.search(before) is not None


def _follows(values: tuple[int, ...], previous: tuple[int, ...], last: dict[str, tuple[int, ...]]) -> bool:
    if len(values) > 1:
        above = last.get(f"dot{len(values) - 1}")
        if above is not None and above != values[:-1]:
            return False
    if not previous or (len(values) > 1 and previous[:-1] != values[:-1]):
        return values[-1] == 1
    return values[-1] == previous[-1] + 1


def _is_within_date(view: str, stop: re.Match[str]) -> bool:
    """Return whether a stop belongs to a year's word and ends no sentence: "(03.02.2020. a.) „Kord“", "03.02.2020. a.
    Nr 14".
    """
    if _YEAR_STOP.search(view, max(0, stop.start() - 6), stop.end()) is None:
        return False
    return stop.group().rstrip().endswith((")", "“")) or _GOES_ON.match(view, stop.end()) is not None


def _stands_alone(view: str, joint: re.Match[str], span: Span) -> bool:
    """Return whether words after a semicolon are a sentence: "…; tunnistan kehtetuks … nr 4; määran …".

    An operative verb begins one where it names an act or an annex of its own; any other verb always does.
    """
    if not starts_with_verb(view, joint.end(), span.end):
        return True
    stop = view.find(";", joint.end(), span.end)
    return _OWN_OBJECT.search(view, joint.end(), stop if stop >= 0 else span.end) is not None


def split_sentences(reading: Reading, span: Span) -> tuple[Span, ...]:
    """Return the sentences of a provision, trimmed.

    A verb that begins a line after a closed clause begins a sentence too ("…(lisatud);", then "tunnistan kehtetuks").
    """
    view = reading.masked
    stops = _STOP.finditer(view, span.start, span.end)
    cuts = [match.end() for match in stops if not _is_within_date(view, match)]
    for line in re.finditer(r"\n", view[span.start : span.end]):
        at = span.start + line.end()
        before = view[max(span.start, at - 60) : at].rstrip()
        closed = not before or before[-1] in ".;:)“" or before.endswith("alusel") or view[at : at + 1].isupper()
        goes_on = before.endswith(("“", ")")) and _PASSIVE.match(view, at) is not None
        if closed and not goes_on and starts_with_verb(view, at, span.end):
            cuts.append(at)
    cuts += [joint.end() for joint in _JOINED.finditer(view, span.start, span.end) if _stands_alone(view, joint, span)]
    edges = sorted({span.start, *cuts, span.end})
    spans = []
    for start, end in pairwise(edges):
        words = view[start:end]
        if words.strip():
            lead = len(words) - len(words.lstrip())
            spans.append(Span(start + lead, start + len(words.rstrip())))
    return tuple(spans)
