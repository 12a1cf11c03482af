"""Load a batch at a time: what pages say (``.entries``), what files say (``.files``), how documents stand
(``.documents``). A single document is a batch of one.
"""

from __future__ import annotations

from warehouse.load.documents import (
    GONE_AFTER,
    KnownDocument,
    known_among,
    known_documents,
    mark_checked,
    mark_gone,
    mark_restricted,
)
from warehouse.load.entries import EntryOutcome, load_entries
from warehouse.load.entry_rows import SeenEntry
from warehouse.load.files import FileOutcome, ReadFile, load_files, loaded_files
from warehouse.load.listings import holds_files, settle_listings

__all__ = [
    "GONE_AFTER",
    "EntryOutcome",
    "FileOutcome",
    "KnownDocument",
    "ReadFile",
    "SeenEntry",
    "holds_files",
    "known_among",
    "known_documents",
    "load_entries",
    "load_files",
    "loaded_files",
    "mark_checked",
    "mark_gone",
    "mark_restricted",
    "settle_listings",
]
