"""Measure the pages: times with many requests at once, memory, publishes meanwhile; beside them Datasette.

    python -m benchmarks.web [--annexes 50000] [--data DIR]… [--seeds DIR] [--requests 10000] [--at-once 20]

Over the sample register (unless ``--without-sample``), over saved files (``--seeds``), and over a made warehouse (that
of ``benchmarks.as_of``; ``--data`` takes folders that are published already, in its place). `kehtiv web` runs as a
process of its own. The addresses are those of ``benchmarks.web_addresses``. First as people ask: the kinds in their
shares, the addresses of a kind by Zipf's law, so many at once, in as many bursts as there are publishes. In the middle
of each burst another file is put in the place of the published one, which is what the server sees of a publish; after
each it has ``--pause`` seconds without a request (in life, a night). Then as a crawler asks: over a large warehouse
nearly all addresses are different, one publish follows another without a pause, and what was asked for the first time
since the last one stands apart from what was asked again. Then the same kind of load over a hundred addresses, which
are answered from memory. The client shares the processors with the server, so that its own work counts against the
pages. A load ends after ``--longest`` seconds, shared evenly among the times between publishes, however many requests
are left; the number that was asked is printed.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.as_of import fill
from benchmarks.machine import describe_machine
from benchmarks.web_addresses import PEOPLE, Subjects, mixed, read_subjects
from benchmarks.web_datasette import asked_of_datasette, install, served, write_sqlite
from benchmarks.web_load import Load, memory_mib
from tests.patience import worked_s
from warehouse.connection import PUBLISHED_NAME, open_working
from warehouse.durable import lead
from warehouse.publish.files import KEPT
from warehouse.publish.publish import publish

FROM_MEMORY = "from memory"
BEGUN, HOT = 100, 100
"""Requests before the measured ones; addresses that are asked again and again for the figures from memory."""
CRAWLED = 5
"""A crawler's load and that from memory have this part of the requests and of the publishes."""


def make_warehouse(data: Path, annexes: int) -> None:
    """Publish a made warehouse with half as many revocations as annexes."""
    with open_working(data) as w:
        fill(w, annexes, annexes // 2)
        publish(w, data)


def kehtiv(*words: object) -> list[str]:
    """Return the command of kehtiv in this environment."""
    return [sys.executable, "-m", "kehtiv", *map(str, words)]


@contextmanager
def answering(data: Path) -> Iterator[tuple[int, int]]:
    """Yield the process and the port of `kehtiv web` over a data folder."""
    # A line of the log is written for each request: into a file, since a pipe that nobody reads would stop the server.
    command = kehtiv("web", "--port", 0, "--data", data)
    with tempfile.TemporaryFile("w+") as log, subprocess.Popen(command, stderr=log) as server:
        try:
            while " on http" not in (said := _content(log.fileno())):
                if server.poll() is not None:
                    sys.exit(f"kehtiv web ended: {said}")
                time.sleep(0.1)
            yield server.pid, int(said.split("http://")[1].split("/")[0].rpartition(":")[2])
        finally:
            server.terminate()


def _content(file: int) -> str:
    return os.pread(file, 4096, 0).decode(errors="replace")


def put_next(data: Path) -> None:
    """Put the published file in its own place under another name: another version, with nothing of it in memory.

    As after a publish without a withdrawal, the files before it stay, three in all. The server closes those itself.
    """
    old = (data / PUBLISHED_NAME).resolve()
    new = data / f"warehouse-{time.time_ns()}.duckdb"
    os.link(old, new)
    lead(data / PUBLISHED_NAME, new)
    for earlier in sorted(data.glob("warehouse-*.duckdb"))[:-KEPT]:
        earlier.unlink()


async def ask_in_bursts(
    load: Load, data: Path, asked: Sequence[tuple[str, str]], bursts: int, longest_s: float, pause_s: float
) -> None:
    """Ask all addresses in bursts, each with a publish in its middle and a pause behind it."""
    share = -(-len(asked) // bursts)
    for begin in range(0, len(asked), share):
        burst = asked[begin : begin + share]
        await load.ask_all(burst, longest_s / bursts, lambda: put_next(data))
        await asyncio.sleep(pause_s)


async def ask_while_publishing(
    load: Load, data: Path, asked: Sequence[tuple[str, str]], publishes: int, longest_s: float
) -> int:
    """Ask all addresses; replace the published file so many times meanwhile. Return how many times it was."""
    share, longest_s = max(1, len(asked) // (publishes + 1)), longest_s / (publishes + 1)
    put = 0
    for begin in range(0, len(asked), share):
        if begin and put < publishes:
            put_next(data)
            load.forget()
            put += 1
        await load.ask_all(asked[begin : begin + share], longest_s)
    return put


def measure(name: str, data: Path, subjects: Subjects, wanted: argparse.Namespace) -> None:
    """Start `kehtiv web` over a data folder and ask it, first different addresses, then the same again and again."""
    with answering(data) as (process, port):
        asyncio.run(Load(port, wanted.at_once).ask_all(mixed(subjects, BEGUN, seed=0), wanted.longest))
        load, used = Load(port, wanted.at_once), worked_s(process)
        people, bursts = mixed(subjects, wanted.requests, seed=3, habits=PEOPLE), max(1, wanted.publishes)
        asyncio.run(ask_in_bursts(load, data, people, bursts, wanted.longest, wanted.pause))
        print(f"{name}, as people ask: {wanted.at_once} at once, {bursts} publishes meanwhile")
        load.report(worked_s(process) - used, "at all")
        number = wanted.requests // CRAWLED
        for title, asked, publishes in (
            ("different addresses", mixed(subjects, number, seed=1), wanted.publishes // CRAWLED),
            (FROM_MEMORY, _again(mixed(subjects, HOT, seed=2), number), 0),
        ):
            load = Load(port, wanted.at_once)
            if title == FROM_MEMORY:
                asyncio.run(load.prepare(list(dict.fromkeys(asked))))
            used = worked_s(process)
            put = asyncio.run(ask_while_publishing(load, data, asked, publishes, wanted.longest))
            print(f"{name}, {title}: {wanted.at_once} at once, {put} publishes meanwhile")
            load.report(worked_s(process) - used, "since a publish")
        most = memory_mib(process, "VmHWM")
        print(f"  memory of the server: {memory_mib(process, 'VmRSS'):.0f} MiB, {most:.0f} MiB at the most", flush=True)


def _again(asked: Sequence[tuple[str, str]], number: int) -> list[tuple[str, str]]:
    rng = random.Random(number)
    return [*asked, *(rng.choice(asked) for _ in range(number - len(asked)))]


def measure_datasette(name: str, data: Path, subjects: Subjects, folder: Path, wanted: argparse.Namespace) -> None:
    """Ask Datasette over the same rows, with the same client."""
    file = folder / "rows.db"
    file.unlink(missing_ok=True)
    write_sqlite(data, file)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with served(install(wanted.environment or folder / "datasette"), file, port) as process:
        asyncio.run(Load(port, wanted.at_once).ask_all(asked_of_datasette(subjects, "rows", BEGUN, seed=0)))
        load, used = Load(port, wanted.at_once), worked_s(process)
        asked = asked_of_datasette(subjects, "rows", wanted.requests // CRAWLED, seed=1)
        asyncio.run(load.ask_all(asked, wanted.longest / 2))
        print(f"{name}, Datasette over SQLite, a table a page: {wanted.at_once} at once, no publishes")
        load.report(worked_s(process) - used, "at all")
        print(f"  memory of the server: {memory_mib(process, 'VmHWM'):.0f} MiB at the most", flush=True)


def data_folders(folder: Path, wanted: argparse.Namespace) -> Iterator[tuple[str, Path]]:
    """Yield each warehouse that is asked, by its name."""
    if not wanted.without_sample:
        sample = folder / "sample"
        subprocess.run(kehtiv("ingest", "--plain", "--data", sample), check=True, capture_output=True)
        yield "sample register", sample
    if wanted.seeds is not None:
        seeds = folder / "seeds"
        subprocess.run(
            kehtiv("add", *sorted(wanted.seeds.iterdir()), "--data", seeds), capture_output=True, check=False
        )
        yield "saved files", seeds
    if not wanted.data:
        made = folder / "made"
        make_warehouse(made, wanted.annexes)
        yield f"{wanted.annexes:,} annexes made", made
    for given in wanted.data:
        yield given.name, _aside(given, folder / f"aside-{given.name}")


def _aside(given: Path, aside: Path) -> Path:
    """Return a folder with the same published file, so that the given one stays as it is."""
    published = (given / PUBLISHED_NAME).resolve()
    aside.mkdir()
    try:
        os.link(published, aside / published.name)
    except OSError:  # on another disk
        shutil.copyfile(published, aside / published.name)
    (aside / PUBLISHED_NAME).symlink_to(published.name)
    return aside


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--annexes", type=int, default=50_000, help="annexes of the made warehouse")
    parser.add_argument("--requests", type=int, default=10_000, help="addresses that are asked as people ask")
    parser.add_argument("--at-once", type=int, default=20, help="requests at the same time")
    parser.add_argument("--publishes", type=int, default=20, help="publishes meanwhile")
    parser.add_argument("--longest", type=float, default=80, help="seconds of one load; half of them for Datasette's")
    parser.add_argument("--pause", type=float, default=8, help="seconds without a request after each burst")
    parser.add_argument("--seeds", type=Path, help="a folder of saved files")
    parser.add_argument(
        "--data", type=Path, action="append", default=[], help="a data folder that is published already"
    )
    parser.add_argument("--environment", type=Path, help="where Datasette is or is to be installed; else made anew")
    parser.add_argument("--without-datasette", action="store_true", help="do not measure Datasette beside it")
    parser.add_argument("--without-sample", action="store_true", help="do not ask over the sample register")
    wanted = parser.parse_args()
    print(f"pages ({describe_machine()})", flush=True)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for name, data in data_folders(folder, wanted):
            subjects = read_subjects(data)
            measure(name, data, subjects, wanted)
            if not wanted.without_datasette:
                measure_datasette(name, data, subjects, folder, wanted)


if __name__ == "__main__":
    main()
