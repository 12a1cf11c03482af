"""After the readers change, each night reads some outdated files again, those loaded earliest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from extractors.model.extraction import Failure, FileExtraction
from flows.add import add_paths
from flows.clock import Clock
from flows.folder import DataFolder
from flows.night import night as one_night
from flows.reading import version
from flows.rereading import again, outdated
from flows.run.summary import Summary
from flows.sample.catalogue import SampleDocument
from flows.settings import Settings
from tests.flows.first_nights import play_once
from tests.flows.rereadings import LATER, ReaderHere, read_here, read_otherwise
from tests.flows.small_register import FIRST_DAY, SmallRegister, act_text, ask
from warehouse.connection import open_working

NUMBERS = ("5", "6", "7", "8", "9")
OTHER = "2+0badcafe"


@pytest.fixture(autouse=True)
def _reading_here(monkeypatch: pytest.MonkeyPatch) -> None:
    read_here(monkeypatch)
    monkeypatch.setattr(one_night, "Reader", ReaderHere)


@pytest.fixture
def register(tmp_path: Path) -> SmallRegister:
    """Five acts that came in three nights: 7 first, then 5 and 9, then 6 and 8. Played once for all tests."""
    folder = tmp_path / "made"

    def play() -> list[SampleDocument]:
        made = SmallRegister(folder, publishes=False)
        for day, numbers in enumerate((("7",), ("5", "9"), ("6", "8"))):
            for number in numbers:
                made.add(f"10{number}", number, FIRST_DAY + timedelta(days=day), "Kinnitan metsatalituse töökorra.")
            night(made, day)
        assert sorted(read_keys()) == ["106", "108"]
        return made.documents

    documents = play_once("five acts in three nights, unpublished", folder, play)
    return SmallRegister(folder, list(documents), publishes=False)


def night(register: SmallRegister, day: int, **values: Any) -> Summary:
    """Run a night so soon after the last one that no document is due."""
    ReaderHere.read_keys = []
    return register.night(FIRST_DAY + timedelta(days=day), recheck_days=300, **values)


def read_keys() -> list[str]:
    """The external ids of the documents whose files the last night read, in order."""
    return [key.partition("!")[0].partition("/")[2] for key in ReaderHere.read_keys]


def change_readers(monkeypatch: pytest.MonkeyPatch, to: str = OTHER) -> None:
    """Readers of another version, which read a title of their own into everything."""
    monkeypatch.setattr(version, "readers_version", lambda: to)

    def rename(read: FileExtraction) -> FileExtraction:
        assert read.header is not None
        return replace(read, header=replace(read.header, title=f"Pealkiri {to}"))

    read_otherwise(monkeypatch, rename)


def titles(register: SmallRegister) -> dict[str, tuple[str, str]]:
    """Title and version by document number."""
    found = ask(register.data, "SELECT header_number, header_title, extractor_version FROM files")
    return {number: (title, read_by) for number, title, read_by in found}


def said(summary: Summary) -> list[str]:
    return [note for note in summary.notes if "read again because" in note or "older reader" in note]


def test_the_same_readers_read_nothing_again(register: SmallRegister) -> None:
    summary = night(register, 3)
    assert read_keys() == []
    assert said(summary) == []


def test_other_readers_read_everything_again_without_asking_the_register(
    register: SmallRegister, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = ask(register.data, "SELECT file_id, first_seen_on FROM files ORDER BY 1")
    readings = DataFolder(register.data).readings
    left = [readings / name / "ab" / "reading" for name in ("1+0badcafe", OTHER)]
    for path in left:
        path.parent.mkdir(parents=True)
        path.write_bytes(b"")
    change_readers(monkeypatch)
    summary = night(register, 3)
    assert [path.exists() for path in left] == [False, True], "what another version read is asked for by nobody"
    assert titles(register) == dict.fromkeys(NUMBERS, (f"Pealkiri {OTHER}", OTHER))
    assert [path for path in register.paths_asked() if path.startswith(("dokument/", "fail/"))] == []
    assert said(summary) == ["mets: 5 files were read again because the readers have changed"]
    assert ask(register.data, "SELECT file_id, first_seen_on FROM files ORDER BY 1") == days
    assert said(night(register, 4)) == []
    assert read_keys() == []


@pytest.mark.long
def test_a_night_keeps_within_its_number_of_files_and_begins_with_the_oldest(
    register: SmallRegister, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = titles(register)
    change_readers(monkeypatch)
    summary = night(register, 3, reread_files=2)
    assert read_keys() == ["107", "105"]
    assert said(summary)[1:] == ["mets: 3 files are still as an older reader read them"]
    new = (f"Pealkiri {OTHER}", OTHER)
    assert titles(register) == before | {"7": new, "5": new}
    night(register, 4, reread_files=2)
    assert read_keys() == ["109", "106"]
    night(register, 5, reread_files=2)
    assert read_keys() == ["108"]
    assert said(night(register, 6, reread_files=2)) == []


def test_a_night_may_be_told_to_read_nothing_again(register: SmallRegister, monkeypatch: pytest.MonkeyPatch) -> None:
    before = titles(register)
    change_readers(monkeypatch)
    summary = night(register, 3, reread_files=0)
    assert (read_keys(), titles(register)) == ([], before)
    assert said(summary) == ["mets: 5 files are still as an older reader read them"]


def test_a_night_keeps_within_its_minutes(register: SmallRegister, monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock is looked at after every few files: each look is half an hour after the one before."""
    change_readers(monkeypatch)
    monkeypatch.setattr(again, "READ_TOGETHER", 1)
    hours = iter(range(100))
    whole = outdated.read_outdated
    monkeypatch.setattr(
        one_night, "read_outdated", lambda *arguments: whole(*arguments, ticks=lambda: next(hours) * 1800.0)
    )
    summary = night(register, 3, reread_minutes=70)
    assert read_keys() == ["107", "105"]
    assert said(summary)[1:] == ["mets: 3 files are still as an older reader read them"]


def test_a_night_that_is_killed_while_it_reads_again_leaves_every_row(
    register: SmallRegister, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = titles(register)
    change_readers(monkeypatch)
    whole = ReaderHere.read

    def killed(self: ReaderHere, files: Iterator[Any]) -> Iterator[Any]:
        for number, read in enumerate(whole(self, files)):
            if number == 2:
                raise KeyboardInterrupt
            yield read

    with monkeypatch.context() as at_night:
        at_night.setattr(ReaderHere, "read", killed)
        with pytest.raises(KeyboardInterrupt):
            night(register, 3)
    with open_working(register.data) as w:
        held = w.connection.execute("SELECT header_number, header_title FROM base.files").fetchall()
    new = f"Pealkiri {OTHER}"
    assert dict(held) == {number: title for number, (title, _) in before.items()} | {"7": new, "5": new}
    night(register, 4)
    assert read_keys() == ["109", "106", "108"]
    assert titles(register) == dict.fromkeys(NUMBERS, (new, OTHER))


@pytest.mark.long
def test_a_file_that_these_readers_cannot_read_keeps_its_rows_and_is_tried_once(
    register: SmallRegister, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = titles(register)
    change_readers(monkeypatch)
    rename = ReaderHere.otherwise
    assert rename is not None

    def fail_7(file: Any, outcome: Any) -> Any:
        is_7 = outcome.header is not None and outcome.header.number == "7"
        return Failure(file.name, outcome.sha256, "broken", "cannot be read now") if is_7 else rename(file, outcome)

    monkeypatch.setattr(ReaderHere, "otherwise", staticmethod(fail_7))
    night(register, 3, reread_files=2)
    assert titles(register)["7"] == before["7"]
    night(register, 4, reread_files=1)
    assert read_keys() == ["109"], "what cannot be read does not stand in the way of the rest"
    change_readers(monkeypatch, "2+00c0ffee")
    night(register, 5)
    assert sorted(read_keys()) == ["105", "106", "107", "108", "109"]
    assert titles(register)["7"] == ("Pealkiri 2+00c0ffee", "2+00c0ffee")
    assert ask(register.data, "SELECT count(*) FROM quarantine WHERE closed_at IS NULL") == [(0,)]


@pytest.mark.long
def test_a_file_that_no_version_could_read_is_tried_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    register = SmallRegister(tmp_path)
    register.add("105", "5", FIRST_DAY, "Kinnitan metsatalituse töökorra.")
    read_otherwise(monkeypatch, lambda read: Failure(read.name, read.sha256, "broken", "cannot be read yet"))
    night(register, 0)
    assert titles(register) == {}
    night(register, 1)
    assert read_keys() == []
    change_readers(monkeypatch)
    night(register, 2)
    assert titles(register) == {"5": (f"Pealkiri {OTHER}", OTHER)}


@pytest.mark.long
def test_files_added_by_hand_are_read_again_by_any_night(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    register = SmallRegister(tmp_path)
    night(register, 0)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "kord.txt").write_text(act_text("5", date(2026, 2, 2), "Kinnitan metsatalituse töökorra."))
    add_paths([tmp_path / "in"], Settings(data=register.data, workers=1), Clock(now=lambda: LATER - timedelta(days=30)))
    change_readers(monkeypatch)
    night(register, 1)
    assert titles(register) == {"5": (f"Pealkiri {OTHER}", OTHER)}


@pytest.mark.long
def test_a_file_whose_bytes_are_lost_waits_for_the_register(
    register: SmallRegister, monkeypatch: pytest.MonkeyPatch
) -> None:
    [(sha256,)] = ask(register.data, "SELECT sha256 FROM files WHERE header_number = '7'")
    (register.data / "archive" / "objects" / sha256[:2] / sha256).unlink()
    change_readers(monkeypatch)
    before = ask(register.data, "SELECT header_title FROM files WHERE header_number = '7'")
    night(register, 3)
    assert ask(register.data, "SELECT header_title FROM files WHERE header_number = '7'") == before
    summary = night(register, 4)
    assert any(path.startswith("fail/1071") for path in register.paths_asked())
    assert titles(register)["7"] == (f"Pealkiri {OTHER}", OTHER)
    assert said(summary) == []
