"""Keep the journal of rulings in the data folder: it outlives the warehouse, and lines are only ever added.

The one exception is a withdrawal of content, which takes the words out of its lines: digest and decision stay.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

from filelock import FileLock

from flows.folder import DataFolder
from flows.rulings.contradiction import contradicts
from flows.rulings.lines import DAY_QUESTIONS, UNSURE, BadLine, Ruling, Withdrawal, gather, line_of, read_line
from flows.stores.durable import append_line
from warehouse.connection import Warehouse
from warehouse.durable import put_in_place
from warehouse.ledgers.rulings import hold


def read_rulings(data: Path) -> tuple[list[Ruling], list[str]]:
    """Return the rulings, and a sentence for each line that cannot be read; the rest of them counts."""
    entries, troubles = _entries(DataFolder(data).rulings)
    return gather(entries), troubles


def _entries(path: Path) -> tuple[list[Ruling | Withdrawal], list[str]]:
    entries: list[Ruling | Withdrawal] = []
    troubles = []
    for number, line, is_whole in _lines(path):
        try:
            if not is_whole:
                raise BadLine("it is torn: whoever wrote it was stopped")
            entries.append(read_line(line))
        except BadLine as error:
            troubles.append(f"{path}, line {number} does not count: {error}")
    return entries, troubles


def documents(data: Path) -> set[str]:
    """Return the ids of the documents that rulings are about."""
    return {ruling.document_id for ruling in read_rulings(data)[0]}


def add(data: Path, entry: Ruling | Withdrawal) -> None:
    """Add an entry; it is on the disk on return. Raises ``OSError``."""
    with _locked(data):
        append_line(DataFolder(data).rulings, line_of(entry))


def load(w: Warehouse, data: Path, *, needs_second: bool = False) -> list[str]:
    """Hold in the working file what the journal says; return a sentence for each line that cannot be read.

    ``needs_second``: whether a ruling counts only once another person has ruled the same.
    """
    rulings, troubles = read_rulings(data)
    hold(w, [asdict(ruling) | {"fault": _fault(ruling), "needs_second": needs_second} for ruling in rulings])
    return troubles


def _fault(ruling: Ruling) -> str | None:
    """Return why a ruling cannot be right by its own words, as ``rulings.state_reason`` has it."""
    if ruling.question not in DAY_QUESTIONS or ruling.outcome == UNSURE:
        return None
    day = date.fromisoformat(ruling.outcome)
    return "contradicts_quote" if contradicts(ruling.quote, ruling.question, day) else None


def write_export(data: Path, path: Path) -> int:
    """Write all that can be read of the journal to a file, each entry once, and return their number.

    Its lines may be added to another journal as they are. Raises ``OSError``.
    """
    entries = {line_of(entry) for entry in _entries(DataFolder(data).rulings)[0]}
    put_in_place(path, b"".join(line + b"\n" for line in sorted(entries)))
    return len(entries)


def forget_words(data: Path, document_ids: Collection[str]) -> None:
    """Take the words of documents out of the journal: digest and decision stay.

    A line that cannot be read and names one of the documents goes as a whole: nobody can tell its words. Raises
    ``OSError``.
    """
    path = DataFolder(data).rulings
    if not path.exists():
        return
    with _locked(data):
        before = path.read_bytes()
        lines = [
            _without_words(line, document_ids) + (b"\n" if is_whole else b"") for _, line, is_whole in _lines(path)
        ]
        after = b"".join(line for line in lines if line.strip())
        if after != before:
            put_in_place(path, after)


def _without_words(line: bytes, document_ids: Collection[str]) -> bytes:
    """Return the line as it may stay; empty where it may not."""
    try:
        entry = read_line(line)
    except BadLine:
        return b"" if any(name.encode() in line for name in document_ids) else line
    if not isinstance(entry, Ruling) or entry.document_id not in document_ids:
        return line
    return line_of(replace(entry, quote=None, words_before=None, words_after=None, because=None))


def _lines(path: Path) -> Iterator[tuple[int, bytes, bool]]:
    """Yield number, bytes, and whether the line is whole: what follows the last line feed is not."""
    if not path.exists():
        return
    *whole, last = path.read_bytes().split(b"\n")
    for number, line in enumerate(whole, 1):
        yield number, line, True
    if last:
        yield len(whole) + 1, last, False


def _locked(data: Path) -> FileLock:
    """Let one process write at a time: a line added while the words of others are taken out would be lost."""
    return FileLock(DataFolder(data).rulings_lock)
