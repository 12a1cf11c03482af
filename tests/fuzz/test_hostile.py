"""Small files that ask for much are read, or held back by name: no reader fails, hangs or eats its memory on one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from benchmarks.fuzzing import BUGS, LIMITS, failures_of
from extractors.model.extraction import ActContext
from flows.reading.limits import Limits
from flows.reading.one import FileToRead
from flows.reading.reader import Reader
from tests.fuzz.hostile import ENDLESS, FILES
from tests.patience import PATIENCE_S


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    reader = Reader(1, limits=Limits(silence_s=PATIENCE_S, memory_bytes=1024**3))
    yield reader
    reader.close()


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_read_or_held_back(name: str, reader: Reader) -> None:
    [(_, outcome)] = reader.read(iter([FileToRead(name, name, FILES[name], ActContext())]))
    assert [each for each in failures_of(outcome) if each.code in BUGS + LIMITS] == []


def test_a_file_that_hangs_in_native_code_is_ended_at_its_limit() -> None:
    """No exception, no signal handler and no thread of Python could end it there."""
    reader = Reader(1, limits=Limits(silence_s=1.0, memory_bytes=1024**3))
    try:
        [(_, outcome)] = reader.read(iter([FileToRead("a", "a.pdf", ENDLESS, ActContext())]))
    finally:
        reader.close()
    assert [each.code for each in failures_of(outcome)] == ["reading_timed_out"]
