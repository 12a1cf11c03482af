"""A reader keeps what it reads at once and nothing else, and stops where it cannot go on or nobody waits any more."""

from __future__ import annotations

import gzip
import hashlib
import io
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from extractors.model.extraction import ActContext
from extractors.model.register import Capture, Request
from extractors.tools import NO_TOOLS, Tools
from flows import sample
from flows.archive import Archive
from flows.reading.kept import KeptReadings, name_of
from flows.reading.limits import DEFAULT
from flows.reading.one import FileToRead, Outcome, WantedFile, failure, read_one
from flows.reading.programs import Programs
from flows.reading.reader import Reader
from flows.reading.spread.orders import Order, Told
from flows.reading.spread.workplace import Workplace
from flows.reading.store import StoredReadings
from flows.stores.on_disk import OnDisk
from tests.patience import PATIENCE_S

VERSION = "2+0badcafe"
READ, HELD = Told("read"), Told("held")
PDF = Path(sample.__file__).with_name("documents") / "700111.pdf"


def always() -> bool:
    return True


@pytest.fixture(autouse=True)
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Has files read in this process; the names of those that were."""
    names: list[str] = []

    def here(self: Reader, file: FileToRead) -> Outcome:
        names.append(file.name)
        return read_one(file, self.tools)

    monkeypatch.setattr(Reader, "_read", here)
    return names


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    archive, store = Archive(OnDisk(tmp_path / "archive")), StoredReadings(OnDisk(tmp_path / "readings"))
    return Workplace("attic", archive, store, NO_TOOLS, DEFAULT, VERSION)


def put(place: Workplace, data: bytes, name: str) -> WantedFile:
    """Archive a file."""
    address = Request("GET", f"file:{name}")
    place.archive.store(Capture(address, address.url, 200, (), data, datetime(2026, 3, 2, tzinfo=UTC)), "files")
    return WantedFile(hashlib.sha256(data).hexdigest(), name, ActContext())


def texts(place: Workplace, number: int) -> tuple[WantedFile, ...]:
    return tuple(put(place, f"Kinnitan korra nr {n}.".encode(), f"{n}.txt") for n in range(number))


def picture(place: Workplace) -> WantedFile:
    drawn = io.BytesIO()
    Image.new("L", (40, 40), 128).save(drawn, "PNG")
    return put(place, drawn.getvalue(), "scan.png")


def asked(*files: WantedFile, programs: Programs | None = None) -> Order:
    return Order(VERSION, programs or Programs(), files)


def stored(place: Workplace) -> list[str]:
    assert isinstance(place.store, StoredReadings)
    return sorted(path.name[:64] for path in place.store.place.folder.rglob("*.gz"))


def object_of(place: Workplace, file: WantedFile) -> Path:
    [path] = [path for path in place.archive.place.folder.rglob(f"{file.sha256}*") if path.is_file()]
    return path


def test_what_is_read_is_kept_as_the_run_itself_would_keep_it(place: Workplace, tmp_path: Path) -> None:
    [file] = texts(place, 1)
    answer = place.carry_out(asked(file), always)
    assert (answer.reader, answer.trouble, answer.files) == ("attic", None, (READ,))
    own = KeptReadings(StoredReadings(OnDisk(tmp_path / "own")), VERSION)
    given = FileToRead("", file.name, place.archive.load(file.sha256), file.context)
    name = own.name_of(given, NO_TOOLS)
    assert name == name_of(VERSION, file, Programs())
    own.keep(name, read_one(given))
    assert place.store.load(name) == StoredReadings(OnDisk(tmp_path / "own")).load(name) is not None


def test_what_is_kept_is_not_read_again(place: Workplace, read: list[str]) -> None:
    files = texts(place, 6)
    place.carry_out(asked(*files[1::2]), always)
    read.clear()
    assert place.carry_out(asked(*files), always).files == (READ, HELD) * 3
    assert read == ["0.txt", "2.txt", "4.txt"]


def test_a_torn_reading_is_made_again(place: Workplace) -> None:
    [file] = texts(place, 1)
    place.carry_out(asked(file), always)
    place.store.store(name_of(VERSION, file, Programs()), gzip.compress(b"{}\n"))
    assert place.carry_out(asked(file), always).files == (READ,)
    assert place.carry_out(asked(file), always).files == (HELD,)


def test_nothing_is_read_or_kept_once_nobody_waits(place: Workplace) -> None:
    """The run may have been killed and a take-down have begun."""
    files = texts(place, 8)
    kept: list[int] = []

    def is_wanted() -> bool:
        kept.append(len(stored(place)))
        return kept[-1] < 2

    answer = place.carry_out(asked(*files), is_wanted)
    assert len(answer.files) == len(stored(place)) == 2


def test_a_file_at_hand_is_left_when_nobody_waits(place: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading a long scan on would write what a take-down has just deleted."""
    began, stopped = threading.Event(), threading.Event()

    def slow(self: Reader, file: FileToRead) -> Outcome:
        began.set()
        assert stopped.wait(PATIENCE_S)
        return failure(file, "worker_died", "stopped")

    inner = Reader.close
    monkeypatch.setattr(Reader, "_read", slow)
    monkeypatch.setattr(Reader, "close", lambda self: (stopped.set(), inner(self))[1])
    place.carry_out(asked(*texts(place, 1)), lambda: not began.is_set())
    assert stored(place) == []


def test_a_reading_of_bytes_that_go_meanwhile_goes_as_well(place: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    """A take-down deletes bytes first and readings then, and this one comes after."""
    files = texts(place, 2)
    inner = StoredReadings.store

    def store(self: StoredReadings, name: object, data: bytes) -> None:
        place.archive.forget(files[0].sha256)
        inner(self, name, data)  # type: ignore[arg-type]

    monkeypatch.setattr(StoredReadings, "store", store)
    place.carry_out(asked(*files), always)
    assert stored(place) == [files[1].sha256]


def test_a_scan_without_ocr_is_not_kept_and_says_what_it_wants(place: Workplace) -> None:
    answer = place.carry_out(asked(picture(place), programs=Programs("tesseract 5")), always)
    assert answer.files == (Told("unkept", 0, ("ocr",)),)
    assert stored(place) == []


def test_another_program_than_the_run_has_reads_nothing(place: Workplace) -> None:
    """Else the reading would say what the run's own would not, under its name."""

    class Program:
        version = "tesseract 4"

    place.tools = Tools(ocr=Program())  # type: ignore[arg-type]
    for wanted in (Programs("tesseract 5"), Programs()):
        assert place.carry_out(asked(picture(place), programs=wanted), always).files[0].wants == ("ocr",)


def test_damaged_bytes_are_left_to_the_run(place: Workplace) -> None:
    files = texts(place, 3)
    object_of(place, files[1]).write_bytes(b"x")
    answer = place.carry_out(asked(*files), always)
    assert [told.state for told in answer.files] == ["read", "damaged", "read"]


def no_archive(place: Workplace, files: tuple[WantedFile, ...]) -> None:
    object_of(place, files[1]).unlink()


def no_disk(place: Workplace, files: tuple[WantedFile, ...]) -> None:
    assert isinstance(place.store, StoredReadings)
    place.store.place.folder.write_bytes(b"a file where the folder was")


def other_readers(place: Workplace, files: tuple[WantedFile, ...]) -> None:
    place.version = "2+ffffffff"


@pytest.mark.parametrize(
    ("befalls", "told"),
    [
        (no_archive, "reader attic: its archive does not hold "),
        (no_disk, "reader attic: the store of readings cannot be "),
        (other_readers, "reader attic: its readers are of version 2+ffffffff, and 2+0badcafe was asked for"),
    ],
)
def test_trouble_that_the_next_order_would_meet_ends_it_by_name(
    place: Workplace, befalls: Callable[[Workplace, tuple[WantedFile, ...]], None], told: str
) -> None:
    files = texts(place, 3)
    befalls(place, files)
    assert (place.carry_out(asked(*files), always).trouble or "").startswith(told)


def test_pages_are_counted(place: Workplace) -> None:
    pdf = put(place, PDF.read_bytes(), PDF.name)
    [told] = place.carry_out(asked(pdf), always).files
    assert told.state == "read"
    assert told.pages > 1
    assert replace(told, state="held") == place.carry_out(asked(pdf), always).files[0]
