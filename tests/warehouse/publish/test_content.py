"""New content is derived in part where the last publish left what that goes on from."""

from __future__ import annotations

import errno
import threading
from contextlib import nullcontext
from pathlib import Path

import pytest

from tests.patience import PATIENCE_S
from warehouse.connection import Warehouse
from warehouse.publish import content, derive
from warehouse.publish.content import Content
from warehouse.publish.partly.keeping import Copied, steps_beside
from warehouse.publish.state import State


def state(sums: str | None) -> State:
    """Return the state after a publish of which these are the checksums."""
    return State(
        content_revision=2,
        ledger_revision=1,
        published_name="warehouse-000001.duckdb",
        published_content_revision=1,
        published_ledger_revision=1,
        published_fingerprint="version",
        published_number=1,
        published_checksums=sums,
        whole_published_on=None,
        is_content_withdrawn=False,
        is_whole_wanted=False,
    )


@pytest.mark.parametrize("sums", [None, "1 2"])
def test_no_digests_are_written_where_no_steps_were_kept_to_go_on_from(
    sums: str | None, working: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done, told = list[str](), list[str]()
    monkeypatch.setattr(derive, "_IN_PART_BYTES", 0)
    monkeypatch.setattr(derive, "build", lambda *_, **__: done.append("whole"))
    monkeypatch.setattr(content, "copy_kept", lambda *_: done.append("copy"))
    monkeypatch.setattr(content, "digested", lambda _: nullcontext(done.append("digests")))
    new, last = tmp_path / "new", tmp_path / "last"
    assert Content(working, tmp_path, new, state(sums), told.append, pytest.fail).build(last, None) is None
    assert done.pop() == "whole"
    assert {*done} == ({"copy", "digests"} if sums else set())
    assert len(told) == bool(sums)
    assert all("is not as it was published" in sentence for sentence in told)


@pytest.fixture
def copied(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Let the copy have been made; return which files were synced."""
    synced: list[Path] = []
    monkeypatch.setattr(derive, "_IN_PART_BYTES", 0)
    monkeypatch.setattr(content, "copy_kept", lambda *_: Copied([], []))
    monkeypatch.setattr(content, "sync", synced.append)
    return synced


def test_the_oldest_file_goes_while_the_next_one_is_built(
    working: Warehouse, tmp_path: Path, copied: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [tmp_path / f"warehouse-00000{number}.duckdb" for number in range(1, 5)]
    for path in files:
        path.touch()
    monkeypatch.setattr(content, "build_part", lambda w, path: path.touch())
    part = tmp_path / ".building"
    made = Content(working, tmp_path, part, state("1 2"), pytest.fail, pytest.fail)
    assert made.build(files[-1], None) == Copied([], [])
    assert [path for path in files if path.exists()] == files[2:]
    assert part.exists()
    assert {*copied} == {part, steps_beside(part)}


def test_what_was_copied_goes_to_the_disk_while_what_changed_is_derived(
    working: Warehouse, tmp_path: Path, copied: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    is_synced = threading.Event()
    monkeypatch.setattr(content, "sync", lambda path: is_synced.set())
    waited: list[bool] = []
    monkeypatch.setattr(content, "build_part", lambda w, path: waited.append(is_synced.wait(PATIENCE_S)))
    part = tmp_path / ".building"
    Content(working, tmp_path, part, state("1 2"), pytest.fail, pytest.fail).build(tmp_path / "last", None)
    assert waited == [True]


def test_a_copy_that_the_disk_does_not_take_is_an_error(
    working: Warehouse, tmp_path: Path, copied: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path) -> None:
        raise OSError(errno.EIO, "cannot be written", str(path))

    monkeypatch.setattr(content, "sync", full)
    monkeypatch.setattr(content, "build_part", lambda w, path: None)
    made = Content(working, tmp_path, tmp_path / ".building", state("1 2"), pytest.fail, pytest.fail)
    with pytest.raises(OSError, match="cannot be written"):
        made.build(tmp_path / "last", None)
