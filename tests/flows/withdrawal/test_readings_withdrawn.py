"""Readings leave with the document, also those of bytes that stay public under another one."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from flows.folder import DataFolder
from flows.reading.store import ReadingName, open_readings
from flows.withdrawal.outside import Holdings, _forget_readings
from flows.withdrawal.unloaded import Unloaded
from warehouse.withdrawal.content import HeldContent

RECORDED, SHARED, FETCHED, OTHER = (f"{number:064x}" for number in range(4))


def test_readings_of_all_bytes_that_a_document_ever_had_are_deleted(tmp_path: Path) -> None:
    """The tombstone leaves out what another document shows, though a reading of it may bear this document's words."""
    store = open_readings(DataFolder(tmp_path))
    for sha256 in (RECORDED, SHARED, FETCHED, OTHER):
        store.store(ReadingName("2+0badcafe", sha256, "k"), b"words")
    known = HeldContent(
        own_hashes=frozenset({SHARED}),
        shared_hashes=frozenset({SHARED}),
        urls=(),
        names=(),
        titles=(),
        copies=(),
        file_number=1,
        was_public=True,
    )
    nothing: Any = None
    stone: Any = SimpleNamespace(hashes=(RECORDED,))
    _forget_readings(Holdings(tmp_path, nothing, store, nothing), stone, known, Unloaded(hashes={FETCHED}))
    left = [path.name.partition("-")[0] for path in store.place.folder.rglob("*.gz")]
    assert left == [OTHER]
