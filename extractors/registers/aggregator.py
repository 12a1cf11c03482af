"""Read a document's page of the aggregator dokumendiregistrid.karlerss.com, saved as text or as HTML.

A page is a table of labels and values, then the text of every file one after another in file-name order (Lisa 10 comes
before Lisa 1), then the table of related documents. As text, a row is a line with bars; older pages lack the first bar.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.errors import UnexpectedPage
from extractors.model.evidence import Span
from extractors.model.finding import Finding
from extractors.model.register import RegisterEntry
from extractors.registers.aggregator_entry import (
    FIRST_LABEL,
    LABELS,
    LAST_LABEL,
    PLATFORM,
    RELATED_COLUMNS,
    Gathered,
    build_entry,
)
from extractors.registers.aggregator_html import is_html_page, parse_html_page

__all__ = ["PLATFORM", "AggregatorPage", "is_html_page", "is_text_page", "parse_html_page", "parse_text_page"]

_MOST_METADATA_LINES = 60
# Longer lines are running text; matching rows against them would only cost time.
_LONGEST_ROW = 4000

# "| Viit | 1 |", "Viit | 1-2/23-031 |", "| Juurdepääsupiirang | |"
_ROW = re.compile(r"\|?[ \t]*(?P<label>[^|\n]*?)[ \t]*\|[ \t]*(?P<value>.*?)[ \t]*\|?[ \t\r]*")
_FIRST_ROW = re.compile(rf"\|?[ \t]*{FIRST_LABEL}[ \t]*\|.*")
# what stands around a table's rows when HTML was turned into Markdown: "|---|---|", "| | |", a blank line
_RULE = re.compile(r"[\s|:\ufeff-]*")
# "| Nimi | K.p. | Δ | Viit | Tüüp | Org | Osapooled |"
_RELATED_HEAD = re.compile(r"\|?\s*" + r"\s*\|\s*".join(map(re.escape, RELATED_COLUMNS)) + r"\s*\|?\s*")
_RELATED_ROW = re.compile(
    r"""
    # "| Käskkiri | 23.01.2026 | 4 | 11 | Põhitegevuse käskkiri | ska | |": a title may hold bars, the rest may not
    \|? \s* (?P<title>.*?) \s*
    \| \s* (?P<day>\d{1,2}\.\d{1,2}\.\d{4}) \s*
    \| \s* -?\d* \s*
    \| \s* (?P<number>[^|]*?) \s*
    \| \s* (?P<kind>[^|]*?) \s*
    \| \s* (?P<org>[^|]*?) \s*
    (?: \| .* )?
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class AggregatorPage:
    """A page saved as text. ``content`` is the text of the files; ``related`` is the table of related documents.

    Spans are half-open code points of the whole text, blank lines around them left out; ``related`` is ``None`` where
    the page has no such table. The table is never part of ``content``.
    """

    entry: RegisterEntry
    content: Span
    related: Span | None


def is_text_page(text: str) -> bool:
    """Return whether the first line with content is the row that names the register."""
    first = next((line for line in text[:4000].split("\n") if not _RULE.fullmatch(line)), "")
    return _FIRST_ROW.fullmatch(first.strip("\ufeff\r")) is not None


def parse_text_page(text: str) -> AggregatorPage:
    """Return the entry of a page saved as text, and where its parts are.

    Raises ``UnexpectedPage`` where the text is no such page or lacks a label that every page has.
    """
    if not is_text_page(text):
        raise UnexpectedPage(f"this text is no page of the aggregator: it does not begin with {FIRST_LABEL!r}")
    page = Gathered()
    spans = _line_spans(text)
    lines = [span.of(text).strip("\ufeff") for span in spans]
    begin = _read_metadata(page, lines)
    head = _find_related(lines, begin)
    end = len(text) if head is None else spans[head].start
    content = _trimmed(text, spans[begin:head], end)
    if head is None:
        return AggregatorPage(build_entry(page), content, None)
    _read_related(page, lines, spans, head + 1)
    return AggregatorPage(build_entry(page), content, _trimmed(text, spans[head:], len(text)))


def _line_spans(text: str) -> list[Span]:
    """Return the spans of lines, split at line feeds alone: form feeds and the like belong to the text of the files."""
    spans, at = [], 0
    for line in text.split("\n"):
        spans.append(Span(at, at + len(line)))
        at += len(line) + 1
    return spans


def _trimmed(text: str, spans: Sequence[Span], end: int) -> Span:
    """Return the place from the first to the last character that is no blank; without any line, empty at ``end``."""
    if not spans:
        return Span(end, end)
    start, stop = spans[0].start, spans[-1].end
    inner = text[start:stop]
    if not inner.strip():
        return Span(start, start)
    return Span(start + len(inner) - len(inner.lstrip()), stop - len(inner) + len(inner.rstrip()))


def _read_metadata(page: Gathered, lines: Sequence[str]) -> int:
    """Gather the rows, and return the index of the first line after them."""
    first = next(at for at, line in enumerate(lines) if not _RULE.fullmatch(line))
    last = next((at for at in range(first, _most(first, lines)) if _label(lines[at]) == LAST_LABEL), None)
    at = first
    while at < len(lines):
        row = _row(lines[at])
        if last is not None and at <= last:
            _read_metadata_line(page, lines[at], row)
        elif last is not None:
            # Newer pages offer below it, in a row without a label, to have the document taken down.
            if row is None or row["label"] or "Taotle" not in row["value"]:
                break
        elif row is None or row["label"] not in LABELS:
            break
        else:
            page.rows.append((row["label"], row["value"]))
        at += 1
    return at


def _most(first: int, lines: Sequence[str]) -> int:
    return min(len(lines), first + _MOST_METADATA_LINES)


def _row(line: str) -> re.Match[str] | None:
    return _ROW.fullmatch(line) if len(line) <= _LONGEST_ROW else None


def _label(line: str) -> str | None:
    row = _row(line)
    return row["label"] if row else None


def _read_metadata_line(page: Gathered, line: str, row: re.Match[str] | None) -> None:
    is_rest = row is not None and row["label"] not in LABELS and not row["value"] and not line.startswith("|")
    if row is not None and row["label"] and not is_rest:
        page.rows.append((row["label"], row["value"]))
    elif not _RULE.fullmatch(line) and page.rows:
        # The rest of a value that was broken over lines.
        label, value = page.rows[-1]
        rest = line.strip(" |\t\r")
        page.rows[-1] = (label, f"{value} {rest}".strip())


def _find_related(lines: Sequence[str], begin: int) -> int | None:
    """Return the head of the table of related documents: the first one that only rows follow, otherwise the last.

    A file may hold such a table itself, but only the page's own runs to the end of the text.
    """
    heads = [at for at in range(begin, len(lines)) if _RELATED_HEAD.fullmatch(lines[at])]
    whole = (at for at in heads if all(_is_table_line(line) for line in lines[at + 1 :]))
    return next(whole, heads[-1] if heads else None)


def _is_table_line(line: str) -> bool:
    return _RULE.fullmatch(line) is not None or _related_row(line) is not None


def _related_row(line: str) -> re.Match[str] | None:
    return _RELATED_ROW.fullmatch(line) if len(line) <= _LONGEST_ROW else None


def _read_related(page: Gathered, lines: Sequence[str], spans: Sequence[Span], begin: int) -> None:
    for line, span in zip(lines[begin:], spans[begin:], strict=True):
        row = _related_row(line)
        if row is not None:
            page.relate(row["title"], row["day"], row["number"], row["kind"], row["org"])
        elif not _RULE.fullmatch(line):
            page.findings.append(
                Finding("unread_related_row", f"a row of the related documents cannot be read: {line.strip()}", span)
            )
