"""Records that memory does not hold: each comes back as it was put last, however many there are."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows import spool as module
from flows.spool import Spool


@pytest.fixture
def spool() -> Iterator[Spool]:
    spool = Spool()
    yield spool
    spool.close()


@given(st.lists(st.tuples(st.integers(0, 30), st.binary(max_size=40))))
def test_each_record_comes_back_as_it_was_put_last(written: list[tuple[int, bytes]]) -> None:
    spool = Spool()
    for key, record in written:
        spool.put(str(key), record)
    wanted = {str(key): record for key, record in written}
    assert {key: spool.get(key) for key in wanted} == wanted
    assert len(spool) == len(wanted)
    assert spool.get("another") is None
    spool.close()


def test_keys_that_fall_on_one_slot_are_told_apart(spool: Spool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_short", lambda digest: 7)
    for n in range(50):
        spool.put(str(n), str(n).encode())
    assert [spool.get(str(n)) for n in range(50)] == [str(n).encode() for n in range(50)]
    assert spool.get("51") is None


def test_thousands_take_little_memory(spool: Spool) -> None:
    tracemalloc.start()
    try:
        for n in range(5000):
            spool.put(f"https://adr.example/dokument/{n}", b"x" * 200)
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert held < 5000 * 60
    assert all(spool.get(f"https://adr.example/dokument/{n}") == b"x" * 200 for n in range(0, 5000, 250))


def test_what_is_written_again_takes_its_own_place(spool: Spool) -> None:
    """A ledger of years has a line for each time an address was asked."""
    for n in range(100):
        spool.put("one", f"{n:3}".encode())
    assert spool._end < 100
    assert spool.get("one") == b" 99"


def test_a_large_record_is_kept_as_well(spool: Spool) -> None:
    spool.put("one", bytes(70_000))
    assert spool.get("one") == bytes(70_000)
