"""Make the documents of the simulated registers: how many, from which day, public or not, with which files."""

from __future__ import annotations

import bisect
import itertools
import math
import random
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlsplit

from benchmarks.network.inputs import (
    COUNTED_ON,
    DOCUMENTS,
    FILES,
    FORMS,
    PUBLIC,
    PUBLIC_BEHIND_CHECKS,
    SEED,
    SINCE,
    SPREAD,
    FormOfFile,
)
from flows.registers.config import RegisterConfig
from flows.registers.find import load_registers

AGGREGATOR = "aggregator"
"""The platform whose documents all lie in other registers: it is on the list, and holds nothing of its own."""
_BUNDLES = 1000
"""So many different sets of files are drawn; each public document has one of them."""


@dataclass(frozen=True)
class Host:
    """A host and its registers, each with the number of documents that it holds on ``COUNTED_ON``."""

    name: str
    registers: tuple[tuple[RegisterConfig, int], ...]
    has_robot_check: bool

    @property
    def documents(self) -> int:
        return sum(number for _, number in self.registers)


def hosts() -> list[Host]:
    """Return the hosts of the shipped list, the biggest first; the aggregator's is not among them."""
    listed = [each for each in load_registers() if not each.is_bundled and each.platform != AGGREGATOR]
    guarded = round(DOCUMENTS * PUBLIC_BEHIND_CHECKS / PUBLIC)
    dice = random.Random(SEED)
    sizes: dict[str, int] = {}
    for is_guarded, total in ((True, guarded), (False, DOCUMENTS - guarded)):
        group = [each.code for each in listed if each.has_robot_check == is_guarded]
        sizes |= dict(zip(group, _shared_out(total, [dice.lognormvariate(0, SPREAD) for _ in group]), strict=True))
    by_host: dict[str, list[RegisterConfig]] = {}
    for each in listed:
        by_host.setdefault(urlsplit(each.base_url or "").netloc, []).append(each)
    made = [
        Host(name, tuple((each, sizes[each.code]) for each in group), group[0].has_robot_check)
        for name, group in by_host.items()
    ]
    return sorted(made, key=lambda host: -host.documents)


def _shared_out(total: int, weights: Sequence[float]) -> list[int]:
    """Return whole numbers in the ratio of the weights that come to ``total``."""
    ends = [round(total * sum(weights[:n]) / sum(weights)) for n in range(len(weights) + 1)]
    return [end - begin for begin, end in itertools.pairwise(ends)]


def _bundles() -> list[tuple[FormOfFile, ...]]:
    dice = random.Random(SEED)
    forms = dice.choices(FORMS, [form.hundredths for form in FORMS], k=_BUNDLES * max(FILES))
    numbers = dice.choices(list(FILES), list(FILES.values()), k=_BUNDLES)
    return [tuple(forms[max(FILES) * n : max(FILES) * n + number]) for n, number in enumerate(numbers)]


BUNDLES = _bundles()


def _spread_over(days: Sequence[date], number: int) -> Iterator[int]:
    """Yield the day of each of so many documents, counted from ``SINCE``."""
    return ((days[n * len(days) // number] - SINCE).days for n in range(number))


class Documents:
    """The documents of one register in the order of their days, those of the coming ``days`` included.

    A document is its number, from 0. Whether it is public and what files it has goes by its number, so that a register
    of half a million is three arrays.
    """

    def __init__(self, code: str, held: int, days: int) -> None:
        past = [SINCE + timedelta(n) for n in range((COUNTED_ON - SINCE).days)]
        coming = [COUNTED_ON + timedelta(n) for n in range(days)]
        worked = [day for day in past if day.weekday() < 5]
        wanted = [day for day in coming if day.weekday() < 5]
        more = round(held * len(wanted) / len(worked))
        total = held + more
        self.days = array("H", (*_spread_over(worked, held), *_spread_over(wanted, more)))
        self.held = held
        dice = random.Random(f"{SEED} {code}")
        self._bundles = array("H", (dice.randrange(_BUNDLES) for _ in range(total)))
        self._public = bytearray(n * PUBLIC // DOCUMENTS != (n + 1) * PUBLIC // DOCUMENTS for n in range(total))
        self._restricted_before = array("L", [0])
        for is_public in self._public:
            self._restricted_before.append(self._restricted_before[-1] + (not is_public))

    def __len__(self) -> int:
        return len(self.days)

    def is_public(self, number: int) -> bool:
        return bool(self._public[number])

    def files(self, number: int) -> tuple[FormOfFile, ...]:
        """Return the files that can be had of a document: none of a restricted one."""
        return BUNDLES[self._bundles[number]] if self._public[number] else ()

    def registered_on(self, number: int) -> date:
        return SINCE + timedelta(self.days[number])

    def between(self, begin: date, end: date) -> range:
        """Return the documents that were registered on these days, both inclusive."""
        first = bisect.bisect_left(self.days, (begin - SINCE).days)
        return range(first, max(first, bisect.bisect_right(self.days, (end - SINCE).days)))

    def restricted(self, among: range) -> int:
        """Return how many of these are restricted, without looking at each."""
        return self._restricted_before[among.stop] - self._restricted_before[among.start]


def mean_file() -> FormOfFile:
    """Return the file that stands for all: the forms by their shares."""
    total = sum(form.hundredths for form in FORMS)

    def mean(values: Sequence[float]) -> float:
        return math.fsum(form.hundredths * value for form, value in zip(FORMS, values, strict=True)) / total

    return FormOfFile(
        "mean",
        total,
        round(mean([form.bytes for form in FORMS])),
        round(mean([form.kept for form in FORMS])),
        mean([form.pages for form in FORMS]),
        mean([form.cpu_s for form in FORMS]),
    )
