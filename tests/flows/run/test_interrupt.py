"""Signals to end: where one ends a command, where it waits, and that a second one waits for nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import duckdb
import httpx
import pytest

from flows.run.interrupt import GOES_ON, Interrupted, Stopping, status_of
from flows.sample.server import SampleRegister
from tests.flows.small_register import FIRST_DAY, SmallRegister
from tests.patience import DRIVER_S, wait_until
from warehouse.connection import open_aside, open_working


def press() -> None:
    signal.raise_signal(signal.SIGINT)


@pytest.fixture
def _no_nohup() -> Iterator[None]:
    """Let a hangup end what it reaches, also where the tests themselves run under ``nohup``."""
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, before)


@pytest.mark.usefixtures("_no_nohup")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_ends_our_own_code_where_it_stands(number: signal.Signals) -> None:
    with Stopping().heeded(), pytest.raises(Interrupted) as ended:
        signal.raise_signal(number)
    assert status_of(ended.value.number) == 128 + number


def test_a_hangup_that_nohup_made_ignored_stays_ignored() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with Stopping().heeded():
            signal.raise_signal(signal.SIGHUP)
    finally:
        signal.signal(signal.SIGHUP, before)


class Terminated(BaseException):
    """What foreign code raises where it answers a signal itself, as Prefect does."""


def test_our_own_code_ends_though_foreign_code_answers_sigterm_itself() -> None:
    """The handler of foreign code is back in its place when it goes on."""
    reached = []
    stopping = Stopping()
    with stopping.heeded(), stopping.held_back():
        signal.signal(signal.SIGTERM, lambda *_: reached.append("foreign"))
        with pytest.raises(Interrupted), stopping.let_through():
            signal.raise_signal(signal.SIGTERM)
        signal.raise_signal(signal.SIGTERM)
    assert reached == ["foreign"]


def test_what_foreign_code_raises_for_a_signal_it_hands_on_is_told_as_ours() -> None:
    stopping = Stopping()
    with stopping.heeded(), pytest.raises(Interrupted, match=f"stopped by SIGTERM: {GOES_ON}"), stopping.held_back():
        signal.raise_signal(signal.SIGTERM)
        raise Terminated
    with stopping.heeded(), pytest.raises(Terminated), stopping.held_back():
        raise Terminated


def test_in_foreign_code_it_waits_for_the_next_safe_point() -> None:
    reached = []
    stopping = Stopping()
    with stopping.heeded():
        with pytest.raises(Interrupted), stopping.held_back():
            press()
            reached.append("the end of what Prefect was doing")
            with stopping.let_through():
                reached.append("the next stage")
        with pytest.raises(Interrupted), stopping.held_back():
            reached.append("Prefect again")
    assert reached == ["the end of what Prefect was doing"]


def test_a_stage_called_back_from_foreign_code_ends_at_once() -> None:
    stopping = Stopping()
    with stopping.heeded(), stopping.held_back(), pytest.raises(Interrupted), stopping.let_through():
        press()


def test_it_is_as_it_was_before_and_after() -> None:
    before = signal.getsignal(signal.SIGINT)
    with Stopping().heeded():
        assert signal.getsignal(signal.SIGINT) is not before
    assert signal.getsignal(signal.SIGINT) is before


def test_a_query_in_which_a_signal_comes_ends_by_that_signal() -> None:
    """DuckDB raises an error of its own for it."""
    endless = "SELECT sum(sqrt(range)) FROM range(1000000000000)"
    later = threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGTERM))
    stopping = Stopping()
    with open_aside(None) as connection, stopping.heeded():
        later.start()
        with pytest.raises(RuntimeError) as ended:
            connection.execute(endless)
    stopped = stopping.behind(ended.value)
    assert stopped is not None
    assert stopped.number == signal.SIGTERM
    assert Stopping().behind(ValueError("a fault")) is None
    assert stopping.behind(None) is None


def test_a_signal_that_duckdb_tells_in_its_message_alone_ends_the_command_all_the_same() -> None:
    """DuckDB turns what Python raises between two steps of a query into an error without a cause."""
    stopping = Stopping()
    told = duckdb.Error("Interrupted: stopped by SIGTERM")
    with stopping.heeded():
        assert stopping.behind(told) is None
        with pytest.raises(Interrupted):
            signal.raise_signal(signal.SIGTERM)
        stopped = stopping.behind(told)
    assert stopped is not None
    assert stopped.number == signal.SIGTERM
    with stopping.heeded():
        assert stopping.behind(told) is None
        with pytest.raises(Interrupted):
            signal.raise_signal(signal.SIGTERM)
    assert stopping.behind(told) is None


def test_a_signal_that_was_forgotten_is_behind_no_later_error_and_the_next_is_a_first_one() -> None:
    stopping = Stopping()
    with stopping.heeded():
        for _ in range(2):
            with pytest.raises(Interrupted):
                press()
            stopping.forget()
            stopping.check()
            assert stopping.behind(ValueError("a fault")) is None


def test_a_run_whose_query_was_ended_is_interrupted_and_not_failed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def end_in_a_query(*arguments: object, **values: object) -> None:
        raise RuntimeError("Query interrupted") from Interrupted(signal.SIGTERM)

    register = SmallRegister(tmp_path)
    register.add("100", "1", FIRST_DAY, None)
    monkeypatch.setattr("flows.run.run.publish.publish", end_in_a_query)
    with pytest.raises(Interrupted, match=f"stopped by SIGTERM: {GOES_ON}"):
        register.night(FIRST_DAY)
    with open_working(register.data) as w:
        assert w.connection.execute("SELECT outcome FROM base.runs").fetchall() == [("interrupted",)]


_TWICE = """
import signal
from flows.run.interrupt import Stopping
stopping = Stopping()
stopping.last_steps.append(lambda: print("last step", flush=True))
with stopping.heeded(), stopping.held_back():
    signal.raise_signal(signal.SIGINT)
    print("once", flush=True)
    signal.raise_signal(signal.SIGINT)
    print("never", flush=True)
"""


def test_a_second_one_ends_the_process_wherever_it_is() -> None:
    done = subprocess.run([sys.executable, "-c", _TWICE], capture_output=True, text=True, timeout=DRIVER_S)
    assert done.returncode == status_of(signal.SIGINT)
    assert done.stdout.splitlines() == ["once", "last step"]


_NIGHT = """
import sys
from flows.cli import main
sys.argv = ["kehtiv", "ingest", "--plain", sys.argv[1]]
main()
"""


@pytest.mark.parametrize(
    ("number", "name"), [pytest.param(signal.SIGTERM, "SIGTERM", marks=pytest.mark.long), (signal.SIGINT, "Ctrl-C")]
)
def test_it_ends_a_plain_night_with_one_line_and_its_own_status(tmp_path: Path, number: int, name: str) -> None:
    with SampleRegister() as register:
        environment = os.environ | {"KEHTIV_DATA": str(tmp_path), "KEHTIV_REQUEST_INTERVAL_S": "0.2"}
        night = subprocess.Popen(
            [sys.executable, "-c", _NIGHT, register.base_url], env=environment, stderr=subprocess.PIPE, text=True
        )
        wait_until(lambda: len(register.log) >= 3, "the night asked for nothing")
        night.send_signal(number)
        _, said = night.communicate(timeout=DRIVER_S)
    assert night.returncode == status_of(number), said
    assert said.splitlines()[-1] == f"kehtiv: stopped by {name}: {GOES_ON}"
    assert "Traceback" not in said
    with open_working(tmp_path) as w:
        # A signal between two steps may leave the row open, and an open row of a process that is gone tells the same.
        told = w.connection.execute("SELECT coalesce(outcome, 'interrupted') FROM base.runs").fetchall()
    assert told == [("interrupted",)]


class Pressing(httpx.BaseTransport):
    """The way to a register on which Ctrl-C is pressed in place of the first request."""

    def __init__(self, inner: httpx.BaseTransport) -> None:
        self._inner = inner

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        press()
        return self._inner.handle_request(request)

    def close(self) -> None:
        self._inner.close()


def test_a_run_that_it_ended_is_closed_and_the_next_one_goes_on(tmp_path: Path) -> None:
    """The hook is not called: whoever pressed it knows."""
    register = SmallRegister(tmp_path)
    register.add("100", "1", FIRST_DAY, None)
    told = tmp_path / "told"
    hook = tmp_path / "hook.sh"
    hook.write_text(f"touch {told}\n")
    pressing = Stopping()

    register.through = Pressing
    with pressing.heeded(), pytest.raises(Interrupted, match=GOES_ON):
        register.night(FIRST_DAY, notify_command=f"sh {hook}")
    assert not told.exists()
    with open_working(register.data) as w:
        assert w.connection.execute("SELECT outcome FROM base.runs").fetchall() == [("interrupted",)]
    register.through = lambda transport: transport
    assert register.night(FIRST_DAY, hour=2).counts["new"] == 1


@pytest.mark.parametrize("length", [1, 2])
def test_an_error_that_is_its_own_cause_comes_from_no_signal(length: int) -> None:
    """Following its causes would never end."""
    errors = [OSError(str(number)) for number in range(length)]
    for number, error in enumerate(errors):
        error.__cause__ = errors[(number + 1) % length]
    assert Stopping().behind(errors[0]) is None
