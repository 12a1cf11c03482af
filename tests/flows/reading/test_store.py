"""The folder of readings: whole or not at all, and gone with the original or the version of the readers."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from flows.reading.store import ReadingName, Size, StoredReadings
from flows.stores.on_disk import OnDisk

ONE, TWO = "ab" + "1" * 62, "ab" + "2" * 62
OLD, NEW = "1+0badcafe", "2+0badcafe"


def name(sha256: str, version: str = NEW, key: str = "k") -> ReadingName:
    return ReadingName(version, sha256, key)


@pytest.fixture
def store(tmp_path: Path) -> StoredReadings:
    """Two originals, one of which was read by two versions and in two contexts."""
    store = StoredReadings(OnDisk(tmp_path / "readings"))
    for each in (name(ONE), name(ONE, key="other"), name(ONE, OLD), name(TWO)):
        store.store(each, each.sha256.encode())
    return store


def held(store: StoredReadings) -> list[str]:
    return sorted(
        path.relative_to(store.place.folder).as_posix() for path in store.place.folder.rglob("*") if path.is_file()
    )


def test_bytes_come_back_under_their_name_alone(store: StoredReadings) -> None:
    assert store.load(name(ONE)) == ONE.encode()
    assert store.load(name(ONE, key="third")) is None
    assert store.load(name("cd" * 32)) is None
    store.store(name(ONE), b"new")
    assert store.load(name(ONE)) == b"new"
    assert store.size() == Size(4, 3 + 3 * 64)


@pytest.mark.parametrize("bad", [name("../" + "1" * 61), name(ONE, "../2"), name(ONE, "")])
def test_no_name_leads_out_of_the_folder(store: StoredReadings, bad: ReadingName) -> None:
    with pytest.raises(ValueError):
        store.store(bad, b"x")


def test_of_a_forgotten_original_no_version_and_no_unfinished_file_is_left(store: StoredReadings) -> None:
    unfinished = store.place.folder / "tmp" / f"{ONE}-k.json.gz.1.1"
    other = store.place.folder / "tmp" / f"{TWO}-k.json.gz.1.1"
    unfinished.write_bytes(b"half")
    other.write_bytes(b"half")
    assert store.forget({ONE, "../..", "cd" * 32}) == 3
    assert held(store) == [f"{NEW}/ab/{TWO}-k.json.gz", f"tmp/{other.name}"]
    assert store.forget({ONE}) == 0


def test_a_reading_that_cannot_be_deleted_is_an_error(store: StoredReadings, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, missing_ok: bool = False) -> None:
        raise PermissionError(13, "no", str(path))

    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(PermissionError):
        store.forget({ONE})


def test_readings_without_an_archived_original_go(store: StoredReadings) -> None:
    (store.place.folder / "tmp" / "half").write_bytes(b"half")
    assert store.forget_unheld(lambda prefix: {TWO} if prefix == TWO[:2] else set()) == 3
    assert held(store) == [f"{NEW}/ab/{TWO}-k.json.gz"]


def test_what_other_versions_read_goes_as_a_whole(store: StoredReadings) -> None:
    store.clear_others(NEW)
    assert store.versions() == [NEW]
    assert store.size().files == 3
    store.clear_others(None)
    assert held(store) == []


def test_a_write_that_fails_leaves_the_earlier_reading(store: StoredReadings, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "no space left on device")

    monkeypatch.setattr(os, "fsync", full)
    before = held(store)
    with pytest.raises(OSError):
        store.store(name(ONE), b"new")
    monkeypatch.undo()
    assert held(store) == before
    assert store.load(name(ONE)) == ONE.encode()


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    store = StoredReadings(OnDisk(tmp_path / "none"))
    assert (store.versions(), store.size(), store.forget({ONE})) == ([], Size(0, 0), 0)
    store.clear_others(NEW)
    assert not store.place.folder.exists()
