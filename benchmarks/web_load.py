"""Ask a server on loopback many addresses at once over kept connections, at little cost of the client's own.

A client of a library takes about as long over a request as the server over a page that it has; it would be measured
with it, since both share the processors.
"""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

TIMEOUT_S = 120
EXPECTED = {
    "reference": (200, 303), "words": (200, 303), "post": (200, 404), "act": (200, 451), "annex": (200, 451),
    "place": (200, 451), "api status": (200, 451),
}  # fmt: skip
"""Answers that are right for a kind of page, where they are not 200 alone: some acts are restricted or withdrawn."""


class Load:
    """What was asked of a server. ``times`` are milliseconds by kind, ``failed`` the answers not expected.

    ``forget`` says that the server has no page in memory any more; what is asked after it is asked for the first time.
    """

    def __init__(self, port: int, at_once: int) -> None:
        self.port, self.at_once = port, at_once
        self.times: dict[str, list[float]] = {}
        self.failed: list[str] = []
        self.first: list[float] = []
        self.again: list[float] = []
        self.passed_s = 0.0
        self._addresses: set[str] = set()
        self._known: set[str] = set()

    def forget(self) -> None:
        self._known.clear()

    async def prepare(self, asked: Sequence[tuple[str, str]]) -> None:
        """Ask each address once without measuring, so that the server has it in memory."""
        before = Load(self.port, self.at_once)
        await before.ask_all(asked)
        self._known = before._known

    async def ask_all(
        self,
        asked: Sequence[tuple[str, str]],
        longest_s: float = float("inf"),
        meanwhile: Callable[[], object] | None = None,
    ) -> None:
        """Ask each address (kind, address) once, so many at once; begin none any more after ``longest_s``.

        ``meanwhile`` is called once half of them are being asked.
        """
        started = time.perf_counter()
        waiting = iter(asked)
        if meanwhile is not None:
            waiting = _called_at(len(asked) // 2, asked, meanwhile)
        await asyncio.gather(*(self._work(waiting, started + longest_s) for _ in range(self.at_once)))
        self.passed_s += time.perf_counter() - started

    async def _work(self, waiting: Iterator[tuple[str, str]], until: float) -> None:
        streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        for kind, address in waiting:
            started = time.perf_counter()
            if started > until:
                break
            times = self.again if address in self._known else self.first
            self._known.add(address)
            self._addresses.add(address)
            try:
                streams = streams or await asyncio.open_connection("127.0.0.1", self.port, limit=2**24)
                status, is_open = await asyncio.wait_for(_ask(*streams, address, self.port), TIMEOUT_S)
                said = str(status)
            except (OSError, EOFError, ValueError, TimeoutError) as error:
                status, is_open, said = 0, False, f"{type(error).__name__} {error}"
            times.append((time.perf_counter() - started) * 1000)
            self.times.setdefault(kind, []).append(times[-1])
            if status not in EXPECTED.get(kind, (200,)):
                self.failed.append(f"{said} {address}")
            if not is_open and streams is not None:
                streams[1].close()
                streams = None
        if streams is not None:
            streams[1].close()

    def report(self, server_cpu_s: float, first: str) -> None:
        """Print median and 99th percentile over all and of each kind, the CPU of the server, and what failed.

        ``first`` says since when the first time is the first.
        """
        every = [*self.first, *self.again]
        number = max(1, len(every))
        print(
            f"  {number:,} requests in {self.passed_s:.0f} s, {len(self._addresses):,} addresses, "
            f"{len(self.first) / number:.0%} for the first time {first}; "
            f"CPU of the server {server_cpu_s * 1000 / number:.1f} ms a request"
        )
        told = {"ALL": every, "first time": self.first, "again": self.again, **self.times}
        for kind, times in told.items():
            if not times:
                continue
            p99 = statistics.quantiles(times, n=100)[98] if len(times) > 1 else times[0]
            print(f"  {kind:14} {len(times):6}  median {statistics.median(times):8.1f} ms  p99 {p99:8.1f} ms")
        print(f"  not answered as expected: {len(self.failed)} {self.failed[:3] or ''}", flush=True)


def _called_at(turn: int, asked: Sequence[tuple[str, str]], call: Callable[[], object]) -> Iterator[tuple[str, str]]:
    for number, one in enumerate(asked):
        if number == turn:
            call()
        yield one


async def _ask(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, address: str, port: int) -> tuple[int, bool]:
    """Return the status of an answer that was read whole, and whether the connection stays open."""
    writer.write(f"GET {address} HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\n\r\n".encode())
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    status = int(head[9:12])
    fields = dict(line.partition(":")[::2] for line in head.split("\r\n")[1:] if line)
    if fields.get("transfer-encoding", "").strip() == "chunked":
        while size := int(await reader.readuntil(b"\r\n"), 16):
            await reader.readexactly(size + 2)
        await reader.readexactly(2)
    else:
        await reader.readexactly(int(fields.get("content-length", "0")))
    return status, fields.get("connection", "").strip() != "close"


def memory_mib(process: int, field: str) -> float:
    """Return a figure of /proc/PID/status in MiB: VmRSS now, VmHWM at the most."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith(field)) / 1024
