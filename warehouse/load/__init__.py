"""Loading: what a register says of a document (``.entries``), what its files say (``.files``), both in ``.batches``."""

from __future__ import annotations

from warehouse.load.batches import load_entries, load_files, loaded_files, mark_all_checked
from warehouse.load.entries import (
    EntryOutcome,
    KnownDocument,
    known_documents,
    load_entry,
    mark_checked,
    mark_gone,
    mark_restricted,
)
from warehouse.load.files import FileOutcome, is_loaded, load_file

__all__ = [
    "EntryOutcome",
    "FileOutcome",
    "KnownDocument",
    "is_loaded",
    "known_documents",
    "load_entries",
    "load_entry",
    "load_file",
    "load_files",
    "loaded_files",
    "mark_all_checked",
    "mark_checked",
    "mark_gone",
    "mark_restricted",
]
