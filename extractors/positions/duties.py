"""Read duties and their expected outcomes, from a table or from running lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractors.model.evidence import Span
from extractors.model.finding import Finding
from extractors.model.position import Duty
from extractors.model.text import DocumentText
from extractors.positions.headed import find_headed_duties
from extractors.positions.lines import Line
from extractors.positions.outcomes import begins_outcome, split_outcomes
from extractors.positions.plain_list import read_plain_list, split_items
from extractors.positions.sections import Section
from extractors.positions.words import (
    INNER_BULLET,
    begins_small,
    ends_sentence,
    read_words,
    split_lines,
    trim,
    without_bullet,
)
from extractors.words.months import ANY_STEM

_NUMBER = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){1,3})(?:[.)]|(?=\s)|$)\s*|(?P<flat>\d{1,2})[.)](?=\s|$)\s*")
_INNER = re.compile(r"(?<=\s)\d{1,2}(?:\.\d{1,2}){1,3}\.?(?=\s)")
# "2. jaanuaril" is a day
_INNER_FLAT = re.compile(
    r"(?<=\s)\d{1,2}[.)](?=\s)"
    rf"(?!\s+{ANY_STEM})"
)
_LIST_ITEM = re.compile(r"<li\b[^<>]*>", re.IGNORECASE)
_BARE_NUMBER = re.compile(r"\d{1,2}")
_LARGEST_GAP = 8
_BLANKS = " \t\n\r\f\v\u00a0\ufeff"
_AROUND_DASH = _BLANKS + "-–—"

Ordinal = tuple[int, ...]


@dataclass(slots=True)
class _Row:
    """A duty while it is being read: the places of its words, and of each outcome's words."""

    number: str | None
    start: int
    duty: list[Span] = field(default_factory=list)
    outcomes: list[list[Span]] = field(default_factory=list)

    def spans(self) -> list[Span]:
        return [*self.duty, *(span for outcome in self.outcomes for span in outcome)]


def read_duties(
    text: DocumentText, section: Section
) -> tuple[tuple[Duty, ...], tuple[tuple[str, str], ...], tuple[Finding, ...]]:
    """Return the duties of a section in their order, the further columns of their table, and the doubts about them.

    A further column ("Osakaal %") comes as its head and its cells, each after the number of its duty.

    Rows of cells and running lines may alternate: a row cut by a page break continues in either form. In running lines
    a duty ends where its outcomes begin; a line that continues an unfinished duty still joins that duty when outcomes
    stand between.
    """
    reader = _Reader(text.text, section)
    for at, line in enumerate(section.lines):
        if line.is_row:
            reader.take_row(line)
        elif at in reader.headed:
            reader.take_headed(line, at)
        else:
            reader.take_line(line)
    duties = tuple(duty for row in reader.rows if (duty := _duty(text, row)))
    others = tuple((head, "; ".join(cells)) for head, cells in reader.others.items())
    return duties, others, tuple(reader.findings)


def _duty(text: DocumentText, row: _Row) -> Duty | None:
    words = read_words(text.text, row.duty).text
    outcomes = tuple(o for spans in row.outcomes if (o := read_words(text.text, spans).text.strip(" |")))
    if not words and not outcomes:
        return None
    end = max([row.start, *(span.end for span in row.spans())])
    return Duty(row.number, words.strip(" |"), outcomes, text.evidence(Span(row.start, end)))


class _Reader:
    """Rows in the making; the last one is open."""

    def __init__(self, source: str, section: Section) -> None:
        self.source = source
        self.section = section
        self.rows: list[_Row] = []
        self.last: Ordinal | None = None
        self.findings: list[Finding] = []
        self.others: dict[str, list[str]] = {}
        self.headed = find_headed_duties(source, section)
        self.plain = read_plain_list(source, [line.cells[0] for line in section.lines if not line.is_row])
        self.has_bullets = any(
            without_bullet(source, piece) or INNER_BULLET.search(source, piece.start, piece.end)
            for line in section.lines
            if not line.is_row
            for piece in split_lines(source, line.cells[0])
        )

    def take_row(self, line: Line) -> None:
        cells = self._take_others(list(line.cells))
        number, start = self._number(cells[0], is_cell=True)
        if number:
            begin = cells[0].start
            duty = trim(self.source, Span(start, cells[0].end))
            if duty.start == duty.end and len(cells) > (2 if self.section.has_outcomes else 1):
                duty, cells = cells[1], cells[1:]
            self._open(number, begin, duty)
        elif self._is_new_unnumbered(cells):
            bare = without_bullet(self.source, cells[0])
            self._open(None, cells[0].start, bare or cells[0])
        elif not self.rows:
            return
        else:
            self._extend_duty(cells[0])
        for cell in cells[1:]:
            self._extend_outcomes(split_outcomes(self.source, cell))
        for head, words in self.waiting:
            name = self.rows[-1].number or str(len(self.rows))
            self.others.setdefault(head, []).append(f"{name}: {words}")

    def _take_others(self, cells: list[Span]) -> list[Span]:
        """Return the cells of duty and outcomes in this order, and any cell left of them; keep the rest for the duty's
        number.
        """
        columns = self.section.columns
        self.waiting: list[tuple[str, str]] = []
        if columns is None or not columns.others or len(cells) < columns.width:
            return cells
        found = [(head, read_words(self.source, (cells[place],)).text) for place, head in columns.others]
        self.waiting = [(head, words) for head, words in found if words]
        gone = {len(cells) + place for place, _ in columns.others}
        return [cell for at, cell in enumerate(cells) if at not in gone]

    def take_headed(self, line: Line, at: int) -> None:
        """Take a line of a list in which each duty stands above a line "Oodatavad tulemused"."""
        cell = line.cells[0]
        role = self.headed[at]
        if role == "duty" or not self.rows:
            self._open(None, cell.start, cell)
        elif role == "more":
            self.rows[-1].duty.append(cell)
        else:
            self._extend_outcomes(split_outcomes(self.source, cell))

    def _is_new_unnumbered(self, cells: list[Span]) -> bool:
        """Return whether a row of a table without numbers begins a duty: its first cell is filled and does not continue
        one.
        """
        if self.last is not None or cells[0].start == cells[0].end:
            return False
        return not self.rows or not begins_small(cells[0].of(self.source))

    def take_line(self, line: Line) -> None:
        for piece in split_lines(self.source, line.cells[0]):
            if self.plain.has_letters or _LIST_ITEM.search(self.source, piece.start, piece.end):
                for part in self._items(piece):
                    self._open(None, part.start, part)
                continue
            if self.plain.is_one_line:
                for part in split_items(self.source, piece):
                    self._open(None, part.start, part)
                continue
            for part in self._by_inner_numbers(piece):
                self._take_piece(part, starts_paragraph=line.starts_paragraph)

    def _items(self, piece: Span) -> list[Span]:
        """Return the items of an HTML list left in one line, each with its mark, or a line without the letter of its
        bullet.
        """
        if self.plain.has_letters:
            return [trim(self.source, Span(piece.start + 2, piece.end))]
        cuts = [match.start() for match in _LIST_ITEM.finditer(self.source, piece.start, piece.end)]
        return [Span(a, b) for a, b in zip(cuts, [*cuts[1:], piece.end], strict=True)]

    def _by_inner_numbers(self, piece: Span) -> list[Span]:
        """Split "3.1. nõustab … 3.2. osaleb …" within one line, as long as the numbers count up by one."""
        cuts = [piece.start]
        last = _ordinal(self._number(piece, is_cell=False)[0]) or self.last
        inner = _INNER_FLAT if last and len(last) == 1 else _INNER
        for match in inner.finditer(self.source, piece.start + 1, piece.end):
            ordinal = _ordinal(match[0].rstrip(".)"))
            if last and ordinal and ordinal[:-1] == last[:-1] and ordinal[-1] == last[-1] + 1:
                cuts.append(match.start())
                last = ordinal
        return [trim(self.source, Span(a, b)) for a, b in zip(cuts, [*cuts[1:], piece.end], strict=True)]

    def _take_piece(self, piece: Span, *, starts_paragraph: bool) -> None:
        number, start = self._number(piece, is_cell=False)
        if number:
            self._open(number, piece.start, None)
            self._take_words(trim(self.source, Span(start, piece.end)), is_first=True)
            return
        bare = without_bullet(self.source, piece)
        self._doubt_number(piece)
        if bare:
            self._take_bullet(piece, bare)
        elif self.rows:
            self._take_words(piece, is_first=False)
        elif not self.source[piece.start : piece.end].endswith(":"):
            self._open(None, piece.start, piece)

    def _doubt_number(self, piece: Span) -> None:
        """Report a number that begins a sentence and does not count on: its words may be no part of the duty above."""
        match = _NUMBER.match(self.source, piece.start, piece.end)
        ordinal = _ordinal(match["number"]) if match else None
        if match is None or not ordinal or not self.last or ordinal <= self.last or not self.rows:
            return
        before = read_words(self.source, self.rows[-1].spans()).text
        if ends_sentence(before) and self.source[match.end() : piece.end][:1].isupper():
            message = (
                f"number {match['number']} does not follow {self._last_number()}; its words are kept with that duty"
            )
            self.findings.append(Finding("duty_number_unexpected", message, piece))

    def _last_number(self) -> str:
        return ".".join(map(str, self.last or ()))

    def _take_bullet(self, piece: Span, bare: Span) -> None:
        if self.rows and self.section.has_outcomes:
            self.rows[-1].outcomes.append([bare])
        elif self.rows and self.last is not None:
            self.rows[-1].duty.append(piece)
        else:
            self._open(None, piece.start, bare)

    def _take_words(self, piece: Span, *, is_first: bool) -> None:
        """Take words without number or bullet: the duty's, an outcome's, or (in a plain list) the next duty."""
        row = self.rows[-1]
        if not self.section.has_outcomes:
            self._take_plain(row, piece, is_first=is_first)
            return
        bullet = INNER_BULLET.search(self.source, piece.start, piece.end)
        if bullet:
            self._take_columns(row, piece, bullet)
        elif is_first:
            cut = begins_outcome(self.source, piece)
            row.duty.append(trim(self.source, Span(piece.start, cut or piece.end), _AROUND_DASH if cut else _BLANKS))
            if cut:
                row.outcomes.append([trim(self.source, Span(cut, piece.end))])
        else:
            self._continue(row, piece)

    def _take_plain(self, row: _Row, piece: Span, *, is_first: bool) -> None:
        is_next = not is_first and self.last is None
        if is_next and self.plain.begins(self.source, row.duty, piece):
            self._open(None, piece.start, piece)
        else:
            row.duty.append(piece)

    def _take_columns(self, row: _Row, piece: Span, bullet: re.Match[str]) -> None:
        """Take two columns printed across into one line: the bullet shows where the second begins."""
        before = trim(self.source, Span(piece.start, bullet.start()), " \t\n|")
        if before.start < before.end:
            (row.duty if not row.outcomes or not ends_sentence(self._duty_words(row)) else row.outcomes[-1]).append(
                before
            )
        row.outcomes.extend(split_outcomes(self.source, Span(bullet.start(), piece.end)))
        is_cut = before.start < before.end and not ends_sentence(before.of(self.source))
        if is_cut and not any(f.code == "columns_interleaved" for f in self.findings):
            message = "duties and outcomes are printed through one another: what belongs to which is uncertain"
            self.findings.append(Finding("columns_interleaved", message, piece))

    def _continue(self, row: _Row, piece: Span) -> None:
        words = piece.of(self.source)
        duty_is_done = ends_sentence(self._duty_words(row))
        if not row.outcomes:
            if self.has_bullets or (begins_small(words) and not duty_is_done):
                row.duty.append(piece)
            else:
                row.outcomes.append([piece])
            return
        last_is_done = ends_sentence(read_words(self.source, row.outcomes[-1]).text)
        if begins_small(words) and last_is_done and not duty_is_done:
            row.duty.append(piece)
        elif last_is_done and not begins_small(words):
            row.outcomes.append([piece])
        else:
            row.outcomes[-1].append(piece)

    def _duty_words(self, row: _Row) -> str:
        return read_words(self.source, row.duty).text

    def _open(self, number: str | None, start: int, duty: Span | None) -> None:
        if number and _ordinal(number) == self.last:
            self.findings.append(Finding("duty_number_repeated", f"two duties bear the number {number}", duty))
        self.rows.append(_Row(number, start, [duty] if duty else []))
        if number:
            self.last = _ordinal(number)

    def _extend_duty(self, cell: Span) -> None:
        if cell.start < cell.end:
            self.rows[-1].duty.append(cell)

    def _extend_outcomes(self, outcomes: list[list[Span]]) -> None:
        """Add the outcomes of one more cell; the first continues the last one where the end of a page cut that off."""
        row = self.rows[-1]
        if not outcomes:
            return
        first = outcomes[0][0]
        is_bulleted = bool(INNER_BULLET.search(self.source, max(0, first.start - 3), first.start + 1))
        if row.outcomes and not is_bulleted:
            words = first.of(self.source)
            if begins_small(words) or not ends_sentence(read_words(self.source, row.outcomes[-1]).text):
                row.outcomes[-1].extend(outcomes[0])
                outcomes = outcomes[1:]
        row.outcomes.extend(outcomes)

    def _number(self, span: Span, *, is_cell: bool) -> tuple[str | None, int]:
        """Return the ordinal that begins a duty here and where its words begin; ``None`` where the figures are not an
        ordinal.
        """
        match = _NUMBER.match(self.source, span.start, span.end)
        if is_cell and _BARE_NUMBER.fullmatch(self.source, span.start, span.end):
            bare = span.of(self.source)
            return (bare, span.end) if self._counts_on((int(bare),), is_cell) else (None, span.start)
        if not match:
            return None, span.start
        number = match["number"] or match["flat"]
        ordinal = _ordinal(number)
        return (number, match.end()) if ordinal and self._counts_on(ordinal, is_cell) else (None, span.start)

    def _counts_on(self, ordinal: Ordinal, is_cell: bool) -> bool:
        if self.last is None:
            is_own = self.section.number is None or len(ordinal) == 1 or ordinal[0] == self.section.number
            return is_own or is_cell
        if ordinal < self.last or (len(ordinal) == 1) != (len(self.last) == 1):
            return False
        same = min(len(ordinal), len(self.last)) - 1
        step = ordinal[same] - self.last[same]
        return ordinal[:same] == self.last[:same] and 0 <= step <= _LARGEST_GAP


def _ordinal(number: str | None) -> Ordinal | None:
    return tuple(int(part) for part in number.rstrip(".").split(".")) if number else None
