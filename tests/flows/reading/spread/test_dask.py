"""Orders pass through a real Dask scheduler, within this process: machines of their own are in ``test_cluster.py``."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from extractors.model.extraction import ActContext
from extractors.model.register import Capture, Request
from extractors.tools import NO_TOOLS
from flows.archive import Archive
from flows.reading.kept import name_of
from flows.reading.limits import DEFAULT
from flows.reading.one import FileToRead, Outcome, WantedFile, read_one
from flows.reading.programs import Programs
from flows.reading.reader import Reader
from flows.reading.spread import dask
from flows.reading.spread.address import SchedulerAddress
from flows.reading.spread.dask import DaskCluster
from flows.reading.spread.errors import GOES_ON, ReadersFailed, ReadersLost
from flows.reading.spread.serving import serve
from flows.reading.spread.spread import Spread
from flows.reading.spread.workplace import Workplace
from flows.reading.store import StoredReadings
from flows.stores.on_disk import OnDisk
from tests.patience import PATIENCE_S, wait_until

pytest.importorskip("distributed", reason="needs the extra `scale`: pip install kehtiv[scale]")
VERSION = "2+0badcafe"


class Ended(Exception):
    """The test is over."""


class Scheduler:
    """A Dask scheduler in a thread of this process."""

    def __init__(self) -> None:
        self.address = SchedulerAddress("127.0.0.1", 0)
        self._is_up = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._run()))

    async def _run(self) -> None:
        from distributed import Scheduler as DaskScheduler

        self._loop, self._over = asyncio.get_running_loop(), asyncio.Event()
        async with DaskScheduler(host="127.0.0.1", port=0, dashboard=False, dashboard_address="127.0.0.1:0") as up:
            self.address = SchedulerAddress("127.0.0.1", int(up.address.rpartition(":")[2]))
            self._is_up.set()
            await self._over.wait()

    def __enter__(self) -> Scheduler:
        self._thread.start()
        assert self._is_up.wait(PATIENCE_S)
        return self

    def end(self) -> None:
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._over.set)
            self._thread.join()

    def __exit__(self, *_: object) -> None:
        self.end()


@contextmanager
def serving(place: Workplace, scheduler: Scheduler) -> Iterator[list[str]]:
    """A reader in a thread of this process; how it ended comes into the list."""
    over, said, ended = threading.Event(), threading.Event(), list[str]()

    def check() -> None:
        if over.is_set():
            raise Ended

    def run() -> None:
        try:
            serve(place, scheduler.address, 1, lambda words: said.set(), check)
        except (Ended, ReadersFailed) as error:
            ended.append(f"{type(error).__name__}: {error}")

    thread = threading.Thread(target=run)
    thread.start()
    try:
        wait_until(lambda: said.is_set() or ended, "the reader did not begin")
        yield ended
    finally:
        over.set()
        thread.join()


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    archive, store = Archive(OnDisk(tmp_path / "archive")), StoredReadings(OnDisk(tmp_path / "readings"))
    return Workplace("attic", archive, store, NO_TOOLS, DEFAULT, VERSION)


def texts(place: Workplace, number: int) -> list[WantedFile]:
    """Archive some files."""
    found = []
    for n in range(number):
        data, request = f"Kinnitan korra nr {n}.".encode(), Request("GET", f"file:{n}.txt")
        sha256 = place.archive.store(Capture(request, request.url, 200, (), data, datetime.now(UTC)), "files")
        found.append(WantedFile(sha256, f"{n}.txt", ActContext()))
    return found


def spread_over(cluster: DaskCluster, place: Workplace, wait_s: float = PATIENCE_S) -> Spread:
    return Spread(cluster, place.store, place.archive.size, VERSION, Programs(), wait_s)


def test_orders_pass_through_dask_and_a_scheduler_that_goes_is_named(
    place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Reader, "_read", lambda self, file: read_one(file))
    wanted = texts(place, 20)
    with Scheduler() as scheduler:
        cluster = DaskCluster(scheduler.address, PATIENCE_S)
        with serving(place, scheduler) as ended:
            spread = spread_over(cluster, place)
            assert sorted(spread.read(wanted, lambda: None), key=str) == sorted(wanted, key=str)
            assert spread.notes() == ["readers elsewhere: 20 files read, 0 were kept already, 0 left to this machine"]
            assert all(place.store.load(name_of(VERSION, file, Programs())) for file in wanted)
        assert ended == ["Ended: "]
    with pytest.raises(ReadersLost, match=f"the scheduler at {scheduler.address.told} is gone"):
        list(spread_over(cluster, place).read(wanted, lambda: None))
    cluster.close()


def asked_of_the_scheduler(monkeypatch: pytest.MonkeyPatch, before: Callable[[], object]) -> None:
    """The scheduler was there a moment ago."""
    inner = DaskCluster._awaited
    monkeypatch.setattr(DaskCluster, "_awaited", lambda self, asked, most: (before(), inner(self, asked, most))[1])


def fetched(monkeypatch: pytest.MonkeyPatch, before: Callable[[], object]) -> None:
    inner = DaskCluster._answer
    monkeypatch.setattr(DaskCluster, "_answer", lambda self, future: (before(), inner(self, future))[1])


def being_fetched(monkeypatch: pytest.MonkeyPatch, before: Callable[[], object]) -> None:
    """The request is under way when the other end goes, and fails by itself or never comes back."""
    from distributed import Client

    inner = Client._gather_remote

    async def gather(self: Client, direct: bool, local: bool) -> object:
        await asyncio.to_thread(before)
        return await inner(self, direct, local)

    monkeypatch.setattr(Client, "_gather_remote", gather)


def failed(monkeypatch: pytest.MonkeyPatch, before: Callable[[], object]) -> None:
    """An order failed, and the scheduler goes before anybody asks why."""
    from distributed import Future

    inner = Future.exception
    monkeypatch.setattr(Workplace, "carry_out", lambda self, order, is_wanted: 1 // 0)
    monkeypatch.setattr(Future, "exception", lambda self, timeout: (before(), inner(self, timeout))[1])


@pytest.mark.parametrize("moment", [asked_of_the_scheduler, fetched, being_fetched, failed])
def test_a_scheduler_that_goes_at_any_moment_is_told_by_the_same_sentence(
    place: Workplace,
    monkeypatch: pytest.MonkeyPatch,
    moment: Callable[[pytest.MonkeyPatch, Callable[[], object]], None],
) -> None:
    """What Dask raises depends on the moment, and says nothing to an operator."""
    monkeypatch.setattr(Reader, "_read", lambda self, file: read_one(file))
    with Scheduler() as scheduler:
        cluster = DaskCluster(scheduler.address, PATIENCE_S)
        with serving(place, scheduler) as ended:

            def scheduler_goes() -> None:
                scheduler.end()
                wait_until(lambda: ended and cluster._client.status != "running", "nobody sees that the scheduler went")

            moment(monkeypatch, scheduler_goes)
            with pytest.raises(ReadersLost) as told:
                list(spread_over(cluster, place).read(texts(place, 3), lambda: None))
            assert str(told.value) == f"the scheduler at {scheduler.address.told} is gone: {GOES_ON}"
            assert told.value not in (told.value.__cause__, told.value.__context__)  # it would be followed for ever
            assert ended == [f"ReadersLost: the scheduler at {scheduler.address.told} is gone"]
        cluster.close()


def test_trouble_of_a_scheduler_that_is_there_is_not_told_as_its_end(
    place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    from distributed import Scheduler as DaskScheduler

    monkeypatch.setattr(DaskScheduler, "identity", lambda self, n_workers=-1: {"address": self.address})
    with Scheduler() as scheduler:
        cluster = DaskCluster(scheduler.address, PATIENCE_S)
        with pytest.raises(ReadersFailed, match="cannot go on: 'workers'") as told:
            cluster.readers()
        assert not isinstance(told.value, ReadersLost)
        cluster.close()


def test_an_answer_that_does_not_come_is_one_that_its_readers_lost(
    place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader may stop between its answer and the moment it is fetched; the scheduler is there, and others read on."""
    from distributed import Client

    async def gather(self: Client, direct: bool, local: bool) -> object:
        return await asyncio.Event().wait()

    monkeypatch.setattr(Reader, "_read", lambda self, file: read_one(file))
    monkeypatch.setattr(Client, "_gather_remote", gather)
    monkeypatch.setattr(dask, "_FETCH_S", 0.01)
    wanted = texts(place, 3)
    with Scheduler() as scheduler, serving(place, scheduler):
        cluster = DaskCluster(scheduler.address, PATIENCE_S)
        spread = spread_over(cluster, place)
        assert sorted(spread.read(wanted, lambda: None), key=str) == sorted(wanted, key=str)
        cluster.close()
    assert spread.notes() == [
        "a batch of 3 files lost every reader that had it; this machine reads it",
        "readers elsewhere: 0 files read, 0 were kept already, 3 left to this machine",
    ]


def test_an_order_of_a_run_that_is_gone_is_dropped(place: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader stops at the file at hand and the two behind it, and keeps nothing: a take-down may follow."""
    began, goes_on, read = threading.Event(), threading.Event(), list[str]()

    def slow(self: Reader, file: FileToRead) -> Outcome:
        read.append(file.name)
        began.set()
        assert goes_on.wait(PATIENCE_S)
        return read_one(file)

    monkeypatch.setattr(Reader, "_read", slow)
    with Scheduler() as scheduler, serving(place, scheduler):
        cluster = DaskCluster(scheduler.address, PATIENCE_S)
        spread = spread_over(cluster, place)

        def check() -> None:
            if began.is_set():
                raise Ended

        with pytest.raises(Ended):
            list(spread.read(texts(place, 9), check))
        spread.close()
        dropped = DaskCluster(scheduler.address, PATIENCE_S)
        dropped.readers()  # an answer that comes after the scheduler has let go of the first run
        dropped.close()
        wait_until(lambda: not is_wanted_still(place), "the order is still wanted")
        goes_on.set()
    assert set(read) <= {"0.txt", "1.txt", "2.txt"}
    assert place.store.forget({file.sha256 for file in texts(place, 9)}) == 0


def is_wanted_still(place: Workplace) -> bool:
    from distributed.worker import Worker

    return any(task.state == "executing" for worker in Worker._instances for task in worker.state.tasks.values())


def test_no_scheduler_is_told() -> None:
    with pytest.raises(ReadersLost, match=r"no scheduler answers at dask://127\.0\.0\.1:9"):
        DaskCluster(SchedulerAddress("127.0.0.1", 9), 0.2)
