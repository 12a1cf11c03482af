"""Measure what spreading costs: two readers behind a Dask scheduler against one process, on originals and on scans.

    python -m benchmarks.readers [--originals 1000] [--scans 40]

Each original of the bundled register is archived several times under other bytes, and so is a drawn scan of one page.
They are read once by this run alone (one worker) and once by two readers of one worker each, all on this machine; both
keep what they read. Printed is, for each reader: share of the pace of one process alone

- by the clock, which says something on a quiet machine with three cores or more (two readers, the run, the scheduler)
- by processor time: that of one process, divided by that of readers, scheduler and run together

Exits with 1 where the readings differ, or a share by processor time is below 0.9.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.machine import describe_machine
from benchmarks.ocr import make_scan
from extractors.model.extraction import ActContext
from extractors.model.register import Capture, Request
from flows import sample
from flows.archive import open_archive
from flows.reading.kept import kept_readings
from flows.reading.limits import limits_of
from flows.reading.one import FileToRead, WantedFile
from flows.reading.reader import Reader
from flows.reading.spread.make import spreading
from flows.reading.store import open_readings
from flows.reading.tools.find import find_tools
from flows.reading.version import readers_version
from flows.settings import Settings
from tests.flows.clusters import Cluster, stored

LEAST = 0.9


@dataclass(frozen=True)
class Taken:
    """What a reading took, in seconds."""

    wall_s: float
    cpu_s: float


def archive(data: Path, originals: int, scans: int) -> None:
    """Archive so many originals and scans, no two of the same bytes."""
    held = open_archive(Settings(data=data).folder)
    documents = sorted(Path(sample.__file__).with_name("documents").glob("*.pdf"))
    scan = make_scan(1).pdf if scans else b""
    for number in range(originals + scans):
        is_scan = number >= originals
        source = documents[number % len(documents)]
        body = scan if is_scan else source.read_bytes()
        request = Request("GET", f"file:{'scan' if is_scan else 'original'}-{number}.pdf")
        held.store(Capture(request, request.url, 200, (), body + b"\n%% %d\n" % number, datetime.now(UTC)), "files")


def wanted(data: Path) -> list[WantedFile]:
    rows = open_archive(Settings(data=data).folder).captures("files")
    return [WantedFile(row.sha256, row.url.removeprefix("file:"), ActContext()) for row in rows]


def read_alone(data: Path) -> None:
    """Read everything with one worker of this process."""
    settings = Settings(data=data, workers=1)
    held = open_archive(settings.folder)
    files: Iterable[FileToRead] = (
        FileToRead("", each.name, held.load(each.sha256), each.context) for each in wanted(data)
    )
    kept = kept_readings(open_readings(settings.folder), settings, readers_version())
    reader = Reader(1, find_tools(settings, keeps=True), limits_of(settings), settings.folder.temporary, kept)
    for _ in reader.read(files):
        pass
    reader.close()


def read_spread(data: Path, address: str) -> None:
    """Have everything read by the readers of a scheduler."""
    settings = Settings(data=data, readers=address)
    readings, size_of = open_readings(settings.folder), open_archive(settings.folder).size
    tools = find_tools(settings, keeps=True)
    with spreading(settings, readings, size_of, tools, readers_version(), print) as spread:
        assert spread is not None
        for _ in spread.read(wanted(data), lambda: None):
            pass
        print(*spread.notes(), sep="\n")


def run(*arguments: object) -> Taken:
    """Run this program again, in a process of its own."""
    began = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "benchmarks.readers", *map(str, arguments)])
    _, status, usage = os.wait4(process.pid, 0)
    assert status == 0, f"{arguments[0]} ended with {status}"
    return Taken(time.perf_counter() - began, usage.ru_utime + usage.ru_stime)


def cpu_of_tree(process: subprocess.Popen[bytes]) -> float:
    """Return the processor seconds of a process and of all that it started and that still runs, or was waited for."""
    parents: dict[int, list[int]] = {}
    spent: dict[int, float] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        pid = int(stat.parent.name)
        parents.setdefault(int(fields[1]), []).append(pid)
        spent[pid] = sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
    total, waiting = 0.0, [process.pid]
    while waiting:
        pid = waiting.pop()
        total += spent.get(pid, 0.0)
        waiting += parents.get(pid, [])
    return total


def compare(folder: Path, name: str, originals: int, scans: int) -> bool:
    alone, spread = folder / f"{name}-alone", folder / f"{name}-spread"
    archive(alone, originals, scans)
    shutil.copytree(alone, spread)
    one = run("--alone", alone)
    with Cluster(folder) as cluster:
        scheduler, address = cluster.scheduler()
        programs = [scheduler, *(cluster.reader(address, spread, each) for each in ("attic", "cellar"))]
        before = sum(map(cpu_of_tree, programs))
        two = run("--spread", spread, address)
        theirs = sum(map(cpu_of_tree, programs)) - before
    is_same = stored(alone) == stored(spread) and len(stored(alone)) == originals + scans
    by_clock, by_cpu = one.wall_s / two.wall_s / 2, one.cpu_s / (two.cpu_s + theirs)
    print(
        f"{name}: {originals + scans} files  alone {one.wall_s:.1f} s, {one.cpu_s:.1f} s of CPU  two readers"
        f" {two.wall_s:.1f} s, {theirs:.1f} + {two.cpu_s:.1f} s of CPU (readers and scheduler, run)"
    )
    print(f"  each reader: {by_clock:.2f} by the clock, {by_cpu:.2f} by processor time, same readings: {is_same}")
    return is_same and by_cpu >= LEAST


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--originals", type=int, default=1000)
    parser.add_argument("--scans", type=int, default=40)
    given = parser.parse_args()
    print(f"two readers beside one process ({describe_machine()})")
    with tempfile.TemporaryDirectory() as folder:
        results = [
            compare(Path(folder), name, originals, scans)
            for name, originals, scans in (("originals", given.originals, 0), ("scans", 0, given.scans))
            if originals + scans
        ]
    return 0 if all(results) else 1


if __name__ == "__main__":
    if sys.argv[1:2] == ["--alone"]:
        read_alone(Path(sys.argv[2]))
    elif sys.argv[1:2] == ["--spread"]:
        read_spread(Path(sys.argv[2]), sys.argv[3])
    else:
        sys.exit(main())
