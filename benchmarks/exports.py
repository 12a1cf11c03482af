"""Measure the time and memory of exports from a warehouse of very many annexes.

    python -m benchmarks.exports [--annexes 1000000] [--revocations 500000] [--format parquet --format csv …]

The warehouse is made as in ``benchmarks.as_of``, by a process of its own, so that the memory measured is the export's.
"""

from __future__ import annotations

import argparse
import multiprocessing
import tempfile
import time
from datetime import date
from pathlib import Path

from benchmarks.as_of import fill
from benchmarks.machine import describe_machine
from benchmarks.peak_memory import peak_mib
from flows.exports.write import FORMATS, write_export
from flows.settings import Settings
from warehouse.connection import open_working
from warehouse.publish.publish import publish

DAY = date(2026, 6, 1)


def make(data: Path, annexes: int, revocations: int) -> None:
    """Fill and publish a warehouse."""
    with open_working(data) as w:
        fill(w, annexes, revocations)
        publish(w, data)


def measure(data: Path, name: str) -> None:
    """Write one format and print its time, size and the process's peak of memory."""
    folder = data.parent / name
    before, started = peak_mib(), time.perf_counter()
    number = write_export(Settings(data=data, workers=1), folder, (name,), today=DAY, day=None)
    took = time.perf_counter() - started
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 2**20
    print(
        f"{name:8} {took:8.1f} s  {number:7,} files  {size:8.0f} MiB  peak {peak_mib():6.0f} MiB (before {before:.0f})"
    )


def apart(task: object, *arguments: object) -> None:
    """Run a function in a process of its own."""
    process = multiprocessing.get_context("spawn").Process(target=task, args=arguments)  # type: ignore[arg-type]
    process.start()
    process.join()
    if process.exitcode:
        raise SystemExit(f"the process ended with {process.exitcode}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--annexes", type=int, default=1_000_000)
    parser.add_argument("--revocations", type=int, default=500_000)
    parser.add_argument("--format", action="append", choices=tuple(FORMATS), help="default: parquet")
    wanted = parser.parse_args()
    print(f"exports, {wanted.annexes:,} annexes, {wanted.revocations:,} revocations ({describe_machine()})", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        apart(make, data, wanted.annexes, wanted.revocations)
        for name in wanted.format or ("parquet",):
            apart(measure, data, name)


if __name__ == "__main__":
    main()
