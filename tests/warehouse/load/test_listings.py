"""Which loaded files count as listed no more, and from when."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

import warehouse.migrations as migrations
from extractors.model.ids import DocumentId
from extractors.model.register import OriginalFile
from tests.warehouse.factory import NIGHT, Writer, body, document, entry, load
from warehouse.connection import WORKING_NAME, Warehouse, open_working
from warehouse.ledgers.quarantine import Trouble, hold
from warehouse.load import SeenEntry, holds_files, load_entries, mark_checked
from warehouse.moment import Moment

NA = DocumentId("na/1")
LATER = NIGHT + timedelta(days=3)


def lists(*names: str) -> Any:
    return replace(
        entry("5", "2025-02-03"), files=tuple(OriginalFile(name, f"http://a.example/{name}") for name in names)
    )


def night(w: Warehouse, at: datetime, *names: str, new: tuple[str, ...] = ()) -> None:
    """Load a page that lists ``names``, then the files ``new``, and note that all was looked at."""
    load_entries(w, Moment("run", at), [SeenEntry(NA, lists(*names), "page")])
    for name in new:
        writer = Writer(name)
        load(w, "na/1", None, document(writer, name, parts=(body(writer),)), at=at)
    mark_checked(w, Moment("run", at), [NA])


def unlistings(w: Warehouse) -> list[tuple[Any, ...]]:
    return w.connection.execute(
        "SELECT file_id, unlisted_at, listed_again_at FROM base.unlistings ORDER BY ALL"
    ).fetchall()


def test_a_file_that_the_page_lists_no_more_is_noted_once_and_again_when_it_is_back(working: Warehouse) -> None:
    night(working, NIGHT, "a.pdf", new=("a.pdf",))
    assert unlistings(working) == []
    night(working, LATER, "b.pdf", new=("b.pdf",))
    night(working, LATER + timedelta(days=1), "b.pdf")
    assert unlistings(working) == [("na/1!a.pdf", LATER, None)]
    back = LATER + timedelta(days=2)
    night(working, back, "a.pdf", "b.pdf")
    assert unlistings(working) == [("na/1!a.pdf", LATER, back)]


def test_nothing_is_noted_while_something_that_the_page_lists_is_held_back(working: Warehouse) -> None:
    night(working, NIGHT, "a.pdf", new=("a.pdf",))
    trouble = Trouble("na/1", "b.pdf", None, "file", "address_fails", "status 500", "1")
    hold(working, trouble, run_id="run", at=LATER)
    night(working, LATER, "b.pdf")
    assert unlistings(working) == []
    assert holds_files(working, "na/1")


def test_a_document_that_holds_only_files_of_before_holds_none_that_count(working: Warehouse) -> None:
    night(working, NIGHT, "a.pdf", new=("a.pdf",))
    night(working, LATER, "b.pdf")
    assert not holds_files(working, "na/1")


def test_a_loose_file_is_listed_by_no_page(working: Warehouse) -> None:
    writer = Writer()
    load(working, "files/1", None, document(writer, "a.pdf", parts=(body(writer),)))
    mark_checked(working, Moment("run", NIGHT), [DocumentId("files/1")])
    assert unlistings(working) == []


def test_a_warehouse_of_before_learns_which_files_are_listed_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = migrations.known_migrations()
    before = next(n for n, step in enumerate(steps) if step.name.endswith("unlistings"))
    with monkeypatch.context() as patched, duckdb.connect(str(tmp_path / WORKING_NAME)) as old:
        patched.setattr(migrations, "known_migrations", lambda: steps[:before])
        migrations.migrate(old)
        told = "'r', TIMESTAMPTZ '2026-03-02 01:00:00+00'"
        old.execute(
            "INSERT INTO base.documents (document_id, register, external_id, is_public, state, run_id, first_seen_at,"
            f" changed_at, last_checked_at) SELECT 'na/1', 'na', '1', true, 'listed', {told}, {told[5:]}, {told[5:]}"
        )
        for key in ("a.pdf", "b.pdf"):
            old.execute(
                "INSERT INTO base.files (file_id, document_id, file_key, root_file_id, ordinal, name, media_type,"
                f" sha256, size, extractor_version, run_id, loaded_at) SELECT 'na/1!{key}', 'na/1', '{key}',"
                f" 'na/1!{key}', 1, '{key}', 'application/pdf', '{key}', 1, '1', {told}"
            )
        old.execute(
            "INSERT INTO base.document_files (document_id, ordinal, name, url) VALUES ('na/1', 1, 'b.pdf', 'http://a.example')"
        )
    with open_working(tmp_path) as w:
        assert unlistings(w) == [("na/1!a.pdf", datetime(2026, 3, 2, 1, tzinfo=UTC), None)]
