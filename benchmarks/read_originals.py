"""Measure reading PDFs: speed against stock pdfplumber, gain from two processes, and memory.

    python -m benchmarks.read_originals [FILE_OR_FOLDER …]

Without arguments it reads the re-set annexes of ../shared if they exist, else the documents of the sample register. It
leaves out scans, because there is nothing to read in them without OCR. Four figures, each from new processes:

- words: opening, words with boxes, rules, in CPU seconds. Stock pdfplumber alone against kehtiv, which also compares
  each page with its picture;
- cells: the same plus the layout up to the cells of every row, which takes equally long over both;
- two processes: `kehtiv extract` of all files (``flows.reading.reader.Reader``), one process against two, after each
  has read a file, so that their start does not count;
- memory: the peak resident set of a process that reads pages to cells, with its imports.

Exits with 1 if a single word, box, rule or cell differs between the two fills.
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
"""Enough rounds that the last file, during which one of two processes waits, hardly counts."""


def find_pdfs(arguments: list[str]) -> list[Path]:
    places = [Path(argument) for argument in arguments] or [SHARED if SHARED.is_dir() else SAMPLE]
    found = [path for place in places for path in ([place] if place.is_file() else sorted(place.rglob("*.pdf")))]
    return [path for path in found if path.parent.name != "scan"]


def measure_memory(paths: list[Path]) -> str:
    """Return the output of ``benchmarks.peak_memory``, which imports only the reading of pages."""
    command = [sys.executable, "-m", "benchmarks.peak_memory", *map(str, paths)]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()


def measure_processes(paths: list[Path], workers: int) -> float:
    """Return the seconds for all files ``ROUNDS`` times, without the start of the processes."""
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
    """Return the result of the function in its own process."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(function, arguments)


def describe(found: Comparison) -> str:
    rows = [
        ("words", found.stock_words, found.kehtiv_words),
        ("cells", found.stock_words + found.layout, found.kehtiv_words + found.layout),
    ]
    return "\n".join(
        f"{name:6} stock pdfplumber {stock:6.2f} CPU s, {found.pages / stock:5.1f} pages/s   "
        f"kehtiv {ours:6.2f} CPU s, {found.pages / ours:5.1f} pages/s   {stock / ours:.2f} times"
        for name, stock, ours in rows
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
