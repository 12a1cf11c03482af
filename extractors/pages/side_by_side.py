"""Check rows that are read across for columns of running text that were not split.

Rows of a table are recognised by the head of a table of duties, by labels or numbers on their left, by rules, or by
columns of different width. Lines with the same wide gap and none of these may be two columns printed side by side; read
across, their sentences would be mixed silently.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractors.pages.labels import is_label, lists_duties_from, starts_low, starts_numbered
from extractors.pages.rows import CellLine, PrintedRow

_FEWEST = 2
_WORDS = 3
"""Words that a piece needs to be a line of a column; names and dates side by side are shorter."""
_NARROWEST = 80.0
_GAP = 0.75
"""Of the height of a line."""
_WIDER = 1.3
"""Of the line's usual gap."""
_SAME_EDGE = 2.0
_ALIKE = 0.6
_DOUBT = "lines stand side by side, and no head or label shows that they are rows"


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two pieces of one printed line: where the right one begins, and how wide each is.

    It also states whether both have enough words to be lines of columns. ``is_cells``: they were read as cells of a
    row.
    """

    edge: float
    left: float
    right: float
    is_long: bool
    is_cells: bool = False


def find_side_by_side(
    rows: Sequence[PrintedRow], lists_duties: bool, *, is_column: bool = False, edges_before: Sequence[float] = ()
) -> str | None:
    """Return the doubt where rows of a page may be columns of text; ``None`` where there is no evidence of that.

    ``lists_duties``: a table of duties is open where the page begins. ``is_column``: the rows are those of one column
    of a split page. ``edges_before``: where the page before was split; there a few words suffice.
    """
    pairs = list(_pairs_of_steps(rows))
    below_labels = False
    for row in rows:
        lists_duties = lists_duties_from(row.texts, lists_duties)
        if not row.is_ruled and not lists_duties and not below_labels:
            pairs += [*_pairs_of_cells(row), *(pair for cell in row.cells for pair in _pairs_of_line(cell))]
        below_labels = len(row.cells) > 1 and all(is_label(text) for text in row.texts if text)
    if any(abs(pair.edge - edge) <= _SAME_EDGE for pair in pairs for edge in edges_before):
        return _DOUBT
    # Chance gaps of justified text line up where lines are short; cells rest on more evidence.
    pairs = [pair for pair in pairs if pair.is_long or (is_column and pair.is_cells)]
    for count, left, right in _alike(pairs):
        if count >= _FEWEST and (is_column or min(left, right) >= _ALIKE * max(left, right)):
            return _DOUBT
    return None


def _alike(pairs: Sequence[_Pair]) -> Iterator[tuple[int, float, float]]:
    """Yield for each pair how many have its edge, and how wide the widest of them are on the left and on the right."""
    ordered = sorted(pairs, key=lambda pair: pair.edge)
    edges = [pair.edge for pair in ordered]
    lefts, rights = [pair.left for pair in ordered], [pair.right for pair in ordered]
    left_most, right_most = deque[int](), deque[int]()  # places of widths that no later one exceeds
    seen = 0
    for pair in ordered:
        first, after = bisect_left(edges, pair.edge - _SAME_EDGE), bisect_right(edges, pair.edge + _SAME_EDGE)
        for widths, kept in ((lefts, left_most), (rights, right_most)):
            for at in range(seen, after):
                while kept and widths[kept[-1]] <= widths[at]:
                    kept.pop()
                kept.append(at)
            while kept[0] < first:
                kept.popleft()
        seen = after
        yield after - first, lefts[left_most[0]], rights[right_most[0]]


def _pairs_of_cells(row: PrintedRow) -> Iterator[_Pair]:
    """Yield lines of neighbouring cells at one height where the row does not begin as a table's does."""
    first = row.texts[0]
    if any(is_label(text) for text in row.texts if text) or (
        starts_numbered(first) and not any(starts_low(text) or starts_numbered(text) for text in row.texts[1:])
    ):
        return
    for left, right in zip(row.cells, row.cells[1:], strict=False):
        for line in left:
            beside = next((other for other in right if _is_level(line, other)), None)
            if beside is not None:
                yield replace(_pair(line, beside), is_cells=True)


def _pairs_of_line(lines: Sequence[CellLine]) -> Iterator[_Pair]:
    """Yield printed lines with a gap wider than a space, and enough words on both sides of it."""
    for line in lines:
        edges = line.edges
        gaps = sorted(edges[at] - edges[at - 1] for at in range(2, len(edges), 2))
        # All gaps of a justified line are wide; one that separates columns is wider than the others.
        least = max(_GAP * (line.box.bottom - line.box.top), _WIDER * gaps[(len(gaps) - 1) // 2]) if gaps else 0.0
        for at in range(2, len(edges), 2):
            if edges[at] - edges[at - 1] > least:
                left, right = edges[at - 1] - edges[0], edges[-1] - edges[at]
                words = min(at, len(edges) - at) // 2
                yield _Pair(edges[at], left, right, words >= _WORDS and min(left, right) >= _NARROWEST)


def _pairs_of_steps(rows: Sequence[PrintedRow]) -> Iterator[_Pair]:
    """Yield consecutive lines of which the second begins right of the first, and above its bottom."""
    for before, row in pairwise(rows):
        if len(before.cells) > 1 or len(row.cells) > 1:
            continue
        left, right = before.cells[0][-1], row.cells[0][0]
        is_step = right.box.x0 > left.box.x1 and right.box.top < left.box.bottom - 0.2 * (
            left.box.bottom - left.box.top
        )
        if is_step:
            yield _pair(left, right)


def _pair(left: CellLine, right: CellLine) -> _Pair:
    widths = left.box.x1 - left.box.x0, right.box.x1 - right.box.x0
    return _Pair(right.box.x0, *widths, _is_long(left) and _is_long(right))


def _is_level(one: CellLine, other: CellLine) -> bool:
    middle = (one.box.top + one.box.bottom) / 2
    return abs((other.box.top + other.box.bottom) / 2 - middle) <= 0.5 * (one.box.bottom - one.box.top)


def _is_long(line: CellLine) -> bool:
    return line.text.count(" ") + 1 >= _WORDS and line.box.x1 - line.box.x0 >= _NARROWEST
