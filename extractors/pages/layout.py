"""Convert PDF bytes to ``DocumentText``: read pages one by one, join rows over page breaks, assign offsets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import takewhile

from extractors.errors import EmptyFile, OcrMissing, UnreadableFile
from extractors.model.evidence import Span
from extractors.model.finding import Finding
from extractors.model.text import Block, DocumentText, PlacedText
from extractors.pages.aside import aside_findings, list_aside
from extractors.pages.furniture import find_furniture, find_interrupted, find_running_feet, lines_of_text, words_in
from extractors.pages.labels import heads_acts, heads_duties, starts_low, starts_numbered
from extractors.pages.line_numbers import without_line_numbers
from extractors.pages.marks import Marks
from extractors.pages.merged_cells import part_merged
from extractors.pages.page_breaks import Interruption, PrintedLine, printed_lines
from extractors.pages.pdf import DamagedTables, read_pages
from extractors.pages.reading_order import PageState, read_page
from extractors.pages.rows import PrintedRow
from extractors.pages.saved_anew import saved_anew
from extractors.pages.scans import find_doubted, read_scans, why_no_engine
from extractors.pages.side_by_side import find_side_by_side
from extractors.pages.stamps import without_stamps
from extractors.pages.text_columns import PageSplit, doubt_parted_acts, split_columns
from extractors.pages.turned_places import turn_back
from extractors.pages.words import PageWords
from extractors.tools import NO_TOOLS, Tools


def read_pdf(
    data: bytes, sha256: str, tools: Tools = NO_TOOLS, marks: Sequence[Marks] = ()
) -> tuple[DocumentText, tuple[Finding, ...]]:
    """Return the text of a PDF in reading order, with findings on pages that gave no text, or gave it only to OCR.

    ``marks`` are those of the annotations, page by page.
    Raises ``EmptyFile`` where no page holds text, ``OcrMissing`` where there are only images of text and this machine
    cannot read them (the message says what to install), and what ``read_pages`` raises. Where the tables are damaged
    and PDFium mends them, as viewers do, that is read.
    """
    try:
        return _read_whole(data, sha256, tools, marks)
    except DamagedTables as error:
        if (mended := saved_anew(data)) is None:
            raise
        text, findings = _read_whole(mended, sha256, tools, marks)
        told = f"the file is damaged: {error.what}; it was read as viewers mend it"
        return text, (Finding("tables_mended", told), *findings)


def _read_whole(
    data: bytes, sha256: str, tools: Tools, marks: Sequence[Marks]
) -> tuple[DocumentText, tuple[Finding, ...]]:
    pages, scans = read_scans(data, sha256, read_pages(data, marks=marks), tools)
    if scans.unread and not any(page.words for page in pages):
        raise OcrMissing(f"a scan: none of the {len(pages)} pages has a text layer; {why_no_engine(tools)}")
    text, findings = read_layout(pages, sha256)
    return text, (*scans.all_findings(tools), *findings)


def read_layout(pages: Iterable[PageWords], sha256: str) -> tuple[DocumentText, tuple[Finding, ...]]:
    """Return the same from words that any reader supplied."""
    held = list(pages)
    if all(page.failure for page in held):
        raise UnreadableFile(f"no page of the PDF can be read: {held[0].failure}" if held else "the PDF has no pages")
    if not any(page.words for page in held):
        raise EmptyFile(f"none of the {len(held)} pages contains text")
    numbered = [without_line_numbers(without_stamps(page)) for page in held]
    held = [page for page, _ in numbered]
    rows: list[PrintedRow] = []
    state = PageState()
    splits: list[PageSplit] = []
    printed = [printed_lines(page) for page in held]
    furniture = find_furniture(held, printed)
    between = find_interrupted(held, printed, furniture)
    for page, lines in zip(held, lines_of_text(printed, _with_interruptions(furniture, between)), strict=True):
        words = words_in(page, lines)
        edges_before = splits[-1].edges if splits else ()
        split = split_columns(page, words, [line.words for line in lines], state.edges, edges_before)
        for area in split.areas:
            open_state = replace(state, edges=()) if split.edges else state
            seen = () if split.edges else (split.runs, split.tables)
            found, state_after = read_page(area, area.words, open_state, *seen)
            found = part_merged(found, state.lists_duties)
            if split.doubt is None:
                is_column = bool(split.edges)
                known = () if is_column or not splits else splits[-1].edges
                doubt = find_side_by_side(found, state.lists_duties, is_column=is_column, edges_before=known)
                split = replace(split, doubt=doubt)
            rows = join_page(rows, found, state.lists_duties)
            state = state_after
        splits.append(split)
    text = replace(turn_back(build_text(rows, held, sha256), held), unseen=tuple(list_aside(held)))
    doubts = (*_row_findings(rows, text), *_column_findings(doubt_parted_acts(splits), text))
    counted = [(page.page_number, count) for page, count in numbered if count]
    left_out = (*_feet_findings(held, furniture), *_interruption_findings(between), *_number_findings(counted))
    return text, (*_page_findings(held), *aside_findings(text.unseen), *find_doubted(text, held), *left_out, *doubts)


def _with_interruptions(
    furniture: Sequence[Sequence[PrintedLine]], between: Sequence[Interruption]
) -> list[list[PrintedLine]]:
    gone = [list(lines) for lines in furniture]
    for each in between:
        gone[each.page_number - 1] += each.lines
    return gone


def join_page(rows: Sequence[PrintedRow], page: Sequence[PrintedRow], lists_duties: bool) -> list[PrintedRow]:
    """Return the rows so far with those of one more page; a row cut by the page break is joined.

    A table's heading repeated at the top ends nothing and is left out.
    """
    joined, more = list(rows), list(page)
    header = _header_in_force(joined) if lists_duties else _head_of_acts(joined)
    if header and more:
        more[:1] = _without_header(more[0], header)
    if joined and more:
        more[0] = _without_number_cell(more[0], joined[-1])
    if joined and more and _goes_on(joined[-1], more[0], lists_duties):
        joined[-1] = joined[-1].continued(more.pop(0))
    return joined + more


def _without_number_cell(row: PrintedRow, before: PrintedRow) -> PrintedRow:
    """Return the rest of a row whose number stands on the page before, joined to the duty's cell."""
    if row.cells[0] or len(row.cells) != len(before.cells) + 1 or len(row.cells) < 3:
        return row
    joined = replace(row, cells=row.cells[1:], columns=(row.columns[0], *row.columns[2:]))
    return joined if joined.has_columns_of(before) else row


def _without_header(row: PrintedRow, header: PrintedRow) -> list[PrintedRow]:
    """Return a row without the heading's lines at its top: nothing, the rest, or all of it."""
    if len(row.cells) != len(header.cells):
        return [row]
    pairs = list(zip(row.cells, header.cells, strict=True))
    if any([line.text for line in cell[: len(head)]] != [line.text for line in head] for cell, head in pairs):
        return [row]
    rest = replace(row, cells=tuple(cell[len(head) :] for cell, head in pairs))
    return [rest] if any(rest.cells) else []


def _header_in_force(rows: Sequence[PrintedRow]) -> PrintedRow | None:
    return next((row for row in reversed(rows) if heads_duties(row.texts)), None)


def _head_of_acts(rows: Sequence[PrintedRow]) -> PrintedRow | None:
    """Return the head of the table of acts with which the rows end; ``None`` where they end with anything else."""
    table = takewhile(lambda row: len(row.cells) > 1 and row.has_columns_of(rows[-1]), reversed(rows))
    return next((row for row in table if heads_acts(row.texts)), None)


def _goes_on(before: PrintedRow, first: PrintedRow, lists_duties: bool) -> bool:
    if len(first.cells) < 2 or not first.has_columns_of(before) or heads_duties(before.texts):
        return False
    text = first.texts[0]
    if not text:
        # An empty first cell may span rows, where the next cell begins a duty of its own.
        return not (lists_duties and len(first.texts) > 2 and starts_numbered(first.texts[1]))
    if lists_duties and starts_numbered(before.texts[0]):
        return not starts_numbered(text) and not heads_duties(first.texts)
    return starts_low(text)


def build_text(rows: Sequence[PrintedRow], pages: Sequence[PageWords], sha256: str) -> DocumentText:
    """Lay out the rows of ``pages`` as one text: line feeds between rows and within cells, tabs between cells."""
    pieces: list[str] = []
    blocks: list[Block] = []
    places: list[PlacedText] = []
    starts = [-1] * len(pages)
    at = 0
    begun = 0
    for row in rows:
        while begun < row.page_number:
            starts[begun] = at
            begun += 1
        cells: list[Span] = []
        for cell in row.cells:
            begin = at
            for number, line in enumerate(cell):
                if number:
                    pieces.append("\n")
                    at += 1
                pieces.append(line.text)
                places.append(PlacedText(Span(at, at + len(line.text)), line.box, line.edges))
                at += len(line.text)
            cells.append(Span(begin, at))
            pieces.append("\t")
            at += 1
        pieces[-1] = "\n"
        blocks.append(Block(tuple(cells), row.page_number, row.is_ruled))
    text = "".join(pieces)
    starts = [len(text) if start < 0 else start for start in starts]
    ends = [*starts[1:], len(text)]
    spans = tuple(Span(start, end) for start, end in zip(starts, ends, strict=True))
    sizes = tuple((round(page.width, 2), round(page.height, 2)) for page in pages)
    return DocumentText(sha256, text, tuple(blocks), spans, tuple(places), sizes)


def _row_findings(rows: Sequence[PrintedRow], text: DocumentText) -> Iterable[Finding]:
    for row, block in zip(rows, text.blocks, strict=True):
        if row.doubt:
            yield Finding("rows_uncertain", f"page {row.page_number}: {row.doubt}", block.span)


def _column_findings(splits: Sequence[PageSplit], text: DocumentText) -> Iterable[Finding]:
    """Yield pages that may have newspaper columns but were read otherwise: the order of their words is doubtful."""
    for number, (split, span) in enumerate(zip(splits, text.pages, strict=True), 1):
        if split.doubt:
            yield Finding("columns_uncertain", f"page {number} may have columns of text: {split.doubt}", span)


def _feet_findings(pages: Sequence[PageWords], furniture: Sequence[Sequence[PrintedLine]]) -> Iterable[Finding]:
    """Report the repeated foot of pages, which is not part of the text."""
    for words, page_number in find_running_feet(pages, furniture).items():
        yield Finding("running_foot", f"left out of the text: the foot of pages from {page_number} on: {words[:200]}")


def _number_findings(counted: Sequence[tuple[int, int]]) -> Iterable[Finding]:
    for page_number, count in counted:
        yield Finding("line_numbers", f"page {page_number}: {count} numbers of lines are left out of the text")


def _interruption_findings(between: Sequence[Interruption]) -> Iterable[Finding]:
    for each in between:
        words = " ".join(line.text for line in each.lines)[:300]
        message = f"page {each.page_number}: left out between the halves of a sentence that goes on: {words}"
        yield Finding("page_break_text", message)


def _page_findings(pages: Sequence[PageWords]) -> Iterable[Finding]:
    for page in pages:
        if page.failure:
            yield Finding("unreadable_page", f"page {page.page_number} cannot be read: {page.failure}")
        elif not page.words:
            yield Finding("page_without_text", f"page {page.page_number} has no text layer")
        if page.slant:
            message = (
                f"page {page.page_number} is drawn slanted by {abs(page.slant)} degrees: its lines may be mixed up"
            )
            yield Finding("slanted_page", message)
        if page.turned:
            words = " ".join(page.turned)[:200]
            yield Finding(
                "turned_text",
                f"page {page.page_number} has text that is not horizontal or stands over or beside the lines: {words}",
            )
        if any("(cid:" in word.text for word in page.words):
            yield Finding("unmapped_glyphs", f"page {page.page_number} has letters without a name in the file")
