"""Read approvals from a table: a head with the column "Lisa", and a row for each annex.

1. Kinnitan ametijuhendid järgmiselt:
Jrk nr | Teenistuskoht | Lisa
1      | jurist        | 1
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.citations.view import Reading
from extractors.effects.act_reading import ActReading
from extractors.effects.classify import find_verbs
from extractors.effects.dates import EffectDate
from extractors.effects.leads import led_rows, whole_lead
from extractors.effects.outcome import Governor
from extractors.model.effect import Affected, Effect
from extractors.model.evidence import Span
from extractors.model.text import Block, DocumentText

_CELL = re.compile(r"[\t|]")
_HEAD = re.compile(r"lisa(?:\s+(?:nr|number))?\.?|lisa\s+jrk", re.IGNORECASE)
_NUMBER = re.compile(r"(?:lisa\s+)?(?:nr\.?\s*)?(?P<number>\d{1,3}(?:\.\d{1,2})?)\.?", re.IGNORECASE)
_HEAD_LINE = re.compile(r"^(?=[^\n]*[\t|])(?=[^\n]*\b[Ll]isa\b)[^\n]{3,300}$", re.MULTILINE)
# at least three dashes, with the frame and the marks of alignment
_RULE = re.compile(r"(?=.*-{2})[\s|:+=-]{3,300}")
_LEAD_REACH = 400


@dataclass(frozen=True, slots=True)
class AnnexRow:
    span: Span
    number: str
    title: str | None


@dataclass(frozen=True, slots=True)
class AnnexTable:
    """A table of annexes. ``span`` runs from the head to the last row; ``lead`` is the verb of approval above it."""

    span: Span
    lead: Span
    rows: tuple[AnnexRow, ...]


def find_heads(head_line: re.Pattern[str], text: str, region: Span) -> Iterator[re.Match[str]]:
    """Return the lines of a region that may be the head of a table: each has cells, which most texts have not."""
    has_cells = _CELL.search(text, region.start, region.end) is not None
    return head_line.finditer(text, region.start, region.end) if has_cells else iter(())


def find_tables(reading: Reading, text: str, region: Span) -> tuple[AnnexTable, ...]:
    """Return the tables of a region that list annexes under a verb of approval."""
    found = []
    for head in find_heads(_HEAD_LINE, text, region):
        column = next((n for n, cell in enumerate(split_cells(head.group())) if _HEAD.fullmatch(cell)), None)
        verbs = find_verbs(reading.masked, max(region.start, head.start() - _LEAD_REACH), head.start())
        if column is None or not verbs or verbs[-1].effect != "approve":
            continue
        rows = tuple(_rows(text, head.end() + 1, region.end, column))
        if rows:
            found.append(AnnexTable(Span(head.start(), rows[-1].span.end), Span(verbs[-1].start, head.start()), rows))
    return tuple(found)


def with_whole_cells(text: DocumentText, region: Span) -> str:
    """Return the text, as long as before, with blanks for the line feeds within cells of a region.

    So a row of a table is one line.
    """
    pieces, at = [], region.start
    for block in text.blocks[bisect_left(text.blocks, region.start, key=_start_of_block) :]:
        if block.span.end > region.end:
            break
        if len(block.cells) > 1:
            pieces += [text.text[at : block.span.start], block.span.of(text.text).replace("\n", " ")]
            at = block.span.end
    return "".join([text.text[: region.start], *pieces, text.text[at:]]) if pieces else text.text


def _start_of_block(block: Block) -> int:
    return block.cells[0].start


def add_tables(
    act: ActReading, tables: Sequence[AnnexTable], effects: Sequence[Effect], opened: Sequence[Governor]
) -> tuple[Effect, ...]:
    """Return the effects with one approval for each row of the tables, in the order of the text.

    The lead's own approval, which names no annex, is removed: the rows say all of it. ``opened`` are the leads that
    were read.
    """
    result = list(effects)
    for table in tables:
        kind = act.kind_of(table.lead)
        result = [effect for effect in result if not _is_lead(effect, table.lead)]
        at = bisect_right(result, table.lead.start, key=lambda effect: effect.evidence.span.start)
        starts = act.stated_start(whole_lead(table.lead, opened), ())
        result[at:at] = led_rows(act, (_approval(act, row, kind, starts) for row in table.rows), table.lead, opened)
    return tuple(result)


def _rows(text: str, start: int, end: int, column: int) -> Iterator[AnnexRow]:
    """Yield the rows from an offset on, up to the first line that is not a row of the table."""
    for line in table_lines(text, start, end):
        cells = split_cells(line.of(text))
        number = _NUMBER.fullmatch(cells[column]) if len(cells) > column else None
        if number is None:
            return
        words = [cell for n, cell in enumerate(cells) if n != column and re.search(r"[^\W\d_]{2}", cell)]
        yield AnnexRow(line, number["number"], " ".join(words)[:300] or None)


def table_lines(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the lines from an offset on, without those that only part a table's head from its rows: "|:--|--:|"."""
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        if _RULE.fullmatch(text, start, stop) is None:
            yield Span(start, stop)
        start = stop + 1


def split_cells(line: str) -> list[str]:
    """Return the cells of a line that tabs or bars part, without the blanks around them; empty ones keep their place.

    Bars at both ends are the frame of the line.
    """
    line = line.strip(" \n")
    framed = line[1:-1] if line.startswith("|") and line.endswith("|") else line
    return [cell.strip() for cell in _CELL.split(framed)]


def _approval(act: ActReading, row: AnnexRow, kind: str | None, starts: EffectDate | None) -> Effect:
    own = Affected(kind=kind, annexes=(row.number,), scope="annexes")
    return replace(act.effect("approve", own, row.span, starts), item_title=row.title)


def _is_lead(effect: Effect, place: Span) -> bool:
    is_bare = effect.effect == "approve" and effect.affected.annexes is None and effect.affected.number is None
    return is_bare and effect.evidence.span.overlaps(place)
