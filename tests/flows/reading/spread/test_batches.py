"""Batches hold each wanted file once, small ones together, what needs a program apart."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.model.extraction import ActContext
from flows.archive import ArchiveUnreachable, NotArchived
from flows.reading.one import WantedFile
from flows.reading.programs import Programs
from flows.reading.spread.abilities import abilities_of
from flows.reading.spread.batches import (
    LARGE_BYTES,
    LARGE_FILES,
    LARGE_FROM_BYTES,
    SMALL_BYTES,
    SMALL_FILES,
    Batch,
    batches_of,
)
from tests.patience import PATIENCE_S

ALL = abilities_of("2", Programs("tesseract", "LibreOffice"))
NONE = abilities_of("2", Programs())
Sizes = list[tuple[str, int]]
SIZES = st.lists(
    st.tuples(st.sampled_from(["a.pdf", "b.PNG", "c.doc", "d.docx"]), st.integers(0, 3 * SMALL_BYTES)), max_size=60
)


def made(sizes: Sizes, able: object = ALL, together: int = 25) -> list[Batch]:
    wanted = [WantedFile(str(number), name, ActContext()) for number, (name, _) in enumerate(sizes)]
    return list(batches_of(wanted, lambda sha256: sizes[int(sha256)][1], able, together))  # type: ignore[arg-type]


@given(SIZES)
def test_each_file_is_in_one_batch_and_no_batch_is_too_large(sizes: Sizes) -> None:
    batches = made(sizes)
    assert sorted(int(file.sha256) for batch in batches for file in batch.files) == list(range(len(sizes)))
    for batch in batches:
        held = [sizes[int(file.sha256)] for file in batch.files]
        total = sum(size for _, size in held)
        kinds = {"ocr" if name == "b.PNG" else "office" if name == "c.doc" else None for name, _ in held}
        assert kinds == ({None} if not batch.needs else set(batch.needs))
        if batch.needs:
            assert len(held) == 1
        elif max(size for _, size in held) >= LARGE_FROM_BYTES:
            assert len(held) == 1 or (len(held) <= LARGE_FILES and total <= LARGE_BYTES)
        else:
            assert len(held) <= SMALL_FILES
            assert total <= SMALL_BYTES


def test_scans_go_first_and_large_files_before_small_ones() -> None:
    batches = made([("a.pdf", 5), ("b.png", 7), ("a.pdf", 10**6), ("c.doc", 9), ("d.pdf", 6)])
    assert [[int(file.sha256) for file in batch.files] for batch in batches] == [[1], [3], [2], [4, 0]]


def test_a_program_that_this_run_lacks_is_asked_of_nobody() -> None:
    assert made([("b.png", 7), ("c.doc", 9)], NONE) == [
        Batch((WantedFile("1", "c.doc", ActContext()), WantedFile("0", "b.png", ActContext())))
    ]


def test_what_the_archive_lacks_is_left_out() -> None:
    def size_of(sha256: str) -> int:
        raise NotArchived(sha256)

    assert list(batches_of([WantedFile("0", "a.pdf", ActContext())], size_of, ALL)) == []


def test_sizes_are_not_asked_one_after_the_other() -> None:
    """In a bucket each is a request, and every reader waits for the first batch."""
    together = threading.Barrier(2)

    def size_of(sha256: str) -> int:
        together.wait(PATIENCE_S)
        return int(sha256)

    wanted = [WantedFile(str(number), "a.pdf", ActContext()) for number in range(2)]
    assert list(batches_of(wanted, size_of, ALL)) == [Batch((wanted[1], wanted[0]))]


def test_trouble_with_a_size_comes_through() -> None:
    def size_of(sha256: str) -> int:
        raise ArchiveUnreachable(sha256)

    with pytest.raises(ArchiveUnreachable):
        next(batches_of([WantedFile("0", "a.pdf", ActContext())], size_of, ALL))


def test_files_are_taken_as_they_are_needed() -> None:
    taken: list[int] = []

    def wanted() -> Iterator[WantedFile]:
        for number in range(100):
            taken.append(number)
            yield WantedFile(str(number), "a.pdf", ActContext())

    next(batches_of(wanted(), lambda sha256: 1, ALL, together=10))
    assert len(taken) == 10


@pytest.mark.parametrize("number", [0, 1])
def test_none_or_one_file(number: int) -> None:
    assert sum(len(batch.files) for batch in made([("a.pdf", 1)] * number)) == number
