"""A night that was cut off and begun again asks for hardly more than one that nobody disturbed."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from flows.clock import Clock
from flows.night.plan import DayRange, without_days
from flows.rereading.reextract import reextract
from flows.rereading.request import request_of
from flows.sample.faults import Fault
from flows.sample.server import SampleRegister
from flows.settings import Settings
from tests.flows.rereadings import LATER, read_here
from tests.flows.small_register import FIRST_DAY, SmallRegister, described
from tests.patience import DRIVER_S, wait_until

COUNT = 30


class CutOff(BaseException):
    """Ends a night in the middle, as a signal does."""


class Cutting(httpx.BaseTransport):
    """The way to a register that ends the night in place of its request number ``at``."""

    def __init__(self, inner: httpx.BaseTransport, at: int) -> None:
        self._inner, self._left = inner, at

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self._left -= 1
        if self._left == 0:
            raise CutOff
        return self._inner.handle_request(request)

    def close(self) -> None:
        self._inner.close()


def filled(folder: Path) -> SmallRegister:
    register = SmallRegister(folder)
    for n in range(COUNT):
        provision = f"Kinnitan korra nr {n}."
        register.add(str(100 + n), str(n + 1), date(2026, 1, 5) + timedelta(days=n), provision)
    return register


def cut_off(register: SmallRegister, at: int, day: date = FIRST_DAY, *faults: Fault, **values: Any) -> list[str]:
    """Run a night that is cut off in place of its request number ``at``; what it asked for."""
    register.through = lambda transport: Cutting(transport, at)
    with pytest.raises(CutOff):
        register.night(day, *faults, **values)
    register.through = lambda transport: transport
    return register.paths_asked()


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> SmallRegister:
    register = filled(tmp_path_factory.mktemp("undisturbed"))
    register.night(FIRST_DAY)
    return register


@pytest.mark.long
@pytest.mark.parametrize("share", [0.25, 0.5, 0.9])
def test_both_halves_ask_at_most_a_tenth_more_and_end_alike(
    undisturbed: SmallRegister, tmp_path: Path, share: float
) -> None:
    whole = len(undisturbed.asked)
    register = filled(tmp_path)
    first = cut_off(register, round(whole * share))
    summary = register.night(FIRST_DAY, hour=2)
    assert len(first) + len(register.asked) <= whole * 1.1
    assert any("came in the night that was cut off" in note for note in summary.notes)
    assert described(register.data) == described(undisturbed.data)


@pytest.mark.long
def test_a_night_cut_off_twice_goes_on_twice(undisturbed: SmallRegister, tmp_path: Path) -> None:
    register = filled(tmp_path)
    asked = cut_off(register, 20) + cut_off(register, 20, hour=2)
    register.night(FIRST_DAY, hour=3)
    assert len(asked) + len(register.asked) <= len(undisturbed.asked) * 1.2, "a tenth for each time it was cut off"
    assert described(register.data) == described(undisturbed.data)


@pytest.mark.long
def test_a_rebuild_from_the_archive_finds_all_that_both_halves_brought(
    undisturbed: SmallRegister, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    register = filled(tmp_path)
    cut_off(register, 40)
    register.night(FIRST_DAY, hour=2)
    read_here(monkeypatch)
    settings = Settings(data=register.data, workers=1)
    wanted = request_of(
        settings,
        register=None,
        references=(),
        since_version=None,
        is_from_scratch=True,
        is_dry_run=False,
        max_lost=0,
    )
    reextract(settings, Clock(now=lambda: LATER), wanted, lambda rebuilt: True)
    assert described(register.data)["files"] == described(undisturbed.data)["files"]


@pytest.mark.long
def test_a_document_restricted_meanwhile_leaves_with_the_next_night(tmp_path: Path) -> None:
    """Its page of an hour ago said "public"; like any page it counts until the next search."""
    register = filled(tmp_path)
    cut_off(register, 40)
    register.change("129", access="AK", access_basis="AvTS § 35 lg 1 p 12")
    register.night(FIRST_DAY, hour=2)
    assert "dokument/129" not in register.paths_asked()
    register.night(FIRST_DAY + timedelta(days=1))
    assert "dokument/129" in register.paths_asked()
    assert not any("Kinnitan korra nr 29." in row for row in described(register.data)["texts"])


@pytest.mark.long
def test_a_night_cut_off_a_day_ago_is_begun_from_the_start(tmp_path: Path) -> None:
    register = filled(tmp_path)
    cut_off(register, 40)
    register.night(FIRST_DAY + timedelta(days=1))
    assert sum(path.startswith("dokument/") for path in register.paths_asked()) == COUNT


@pytest.mark.long
def test_a_file_that_did_not_come_is_asked_for_behind_its_page(tmp_path: Path) -> None:
    """The archive tells which files belong to a page by the order in which they came."""
    register = filled(tmp_path)
    cut_off(register, 40, FIRST_DAY, Fault("reset", path=r"kaskkiri-28\.txt"))
    register.night(FIRST_DAY, hour=2)
    asked = [path for path in register.paths_asked() if "kaskkiri-28." in path or path == "dokument/127"]
    assert asked[0] == "dokument/127"
    assert len(asked) == 2


def ingest(base_url: str, data: Path) -> subprocess.Popen[bytes]:
    """Start a night in a process of its own."""
    command = [sys.executable, "-c", "from flows.cli import main; main()", "ingest", base_url, "--plain"]
    environment = {**os.environ, "KEHTIV_DATA": str(data), "KEHTIV_REQUEST_INTERVAL_S": "0", "KEHTIV_WORKERS": "1"}
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@pytest.mark.long
def test_a_night_killed_at_half_costs_the_register_at_most_a_tenth_more(tmp_path: Path) -> None:
    """Measured from the register's own log, over the bundled register, with SIGKILL."""
    with SampleRegister() as register:
        ingest(register.base_url, tmp_path / "undisturbed").wait(DRIVER_S)
        whole = len(register.log)
        night = ingest(register.base_url, tmp_path / "killed")
        wait_until(lambda: len(register.log) >= whole + whole // 2, "the night asked for nothing")
        night.kill()
        night.wait(DRIVER_S)
        ingest(register.base_url, tmp_path / "killed").wait(DRIVER_S)
        assert len(register.log) - whole <= whole * 1.1, f"{len(register.log) - whole} beside {whole}"
    assert described(tmp_path / "killed") == described(tmp_path / "undisturbed")


def test_days_that_were_searched_are_left_out_of_a_plan() -> None:
    first, last = date(2026, 1, 1), date(2026, 1, 10)
    done = {date(2026, 1, day) for day in (1, 2, 5)}
    assert without_days([DayRange(first, last)], done) == (
        DayRange(date(2026, 1, 3), date(2026, 1, 4)),
        DayRange(date(2026, 1, 6), last),
    )
    assert without_days([DayRange(first, first)], done) == ()
