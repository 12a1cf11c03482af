"""Kept readings come back as they were, for exactly what they depend on, and nothing is kept that may not be."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from extractors.model.extraction import ActContext, Failure, FileExtraction, Signature
from extractors.model.finding import Finding
from extractors.model.register import RegisterEntry
from extractors.model.text import DocumentText
from extractors.tools import NO_TOOLS, PageImage, Tools
from flows import sample
from flows.reading import reader as reader_module
from flows.reading.kept import KeptReadings, may_be_kept
from flows.reading.one import FileToRead, Outcome, read_one
from flows.reading.reader import Reader
from flows.reading.store import ReadingName, StoredReadings
from flows.reading.stored_value import NotWritable, pack, unpack
from flows.stores import StoreFailed
from flows.stores.on_disk import OnDisk

DOCUMENTS = Path(sample.__file__).with_name("documents")
CONTEXT = ActContext("Metsaamet", "käskkiri", "5", date(2026, 3, 2), "Töökorra kinnitamine")
FILE = FileToRead("mets/1!a", "kaskkiri.txt", "Kinnitan töökorra.".encode(), CONTEXT)
SHA = hashlib.sha256(FILE.data).hexdigest()
NAME = ReadingName("2+0badcafe", SHA, "ab" * 16)
SIGNED = Signature("Salme Kask", None, datetime(2026, 3, 2, 9, 14, 20, 5, UTC), "present", covers=("a.txt",))
READ = FileExtraction("a.txt", "text/plain", SHA, 18, text=DocumentText(SHA, "Kinnitan töökorra."))


class Program:
    """A program of some version, which is never asked for anything here."""

    def __init__(self, version: str) -> None:
        self.version = version

    def read_words(self, page: PageImage) -> Any:
        raise AssertionError

    def convert(self, data: bytes, ending: str, target: str) -> bytes:
        raise AssertionError


@pytest.mark.parametrize("name", [pytest.param("720016.asice", marks=pytest.mark.long), "710306.docx", "700111.pdf"])
def test_what_readers_say_comes_back_the_same(name: str) -> None:
    said = read_one(FileToRead("", name, (DOCUMENTS / name).read_bytes(), CONTEXT))
    assert isinstance(said, FileExtraction)
    assert unpack(NAME, pack(NAME, said)) == said
    assert pack(NAME, said) == pack(NAME, said)


def test_failures_instants_and_members_come_back_the_same() -> None:
    failure = Failure("a.txt", None, "encrypted_file", "message")
    packed = replace(READ, text=None, members=(READ, replace(READ, signatures=(SIGNED,))), failures=(failure,))
    for said in (failure, packed):
        assert unpack(NAME, pack(NAME, said)) == said


def test_what_no_json_can_hold_is_not_written() -> None:
    assert READ.text is not None
    endless = replace(READ, text=replace(READ.text, page_sizes=((float("inf"), 1.0),)))
    for broken in (replace(READ, name="\ud800"), replace(READ, size="18"), endless):  # type: ignore[arg-type]
        with pytest.raises(NotWritable):
            pack(NAME, broken)


def kept_in(folder: Path, version: str = NAME.version, **values: Any) -> KeptReadings:
    return KeptReadings(StoredReadings(OnDisk(folder)), version, **values)


def find(kept: KeptReadings, file: FileToRead, tools: Tools) -> Outcome | None:
    return kept.find(kept.name_of(file, tools))


def keep(kept: KeptReadings, file: FileToRead, tools: Tools, outcome: Outcome) -> None:
    kept.keep(kept.name_of(file, tools), outcome)


def test_a_reading_is_found_for_the_same_file_context_readers_and_programs_alone(tmp_path: Path) -> None:
    kept, tools = kept_in(tmp_path), Tools(ocr=Program("1"), office=Program("1"))
    keep(kept, FILE, tools, READ)
    assert find(kept, replace(FILE, key="another"), tools) == READ
    others = [
        (replace(FILE, data=b"other"), tools),
        (replace(FILE, name="muu.txt"), tools),
        *((replace(FILE, context=replace(CONTEXT, **{field: None})), tools) for field in CONTEXT.__slots__),
        (FILE, NO_TOOLS),
        (FILE, replace(tools, ocr=Program("2"))),
        (FILE, replace(tools, office=Program("2"))),
        (FILE, replace(tools, ocr_dpi=300)),
    ]
    assert [find(kept, *other) for other in others] == [None] * len(others)
    assert find(kept_in(tmp_path, "2+00000000"), FILE, tools) is None
    assert kept.troubles() == []


def _header(change: dict[str, Any]) -> Callable[[bytes], bytes]:
    def changed(data: bytes) -> bytes:
        first, _, said = gzip.decompress(data).partition(b"\n")
        return gzip.compress(json.dumps(json.loads(first) | change).encode() + b"\n" + said)

    return changed


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:-9],
        lambda data: data[:60] + bytes([data[60] ^ 1]) + data[61:],
        lambda data: gzip.compress(gzip.decompress(data).replace(b"Kinnitan", b"kinnitan")),
        lambda data: gzip.compress(b"[]\n[]"),
        lambda data: gzip.compress(b"no header"),
        _header({"sha256": "0" * 64}),
        _header({"readers": "3+0badcafe"}),
        _header({"kind": "secret"}),
        _header({"kind": "failure"}),
    ],
)
def test_a_damaged_torn_or_foreign_reading_is_read_again_told_and_mended(
    tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    keep(kept_in(tmp_path), FILE, NO_TOOLS, READ)
    (path,) = tmp_path.rglob("*.gz")
    path.write_bytes(damage(path.read_bytes()))
    kept = kept_in(tmp_path)
    assert find(kept, FILE, NO_TOOLS) is None
    (told,) = kept.troubles()
    assert told.startswith("1 readings could not be used, so that their files were read again: ")
    keep(kept, FILE, NO_TOOLS, READ)
    assert find(kept, FILE, NO_TOOLS) == READ


def test_a_store_that_cannot_be_written_costs_time_alone_and_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    kept = kept_in(tmp_path / "file")
    keep(kept, FILE, NO_TOOLS, READ)
    assert find(kept, FILE, NO_TOOLS) is None
    assert any("could not be kept" in told for told in kept.troubles())


# --- what may be kept ---


def entry(access: str | None) -> RegisterEntry:
    return RegisterEntry("adr", "1", None, "5", None, None, "Töökord", access)


def test_what_a_restricted_page_says_is_kept_nowhere() -> None:
    assert may_be_kept(replace(READ, entry=entry("Avalik")))
    for access in ("AK", None):
        restricted = replace(READ, entry=entry(access))
        assert not may_be_kept(restricted)
        assert not may_be_kept(replace(READ, members=(restricted,)))


@pytest.mark.parametrize("code", ["ocr_failed", "scan_unread", "unreadable_page"])
def test_what_a_missing_or_failing_program_left_is_read_again(code: str) -> None:
    assert may_be_kept(replace(READ, findings=(Finding("no_heading", "text"),)))
    unread = replace(READ, findings=(Finding(code, "page 1"),))
    assert not may_be_kept(unread)
    assert not may_be_kept(replace(READ, members=(unread,)))


@pytest.mark.parametrize(
    ("code", "is_kept"),
    [
        ("encrypted_file", True),
        ("unsafe_container", True),
        ("reading_timed_out", False),
        ("worker_died", False),
        ("out_of_memory", False),
        ("machine_trouble", False),
        ("ocr_missing", False),
        ("office_missing", False),
        ("unreadable_file", False),
        ("empty_file", False),
        ("reader_error", False),
        ("file_too_complex", False),
    ],
)
def test_only_failures_that_the_bytes_decide_are_kept(code: str, is_kept: bool) -> None:
    failure = Failure("a.txt", SHA, code, "message")
    assert may_be_kept(failure) is is_kept
    assert may_be_kept(replace(READ, failures=(failure,))) is is_kept


def test_a_reader_without_a_needed_program_keeps_nothing(tmp_path: Path) -> None:
    rtf = FileToRead("", "vana.rtf", b"{\\rtf1 Kinnitan}", CONTEXT)
    kept = kept_in(tmp_path)
    outcome = read_one(rtf)
    assert isinstance(outcome, Failure)
    keep(kept, rtf, NO_TOOLS, outcome)
    assert list(tmp_path.rglob("*.gz")) == []


def test_a_read_only_store_is_asked_and_not_changed(tmp_path: Path) -> None:
    kept = kept_in(tmp_path, is_read_only=True)
    keep(kept, FILE, NO_TOOLS, READ)
    assert list(tmp_path.iterdir()) == []
    keep(kept_in(tmp_path), FILE, NO_TOOLS, READ)
    assert find(kept, FILE, NO_TOOLS) == READ


# --- in the reader ---


def test_the_reader_hires_nobody_for_what_is_kept_and_gives_all_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def here(self: Reader, file: FileToRead) -> Outcome:
        read.append(file.key)
        return read_one(file)

    monkeypatch.setattr(reader_module.Reader, "_read", here)
    files = [FileToRead(str(n), f"{n}.txt", f"Kinnitan korra nr {n}.".encode(), CONTEXT) for n in range(9)]
    first, expected = kept_in(tmp_path), [(file, read_one(file)) for file in files]
    for file, outcome in expected[::2]:
        keep(first, file, NO_TOOLS, outcome)
    for workers, missing in ((2, ["1", "3", "5", "7"]), (1, [])):
        read.clear()
        reader = Reader(workers, kept=kept_in(tmp_path))
        assert list(reader.read(files)) == expected
        assert sorted(read) == missing
        reader.close()


def test_a_store_that_failed_is_asked_no_more_and_told_of_once(tmp_path: Path) -> None:
    """To wait for it at each of a night's files would take longer than to read them."""

    class Down(StoredReadings):
        asked = 0

        def load(self, name: ReadingName) -> bytes | None:
            self.asked += 1
            raise StoreFailed("s3://bucket/read/x cannot be read: the store cannot be reached")

    store = Down(OnDisk(tmp_path))
    kept = KeptReadings(store, NAME.version)
    for _ in range(3):
        assert find(kept, FILE, NO_TOOLS) is None
        keep(kept, FILE, NO_TOOLS, READ)
    assert store.asked == 1
    assert kept.troubles() == [
        "1 readings could not be used, so that their files were read again: s3://bucket/read/x cannot be read:"
        " the store cannot be reached"
    ]
    assert list(tmp_path.iterdir()) == []
