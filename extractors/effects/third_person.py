"""Read a body's own decision in the third person: "Juhatus kinnitab töökorra (lisa 1)." in a decision of that board."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extractors.citations.view import Reading
from extractors.model.directive import ActHeader
from extractors.model.evidence import Span
from extractors.words.acts import NUMBER_WORD

_DEEDS = r"(?:kinnita|kehtesta|muuda|täienda|asenda|sõnasta|tunnista|tühista|peata|pikenda)"
_SAID = re.compile(
    r"(?:(?<=\n)|(?<=[.:;)]\s)|\A)[ \t]*(?P<who>(?:[A-ZÕÄÖÜŠŽ][\w-]*\s+){0,3}?"
    r"(?P<body>[^\W\d_]*(?:[Jj]uhatus|[Nn]õukogu|[Vv]olikogu|[Vv]alitsus|[Kk]oosolek))"
    rf")\s+(?={_DEEDS}b(?!\w))"
)
_DEED = re.compile(rf"(?<!\w){_DEEDS}b(?!\w)")
_JOINED = re.compile(rf"(?<!\w)(?:ja|ning)\s+(?={_DEEDS}b(?!\w))")
# Without an annex of its own or an act it tells whose task something is: "Juhatus kinnitab igal aastal tööplaani"
_OBJECT = re.compile(
    rf"\(\s*lisa\w{{0,3}}\s*\d|(?<!\w)lisas\s+\d+\s+(?:esitatud|toodud)(?!\w)|{NUMBER_WORD}\.?\s?\d", re.IGNORECASE
)
_RULE = re.compile(
    r"(?<!\w)(?:iga\w{0,2}|kor(?:d|ra)\s+(?:aastas|kvartalis|kuus|nädalas)|vajadusel|vajaduse|hiljemalt|edaspidi|juhul|kui|jooksul|ettepanekul)(?!\w)",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.;](?=\s+[A-ZÕÄÖÜŠŽ\d]|\s*\Z)|\n\s*\n")
_REACH = 600
# The kind on a line of its own, apart from the day and the number
_KIND_LINE = re.compile(r"^[ \t]*(?:o\s?t\s?s\s?u\s?s|korraldus)[ \t]*$", re.IGNORECASE | re.MULTILINE)
_HEADING_REACH = 1_000
# A regulation lays down whose task something is; a decision and an order do what they say.
_KINDS = frozenset({"otsus", "korraldus"})


def in_first_person(reading: Reading, region: Span, header: ActHeader) -> Reading:
    """Return the reading with the verbs of its own issuer's decisions in the first person, and without that subject.

    "Juhatus kinnitab …" becomes "kinnitan …" where the act is a decision of that board; both are as long as before.
    """
    is_named = header.kind is None and _KIND_LINE.search(_heading(reading.masked, region)) is not None
    if header.kind not in _KINDS and not is_named:
        return reading
    view, masked = list(reading.view), list(reading.masked)
    for who, deeds in _own_decisions(reading, region, header):
        for letters in (view, masked):
            letters[who.start : who.end] = " " * (who.end - who.start)
            for end in deeds:
                letters[end - 1] = "n"
    return replace(reading, view="".join(view), masked="".join(masked))


def _own_decisions(reading: Reading, region: Span, header: ActHeader) -> Iterator[tuple[Span, list[int]]]:
    """Yield the subject of each decision of the issuer, with the offsets behind its verbs."""
    text = reading.masked
    for said in _SAID.finditer(text, region.start, region.end):
        stop = _STOP.search(text, said.end(), min(region.end, said.end() + _REACH))
        end = stop.start() if stop is not None else min(region.end, said.end() + _REACH)
        if _OBJECT.search(text, said.end(), end) is None or _RULE.search(text, said.end(), end) is not None:
            continue
        is_headed = _stands_in_heading(said["who"], text, region)
        if not (is_headed or _is_issuer(said["body"].casefold(), text, region, header)):
            continue
        first = _DEED.match(text, said.end())
        verbs = [first, *(_DEED.match(text, joint.end()) for joint in _JOINED.finditer(text, said.end(), end))]
        yield Span(said.start("who"), said.end("who")), [verb.end() for verb in verbs if verb is not None]


def _heading(text: str, region: Span) -> str:
    return text[max(0, region.start - _HEADING_REACH) : region.start]


def _stands_in_heading(who: str, text: str, region: Span) -> bool:
    """Return whether a body's name is a line of its own above the region: "SOO VALLAVOLIKOGU" over "OTSUS"."""
    name = r"\s+".join(re.escape(word) for word in who.split())
    return re.search(rf"^[ \t]*{name}[ \t]*$", _heading(text, region), re.IGNORECASE | re.MULTILINE) is not None


def _is_issuer(body: str, text: str, region: Span, header: ActHeader) -> bool:
    """Return whether the heading names a body as the issuer, or its chair or a member signs below."""
    if header.issuer is not None and header.issuer.casefold().endswith(body):
        return True
    genitive = body + "e" if body.endswith(("tus", "sus")) else body
    signs = rf"(?<!\w){re.escape(genitive)}\s+(?:esimees|aseesimees|liige|juhataja)(?!\w)"
    return re.search(signs, text[region.start :], re.IGNORECASE) is not None
