"""Be a reader: belong to a scheduler until it goes or a signal comes (`kehtiv reader`).

The Dask worker of this process reads no file: guarded processes do (``flows.reading.worker_process``), so that a
hostile file ends none but its own.
"""

from __future__ import annotations

import asyncio
import os
import socket
import tempfile
import threading
from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from flows.reading.spread.abilities import SAYS, resources_of
from flows.reading.spread.address import SchedulerAddress
from flows.reading.spread.dask import load_security
from flows.reading.spread.errand import open_workplace
from flows.reading.spread.errors import ReadersFailed, ReadersLost
from flows.reading.spread.workplace import Workplace

if TYPE_CHECKING:
    from distributed import Security, Worker

QUIET: dict[str, Any] = {
    "distributed.worker.profile.enabled": False,
    "distributed.admin.tick.interval": "500ms",
    "distributed.admin.tick.cycle": "2s",
    "distributed.admin.system-monitor.interval": "5s",
}
"""Dask watches itself a hundred times a second, which takes a fortieth of a core from reading."""
_END_S = 30.0
"""Seconds for the worker to take its leave when this process is to end."""


def default_name() -> str:
    """Return a name that no other reader of a scheduler has."""
    return f"{socket.gethostname()}-{os.getpid()}"


def serve(
    place: Workplace, address: SchedulerAddress, threads: int, say: Callable[[str], object], check: Callable[[], object]
) -> None:
    """Read for the scheduler at ``address`` until it goes, which raises ``ReadersLost``, or ``check`` raises.

    Wait for the scheduler where it is not there yet. Raise ``ReadersFailed`` without Dask, ``BadAddress`` where TLS is
    wanted.
    """
    security, has_tls = load_security("worker")
    reached = address.reached(has_tls=has_tls)
    open_workplace(place)
    serving = _Serving(place, reached, security, threads, say, is_here=address.is_here)
    thread = threading.Thread(target=serving.run, name="kehtiv-reader", daemon=True)
    thread.start()
    try:
        while thread.is_alive():
            thread.join(0.2)
            check()
    finally:
        place.close()
        serving.end()
        thread.join(_END_S)
    if serving.error is not None:
        raise ReadersFailed(f"this reader cannot serve {address.told}: {serving.error}") from serving.error
    raise ReadersLost(f"the scheduler at {address.told} is gone")


class _Serving:
    """The Dask worker, in a thread of its own: the main thread waits for signals."""

    def __init__(
        self,
        place: Workplace,
        address: str,
        security: Security,
        threads: int,
        say: Callable[[str], object],
        *,
        is_here: bool,
    ) -> None:
        self._place = place
        self._address = address
        self._security = security
        self._threads = threads
        self._say = say
        self._is_here = is_here
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Task[None] | None = None
        self.error: Exception | None = None

    def run(self) -> None:
        """Serve until the worker is closed, by its scheduler or by ``end``."""
        try:
            with tempfile.TemporaryDirectory(prefix="kehtiv-reader-", ignore_cleanup_errors=True) as folder:
                import dask

                with dask.config.set(QUIET):
                    asyncio.run(self._serve(folder))
        except asyncio.CancelledError:
            pass
        except Exception as error:  # whatever Dask raises: told to the operator by the main thread
            self.error = error

    def end(self) -> None:
        """Have the worker take its leave."""
        if self._loop is not None and self._task is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._task.cancel)

    async def _serve(self, folder: str) -> None:
        self._loop, self._task = asyncio.get_running_loop(), asyncio.current_task()
        worker = self._worker(folder)
        try:
            await worker
            able = self._place.abilities
            self._say(
                f"reader {self._place.name} reads for {self._address}, {self._threads} at once: readers {able.version},"
                f" {able.ocr or 'no OCR'}, {able.office or 'no LibreOffice'}"
            )
            await worker.finished()
        finally:
            await worker.close(timeout=_END_S / 3, executor_wait=False)

    def _worker(self, folder: str) -> Worker:
        from distributed import Worker

        place = self._place
        return Worker(
            self._address,
            nthreads=self._threads,
            name=place.name,
            resources=resources_of(place.abilities, self._threads),
            startup_information={SAYS: lambda worker: asdict(place.abilities)},
            security=self._security,
            host="127.0.0.1" if self._is_here and self._address.startswith("tcp://") else None,
            dashboard_address="127.0.0.1:0",
            local_directory=folder,
            memory_limit=0,
        )
