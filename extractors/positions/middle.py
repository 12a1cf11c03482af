"""Recognise the rest of a job description that began in another file, by its first number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.model.evidence import Span
from extractors.positions.labels import find_head
from extractors.positions.lines import Line, find_heads
from extractors.positions.skeleton import skeleton
from extractors.positions.words import without_bullet
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
# "on" and "võib" say what is or may be: rules, too, are full of them
_DOES = re.compile(r"(?!(?:võib|tuleb|peab|saab)\s+\w+(?:da|ta|ma)\b)[^\W\d_]{2,}(?:b|vad)(?![\w-])", re.IGNORECASE)
_NAMED_DEED = re.compile(r"(?<!\w)\w{3,}(?:mine|mised)(?!\w)")


_FEWEST_ITEMS = 2
_FEWEST_ALONE = 3
"""Items that nothing but their look tells from other lists, because no requirement follows them."""


@dataclass(frozen=True, slots=True)
class Middle:
    """Where the rest of a job description begins: ``line`` is the first numbered line, ``at`` the place of its number.

    ``chapter`` is the number's first figure where it has several. ``is_duty``: the line bears no label, so it must be
    what chapters without labels hold. In a list without numbers (``is_numbered`` is false) the first item stands there.
    """

    line: int
    at: int
    chapter: int | None
    is_duty: bool
    is_numbered: bool = True


def find_middle(source: str, lines: Sequence[Line]) -> Middle | None:
    """Return where lines begin in the middle of a job description.

    Their first number is 2.7, 7 or 3 rather than 1 or 1.1, with no label of a post before it; or they begin with duties
    without numbers. ``None`` where they begin as a job description does, or show neither near their beginning.
    """
    bare = _find_bare_duties(source, lines)
    if bare is not None:
        return bare
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


def _find_bare_duties(source: str, lines: Sequence[Line]) -> Middle | None:
    """Return where a list of duties begins without number and heading ("nõustab kliente; peab arvestust").

    Requirements of the post follow it; where nothing follows, the list must be the whole text. ``None`` where a label
    or heading of a post stands anywhere: then the duties belong to that description.
    """
    if any(_names_post(source, line) or _OF_THE_POST in skeleton(line.span.of(source)[:120]) for line in lines):
        return None
    end = next((at for at, line in enumerate(lines) if _heads_requirements(source, line)), len(lines))
    items = [at for at, line in enumerate(lines[:end]) if _names_deed(source, line)]
    if not items or any(_NUMBER.match(source, line.span.start, line.span.end) for line in lines[items[0] : end]):
        return None
    is_followed = end < len(lines)
    if is_followed:
        lead = sum(line.span.end - line.span.start for line in lines[: items[0]])
        is_list = len(items) >= _FEWEST_ITEMS and lead <= _LONGEST_LEAD
    else:
        is_whole = not source[lines[0].span.start].isupper() or len(items) == end
        is_list = len(items) >= _FEWEST_ALONE and items[0] == 0 and is_whole
    if not is_list or 2 * len(items) <= end - items[0]:
        return None
    return Middle(items[0], lines[items[0]].span.start, None, is_duty=True, is_numbered=False)


def _heads_requirements(source: str, line: Line) -> bool:
    heads = find_heads(source, line.cells[0]) or (find_head(source, line.cells[0]),)
    return any(head and head.field in _JOB_FIELDS and (head.is_whole or head.has_colon) for head in heads[:1])


def _names_deed(source: str, line: Line) -> bool:
    """Return whether a line begins with what somebody does, or is an item that names an activity."""
    cell = line.cells[0]
    bare = without_bullet(source, cell)
    words = (bare or cell).of(source)
    return _DOES.match(words) is not None or (bare is not None and _NAMED_DEED.search(words) is not None)


def is_rest_of_job(source: str, lines: Sequence[Line]) -> bool:
    """Return whether lines that begin in the middle belong to a job description.

    They require education, languages and the like, or most of their numbered items name activities.
    """
    middle = find_middle(source, lines)
    if middle is None:
        return False
    if not middle.is_numbered:
        return True
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
