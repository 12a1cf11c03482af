"""Orders go to whoever can carry them out, nothing is waited for in vain, and what nobody reads is left to the run."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import pytest

from extractors.model.extraction import ActContext
from flows.reading.kept import name_of
from flows.reading.one import WantedFile
from flows.reading.programs import Programs
from flows.reading.spread import spread as spread_module
from flows.reading.spread.abilities import ReaderThere, abilities_of, refusal_of, resources_of
from flows.reading.spread.cluster import Done
from flows.reading.spread.errors import NoReaders, ReadersFailed
from flows.reading.spread.orders import Answer, Order, Told, pack_answer, unpack_order
from flows.reading.spread.spread import Spread
from flows.reading.store import ReadingName

VERSION, PROGRAMS = "2+0badcafe", Programs("tesseract 5", None)
ABLE = abilities_of(VERSION, PROGRAMS)
BLIND = replace(ABLE, ocr=None)
Read = Callable[[Order], Answer | None]


@dataclass
class Memory:
    """A store of readings without bytes."""

    held: set[ReadingName] = field(default_factory=set)

    def load(self, name: ReadingName) -> bytes | None:
        return b"" if name in self.held else None

    def store(self, name: ReadingName, data: bytes) -> None:
        self.held.add(name)

    def forget(self, hashes: object) -> int:
        raise AssertionError


@dataclass
class Here:
    """A cluster in this process. ``there`` may change; an order waits until somebody offers what it needs."""

    there: list[ReaderThere]
    read: Read
    given: dict[str, tuple[Order, Mapping[str, float]]] = field(default_factory=dict)
    orders: list[Order] = field(default_factory=list)
    most: int = 0
    passes: Callable[[], object] = lambda: None

    def readers(self) -> list[ReaderThere]:
        return list(self.there)

    def give(self, order: str, resources: Mapping[str, float]) -> str:
        number = str(len(self.orders))
        self.orders.append(unpack_order(order))
        self.given[number] = (self.orders[-1], resources)
        self.most = max(self.most, len(self.given))
        return number

    def drop(self, order: str) -> None:
        del self.given[order]

    def take(self, timeout_s: float) -> Done | None:
        self.passes()
        offered = [resources_of(each.abilities, each.threads) for each in self.there if each.abilities is not None]
        for number, (order, resources) in self.given.items():
            if any(resources.keys() <= offer.keys() for offer in offered):
                del self.given[number]
                answer = self.read(order)
                return Done(number, pack_answer(answer) if answer is not None else None)
        return None

    def close(self) -> None:
        pass


STORE = Memory()


def reads(order: Order) -> Answer:
    """Read all, and keep it."""
    STORE.held |= {name_of(VERSION, file, PROGRAMS) for file in order.files}
    return Answer("attic", tuple(Told("read", 2) for _ in order.files))


def files(number: int, ending: str = "pdf") -> list[WantedFile]:
    return [WantedFile(f"{n:064x}", f"{n}.{ending}", ActContext()) for n in range(number)]


@pytest.fixture(autouse=True)
def empty_store() -> None:
    STORE.held.clear()


def spread_over(cluster: Here, wait_s: float = 0) -> Spread:
    clock = iter(range(10**9))  # each look is a second later than the one before
    return Spread(cluster, STORE, lambda sha256: 1000, VERSION, PROGRAMS, wait_s, ticks=lambda: float(next(clock)))


def run(cluster: Here, wanted: list[WantedFile], wait_s: float = 0) -> Spread:
    spread = spread_over(cluster, wait_s)
    done = list(spread.read(wanted, lambda: None))
    assert sorted(done, key=str) == sorted(wanted, key=str)
    assert not cluster.given
    return spread


def there(*abilities: object, threads: int = 1) -> list[ReaderThere]:
    return [ReaderThere(f"attic {n}", threads, able) for n, able in enumerate(abilities)]  # type: ignore[arg-type]


@pytest.mark.parametrize("number", [0, 1, 100])
def test_all_files_are_read_once_by_no_more_orders_at_once_than_readers(number: int) -> None:
    cluster = Here(there(ABLE, ABLE), reads)
    spread = run(cluster, files(number))
    assert sorted(file.sha256 for order in cluster.orders for file in order.files) == [f.sha256 for f in files(number)]
    assert cluster.most <= 2
    assert spread.counts["read"] == number
    assert spread.told == f"{2 * number} pages, 2 readers"


def test_a_reader_that_comes_later_is_given_work_as_well() -> None:
    cluster = Here(there(ABLE), reads)
    cluster.passes = lambda: cluster.there.append(ReaderThere("late", 3, ABLE)) if len(cluster.orders) == 3 else None
    run(cluster, files(300))
    assert cluster.most == 4


def test_readers_of_another_version_are_refused_by_name_and_the_others_read() -> None:
    cluster = Here(there(replace(ABLE, version="2+ffffffff"), ABLE, None), reads)
    spread = run(cluster, files(40))
    assert (cluster.most, spread.counts["read"]) == (1, 40)
    assert [note.partition(":")[0] for note in spread.notes()] == [
        "reader attic 0 is not used",
        "reader attic 2 is not used",
        "readers elsewhere",
    ]


@pytest.mark.parametrize("others", [[], [replace(ABLE, version="2+ffffffff")]], ids=["nobody", "refused"])
def test_where_nobody_can_read_it_ends_with_the_reasons(others: list[object]) -> None:
    cluster = Here(there(*others), reads)
    with pytest.raises(NoReaders, match=r"none is there|attic 0 is not used: its readers are of version 2\+ffffffff"):
        run(cluster, files(3))


def test_a_reader_that_comes_in_time_is_waited_for() -> None:
    cluster = Here([], reads)
    looks = iter(range(1000))
    cluster.passes = lambda: cluster.there.extend(there(ABLE)) if next(looks) == 5 else None
    assert run(cluster, files(3), wait_s=1000).counts["read"] == 3


def test_when_all_readers_go_in_mid_work_it_ends() -> None:
    cluster = Here(there(ABLE), reads)
    cluster.passes = lambda: cluster.there.clear() if len(cluster.orders) == 3 else None
    with pytest.raises(NoReaders, match="none is there"):
        run(cluster, files(100))
    assert len(STORE.held) == 32  # two orders of sixteen


def test_scans_go_only_to_readers_with_ocr_and_are_left_where_there_is_none() -> None:
    wanted = files(3, "png")
    assert run(Here(there(BLIND, ABLE), reads), wanted).counts["read"] == 3
    spread = run(Here(there(BLIND), reads), wanted)
    assert (spread.counts["read"], spread.counts["left"]) == (0, 3)
    assert "reader attic 0 gets no file that needs OCR: it has no OCR" in spread.notes()


def test_scans_that_wait_do_not_have_readers_counted_again_for_each(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = 0

    def counted(reader: ReaderThere, *wanted: object) -> str | None:
        nonlocal asked
        asked += 1
        return refusal_of(reader, *wanted)  # type: ignore[arg-type]

    class Enough(Exception):
        pass

    def stop() -> None:
        raise Enough

    monkeypatch.setattr(spread_module, "refusal_of", counted)
    cluster = Here(there(BLIND, ABLE), reads, passes=stop)
    spread = spread_over(cluster)
    with pytest.raises(Enough):
        list(spread.read(files(500, "png"), lambda: None))
    assert (len(cluster.given), len(spread._ready)) == (1, 499)
    assert asked < 50, "not once for each scan"


def test_scans_whose_only_reader_goes_are_taken_back() -> None:
    cluster = Here(there(BLIND, ABLE), reads)
    cluster.passes = lambda: cluster.there.pop() if len(cluster.there) == 2 else None
    spread = run(cluster, files(1, "png"))
    assert spread.counts["left"] == 1


def test_a_file_that_turns_out_a_scan_is_given_to_a_reader_with_ocr() -> None:
    asked: deque[int] = deque()

    def wants_ocr(order: Order) -> Answer:
        asked.append(len(order.files))
        if len(asked) > 1:
            return reads(order)
        reads(replace(order, files=order.files[1:]))
        return Answer("attic", (Told("unkept", 0, ("ocr",)), *(Told("read") for _ in order.files[1:])))

    spread = run(Here(there(BLIND, ABLE), wants_ocr), files(5))
    assert list(asked) == [5, 1]
    assert spread.counts["read"] == 5


def test_what_may_not_be_kept_is_asked_once_and_left_to_the_run() -> None:
    states = iter([Told("unkept", 1), Told("damaged"), Told("held", 4)])
    spread = run(Here(there(ABLE), lambda order: Answer("a", tuple(states))), files(3))
    assert spread.notes() == ["readers elsewhere: 0 files read, 1 were kept already, 2 left to this machine"]
    assert spread.pages == 5


def test_a_batch_that_kills_its_readers_is_left_to_the_run() -> None:
    spread = run(Here(there(ABLE), lambda order: None), files(3))
    assert spread.counts["left"] == 3
    assert "a batch of 3 files lost every reader that had it; this machine reads it" in spread.notes()


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (
            Answer("attic", (), "reader attic: its disk is full"),
            "reader attic: its disk is full; what was read is kept",
        ),
        (Answer("attic", (Told("read"),)), "reader attic answered for 1 of 3 files"),
        (
            Answer("attic", (Told("read"),) * 3),
            "reader attic keeps its readings elsewhere than this run looks for them",
        ),
    ],
    ids=["trouble", "too few", "another store"],
)
def test_trouble_of_a_reader_ends_it_by_name(answer: Answer, told: str) -> None:
    with pytest.raises(ReadersFailed, match=told):
        run(Here(there(ABLE), lambda order: answer), files(3))


def test_a_signal_to_end_is_heeded() -> None:
    def check() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(spread_over(Here(there(ABLE), reads)).read(files(3), check))
