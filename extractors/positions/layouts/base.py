"""What a layout is: a way in which labels and values are set, known by its look at a line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from extractors.model.evidence import Span
from extractors.model.finding import Finding
from extractors.positions.labels import Head, find_head
from extractors.positions.lines import Line, find_heads
from extractors.positions.words import BULLET


@dataclass(frozen=True, slots=True)
class Entry:
    """A field, and the places its value stands at (none: the label has no value). ``layout`` read it.

    ``wording`` is the value where a sentence gives it in another case than the field wants. ``is_weak``: said in
    passing, so that any other entry for the field outranks it.
    """

    field: str
    value: tuple[Span, ...]
    layout: str | None = None
    label: Span | None = None
    wording: str | None = None
    is_weak: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What a layout read from a line on; ``end`` is the first line that is not its own."""

    entries: tuple[Entry, ...]
    end: int
    findings: tuple[Finding, ...] = ()


class View:
    """The lines of a section with the labels found in them; asked by layouts, which never change it."""

    def __init__(self, source: str, lines: tuple[Line, ...], *, is_labelled: bool) -> None:
        self.source = source
        self.lines = lines
        self.is_labelled = is_labelled
        self.heads = tuple(self._heads(line) for line in lines)

    def _heads(self, line: Line) -> tuple[Head | None, ...]:
        """One head or ``None`` for each cell; for running text the labels it consists of, or begins with."""
        if line.is_row:
            return tuple(self._accept(find_head(self.source, cell), is_cell=True) for cell in line.cells)
        cell = line.cells[0]
        if BULLET.match(self.source, cell.start, cell.end):
            return (None,)
        heads = find_heads(self.source, cell)
        if len(heads) > 1:
            return heads
        return (self._accept(find_head(self.source, cell), is_cell=False),)

    def _accept(self, head: Head | None, *, is_cell: bool) -> Head | None:
        """A head that really is a label here, rather than a word that a sentence happens to begin with."""
        if head is None or head.has_colon:
            return head
        if is_cell:
            return head if head.is_whole else None
        if head.is_whole:
            return head if not head.is_shy or head.number else None
        is_capital = self.source[head.label.start].isupper()
        is_sentence = self.source[head.rest.start : head.rest.end].startswith(("on ", "ei "))
        if head.number and head.depth > 1:
            return head if is_capital and not head.is_shy else None
        is_plain = head.is_shy or not is_capital or (is_sentence and head.field != "purpose")
        return None if is_plain or not self.is_labelled else head

    def is_free(self, i: int) -> bool:
        """Whether line ``i`` exists and holds no label: it may belong to the value before."""
        return i < len(self.lines) and not any(self.heads[i])

    def free_end(self, i: int) -> int:
        """The first line from ``i`` on that holds a label."""
        while self.is_free(i):
            i += 1
        return i

    def is_label_alone(self, i: int) -> bool:
        """Whether line ``i`` is running text that is one label and nothing else."""
        if i >= len(self.lines) or self.lines[i].is_row or len(self.heads[i]) != 1:
            return False
        head = self.heads[i][0]
        return head is not None and head.is_whole

    def cells(self, start: int, end: int) -> tuple[Span, ...]:
        """The filled cells of lines ``start`` to ``end``."""
        return tuple(cell for line in self.lines[start:end] for cell in line.cells if cell.start < cell.end)


class Layout(Protocol):
    """A module of ``layouts``. At one line at most one layout fits."""

    NAME: str

    def fits(self, view: View, i: int) -> bool:
        """Whether labels and values are set in this way from line ``i`` on."""

    def read(self, view: View, i: int) -> Reading:
        """The entries that begin at line ``i``; only where ``fits``."""
