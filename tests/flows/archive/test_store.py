"""The write-once store: nothing twice, nothing half, nothing silently damaged."""

from __future__ import annotations

import json
import os
import threading
import tracemalloc
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from extractors.model.register import Capture, Request
from extractors.registers.adr import AdrConnector
from flows.archive import Archive, ArchiveDamaged, ArchiveUnwritable, NotArchived
from flows.stores.on_disk import OnDisk
from flows.withdrawal.archived import Withdrawal, withdraw

URL = "https://adr.rabamaa.example/rama/dokument/77"
AT = datetime(2026, 1, 7, 2, 30, tzinfo=UTC)


def answer(body: bytes = b"raba", url: str = URL, status: int = 200, at: datetime = AT, **more: object) -> Capture:
    headers = (("Content-Type", "text/html"), ("ETag", '"1"'), ("Set-Cookie", "JSESSIONID=secret"), ("cf-ray", "x"))
    request = more.get("request", Request("GET", url))
    assert isinstance(request, Request)
    return Capture(request, url, status, headers, body, at)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(OnDisk(tmp_path / "archive"))


def objects(archive: Archive) -> list[Path]:
    return sorted(path for path in (archive.place.folder / "objects").rglob("*") if path.is_file())


def ledger(archive: Archive, month: str = "2026-01") -> Path:
    return archive.place.folder / "captures" / "rama" / f"{month}.jsonl"


def test_bytes_come_back_under_the_hash_they_are_stored_by(archive: Archive) -> None:
    sha256 = archive.store(answer(b"\x00raba\xff"), "rama")
    assert sha256 == archive.digest(b"\x00raba\xff")
    assert archive.load(sha256) == b"\x00raba\xff"
    assert objects(archive) == [archive.place.folder / "objects" / sha256[:2] / sha256]


def test_the_same_bytes_twice_are_one_object_and_two_rows(archive: Archive) -> None:
    archive.store(answer(), "rama")
    before = objects(archive)[0].stat().st_mtime_ns
    archive.store(answer(url=URL + "8", at=AT + timedelta(hours=1)), "rama")
    assert objects(archive)[0].stat().st_mtime_ns == before
    assert [row.url for row in archive.captures("rama")] == [URL, URL + "8"]


def test_a_row_tells_how_the_answer_came_and_keeps_no_cookie(archive: Archive) -> None:
    request = Request("POST", URL, (("regDateBegin", "01.01.2026"), ("documentTypes", "5")), "a session")
    archive.store(answer(request=request, at=AT.astimezone(timezone(timedelta(hours=2)))), "rama")
    (row,) = archive.captures("rama")
    assert (row.url, row.method, row.form, row.final_url, row.status) == (URL, "POST", request.form, URL, 200)
    assert (row.fetched_at, row.fetched_at.tzinfo, row.size) == (AT, UTC, 4)
    assert row.headers == (("content-type", "text/html"), ("etag", '"1"'))
    assert row.header("ETag") == '"1"'
    assert "secret" not in ledger(archive).read_text()


def test_rows_are_kept_by_month_of_fetching_in_universal_time(archive: Archive) -> None:
    in_tallinn = datetime(2026, 2, 1, 1, 0, tzinfo=timezone(timedelta(hours=2)))
    archive.store(answer(at=in_tallinn), "rama")
    archive.store(answer(at=datetime(2026, 2, 1, 1, 0, tzinfo=UTC)), "rama")
    assert ledger(archive, "2026-01").read_bytes().count(b"\n") == 1
    assert [row.fetched_at.month for row in archive.captures("rama")] == [1, 2]


def test_the_last_usable_answer_of_an_address_is_found_by_a_new_process_too(archive: Archive) -> None:
    archive.store(answer(b"old"), "rama")
    archive.store(answer(b"new"), "rama")
    archive.store(answer(b"oops", status=503), "rama")
    archive.store(answer(b"other register"), "muu")
    for reader in (archive, Archive(OnDisk(archive.place.folder))):
        row = reader.last_answer("rama", URL)
        assert row is not None
        assert reader.load(row.sha256) == b"new"
        assert reader.last_answer("rama", URL + "9") is None


def test_an_unchanged_answer_adds_a_row_that_names_the_bytes_held(archive: Archive) -> None:
    sha256 = archive.store(answer(b"raba"), "rama")
    assert archive.store(answer(b"", status=304, at=AT + timedelta(days=1)), "rama") == sha256
    row = archive.last_answer("rama", URL)
    assert row is not None
    assert (row.status, row.sha256, row.size) == (304, sha256, 4)
    assert len(objects(archive)) == 1


def test_unchanged_without_anything_held_is_an_error(archive: Archive) -> None:
    with pytest.raises(NotArchived, match="unchanged, but no copy is held"):
        archive.store(answer(b"", status=304), "rama")


def test_an_answer_is_replayed_as_it_came(archive: Archive) -> None:
    request = Request("POST", URL, (("a", "õ"),))
    archive.store(answer("põder".encode(), request=request), "rama")
    (row,) = archive.captures("rama")
    capture = archive.open_capture(row)
    assert (capture.request, capture.body, capture.fetched_at) == (request, "põder".encode(), AT)
    assert capture.header("etag") == '"1"'


def test_damaged_bytes_are_never_handed_out(archive: Archive) -> None:
    sha256 = archive.store(answer(), "rama")
    objects(archive)[0].write_bytes(b"rabx")
    with pytest.raises(ArchiveDamaged, match=sha256):
        archive.load(sha256)


def test_an_object_cut_short_by_a_dying_disk_is_healed_when_its_bytes_come_again(archive: Archive) -> None:
    sha256 = archive.store(answer(), "rama")
    objects(archive)[0].write_bytes(b"ra")
    archive.store(answer(), "rama")
    assert archive.load(sha256) == b"raba"


@pytest.mark.parametrize("sha256", ["0" * 64, "../../../etc/passwd", "ABC", ""])
def test_what_was_never_stored_is_said_not_to_be_held(archive: Archive, sha256: str) -> None:
    with pytest.raises(NotArchived):
        archive.load(sha256)


def test_a_line_torn_by_a_kill_is_passed_over_and_mended_by_the_next(archive: Archive) -> None:
    archive.store(answer(b"one"), "rama")
    whole = ledger(archive).read_bytes()
    ledger(archive).write_bytes(whole + whole[: len(whole) // 2])
    after = Archive(OnDisk(archive.place.folder))
    assert len(list(after.captures("rama"))) == 1
    after.store(answer(b"two"), "rama")
    assert [after.load(row.sha256) for row in after.captures("rama")] == [b"one", b"two"]
    assert ledger(archive).read_bytes().startswith(whole)


def test_a_first_line_torn_by_a_kill_leaves_an_empty_ledger(archive: Archive) -> None:
    ledger(archive).parent.mkdir(parents=True)
    ledger(archive).write_bytes(b'{"url":"' + b"x" * 200_000)
    assert list(archive.captures("rama")) == []
    archive.store(answer(), "rama")
    assert len(list(Archive(OnDisk(archive.place.folder)).captures("rama"))) == 1


def test_a_damaged_line_in_the_middle_is_named_with_its_place(archive: Archive) -> None:
    archive.store(answer(b"one"), "rama")
    archive.store(answer(b"two"), "rama")
    lines = ledger(archive).read_bytes().splitlines(keepends=True)
    ledger(archive).write_bytes(lines[0] + b"{}\n" + lines[1])
    with pytest.raises(ArchiveDamaged, match=r"2026-01\.jsonl, line 2"):
        list(Archive(OnDisk(archive.place.folder)).captures("rama"))


def test_what_a_killed_run_was_writing_is_swept_away(archive: Archive) -> None:
    left = archive.place.folder / "tmp" / "half"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"content that nothing names")
    archive.store(answer(), "rama")
    assert list(left.parent.iterdir()) == []


def test_forgotten_bytes_are_gone_and_are_not_taken_for_held(archive: Archive) -> None:
    sha256 = archive.store(answer(), "rama")
    assert archive.holds(sha256)
    assert archive.forget(sha256)
    assert not archive.forget(sha256)
    assert not archive.holds(sha256)
    assert archive.last_answer("rama", URL) is None
    with pytest.raises(NotArchived):
        archive.load(sha256)
    assert len(list(archive.captures("rama"))) == 1


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "archive").write_text("a file where the folder should be")
    with pytest.raises(ArchiveUnwritable, match=str(tmp_path)):
        Archive(OnDisk(tmp_path / "archive")).store(answer(), "rama")


def test_a_full_disk_is_told_and_leaves_nothing_half(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    archive.store(answer(b"before"), "rama")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ArchiveUnwritable, match="No space left on device"):
        archive.store(answer(), "rama")
    monkeypatch.undo()
    assert len(objects(archive)) == 1
    assert list((archive.place.folder / "tmp").iterdir()) == []
    archive.store(answer(), "rama")
    assert len(list(archive.captures("rama"))) == 2


@pytest.mark.parametrize("register", ["../rama", "", ".", "a/b", "a\x00b"])
def test_a_register_whose_name_would_leave_the_folder_is_refused(archive: Archive, register: str) -> None:
    with pytest.raises(ValueError, match="cannot name a folder"):
        archive.store(answer(), register)
    with pytest.raises(ValueError, match="cannot name a folder"):
        list(archive.captures(register))


def test_a_register_that_was_never_asked_has_no_captures(archive: Archive) -> None:
    assert list(archive.captures("rama")) == []
    assert archive.last_answer("rama", URL) is None


def test_threads_may_share_an_archive(archive: Archive) -> None:
    def store(number: int) -> None:
        for step in range(10):
            archive.store(answer(b"%d" % (step % 3), url=f"{URL}/{number}/{step}"), "rama")

    threads = [threading.Thread(target=store, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(list(archive.captures("rama"))) == 40
    assert len(objects(archive)) == 3


def test_a_line_of_the_ledger_is_plain_json_with_the_agreed_names(archive: Archive) -> None:
    archive.store(answer(), "rama")
    row = json.loads(ledger(archive).read_text())
    assert set(row) == {
        "url", "method", "form", "final_url", "status", "headers", "fetched_at", "sha256", "size",
    }  # fmt: skip
    assert row["fetched_at"] == "2026-01-07T02:30:00+00:00"


def test_lines_that_name_something_are_found_among_all_others(archive: Archive) -> None:
    """However the strings are escaped in a line, and whichever of its fields they stand in."""
    spelt = URL + '?failinimi="õ"'
    archive.store(answer(b"one"), "rama")
    archive.store(answer(b"two", request=Request("GET", spelt)), "rama")
    sha256 = archive.store(answer(b"three", request=Request("GET", URL + "9")), "rama")
    assert [row.url for row in archive.captures("rama", [spelt])] == [spelt]
    assert [row.url for row in archive.captures("rama", [spelt, sha256])] == [spelt, URL + "9"]
    assert list(archive.captures("rama", [])) == []


def test_lines_that_a_withdrawal_does_not_name_stay_byte_for_byte(archive: Archive) -> None:
    archive.store(answer(b"stays"), "rama")
    kept = ledger(archive).read_bytes()
    gone = archive.store(answer(b"goes", request=Request("GET", URL + "/fail/7")), "rama")
    with ledger(archive).open("ab") as file:
        file.write(b'{"url": "torn')
    going = Withdrawal("rama/7", frozenset([gone]), frozenset(), has_pages=False)
    withdraw(archive, lambda register: AdrConnector, going)
    assert ledger(archive).read_bytes().startswith(kept)
    assert [row.is_withdrawn for row in archive.captures("rama")] == [False, True]
    assert b"torn" not in ledger(archive).read_bytes()


def test_what_is_known_of_an_address_takes_little_memory(archive: Archive) -> None:
    """A register of 20,000 documents has 40,000 addresses: whole ledger lines of them took more than a run besides."""
    archive.store(answer(), "rama")
    line = ledger(archive).read_bytes()
    with ledger(archive).open("wb") as file:
        file.writelines(line.replace(URL.encode(), f"{URL}{n:06}{'x' * 200}".encode()) for n in range(2000))
    reader = Archive(OnDisk(archive.place.folder))
    tracemalloc.start()
    assert reader.last_answer("rama", f"{URL}{1999:06}{'x' * 200}") is not None
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert held / 2000 < 600
