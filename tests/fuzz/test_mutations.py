"""Variants of sound documents are read, or held back by name: the part of ``benchmarks.fuzz`` every change pays."""

from __future__ import annotations

import pytest

from benchmarks.fuzz_seeds import load_seeds
from benchmarks.fuzzing import Tally, fuzz, variants
from extractors.model.extraction import ActContext, Failure, FileExtraction
from flows.reading.limits import Limits
from flows.reading.one import FileToRead
from flows.reading.reader import Reader
from tests.patience import PATIENCE_S

COUNT = 60
_SMALL = 40_000


@pytest.fixture(scope="module")
def seeds() -> list[tuple[str, bytes]]:
    return [(name, data) for name, data in load_seeds() if len(data) <= _SMALL]


def test_no_reader_fails_on_a_damaged_file_nor_meets_its_limits(seeds: list[tuple[str, bytes]]) -> None:
    """Some are read and some held back: else the variants are too tame or too wild to show anything."""
    tally = fuzz(variants(seeds, 20261122, COUNT), 2, limits=Limits(silence_s=PATIENCE_S))
    assert [(file.key, code, told) for file, code, told in tally.bad] == []
    assert tally.files == COUNT
    assert COUNT * 0.2 < tally.outcomes["read"] < COUNT * 0.95


def test_a_variant_can_be_made_again_from_its_number(seeds: list[tuple[str, bytes]]) -> None:
    once, again = (list(variants(seeds, 7, 20)) for _ in range(2))
    assert [file.data for file in once] == [file.data for file in again]
    assert len({file.data for file in once}) > 15


@pytest.mark.long
def test_every_sound_document_is_read(seeds: list[tuple[str, bytes]]) -> None:
    """Else its variants would all end at the first check. What needs LibreOffice says so."""
    made = [(name, data) for name, data in seeds if name.startswith(("utf", "balti", "akt", "lisa", "kiri", "pakk"))]
    files = [FileToRead(name, name, data, ActContext()) for name, data in made]
    reader = Reader(1)
    try:
        failed = {file.name: each.message for file, each in reader.read(files) if isinstance(each, Failure)}
    finally:
        reader.close()
    assert sorted(failed) == ["akt.odt", "akt.rtf"]
    assert all("LibreOffice" in told for told in failed.values())


def test_a_bug_in_a_member_of_a_container_counts_as_one() -> None:
    inner = FileExtraction("b.zip", "", "", 1, failures=(Failure("c.pdf", None, "reader_error", "KeyError"),))
    tally = Tally()
    tally.add(FileToRead("a", "a.zip", b"", ActContext()), FileExtraction("a.zip", "", "", 1, members=(inner,)))
    assert [code for _, code, _ in tally.bad] == ["reader_error"]
