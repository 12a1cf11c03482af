"""Measure what originals weigh and what reading them costs, form by form, for the simulated network.

    python -m benchmarks.network.originals [FILE_OR_FOLDER …]

Without arguments it reads the documents of the sample register. Each file is read in this process as a worker reads it,
with the programs of this machine, three times; the least CPU time counts (this process and the programs it calls).
Pages of a scan are those that OCR read. Files that cannot be read are named and left out.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.machine import describe_machine
from extractors.model.extraction import ActContext, Failure, FileExtraction
from extractors.tools import Tools
from flows import sample
from flows.reading.one import FileToRead, read_one
from flows.reading.store import ReadingName
from flows.reading.stored_value import pack
from flows.reading.tools.find import find_tools
from flows.settings import Settings

ROUNDS = 3


@dataclass
class Form:
    """What the files of one form came to. ``bytes`` are those of the originals, ``kept`` those of their readings."""

    files: int = 0
    bytes: int = 0
    kept: int = 0
    pages: int = 0
    cpu_s: float = 0.0
    unread: list[str] = field(default_factory=list)


def spent_s() -> float:
    """Return the processor seconds of this process and of the programs that it waited for."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def pages_of(read: FileExtraction) -> int:
    """Return the pages of a file and its members; a form without pages counts one for a text."""
    own = (len(read.text.pages) or 1) if read.text is not None else 0
    return own + sum(pages_of(member) for member in read.members)


def is_scan(read: FileExtraction) -> bool:
    """Return whether OCR read a page of the file or of a member."""
    return any("ocr" in finding.code for finding in read.findings) or any(map(is_scan, read.members))


def form_of(path: Path, read: FileExtraction) -> str:
    return "scan" if is_scan(read) else path.suffix.removeprefix(".").lower()


def measure(paths: Iterable[Path], tools: Tools) -> dict[str, Form]:
    """Read each file and return the sums by form."""
    forms: dict[str, Form] = {}
    for path in paths:
        file = FileToRead("", path.name, path.read_bytes(), ActContext())
        least = float("inf")
        for _ in range(ROUNDS):
            before = spent_s()
            read = read_one(file, tools)
            least = min(least, spent_s() - before)
        if isinstance(read, Failure):
            forms.setdefault(path.suffix.removeprefix("."), Form()).unread.append(f"{path.name}: {read.code}")
            continue
        form = forms.setdefault(form_of(path, read), Form())
        form.files += 1
        form.bytes += len(file.data)
        form.kept += len(pack(ReadingName("1", read.sha256, "0"), read))
        form.pages += pages_of(read)
        form.cpu_s += least
    return forms


def show(forms: dict[str, Form]) -> None:
    print(f"{'form':8} {'files':>5} {'pages':>6} {'pages/file':>10} {'bytes/file':>11} {'kept/file':>10} ", end="")
    print(f"{'CPU s/file':>10} {'CPU s/page':>10}")
    for name, form in sorted(forms.items()):
        if form.files:
            each = (form.pages / form.files, form.bytes / form.files, form.kept / form.files, form.cpu_s / form.files)
            print(f"{name:8} {form.files:5} {form.pages:6} {each[0]:10.2f} {each[1]:11,.0f} {each[2]:10,.0f} ", end="")
            print(f"{each[3]:10.3f} {form.cpu_s / max(form.pages, 1):10.3f}")
        for sentence in form.unread:
            print(f"{name:8} not read: {sentence}")


def main() -> None:
    places = [Path(argument) for argument in sys.argv[1:]] or [Path(sample.__file__).with_name("documents")]
    paths = [path for place in places for path in ([place] if place.is_file() else sorted(place.rglob("*.*")))]
    print(f"reading {len(paths)} originals ({describe_machine()})")
    show(measure(paths, find_tools(Settings(ocr_engine="auto"))))


if __name__ == "__main__":
    main()
