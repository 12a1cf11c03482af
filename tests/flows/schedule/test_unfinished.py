"""The notes of nights that have not ended."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from flows.schedule import unfinished

NOW = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)


def test_attempts_are_counted_from_anew_for_another_night(tmp_path: Path) -> None:
    unfinished.begin(tmp_path, "mets", NOW)
    assert unfinished.begin(tmp_path, "mets", NOW + timedelta(minutes=5)).attempt == 2
    assert unfinished.begin(tmp_path, "mets", NOW + timedelta(hours=24)).attempt == 1
    unfinished.end(tmp_path, "mets")
    assert unfinished.begin(tmp_path, "mets", NOW).attempt == 1


def test_a_damaged_note_is_nobodys_night(tmp_path: Path) -> None:
    unfinished.begin(tmp_path, "mets", NOW)
    (tmp_path / ".nights" / "mets.json").write_text("{")
    assert unfinished.list_unfinished(tmp_path) == []
