"""Reading files in worker processes."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest

from extractors.model.extraction import ActContext, Failure, FileExtraction
from extractors.tools import NO_TOOLS, Tools
from flows import reading
from flows.reading import FileToRead, Outcome, Reader, read_one


def file(name: str, data: bytes) -> FileToRead:
    return FileToRead(name, name, data, ActContext())


@pytest.fixture(params=[1, 2], ids=["in this process", "two processes"])
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


def test_a_bug_in_a_reader_costs_one_file_and_names_the_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*arguments: object, **named: object) -> FileExtraction:
        raise KeyError("no such label")

    monkeypatch.setattr(reading, "read_file", broken)
    outcome = read_one(file("a.txt", b"tekst"))
    assert isinstance(outcome, Failure)
    assert outcome.code == "reader_error"
    assert "no such label" in outcome.message


def _die_on_poison(given: FileToRead, tools: Tools = NO_TOOLS) -> Outcome:
    if given.data == b"poison":
        os.kill(os.getpid(), signal.SIGKILL)
    return read_one(given, tools)


def test_a_killed_worker_takes_only_its_own_file_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "READ_ONE", _die_on_poison)
    reader = Reader(2)
    try:
        files = [file("a.txt", b"esimene\n"), file("b.txt", b"poison"), file("c.txt", b"kolmas\n")]
        outcomes = [outcome for _, outcome in reader.read(iter(files))]
    finally:
        reader.close()
    assert isinstance(outcomes[0], FileExtraction)
    assert isinstance(outcomes[1], Failure)
    assert outcomes[1].code == "worker_died"
    assert isinstance(outcomes[2], FileExtraction)


def test_files_are_taken_only_as_workers_get_free() -> None:
    taken: list[str] = []

    def supply() -> Iterator[FileToRead]:
        for n in range(50):
            taken.append(str(n))
            yield file(f"{n}.txt", b"tekst\n")

    reader = Reader(2)
    try:
        results = reader.read(supply())
        next(results)
        assert len(taken) <= 6
    finally:
        reader.close()
