"""Publish a made warehouse and ask it, measured: processor time of all threads, memory, each step of the publish."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from benchmarks.peak_memory import forget_peak, peak_mib
from warehouse.connection import OFFLINE, PUBLISHED_NAME, Warehouse, open_working
from warehouse.publish import derive, index, inside
from warehouse.publish.publish import publish
from warehouse.sources import SQL_FOLDER

RUNS = 7
LONGEST = 20
_WRITES = ("step", "add_to_step", "table", "add_to_table", "drop")


@dataclass(frozen=True)
class Step:
    """A step: the table that it writes, of which part of the publish it is, its processor seconds and its peak."""

    table: str
    part: str
    seconds: float
    peak_mib: float


@contextmanager
def measured_publish() -> Iterator[list[Step]]:
    """Have the steps of a publish measured; the list gets them.

    Part ``index`` is that of searches, ``versions`` that of posts, ``answers`` what is told of acts, ``rest`` all the
    others. Words are looked up between two steps of the index and count with the second.
    """
    steps: list[Step] = []
    versions = {path.stem for path in (SQL_FOLDER / "views" / "posts").glob("*.sql")}
    write, writes = derive._write, {name: getattr(index.Writing, name) for name in _WRITES}
    write_answer = inside.write
    ended = time.process_time()

    def measure(table: str, part: str, run: Callable[[], None], since: float) -> None:
        nonlocal ended
        forget_peak()
        run()
        ended = time.process_time()
        steps.append(Step(table, part, ended - since, peak_mib()))

    def view(con: Any, together: list[Any], pace: Any, *, adds: bool) -> None:
        names = [view.name for view in together]
        part = "versions" if set(names) <= versions else "rest"
        measure(", ".join(names), part, lambda: write(con, together, pace, adds=adds), time.process_time())

    def answer(con: Any, source: Any, pace: Any) -> None:
        measure(source.name, "answers", lambda: write_answer(con, source, pace), time.process_time())

    def of_index(name: str) -> Callable[..., None]:
        def written(self: Any, *given: Any) -> None:
            measure(f"{given[0]} ({name})", "index", lambda: writes[name](self, *given), ended)

        return written

    derive._write = view
    inside.write = answer
    for name in _WRITES:
        setattr(index.Writing, name, of_index(name))
    try:
        yield steps
    finally:
        derive._write = write
        inside.write = write_answer
        for name, written in writes.items():
            setattr(index.Writing, name, written)


def print_steps(steps: Sequence[Step], *, longest: bool) -> None:
    """Print what each part took, and with ``longest`` the steps that took most."""
    for part in ("rest", "versions", "answers", "index"):
        those = [step for step in steps if step.part == part]
        peak = max((step.peak_mib for step in those), default=0)
        print(f"  {part:24} {sum(step.seconds for step in those):8.1f} s of CPU, {peak:6.0f} MiB at the most")
    for step in sorted(steps, key=lambda step: -step.seconds)[:LONGEST] if longest else ():
        print(f"    {step.table:60} {step.seconds:8.1f} s of CPU, {step.peak_mib:6.0f} MiB")


@dataclass(frozen=True)
class Answered:
    """How long an answer takes, in milliseconds: medians of the time that passes and of the processors'."""

    wall_ms: float
    cpu_ms: float
    rows: int


def answered(con: duckdb.DuckDBPyConnection, sql: str, values: Sequence[object] = (), runs: int = RUNS) -> Answered:
    """Ask for an answer as an Arrow table, so many times, by both clocks at once."""
    walls, cpus, rows = [], [], 0
    for _ in range(runs):
        wall, cpu = time.perf_counter(), time.process_time()
        rows = con.execute(sql, list(values)).to_arrow_table().num_rows
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    return Answered(statistics.median(walls) * 1000, statistics.median(cpus) * 1000, rows)


@contextmanager
def opened_on_one_thread(data: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Yield the published file of a folder, read-only; `open_published` uses all processors."""
    path = (data / PUBLISHED_NAME).resolve()
    with duckdb.connect(str(path), read_only=True, config={**OFFLINE, "threads": "1"}) as con:
        con.execute("SET TimeZone = 'UTC'")
        yield con


@contextmanager
def kept_folder(data: Path | None) -> Iterator[Path]:
    """Yield the folder in which the warehouse is kept, else one that is deleted afterwards."""
    if data is not None:
        yield data
        return
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


def publish_measured(data: Path, fill_it: Callable[[Warehouse], None], *, longest: bool) -> None:
    """Fill a working file and publish it, and print what that takes; nothing where ``data`` has a published file."""
    if (data / PUBLISHED_NAME).exists():
        return
    with open_working(data) as w, measured_publish() as steps:
        fill_it(w)
        before, started, used = peak_mib(), time.perf_counter(), time.process_time()
        path = publish(w, data)
        took = f"{time.perf_counter() - started:8.1f} s; CPU {time.process_time() - used:.1f} s"
        print(f"publish                    {took}; file {path.stat().st_size / 2**20:.0f} MiB")
        print(f"peak memory                {max(step.peak_mib for step in steps):8.0f} MiB (before {before:.0f})")
        print_steps(steps, longest=longest)
