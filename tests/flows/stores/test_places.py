"""A folder and a bucket keep files alike: whole, under the same names, and lines that only grow."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.stores import Place, lines_on_s3
from flows.stores.on_disk import OnDisk
from flows.stores.on_s3 import OnS3
from tests.flows.s3_server import Bucket

MONTH = "captures/som/2026-01.jsonl"


@pytest.fixture(params=["folder", "bucket"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    if request.param == "folder":
        return OnDisk(tmp_path / "kept")
    bucket: Bucket = request.getfixturevalue("bucket")
    return OnS3(bucket.address)


@pytest.fixture
def again(place: Place) -> Place:
    """The same place as another process sees it."""
    return OnDisk(place.folder) if isinstance(place, OnDisk) else OnS3(place.told())


def test_a_file_is_written_once_or_replaced_and_found_by_its_name(place: Place, again: Place) -> None:
    place.prepare()
    assert (place.size("2+0a/ab/x"), place.delete("2+0a/ab/x"), list(place.names("")), place.folders("")) == (
        None, False, [], [],
    )  # fmt: skip
    with pytest.raises(FileNotFoundError):
        place.read("2+0a/ab/x")
    place.write("2+0a/ab/x", b"one")
    place.write("2+0a/cd/y", b"")
    assert (again.read("2+0a/ab/x"), again.size("2+0a/ab/x"), again.size("2+0a/cd/y")) == (b"one", 3, 0)
    place.write("2+0a/ab/x", b"three")
    assert again.read("2+0a/ab/x") == b"three"
    assert sorted(again.names("2+0a")) == ["2+0a/ab/x", "2+0a/cd/y"]
    assert list(again.names("2+0a/ab")) == ["2+0a/ab/x"]
    assert sorted(again.sizes("2+0a")) == [0, 5]
    assert (again.folders("2+0a"), again.folders("none")) == (["ab", "cd"], [])


def test_names_begin_at_the_place_wherever_they_are_looked_for(place: Place) -> None:
    for name in ("takedowns.jsonl", "objects/ab/x"):
        place.write(name, b"x")
    assert sorted(place.names("")) == ["objects/ab/x", "takedowns.jsonl"]
    assert [list(place.names(folder)) for folder in ("objects", "objects/ab", "none")] == [
        ["objects/ab/x"], ["objects/ab/x"], [],
    ]  # fmt: skip


def test_a_month_that_goes_after_it_was_looked_for_is_as_one_that_never_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = OnDisk(tmp_path).lines
    (tmp_path / "file").write_bytes(b"one\n")
    with monkeypatch.context() as patched:
        patched.setattr(Path, "exists", lambda path: True)
        assert [list(lines.read(name)) for name in ("gone", "file/gone", "file")] == [[], [], [b"one"]]


def test_what_is_deleted_is_gone_and_nothing_else(place: Place, again: Place) -> None:
    for name in ("1+0a/ab/x", "1+0a/ab/y", "2+0a/ab/x", "2+0a/ab/z"):
        place.write(name, b"x")
    assert place.delete("1+0a/ab/x")
    assert place.delete_all(["2+0a/ab/x", "2+0a/ab/none"]) == 2
    assert sorted(again.names("")) == ["1+0a/ab/y", "2+0a/ab/z"]
    assert place.delete_all([]) == 0
    place.clear("1+0a")
    place.clear("none")
    assert list(again.names("")) == ["2+0a/ab/z"]


def test_a_file_grows_by_lines_whoever_goes_on_with_it(
    place: Place, again: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So short parts, and so few of them, that lines go into new parts and parts are joined."""
    monkeypatch.setattr(lines_on_s3, "PART_BYTES", 40)
    monkeypatch.setattr(lines_on_s3, "MOST_PARTS", 3)
    assert (list(place.lines.read(MONTH)), place.lines.names("captures/som"), place.lines.folders("captures")) == (
        [], [], [],
    )  # fmt: skip
    expected = [f"{number} õ".encode() * (number % 4 + 1) for number in range(40)]
    for number, line in enumerate(expected):
        (place if number < 25 else again).lines.append(MONTH, line)
        if number % 9 == 0:
            assert list(again.lines.read(MONTH)) == expected[: number + 1]
    assert list(place.lines.read(MONTH)) == expected
    assert (place.lines.names("captures/som"), place.lines.folders("captures")) == ([MONTH], ["som"])
    again.lines.settle()
    assert list(place.names("")) == [MONTH], "at rest it is one file, which any tool can copy"
    assert place.read(MONTH) == b"".join(line + b"\n" for line in expected)
    again.lines.append(MONTH, b"last")
    assert list(place.lines.read(MONTH)) == [*expected, b"last"]


def test_all_lines_are_replaced_or_dropped_at_once(place: Place, again: Place) -> None:
    for line in (b"one", b"two"):
        place.lines.append(MONTH, line)
    place.lines.replace(MONTH, b"1\n2\n")
    assert list(again.lines.read(MONTH)) == [b"1", b"2"]
    place.lines.append(MONTH, b"three")
    assert list(again.lines.read(MONTH)) == [b"1", b"2", b"three"]
    place.lines.drop(MONTH)
    place.lines.drop("captures/som/2026-02.jsonl")
    assert (list(again.lines.read(MONTH)), list(again.names("")), again.lines.folders("captures")) == ([], [], [])
    place.lines.append(MONTH, b"new")
    assert list(again.lines.read(MONTH)) == [b"new"]
