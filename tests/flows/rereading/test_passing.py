"""Files held back by a failure of the machine are tried again for a few nights, from the archive."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from flows.night import night as one_night
from flows.reading.one import FileToRead, Outcome, failure
from flows.run.summary import Summary
from tests.flows.rereadings import ReaderHere, read_here
from tests.flows.small_register import FIRST_DAY, SmallRegister, ask

OPEN = "SELECT document_id, code FROM quarantine WHERE closed_at IS NULL ORDER BY ALL"


@pytest.fixture(autouse=True)
def _reading_here(monkeypatch: pytest.MonkeyPatch) -> None:
    read_here(monkeypatch)
    monkeypatch.setattr(one_night, "Reader", ReaderHere)


@pytest.fixture
def register(tmp_path: Path) -> SmallRegister:
    register = SmallRegister(tmp_path)
    for number in ("5", "6"):
        register.add(f"10{number}", number, FIRST_DAY, "Kinnitan metsatalituse töökorra.")
    return register


def fail(monkeypatch: pytest.MonkeyPatch, code: str, number: str = "5") -> None:
    """Hold back the file of directive ``number`` under ``code``, whoever reads it."""

    def lost(file: FileToRead, outcome: Outcome) -> Outcome:
        return failure(file, code, "the worker is gone") if file.name == f"kaskkiri-{number}.txt" else outcome

    monkeypatch.setattr(ReaderHere, "otherwise", staticmethod(lost))


def night(register: SmallRegister, day: int, **values: Any) -> Summary:
    """Run a night so soon after the last one that no document is due."""
    return register.night(FIRST_DAY + timedelta(days=day), **{"recheck_days": 300} | values)


def read_names() -> list[str]:
    """The documents whose files the last night read, in order."""
    return [key.partition("!")[0] for key in ReaderHere.read_keys]


@pytest.mark.parametrize(
    "code",
    [
        pytest.param("worker_died", marks=pytest.mark.long),
        pytest.param("out_of_memory", marks=pytest.mark.long),
        "reading_timed_out",
        pytest.param("machine_trouble", marks=pytest.mark.long),
    ],
)
def test_the_next_night_reads_from_the_archive_what_the_machine_failed_to_read(
    register: SmallRegister, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    fail(monkeypatch, code)
    night(register, 0)
    assert read_names().count("mets/105") == 1
    assert ask(register.data, OPEN) == [("mets/105", code)]

    monkeypatch.setattr(ReaderHere, "otherwise", None)
    summary = night(register, 1)
    assert read_names() == ["mets/105"]
    assert not any("/fail/" in path for path in register.paths_asked())
    assert ask(register.data, OPEN) == []
    assert ask(register.data, "SELECT count(*) FROM files") == [(2,)]
    assert any("1 files that the machine had failed to read" in note for note in summary.notes)
    night(register, 2)
    assert read_names() == []


def test_a_file_that_ends_every_worker_is_tried_three_nights_whatever_it_is_called(
    register: SmallRegister, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail(monkeypatch, "worker_died")
    night(register, 0)
    tried = []
    for day in range(1, 6):
        fail(monkeypatch, "out_of_memory" if day % 2 else "worker_died")
        night(register, day)
        tried.append(read_names())
    assert tried == [["mets/105"], ["mets/105"], ["mets/105"], [], []]
    assert [row[0] for row in ask(register.data, OPEN)] == ["mets/105"]


@pytest.mark.long
def test_a_night_that_fetches_the_document_again_does_not_try_its_file_twice(
    register: SmallRegister, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail(monkeypatch, "worker_died")
    night(register, 0)
    night(register, 2, recheck_days=1)
    assert read_names().count("mets/105") == 1


@pytest.mark.long
def test_a_file_that_no_night_had_time_for_keeps_its_turn(
    register: SmallRegister, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail(monkeypatch, "reading_timed_out")
    night(register, 0)
    for day in range(1, 5):
        night(register, day, reread_minutes=0)
        assert read_names() == []
    monkeypatch.setattr(ReaderHere, "otherwise", None)
    night(register, 5)
    assert ask(register.data, OPEN) == []


def test_a_file_that_is_at_fault_itself_waits_for_its_document(
    register: SmallRegister, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail(monkeypatch, "encrypted_file")
    night(register, 0)
    night(register, 1)
    assert read_names() == []
