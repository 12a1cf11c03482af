"""A bucket that fails is named with its reason, one that would keep what is deleted is refused, no lines are lost."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from typing import Any

import pytest

from flows.stores import StoreFailed, lines_on_s3
from flows.stores.on_s3 import OnS3
from tests.flows.s3_server import KEY, SECRET, Bucket

MONTH = "captures/som/2026-01.jsonl"
CALLS: dict[str, Callable[[OnS3], object]] = {
    "prepare": lambda place: place.prepare(),
    "read": lambda place: place.read("x"),
    "size": lambda place: place.size("x"),
    "create": lambda place: place._create("x", b""),
    "write": lambda place: place.write("x", b""),
    "delete": lambda place: place.delete("x"),
    "delete all": lambda place: place.delete_all(["x"]),
    "names": lambda place: list(place.names("x")),
    "folders": lambda place: place.folders("x"),
    "append": lambda place: place.lines.append("x", b""),
    "lines": lambda place: list(place.lines.read("x")),
    "settle": lambda place: place.lines.settle(),
}


@pytest.fixture
def place(bucket: Bucket) -> OnS3:
    return OnS3(bucket.address)


@pytest.mark.parametrize("call", CALLS)
def test_a_store_that_does_not_answer_is_named_and_never_taken_for_an_empty_one(
    bucket: Bucket, place: OnS3, call: str
) -> None:
    bucket.gate.shut()
    with pytest.raises(StoreFailed, match=rf"{bucket.address}.* cannot be .*: the store cannot be reached") as raised:
        CALLS[call](place)
    told = "".join(traceback.format_exception(raised.value))
    assert KEY not in told
    assert SECRET not in told
    bucket.gate.reopen()
    place.prepare()


@pytest.mark.parametrize("call", ["prepare", "write", "names", "lines", "append"])
def test_a_bucket_that_does_not_exist_is_named(bucket: Bucket, call: str) -> None:
    with pytest.raises(StoreFailed, match=r"s3://no-such-bucket-here/kept.*: (NoSuchBucket|the store answers 404)"):
        CALLS[call](OnS3("s3://no-such-bucket-here/kept"))


def test_a_bucket_that_keeps_versions_is_refused_before_and_after_it_was_used(bucket: Bucket, place: OnS3) -> None:
    place.prepare()
    place.write("before", b"x")
    bucket.keep_versions()
    for refused in (lambda: place.prepare(), lambda: place.write("x", b""), lambda: place.lines.append(MONTH, b"")):
        with pytest.raises(StoreFailed, match="its bucket keeps old versions, which a take-down would leave behind"):
            refused()


@pytest.mark.parametrize("ignored", ["create", "tag"])
def test_a_store_that_ignores_conditions_is_refused(bucket: Bucket, place: OnS3, ignored: str) -> None:
    put = place._obstore.put

    def unconditional(store: Any, name: str, data: bytes, *, mode: Any, use_multipart: bool) -> Any:
        is_ignored = (mode == "create") if ignored == "create" else isinstance(mode, dict)
        return put(store, name, data, mode="overwrite" if is_ignored else mode, use_multipart=use_multipart)

    class Ignoring:
        def __getattr__(self, name: str) -> Any:
            return unconditional if name == "put" else getattr(whole, name)

    whole, place._obstore = place._obstore, Ignoring()  # type: ignore[assignment]
    with pytest.raises(StoreFailed, match="ignores conditions"):
        place.prepare()
    assert bucket.objects() == {}, "the probe is gone"


def test_a_write_whose_answer_was_lost_counts_and_one_of_another_process_does_not(place: OnS3) -> None:
    tag = place.put_if("x", b"one", None)
    assert place.put_if("x", b"one", None) == tag, "sent again after the connection broke"
    new = place.put_if("x", b"two", tag)
    assert place.put_if("x", b"two", tag) == new
    for late in (tag, None):
        with pytest.raises(StoreFailed, match="another process writes to the same place"):
            place.put_if("x", b"three", late)
    place.delete("x")
    with pytest.raises(StoreFailed, match="another process"):
        place.put_if("x", b"three", new)


def test_without_obstore_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "obstore", None)
    with pytest.raises(StoreFailed, match=r"pip install kehtiv\[scale\]"):
        OnS3("s3://bucket/kept")


def test_two_writers_of_one_file_find_one_another_out(bucket: Bucket, place: OnS3) -> None:
    other = OnS3(bucket.address)
    place.lines.append(MONTH, b"one")
    other.lines.append(MONTH, b"two")
    with pytest.raises(StoreFailed, match="another process writes to the same place"):
        place.lines.append(MONTH, b"three")
    assert list(place.lines.read(MONTH)) == [b"one", b"two"]
    place.lines.append(MONTH, b"three")
    assert list(other.lines.read(MONTH)) == [b"one", b"two", b"three"]


def stopped_while_deleting(place: OnS3, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(names: list[str]) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(place, "delete_all", killed)


@pytest.mark.parametrize("following", ["append", "replace", "settle"])
def test_lines_count_once_where_a_kill_came_between_joining_and_deleting(
    bucket: Bucket, place: OnS3, monkeypatch: pytest.MonkeyPatch, following: str
) -> None:
    monkeypatch.setattr(lines_on_s3, "PART_BYTES", 8)
    lines = [b"line %d" % number for number in range(5)]
    for line in lines:
        place.lines.append(MONTH, line)
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        stopped_while_deleting(place, patched)
        place.lines.settle()
    assert len(bucket.objects("kept/growing/")) >= 3, "the parts are still there"
    later = OnS3(bucket.address)
    assert list(later.lines.read(MONTH)) == lines
    if following == "append":
        later.lines.append(MONTH, b"more")
        lines.append(b"more")
    elif following == "replace":
        # Shorter than before: a part that were left would seem to follow it.
        lines = [b"w"]
        with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
            stopped_while_deleting(later, patched)
            later.lines.replace(MONTH, b"w\n")
        assert b"line 4" in b"".join(later.lines.read(MONTH)), "nothing was replaced while parts were left"
        later = OnS3(bucket.address)
        later.lines.replace(MONTH, b"w\n")
    later.lines.settle()
    assert list(OnS3(bucket.address).lines.read(MONTH)) == lines
    assert list(bucket.objects()) == [f"kept/{MONTH}"]


def test_a_part_that_is_missing_is_said_and_not_passed_over(
    bucket: Bucket, place: OnS3, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines_on_s3, "PART_BYTES", 8)
    for number in range(5):
        place.lines.append(MONTH, b"line %d" % number)
    second = sorted(place.names("growing"))[1]
    place.delete(second)
    with pytest.raises(StoreFailed, match="its parts under growing/ do not follow it"):
        list(place.lines.read(MONTH))
    for change in (lambda lines: lines.append(MONTH, b"x"), lambda lines: lines.settle()):
        with pytest.raises(StoreFailed, match="do not follow it"):
            change(OnS3(bucket.address).lines)


def test_lines_are_read_whole_while_another_process_joins_them(
    bucket: Bucket, place: OnS3, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The parts are joined after they were listed, and again after they were read."""
    for line in (b"one", b"two"):
        place.lines.append(MONTH, line)
    reader = OnS3(bucket.address)
    joined = []
    listed, stream = reader.listed, reader.stream

    def listed_then_joined(folder: str) -> Any:
        found = list(listed(folder))
        if not joined:
            joined.append("after the list")
            place.lines.settle()
            place.lines.append(MONTH, b"three")
        return iter(found)

    def joined_then_streamed(name: str) -> Any:
        if len(joined) == 1:
            joined.append("after the parts")
            place.lines.settle()
        return stream(name)

    monkeypatch.setattr(reader, "listed", listed_then_joined)
    monkeypatch.setattr(reader, "stream", joined_then_streamed)
    assert list(reader.lines.read(MONTH)) == [b"one", b"two", b"three"]
    assert len(joined) == 2
