"""Measure the memory of a process that reads pages to cells and does nothing else.

    python -m benchmarks.peak_memory FILE…

Reads the files repeatedly until 200 pages are read. It imports as little as possible, so that other parts of kehtiv do
not count.
"""

from __future__ import annotations

import resource
import sys
from contextlib import suppress
from itertools import cycle
from pathlib import Path

from extractors.errors import ExtractionError
from extractors.pages.layout import read_pdf

PAGES = 200


def peak_mib() -> float:
    """Return the peak resident set of this process since its start; except on Linux, its parent's counts too."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
        return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) / 1024
    except (OSError, StopIteration):
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def forget_peak() -> None:
    """Let the peak of this process begin anew; elsewhere than on Linux it goes on."""
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def measure_memory(paths: list[Path]) -> tuple[int, float, float]:
    """Read the files until there are enough pages. Return pages read, peak MiB, MiB before the first page."""
    before = peak_mib()
    pages = 0
    for path in cycle(paths):
        try:
            pages += len(read_pdf(path.read_bytes(), "0" * 64)[0].pages)
        except ExtractionError:
            pages += 1
        if pages >= PAGES:
            return pages, peak_mib(), before
    raise AssertionError("cycle ends only without files")


def main() -> None:
    pages, peak, before = measure_memory([Path(argument) for argument in sys.argv[1:]])
    print(f"{peak:.0f} MiB at the most over {pages} pages, {before:.0f} MiB of it for Python and the libraries")


if __name__ == "__main__":
    main()
