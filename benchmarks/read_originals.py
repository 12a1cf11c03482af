"""Pages per second and peak memory of reading PDFs, beside stock pdfplumber on the same pages.

    python -m benchmarks.read_originals [FILE_OR_FOLDER …]

Without arguments: the re-set annexes of ../shared where they are, else the documents of the sample register. Each
contender runs in a process of its own, so that its peak memory is its own. "stock pdfplumber" does the least a reader
needs (words and tables of every page, pages closed after use); "kehtiv" does all of `kehtiv extract`.
"""

from __future__ import annotations

import multiprocessing
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pdfplumber

from benchmarks.machine import describe_machine
from extractors.errors import ExtractionError
from extractors.read import read_file

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "originals"
SAMPLE = ROOT / "flows" / "sample" / "documents"

Result = tuple[int, int, float, float, float]
"""Files, pages, seconds, peak MiB of the process, and how much of that came after its imports."""


def find_pdfs(arguments: list[str]) -> list[Path]:
    """The PDFs under the arguments; scans are left out, since without OCR there is nothing to read in them."""
    places = [Path(argument) for argument in arguments] or [SHARED if SHARED.is_dir() else SAMPLE]
    found = [path for place in places for path in ([place] if place.is_file() else sorted(place.rglob("*.pdf")))]
    return [path for path in found if path.parent.name != "scan"]


def read_stock(path: Path) -> int:
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_words()
            page.extract_tables()
            page.close()
        return len(pdf.pages)


def read_kehtiv(path: Path) -> int:
    extraction = read_file(path.read_bytes(), path.name)
    return len(extraction.text.pages) if extraction.text else 0


def measure(read: Callable[[Path], int], paths: list[Path]) -> Result:
    """Runs in a fresh process. A file that cannot be read counts no pages, for either contender."""
    before = _peak_mib()
    files = pages = 0
    started = time.perf_counter()
    for path in paths:
        try:
            pages += read(path)
            files += 1
        except (ExtractionError, pdfplumber.utils.exceptions.PdfminerException):
            continue
    seconds = time.perf_counter() - started
    return files, pages, seconds, _peak_mib(), _peak_mib() - before


def _peak_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    paths = find_pdfs(sys.argv[1:])
    if not paths:
        sys.exit("no PDF found")
    print(f"reading {len(paths)} PDFs ({describe_machine()})")
    context = multiprocessing.get_context("spawn")
    for name, read in (("stock pdfplumber", read_stock), ("kehtiv", read_kehtiv)):
        with context.Pool(1) as pool:
            files, pages, seconds, peak, above = pool.apply(measure, (read, paths))
        print(
            f"{name:18} {files:4} files {pages:5} pages  {seconds:6.2f} s  "
            f"{pages / seconds:6.1f} pages/s  peak {peak:.0f} MiB (+{above:.0f} over its imports)"
        )


if __name__ == "__main__":
    main()
