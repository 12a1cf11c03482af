"""Reading PDFs: how fast beside stock pdfplumber with equal cells, how much faster from two processes, in what memory.

    python -m benchmarks.read_originals [FILE_OR_FOLDER …]

Without arguments: the re-set annexes of ../shared where they are, else the documents of the sample register. Scans are
left out: without OCR there is nothing to read in them. Four figures, each from fresh processes:

- words: opening, words with boxes, rules; stock pdfplumber against kehtiv's fill;
- cells: the same and the layout up to the cells of every row, which is the same code over either fill;
- two processes: `kehtiv extract` of all of it (``flows.reading.Reader``), one process against two, after each has
  read a file, so that starting them does not count;
- memory: the highest resident set of a process that reads pages to cells, its imports included.

Ends with 1 where a single word, box, rule or cell differs between the two fills.
"""

from __future__ import annotations

import multiprocessing
import resource
import sys
import time
from collections.abc import Callable
from itertools import cycle
from pathlib import Path

from benchmarks.compare_fills import Comparison, compare
from benchmarks.machine import describe_machine
from extractors.errors import ExtractionError
from extractors.model.extraction import ActContext
from extractors.pages.layout import read_pdf
from flows.reading import FileToRead, Reader

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "originals"
SAMPLE = ROOT / "flows" / "sample" / "documents"


def find_pdfs(arguments: list[str]) -> list[Path]:
    places = [Path(argument) for argument in arguments] or [SHARED if SHARED.is_dir() else SAMPLE]
    found = [path for place in places for path in ([place] if place.is_file() else sorted(place.rglob("*.pdf")))]
    return [path for path in found if path.parent.name != "scan"]


def peak_mib() -> float:
    """The highest resident set of this process since it began; elsewhere than on Linux that of its parent counts in."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
        return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) / 1024
    except (OSError, StopIteration):
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure_memory(paths: list[Path], at_least: int) -> tuple[int, float, float]:
    """Pages read, MiB at the most, MiB before the first. The files again and again until there are enough pages."""
    before = peak_mib()
    pages = 0
    for path in cycle(paths):
        try:
            pages += len(read_pdf(path.read_bytes(), "0" * 64)[0].pages)
        except ExtractionError:
            pages += 1
        if pages >= at_least:
            return pages, peak_mib(), before
    raise AssertionError("cycle ends only without files")


def measure_processes(paths: list[Path], workers: int) -> float:
    """Seconds for all files twice, without the start of the processes."""
    reader = Reader(workers)
    files = [FileToRead(str(path), path.name, path.read_bytes(), ActContext()) for path in paths]
    try:
        list(reader.read(files[: 4 * workers]))
        started = time.perf_counter()
        list(reader.read(files + files))
        return time.perf_counter() - started
    finally:
        reader.close()


def alone(function: Callable[..., object], *arguments: object) -> object:
    """What the function gives in a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(function, arguments)


def describe(found: Comparison) -> str:
    words, cells = found.stock_words / found.kehtiv_words, found.stock_cells / found.kehtiv_cells
    rows = [
        ("words", found.stock_words, found.kehtiv_words, words),
        ("cells", found.stock_cells, found.kehtiv_cells, cells),
    ]
    return "\n".join(
        f"{name:6} stock pdfplumber {found.pages / stock:6.1f} pages/s   kehtiv {found.pages / ours:6.1f} pages/s   "
        f"{ratio:.2f} times"
        for name, stock, ours, ratio in rows
    )


def main() -> None:
    paths = find_pdfs(sys.argv[1:])
    if not paths:
        sys.exit("no PDF found")
    print(f"reading {len(paths)} PDFs of {paths[0].parent.parent.name}/{paths[0].parent.name} ({describe_machine()})")
    found = alone(compare, paths)
    assert isinstance(found, Comparison)
    print(describe(found))
    pages, peak, before = alone(measure_memory, paths, 200)  # type: ignore[misc]
    print(f"memory {peak:.0f} MiB at the most over {pages} pages, {before:.0f} MiB of it before the first")
    single, double = (measure_processes(paths, workers) for workers in (1, 2))
    print(
        f"two processes {single / double:.2f} times one, over {2 * found.pages} pages ({single:.1f} s, {double:.1f} s)"
    )
    print(f"equal  {found.pages} pages and their {found.cells} cells compared, {len(found.unequal)} differ")
    if found.unequal:
        sys.exit("\n".join(found.unequal))


if __name__ == "__main__":
    main()
