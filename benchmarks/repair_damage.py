"""Measure the repair of damaged text: how many damaged words are restored or left, and how many words are harmed.

    python -m benchmarks.repair_damage [TEXT …]

Each text (UTF-8; without arguments the job descriptions of the tests) is damaged at random as by OCR in the wrong
language (five draws), and once by dropping every diacritic; then it is repaired. A word is restored if it equals the
original, ignoring case. It is harmed if repair changed an undamaged word or made a third word. Also timed: the check of
a healthy text, which every file pays, and the repair of a damaged one, with the dictionary loaded.
"""

from __future__ import annotations

import re
import sys
import time
from collections import Counter
from pathlib import Path

from benchmarks.machine import describe_machine
from extractors.files.plain import text_document
from extractors.repair.text import repair_text
from extractors.repair.vocabulary import is_word
from tests.extractors.repair.damaged import HEALTHY, OTHERS, damage, strip

_PAGE = 2500
"""Characters on a printed page."""


def compare(healthy: str, broken: str) -> tuple[Counter[str], list[str]]:
    """Return the number of words by outcome, and the harmed words."""
    found = repair_text(text_document(broken, "sha"))[0].text
    tally: Counter[str] = Counter()
    harmed = []
    for was, hurt, now in zip(healthy.split(), broken.split(), found.split(), strict=True):
        if now.casefold() == was.casefold():
            tally["restored" if hurt != was else "whole"] += 1
        elif now == hurt:
            tally["left"] += 1
        else:
            tally["harmed"] += 1
            harmed.append(f"{was} ({hurt}) → {now}")
    return tally, harmed


def measure(name: str, pairs: list[tuple[str, str]]) -> None:
    whole: Counter[str] = Counter()
    told: list[str] = []
    for healthy, broken in pairs:
        tally, harmed = compare(healthy, broken)
        whole += tally
        told += harmed
    damaged = whole["restored"] + whole["left"] + len(told)
    print(
        f"{name:22} {damaged:6} damaged words: {whole['restored'] / max(1, damaged):6.1%} restored,"
        f" {whole['left'] / max(1, damaged):6.1%} left, {len(told)} harmed of {sum(whole.values())} words"
    )
    for each, times in Counter(told).most_common(12):
        print(f"{'':22} {times} × {each}")


def seconds_per_page(text: str, *, times: int) -> float:
    documents = [text_document(text, "sha") for _ in range(times)]
    started = time.perf_counter()
    for each in documents:
        repair_text(each)
    return (time.perf_counter() - started) / times / (len(text) / _PAGE)


def main(arguments: list[str]) -> int:
    texts = [re.sub(r"\r\n?", "\n", Path(each).read_text("utf-8")) for each in arguments] or [HEALTHY, *OTHERS]
    print(describe_machine())
    started = time.perf_counter()
    is_word("ja")
    print(f"dictionary loaded in {time.perf_counter() - started:.1f} s, once per process and only for a text in doubt")
    untouched = sum(repair_text(document)[0] is document for document in (text_document(each, "") for each in texts))
    print(f"healthy texts untouched: {untouched} of {len(texts)}")
    measure("misread by chance", [(text, damage(text, seed)) for text in texts for seed in range(5)])
    measure("diacritics dropped", [(text, strip(text)) for text in texts])
    healthy = "\n".join(texts)
    print(f"a healthy page: {seconds_per_page(healthy, times=20) * 1000:.3f} ms")
    print(f"a damaged page: {seconds_per_page(damage(healthy, 0), times=1) * 1000:.0f} ms")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
