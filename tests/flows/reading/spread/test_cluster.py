"""Readers that are processes of their own: one, two or none publish the same, whoever of them is killed meanwhile."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from flows.folder import DataFolder
from flows.night.ingest import ingest_register
from flows.reading import reader as reader_module
from flows.reading.reader import Reader
from flows.rereading import reextract
from flows.rereading.request import RereadRequest
from flows.run.summary import Summary
from flows.settings import Settings
from tests.flows import clusters
from tests.flows.clusters import Cluster, ended, freeze, kill, stored, thaw
from tests.flows.conftest import NIGHT, clock_at
from tests.flows.small_register import FIRST_DAY, SmallRegister, described
from tests.patience import PATIENCE_S, is_alive, wait_until

pytest.importorskip("distributed", reason="needs the extra `scale`: pip install kehtiv[scale]")
pytestmark = pytest.mark.long
NEXT_DAY = NIGHT + timedelta(days=1)


@pytest.fixture
def data(sample_night: tuple[Path, Summary], tmp_path: Path) -> Path:
    """The data folder after a night over the bundled register, without its readings."""
    folder = Path(shutil.copytree(sample_night[0], tmp_path / "data", symlinks=True))
    shutil.rmtree(DataFolder(folder).readings)
    return folder


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    with Cluster(tmp_path) as started:
        yield started


@pytest.fixture
def read_here(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that this process has its own workers read from now on."""
    names: list[str] = []
    inner = Reader._read
    monkeypatch.setattr(Reader, "_read", lambda self, file: (names.append(file.name), inner(self, file))[1])
    return names


def again(data: Path, readers: str | None, **values: bool) -> Summary:
    settings = Settings(data=data, workers=1, readers=readers, readers_wait_s=PATIENCE_S)
    return reextract.reextract(settings, clock_at(NEXT_DAY), RereadRequest(**values), lambda rebuilt: True)


def said_of_readers(summary: Summary) -> str:
    [said] = [note for note in summary.notes if note.startswith("readers elsewhere")]
    return said


@pytest.mark.parametrize("number", [0, 1, 2])
def test_none_one_or_two_readers_publish_the_same(
    sample_night: tuple[Path, Summary], data: Path, cluster: Cluster, read_here: list[str], number: int
) -> None:
    readers = None
    if number:
        _, readers = cluster.scheduler()
        for each in range(number):
            cluster.reader(readers, data, f"attic {each}")
    summary = again(data, readers)
    assert described(data) == described(sample_night[0])
    assert stored(data) == stored(sample_night[0])
    assert len(read_here) == (0 if number else 37)
    if number:
        assert said_of_readers(summary) == (
            "readers elsewhere: 37 files read, 0 were kept already, 0 left to this machine"
        )


def test_from_scratch_two_readers_publish_the_same(
    sample_night: tuple[Path, Summary], data: Path, cluster: Cluster, read_here: list[str]
) -> None:
    _, readers = cluster.scheduler()
    for name in ("attic", "cellar"):
        cluster.reader(readers, data, name)
    again(data, readers, is_from_scratch=True)
    assert described(data) == described(sample_night[0])
    assert read_here == []


def test_a_first_night_by_two_readers_publishes_the_same(
    sample_night: tuple[Path, Summary], tmp_path: Path, cluster: Cluster, read_here: list[str]
) -> None:
    data = tmp_path / "first"
    data.mkdir()
    _, readers = cluster.scheduler()
    for name in ("attic", "cellar"):
        cluster.reader(readers, data, name)
    settings = Settings(data=data, workers=1, readers=readers, readers_wait_s=PATIENCE_S)
    summary = ingest_register("sample", settings, clock_at(NIGHT), since=None, until=None)
    assert described(data) == described(sample_night[0])
    assert summary.exit_status == sample_night[1].exit_status
    assert read_here == []


def two_gated(cluster: Cluster, readers: str, data: Path) -> list[subprocess.Popen[bytes]]:
    """Two readers that read a file or two and wait, however fast the machine is, until they are thawed."""
    return [cluster.reader(readers, data, name, clusters.GATED) for name in ("attic", "cellar")]


def under_way(
    cluster: Cluster, data: Path, readers: str, *processes: subprocess.Popen[bytes]
) -> tuple[subprocess.Popen[bytes], Path]:
    """Start a rereading by gated readers, and stop them as soon as one file is read."""
    run = cluster.run("reextract", "--yes", "--readers", readers, "--data", data)
    wait_until(lambda: stored(data) or run[0].poll() is not None, "nothing was read")
    freeze(*processes)
    assert 0 < len(stored(data)) < 37
    return run


def test_a_killed_reader_costs_its_batch_which_another_does_again(
    sample_night: tuple[Path, Summary], data: Path, cluster: Cluster
) -> None:
    _, readers = cluster.scheduler()
    killed, other = two_gated(cluster, readers, data)
    run = under_way(cluster, data, readers, killed, other)
    os.killpg(killed.pid, signal.SIGKILL)
    thaw(data, other)
    status, said = ended(run)
    assert status == 0, said
    assert "nothing differs" in said
    assert stored(data) == stored(sample_night[0])
    assert described(data) == described(sample_night[0])


def test_a_killed_scheduler_ends_the_run_by_a_sentence_and_the_next_goes_on(
    sample_night: tuple[Path, Summary], data: Path, cluster: Cluster, read_here: list[str]
) -> None:
    scheduler, readers = cluster.scheduler()
    both = two_gated(cluster, readers, data)
    run = under_way(cluster, data, readers, *both)
    kill(scheduler)
    status, said = ended(run)
    assert status == 1
    told = f"kehtiv: the scheduler at {readers} is gone: what was read is kept, and the next run continues from there"
    assert said.splitlines()[-1] == told
    thaw(data, *both)
    assert [reader.wait(PATIENCE_S) for reader in both] == [1, 1]
    kept = len(stored(data))
    again(data, None)
    assert len(read_here) == 37 - kept
    assert described(data) == described(sample_night[0])


def test_a_killed_run_leaves_readers_that_stop_and_the_next_goes_on(
    sample_night: tuple[Path, Summary], data: Path, cluster: Cluster, read_here: list[str]
) -> None:
    _, readers = cluster.scheduler()
    both = two_gated(cluster, readers, data)
    before = described(data)
    run = under_way(cluster, data, readers, *both)
    kill(run[0])
    thaw(data, *both)
    assert described(data) == before
    summary = again(data, readers)
    assert int(said_of_readers(summary).split()[2]) < 37  # what was read before is not read again
    assert read_here == []
    assert all(is_alive(reader.pid) for reader in both)
    assert described(data) == described(sample_night[0])


def test_a_store_that_goes_away_ends_the_run_by_a_sentence_and_the_next_goes_on(
    sample_night: tuple[Path, Summary], data: Path, cluster: Cluster
) -> None:
    _, readers = cluster.scheduler()
    both = two_gated(cluster, readers, data)
    store = DataFolder(data).readings
    run = under_way(cluster, data, readers, *both)
    store.rename(data / "away")
    store.write_bytes(b"a file where the folder was")
    thaw(data, *both)
    status, said = ended(run)
    assert status == 1
    assert "the store of readings cannot be" in said.splitlines()[-1]
    store.unlink()
    (data / "away").rename(store)
    again(data, readers)
    assert described(data) == described(sample_night[0])


def test_a_reader_of_another_version_is_refused_by_name(
    sample_night: tuple[Path, Summary], data: Path, cluster: Cluster
) -> None:
    _, readers = cluster.scheduler()
    cluster.reader(readers, data, "attic", clusters.OTHER_VERSION)
    refused = "reader attic is not used: its readers are of version 2+ffffffff, those of this run of "
    status, said = ended(
        cluster.run("reextract", "--yes", "--readers", readers, "--data", data, KEHTIV_READERS_WAIT_S="1")
    )
    assert status == 1
    assert said.splitlines()[-1].startswith(f"kehtiv: no reader can read for this run ({refused}")
    assert not DataFolder(data).readings.exists()
    cluster.reader(readers, data, "cellar")
    summary = again(data, readers)
    assert [note for note in summary.notes if note.startswith(refused)]
    assert said_of_readers(summary).startswith("readers elsewhere: 37 files read")
    assert described(data) == described(sample_night[0])


def test_a_hostile_file_ends_no_reader_and_is_held_back(
    tmp_path: Path, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    register = SmallRegister(tmp_path / "made")
    for number in range(4):
        register.add(f"10{number}", str(number + 1), FIRST_DAY, f"Kinnitan korra nr {number}.")
    register.add("109", "9", FIRST_DAY, clusters.HOSTILE)
    register.data.mkdir(parents=True)
    _, readers = cluster.scheduler()
    both = [cluster.reader(readers, register.data, name, clusters.DYING) for name in ("attic", "cellar")]
    monkeypatch.setattr(reader_module, "READ_ONE", clusters.read_or_die)
    summary = register.night(FIRST_DAY, readers=readers, readers_wait_s=PATIENCE_S)
    assert all(is_alive(reader.pid) for reader in both)
    assert said_of_readers(summary) == "readers elsewhere: 4 files read, 0 were kept already, 1 left to this machine"
    assert [sentence for sentence in summary.wants_person if "worker_died" in sentence or "SIGKILL" in sentence]
    assert len(stored(register.data)) == 4


def test_a_night_goes_on_alone_when_its_scheduler_cannot_be_reached(tmp_path: Path) -> None:
    register = SmallRegister(tmp_path)
    register.add("100", "1", FIRST_DAY, "Kinnitan korra.")
    summary = register.night(FIRST_DAY, readers="dask://127.0.0.1:9", readers_wait_s=0.2)
    assert (summary.counts["new"], summary.counts["files"], summary.exit_status) == (1, 1, 1)
    [said] = summary.wants_person
    assert said.startswith("no scheduler answers at dask://127.0.0.1:9")
    assert said.endswith("This night reads what is left on this machine alone")
