"""The application over the sample night, asked in this process."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from playwright.sync_api import Browser

from benchmarks.web_site import chromium, served, started_browser
from flows.run.summary import Summary
from flows.web import asking
from flows.web.app import Choices, create_app
from flows.web.render import render
from tests.flows.conftest import clock_at

if TYPE_CHECKING:
    from tests.flows.web.watched import Watched

TODAY = datetime(2026, 11, 29, 10, 0, tzinfo=UTC)


@dataclass
class Site:
    """An application; ``get`` asks it as a browser would, without following redirects."""

    data: Path
    now: datetime = TODAY
    host: str = "localhost"
    choices: Choices | None = None

    def __post_init__(self) -> None:
        self.app = create_app(self.data, self.choices, clock_at(self.now))

    def ask(self, method: str, path: str, headers: dict[str, str] | None = None) -> httpx.Response:
        async def once() -> httpx.Response:
            transport = httpx.ASGITransport(app=self.app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url=f"http://{self.host}") as client:
                return await client.request(method, path, headers=headers)

        return asyncio.run(once())

    def get(self, path: str, headers: dict[str, str] | None = None) -> httpx.Response:
        return self.ask("GET", path, headers)


@pytest.fixture(scope="session")
def site(sample_night: tuple[Path, Summary]) -> Site:
    return Site(sample_night[0])


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The templates that were rendered, in order."""
    seen: list[str] = []

    def counted(template: str, language: str, values: Any) -> str:
        seen.append(template)
        return render(template, language, values)

    monkeypatch.setattr(asking, "render", counted)
    return seen


@pytest.fixture(scope="module")
def base(sample_night: tuple[Path, Summary]) -> Iterator[str]:
    """The base URL at which a thread of this process answers over the sample night."""
    with served(sample_night[0], clock_at(TODAY)) as url:
        yield url


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A Chromium, closed after each module: as long as it is open, its event loop lets no test run one of its own."""
    path = chromium()
    if path is None:
        pytest.skip("needs Chromium (Debian: apt install chromium)")
    with started_browser(path) as started:
        yield started


@pytest.fixture(scope="session")
def nights(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    from tests.flows.web.watched import play_nights

    return play_nights(tmp_path_factory.mktemp("nights"))


@pytest.fixture
def watched(nights: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Watched:
    """A site over the first night. However slow the machine is, no grace ends of itself."""
    from tests.flows.web.watched import NOW, Watched

    monkeypatch.setattr("flows.web.ready.GRACE_S", 100_000.0)
    made = Watched(tmp_path, NOW)
    made.publish(nights["first"])
    return made
