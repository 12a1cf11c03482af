"""Have files read by readers elsewhere, so that the store holds their readings when the run loads them.

Nothing is taken from an answer but what is done: what a file says comes out of the store, in the order in which the run
loads. So one reader, many or none publish the same. What no reader could keep is read by the run itself.
"""

from __future__ import annotations

import functools
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from flows.reading.kept import name_of
from flows.reading.one import WantedFile
from flows.reading.programs import Programs
from flows.reading.spread.abilities import (
    Abilities,
    ReaderThere,
    abilities_of,
    programs_in,
    refusal_of,
    resources_for,
)
from flows.reading.spread.batches import Batch, batches_of
from flows.reading.spread.cluster import Cluster
from flows.reading.spread.errors import GOES_ON, NoReaders, ReadersFailed
from flows.reading.spread.orders import Answer, Order, Told, pack_order, unpack_answer
from flows.reading.store import ReadingStore

LOOK_S = 2.0
"""Seconds between two checks of which readers are there."""
MOST_PASSED = 2_000
"""How many batches may wait for a program while others go before them."""
TAKE_S = 0.5
"""Seconds to wait for an answer before signals to end are looked for."""


@dataclass
class Spread:
    """Reading by others for one run. ``size_of`` gives the bytes of an original, ``say`` tells the operator at once.

    ``wait_s``: how long to wait for a reader where none is there (any more).
    """

    cluster: Cluster
    store: ReadingStore
    size_of: Callable[[str], int]
    version: str
    programs: Programs
    wait_s: float
    ticks: Callable[[], float] = time.monotonic
    say: Callable[[str], object] = lambda words: None
    counts: Counter[str] = field(default_factory=Counter, init=False)
    pages: int = field(default=0, init=False)
    noted: dict[str, None] = field(default_factory=dict, init=False)
    _there: list[ReaderThere] = field(default_factory=list, init=False)
    _looked_at: float = field(default=float("-inf"), init=False)
    _seen_at: dict[frozenset[str], float] = field(default_factory=dict, init=False)
    _ready: deque[Batch] = field(default_factory=deque, init=False)
    _given: dict[str, Batch] = field(default_factory=dict, init=False)

    @property
    def able(self) -> Abilities:
        """What a reader must be like."""
        return abilities_of(self.version, self.programs)

    @property
    def told(self) -> str:
        """How far the readers are, beside the count of files: "341 pages, 2 readers"."""
        number = len(self._usable(frozenset()))
        return f"{self.pages} pages, {number} reader{'s' if number != 1 else ''}"

    def read(self, wanted: Iterable[WantedFile], check: Callable[[], object]) -> Iterator[WantedFile]:
        """Have files read; yield each when it is done with, in no order. ``check`` raises where the run is to end.

        Raise ``ReadersFailed``. What was kept by then stays kept.
        """
        batches = batches_of(wanted, self.size_of, self.able)
        self._seen_at.clear()
        while True:
            check()
            self._look()
            is_all = self._fill(batches)
            if not self._given and not self._ready and is_all:
                return
            yield from self._give_up()
            if (done := self.cluster.take(TAKE_S)) is not None and done.order in self._given:
                batch = self._given.pop(done.order)
                yield from self._take(batch, unpack_answer(done.answer) if done.answer is not None else None)

    def notes(self) -> list[str]:
        """Return what a person should know of it: readers that were refused, files that this run has to read itself."""
        kept = self.counts["read"] + self.counts["held"]
        own = sum(self.counts[state] for state in ("unkept", "damaged", "left"))
        sentences = list(self.noted)
        if kept or own:
            sentences.append(
                f"readers elsewhere: {self.counts['read']} files read, {self.counts['held']} were kept already,"
                f" {own} left to this machine"
            )
        return sentences

    def close(self) -> None:
        """Drop what is under way and let go of the scheduler."""
        self.cluster.close()

    def _look(self) -> None:
        """See which readers are there, and since when none of them could read what is under way or waits."""
        now = self.ticks()
        if now - self._looked_at >= LOOK_S:
            self._there, self._looked_at = self.cluster.readers(), now
            for reader in self._there:
                self._note(refusal_of(reader, self.able))
        for needs in {frozenset(), *(batch.needs for batch in (*self._ready, *self._given.values()))}:
            if self._usable(needs) or needs not in self._seen_at:
                self._seen_at[needs] = now

    def _note(self, sentence: str | None) -> None:
        if sentence is not None and sentence not in self.noted:
            self.noted[sentence] = None
            self.say(sentence)

    def _usable(self, needs: frozenset[str]) -> list[ReaderThere]:
        return [reader for reader in self._there if refusal_of(reader, self.able, needs) is None]

    def _free(self, needs: frozenset[str]) -> int:
        """Return how many more orders with these needs are begun at once."""
        all_free = sum(reader.threads for reader in self._usable(frozenset())) - len(self._given)
        alike = sum(1 for batch in self._given.values() if batch.needs == needs)
        return min(all_free, sum(reader.threads for reader in self._usable(needs)) - alike)

    def _fill(self, batches: Iterator[Batch]) -> bool:
        """Give out as many batches as there are free readers; return whether ``batches`` holds no more."""
        passed: list[Batch] = []
        is_all = False
        free = functools.cache(self._free)  # it changes only by what is given out here
        while (free(frozenset()) > 0 and len(passed) < MOST_PASSED) or not (self._ready or passed):
            batch = self._ready.popleft() if self._ready else next(batches, None)
            if batch is None:
                is_all = True
                break
            if free(batch.needs) > 0:
                order = Order(self.version, self.programs, batch.files)
                self._given[self.cluster.give(pack_order(order), resources_for(self.able, batch.needs))] = batch
                free.cache_clear()
            else:
                passed.append(batch)
        self._ready.extendleft(reversed(passed))
        return is_all

    def _give_up(self) -> Iterator[WantedFile]:
        """Leave to the run itself what nobody there can read. Raise ``NoReaders`` where nobody reads at all."""
        now = self.ticks()
        gone = {needs for needs, at in self._seen_at.items() if not self._usable(needs) and now - at >= self.wait_s}
        if frozenset() in gone:
            told = "; ".join(self.noted) or "none is there"
            raise NoReaders(f"no reader can read for this run ({told}): start one with `kehtiv reader`; {GOES_ON}")
        if not gone:
            return
        for reader in self._usable(frozenset()):
            for needs in gone:
                self._note(refusal_of(reader, self.able, needs))
        for order in [order for order, batch in self._given.items() if batch.needs in gone]:
            self.cluster.drop(order)
            yield from self._leave(self._given.pop(order))
        for _ in range(len(self._ready)):
            batch = self._ready.popleft()
            if batch.needs in gone:
                yield from self._leave(batch)
            else:
                self._ready.append(batch)

    def _leave(self, batch: Batch) -> Iterator[WantedFile]:
        self.counts["left"] += len(batch.files)
        yield from batch.files

    def _take(self, batch: Batch, answer: Answer | None) -> Iterator[WantedFile]:
        if answer is None:
            self._note(f"a batch of {len(batch.files)} files lost every reader that had it; this machine reads it")
            yield from self._leave(batch)
            return
        if answer.trouble is not None:
            raise ReadersFailed(f"{answer.trouble}; {GOES_ON}")
        if len(answer.files) != len(batch.files):
            raise ReadersFailed(f"reader {answer.reader} answered for {len(answer.files)} of {len(batch.files)} files")
        self._prove_kept(batch, answer)
        for file, told in zip(batch.files, answer.files, strict=True):
            needs = frozenset(told.wants)
            if told.state == "unkept" and needs and not needs <= batch.needs and self._has(needs):
                self._ready.append(Batch((file,), needs | batch.needs))
                continue
            self._count(told)
            yield file

    def _has(self, needs: frozenset[str]) -> bool:
        """Return whether this run reads with these programs, so that a reader that has them can help."""
        programs = programs_in(self.programs)
        return all(programs[kind] is not None for kind in needs)

    def _count(self, told: Told) -> None:
        self.counts[told.state] += 1
        self.pages += told.pages

    def _prove_kept(self, batch: Batch, answer: Answer) -> None:
        """Raise ``ReadersFailed`` where the store of this run does not hold what the reader says that it kept."""
        for file, told in zip(batch.files, answer.files, strict=True):
            if told.state != "read":
                continue
            try:
                is_there = self.store.load(name_of(self.version, file, self.programs)) is not None
            except OSError as error:
                raise ReadersFailed(f"the store of readings cannot be read: {error}; {GOES_ON}") from error
            if not is_there:
                raise ReadersFailed(
                    f"reader {answer.reader} keeps its readings elsewhere than this run looks for them: both must have"
                    f" the same store; {GOES_ON}"
                )
            return
