"""Define what every export format is given, and what it returns."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from warehouse.exports.source import ExportSource, PublishedTable


@dataclass(frozen=True)
class Occasion:
    """What an export is written for. ``day`` is the day in Tallinn that "today" means in it.

    The clock is never asked: the same warehouse on the same day gives the same bytes. ``licence`` is the address of the
    licence; ``None`` where the operator names none.
    """

    day: date
    licence: str | None
    version: str


@dataclass(frozen=True)
class WrittenFile:
    """A file of an export. ``path`` is relative to its folder; ``table`` the published table that it holds whole.

    ``is_listed``: the descriptions (data package, DCAT) name it; the checksums name every file.
    """

    path: str
    media_type: str
    meaning: str
    table: PublishedTable | None = None
    is_listed: bool = True


Writer = Callable[[ExportSource, Path, Occasion], Iterator[WrittenFile]]
"""``writer(source, folder, occasion)`` writes the files of one format below ``folder`` and yields each."""
