"""Readings that are kept spare a rereading the reading, and change nothing of what it publishes."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from flows.folder import DataFolder
from flows.reading.one import FileToRead, Outcome
from flows.reading.reader import Reader
from flows.rereading import reextract
from flows.rereading.request import RereadRequest
from flows.run.summary import Summary
from flows.settings import Settings
from tests.flows.conftest import NIGHT, clock_at
from tests.flows.rereadings import Seen, again, bytes_of, eventful
from tests.flows.small_register import described


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of four nights, to look at."""
    return eventful(tmp_path_factory.mktemp("nights") / "made").data


@pytest.fixture
def read(nights: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The keys of the files that worker processes are given from now on."""
    keys: list[str] = []
    inner = Reader._read

    def told(self: Reader, file: FileToRead) -> Outcome:
        keys.append(file.key)
        return inner(self, file)

    monkeypatch.setattr(Reader, "_read", told)
    return keys


def stored(data: Path) -> list[Path]:
    return sorted(DataFolder(data).readings.rglob("*.gz"))


@pytest.mark.parametrize(
    "is_from_scratch", [False, pytest.param(True, marks=pytest.mark.long)], ids=["in place", "from scratch"]
)
def test_what_a_night_read_is_not_read_again_and_says_the_same(
    nights: Path, read: list[str], is_from_scratch: bool
) -> None:
    """Apart from a file whose document has another title since: in place it is read in the light of that."""
    before, seen = bytes_of(nights), Seen()
    summary = again(nights, seen, is_dry_run=True, is_from_scratch=is_from_scratch)
    assert (read, seen.figures) == ([] if is_from_scratch else ["mets/101!1011"], {})
    assert not [note for note in summary.notes if "readings" in note]
    assert bytes_of(nights) == before


@pytest.mark.long
def test_damaged_readings_are_told_and_read_again(nights: Path, tmp_path: Path, read: list[str]) -> None:
    data, seen = Path(shutil.copytree(nights, tmp_path / "data", symlinks=True)), Seen()
    for path in stored(data):
        path.write_bytes(path.read_bytes()[:-1])
    summary = again(data, seen, is_dry_run=True)
    assert (len(read), seen.figures) == (4, {})
    [told] = [note for note in summary.notes if "could not be used" in note]
    assert told.startswith("3 readings could not be used, so that their files were read again")


@pytest.mark.long
@pytest.mark.parametrize(
    ("held", "workers"),
    [(lambda n: True, 1), (lambda n: n % 2 == 0, 2), (lambda n: False, 2)],
    ids=["full", "half", "empty"],
)
def test_the_sample_is_published_the_same_with_a_store_that_is_full_half_or_empty(
    sample_night: tuple[Path, Summary], tmp_path: Path, read: list[str], held: Callable[[int], bool], workers: int
) -> None:
    data = Path(shutil.copytree(sample_night[0], tmp_path / "data", symlinks=True))
    paths = stored(data)
    assert len(paths) > 30
    missing = [path for number, path in enumerate(paths) if not held(number)]
    for path in missing:
        path.unlink()
    settings = Settings(data=data, workers=workers)
    reextract.reextract(settings, clock_at(NIGHT + timedelta(days=1)), RereadRequest(), lambda rebuilt: True)
    assert len(read) == len(missing)
    assert described(data) == described(sample_night[0])
    assert stored(data) == paths
