"""How many foreign words in plain sentences of the gold nobody would notice.

    python -m benchmarks.accuracy.inserting [--one-of N] [--turn T] [--list RESULT]

Puts each phrase of ``phrases`` into each word gap of each plain sentence (one of N of them) and prints what became of
them. ``--list`` prints each insertion of a result ("silent" for all four), with what was read.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence

from benchmarks.accuracy.inserting.inserting import insertions, plain_sentences
from benchmarks.accuracy.inserting.judging import RESULTS, SILENT, judge


def main(words: Sequence[str] | None = None) -> int:
    """Return the exit status."""
    options = argparse.ArgumentParser(prog="python -m benchmarks.accuracy.inserting")
    options.add_argument("--one-of", type=int, default=100)
    options.add_argument("--turn", type=int, default=0)
    options.add_argument("--list", choices=("silent", *RESULTS))
    chosen = options.parse_args(words)
    judged = [judge(one) for one in insertions(chosen.one_of, chosen.turn)]
    if chosen.list:
        wanted = SILENT if chosen.list == "silent" else {chosen.list}
        for each in judged:
            if each.result in wanted:
                one = each.insertion
                print(each.result, one.kind, each.acts, one.gold.name, one.shown, each.read, each.reason, sep="\t")
    print_table("of kind", ((each.insertion.kind, each.result) for each in judged))
    print_table("in", ((each.acts, each.result) for each in judged))
    silent = sum(each.result in SILENT for each in judged)
    print(f"{len(plain_sentences())} sentences, {len(judged)} insertions, {silent} silent")
    return 0


def print_table(name: str, rows: Iterable[tuple[str, str]]) -> None:
    """Print how often each pair occurs, a line for each first half."""
    counts = Counter(rows)
    print(f"{name:24}", *(f"{result:>8}" for result in RESULTS))
    for row in sorted({row for row, _ in counts}):
        print(f"{row:24}", *(f"{counts[row, result]:8}" for result in RESULTS))


if __name__ == "__main__":
    raise SystemExit(main())
