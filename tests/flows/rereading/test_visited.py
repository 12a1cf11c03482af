"""A replay loads most documents of a batch together: nobody can tell from the rows, whatever fails on the way."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from flows import stages
from flows.clock import Clock
from flows.folder import DataFolder
from flows.reading.one import FileToRead, Outcome
from flows.reading.store import open_readings
from flows.rereading import replay as replaying
from flows.rereading.kept_archive import KeptArchive
from flows.rereading.replay import replay
from flows.rereading.visits import Visit
from flows.run.places import open_places
from flows.run.run import Run
from flows.settings import Settings
from flows.stages import FetchedDocument, copies
from tests.flows.rereadings import LATER, ReaderHere, eventful
from tests.flows.small_register import SmallRegister
from tests.warehouse.load.test_load import content
from warehouse.connection import open_working
from warehouse.load import files

Rows = dict[str, list[tuple[Any, ...]]]


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> SmallRegister:
    """Four nights with documents that change, are restricted, opened, gone."""
    return eventful(tmp_path_factory.mktemp("nights") / "made")


@pytest.fixture(autouse=True)
def _as_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ReaderHere, "otherwise", None)


class Replaying:
    """Replays an archive into new working files, and notes which documents are loaded together."""

    def __init__(self, data: Path, empty_file: Path, folder: Path) -> None:
        self.data, self.empty_file, self.folder = data, empty_file, folder
        self.together: list[list[str]] = []
        self.alone: list[str] = []
        self.number = 0

    def __call__(self, readings: Any = None, **settings: Any) -> Rows:
        self.number += 1
        aside = self.folder / str(self.number)
        aside.mkdir(parents=True)
        shutil.copyfile(self.empty_file, aside / self.empty_file.name)
        self.together, self.alone = [], []
        given = Settings(data=self.data, workers=1, **settings)
        archive = open_places(given).archive
        with open_working(aside) as w:
            run = Run(
                settings=given.model_copy(update={"data": aside}),
                clock=Clock(now=lambda: LATER),
                archive=KeptArchive(archive, aside),
                readings=open_readings(DataFolder(aside)),
                warehouse=w,
                run_id="r",
                started_at=LATER,
                kind="reextract",
                register="",
                readers_version="1",
            )
            try:
                replay(run, archive, readings if readings is not None else ReaderHere(1))
            finally:
                self.rows = content(w)
        return self.rows


@pytest.fixture
def replayed(nights: SmallRegister, empty_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Replaying:
    made = Replaying(nights.data, empty_file, tmp_path / "aside")
    at = vars(Visit)["at"].fget
    # The clock of these nights stands still; so each document has an instant that is like no other.
    monkeypatch.setattr(Visit, "at", property(lambda visit: at(visit) + timedelta(seconds=int(visit.external_id))))
    within, alone = stages.load_documents_within, stages.load_documents

    def note_together(run: Run, readings: Any, batch: Sequence[FetchedDocument]) -> None:
        made.together.append([document.document_id for document in batch])
        within(run, readings, batch)

    def note_alone(run: Run, readings: Any, batch: Sequence[FetchedDocument]) -> None:
        made.alone += [document.document_id for document in batch]
        alone(run, readings, batch)

    monkeypatch.setattr(stages, "load_documents_within", note_together)
    monkeypatch.setattr(stages, "load_documents", note_alone)
    return made


def test_batches_of_any_size_hold_the_same_rows(replayed: Replaying) -> None:
    """Each document at its own instant; only the one that is restricted is loaded alone."""
    whole = replayed()
    assert replayed.together[:2] == [["mets/101", "mets/100"], ["mets/104", "mets/101", "mets/100"]]
    assert replayed.alone == ["mets/102"]
    single = replayed(batch_size=1)
    assert max(map(len, replayed.together)) == 1
    assert whole == single
    seen_first = {row[0]: row[3] for row in whole["file_sightings"]}
    assert len(set(seen_first.values())) == len(seen_first) == 4
    assert seen_first["mets/101"] - seen_first["mets/100"] == timedelta(seconds=1)


def fail_with(document_id: str, monkeypatch: pytest.MonkeyPatch, *, also_alone: bool) -> None:
    """Have loading files fail after rows were written, where a document is among them."""
    real = files._hold_failures

    def hold_failures(w: Any, moments: Any, places: Sequence[Any]) -> None:
        real(w, moments, places)
        if any(place.ref.document_id == document_id for place, _ in places) and (also_alone or len(places) > 1):
            raise OSError(f"{document_id} is at fault")

    monkeypatch.setattr(files, "_hold_failures", hold_failures)


def test_where_a_batch_fails_its_documents_are_loaded_one_by_one(
    replayed: Replaying, monkeypatch: pytest.MonkeyPatch
) -> None:
    undisturbed = replayed()
    fail_with("mets/100", monkeypatch, also_alone=False)
    assert replayed() == undisturbed
    assert replayed.together[0] == replayed.alone[:2] == ["mets/101", "mets/100"]


def test_a_document_at_fault_ends_the_replay_and_those_before_it_are_loaded(
    replayed: Replaying, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it does where each is loaded alone: with the rows of those before it, and none of its own."""
    fail_with("mets/100", monkeypatch, also_alone=True)
    left: list[Rows] = []
    for size in (200, 1):
        with pytest.raises(OSError, match="mets/100 is at fault"):
            replayed(batch_size=size)
        left.append(replayed.rows)
    assert [row[1] for row in left[0]["files"]] == [row[1] for row in left[1]["files"]] == ["mets/101"]


@pytest.mark.long
def test_a_file_that_cannot_be_read_is_held_back_alone_at_its_own_instant(replayed: Replaying) -> None:
    class Unable(ReaderHere):
        def read(self, files: Iterator[FileToRead]) -> Iterator[tuple[FileToRead, Outcome]]:
            damaged = (replace(file, data=b"%PDF-1.4 cut") if file.name == "kaskkiri-6.txt" else file for file in files)
            return super().read(damaged)

    rows = replayed(Unable(1))
    [trouble] = rows["quarantine"]
    assert trouble[1:3] == ("mets/101", "kaskkiri-6.txt")
    assert rows == replayed(Unable(1), batch_size=1)


class Timed(ReaderHere):
    """Notes when files are handed out, as worker processes do: before anybody asks for the first of them."""

    def __init__(self, told: list[str]) -> None:
        super().__init__(1)
        self.told = told

    def read(self, files: Iterator[FileToRead]) -> Iterator[tuple[FileToRead, Outcome]]:
        taken = list(files)
        self.told += [f"reads {file.key.partition('!')[0]}" for file in taken]
        return super().read(iter(taken))


def test_the_next_batch_is_read_while_the_last_one_is_loaded(
    replayed: Replaying, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    real = replaying.load_visited

    def load_visited(run: Run, readings: Any, visited: Sequence[Any]) -> None:
        told.extend(f"loads {each.document.document_id}" for each in visited)
        real(run, readings, visited)

    monkeypatch.setattr(replaying, "load_visited", load_visited)
    replayed(Timed(told), batch_size=1)
    assert told[:5] == ["reads mets/101", "reads mets/100", "loads mets/101", "loads mets/100", "reads mets/104"]


def test_a_copy_and_its_original_are_each_loaded_alone(replayed: Replaying, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copies.copies, "twice_held", lambda w, seen: frozenset({"mets/101"}))
    replayed()
    assert replayed.together[:3] == [["mets/100"], ["mets/104"], ["mets/100"]]
    assert replayed.alone[0] == "mets/101"
