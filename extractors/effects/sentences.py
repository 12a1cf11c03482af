"""Split the body of an act into provisions: numbered points with their sentences, in any line layout.

preamble … kinnitan            ← level 0, a bare verb: governs the points below
1. ameti korra (lisatud);      ← an item
tunnistan kehtetuks            ← a bare verb between the points: governs from here
2. … käskkirja nr 5.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from extractors.citations.view import Reading
from extractors.effects.classify import starts_with_verb
from extractors.effects.markers import find_markers
from extractors.model.evidence import Span
from extractors.words.acts import ACT_NAMES, ACT_STEM, NUMBER_WORD
from extractors.words.months import ANY_GENITIVE
from extractors.words.verbs import ENDS_ITSELF

# "… käskkiri nr 24 „…“\ntunnistatakse kehtetuks": a passive verb ends the clause that its object began a line above;
# "… nr 218 „…“\nkaotab kehtivuse 1. mail": so does a verb of which the line above is the subject
_PREDICATE = re.compile(
    rf"[^\W\d_]{{3,20}}takse\b|(?:{ENDS_ITSELF}|(?:jõustu|hakka|kehti)(?:b|vad)|kehti?vus|on)(?!\w)"
)
# "käskkirja nr. 5", "lg. 2", "J. Tamm", "s.o", "a. korraldus" do not end a sentence
_STOP = re.compile(
    r"""[.!?](?<!\bnr.)(?<!\bNr.)(?<!\blg.)(?<!\bjj.)(?<!\bvt.)(?<!\bsh.)(?<!\bp.)
            (?<!\bv\.a.)(?<!\bv\.\sa.)(?<![ (][A-ZÕÄÖÜ].)[“)]{0,2}
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
_OWN_OBJECT = re.compile(rf"{NUMBER_WORD}\.?\s*\d|\(\s*lisa", re.IGNORECASE)
_YEAR_STOP = re.compile(r"\d\s?\.?\s?a\.[“)]{0,2}$")
_UPPER_DATE = re.compile(rf"\s+(?:(?-i:{ANY_GENITIVE.upper()})|A(?:ASTA)?\.?(?=\s))")
# "03.07.2010.a. Soo-Otsa vallavanema käskkirja nr 178": the act has no other day
_GOES_ON_WITH_ACT = re.compile(
    rf"\s+[A-ZÕÄÖÜŠŽ][\w-]*\s+(?:(?:ja|ning)\s+)?(?:[^\W\d_][\w-]*,?\s+){{0,6}}?(?:{ACT_STEM})(?:ja|e|t)(?:ga|s)?\s+(?:nr|number)(?!\w)"
    r"(?!\.?\s*\S+\s*\(?\d{1,2}\.)",
    re.IGNORECASE,
)
_FROM_OR_UNTIL = re.compile(r"(?<!\w)(?:alates|kuni|arvates|seisuga)\s[^;.]{0,12}\d{1,2}\.", re.IGNORECASE)
_GOES_ON = re.compile(r"\s*(?:„|[Nn]r\b|number\b)")


# "Tuginedes direktori … käskkirja nr 5 punktile 3": a legal basis that no "alusel" ends
_PREAMBLE = re.compile(
    r"\s*(?:tuginedes|juhindudes|lähtudes|lähtuvalt|kooskõlas|vastavalt|tulenevalt|arvestades|võttes\s+(?:aluseks|arvesse)"
    r"|järgides|täites)\s(?:[^.;:]|(?<=\d)\.|\.(?=\s?\d)|\.(?=\s?[a-zõäöü])){0,600}\Z",
    re.IGNORECASE,
)
# "… järgmiselt: „4. Hind sisaldab käibemaksu.“", and on the next line "Käskkiri jõustub …"
_QUOTED_END = re.compile(
    rf"[“”»\"](?=\s{{0,20}}\n\s{{0,20}}(?:Käesolev\s+)?(?:{'|'.join(name.capitalize() for name in ACT_NAMES)})"
    r"\s+(?:jõustub|hakkab|kehtib|rakendub|omandab|tehakse|on)(?!\w))"
)
_PREAMBLE_LINE = re.compile(rf"(?<=\n){_PREAMBLE.pattern}", re.IGNORECASE)
_COLON = re.compile(r":\s+")
_PREAMBLE_REACH = 900


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


def read_provisions(reading: Reading, region: Span) -> tuple[Provision, ...]:
    """Return the provisions of a region in order, each with the index of the one above it (``None`` at the top)."""
    markers = list(find_markers(reading.masked, region))
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


def _is_within_date(view: str, stop: re.Match[str]) -> bool:
    """Return whether a stop belongs to a year's word and ends no sentence: "(03.02.2020. a.) „Kord“", "03.02.2020. a.
    Nr 14".
    """
    if _UPPER_DATE.match(view, stop.end()) is not None and view[max(0, stop.start() - 1)].isdigit():
        # "9. AUGUSTI 2013", "18.10.2011. A KÄSKKIRJA"
        return True
    if _GOES_ON_WITH_ACT.match(view, stop.end()) is not None:
        before = view[max(0, stop.start() - 40) : stop.end()]
        return _YEAR_STOP.search(before) is not None and _FROM_OR_UNTIL.search(before) is None
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


def _is_preamble(view: str, start: int, end: int) -> bool:
    """Return whether the words up to an offset are a legal basis, from the start or from the head of a line on."""
    at = max(start, end - _PREAMBLE_REACH)
    return _PREAMBLE.match(view, start, end) is not None or _PREAMBLE_LINE.search(view, at, end) is not None


def _behind_preamble(view: str, span: Span) -> list[int]:
    """Return where the operative verb stands behind a legal basis and a colon: "Tuginedes … punktile 3: kinnitan …"."""
    colon = _COLON.search(view, span.start, min(span.end, span.start + _PREAMBLE_REACH))
    if colon is None or not starts_with_verb(view, colon.end(), span.end):
        return []
    return [colon.end()] if _is_preamble(view, span.start, colon.start()) else []


def split_sentences(reading: Reading, span: Span) -> tuple[Span, ...]:
    """Return the sentences of a provision, trimmed.

    A verb that begins a line after a closed clause begins a sentence too ("…(lisatud);", then "tunnistan kehtetuks").
    """
    view = reading.masked
    stops = _STOP.finditer(view, span.start, span.end)
    cuts = [match.end() for match in stops if not _is_within_date(view, match)]
    line = view.find("\n", span.start, span.end)
    while line >= 0:
        at = line + 1
        line = view.find("\n", at, span.end)
        before = view[max(span.start, at - 60) : at].rstrip()
        closed = not before or before[-1] in ".;:)“" or before.endswith("alusel") or view[at : at + 1].isupper()
        goes_on = before.endswith(("“", ")")) and _PREDICATE.match(view, at) is not None
        if goes_on or not starts_with_verb(view, at, span.end):
            continue
        if closed or _is_preamble(view, span.start, at):
            cuts.append(at)
    cuts += _behind_preamble(view, span)
    cuts += [mark.end() for mark in _QUOTED_END.finditer(reading.view, span.start, span.end)]
    cuts += [joint.end() for joint in _JOINED.finditer(view, span.start, span.end) if _stands_alone(view, joint, span)]
    edges = sorted({span.start, *cuts, span.end})
    spans = []
    for start, end in pairwise(edges):
        words = view[start:end]
        if words.strip():
            lead = len(words) - len(words.lstrip())
            spans.append(Span(start + lead, start + len(words.rstrip())))
    return tuple(spans)
