"""The lines of a part: its blocks, clipped to the part and parted where one line holds several headings."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.model.evidence import Span
from extractors.model.text import Block, DocumentText
from extractors.positions.labels import Head, find_head
from extractors.positions.words import trim
from extractors.words.labels import IDENTITY

_PAGE_NUMBER = re.compile(r"\d{1,3}$")
_INNER_NUMBER = re.compile(r"(?<=\s)(?:\d{1,2}(?:\.\d{1,2}){0,2}\.?|[IVX]{1,4}\.?)\s+(?=[A-ZÕÄÖÜŠŽ])")

_SENTENCE_START = re.compile(r"(?<!\d)[.;]\s+(?=[A-ZÕÄÖÜ])")  # behind "3.2." a label begins, but no sentence
_REQUIREMENTS = frozenset({"education", "experience", "languages", "computer_skills"})


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line, or one row of cells (an empty cell keeps its place). ``starts_paragraph``: a blank line
    stands before it."""

    cells: tuple[Span, ...]
    starts_paragraph: bool = False

    @property
    def is_row(self) -> bool:
        return len(self.cells) > 1

    @property
    def span(self) -> Span:
        return Span(self.cells[0].start, self.cells[-1].end)


def read_lines(text: DocumentText, within: Span) -> tuple[Line, ...]:
    """The lines within ``within``, trimmed; empty ones and lone page numbers dropped."""
    lines: list[Line] = []
    end_of_last = within.start
    for block in text.blocks:
        if not block.span.overlaps(within):
            continue
        line = _clip(text.text, block, within, end_of_last)
        end_of_last = block.span.end
        if line is None:
            continue
        lines.extend(_part(text.text, line))
    return tuple(lines)


def _clip(source: str, block: Block, within: Span, end_of_last: int) -> Line | None:
    cells = tuple(
        trim(source, Span(max(cell.start, within.start), max(within.start, min(cell.end, within.end))))
        if cell.start < within.end
        else Span(within.end, within.end)
        for cell in block.cells
    )
    filled = [cell for cell in cells if cell.start < cell.end]
    if not filled or (len(cells) == 1 and _PAGE_NUMBER.match(filled[0].of(source))):
        return None
    between = source[min(end_of_last, block.span.start) : filled[0].start]
    return Line(cells, between.count("\n") > 1)


def _part(source: str, line: Line) -> list[Line]:
    """Headings within a line of running text ("… üle. 3. PÕHIKOHUSTUSED") begin lines of their own."""
    if line.is_row or len(find_heads(source, line.cells[0])) > 1:
        return [line]
    cell = line.cells[0]
    cuts = [cell.start]
    for number in _INNER_NUMBER.finditer(source, cell.start + 1, cell.end):
        head = find_head(source, Span(number.start(), cell.end))
        if head and head.number and _parts_line(source, cell.start, number.start(), head):
            cuts.append(number.start())
    cuts.extend(_inner_labels(source, cell))
    cuts.sort()
    pieces = [trim(source, Span(a, b)) for a, b in zip(cuts, [*cuts[1:], cell.end], strict=True)]
    return [Line((piece,), line.starts_paragraph and i == 0) for i, piece in enumerate(pieces)]


def _inner_labels(source: str, cell: Span) -> list[int]:
    """Requirements that follow one another in one line: "… õigusteaduses. Töökogemus Vähemalt 2 aastat. …"."""
    cuts: list[int] = []
    for start in _SENTENCE_START.finditer(source, cell.start, cell.end):
        head = find_head(source, Span(start.end(), cell.end))
        is_plain = head is None or head.number or head.is_shy or head.is_whole
        if head and not is_plain and head.field in _REQUIREMENTS and source[head.rest.start].isupper():
            cuts.append(start.end())
    return cuts


def _parts_line(source: str, start: int, at: int, head: Head) -> bool:
    before = source[start:at].rstrip()
    if head.depth > 1:
        return head.field in IDENTITY or head.has_colon
    # a chapter: in capitals, or after a finished sentence and not itself the beginning of one
    return head.field not in IDENTITY and (head.is_upper or (before.endswith((".", ";")) and not head.is_shy))


def find_heads(source: str, cell: Span) -> tuple[Head, ...]:
    """The labels of a line that holds nothing but labels ("1.3 Vahetu juht 1.4 Kes asendab"); else empty."""
    heads: list[Head] = []
    rest = cell
    while rest.start < rest.end:
        head = find_head(source, rest)
        if head is None or (heads and head.number is None and head.is_shy and heads[0].field != "duties"):
            return ()
        heads.append(head)
        rest = head.rest
    return tuple(heads)
