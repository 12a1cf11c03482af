"""Reading the archive again: the same readers change nothing, others show what they change, and nothing is lost."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from extractors.model.extraction import FileExtraction
from flows.add import add_paths
from flows.clock import Clock
from flows.reading import version
from flows.rereading import reextract
from flows.rereading.reextract import NothingToReadAgain, Rebuilt
from flows.rereading.request import BadRequest, RereadRequest, request_of, version_key
from flows.run.errors import AnotherRun
from flows.run.summary import Summary
from flows.settings import Settings
from tests.flows.rereadings import (
    BOTH_WAYS,
    FOURTH,
    LATER,
    ReaderHere,
    Seen,
    again,
    bytes_of,
    eventful,
    read_here,
    read_otherwise,
    shown,
)
from tests.flows.small_register import FIRST_DAY, SmallRegister, act_text, ask, described
from warehouse.connection import open_working
from warehouse.rereading import loaded, rebuilding


@pytest.fixture(autouse=True)
def _reading_here(monkeypatch: pytest.MonkeyPatch) -> None:
    read_here(monkeypatch)


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> SmallRegister:
    """The register after these nights; done once, every test that goes on begins with a copy."""
    return eventful(tmp_path_factory.mktemp("nights") / "made")


@pytest.fixture
def nights(done: SmallRegister) -> Path:
    """The data folder of these nights, to look at."""
    return done.data


@pytest.fixture
def register(done: SmallRegister, tmp_path: Path) -> SmallRegister:
    """A copy of it all for a test to change, with nights to come."""
    return done.copied_to(tmp_path)


@pytest.fixture
def data(register: SmallRegister) -> Path:
    """The data folder of the copy."""
    return register.data


# --- the same readers ---


def test_the_nights_hold_what_they_are_meant_to(nights: Path) -> None:
    found = dict(ask(nights, "SELECT external_id, state FROM documents"))
    assert found == {"100": "public", "101": "public", "102": "public", "103": "gone", "104": "public"}
    assert ask(nights, "SELECT count(*) FROM revocations WHERE resolution = 'resolved'") == [(1,)]


@BOTH_WAYS
def test_the_same_readers_change_nothing(data: Path, is_from_scratch: bool) -> None:
    assert shown(data, is_from_scratch=is_from_scratch) == {}


@pytest.mark.long
@BOTH_WAYS
def test_the_bundled_register_read_again_says_the_same(
    sample_night: tuple[Path, Summary], tmp_path: Path, is_from_scratch: bool
) -> None:
    data = Path(shutil.copytree(sample_night[0], tmp_path / "copy", symlinks=True))
    assert shown(data, is_from_scratch=is_from_scratch) == {}


@BOTH_WAYS
def test_what_is_published_afterwards_says_the_same_in_every_table(data: Path, is_from_scratch: bool) -> None:
    before = described(data)
    summary = again(data, is_from_scratch=is_from_scratch)
    assert summary.wants_person == []
    assert described(data) == before
    assert ask(data, "SELECT kind, outcome FROM runs ORDER BY started_at DESC LIMIT 1") == [("reextract", "done")]


@pytest.mark.long
@BOTH_WAYS
def test_the_night_after_has_nothing_to_do(register: SmallRegister, is_from_scratch: bool) -> None:
    """Days and documents count as looked at as before: nothing is fetched twice for having been read twice."""
    again(register.data, is_from_scratch=is_from_scratch)
    before = described(register.data)
    register.night(FOURTH, hour=5)
    assert [path for path in register.paths_asked() if path.startswith(("dokument/", "fail/"))] == []
    assert described(register.data) == before


@BOTH_WAYS
def test_a_dry_run_leaves_every_byte(data: Path, is_from_scratch: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    before = bytes_of(data)
    read_otherwise(monkeypatch, lambda read: replace(read, effects=()))
    assert shown(data, is_from_scratch=is_from_scratch) != {}
    assert bytes_of(data) == before


# --- other readers ---


def test_other_readers_show_the_rows_they_read_otherwise_and_no_others(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def rename(read: FileExtraction) -> FileExtraction:
        assert read.header is not None
        return replace(read, header=replace(read.header, title="Uus pealkiri")) if read.header.number == "6" else read

    read_otherwise(monkeypatch, rename)
    seen = Seen()
    again(data, seen, is_dry_run=True)
    assert set(seen.figures) == {"files"}
    [(change, key, columns)] = seen.rows["files"]
    assert (change, key) == ("changed", "mets/101!1011")
    assert columns == (("header_title", "Korra kinnitamine", "Uus pealkiri"),)


@pytest.mark.long
def test_what_other_readers_read_is_published(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read_otherwise(monkeypatch, lambda read: replace(read, citations=()))
    again(data)
    assert ask(data, "SELECT count(*) FROM citations") == [(0,)]
    assert shown(data) == {}


@pytest.mark.long
def test_the_days_on_which_things_were_learned_stay(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What better readers find in old bytes was there to be read when these came."""
    before = ask(data, "SELECT file_id, first_seen_on FROM files ORDER BY 1")
    read_otherwise(monkeypatch, lambda read: replace(read, citations=()))
    again(data)
    assert ask(data, "SELECT file_id, first_seen_on FROM files ORDER BY 1") == before


@pytest.mark.long
def test_only_what_is_asked_for_is_read(data: Path) -> None:
    again(data, documents=frozenset({"mets/101"}), is_dry_run=True)
    assert ReaderHere.read_keys == ["mets/101!1011"]
    again(data, register="ska", is_dry_run=True)
    assert ReaderHere.read_keys == []


@pytest.mark.long
def test_only_files_that_older_readers_read_are_read(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = ask(data, "SELECT DISTINCT extractor_version FROM files")[0][0]
    number, digest = now.split("+")
    for same in (now, number):
        again(data, since_version=same, is_dry_run=True)
        assert ReaderHere.read_keys == []
    for other in (f"{number}+{digest[::-1]}", str(int(number) + 1)):
        again(data, since_version=other, is_dry_run=True)
        assert len(ReaderHere.read_keys) == len(ask(data, "SELECT file_id FROM files"))


def test_versions_are_numbers_in_their_order() -> None:
    assert version_key("9") < version_key("10") < version_key("10.1")
    assert version_key("2+9a") == version_key("2+1b")


@pytest.mark.parametrize(("read_by", "number"), [("2+0badcafe", 4), (None, 0)], ids=["others", "these"])
def test_the_notes_say_how_many_files_another_version_read(
    data: Path, monkeypatch: pytest.MonkeyPatch, read_by: str | None, number: int
) -> None:
    now = ask(data, "SELECT DISTINCT extractor_version FROM files")[0][0]
    monkeypatch.setattr(version, "readers_version", lambda: read_by or now)
    files = len(ask(data, "SELECT file_id FROM files WHERE parent_file_id IS NULL"))
    notes = again(data, is_dry_run=True).notes
    assert f"{number} of {files} files were last read by another version of the readers (now {read_by or now})" in notes


def test_a_directive_is_meant_with_all_its_documents(data: Path) -> None:
    wanted = request_of(Settings(data=data), references=[f"{FIRST_DAY:%d.%m.%Y} nr 6", "mets/100"])
    assert wanted.documents == {"mets/100", "mets/101"}


def test_marks_of_a_night_that_was_killed_while_it_read_again_are_no_versions(data: Path) -> None:
    with open_working(data) as w:
        loaded.mark_unread(w, loaded.held_files(w))
    assert shown(data, since_version="1") == {}
    assert ReaderHere.read_keys == [], "version 2 read them all"


@pytest.mark.parametrize(
    "asked",
    [{"references": ["mets/999"]}, {"since_version": "new"}, {"is_from_scratch": True, "register": "mets"}],
    ids=["not held", "no version", "narrowed from scratch"],
)
def test_what_cannot_be_meant_is_refused(nights: Path, asked: dict[str, Any]) -> None:
    with pytest.raises(BadRequest):
        request_of(Settings(data=nights), **asked)


# --- when nothing is published ---


def test_readers_that_lose_too_much_are_not_published(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read_otherwise(monkeypatch, lambda read: replace(read, effects=()))
    before, seen = bytes_of(data), Seen()
    summary = again(data, seen)
    assert seen.refusal is not None
    assert "revocations" in seen.refusal
    assert summary.exit_status == 1
    assert bytes_of(data) == before


@pytest.mark.long
def test_what_may_be_lost_is_the_operators_word(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read_otherwise(monkeypatch, lambda read: replace(read, effects=()))
    assert again(data, max_lost=100).exit_status == 0
    assert ask(data, "SELECT count(*) FROM effects") == [(0,)]


@pytest.mark.long
def test_an_operator_who_says_no_keeps_what_is_published(data: Path) -> None:
    before = bytes_of(data)
    assert again(data, Seen(is_agreed=False)).exit_status == 1
    assert bytes_of(data) == before


def test_a_second_one_at_the_same_time_is_refused(data: Path) -> None:
    def meanwhile(rebuilt: Rebuilt) -> bool:
        with pytest.raises(AnotherRun):
            again(data)
        return False

    reextract.reextract(Settings(data=data, workers=1), Clock(now=lambda: LATER), RereadRequest(), meanwhile)


@pytest.mark.long
def test_what_a_killed_one_left_is_deleted_by_the_next_run(tmp_path: Path) -> None:
    """It may hold content that is withdrawn in the meantime."""
    register = SmallRegister(tmp_path)
    register.add("100", "5", FIRST_DAY, "Kinnitan metsatalituse töökorra.")
    left = register.data / rebuilding.FOLDER
    left.mkdir(parents=True)
    (left / "working.duckdb").write_bytes(b"half")
    register.night(FIRST_DAY)
    assert not left.exists()


# --- damage ---


def damage(data: Path, how: str) -> tuple[Path, str]:
    """Spoils the bytes of one file of the archive; its object and sha256."""
    [(sha256,)] = ask(data, "SELECT sha256 FROM files WHERE document_id = 'mets/101'")
    path = data / "archive" / "objects" / sha256[:2] / sha256
    if how == "missing":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes().replace(b"a", b"e"))
    return path, sha256


@pytest.mark.parametrize(
    ("how", "code"),
    [
        pytest.param("missing", "not_archived", marks=pytest.mark.long),
        ("other bytes", "archive_damaged"),
    ],
)
def test_rows_whose_bytes_are_lost_stay_and_the_damage_is_named(data: Path, how: str, code: str) -> None:
    before = ask(data, "SELECT * EXCLUDE (run_id, loaded_at, extractor_version) FROM files ORDER BY 1")
    _, sha256 = damage(data, how)
    summary = again(data)
    assert summary.exit_status == 1
    assert ask(data, "SELECT * EXCLUDE (run_id, loaded_at, extractor_version) FROM files ORDER BY 1") == before
    held = ask(data, "SELECT document_id, sha256, stage, code FROM quarantine WHERE closed_at IS NULL")
    assert held == [("mets/101", sha256, "bytes", code)]


@pytest.mark.long
@pytest.mark.parametrize("how", ["missing", "other bytes"])
def test_the_next_night_brings_lost_bytes_back(register: SmallRegister, how: str) -> None:
    before = described(register.data)
    path, sha256 = damage(register.data, how)
    again(register.data)
    register.night(FOURTH + timedelta(days=1))
    assert hashlib.sha256(path.read_bytes()).hexdigest() == sha256
    assert ask(register.data, "SELECT count(*) FROM quarantine WHERE closed_at IS NULL") == [(0,)]
    assert described(register.data) == before


# --- from scratch ---


def without_gone(data: Path) -> dict[str, list[str]]:
    """All that is published, but for what was withdrawn once: outside the warehouse its days stand nowhere."""
    withdrawn = ("mets/102", "mets/103")
    return {
        table: [row for row in rows if not any(name in row for name in withdrawn)]
        for table, rows in described(data).items()
    }


def test_a_lost_warehouse_is_rebuilt_from_the_archive(data: Path) -> None:
    before = without_gone(data)
    for path in data.glob("*.duckdb*"):
        path.unlink()
    with pytest.raises(NothingToReadAgain, match="--from-scratch"):
        again(data)
    summary = again(data, is_from_scratch=True)
    assert any("lost" in note for note in summary.notes)
    assert without_gone(data) == before
    gone = ask(data, "SELECT number, title, state FROM documents WHERE document_id = 'mets/103'")
    assert gone == [("8", None, "gone")]


@pytest.mark.long
def test_a_damaged_warehouse_is_rebuilt_from_the_archive(data: Path) -> None:
    before = without_gone(data)
    (data / "working.duckdb").write_bytes(b"no database")
    again(data, is_from_scratch=True)
    assert without_gone(data) == before


@pytest.mark.long
def test_runs_and_proven_days_outlive_a_rebuilding_where_they_can_be_read(data: Path) -> None:
    before = ask(data, "SELECT run_id FROM runs"), ask(data, "SELECT * FROM covered_days ORDER BY ALL")
    again(data, is_from_scratch=True)
    assert set(before[0]) < set(ask(data, "SELECT run_id FROM runs"))
    assert ask(data, "SELECT * FROM covered_days ORDER BY ALL") == before[1]


@pytest.mark.long
def test_added_files_are_rebuilt_too(tmp_path: Path) -> None:
    inbox, data = tmp_path / "in", tmp_path / "data"
    inbox.mkdir()
    (inbox / "kord.txt").write_text(act_text("5", date(2026, 2, 2), "Kinnitan metsatalituse töökorra."))
    add_paths([inbox], Settings(data=data, workers=1), Clock(now=lambda: LATER - timedelta(days=3)))
    before = described(data)
    (data / "working.duckdb").unlink()
    again(data, is_from_scratch=True)
    assert described(data) == before
