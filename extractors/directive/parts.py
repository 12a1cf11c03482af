"""Split a file into the body of an act and its annexes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from extractors.citations.view import Reading, reading_of
from extractors.directive.header import find_memorandum, read_header
from extractors.directive.job_headings import doubt_orders, find_job_headings
from extractors.directive.kinds import find_last_kind
from extractors.directive.marks import AnnexMark, find_marks
from extractors.directive.promises import number_annexes
from extractors.model.directive import Part
from extractors.model.evidence import Evidence, Span
from extractors.model.extraction import ActContext
from extractors.model.finding import Finding
from extractors.model.text import DocumentText
from extractors.positions.lines import read_lines
from extractors.positions.middle import is_rest_of_job
from extractors.words.labels import HEADING, TELLING

_TITLE_END = re.compile(r"^\s*(?:\d{1,2}\.|I\.|§|SISUKORD|Sisukord|PEATÜKK|\(\d|[-•▪])")
# Labels of a job description that nobody headed
_JOB_LABELS = re.compile("|".join(TELLING), re.IGNORECASE)
_JOB_TITLE = re.compile(rf"^(?:\S+ ){{0,8}}{HEADING}$", re.IGNORECASE)
_JOB_OPENS = re.compile(rf"{HEADING.upper()}\b")
_OPERATIVE = re.compile(
    r"(?<!\w)(?:kinnitan|kinnitada|tunnistan|tunnistada|muudan|muuta|kehtestan|jõustub|määrab)(?!\w)", re.I
)


def split_parts(text: DocumentText, region: Span, context: ActContext) -> tuple[tuple[Part, ...], tuple[Finding, ...]]:
    """Return the body (if the region holds one) and the annexes, in the order of the text, with the doubts about them.

    An annex begins at an approval mark or a Lisa heading. A mark repeated as a page header opens a new annex only when
    its number changes. In a text without marks every heading AMETIJUHEND opens one. The body ends where the first annex
    or an explanatory memorandum begins.
    """
    if not region.of(text.text).strip():
        return (), ()
    reading = reading_of(text.text)
    header = read_header(text, region, context)
    after_heading = header.evidence.span.end if header.evidence else region.start
    marks = [
        mark for mark in find_marks(reading, region) if mark.span.start >= after_heading or header.evidence is None
    ]
    opening = _openings(reading, marks)
    if not opening:
        opening = list(find_job_headings(reading, Span(after_heading, region.end)))
    is_memorandum = find_memorandum(text, region) is not None
    is_loose = not opening and header.evidence is None and not is_memorandum
    if is_loose and (_is_rest(text, reading, region) or _is_lone_annex(reading, region)):
        opening = [AnnexMark(Span(region.start, region.start), None, None)]
    if opening and header.evidence is None and _is_heading_only(reading, Span(region.start, opening[0].span.start)):
        opening[0] = replace(opening[0], span=Span(region.start, opening[0].span.end))
    return _cut(text, reading, region, opening)


def _openings(reading: Reading, marks: Sequence[AnnexMark]) -> list[AnnexMark]:
    """Return the marks at which a new annex opens, without page headers that repeat the mark of the open annex."""
    kept: list[AnnexMark] = []
    for mark in marks:
        last = kept[-1] if kept else None
        if last is None or not _continues(reading, last, mark):
            kept.append(mark)
    return kept


def _continues(reading: Reading, last: AnnexMark, mark: AnnexMark) -> bool:
    if mark.number != last.number:
        # A Lisa line without a mark inside an annex that has one is the annex's own sub-heading only if unnumbered.
        return mark.number is None and mark.approval is None
    if mark.approval is not None and last.approval is not None and _act_of(mark) != _act_of(last):
        return False
    if mark.number is not None:
        return True
    # Several annexes without a number: a new one has a heading and begins again at 1.
    head = reading.view[mark.span.end : mark.span.end + 300].lstrip()
    first = head.split("\n", 1)[0].strip()
    restarts = re.search(r"(?:^|\n|\s)(?:1\.|I\.)\s?(?:1\.)?\s?[A-ZÕÄÖÜ]", head) is not None
    return not (restarts and first[:1].isupper())


def _act_of(mark: AnnexMark) -> tuple[str | None, date | None] | None:
    return (mark.approval.number, mark.approval.approved_on) if mark.approval else None


def _is_heading_only(reading: Reading, span: Span) -> bool:
    """Return whether words above a mark are the annex's own title ("Koristaja ametijuhend / LISA 1"), not an act.

    They are short, hold no operative verb, and cite neither a number nor a legal basis.
    """
    words = reading.view[span.start : span.end]
    return len(words) < 300 and _OPERATIVE.search(words) is None and re.search(r"\balusel\b|\bnr\b", words) is None


def _is_lone_annex(reading: Reading, region: Span) -> bool:
    """Return whether a text without heading or mark is still an annex.

    It opens with the name of a document kind, or is a job description without a heading.
    """
    window = reading.view[region.start : min(region.end, region.start + 3_000)]
    if _OPERATIVE.search(window):
        return False
    if _is_headed_job(window):
        return True  # "X AMETIJUHEND" heads no act, whatever the text rests on ("töölepingu alusel")
    if re.search(r"\balusel\b", window[:800]):
        return False
    if len({match.group().casefold() for match in _JOB_LABELS.finditer(window)}) >= 2:
        return True
    lines = [line.strip() for line in window.split("\n") if line.strip()][:4]
    if lines and lines[0][:1].islower():
        return False  # the end of a sentence ("kord nädalas"): no heading
    return any(find_last_kind(line) is not None and (line.isupper() or len(line) < 60) for line in lines)


def _is_rest(text: DocumentText, reading: Reading, region: Span) -> bool:
    """Return whether a text begins in the middle of a job description and holds no operative sentence."""
    window = reading.view[region.start : min(region.end, region.start + 3_000)]
    return not _OPERATIVE.search(window) and is_rest_of_job(text.text, read_lines(text, region))


def _cut(
    text: DocumentText, reading: Reading, region: Span, opening: Sequence[AnnexMark]
) -> tuple[tuple[Part, ...], tuple[Finding, ...]]:
    parts: list[Part] = []
    findings: list[Finding] = []
    first = opening[0].span.start if opening else region.end
    memorandum = find_memorandum(text, Span(region.start, first))
    if memorandum is not None:
        findings.append(
            Finding("memorandum", "an explanatory memorandum: read for no effects", Span(memorandum, first))
        )
    body_end = memorandum if memorandum is not None and _has_body(reading, region.start, memorandum) else first
    body = _trimmed(text.text, Span(region.start, body_end))
    if _has_body(reading, body.start, body.end):
        parts.append(Part("body", None, None, None, None, text.evidence(body)))
    ends = [mark.span.start for mark in opening[1:]] + [region.end]
    for mark, end in zip(opening, ends, strict=False):
        annex = _annex(text, reading, mark, end)
        parts.append(annex)
        if mark.number is None and mark.approval is None:
            findings += doubt_orders(reading, annex)
    numbered, inferred = number_annexes(text, parts)
    return numbered, (*findings, *inferred, *_doubled(numbered))


def _has_body(reading: Reading, start: int, end: int) -> bool:
    return re.sub(r"[\s\d.]+", "", reading.view[start:end]) != ""


def _annex(text: DocumentText, reading: Reading, mark: AnnexMark, end: int) -> Part:
    span = _trimmed(text.text, Span(mark.span.start, max(mark.span.end, end)))
    start = mark.span.start if mark.is_job_heading else mark.span.end
    title = _annex_title(reading, Span(min(start, span.end), span.end))
    title = title or _annex_title(reading, mark.span)
    kind = find_last_kind(title or "") or find_last_kind(_head(reading, start, span.end))
    is_unmarked = mark.span.start == mark.span.end
    if is_unmarked and _is_rest(text, reading, span):  # its first words are the end of a sentence, and name no kind
        title, kind = None, "ametijuhend"
    if kind == "leping" and _JOB_OPENS.match(reading.view[start : span.end].lstrip()):
        kind = "ametijuhend"  # "AMETIJUHEND 1. …" and all the rest in one line
    if kind == "leping" and _is_headed_job(reading.view[start : span.end]):
        kind = "ametijuhend"  # "Lisa 1 töölepingule nr 12" above the heading
    if kind is None and (_looks_like_job(reading, span) or is_rest_of_job(text.text, read_lines(text, span))):
        kind = "ametijuhend"
    heading = _heading(text, mark, span)
    return Part("annex", mark.number, title, kind, mark.approval, text.evidence(span), heading)


def _heading(text: DocumentText, mark: AnnexMark, span: Span) -> Evidence | None:
    """Return the words of the mark, or the first line where the annex has no mark; ``None`` without any words."""
    line_end = text.text.find("\n", span.start)
    end = mark.span.end if mark.span.start < mark.span.end else (line_end if line_end >= 0 else span.end)
    place = _trimmed(text.text, Span(span.start, max(span.start, min(end, span.end))))
    return text.evidence(place) if place.start < place.end else None


def _head(reading: Reading, start: int, end: int) -> str:
    lines = [line for line in reading.view[start : min(end, start + 400)].split("\n") if line.strip()][:3]
    return " ".join(line for line in lines if line.isupper())


def _is_headed_job(words: str) -> bool:
    lines = [line.strip() for line in words[:800].split("\n") if line.strip()]
    return any(_JOB_TITLE.search(line) for line in lines[:4])


def _looks_like_job(reading: Reading, span: Span) -> bool:
    window = reading.view[span.start : min(span.end, span.start + 2_500)]
    return len({match.group().casefold() for match in _JOB_LABELS.finditer(window)}) >= 3


def _annex_title(reading: Reading, span: Span) -> str | None:
    """Return the lines below the mark, up to the one that names the kind, a numbered line or a table of contents."""
    kept: list[str] = []
    for line in reading.view[span.start : min(span.end, span.start + 800)].split("\n"):
        words = line.strip(" \t.,:|*")
        if not words or words.isdigit():
            continue
        if _TITLE_END.match(line) or len(kept) == 6 or (kept and len(words) > 120):
            break
        numbered = re.search(r"\s(?:1\.|I\.)\s?(?:1\.?)?\s?[A-ZÕÄÖÜ]", words)
        kept.append(words[: numbered.start()] if numbered else words[:200])
        if numbered or find_last_kind(words) is not None:
            break
    return " ".join(kept).strip() or None


def _trimmed(text: str, span: Span) -> Span:
    """Return the span without blanks at either end and without lone page numbers at the end of a page."""
    words = span.of(text)
    tail = re.search(r"(?:\s|\n[ ]*\d{1,3}[ ]*(?=\n|$))*$", words[-40:])
    keep = len(words) - (len(tail.group()) if tail else 0)
    lead = len(words) - len(words.lstrip())
    return Span(span.start + min(lead, keep), span.start + max(keep, min(lead, keep)))


def _doubled(parts: Iterable[Part]) -> list[Finding]:
    seen: dict[str, Part] = {}
    found: list[Finding] = []
    for part in parts:
        if part.annex_number is None:
            continue
        earlier = seen.setdefault(part.annex_number, part)
        if earlier is not part and _same_act(earlier, part):
            message = f"annex {part.annex_number} begins twice in one file"
            found.append(Finding("annex_number_repeated", message, part.evidence.span))
    return found


def _same_act(first: Part, second: Part) -> bool:
    if first.approval is None or second.approval is None:
        return True
    return replace(first.approval, issuer=None) == replace(second.approval, issuer=None)
