"""Read files and store nothing (`kehtiv extract`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from extractors.model.extraction import ActContext, Failure
from extractors.report import describe_file
from extractors.report_types import FileReport
from extractors.tools import NO_TOOLS, Tools
from flows.file_names import told_name, told_path
from flows.reading.limits import DEFAULT, Limits
from flows.reading.one import FileToRead
from flows.reading.reader import Reader


def extract_files(
    paths: Iterable[Path], tools: Tools = NO_TOOLS, *, workers: int = 1, limits: Limits = DEFAULT
) -> tuple[list[FileReport], list[str]]:
    """Return what each file holds, as JSON objects in the given order, and a message for each unreadable file."""
    given = list(paths)
    described: list[FileReport] = []
    failures: dict[int, str] = {}
    reader = Reader(workers, tools, limits)
    try:
        for file, outcome in reader.read(_open_files(given, failures)):
            if isinstance(outcome, Failure):
                number = int(file.key)
                failures[number] = f"{told_path(given[number])}: {outcome.code}: {outcome.message}"
            else:
                described.append(describe_file(outcome))
    finally:
        reader.close()
    return described, [failures[number] for number in sorted(failures)]


def _open_files(paths: list[Path], failures: dict[int, str]) -> Iterator[FileToRead]:
    for number, path in enumerate(paths):
        try:
            data = path.read_bytes()
        except OSError as error:
            failures[number] = f"{told_path(path)}: {error.strerror or error}"
            continue
        yield FileToRead(str(number), told_name(path), data, ActContext())
