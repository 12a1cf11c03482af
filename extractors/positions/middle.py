"""A job description that began in another file: where its first number shows that this one begins in the middle."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.model.evidence import Span
from extractors.positions.labels import find_head
from extractors.positions.lines import Line, find_heads
from extractors.positions.skeleton import skeleton
from extractors.words.labels import IDENTITY

CONTINUATION = "continuation"
"""Instead of the name of a layout: the position is the rest of one that another file begins."""

_NUMBER = re.compile(r"(?P<number>[1-9]\d?(?:\.[1-9]\d?){1,2})(?:[.)]|(?=\s|$))(?!\d)|(?P<flat>[1-9]\d?)[.)](?=\s|$)")
_LONGEST_LEAD = 600
_JOB_FIELDS = frozenset(
    {"requirements", "education", "education_and_experience", "experience", "languages", "computer_skills", "traits"}
)
_OF_THE_POST = skeleton("ametijuhend")
# A duty is named by what is done ("Ilmavaatluste tegemine ja …"), a rule says who does it
_NAMED_DEED = re.compile(r"(?<!\w)\w{3,}(?:mine|mised)(?!\w)")


@dataclass(frozen=True, slots=True)
class Middle:
    """``line`` is the first numbered line, ``at`` the place of its number; ``chapter`` the number's first figure where
    it has several. ``is_duty``: it bears no label, so that it must be what chapters without labels hold."""

    line: int
    at: int
    chapter: int | None
    is_duty: bool


def find_middle(source: str, lines: Sequence[Line]) -> Middle | None:
    """Where the first number of ``lines`` is 2.7, 7 or 3 rather than 1 or 1.1, and no label of a post stands before it.

    ``None`` where the lines begin as a job description does, or bear no number near their beginning.
    """
    lead = 0
    for at, line in enumerate(lines):
        cell = next((cell for cell in line.cells if cell.start < cell.end), line.cells[0])
        match = _NUMBER.match(source, cell.start, cell.end)
        if match is None:
            lead += line.span.end - line.span.start
            if lead > _LONGEST_LEAD or _names_post(source, line):
                return None
            continue
        if match["number"] and _is_date(source, match, cell):
            continue
        figures = [int(figure) for figure in (match["number"] or match["flat"]).split(".")]
        if figures[-1] < 2 or len(line.span.of(source)) == len(match[0]):
            return None
        head = find_head(source, cell)
        is_label = head is not None and head.field not in ("duties", "outcomes") and (head.is_whole or head.has_colon)
        is_heading = len(figures) == 1 and head is not None and head.is_whole
        chapter = figures[0] if len(figures) > 1 else None
        return Middle(at, cell.start, chapter, is_duty=not is_label and not is_heading)
    return None


def is_rest_of_job(source: str, lines: Sequence[Line]) -> bool:
    """Whether lines that begin in the middle are those of a job description: they ask for education, languages and
    the like, or most of what they number names deeds."""
    middle = find_middle(source, lines)
    if middle is None:
        return False
    numbered = deeds = 0
    for line in lines[middle.line :]:
        heads = [find_head(source, cell) for cell in line.cells if cell.start < cell.end]
        if any(head and head.field in _JOB_FIELDS and (head.is_whole or head.has_colon) for head in heads[:1]):
            return True
        words = line.cells[0].of(source)
        if len(words) < 120 and _OF_THE_POST in skeleton(words):
            return True
        if _NUMBER.match(words):
            numbered += 1
            deeds += _NAMED_DEED.search(words) is not None
    return numbered > 0 and 2 * deeds > numbered


def _names_post(source: str, line: Line) -> bool:
    heads = [head for cell in line.cells for head in (find_heads(source, cell) or (find_head(source, cell),)) if head]
    return any(head.field in IDENTITY and (head.is_whole or head.has_colon) for head in heads)


def _is_date(source: str, match: re.Match[str], cell: Span) -> bool:
    return re.match(r"\d{1,2}\.\s?\d{1,2}\.\s?\d{4}", source[match.start() : cell.end]) is not None
