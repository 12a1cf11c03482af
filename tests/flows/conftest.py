"""The `kehtiv` command in this process, and a night over the bundled register, run once for all tests about it."""

from __future__ import annotations

import sys
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

import pytest

from flows import cli
from flows.clock import Clock
from flows.night.ingest import ingest_register
from flows.run.summary import Summary
from flows.settings import Settings
from flows.stores import on_s3
from tests.flows.first_nights import play_once
from tests.flows.s3_server import KEY, SECRET, Bucket, Gate, served
from tests.flows.small_register import FIRST_DAY, SmallRegister

Run = Callable[..., tuple[int, str, str]]
NIGHT = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)


def clock_at(instant: datetime) -> Clock:
    """A clock that stands still: what is loaded then bears one instant, whatever the machine's speed."""
    return Clock(now=lambda: instant)


@pytest.fixture(scope="session")
def sample_night(first_nights: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Summary]:
    """The data folder and the summary of one night over the whole bundled register."""
    data = tmp_path_factory.mktemp("night") / "data"

    def play() -> Summary:
        settings = Settings(data=data, workers=1)
        return ingest_register("sample", settings, clock_at(NIGHT), since=None, until=None)

    return data, play_once("the bundled register", data, play)


@pytest.fixture(scope="session")
def first_night(tmp_path_factory: pytest.TempPathFactory) -> SmallRegister:
    """A night over an act that will be withdrawn. Done once: every test begins with a copy of what it left."""
    from tests.flows.test_takedown import new_register  # which imports this module

    made = new_register(tmp_path_factory.mktemp("first"))
    made.first_night(FIRST_DAY)
    return made


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command; its exit status, standard output and standard error."""

    def call(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["kehtiv", *map(str, arguments)])
        monkeypatch.setenv("KEHTIV_WORKERS", "1")
        status = 0
        try:
            cli.main()
        except SystemExit as stop:
            status = int(stop.code or 0)
        told = capsys.readouterr()
        return status, told.out, told.err

    return call


@pytest.fixture(scope="session")
def s3_port() -> Iterator[int]:
    """The port of an S3 server on loopback."""
    for package in ("obstore", "moto.server", "flask_cors"):
        if find_spec(package.partition(".")[0]) is None:
            pytest.skip(f"needs {package.partition('.')[0]} (pip install kehtiv[dev])")
    with served() as port:
        yield port


@pytest.fixture
def bucket(s3_port: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bucket]:
    """An empty bucket behind a gate, whose address and credentials are in the environment."""
    gate = Gate(s3_port)
    made = Bucket(s3_port, f"kehtiv-{uuid.uuid4()}", gate)
    assert made.call("PUT", "")[0] == 200
    values = {"ACCESS_KEY_ID": KEY, "SECRET_ACCESS_KEY": SECRET, "REGION": "us-east-1", "ENDPOINT_URL": gate.url}
    for name, value in {**values, "ALLOW_HTTP": "true"}.items():
        monkeypatch.setenv(f"AWS_{name}", value)
    # A test that shuts the gate need not wait for a store that comes back.
    monkeypatch.setitem(on_s3._RETRIES, "max_retries", 1)
    yield made
    gate.close()
