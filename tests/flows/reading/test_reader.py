"""Reading files in worker processes: what a file does to its worker costs that file alone."""

from __future__ import annotations

import errno
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from extractors import read as readers
from extractors.model.extraction import ActContext, Failure, FileExtraction
from extractors.model.text import DocumentText
from extractors.tools import NO_TOOLS, OcrWord, PageImage, Tools
from flows.reading import reader as reader_module
from flows.reading import workers
from flows.reading.limits import Deadline, Limits
from flows.reading.one import FileToRead, Outcome, read_one
from flows.reading.reader import Reader
from tests.patience import PATIENCE_S, is_alive, wait_until

IMPATIENT = Limits(silence_s=1.0, longest_s=PATIENCE_S)
SMALL = Limits(memory_bytes=768 * 1024**2)


def file(name: str, data: bytes) -> FileToRead:
    return FileToRead(name, name, data, ActContext())


@pytest.fixture(params=[1, 2], ids=["one process", "two processes"])
def reader(request: pytest.FixtureRequest) -> Iterator[Reader]:
    reader = Reader(request.param)
    yield reader
    reader.close()


def test_every_file_comes_back_in_order_with_its_outcome(reader: Reader) -> None:
    texts = [file(f"{n}.txt", f"rida {n}\n".encode()) for n in range(12)]
    outcomes = list(reader.read(iter(texts)))
    assert [given.key for given, _ in outcomes] == [text.key for text in texts]
    assert [o.text.text.strip() for _, o in outcomes if isinstance(o, FileExtraction) and o.text] == [
        f"rida {n}" for n in range(12)
    ]


def test_a_file_that_cannot_be_read_is_a_failure_and_the_next_is_read(reader: Reader) -> None:
    outcomes = [outcome for _, outcome in reader.read(iter([file("a.pdf", b""), file("b.txt", b"tekst\n")]))]
    assert isinstance(outcomes[0], Failure)
    assert outcomes[0].code == "empty_file"
    assert isinstance(outcomes[1], FileExtraction)


def test_a_reader_that_was_closed_reads_again(reader: Reader) -> None:
    for _ in range(2):
        assert isinstance(next(reader.read(iter([file("a.txt", b"tekst\n")])))[1], FileExtraction)
        reader.close()


def _broken(error: BaseException, monkeypatch: pytest.MonkeyPatch) -> Outcome:
    def broken(*arguments: object, **named: object) -> FileExtraction:
        raise error

    monkeypatch.setattr(readers, "read_file", broken)
    return read_one(file("a.txt", b"tekst"))


@pytest.mark.parametrize(
    "error, code",
    [
        (KeyError("no such label"), "reader_error"),
        (RecursionError("no such label"), "file_too_complex"),
        (MemoryError("no such label"), "out_of_memory"),
        (OSError(errno.EMFILE, "no such label"), "machine_trouble"),
        (OSError(errno.ENOSPC, "no such label"), "machine_trouble"),
        (OSError(errno.ENOENT, "no such label"), "reader_error"),
        (OSError("no such label"), "reader_error"),  # as libraries say that a picture is damaged
    ],
)
def test_a_bug_in_a_reader_costs_one_file_and_names_the_error(
    error: Exception, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcome = _broken(error, monkeypatch)
    assert isinstance(outcome, Failure)
    assert outcome.code == code
    assert "no such label" in outcome.message


def test_files_are_taken_only_as_workers_get_free(reader: Reader) -> None:
    taken: list[str] = []

    def supply() -> Iterator[FileToRead]:
        for n in range(50):
            taken.append(str(n))
            yield file(f"{n}.txt", b"tekst\n")

    next(reader.read(supply()))
    assert len(taken) <= 6


def test_workers_read_ahead_while_the_caller_does_something_else() -> None:
    """Until what they were given weighs as much as they may be given, and nobody has to ask for the first."""
    read: list[str] = []
    reader = Reader(1, ahead_bytes=40)

    def noted(given: FileToRead) -> Outcome:
        read.append(given.key)
        return Failure(given.name, None, "unread", "no test needs what it says")

    reader._find_or_read = noted  # type: ignore[method-assign]
    outcomes = reader.read(file(str(n), b"ten bytes\n") for n in range(9))
    wait_until(lambda: len(read) == 4, "four files of ten bytes are read ahead")
    assert [given.key for given, _ in outcomes] == read == [str(n) for n in range(9)]
    reader.close()


def test_no_process_is_started_where_there_is_nothing_to_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """A night without news must not pay for one."""

    def none(*arguments: object) -> None:
        raise AssertionError("a worker was started")

    monkeypatch.setattr(workers, "Worker", none)
    monkeypatch.setattr(workers, "_IDLE", [])
    reader = Reader(2)
    assert list(reader.read(iter([]))) == []
    reader.close()


def _tell_process(given: FileToRead, tools: Tools = NO_TOOLS) -> Outcome:
    return Failure(given.name, None, str(os.getpid()), "")


def process_of(reader: Reader) -> int:
    [(_, outcome)] = reader.read(iter([file("a.txt", b"tekst")]))
    assert isinstance(outcome, Failure)
    return int(outcome.code)


def test_files_are_never_read_in_this_process_and_a_worker_serves_the_next_reader_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reader_module, "READ_ONE", _tell_process)
    monkeypatch.setattr(workers, "_IDLE", [])
    processes = set()
    for _ in range(2):
        reader = Reader(1)
        processes.add(process_of(reader))
        reader.close()
    assert len(processes) == 1
    assert os.getpid() not in processes
    workers._IDLE[0].close()


# --- limits ---


def _misbehave(given: FileToRead, tools: Tools = NO_TOOLS) -> Outcome:
    """A reader that does what the file says."""
    if given.data == b"die":
        os.kill(os.getpid(), signal.SIGKILL)
    elif given.data == b"crash":
        os.abort()
    elif given.data == b"leave":
        os._exit(7)
    elif given.data == b"hang":
        while True:
            pass
    elif given.data == b"hang deaf":
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM, signal.SIGINT})
        signal.pause()
    elif given.data == b"eat":
        b"x" * (4 * 1024**3)
    elif given.data == b"crash full":
        _kept = b"x" * (500 * 1024**2)
        os.abort()
    elif given.data == b"tell too much":
        return FileExtraction("a", "text/plain", "", 1, text=DocumentText("", "x" * (100 * 1024**2)))
    elif given.data.startswith(b"start "):
        # As the office does: in a session of its own, out of reach of the signals of its parent's group.
        child = subprocess.Popen(["sleep", "600"], start_new_session=True)
        Path(given.data.removeprefix(b"start ").decode()).write_text(f"{child.pid} {os.getpid()}")
        signal.pause()
    return read_one(given, tools)


def outcomes_of(limits: Limits, *words: bytes, workers: int = 1) -> list[Outcome]:
    reader = Reader(workers, limits=limits)
    try:
        return [outcome for _, outcome in reader.read(file("a.txt", word) for word in words)]
    finally:
        reader.close()


@pytest.fixture
def misbehaving(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader_module, "READ_ONE", _misbehave)


@pytest.fixture
def patient_with_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """Time limits hold for the second file alone: on a busy machine the files beside it may take any time."""
    number = count(1)

    def deadline(limits: Limits) -> Deadline:
        is_second = next(number) == 2
        return Deadline(limits if is_second else replace(limits, silence_s=PATIENCE_S, longest_s=PATIENCE_S))

    monkeypatch.setattr(workers, "Deadline", deadline)


@pytest.mark.usefixtures("misbehaving", "patient_with_others")
@pytest.mark.parametrize(
    "word, limits, code, told",
    [
        (b"die", Limits(), "worker_died", "was killed (signal 9)"),
        (b"crash", Limits(), "worker_died", "crashed (signal 6)"),
        pytest.param(b"leave", Limits(), "worker_died", "status 7", marks=pytest.mark.long),
        (b"hang", IMPATIENT, "reading_timed_out", "no progress for 1 seconds"),
        pytest.param(b"hang deaf", IMPATIENT, "reading_timed_out", "no progress for 1 seconds", marks=pytest.mark.long),
        pytest.param(
            b"hang",
            Limits(longest_s=1.0),
            "reading_timed_out",
            "longer than 1 seconds in total",
            marks=pytest.mark.long,
        ),
        pytest.param(b"eat", SMALL, "out_of_memory", "more memory than the limit for a file", marks=pytest.mark.long),
        (b"crash full", SMALL, "out_of_memory", "the limit for a file is 768 MiB"),
        (b"tell too much", SMALL, "out_of_memory", "the result is larger than"),
    ],
)
def test_a_file_that_ends_its_worker_is_held_back_and_the_files_beside_it_are_read(
    word: bytes, limits: Limits, code: str, told: str
) -> None:
    before, failed, after = outcomes_of(limits, b"esimene\n", word, b"kolmas\n")
    assert isinstance(failed, Failure)
    assert failed.code == code
    assert told in failed.message
    assert failed.sha256 is not None, "by which the file is found again in the archive"
    assert isinstance(before, FileExtraction)
    assert isinstance(after, FileExtraction)


@pytest.mark.usefixtures("misbehaving")
def test_who_waits_for_a_file_can_be_told_to_end() -> None:
    """A lane of a night hears no signal while it waits: it looks now and then, and leaves no worker reading."""

    class Told(Exception): ...

    def check() -> None:
        raise Told

    reader = Reader(1, limits=Limits(silence_s=PATIENCE_S, longest_s=PATIENCE_S), check=check)
    with pytest.raises(Told):
        list(reader.read([file("a.txt", b"hang")]))
    reader.close()


@pytest.mark.long
@pytest.mark.usefixtures("misbehaving")
def test_several_files_that_end_their_workers_take_no_other_with_them() -> None:
    outcomes = outcomes_of(Limits(), b"esimene\n", b"die", b"crash", b"neljas\n", b"die", b"kuues\n", workers=2)
    codes = [outcome.code if isinstance(outcome, Failure) else "read" for outcome in outcomes]
    assert codes == ["read", "worker_died", "worker_died", "read", "worker_died", "read"]


class NoWords:
    """An engine and a converter that do nothing."""

    version = "none 1"

    def read_words(self, page: PageImage) -> tuple[OcrWord, ...]:
        return ()

    def convert(self, data: bytes, ending: str, target: str) -> bytes:
        return b""


class BySigns(Deadline):
    """Runs on a clock that only signs of the worker move, each by most of the silence that is allowed."""

    def __init__(self, limits: Limits) -> None:
        self.signs = 0
        super().__init__(limits, lambda: self.signs * 0.9 * limits.silence_s)

    def hear(self) -> None:
        self.signs += 1
        assert super().left_s > 0
        super().hear()

    @property
    def left_s(self) -> float:
        return PATIENCE_S if super().left_s > 0 else 0.0


def _ask_tools(given: FileToRead, tools: Tools = NO_TOOLS) -> Outcome:
    assert tools.ocr is not None
    assert tools.office is not None
    for number in range(4):
        tools.ocr.read_words(PageImage("", number, b"", 1.0))
        tools.office.convert(b"", ".doc", "docx")
    return read_one(given)


def test_a_long_scan_is_read_as_long_as_it_comes_further(monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes longer over all pages than a worker may be silent, but never over one."""
    made: list[BySigns] = []
    monkeypatch.setattr(workers, "Deadline", lambda limits: made.append(BySigns(limits)) or made[-1])
    monkeypatch.setattr(reader_module, "READ_ONE", _ask_tools)
    reader = Reader(1, Tools(NoWords(), NoWords()), Limits(silence_s=1.0, longest_s=60.0))
    try:
        [(_, outcome)] = reader.read(iter([file("a.txt", b"tekst\n")]))
    finally:
        reader.close()
    assert isinstance(outcome, FileExtraction)
    assert [deadline.signs for deadline in made] == [16], "before and after each of four pages and four documents"


def _tell_limits(given: FileToRead, tools: Tools = NO_TOOLS) -> Outcome:
    return Failure("", None, str(resource.getrlimit(resource.RLIMIT_AS)[0]), "")


def test_a_worker_has_the_memory_that_its_limits_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader_module, "READ_ONE", _tell_limits)
    [outcome] = outcomes_of(SMALL, b"")
    assert isinstance(outcome, Failure)
    assert int(outcome.code) == SMALL.memory_bytes


# --- nothing is left behind ---


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere programs live on to their own time limit")
@pytest.mark.usefixtures("misbehaving")
def test_what_a_worker_started_ends_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The time limit is reached once the worker has started its program, however long that took."""
    path = tmp_path / "pid"

    class OnceStarted(Deadline):
        @property
        def left_s(self) -> float:
            _await_numbers(path)
            return 0.0

    monkeypatch.setattr(workers, "Deadline", OnceStarted)
    [outcome] = outcomes_of(Limits(), b"start " + str(path).encode())
    assert isinstance(outcome, Failure)
    assert outcome.code == "reading_timed_out"
    assert [is_alive(each) for each in _await_numbers(path)] == [False, False]


# A shell that runs tests in the background has its children ignore SIGINT, and a Python that begins so goes on so.
_NIGHT = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from extractors.model.extraction import ActContext
from flows.reading import reader
from tests.flows.reading import test_reader
reader.READ_ONE = test_reader._misbehave
list(reader.Reader(1).read([test_reader.file("a.txt", b"start " + sys.argv[1].encode())]))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere programs live on to their own time limit")
@pytest.mark.parametrize(
    "how",
    [
        signal.SIGTERM,
        pytest.param(signal.SIGKILL, marks=pytest.mark.long),
        pytest.param(signal.SIGINT, marks=pytest.mark.long),
    ],
)
def test_a_run_that_is_ended_leaves_no_process_behind(tmp_path: Path, how: signal.Signals) -> None:
    """Also where it is killed outright and can end nothing itself."""
    root = Path(__file__).resolve().parents[3]
    path = tmp_path / "pid"
    with subprocess.Popen([sys.executable, "-c", _NIGHT, str(path)], cwd=root, stderr=subprocess.DEVNULL) as night:
        started = _await_numbers(path)
        night.send_signal(how)
        night.wait(PATIENCE_S)
    wait_until(lambda: not any(is_alive(each) for each in started), "a process was left behind")


def _await_numbers(path: Path) -> list[int]:
    """The numbers of both processes, once the worker has written them down."""

    def look() -> list[int]:
        words = path.read_text().split() if path.exists() else []
        return [int(word) for word in words] if len(words) == 2 else []

    return wait_until(look, "the worker started nothing")
