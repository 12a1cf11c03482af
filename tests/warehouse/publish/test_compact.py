"""The working file written anew holds what the old one held with its log, once."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import pytest

from warehouse.connection import fold_log, open_working
from warehouse.errors import WarehouseUnwritable
from warehouse.publish.compact import rewrite

HOSTS = (
    "INSERT INTO base.hosts (host, state, since_at, last_asked_at, run_id)"
    " VALUES ('a.example', 'open', TIMESTAMPTZ '2026-03-02 01:00:00+00', TIMESTAMPTZ '2026-03-02 01:00:00+00', 'r')"
)


def test_rows_of_a_log_that_closing_could_not_fold_stand_in_the_new_file_once(tmp_path: Path) -> None:
    """On a full disk DuckDB leaves the log of a closed file where it is, and says nothing."""
    w = open_working(tmp_path)
    w.connection.execute("CHECKPOINT")
    w.connection.execute("PRAGMA disable_checkpoint_on_shutdown")
    w.connection.execute(HOSTS)
    w.connection.execute("UPDATE base.state SET is_content_withdrawn = true")
    rewrite(w)
    found = w.connection.execute("SELECT (SELECT count(*) FROM base.hosts), (SELECT count(*) FROM base.state)")
    assert found.fetchall() == [(1, 1)]
    w.close()
    assert not (tmp_path / "working.duckdb.wal").exists()


def test_a_log_that_cannot_be_folded_stops_the_rewriting(tmp_path: Path) -> None:
    w = open_working(tmp_path)
    w.connection.execute("PRAGMA disable_checkpoint_on_shutdown")
    w.connection.execute(HOSTS)
    before = (tmp_path / "working.duckdb").stat().st_ino
    full = WarehouseUnwritable("no room")
    with patch("warehouse.publish.compact.fold_log", side_effect=full), pytest.raises(WarehouseUnwritable):
        rewrite(w)
    assert (tmp_path / "working.duckdb").stat().st_ino == before
    assert w.connection.execute("SELECT count(*) FROM base.hosts").fetchall() == [(1,)]
    w.close()


def test_nothing_is_folded_where_there_is_no_log(tmp_path: Path) -> None:
    open_working(tmp_path).close()
    before = (tmp_path / "working.duckdb").stat().st_mtime_ns
    fold_log(tmp_path / "working.duckdb")
    assert (tmp_path / "working.duckdb").stat().st_mtime_ns == before
