"""Find where annexes begin: approval marks (KINNITATUD …), Lisa headings, and headings of job descriptions."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from extractors.citations.calendar_dates import DATE, parse_date
from extractors.citations.find import FoundCitation, scan_citations
from extractors.citations.view import Reading
from extractors.model.directive import ApprovalMark
from extractors.model.evidence import Span
from extractors.words.acts import ACT_STEM

# "KINNITATUD", "KINNITANUD", "K i n n i t a t u d" (closed up in the view), "KEHTESTATUD" at the head of a line
_MARK = re.compile(
    r"^[ ]{0,120}(?:\d{1,3}[ ]{1,4})?(?P<word>KINNITA[TN]UD?|Kinnita[tn]ud?|KEHTESTATUD|Kehtestatud"
    r"|KEHTESTATU)\b[ ]*(?P<colon>:?)",
    re.MULTILINE,
)
# "Lisa 10", "LISA 1", "Lisa nr 3", "Lisa", "L i s a  2", "Lisa 5.2", "Lisa 3a", "Korra lisa 2"
_ANNEX_NUMBER = r"(?P<number>\d{1,3}(?:\.\d{1,3}){0,2}[a-z]?)(?![\w/]|-\w|\.\d|\.?\s?(?:lõi|punkt))"
_LISA_LINE = re.compile(
    rf"^[ ]{{0,120}}(?-i:LISA|Lisa)(?:\s{{0,6}}(?:nr\.?\s?)?{_ANNEX_NUMBER})?(?P<rest>[^\n]{{0,300}})$",
    re.IGNORECASE | re.MULTILINE,
)
# "Vallavolikogu 03.02.2020 otsuse nr 158 LISA", "„Töökord“ Lisa 1": the number stands at the end of the line
_LISA_AT_END = re.compile(
    rf"^[ ]{{0,120}}(?P<of>[^\n]{{0,160}}?(?<!\w)(?:{ACT_STEM})\w{{0,3}}[^\n]{{0,40}}?\bnr\.?[ ]?\S{{1,20}}"
    rf"|[„\"«][^\n“”\"»]{{2,120}}[“”\"»])[ ]{{1,6}}(?:LISA|Lisa)(?:[ ](?:nr\.?[ ]?)?{_ANNEX_NUMBER})?[ ]*$",
    re.MULTILINE,
)
# "Vallavalitsuse 17. aprilli 2024 korralduse nr 101 / LISA 2": an act in the genitive alone on its line, then the annex
_ACT_THEN_LISA = re.compile(
    rf"(?:\A|(?<=\n\n))[ ]{{0,120}}(?P<of>[A-ZÕÄÖÜŠŽ][^\n]{{0,200}}?(?<!\w)(?:käskkirja|korralduse|otsuse|määruse)"
    rf"\s[^\n]{{0,40}}?\bnr\.?[ ]?\S{{1,20}}(?:[ ]?[„\"«][^\n“”\"»]{{2,120}}[“”\"»])?)[ ]*\n"
    rf"[ ]{{0,120}}(?:LISA|Lisa|lisa)(?:[ ](?:nr\.?[ ]?)?{_ANNEX_NUMBER})?[ ]*$",
    re.MULTILINE,
)
_LISA_IN_MARK = re.compile(rf"(?<![\w-])lisa(?![\w-])(?:\s{{0,6}}(?:nr\.?\s?)?{_ANNEX_NUMBER})?", re.IGNORECASE)
# "Lisa 1 Sotsiaalkindlustusameti peadirektori 07.01.2026 käskkirja nr 1 juurde", "Lisa 2 käskkirjale nr 5"
_LISA_OF_ACT = re.compile(rf"{ACT_STEM}|juurde|\d{{2}}\.\d{{2}}\.\d{{4}}", re.IGNORECASE)
_OPERATIVE = re.compile(
    r"\b(?:tunnista|kinnita[nd]|kinnitatakse|muuda|muude|asenda|jõustu|täienda|peata|pikenda|kehtesta[nd])",
    re.IGNORECASE,
)
_MARK_REACH = 420
_DAY = re.compile(DATE, re.VERBOSE | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class AnnexMark:
    """A heading that says "an annex begins here (or goes on)": its span, the number it bears, and what it is of."""

    span: Span
    number: str | None
    approval: ApprovalMark | None
    is_job_heading: bool = False


def find_marks(reading: Reading, region: Span) -> tuple[AnnexMark, ...]:
    """Return all approval marks and Lisa headings of a region in order; a Lisa line of a mark is part of that mark."""
    marks = [
        mark
        for match in _MARK.finditer(reading.view, region.start, region.end)
        if (mark := _approval(reading, match, region))
    ]
    starts = [mark.span.start for mark in marks]
    lines = []
    for line in _LISA_LINE.finditer(reading.view, region.start, region.end):
        place = bisect_right(starts, line.start()) - 1
        inside = place >= 0 and line.start() < marks[place].span.end
        if not inside and _is_heading(reading.view, line, region):
            lines.append(line)
    under_act = list(_ACT_THEN_LISA.finditer(reading.view, region.start, region.end))
    lines = [line for line in lines if not any(act.start() <= line.start() < act.end() for act in under_act)]
    at_end = [
        _lisa_at_end(reading, line)
        for line in (*_LISA_AT_END.finditer(reading.view, region.start, region.end), *under_act)
        if not _OPERATIVE.search(line["of"]) and not any(mark.span.overlaps(Span(*line.span())) for mark in marks)
    ]
    return tuple(_merge(reading.view, marks, [*(_lisa(reading, line) for line in lines), *at_end]))


def _lisa_at_end(reading: Reading, line: re.Match[str]) -> AnnexMark:
    cited = next(iter(scan_citations(reading, Span(line.start(), line.end()), None)), None)
    approval = ApprovalMark(cited.issuer, cited.kind, cited.enacted_on, cited.number) if cited else None
    return AnnexMark(Span(line.start(), line.end()), line["number"], approval)


def _approval(reading: Reading, match: re.Match[str], region: Span) -> AnnexMark | None:
    limit = min(region.end, match.end() + _MARK_REACH)
    cited = next(iter(scan_citations(reading, Span(match.end(), limit), None)), None)
    if cited is not None and reading.view.count("\n", match.end(), cited.core_start) > 5:
        cited = None
    if cited is not None and re.search(r"^[ ]*(?:1\.|§)", reading.view[match.end() : cited.core_start], re.MULTILINE):
        cited = None
    if cited is None:
        return _bare_approval(reading, match, limit)
    end = cited.span.end
    number_match = _LISA_IN_MARK.search(reading.view, match.end(), cited.core_start)
    if number_match is None:
        number_match = _LISA_IN_MARK.match(reading.view, _skip(reading.view, end, limit), limit)
        end = number_match.end() if number_match else end
    approval = ApprovalMark(
        cited.issuer or _words_between(reading.view, match.end(), cited), cited.kind, cited.enacted_on, cited.number
    )
    return AnnexMark(Span(match.start(), end), number_match["number"] if number_match else None, approval)


def _bare_approval(reading: Reading, match: re.Match[str], limit: int) -> AnnexMark | None:
    """Return a mark without a readable reference ("KINNITATUD / direktori käskkirjaga", "KINNITATUD / 10.01.2023 nr
    5").

    ``None`` where the word is not set as a mark.
    """
    if not match["word"].isupper() or match["colon"]:
        return None
    lines = reading.view[match.end() : limit].split("\n")[:4]
    end = match.end()
    for line in lines:
        if re.match(r"\s*(?:1\.|I\.|§|AMETIJUHEND|[A-ZÕÄÖÜ]{4,} ?[A-ZÕÄÖÜ ]*$)", line):
            break
        if not line.strip() or re.search(rf"{ACT_STEM}|\d{{4}}|direktor|minist|juhataja|lisa", line, re.I):
            end += len(line) + 1
            continue
        break
    end = min(end, limit)
    words = reading.view[match.end() : end]
    number = _LISA_IN_MARK.search(words)
    day = _DAY.search(words)
    on = parse_date(day.group()) if day else None
    act = re.search(r"nr\.?\s*(\S+)", words)
    approval = ApprovalMark(None, None, on.on() if on else None, act[1].rstrip(".,") if act else None)
    stop = match.start() + len(reading.view[match.start() : end].rstrip())
    return AnnexMark(Span(match.start(), stop), number["number"] if number else None, approval)


def _skip(view: str, offset: int, limit: int) -> int:
    while offset < limit and view[offset] in " \n,.;()":
        offset += 1
    return offset


def _words_between(view: str, start: int, cited: FoundCitation) -> str | None:
    words = re.sub(r"\s+", " ", re.sub(r"lisa\s*[\d.]*", "", view[start : cited.core_start], flags=re.I)).strip(" ,:")
    return words[:120] or None


def _is_heading(view: str, line: re.Match[str], region: Span) -> bool:
    """Return whether a line that begins with "Lisa" opens an annex, rather than lists or mentions one."""
    rest = line["rest"].strip(" .:-")
    if line["rest"][:1].isalpha():
        return False
    if _neighbour_is_lisa(view, line, region):
        return False
    if not rest:
        return line["number"] is not None or line.group().strip() == "LISA" or _stands_alone(view, line)
    if rest.endswith((";", ",")) or line["rest"].lstrip().startswith((";", ",", ")")):
        return False
    if _LISA_OF_ACT.search(rest):
        return not re.search(r"\b(?:tunnista|kinnita[nd]|muudetakse|asendatakse|jõustu)", rest, re.I)
    return (
        line["number"] is not None
        and rest[:1].isupper()
        and not rest.endswith(".")
        and _after_signature(view, line, region)
    )


def _neighbour_is_lisa(view: str, line: re.Match[str], region: Span) -> bool:
    """Return whether a neighbouring line shows that the Lisa line belongs to a list of annexes and opens none.

    The neighbour is a Lisa line with a different number, or the line before introduces the list ("Lisad:").
    """
    after = view[line.end() : min(region.end, line.end() + 400)].lstrip().split("\n", 1)[0]
    before = view[max(region.start, line.start() - 400) : line.start()].rstrip().rsplit("\n", 1)[-1]
    number = line["number"]
    for other in (before, after):
        match = re.match(r"\s*(?:\d\.\s*)?(?:LISA|Lisa)\s{0,4}(?:nr\.?\s?)?(\d[\d.]*)", other)
        if match and number and match[1].rstrip(".") != number:
            return True
    return re.match(r"\s*Lisad\b|.{0,80}\blisad\s*:", before, re.IGNORECASE) is not None


def _stands_alone(view: str, line: re.Match[str]) -> bool:
    """Return whether "Lisa" without a number is a heading: a heading follows it, not the rest of a wrapped sentence."""
    before = view[max(0, line.start() - 80) : line.start()].rstrip()
    after = view[line.end() : line.end() + 80].lstrip()
    return (not before or before[-1] in ".;)!?" or before.rsplit("\n", 1)[-1].strip().isdigit()) and after[:1].isupper()


def _after_signature(view: str, line: re.Match[str], region: Span) -> bool:
    return (
        re.search(
            r"allkirjastatud|/allkiri/|\(allkiri\)|KINNITATUD|^AMETIJUHEND",
            view[region.start : line.start()],
            re.MULTILINE,
        )
        is not None
    )


def _lisa(reading: Reading, line: re.Match[str]) -> AnnexMark:
    rest_start = line.start("rest")
    following = _MARK.search(reading.view, line.end(), line.end() + 200)
    limit = following.start() if following else min(len(reading.view), line.end() + 200)
    cited = next(iter(scan_citations(reading, Span(rest_start, limit), None)), None)
    if cited is None or reading.view.count("\n", line.start(), cited.core_start) > 3:
        end = line.end() if not line["rest"].strip(" .:-") else line.start("rest")
        return AnnexMark(Span(line.start(), end), line["number"], None)
    approval = ApprovalMark(cited.issuer, cited.kind, cited.enacted_on, cited.number)
    end = cited.span.end
    tail = re.match(r"\s+juurde\b", reading.view[end : end + 20])
    return AnnexMark(Span(line.start(), end + (tail.end() if tail else 0)), line["number"], approval)


def _merge(view: str, marks: list[AnnexMark], lines: list[AnnexMark]) -> list[AnnexMark]:
    """Return the marks with a "Lisa 1" right above or below an approval mark merged into one heading."""
    merged: list[AnnexMark] = []
    for mark in sorted([*marks, *lines], key=lambda mark: mark.span.start):
        last = merged[-1] if merged else None
        if last is not None and _complete_each_other(last, mark) and _touch(view, last, mark):
            merged[-1] = AnnexMark(
                Span(last.span.start, max(last.span.end, mark.span.end)),
                last.number if last.number is not None else mark.number,
                last.approval or mark.approval,
            )
        else:
            merged.append(mark)
    return merged


def _complete_each_other(first: AnnexMark, second: AnnexMark) -> bool:
    return (first.number is None or second.number is None) and (first.approval is None or second.approval is None)


def _touch(view: str, first: AnnexMark, second: AnnexMark) -> bool:
    gap = view[first.span.end : second.span.start]
    return len(gap.strip()) <= 60 and gap.count("\n") <= 3 and re.search(r"[.;:]|\d", gap) is None
