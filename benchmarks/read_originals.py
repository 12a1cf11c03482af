"""Reading PDFs: how fast beside stock pdfplumber with equal cells, how much faster from two processes, in what memory.

    python -m benchmarks.read_originals [FILE_OR_FOLDER …]

Without arguments: the re-set annexes of ../shared where they are, else the documents of the sample register. Scans are
left out: without OCR there is nothing to read in them. Four figures, each from fresh processes:

- words: opening, words with boxes, rules; stock pdfplumber against kehtiv's fill;
- cells: the same and the layout up to the cells of every row, which is the same code over either fill;
- two processes: `kehtiv extract` of all of it (``flows.reading.reader.Reader``), one process against two, after each
  has read a file, so that starting them does not count;
- memory: the highest resident set of a process that reads pages to cells, its imports included.

Ends with 1 where a single word, box, rule or cell differs between the two fills.
"""

from __future__ import annotations

import multiprocessing
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.compare_fills import Comparison, compare
from benchmarks.machine import describe_machine
from extractors.model.extraction import ActContext
from flows.reading.one import FileToRead
from flows.reading.reader import Reader

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "originals"
SAMPLE = ROOT / "flows" / "sample" / "documents"
ROUNDS = 6
"""So many that the last file, over which one of two processes waits, hardly counts."""


def find_pdfs(arguments: list[str]) -> list[Path]:
    places = [Path(argument) for argument in arguments] or [SHARED if SHARED.is_dir() else SAMPLE]
    found = [path for place in places for path in ([place] if place.is_file() else sorted(place.rglob("*.pdf")))]
    return [path for path in found if path.parent.name != "scan"]


def measure_memory(paths: list[Path]) -> str:
    """What ``benchmarks.peak_memory`` says, which imports the reading of pages and nothing else."""
    command = [sys.executable, "-m", "benchmarks.peak_memory", *map(str, paths)]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()


def measure_processes(paths: list[Path], workers: int) -> float:
    """Seconds for all files ``ROUNDS`` times, without the start of the processes."""
    reader = Reader(workers)
    files = [FileToRead(str(path), path.name, path.read_bytes(), ActContext()) for path in paths]
    try:
        list(reader.read(files[: 4 * workers]))
        started = time.perf_counter()
        list(reader.read(files * ROUNDS))
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
    print(f"memory {measure_memory(paths)}")
    single, double = (measure_processes(paths, workers) for workers in (1, 2))
    over = f"over {ROUNDS * found.pages} pages ({single:.1f} s, {double:.1f} s)"
    print(f"two processes {single / double:.2f} times one, {over}")
    print(f"equal  {found.pages} pages and their {found.cells} cells compared, {len(found.unequal)} differ")
    if found.unequal:
        sys.exit("\n".join(found.unequal))


if __name__ == "__main__":
    main()
