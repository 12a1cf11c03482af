"""The `kehtiv` command in this process, and a night over the bundled register, run once for all tests about it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows import cli
from flows.clock import Clock
from flows.night.ingest import ingest_register
from flows.run.summary import Summary
from flows.settings import Settings
from tests.flows.first_nights import play_once

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
