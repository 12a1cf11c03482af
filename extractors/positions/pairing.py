"""Pair values with the several labels that they follow."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations, pairwise

from extractors.model.evidence import Span
from extractors.positions.fitting import pair_by_kind
from extractors.positions.lines import Line
from extractors.positions.words import begins_small, split_lines, trim
from extractors.words.posts import UNIT

Value = tuple[Span, ...]

_GOES_ON = re.compile(r"(?:[,(\-–/]|\b(?:ja|või|ning|sh))$")
_CAPITAL = re.compile(r"(?<=\s)[A-ZÕÄÖÜŠŽ]")
_POST = re.compile(
    r"(?:ja|nik|ist|or|er|är|juht|ert|ent|ant|eja|vanem|ülem|abi|pea|arst|loog|mees)\b(?:\s*\([^)]*\))?\s*$",
    re.IGNORECASE,
)


def pair_values(source: str, lines: Sequence[Line], fields: Sequence[str]) -> list[Value] | None:
    """Return one value for each of ``fields``, in order; ``None`` where the lines leave open which words belong to
    which.

    It tries in turn: cells by their place, paragraphs, lines, the capitals that begin a value, and the kind of words
    that each field expects.
    """
    count = len(fields)
    rows = [line for line in lines if line.is_row]
    if rows and len(rows[0].cells) == count:
        return _by_cell(lines, count)
    pieces = [piece for line in lines for cell in line.cells for piece in split_lines(source, cell)]
    if not pieces:
        return [()] * count
    for groups in (_paragraphs(lines), _logical_lines(source, pieces)):
        if len(groups) == count:
            return groups
    return _by_capitals(source, pieces, fields) or pair_by_kind(source, pieces, fields)


def _by_cell(lines: Sequence[Line], count: int) -> list[Value]:
    values: list[list[Span]] = [[] for _ in range(count)]
    for line in lines:
        for index, cell in enumerate(line.cells):
            if cell.start < cell.end:
                values[min(index, count - 1)].append(cell)
    return [tuple(value) for value in values]


def _paragraphs(lines: Sequence[Line]) -> list[Value]:
    groups: list[list[Span]] = []
    for line in lines:
        if line.starts_paragraph or not groups:
            groups.append([])
        groups[-1].extend(line.cells)
    return [tuple(group) for group in groups]


def _logical_lines(source: str, pieces: Sequence[Span]) -> list[Value]:
    """Return the lines, joined where one continues in the next. A small letter counts only where values begin with
    capitals.
    """
    tells_by_case = pieces[0].of(source)[:1].isupper()
    groups: list[list[Span]] = []
    for piece in pieces:
        words = piece.of(source)
        before = groups[-1][-1].of(source).rstrip() if groups else ""
        is_open = bool(groups) and _is_open(source, groups[-1])
        if groups and (
            is_open or _GOES_ON.search(before) or (tells_by_case and begins_small(words)) or words.startswith("(")
        ):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return [tuple(group) for group in groups]


def _is_open(source: str, value: Sequence[Span]) -> bool:
    words = " ".join(span.of(source) for span in value)
    return words.count("(") > words.count(")")


def _by_capitals(source: str, pieces: Sequence[Span], fields: Sequence[str]) -> list[Value] | None:
    """Split columns printed into one line: a value begins with a capital that follows neither a comma nor a bracket.

    ``None`` where two ways to split score alike.
    """
    starts = _possible_starts(source, pieces)
    needed = len(fields) - 1
    if len(starts) < needed or len(starts) > 12:
        return None
    if len(starts) == needed:
        return _cut(source, pieces, starts)
    line_starts = [start for start in starts if any(start == piece.start for piece in pieces)]
    scored = sorted(
        ((_score(source, pieces, fields, cut, line_starts), cut) for cut in combinations(starts, needed)), reverse=True
    )
    if len(scored) > 1 and scored[0][0] == scored[1][0]:
        return None
    return _cut(source, pieces, scored[0][1])


def _possible_starts(source: str, pieces: Sequence[Span]) -> list[int]:
    starts: list[int] = []
    depth = 0
    at = pieces[0].start
    for piece in pieces:
        for start in sorted({piece.start, *(m.start() for m in _CAPITAL.finditer(source, piece.start, piece.end))}):
            before = source[at:start]
            depth += before.count("(") - before.count(")")
            at = start
            so_far = source[pieces[0].start : start].rstrip()
            if so_far and depth <= 0 and not _GOES_ON.search(so_far) and source[start].isupper():
                starts.append(start)
    return starts


def _cut(source: str, pieces: Sequence[Span], starts: Sequence[int]) -> list[Value]:
    edges = [pieces[0].start, *starts, pieces[-1].end]
    values: list[Value] = []
    for begin, end in pairwise(edges):
        parts = [Span(max(p.start, begin), min(p.end, end)) for p in pieces if p.start < end and p.end > begin]
        values.append(tuple(trim(source, part) for part in parts))
    return values


def _score(
    source: str, pieces: Sequence[Span], fields: Sequence[str], cut: Sequence[int], line_starts: Sequence[int]
) -> int:
    score = sum(2 for start in cut if start in line_starts)
    for field, value in zip(fields, _cut(source, pieces, cut), strict=True):
        words = " ".join(span.of(source) for span in value)
        is_unit = bool(UNIT.search(words))
        if field == "unit":
            score += 2 if is_unit else -2
        else:
            score += (-2 if is_unit else 0) + (1 if _POST.search(words) else 0)
    return score
