"""Read damaged and hostile files as a night does: in workers, under limits, each file read or held back with a code.

    python -m benchmarks.fuzz [--seconds N] [--seed S] [--tools] [--keep DIR] [FOLDER…]

The files are variants of the bundled originals, of made documents of the other formats, and of the files in FOLDER.
Two codes mean a bug, because no file alone may cause them: ``reader_error`` (an unexpected exception in a reader) and
``worker_died`` (a crashed process). Exits with 1 after a bug, or when a file reached its time or memory limit.
``--tools``: use this machine's OCR and LibreOffice, a hundred times slower. ``--keep``: write such files to DIR.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.fuzz_seeds import load_seeds
from benchmarks.fuzzing import Tally, fuzz, variants
from benchmarks.machine import describe_machine
from extractors.tools import NO_TOOLS
from flows.reading.limits import limits_of
from flows.reading.one import FileToRead
from flows.reading.tools.find import find_tools
from flows.settings import Settings


def until(seconds: float, files: Iterable[FileToRead]) -> Iterator[FileToRead]:
    """Yield files until this many seconds have passed."""
    end = time.monotonic() + seconds
    for file in files:
        if time.monotonic() >= end:
            return
        yield file


def report(tally: Tally) -> None:
    print(f"{tally.files} files on {describe_machine()}")
    for code, count in tally.outcomes.most_common():
        print(f"  {count:6} {code}")
    print(f"slowest {tally.slowest[0]:.1f} s ({tally.slowest[1]}), most memory {tally.largest[0]:.0f} MiB")
    for file, code, told in tally.bad:
        print(f"BAD {file.key}: {code}: {told}")


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m benchmarks.fuzz")
    options.add_argument("folders", nargs="*", type=Path)
    options.add_argument("--seconds", type=float, default=60.0)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--tools", action="store_true")
    options.add_argument("--keep", type=Path)
    chosen = options.parse_args()
    settings = Settings()
    tools = find_tools(settings) if chosen.tools else NO_TOOLS
    files = until(chosen.seconds, variants(load_seeds(*chosen.folders), chosen.seed))
    tally = fuzz(files, 2, tools, limits_of(settings) if chosen.tools else None)
    report(tally)
    if chosen.keep is not None:
        chosen.keep.mkdir(parents=True, exist_ok=True)
        for file, code, _ in tally.bad:
            (chosen.keep / f"{code}-{file.key}").write_bytes(file.data)
    sys.exit(1 if tally.bad else 0)


if __name__ == "__main__":
    main()
