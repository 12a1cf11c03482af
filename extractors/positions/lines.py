"""Read the lines of a part: its blocks, clipped to the part, and split where one line holds several headings."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.model.evidence import Span
from extractors.model.text import Block, DocumentText
from extractors.positions.labels import Head, find_head
from extractors.positions.phrases import looks_like_label
from extractors.positions.words import BULLET, trim
from extractors.words.labels import HEADING, IDENTITY

_PAGE_NUMBER = re.compile(r"\d{1,3}$")
_INNER_NUMBER = re.compile(r"(?<=\s)(?:\d{1,2}(?:\.\d{1,2}){0,2}\.?|[IVX]{1,4}\.?)\s+(?=[A-ZÕÄÖÜŠŽ])")

_SMALL_LABEL = re.compile(r"(?<=; )(?P<label>[a-zõäöüšž][\w-]+(?: [a-zõäöüšž][\w-]*){0,3}):(?=\s)")
_HEADING_MARK = re.compile(r"#{1,6}\s+(?=\S)")
_ONLY_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,2}[.)]?")
_GAP = re.compile(r"(?<=\S) {3,}(?=\S)")
_OWN_HEADING = re.compile(rf"(?:\S+ ){{0,4}}?{HEADING}[.:]?(?=\s)", re.IGNORECASE)
# A capital and up to four small words before a colon, behind a blank or a stroke
_INNER_LABEL = re.compile(
    r"(?<=[\s/|;])(?P<label>[A-ZÕÄÖÜŠŽ][\w-]+(?:[ /]+(?:/ ?)?(?:[a-zõäöüšž]|[A-ZÕÄÖÜŠŽ]{2})[\w-]*){0,4}) ?:(?=\s)"
)
_LONGEST_NUMBER = 14
_NUMBER_BEFORE = re.compile(r"(?:(?<=\s)|^)(?:\d{1,2}(?:\.\d{1,2}){0,2}\.?|[IVX]{1,4}\.?)\s+$")
_BETWEEN = " \t\n\r\f\v\u00a0/|;"
_PIPE = re.compile(r"(?<!\S)\||\|(?!\S)")
_FRAME = re.compile(r"\|")
_RULE = re.compile(r"[\s|:+-]+")
_LONGEST_LABEL = 60
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
    """Return the lines of the span ``within``, trimmed, without empty lines and lone page numbers."""
    lines: list[Line] = []
    end_of_last = within.start
    blocks = _blocks_within(text, within)
    piped = _find_piped(text.text, blocks)
    for block in blocks:
        cells = _cut_pipes(text.text, block.span) if block.span.start in piped else block.cells
        line = _clip(text.text, replace(block, cells=cells), within, end_of_last) if cells else None
        end_of_last = block.span.end
        if line is None:
            continue
        lines.extend(_part(text.text, _cut_at_gap(text.text, line)))
    return tuple(_join_broken_labels(text.text, lines))


def _cut_at_gap(source: str, line: Line) -> Line:
    """Return a known label and its value, which only blanks separate, as a row of two cells."""
    gap = None if line.is_row else _GAP.search(source, line.span.start, line.span.end)
    if gap is None:
        return line
    head = find_head(source, Span(line.span.start, gap.start()))
    if head is None or not head.is_whole:
        return line
    return Line((Span(line.span.start, gap.start()), Span(gap.end(), line.span.end)), line.starts_paragraph)


def _blocks_within(text: DocumentText, within: Span) -> Sequence[Block]:
    """Return the blocks that share text with a span; blocks ascend, so that thousands of annexes are not each looked
    for from the beginning.
    """
    first = bisect_right(text.blocks, within.start, key=_start_of) - 1
    after = bisect_left(text.blocks, within.end, key=_start_of)
    return [block for block in text.blocks[max(0, first) : after] if block.span.overlaps(within)]


def _start_of(block: Block) -> int:
    return block.span.start


def _find_piped(text: str, blocks: Sequence[Block]) -> frozenset[int]:
    """Return where the blocks begin that are rows of a table whose borders are printed as pipes.

    A pipe opens such a line, or the lines beside it have as many pipes. A lone pipe is a letter or a rule that the scan
    misread.
    """
    counts: list[tuple[int, int, bool]] = []
    for block in blocks:
        if len(block.cells) == 1:
            words = block.span.of(text).strip()
            is_framed = words.startswith("|") and words.endswith("|")
            counts.append((block.span.start, words.count("|") if is_framed else len(_PIPE.findall(words)), is_framed))
    found: set[int] = set()
    for at, (start, count, is_framed) in enumerate(counts):
        beside = [counts[n][1] for n in (at - 1, at + 1) if 0 <= n < len(counts)]
        if count and ((is_framed and count > 1) or count in beside):
            found.add(start)
    return frozenset(found)


def _cut_pipes(source: str, span: Span) -> tuple[Span, ...]:
    """Return the cells between the pipes of a line; none where it is only the rule below a head ("| --- | --- |")."""
    span = trim(source, span)
    if _RULE.fullmatch(source, span.start, span.end):
        return ()
    is_framed = source[span.start] == "|" and source[span.end - 1] == "|"
    pipes = _FRAME if is_framed else _PIPE
    edges = [match.start() for match in pipes.finditer(source, span.start, span.end)]
    starts = [span.start, *(edge + 1 for edge in edges)]
    cells = [trim(source, Span(a, b)) for a, b in zip(starts, [*edges, span.end], strict=True)]
    if source[span.start] == "|":
        cells = cells[1:]
    return tuple(cells[:-1] if source[span.end - 1] == "|" else cells)


def _join_broken_labels(source: str, lines: list[Line]) -> list[Line]:
    """Return the lines with each label that breaks over two lines ("Teenistuskoha" / "nimetus: …") joined to one."""
    joined: list[Line] = []
    for line in lines:
        before = joined[-1] if joined else None
        if before and _breaks_label(source, before, line):
            joined[-1] = Line((Span(before.span.start, line.span.end),), before.starts_paragraph)
        else:
            joined.append(line)
    return joined


def _breaks_label(source: str, line: Line, following: Line) -> bool:
    if line.is_row or following.is_row or line.span.end - line.span.start > _LONGEST_LABEL:
        return False
    first = following.span.of(source)
    if not first[:1].islower() or BULLET.match(source, line.span.start, line.span.end):
        return False
    head = find_head(source, Span(line.span.start, following.span.end))
    if head is None or head.label.end <= line.span.end:
        return False
    alone = find_head(source, line.span)
    if alone is not None and alone.is_whole and alone.field != head.field:
        return head.has_colon or head.is_whole
    return head.has_colon or head.is_whole or head.number is not None or source[head.label.start].isupper()


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
    cells = _join_number(source, cells)
    between = source[min(end_of_last, block.span.start) : filled[0].start]
    return Line(cells, between.count("\n") > 1)


def _join_number(source: str, cells: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the cells with a label's number, where it has a cell of its own ("1." | "Vahetu juht" | …), joined to the
    label.

    The signs that mark a heading in a text file ("## Nõuded") are dropped from a line.
    """
    if len(cells) == 1:
        mark = _HEADING_MARK.match(source, cells[0].start, cells[0].end)
        return (Span(mark.end(), cells[0].end),) if mark else cells
    if len(cells) < 3 or not _ONLY_NUMBER.fullmatch(source, cells[0].start, cells[0].end):
        return cells
    head = find_head(source, cells[1])
    return (Span(cells[0].start, cells[1].end), *cells[2:]) if head and head.is_whole else cells


def _part(source: str, line: Line) -> list[Line]:
    """Split a line of running text at the headings within it ("… üle. 3. PÕHIKOHUSTUSED")."""
    if line.is_row or len(find_heads(source, line.cells[0])) > 1:
        return [line]
    cell = line.cells[0]
    cuts = [cell.start]
    for number in _INNER_NUMBER.finditer(source, cell.start + 1, cell.end):
        head = find_head(source, Span(number.start(), cell.end))
        if head and head.number and _parts_line(source, cell.start, number.start(), head):
            cuts.append(number.start())
    cuts.extend(_inner_labels(source, cell))
    cuts.extend(_labels_with_colons(source, cell))
    cuts = sorted(set(cuts))
    pieces = [trim(source, Span(a, b), _BETWEEN) for a, b in zip(cuts, [*cuts[1:], cell.end], strict=True)]
    pieces[-1] = trim(source, Span(pieces[-1].start, cell.end))
    return [Line((piece,), line.starts_paragraph and i == 0) for i, piece in enumerate(pieces)]


def _inner_labels(source: str, cell: Span) -> list[int]:
    """Return where further requirements begin in the line: "… õigusteaduses. Töökogemus Vähemalt 2 aastat. …"."""
    cuts: list[int] = []
    for start in _SENTENCE_START.finditer(source, cell.start, cell.end):
        head = find_head(source, Span(start.end(), cell.end))
        is_plain = head is None or head.number or head.is_shy or head.is_whole
        if head and not is_plain and head.field in _REQUIREMENTS and source[head.rest.start].isupper():
            cuts.append(start.end())
    return cuts


def _labels_with_colons(source: str, cell: Span) -> list[int]:
    """Return where labels begin that follow in the same line, listed or not.

    An example: "Ametikoht: jurist Vahetu juht: direktor / Kontakt: kantselei". Empty unless the line begins with a
    label and its colon, or holds several known labels.
    """
    places = []
    heading = _OWN_HEADING.match(source, cell.start, cell.end)
    own = heading.end() if heading else source.find(":", cell.start, cell.end)
    if own < 0:
        return []
    small = _SMALL_LABEL.finditer(source, own, cell.end)
    for match in sorted([*_INNER_LABEL.finditer(source, own, cell.end), *small], key=re.Match.start):
        head = find_head(source, Span(match.start(), cell.end))
        is_known = head is not None and head.has_colon and head.field != "outcomes"
        number = _NUMBER_BEFORE.search(source, max(cell.start, match.start() - _LONGEST_NUMBER), match.start())
        place = number.start() if number else match.start()
        if place > cell.start and (is_known or looks_like_label(match["label"], is_numbered=False)):
            places.append((place, is_known))
    first = find_head(source, cell)
    opens = first is not None and first.has_colon and not first.is_whole
    if opens or sum(is_known for _, is_known in places) > 1:
        return [place for place, _ in places]
    return []


def _parts_line(source: str, start: int, at: int, head: Head) -> bool:
    before = source[start:at].rstrip()
    if head.depth > 1:
        return head.field in IDENTITY or head.has_colon
    # a chapter: in capitals, or after a finished sentence and not itself the beginning of one
    if head.field not in IDENTITY and source.startswith(f"{head.number}.1", head.rest.start):
        return True  # "… 4. Nõuded 4.1. Haridus: …"
    return head.field not in IDENTITY and (head.is_upper or (before.endswith((".", ";")) and not head.is_shy))


def find_heads(source: str, cell: Span) -> tuple[Head, ...]:
    """Return the labels of a line that holds only labels ("1.3 Vahetu juht 1.4 Kes asendab"); otherwise empty."""
    heads: list[Head] = []
    rest = cell
    while rest.start < rest.end:
        head = find_head(source, rest)
        if head is None or (heads and head.number is None and head.is_shy and heads[0].field != "duties"):
            return ()
        heads.append(head)
        rest = head.rest
    return tuple(heads)
