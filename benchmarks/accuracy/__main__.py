"""How well kehtiv reads the published gold and composed sentences.

    python -m benchmarks.accuracy [--write] [--list CLASS [--in FAMILY]] [--seed S] [--sentences N]

Prints classes, precision and recall by kind with 95 per cent Wilson intervals, then what was gained and lost against
``tests/gold/figures.json``. ``--write`` writes that file anew. ``--list`` prints every case of a class instead.
``--seed`` composes other sentences than those of the figures, which shows what the figures do not.
Exit status 1 where a case is silently wrong that was not before.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from benchmarks.accuracy.figures import compare_cases, compare_families, load_figures, write_figures
from benchmarks.accuracy.measure import (
    LONG,
    SEED,
    SHORT,
    make_figures,
    measure_composed,
    measure_descriptions,
    measure_directives,
)
from benchmarks.accuracy.outcome import CLASSES, Outcome
from benchmarks.accuracy.tally import print_classes, print_families, print_kinds


def main(words: Sequence[str] | None = None) -> int:
    """Return the exit status."""
    options = argparse.ArgumentParser(prog="python -m benchmarks.accuracy")
    options.add_argument("--write", action="store_true")
    options.add_argument("--list", choices=CLASSES)
    options.add_argument("--in", dest="family", default="")
    options.add_argument("--seed", type=int, default=SEED)
    options.add_argument("--sentences", type=int, default=LONG)
    chosen = options.parse_args(words)
    composed = measure_composed(chosen.sentences, chosen.seed)
    if chosen.list:
        list_cases([*measure_directives(), *measure_descriptions(), *composed], chosen.list, chosen.family)
        return 0
    print_all(composed)
    if chosen.write:
        write_figures(make_figures())
        return 0
    return print_changes()


def list_cases(outcomes: Sequence[Outcome], result: str, family: str) -> None:
    """Print each case of a class, with what was read in it."""
    for each in outcomes:
        if each.result == result and each.family.startswith(family):
            print(f"{each.case} {each.family} [{each.why}]\n    {' '.join(each.said.split())}")
            print("".join(f"    read: {read}\n" for read in each.read), end="")


def print_all(composed: Sequence[Outcome]) -> None:
    """Print the classes and kinds of the three parts."""
    directives, descriptions = measure_directives(), measure_descriptions()
    print_classes("directives of the gold, sentence by sentence", directives)
    print_kinds(directives)
    print_families(directives, lambda each: each.family.partition(".")[0])
    print_classes("job descriptions of the gold, field by field", descriptions)
    print_kinds(descriptions)
    print_classes("composed sentences", composed)
    print_kinds(composed)
    print_families(composed, lambda each: each.family)


def print_changes() -> int:
    """Print gains and losses against the figures; return 1 where something is silently wrong that was not."""
    figures = load_figures()
    changes = {
        "directives": compare_cases(measure_directives(), figures["directives"]),
        "job descriptions": compare_cases(measure_descriptions(), figures["descriptions"]),
        "composed, short": compare_families(measure_composed(SHORT), figures["composed_short"]),
        "composed, long": compare_families(measure_composed(LONG), figures["composed_long"]),
    }
    for name, change in changes.items():
        print(f"\n{name} against the figures\n{change}")
    return int(any(change.new_silent_wrong for change in changes.values()))


if __name__ == "__main__":
    raise SystemExit(main())
