"""Measure what kept readings spare: `kehtiv reextract` with an empty, a half and a full store of readings.

    python -m benchmarks.rereading [COPIES]

A register shows each original of the bundled one COPIES times (10), each under a name of its own. One night reads it;
then it is read again in place and from scratch, each time in a process of its own, whose CPU seconds include those of
its workers. Exits with 1 where a store that is full does not spare all reading, or the published rows differ.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.machine import describe_machine
from flows import sample
from flows.clock import Clock
from flows.reading.reader import Reader
from flows.reading.store import open_readings
from flows.rereading.reextract import Rebuilt, reextract
from flows.rereading.request import RereadRequest
from flows.sample.catalogue import SampleFile
from flows.settings import Settings
from tests.flows.small_register import FIRST_DAY, SmallRegister

LATER = datetime(2026, 12, 1, 1, 0, tzinfo=UTC)
SHARES = {"empty": 0.0, "half": 0.5, "full": 1.0}


def make(folder: Path, copies: int) -> SmallRegister:
    """Return a register with each original of the bundled one ``copies`` times."""
    register = SmallRegister(folder)
    originals = sorted(Path(sample.__file__).with_name("documents").iterdir())
    total = copies * len(originals)
    for number in range(total):
        original = originals[number % len(originals)]
        name = f"{number}-{original.name}"
        (register.files / name).write_bytes(original.read_bytes())
        register.add(str(1000 + number), str(number), FIRST_DAY - timedelta(days=(total - number) // 10), None)
        register.change(str(1000 + number), files=(SampleFile(f"{1000 + number}1", name, name, "application/pdf"),))
    return register


def leave(data: Path, share: float) -> None:
    """Delete readings until only ``share`` of them is left."""
    paths = sorted(Settings(data=data).folder.readings.rglob("*.gz"))
    for path in paths[int(share * len(paths)) :]:
        path.unlink()


def read_again(data: Path, is_from_scratch: bool) -> None:
    """Read again without publishing; print how many files were read and whether any row differs."""
    read: list[str] = []
    inner = Reader._read

    def counted(self: Reader, file: object) -> object:
        read.append("")
        return inner(self, file)  # type: ignore[arg-type]

    Reader._read = counted  # type: ignore[assignment, method-assign]
    differing: list[str] = []

    def look(rebuilt: Rebuilt) -> bool:
        differing.extend(table.table for table in rebuilt.differences.tables if not table.is_same)
        return False

    request = RereadRequest(is_dry_run=True, is_from_scratch=is_from_scratch)
    reextract(Settings(data=data, workers=1), Clock(now=lambda: LATER), request, look)
    print(len(read), ",".join(differing) or "none")


def measure(data: Path, way: str) -> tuple[float, float, str]:
    """Return the seconds, the CPU seconds and the answer of a rereading in a process of its own."""
    started = time.perf_counter()
    command = [sys.executable, "-m", "benchmarks.rereading", "--again", str(data), way]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert process.stdout is not None
    with process.stdout as said:
        answer = said.read().strip()
    _, status, usage = os.wait4(process.pid, 0)
    assert status == 0, f"reading again ended with {status}"
    return time.perf_counter() - started, usage.ru_utime + usage.ru_stime, answer


def main() -> int:
    copies = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    print(f"reading again what a night read, one worker ({describe_machine()})")
    is_right = True
    with tempfile.TemporaryDirectory() as folder:
        register = make(Path(folder), copies)
        register.night(FIRST_DAY)
        readings = open_readings(Settings(data=register.data).folder).size()
        archive = sum(
            path.stat().st_size for path in (register.data / "archive" / "objects").rglob("*") if path.is_file()
        )
        print(f"{readings.files} readings take {readings.bytes:,} bytes, their originals and pages {archive:,}")
        for name in ("full", "half", "empty"):
            leave(register.data, SHARES[name])
            for way in ("in place", "from scratch"):
                seconds, cpu_s, answer = measure(register.data, way)
                number, _, differing = answer.partition(" ")
                is_right &= differing == "none" and (name != "full" or number == "0")
                told = f"{number} files read, differing: {differing}"
                print(f"  {name:6} {way:12} {seconds:7.1f} s  CPU {cpu_s:7.1f} s  {told}")
    return 0 if is_right else 1


if __name__ == "__main__":
    if sys.argv[1:2] == ["--again"]:
        read_again(Path(sys.argv[2]), sys.argv[3] == "from scratch")
    else:
        sys.exit(main())
