"""The flow of a scheduled night does what the command does for a process of kehtiv's own."""

from __future__ import annotations

import pytest

from flows.schedule import scheduled


def test_a_scheduled_night_notes_what_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without that, DuckDB looks for pandas in each query: a fifth of a small night's processor time."""
    noted: list[str] = []
    monkeypatch.setattr(scheduled, "note_absent", lambda: noted.append("pandas"))
    monkeypatch.setattr(scheduled, "_end_with_parent", lambda: None)
    monkeypatch.setattr(scheduled, "_is_superseded", lambda *_: True)
    assert scheduled.nightly.fn("tln").name == "Skipped"
    assert noted == ["pandas"]
