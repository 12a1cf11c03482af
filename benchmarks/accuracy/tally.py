"""Counts over outcomes: classes by group, precision and recall by kind."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from benchmarks.accuracy.intervals import wilson
from benchmarks.accuracy.outcome import CLASSES, Outcome


@dataclass(frozen=True, slots=True)
class Share:
    """``hits`` of ``cases``."""

    hits: int
    cases: int

    def __str__(self) -> str:
        if not self.cases:
            return "   –"
        low, high = wilson(self.hits, self.cases)
        return f"{self.hits / self.cases:6.1%} ({self.hits} of {self.cases}, {low:.1%} to {high:.1%})"


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Of one kind of effect or field. ``precision``: of what was read without a doubt, how much is true.
    ``recall``: of what is to be read, how much was.
    """

    kind: str
    precision: Share
    recall: Share


def count_classes(
    outcomes: Iterable[Outcome], group: Callable[[Outcome], str] = lambda each: "all"
) -> dict[str, Counter[str]]:
    """Return how many outcomes of each group are of each class."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for each in outcomes:
        counts[group(each)][each.result] += 1
    return dict(counts)


def measure_kinds(outcomes: Sequence[Outcome]) -> list[Accuracy]:
    """Return precision and recall of every kind that is to be read somewhere, in the order they come."""
    wanted = [each for each in outcomes if not each.is_negative and each.kind != "finding"]
    false = Counter(kind for each in outcomes for kind in each.false_reads)
    measured = []
    for kind in dict.fromkeys(each.kind for each in wanted):
        cases = [each for each in wanted if each.kind == kind]
        hits = sum(each.is_true for each in cases)
        measured.append(Accuracy(kind, Share(hits, hits + false[kind]), Share(hits, len(cases))))
    return measured


def print_classes(title: str, outcomes: Sequence[Outcome]) -> None:
    """Print the share of each class with its interval, for all cases and for the negative ones."""
    counts = count_classes(outcomes).get("all", Counter())
    total = sum(counts.values())
    negative = [each for each in outcomes if each.is_negative]
    print(f"\n{title}: {total} cases, {len(negative)} of them negative")
    for name in CLASSES:
        print(f"  {name:14}{Share(counts[name], total)}")
    print(f"  negative cases right: {Share(sum(each.result == 'right' for each in negative), len(negative))}")


def print_kinds(outcomes: Sequence[Outcome]) -> None:
    """Print precision and recall of each kind with their intervals."""
    print(f"\n  {'kind':18}{'precision':44}recall")
    for each in measure_kinds(outcomes):
        print(f"  {each.kind:18}{each.precision!s:44}{each.recall}")


def print_families(outcomes: Sequence[Outcome], group: Callable[[Outcome], str]) -> None:
    """Print the classes of each family, the worst first."""
    counts = count_classes(outcomes, group)
    bad = {name: (each["silent_wrong"] + each["silent_miss"]) / sum(each.values()) for name, each in counts.items()}
    print(f"\n  {'family':26}" + "".join(f"{name:>14}" for name in CLASSES) + f"{'cases':>8}")
    for name in sorted(counts, key=lambda name: (-bad[name], name)):
        row = "".join(f"{counts[name][each] or '.':>14}" for each in CLASSES)
        print(f"  {name:26}{row}{sum(counts[name].values()):>8}")
