"""Remember which folders and lakes exports were written to, so that a withdrawal reaches them.

The journal lies in the data folder. It names folders, catalogs and formats, and holds no word of a document.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Literal

from flows.exports import target
from flows.folder import DataFolder
from warehouse.durable import put_in_place
from warehouse.errors import BadLake
from warehouse.lake.place import name_place
from warehouse.lake.write import clear_lake

State = Literal["written", "cleared", "stuck", "missing"]


@dataclass(frozen=True)
class Remembered:
    """An export. ``day`` is the day that its call named, ``None`` where it was the day of writing.

    ``catalog`` is where the catalog of a lake is, whose data files are in ``folder``; ``None`` for an export in files.

    ``state``: "written" from before its first file is there; "cleared" when a withdrawal removed it; "stuck" when that
    failed; "missing" when a withdrawal did not find it, because somebody moved or deleted it.
    """

    folder: str
    formats: tuple[str, ...]
    day: date | None
    state: State = "written"
    catalog: str | None = None


class JournalDamaged(OSError):
    """The journal of exports cannot be read; the message says where and what to do."""


def read_journal(data: Path) -> list[Remembered]:
    """Return the exports that were written, by folder. Raises ``JournalDamaged``."""
    path = DataFolder(data).export_journal
    if not path.exists():
        return []
    try:
        return [_entry(line) for line in json.loads(path.read_text("utf-8"))]
    except (ValueError, TypeError, KeyError) as error:
        raise JournalDamaged(
            f"{path} cannot be read ({error}): it names the folders that exports were written to; mend it, or delete"
            " it and remove the exports yourself"
        ) from error


def remember(data: Path, entry: Remembered) -> None:
    """Add or replace the entry of a folder; it is on the disk on return. Raises ``OSError``."""
    _write(data, [*(one for one in read_journal(data) if one.folder != entry.folder), entry])


def forget(data: Path, folder: str) -> None:
    """Remove the entry of a folder. Raises ``OSError``."""
    _write(data, [one for one in read_journal(data) if one.folder != folder])


def clear_exports(data: Path) -> None:
    """Remove the content of all exports that are remembered, and note for each what came of it.

    Raises ``OSError`` where the journal cannot be written. An export that cannot be removed is "stuck": the end of the
    run tries again and says so. It also says where the journal is damaged: a withdrawal must not wait for that.
    """
    try:
        before = read_journal(data)
    except JournalDamaged:
        return
    after = [entry if entry.state == "cleared" else replace(entry, state=_cleared(entry)) for entry in before]
    if after != before:
        _write(data, after)


def remove_written(entry: Remembered) -> bool:
    """Remove the content of an export; return whether any was there. Raises ``OSError`` and ``BadLake``."""
    if entry.catalog is None:
        return target.remove(Path(entry.folder))
    return clear_lake(name_place(entry.catalog, entry.folder))


def _cleared(entry: Remembered) -> State:
    try:
        return "cleared" if remove_written(entry) else "missing"
    except (OSError, BadLake):
        return "stuck"


def _entry(line: dict[str, Any]) -> Remembered:
    day = date.fromisoformat(line["day"]) if line["day"] is not None else None
    return Remembered(
        folder=line["folder"], formats=tuple(line["formats"]), day=day, state=line["state"], catalog=line.get("catalog")
    )


def _write(data: Path, entries: Iterable[Remembered]) -> None:
    lines = [asdict(entry) for entry in sorted(entries, key=lambda one: one.folder)]
    text = json.dumps(lines, ensure_ascii=False, indent=1, default=str) + "\n"
    put_in_place(DataFolder(data).export_journal, text.encode())
