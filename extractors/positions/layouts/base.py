"""Define what a layout is: a way in which labels and values are set, recognised by the look of a line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from extractors.model.evidence import Span
from extractors.model.finding import Finding
from extractors.model.position import Basis
from extractors.positions.labels import Head, find_head, find_number
from extractors.positions.lines import Line, find_heads
from extractors.positions.phrases import looks_like_label
from extractors.positions.unlisted import Unlisted, find_in_cell, find_unlisted
from extractors.positions.words import BULLET, ends_sentence

_NAMED_ITEMS = frozenset({"competences", "traits"})
"""Fields whose values are lists of names with their meanings ("Koostöövõime: …"): such a name is no label."""
_LARGEST_STEP = 3
_LONGEST = 60


_BASES: dict[str, Basis] = {"table_rows": "table", "label_row": "table", "sentences": "sentence"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A field, and the places its value stands at (none: the label has no value). ``layout`` read it.

    ``wording`` is the value where a sentence gives it in another case than the field wants. ``is_weak``: said in
    passing, so that any other entry for the field outranks it. ``basis`` is what the value rests on, where the layout
    does not tell.
    """

    field: str
    value: tuple[Span, ...]
    layout: str | None = None
    label: Span | None = None
    wording: str | None = None
    is_weak: bool = False
    basis: Basis | None = None

    @property
    def rests_on(self) -> Basis:
        """What the value rests on; without a layout of its own it stands below a heading, which is its label."""
        return self.basis or _BASES.get(self.layout or "", "label")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a layout read from a line on; ``end`` is the first line that is not its own."""

    entries: tuple[Entry, ...]
    end: int
    findings: tuple[Finding, ...] = ()


class View:
    """The lines of a section with the labels found in them; asked by layouts, which never change it."""

    def __init__(self, source: str, lines: tuple[Line, ...], *, is_labelled: bool, name: str = "other") -> None:
        """Look at the lines of the section ``name``. ``is_labelled`` says whether it holds labels rather than running
        text.
        """
        self.source = source
        self.lines = lines
        self.is_labelled = is_labelled
        self.name = name
        self.heads = tuple((None,) if self._is_heading(i) else self._heads(line) for i, line in enumerate(lines))
        self.counted = self._count_on()
        self.unlisted: list[Unlisted | None] = []
        field = name
        for i, heads in enumerate(self.heads):
            last = heads[-1]
            field = last.field if last else field
            is_plain = any(heads) or field in _NAMED_ITEMS
            self.unlisted.append(None if is_plain else self._unlisted(i))

    def _heads(self, line: Line) -> tuple[Head | None, ...]:
        """Return one head or ``None`` for each cell; for running text, the labels it consists of or begins with."""
        if line.is_row:
            return tuple(self._accept(find_head(self.source, cell), is_cell=True) for cell in line.cells)
        cell = line.cells[0]
        bullet = BULLET.match(self.source, cell.start, cell.end)
        if bullet:
            head = find_head(self.source, Span(bullet.end(), cell.end))
            return (head if head and head.has_colon and not head.is_whole else None,)
        heads = find_heads(self.source, cell)
        if len(heads) > 1:
            return heads
        return (self._accept(find_head(self.source, cell), is_cell=False),)

    def _is_heading(self, i: int) -> bool:
        """Return whether line ``i`` is a label that heads its own numbers ("1. TEENISTUSKOHT" above "1.1. Nimetus")."""
        if i + 1 >= len(self.lines):
            return False
        number = find_number(self.source, self.lines[i].cells[0])[0]
        below = find_number(self.source, self.lines[i + 1].cells[0])[0]
        return number is not None and number.isdigit() and below == f"{number}.1"

    def _accept(self, head: Head | None, *, is_cell: bool) -> Head | None:
        """Return the head if it really is a label here; ``None`` for a word that a sentence happens to begin with."""
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

    def _count_on(self) -> frozenset[int]:
        """Return the lines whose number follows that of a numbered label ("1.6" after "1.5 Asendaja").

        Such a line says something of its own, whether its label is known or not, and is not part of the value above.
        """
        counted = {i for i in range(len(self.lines)) if self._is_heading(i)}
        last: tuple[int, ...] = ()
        for i, line in enumerate(self.lines if self.is_labelled else ()):
            number = _figures(find_number(self.source, line.cells[0])[0])
            if len(number) < 2:
                continue
            if any(self.heads[i]):
                last = number
            elif number[:-1] == last[:-1] and 0 < number[-1] - last[-1] <= _LARGEST_STEP:
                counted.add(i)
                last = number
        return frozenset(counted)

    def _unlisted(self, i: int) -> Unlisted | None:
        line = self.lines[i]
        if line.is_row and self.is_labelled and (in_cell := find_in_cell(self.source, line)) is not None:
            return in_cell
        if line.is_row and not self._is_among_pairs(i):
            return None
        return find_unlisted(self.source, line, is_labelled=self.is_labelled)

    def _is_among_pairs(self, i: int) -> bool:
        """Return whether row ``i`` continues from a row of a label and its value, or opens a table of such rows."""
        before = self.lines[i - 1] if i else None
        if self.cut_label(i):
            return False
        if before is not None and before.is_row:
            if len(before.cells) != 2 or self.cut_label(i - 1):
                return False
            return self._is_pair(i - 1) or (not any(self.heads[i - 1]) and self.unlisted[i - 1] is not None)
        following = i + 1 < len(self.lines) and self.lines[i + 1].is_row
        return following and self._is_pair(i + 1)

    def _is_pair(self, i: int) -> bool:
        heads = self.heads[i]
        return len(heads) == 2 and heads[0] is not None and heads[0].is_whole and heads[1] is None

    def cut_label(self, i: int) -> tuple[Head, int] | None:
        """Return a label wrapped over the first cells of two rows ("Teenistuskoha" / "eesmärk"), and the row after it.

        ``None`` where row ``i`` begins no such label.
        """
        if i + 1 >= len(self.lines) or not self.lines[i + 1].is_row or not self.lines[i].is_row:
            return None
        first, second = self.lines[i].cells[0], self.lines[i + 1].cells[0]
        if first.start == first.end or second.start == second.end:
            return None
        label = f"{first.of(self.source)} {second.of(self.source)}"
        head = find_head(label, Span(0, len(label)))
        if head is None or not head.is_whole:
            return None
        return Head(head.field, head.number, first, Span(first.end, first.end), False, False, False), i + 2

    def has_label(self, i: int) -> bool:
        """Return whether line ``i`` holds a label, listed or not."""
        return any(self.heads[i]) or self.unlisted[i] is not None

    def is_free(self, i: int) -> bool:
        """Return whether line ``i`` exists and may belong to the value before it.

        It holds no label, and its number does not follow that of a label.
        """
        return i < len(self.lines) and not self.has_label(i) and i not in self.counted

    def free_end(self, i: int) -> int:
        """Return the first line, from ``i`` on, that may not belong to the value before it; the end where there is
        none.
        """
        while self.is_free(i):
            i += 1
        return i

    def is_label_alone(self, i: int) -> bool:
        """Return whether line ``i`` is running text that is one label and nothing else."""
        if i >= len(self.lines) or self.lines[i].is_row or len(self.heads[i]) != 1:
            return False
        head = self.heads[i][0]
        return head is not None and head.is_whole

    def is_unknown_alone(self, i: int) -> bool:
        """Return whether line ``i`` is an unknown label alone: a short line whose number follows that of a label."""
        if i >= len(self.lines) or i not in self.counted or self.unlisted[i] is not None or self._is_heading(i):
            return False
        words = self.words(i)
        return len(words) <= _LONGEST and not ends_sentence(words) and looks_like_label(words, is_numbered=True)

    def begins_run(self, i: int) -> bool:
        """Return whether labels follow one another from line ``i`` on, without values between them."""
        if not self.is_label_alone(i):
            return False
        return self.is_label_alone(i + 1) or (self.is_unknown_alone(i + 1) and self.is_label_alone(i + 2))

    def words(self, i: int) -> str:
        """Return the words of line ``i`` without its ordinal."""
        cell = self.lines[i].cells[0]
        return self.source[find_number(self.source, cell)[1] : cell.end]

    def cells(self, start: int, end: int) -> tuple[Span, ...]:
        """Return the filled cells of the lines from ``start`` up to, but not including, ``end``."""
        return tuple(cell for line in self.lines[start:end] for cell in line.cells if cell.start < cell.end)


def _figures(number: str | None) -> tuple[int, ...]:
    return tuple(int(figure) for figure in number.split(".")) if number and number[0].isdigit() else ()


class Layout(Protocol):
    """A module of ``layouts``. At one line at most one layout fits."""

    NAME: str

    def fits(self, view: View, i: int) -> bool:
        """Return whether labels and values are set in this way from line ``i`` on."""

    def read(self, view: View, i: int) -> Reading:
        """Return the entries that begin at line ``i``. Call it only where ``fits`` is true."""
