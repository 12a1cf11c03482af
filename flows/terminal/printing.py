"""Print answers. Rich draws on a terminal; output into a file or a program stays plain and complete."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.text import Text

from flows.ask.quotes import tell_quote
from flows.visible import make_visible

if TYPE_CHECKING:  # printing a message needs none of what answers come from
    from flows.run.summary import Summary
    from flows.takedown import Preview
    from flows.terminal.sentences import Context
    from flows.terminal.tables import Look
    from warehouse.ask.checks import CheckResult
    from warehouse.ask.evidence import EvidencePlace
    from warehouse.ask.history import HistoryStep
    from warehouse.ask.queries import QueryResult, ShippedQuery


def out() -> Console:
    """Return standard output as a Rich console."""
    # A pipe has no width. A table cut at 80 columns would lose words that a script looks for.
    return Console(width=None if sys.stdout.isatty() else 400, highlight=False, soft_wrap=False)


def _err() -> Console:
    return Console(stderr=True, highlight=False)


def shown(words: str) -> Text:
    """Return words for a console: nothing in them is markup, and nothing in them moves the terminal.

    Whatever a command prints goes through here or through ``write``.
    """
    return Text(make_visible(words))


def write(text: str) -> None:
    """Write a whole text to standard output as it is laid out, its control characters made visible."""
    sys.stdout.write(make_visible(text))


def write_for_programs(text: str) -> None:
    """Write CSV to standard output: a program gets it to the byte; a terminal must not obey it."""
    sys.stdout.write(make_visible(text) if sys.stdout.isatty() else text)


def write_json(value: Any) -> None:
    """Write a value as indented JSON to standard output."""
    write(json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def complain(message: str) -> None:
    """Print a message for the person at the terminal, on standard error."""
    _err().print(shown(f"kehtiv: {message}"), soft_wrap=True)


def note(message: str) -> None:
    """Print progress or a remark, on standard error."""
    _err().print(shown(message), soft_wrap=True)


def summary_line(summary: Summary) -> str:
    """Return what a run did as one line of JSON."""
    told = {
        "outcome": "done" if summary.is_complete else "ended early",
        "counts": summary.counts,
        "notes": summary.notes,
        "needs_person": summary.wants_person,
    }
    return json.dumps(told, ensure_ascii=False)


def print_summary(summary: Summary, *, is_quiet: bool = False) -> None:
    """Print what a run did: one line of counts, then the remarks, then what needs a person; the last alone if quiet."""
    counts = summary.counts
    told = [f"{counts[name]} {name}" for name in counts if counts[name]] or ["nothing new"]
    if not is_quiet:
        note(("done: " if summary.is_complete else "ended early: ") + ", ".join(told))
    for remark in summary.notes if not is_quiet else ():
        note(f"  {remark}")
    if summary.wants_person:
        note("needs a person:")
        for sentence in summary.wants_person:
            note(f"  - {sentence}")


def draw(columns: Sequence[str], rows: Iterable[Sequence[Any]], look: Look | None = None) -> None:
    """Print a table, on standard output."""
    from flows.terminal.tables import draw_table

    draw_table(columns, rows, look)


def print_history(steps: Sequence[HistoryStep]) -> None:
    """Print each step: the day, what happened, the act that did it, and the sentence with its page."""
    console = out()
    for step in steps:
        day = step.on.isoformat() if step.on else "day unknown"
        console.print(shown(f"{day}  {step.what}"), style="bold", soft_wrap=True)
        print_sentence(step.quote, step.page_number, step.evidence_id)
        if step.source_url:
            console.print(shown(f"            {step.source_url}"), soft_wrap=True)


def print_sentence(quote: str | None, page_number: int | None, evidence_id: str | None) -> None:
    """Print, below the line that it belongs to, the sentence and the command that shows its place, as far as known."""
    if quote:
        out().print(shown(f"            {tell_quote(quote, page_number)}"), soft_wrap=True)
    if evidence_id:
        out().print(shown(f"            kehtiv show {evidence_id}"), soft_wrap=True)


def print_place(place: EvidencePlace, context: Context) -> None:
    """Print the file, the page, the words within their sentence, and what was read from them."""
    console = out()
    file = " › ".join(held.name for held in place.files) or place.document_id
    page = f", page {place.page_number}" if place.page_number is not None else ""
    console.print(shown(f"{place.evidence_id}  {file}{page}"), style="bold", soft_wrap=True)
    words = shown("  “")
    words.append(shown(context.before))
    words.append(make_visible(f"»{context.quote}«"), style="bold")
    words.append(shown(f"{context.after}”"))
    console.print(words, soft_wrap=True)
    if place.directive:
        console.print(shown(f"  {place.directive}"), soft_wrap=True)
    for row in place.rows:
        annex = f"  (annex {row.annex_id})" if row.annex_id else ""
        console.print(shown(f"  {row.kind.replace('_', ' ')}  {row.row_id}{annex}"), soft_wrap=True)
    console.print(shown(f"  code points {place.span.start} to {place.span.end} of its text"), soft_wrap=True)
    if place.source_url:
        console.print(shown(f"  {place.source_url}"), soft_wrap=True)


def note_drawn(place: EvidencePlace, page_number: int, path: Path) -> None:
    """Print which page was drawn, and what it does not show of the place."""
    note(f"page {page_number} drawn to {path}")
    if not place.boxes:
        note("the position of the words on the page is not known: an earlier version read the file")
    others = [str(page) for page in place.pages if page != page_number]
    if others:
        note(f"the words continue on page {', '.join(others)}: --page draws it")


def print_queries(queries: Iterable[ShippedQuery]) -> None:
    draw(
        ("name", "parameters", "answers"),
        [(query.name, ", ".join(query.parameters), query.summary) for query in queries],
    )


def write_result(
    result: QueryResult, output_format: str, output: Path | None, look: Look | None = None, dialect: str = "standard"
) -> None:
    """Write a query's answer in the format asked for, to the file or to standard output."""
    if output_format == "table" and output is None:
        draw(result.columns, result.rows, look)
        return
    written = _encoded(result, output_format, look.keel if look else "en", dialect)
    if output is None:
        text = written.decode("utf-8")
        if output_format == "csv":
            write_for_programs(text)
        else:  # JSON means the same with its control characters made visible
            write(text)
    else:
        output.write_bytes(written)
        note(f"{result.number} rows written to {output}")


def _encoded(result: QueryResult, output_format: str, keel: str, dialect: str) -> bytes:
    """Return the bytes of an answer. Headings in Estonian are for what people open: CSV and XLSX."""
    from flows.terminal.headings import headings
    from warehouse.ask import dialects, export

    if output_format in ("csv", "xlsx") and keel != "en":
        result = result.with_columns(headings(result.columns, keel))
    if output_format == "csv" and dialect == "excel-et":
        return dialects.encode_excel_et(result)
    return export.encode(result, output_format)


def print_checks(results: Sequence[CheckResult]) -> None:
    """Print every check with its outcome, and the first rows found by those that fail."""
    from flows.terminal.tables import cell_text

    console = out()
    for result in results:
        mark = "pass" if result.passed else ("FAIL" if result.level == "error" else "warn")
        console.print(shown(f"{mark}  {result.name}: {result.description}"), soft_wrap=True)
        if not result.passed:
            for row in result.rows[:5]:
                console.print(shown(f"        {', '.join(cell_text(value) for value in row)}"), soft_wrap=True)
            if len(result.rows) > 5:
                console.print(shown(f"        … {len(result.rows) - 5} more"))


def print_status(sections: Iterable[tuple[str, QueryResult]]) -> None:
    for title, result in sections:
        out().print(shown(title), style="bold")
        if result.rows:
            draw(result.columns, result.rows)
        else:
            out().print("  none")
        out().print()


def print_previews(previews: Iterable[Preview]) -> None:
    """Print what a take-down would remove, document by document."""
    console = out()
    for each in previews:
        rows = ", ".join(f"{number} {table}" for table, number in each.rows.items() if number) or "no rows"
        console.print(shown(each.document_id), style="bold", soft_wrap=True)
        console.print(shown(f"  warehouse: {rows}"), soft_wrap=True)
        console.print(shown(f"  archive: {each.object_number} objects, {each.byte_number} bytes"), soft_wrap=True)
