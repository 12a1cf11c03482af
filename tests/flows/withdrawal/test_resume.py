"""The journal says what was withdrawn and what came back, also to a warehouse that has lost it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from flows.archive import Archive
from flows.folder import DataFolder
from flows.reading.store import open_readings
from flows.stores.on_disk import OnDisk
from flows.withdrawal.journal import note_withdrawn, read_journal
from flows.withdrawal.outside import Holdings
from flows.withdrawal.resume import finish_interrupted, note_return
from warehouse.connection import open_working
from warehouse.withdrawal import tombstones
from warehouse.withdrawal.tombstones import Cause, Tombstone

AT = datetime(2026, 3, 1, 1, 0, tzinfo=UTC)
LATER = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


def stone(cause: Cause) -> Tombstone:
    return Tombstone(
        tombstone_id="mets/1#withdrawn1",
        document_id="mets/1",
        register="mets",
        external_id="1",
        institution="Metsaamet",
        number="5",
        registered_on=date(2026, 2, 2),
        document_type="käskkiri",
        cause=cause,
        reason="AK",
        file_number=1,
        hashes=("ab" * 32,),
        begun_at=AT,
        run_id="r1",
    )


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Holdings]:
    archive = Archive(OnDisk(tmp_path / "archive"))
    with open_working(tmp_path) as warehouse:
        yield Holdings(tmp_path, archive, open_readings(DataFolder(tmp_path)), warehouse)


@pytest.mark.parametrize("cause", ["restricted", "gone"])
def test_what_the_register_shows_again_is_lifted_in_the_journal(held: Holdings, cause: Cause) -> None:
    note_return(held, stone(cause), run_id="r2", at=LATER)
    [line] = read_journal(held.archive.place)
    assert line["lifted"]["document_id"] == "mets/1"
    assert cause in line["lifted"]["causes"]
    assert line["lifted"]["at"] == LATER.isoformat()


def test_a_page_alone_lifts_no_take_down_and_nothing_where_nothing_stands(held: Holdings) -> None:
    note_return(held, stone("takedown"), run_id="r2", at=LATER)
    note_return(held, None, run_id="r2", at=LATER)
    assert read_journal(held.archive.place) == []


def test_a_warehouse_that_was_lost_learns_from_the_journal_what_stays_away(held: Holdings) -> None:
    note_withdrawn(held.archive.place, asdict(stone("takedown")), [])
    [finished] = finish_interrupted(held, run_id="r2", at=LATER)
    [known] = tombstones.all_open(held.warehouse)
    assert finished.document_id == known.document_id == "mets/1"
    assert (known.registered_on, known.begun_at, known.hashes) == (date(2026, 2, 2), AT, ("ab" * 32,))
    assert known.finished_at == LATER
    assert finish_interrupted(held, run_id="r3", at=LATER) == [], "the journal is taken over once"


def test_a_warehouse_that_was_lost_learns_what_came_back(held: Holdings) -> None:
    note_withdrawn(held.archive.place, asdict(stone("restricted")), [])
    note_return(held, stone("restricted"), run_id="r2", at=LATER)
    assert finish_interrupted(held, run_id="r3", at=LATER) == []
    assert tombstones.all_open(held.warehouse) == []
    assert tombstones.known_ids(held.warehouse) == {"mets/1#withdrawn1"}
