"""Read an act's own heading: kind, date, number, title, and whether it is a draft.

The heading of an act of an authority: haldusmenetluse seadus § 55; layout after "Asjaajamiskorra ühtsed alused".
"""

from __future__ import annotations

import re
from datetime import date

from extractors.citations.calendar_dates import DATE, parse_date
from extractors.citations.grammar import NUMBER, NUMBER_SIGN, clean_number
from extractors.citations.issuers import nominative, read_issuer_before
from extractors.citations.view import reading_of
from extractors.directive.signatories import SIGNED_MARK
from extractors.directive.title import read_title
from extractors.model.directive import ActHeader
from extractors.model.evidence import Span
from extractors.model.extraction import ActContext
from extractors.model.text import DocumentText
from extractors.words.acts import ACT_NAME, ACT_NAMES, act_kind

_REACH = 6_000
_REACH_OF_NEXT = 400
_PREFIX = r"(?:(?-i:[A-ZÕÄÖÜ][\w-]{1,40})\s{1,3}){0,4}"

# "KÄSKKIRI", "MINISTRI KÄSKKIRI", "K ä s k k i r i" (closed up in the view), "Korraldus" alone on its line
_CAPITALS = "|".join(("KASKKIRI", *(name.upper() for name in ACT_NAMES)))
_OWN_LINE = "|".join(f"[{name[0].upper()}{name[0]}]{name[1:]}" for name in ACT_NAMES)
_KIND_LINE = rf"(?P<kind>(?-i:{_CAPITALS}|(?:{_OWN_LINE})(?=\s*$)))"
# "Tallinn,", "Pärnus", "Tõrva linn"
_PLACE = (
    r"(?:(?!Meie|Teie)(?-i:[A-ZÕÄÖÜ][\wõäöü-]{2,20})"
    r"(?:\s(?:linn|vald|alev|alevik|küla)(?:as|us|s)?(?!\w))?[\s,]{1,200})?"
)

# "KÄSKKIRI\n07.01.2026 nr 1", "MINISTRI KÄSKKIRI\nTallinn 29.11.2022 nr 193", "KORRALDUS 23. november 2020 nr 417"
_WITH_KIND = re.compile(
    rf"(?<!\w){_KIND_LINE}(?:[ ]/)?\s{{1,120}}{_PLACE}(?P<day>{DATE})[\s,]{{0,80}}{NUMBER_SIGN}(?P<number>{NUMBER})",
    re.IGNORECASE | re.VERBOSE | re.MULTILINE,
)
# "KÄSKKIRI nr 15\nTallinn, 12.03.2020"
# "Vallavolikogu määrus 22. detsembrist 1994. a. Nr. 224" alone on its line
_IN_ONE_LINE = re.compile(
    rf"^[ ]{{0,80}}(?P<issuer_words>[^\n\d:;.]{{0,80}}?)(?<!\w)(?P<kind>{ACT_NAME})\s{{1,6}}(?P<day>{DATE})"
    rf"[\s,]{{0,20}}{NUMBER_SIGN}(?P<number>{NUMBER})\.?[ ]*$",
    re.IGNORECASE | re.VERBOSE | re.MULTILINE,
)
_KIND_NUMBER_DAY = re.compile(
    rf"(?<!\w){_KIND_LINE}\s{{1,40}}{NUMBER_SIGN}(?P<number>{NUMBER})[\s,]{{1,80}}{_PLACE}(?P<day>{DATE})",
    re.IGNORECASE | re.VERBOSE | re.MULTILINE,
)
# "Vastu võetud 02.07.1996 nr 183"
_ADOPTED = re.compile(
    rf"Vastu\s+võetud\s+(?P<day>{DATE})\s{{0,4}}{NUMBER_SIGN}(?P<number>{NUMBER})", re.IGNORECASE | re.VERBOSE
)
# "30.06.2025 nr 1.1.-4/25/9" alone on its line
_BARE = re.compile(
    rf"^[ ]{{0,60}}{_PLACE}(?P<day>{DATE})[ ,]{{0,60}}{NUMBER_SIGN}(?P<number>{NUMBER})[ ]*$",
    re.IGNORECASE | re.VERBOSE | re.MULTILINE,
)
# "Tallinna Linnavolikogu 06.09.2001 määrus number 36"
_REGISTER_LINE = re.compile(
    rf"""^(?![^\n\d]*(?:kehtetuks|tunnista|kinnita|muude|muuda))(?P<issuer>[^\n\d]{{3,80}}?)\s(?P<day>{DATE})\s(?P<kind>{ACT_NAME})\s
         {NUMBER_SIGN}(?P<number>{NUMBER})\.?[ ]*$""",
    re.IGNORECASE | re.VERBOSE | re.MULTILINE,
)
# "KÄSKKIRI\nTartu, 5. juunil 1998. a.": an act without a number
_WITHOUT_NUMBER = re.compile(
    rf"(?<!\w){_KIND_LINE}\s{{1,120}}{_PLACE}(?P<day>{DATE})(?:[ ]a\.)?[ ]*$", re.IGNORECASE | re.VERBOSE | re.MULTILINE
)
# A kind word alone on its line, without date or number: a draft, or a heading whose date is in the signature
_KIND_ALONE = re.compile(rf"^[ ]{{0,80}}{_PREFIX}{_KIND_LINE}[ ]*$", re.IGNORECASE | re.MULTILINE)

# Before a kind word in small letters: "Tunnistan kehtetuks: a) peadirektori käskkiri⏎02.09.2016 nr 118" cites an act
_IN_A_SENTENCE = re.compile(
    r"[:;\d][^\n]*\Z|(?<!\w)(?:tunnista(?:n|me|da|takse)|kinnita(?:n|me|da|takse)|muud(?:an|ame|ab|etakse)|kaota(?:b|vad))(?!\w)",
    re.IGNORECASE,
)

# "EELNÕU", "EELNÕU 05.07.2024", "Eelnõu" alone on its line
_DRAFT = re.compile(rf"^[ ]{{0,80}}(?:EELNÕU|Eelnõu|EELNOU)[ ]{{0,4}}(?:{DATE})?[ ]*$", re.VERBOSE | re.MULTILINE)
# "xx.yy.2025 nr 1-3/nn", "…nr ……", "__.__.2025"
_PLACEHOLDER = re.compile(
    r"^[ ]{0,80}(?:\w{2,20}[ ,]+)?(?:[xX]{2}\.[xyXY]{2}\.\d{4}|[_.…]{2,40}\s?\.?\s?\w{0,12}\s?\d{4})\s.{0,20}?\bnr\b",
    re.MULTILINE,
)
_MEMORANDUM_WORD = re.compile(r"[Ss]eletuskiri|SELETUSKIRI")
_MEMORANDUM = re.compile(
    r"^[^\n]{0,200}?\b(?:SELETUSKIRI|[Ss]eletuskiri)[ ]*$|^[ ]{0,80}(?:SELETUSKIRI|Seletuskiri)\b", re.MULTILINE
)

# "2. Seletuskiri", "- seletuskiri"; "Lisad: 1. Käskkiri"
_LISTED = re.compile(r"(?:\d{1,2}[.)]|[-–•*]|lisa(?:d|tud)?\b\s*\d*\s*:?)\s*\S", re.IGNORECASE)
_ENCLOSURES = re.compile(r"\s*lisa(?:d|tud)?(?:\s+\d+)?\s*:", re.IGNORECASE)


def read_header(text: DocumentText, region: Span, context: ActContext) -> ActHeader:
    """Return the heading in the region; a field that it does not state is ``None`` (``context`` supplies kind and
    title).

    Without any heading, or in an explanatory memorandum (seletuskiri), the header is empty and has no evidence.
    ``is_draft`` is true with EELNÕU near the heading or a placeholder for date or number.
    """
    view = reading_of(text.text).view
    match, limit = _find_heading(view, region)
    is_draft = _is_draft(view, region, match)
    memorandum = find_memorandum(text, region)
    if match is None or (memorandum is not None and memorandum < match.start()):
        return ActHeader(is_draft=is_draft and memorandum is None)
    groups = match.groupdict()
    day = parse_date(groups["day"], 0) if groups.get("day") else None
    signed_on: date | None = day.on() if day else None
    number = clean_number(groups["number"]) if groups.get("number") else None
    kind = act_kind(groups["kind"]) if groups.get("kind") else _stated_kind(view, region) or context.kind
    span = Span(match.start("kind") if groups.get("kind") and not groups.get("issuer") else match.start(), match.end())
    span = _trim(text.text, span)
    return ActHeader(
        kind=kind,
        number=number,
        signed_on=signed_on,
        title=read_title(view, Span(region.start, limit), span) or context.title,
        issuer=_issuer(view, region, match),
        is_draft=is_draft,
        evidence=text.evidence(span),
    )


def _find_heading(view: str, region: Span) -> tuple[re.Match[str] | None, int]:
    limit = min(region.end, region.start + _REACH)
    found = [m for p in (_WITH_KIND, _KIND_NUMBER_DAY) if (m := _search(p, view, region.start, limit))]
    if not found:
        found = [
            m for p in (_ADOPTED, _BARE) if (m := p.search(view, region.start, limit)) and _is_high(view, region, m)
        ]
    if not found and (line := _IN_ONE_LINE.search(view, region.start, limit)) is not None:
        found = [line]
    if not found and (unnumbered := _search(_WITHOUT_NUMBER, view, region.start, limit)) is not None:
        found = [unnumbered]
    if not found:
        found = [m for p in (_KIND_ALONE, _REGISTER_LINE) if (m := p.search(view, region.start, limit))]
    return min(found, key=lambda match: match.start(), default=None), limit


def _search(pattern: re.Pattern[str], view: str, start: int, limit: int) -> re.Match[str] | None:
    """Return the first match whose kind word heads an act; one that a sentence cites at the end of a line does not."""
    return next((m for m in pattern.finditer(view, start, limit) if not _is_cited(view, start, m)), None)


def _is_cited(view: str, start: int, heading: re.Match[str]) -> bool:
    if heading["kind"].isupper():
        return False
    before = view[max(start, heading.start("kind") - 300) : heading.start("kind")]
    return _IN_A_SENTENCE.search(re.split(r"\n[ ]*\n", before)[-1]) is not None


def _is_high(view: str, region: Span, match: re.Match[str]) -> bool:
    """Return whether a bare "date nr number" line is near the beginning; deep in a text it is not a heading."""
    return match.start() - region.start < 2_000


def _is_draft(view: str, region: Span, heading: re.Match[str] | None) -> bool:
    end = heading.end() + 300 if heading else min(region.end, region.start + 1_500)
    start = max(region.start, (heading.start() if heading else region.start) - 400)
    draft = _DRAFT.search(view, start, min(end, region.end))
    if (
        draft
        and heading
        and draft.start() > heading.end()
        and _is_of_next_act(view, heading.end(), draft.end(), region)
    ):
        end = draft.start()
        draft = None
    placeholder = _PLACEHOLDER.search(view, start, min(end, region.end))
    if heading is not None and heading.groupdict().get("day") and draft is None:
        return False
    return draft is not None or placeholder is not None


def _is_of_next_act(view: str, start: int, end: int, region: Span) -> bool:
    """Return whether a signature stands before the word EELNÕU, and the heading of an act behind it."""
    is_signed = SIGNED_MARK.search(view, start, end) is not None
    limit = min(region.end, end + _REACH_OF_NEXT)
    return is_signed and any(pattern.search(view, end, limit) for pattern in (_WITH_KIND, _KIND_ALONE))


def find_memorandum(text: DocumentText, region: Span) -> int | None:
    """Return the offset of the line that begins an explanatory memorandum (seletuskiri); ``None`` where there is none.

    What a memorandum says of acts is description and has no effect.
    """
    view = reading_of(text.text).view
    for word in _MEMORANDUM_WORD.finditer(view, region.start, region.end):
        line_start = view.rfind("\n", 0, word.start()) + 1
        match = _MEMORANDUM.match(view, line_start, region.end) if line_start >= region.start else None
        if match is not None and not _is_enclosure(view, match, region):
            return match.start()
    return None


def _is_enclosure(view: str, match: re.Match[str], region: Span) -> bool:
    """Return whether a line only lists a memorandum among a letter's enclosures ("Lisad: 1. Käskkiri / 2.
    Seletuskiri").
    """
    line = match.group().strip()
    before = view[max(region.start, match.start() - 300) : match.start()].rstrip().rsplit("\n", 3)[-3:]
    return _LISTED.match(line) is not None or any(_ENCLOSURES.match(one) for one in before)


def _stated_kind(view: str, region: Span) -> str | None:
    """Return the kind that the gazette's own line "Akti liik:määrus" states; ``None`` without such a line."""
    match = re.search(rf"Akti liik:\s*({ACT_NAME})", view[region.start : region.start + 1_000])
    return match[1] if match else None


def _issuer(view: str, region: Span, match: re.Match[str]) -> str | None:
    stated = match.groupdict().get("issuer")
    if stated:
        return str(stated).strip()
    line = view[max(region.start, match.start() - 200) : match.start()].strip().rsplit("\n", 1)[-1].strip()
    if re.fullmatch(r"[A-ZÕÄÖÜŠŽ][A-ZÕÄÖÜŠŽ ,-]{4,100}|Vabariigi Valitsus|\d? ?Vabariigi Valitsus", line):
        name = re.sub(r"^\d ", "", re.sub(r"\s+", " ", line))
        return nominative(name.casefold()) if " " not in name and name.casefold().endswith("ri") else name
    word = read_issuer_before(view, match.start(), region.start)
    return word.name if word and "\n" not in view[word.start : match.start()] else None


def _trim(text: str, span: Span) -> Span:
    words = span.of(text)
    lead = len(words) - len(words.lstrip())
    return Span(span.start + lead, span.start + len(words.rstrip()))
