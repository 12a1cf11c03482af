"""Serve the pages on loopback in a thread, start Debian's Chromium, and name an address of each kind of page."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from playwright.sync_api import Browser, sync_playwright

from flows.clock import Clock
from flows.web.app import Choices, create_app

WIDE, PHONE = 1100, 390
"""Widths in CSS pixels: a desktop window, and a phone held upright."""
HEIGHT = 900
START_S = 30
# Root may not run Chromium's sandbox, and without the rest it looks for its maker's hosts at every start.
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip

# One address of each kind of page over the bundled register; flows/sample/README.md says what is right there.
PAGES = {
    "front": "/",
    "authorities": "/asutused",
    "authority": "/asutus/näidisamet",
    "unit": "/asutus/näidisamet/teabeosakond",
    "act": "/kaskkiri/sample/710188",
    "act-not-yet": "/kaskkiri/sample/740289",
    "annex": "/kaskkiri/sample/710188/lisa/1",
    "annex-ended": "/kaskkiri/sample/700110/lisa/1?teada=2026-11-22",
    "post": "/koht/näidisamet/nõustamisosakond, nõustamistalitus/nõustamistalituse juhataja?paev=2023-05-01",
    "extract": "/valjavote/kaskkiri/sample/700110/lisa/1?paev=2023-04-03&teada=2026-11-22",
    "comparison": "/vordlus?vana=sample/700110%231&uus=sample/710188%231",
    "structure": "/struktuur/näidisamet",
    "tree": "/struktuur/näidisamet/järelevalveosakond?paev=2023-05-01",
    "place": "/toend/ac4cfd-6b5a17eb2f",
    "search": "/otsi?q=nõustaja",
    "search-similar": "/otsi?q=15.02.2022 nr 5",
    "search-empty": "/otsi",
    "changes": "/muudatused?alates=2023-01-01&kuni=2023-12-31",
    "changes-learned": "/muudatused?jargi=teada",
    "doubts": "/otsustamata?paev=2024-01-01",
    "coverage": "/katvus",
    "about": "/teave",
    "dictionary": "/teave/andmed",
    "dictionary-table": "/teave/andmed/annexes",
    "sql": "/sql?nimi=chain&title=nõustaja&vorm=leht",
    "sql-wrong": "/sql?q=SELECT",
    "refusal": "/kaskkiri/sample/1",
    "closed": "/kaskkiri/sample/730161",
    "annex-en": "/kaskkiri/sample/710188/lisa/1?keel=en",
}


def chromium() -> str | None:
    """Return the path of Chromium; ``None`` where it is not installed."""
    return shutil.which("chromium")


@contextmanager
def started_browser(path: str) -> Iterator[Browser]:
    """Yield a Chromium without a window, closed at the end."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def served(data: Path, clock: Clock, rulings_by: str | None = None) -> Iterator[str]:
    """Yield the base URL of the pages over a data folder, answered by a thread of this process on a free port."""
    app = create_app(data, Choices(rulings_by=rulings_by), clock)
    config = uvicorn.Config(app, port=0, log_config=None, access_log=False, ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, name="kehtiv-web")
    thread.start()
    try:
        yield f"http://127.0.0.1:{_port_of(server, thread)}"
    finally:
        server.should_exit = True
        thread.join()


def _port_of(server: uvicorn.Server, thread: threading.Thread) -> int:
    until = time.monotonic() + START_S
    while not server.started:
        if not thread.is_alive() or time.monotonic() > until:
            raise TimeoutError(f"the pages were not answered within {START_S} s")
        time.sleep(0.02)
    port: int = server.servers[0].sockets[0].getsockname()[1]
    return port
