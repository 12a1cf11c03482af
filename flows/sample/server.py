"""Serve the bundled sample register on loopback like the ADR platform, with faults on request and a request log.

    with SampleRegister() as register:
        register.base_url      # http://127.0.0.1:PORT/naidis/

``python -m flows.sample.server --port 8000`` serves it until it is interrupted.
"""

from __future__ import annotations

import argparse
import threading
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import TracebackType

from flows.sample.aggregator_api import AggregatorRules, BothPlatforms
from flows.sample.catalogue import DOCUMENTS, LAST_DAY, Catalogue, load_catalogue
from flows.sample.faults import Faults
from flows.sample.sending import Server
from flows.sample.traffic import LoggedRequest, Traffic


class SampleRegister:
    """A context manager that runs a register in daemon threads of this process.

    ``visible_on`` may be set while it runs, so that two nights see one register at one address.
    """

    def __init__(
        self,
        documents: Path = DOCUMENTS,
        *,
        catalogue: Catalogue | None = None,
        faults: Faults | None = None,
        visible_on: date | None = None,
        crawl_delay: float | None = None,
        port: int = 0,
        clock: Callable[[], float] = time.monotonic,
        rules: AggregatorRules | None = None,
    ) -> None:
        robots = "User-agent: *\nAllow: /\n" + (f"Crawl-delay: {crawl_delay:g}\n" if crawl_delay is not None else "")
        self.answers = BothPlatforms(
            catalogue or load_catalogue(documents),
            documents,
            visible_on=visible_on or LAST_DAY,
            robots=robots,
            rules=rules,
        )
        self.faults = faults or Faults()
        self.traffic = Traffic(clock)
        self.errors: list[BaseException] = []
        self._stopping = threading.Event()
        self._port = port
        self._server: Server | None = None
        self._thread: threading.Thread | None = None

    @property
    def visible_on(self) -> date:
        return self.answers.visible_on

    @visible_on.setter
    def visible_on(self, day: date) -> None:
        self.answers.visible_on = day

    @property
    def host_url(self) -> str:
        if self._server is None:
            raise RuntimeError("the sample register is not running: use it in a with statement")
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def base_url(self) -> str:
        """Return the authority's address with a final slash, as in a register list."""
        return f"{self.host_url}/{self.answers.catalogue.code}/"

    @property
    def api_url(self) -> str:
        """Return the address of the aggregator's interface, which shows the same documents."""
        return f"{self.host_url}/api/"

    @property
    def log(self) -> list[LoggedRequest]:
        """Return the requests in the order in which they arrived."""
        return self.traffic.log

    @property
    def max_in_flight(self) -> int:
        """Return the largest number of requests answered at the same time."""
        return self.traffic.max_in_flight

    @property
    def max_connections(self) -> int:
        """Return the largest number of connections open at the same time."""
        return self.traffic.max_connections

    def __enter__(self) -> SampleRegister:
        self._stopping.clear()
        self._server = Server(self, self._port)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._server is not None
        assert self._thread is not None
        self._stopping.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
        self.traffic.close_connections()
        self._server = None
        if self.errors and error is None:
            raise RuntimeError("the sample register broke while answering") from self.errors[0]

    def wait_for_requests(self, count: int, timeout: float = 60.0) -> bool:
        """Wait until ``count`` requests have arrived. Return ``False`` if they have not within ``timeout`` seconds."""
        return self.traffic.wait_for_requests(count, timeout)

    def pause(self, seconds: float) -> None:
        """Wait, but not past the end of the register."""
        self._stopping.wait(seconds)


def main() -> None:
    parser = argparse.ArgumentParser(description="Serve the bundled sample register on loopback until interrupted.")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--day", type=date.fromisoformat, default=LAST_DAY, help="the register's today (ISO)")
    arguments = parser.parse_args()
    with SampleRegister(port=arguments.port, visible_on=arguments.day) as register:
        print(register.base_url, flush=True)
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            print("stopped")


if __name__ == "__main__":
    main()
