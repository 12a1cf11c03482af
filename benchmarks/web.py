"""Measure the pages over a made warehouse of very many annexes: times with many requests at once, memory, publishes.

    python -m benchmarks.web [--annexes 1000000] [--requests 10000] [--at-once 20] [--publishes 20] [--data DIR]

The warehouse is that of ``benchmarks.as_of``; ``--data`` takes one that is published already. `kehtiv web` runs as a
process of its own. First each kind of page is asked alone, then all kinds mixed, while other files are put in the
place of the published one: a copy of it under the next name, which is what the server sees of a publish. The client
shares the processors with the server, so that its own work counts against the pages.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import httpx

from benchmarks.as_of import PER_DIRECTIVE, fill
from benchmarks.machine import describe_machine
from warehouse.connection import PUBLISHED_NAME, open_working
from warehouse.publish.publish import publish

WARM, PER_KIND = 20, 300
"""Requests of a kind that are not measured, and those that are."""
TIMEOUT_S = 60
SEED = 2026


def make_warehouse(data: Path, annexes: int) -> None:
    """Publish a made warehouse with half as many revocations as annexes."""
    with open_working(data) as w:
        fill(w, annexes, annexes // 2)
        publish(w, data)


def addresses(kind: str, annexes: int, number: int, seed: int) -> list[str]:
    """Return addresses of a kind of page, each about another act, post or day of the made warehouse."""
    rng = random.Random(f"{kind} {seed}")
    directives = annexes // PER_DIRECTIVE

    def one() -> str:
        act, tail = rng.randrange(directives), rng.randint(1, PER_DIRECTIVE)
        authority = f"asutus{chr(97 + act % 20)}amet"
        day = f"2026-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
        post = f"nõunik {act // 6 // 10 * 10 + tail}"
        return {
            "front": "/",
            "authorities": f"/asutused?paev={day}",
            "authority": f"/asutus/{authority}?paev={day}",
            "act": f"/kaskkiri/b/{act}?paev={day}",
            "annex": f"/kaskkiri/b/{act}/lisa/{tail}?paev={day}",
            "post": f"/koht/{authority}/-/nõunik {act // 60 * 10 + tail}?paev={day}",
            "place": f"/toend/{act}",
            "reference": f"/otsi?q={2020 + act % 5}/{act}",
            "words": f"/otsi?q={post}",
            "changes": f"/muudatused?alates={day}&kuni={day}",
            "doubts": f"/otsustamata?paev={day}",
            "coverage": "/katvus",
            "api status": f"/api/v1/status?ref=b/{act}&on={day}",
            "api in-force": f"/api/v1/in-force?on={day}&cursor=b/{act}",
            "health": "/tervis",
        }[kind]

    return [one() for _ in range(number)]


KINDS = (
    "front", "authorities", "authority", "act", "annex", "post", "reference", "words", "changes", "doubts", "coverage",
    "api status", "api in-force", "health",
)  # fmt: skip
EXPECTED = {"reference": (200, 303), "words": (200, 303), "post": (200, 404)}


class Load:
    """Asks addresses, so many at once. ``times`` are milliseconds by kind, ``failed`` the answers not expected."""

    def __init__(self, base: str, at_once: int) -> None:
        self.base, self.at_once = base, at_once
        self.times: dict[str, list[float]] = {}
        self.failed: list[str] = []

    async def ask_all(self, asked: Sequence[tuple[str, str]]) -> None:
        """Ask each address (kind, address) once."""
        waiting = iter(asked)
        limits = httpx.Limits(max_connections=self.at_once, max_keepalive_connections=self.at_once)
        async with httpx.AsyncClient(base_url=self.base, timeout=TIMEOUT_S, limits=limits) as client:
            await asyncio.gather(*(self._work(client, waiting) for _ in range(self.at_once)))

    async def _work(self, client: httpx.AsyncClient, waiting: object) -> None:
        for kind, address in waiting:  # type: ignore[attr-defined]
            started = time.perf_counter()
            try:
                answer = await client.get(address)
                status, said = answer.status_code, " ".join(re.sub("<[^>]*>", " ", answer.text).split())[200:400]
            except httpx.HTTPError as error:
                status, said = type(error).__name__, str(error)  # type: ignore[assignment]
            self.times.setdefault(kind, []).append((time.perf_counter() - started) * 1000)
            if status not in EXPECTED.get(kind, (200,)):
                self.failed.append(f"{status} {address}: {said}")


def put_next(data: Path) -> None:
    """Put a copy of the published file in its place under another name, and delete the old one."""
    link = data / PUBLISHED_NAME
    old = link.resolve()
    new = data / f"warehouse-{time.time_ns()}.duckdb"
    shutil.copyfile(old, new)
    fresh = data / ".next"
    fresh.symlink_to(new.name)
    fresh.replace(link)
    old.unlink()


async def mixed(load: Load, data: Path, annexes: int, requests: int, publishes: int) -> None:
    """Ask all kinds mixed, and replace the published file so many times meanwhile."""
    asked = [
        (kind, address)
        for kind in KINDS
        for address in addresses(kind, annexes, max(1, requests // len(KINDS)), seed=2)
    ]
    random.Random(SEED).shuffle(asked)
    share = max(1, len(asked) // (publishes + 1))
    for begin in range(0, len(asked), share):
        put = asyncio.to_thread(put_next, data) if begin and publishes else asyncio.sleep(0)
        await asyncio.gather(load.ask_all(asked[begin : begin + share]), put)


def memory_mib(process: int, field: str) -> float:
    """Return a figure of /proc/PID/status in MiB: VmRSS now, VmHWM at the most."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith(field)) / 1024


def report(load: Load) -> None:
    """Print median and 99th percentile of each kind in milliseconds."""
    for kind, times in load.times.items():
        p99 = statistics.quantiles(times, n=100)[98] if len(times) > 1 else times[0]
        print(f"  {kind:14} {len(times):6} requests  median {statistics.median(times):8.1f} ms  p99 {p99:8.1f} ms")
    print(f"  not answered as expected: {len(load.failed)} {load.failed[:3]}")


def measure(data: Path, wanted: argparse.Namespace) -> None:
    """Start `kehtiv web` over a data folder and ask it."""
    command = [str(Path(sys.executable).with_name("kehtiv")), "web", "--port", "0", "--data", str(data)]
    # A line of the log is written for each request: into a file, since a pipe that nobody reads would stop the server.
    with tempfile.NamedTemporaryFile("r") as log, subprocess.Popen(command, stderr=Path(log.name).open("w")) as server:
        try:
            while " on http" not in (said := Path(log.name).read_text(encoding="utf-8")):
                time.sleep(0.1)
            base = said.split(" on ")[1].split("/ ")[0]
            kinds = wanted.kind or KINDS
            alone = Load(base, wanted.at_once)
            for kind in kinds:
                asyncio.run(Load(base, 1).ask_all([(kind, one) for one in addresses(kind, wanted.annexes, WARM, 0)]))
                asked = [(kind, one) for one in addresses(kind, wanted.annexes, wanted.per_kind, seed=1)]
                asyncio.run(alone.ask_all(asked))
            print(f"each kind alone, {wanted.at_once} at once (memory {memory_mib(server.pid, 'VmRSS'):.0f} MiB)")
            report(alone)
            if wanted.requests:
                together = Load(base, wanted.at_once)
                asyncio.run(mixed(together, data, wanted.annexes, wanted.requests, wanted.publishes))
                print(f"all kinds mixed, {wanted.at_once} at once, {wanted.publishes} publishes meanwhile")
                report(together)
            resident, most = memory_mib(server.pid, "VmRSS"), memory_mib(server.pid, "VmHWM")
            print(f"memory of the server: {resident:.0f} MiB at the end, {most:.0f} MiB at the most")
        finally:
            server.terminate()


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--annexes", type=int, default=1_000_000)
    parser.add_argument("--requests", type=int, default=10_000)
    parser.add_argument("--per-kind", type=int, default=PER_KIND)
    parser.add_argument("--at-once", type=int, default=20)
    parser.add_argument("--publishes", type=int, default=20)
    parser.add_argument("--kind", action="append", choices=KINDS, help="only this kind of page (may be repeated)")
    parser.add_argument("--data", type=Path, help="a data folder with a published warehouse of that many annexes")
    wanted = parser.parse_args()
    print(f"pages over {wanted.annexes:,} annexes ({describe_machine()})", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        data = wanted.data or Path(folder)
        if wanted.data is None:
            make_warehouse(data, wanted.annexes)
        measure(data, wanted)


if __name__ == "__main__":
    main()
