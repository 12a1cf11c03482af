"""Read variants of documents through workers and count the outcomes, for the benchmark and for tests."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from random import Random

from benchmarks.mutations import mutate
from benchmarks.peak_memory import forget_peak, peak_mib
from extractors.model.extraction import ActContext, Failure
from extractors.tools import NO_TOOLS, Tools
from flows.reading import reader as reader_module
from flows.reading.limits import Limits
from flows.reading.one import FileToRead, Outcome, read_one
from flows.reading.reader import Reader

BUGS = ("reader_error", "worker_died")
LIMITS = ("reading_timed_out", "out_of_memory")


@dataclass(frozen=True)
class Measured:
    """A worker's report on a file: its outcome and figures."""

    outcome: Outcome
    seconds: float
    peak_mib: float


@dataclass
class Tally:
    """The outcomes of all files. ``slowest`` and ``largest`` name the file."""

    outcomes: Counter[str] = field(default_factory=Counter)
    bad: list[tuple[FileToRead, str, str]] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")
    largest: tuple[float, str] = (0.0, "")

    @property
    def files(self) -> int:
        return sum(self.outcomes.values())

    def add(self, file: FileToRead, outcome: Outcome | Measured) -> None:
        """Count one file. Bad codes of container members count for the container."""
        if isinstance(outcome, Measured):
            self.slowest = max(self.slowest, (outcome.seconds, file.key))
            self.largest = max(self.largest, (outcome.peak_mib, file.key))
            outcome = outcome.outcome
        failures = list(failures_of(outcome))
        self.outcomes[outcome.code if isinstance(outcome, Failure) else "read"] += 1
        self.bad += [(file, each.code, each.message) for each in failures if each.code in BUGS + LIMITS]


def failures_of(outcome: Outcome) -> Iterator[Failure]:
    """Yield the failure of an outcome, or those of its members at any depth."""
    if isinstance(outcome, Failure):
        yield outcome
        return
    yield from outcome.failures
    for member in outcome.members:
        yield from failures_of(member)


def read_measured(file: FileToRead, tools: Tools = NO_TOOLS) -> Outcome | Measured:
    """Read in the worker. Peak memory counts from the start of the file (Linux; elsewhere from the worker's start)."""
    forget_peak()
    began = time.perf_counter()
    outcome = read_one(file, tools)
    return Measured(outcome, time.perf_counter() - began, peak_mib())


def variants(seeds: list[tuple[str, bytes]], seed: int, count: int | None = None) -> Iterator[FileToRead]:
    """Yield mutated files, always the same for a seed. The key's number lets a file be made again."""
    number = 0
    while count is None or number < count:
        random = Random(f"{seed}-{number}")
        name, data = random.choice(seeds)
        changed = mutate(data, random.choice(seeds)[1], random)
        yield FileToRead(f"{seed}-{number}-{name}", name, changed, ActContext())
        number += 1


def fuzz(files: Iterable[FileToRead], workers: int, tools: Tools = NO_TOOLS, limits: Limits | None = None) -> Tally:
    """Read all files through workers and count the outcomes."""
    reader_module.READ_ONE = read_measured  # type: ignore[assignment]
    tally = Tally()
    reader = Reader(workers, tools, limits or Limits(silence_s=30.0))
    try:
        for file, outcome in reader.read(files):
            tally.add(file, outcome)
    finally:
        reader.close()
        reader_module.READ_ONE = read_one
    return tally
