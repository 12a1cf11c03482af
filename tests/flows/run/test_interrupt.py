"""Ctrl-C: where it ends a command, where it waits, and that a second one waits for nothing."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from flows.run.interrupt import GOES_ON, STATUS, CtrlC, Interrupted
from tests.flows.small_register import FIRST_DAY, SmallRegister
from tests.patience import DRIVER_S
from warehouse.connection import open_working


def press() -> None:
    signal.raise_signal(signal.SIGINT)


def test_it_ends_our_own_code_where_it_stands() -> None:
    with CtrlC().heeded(), pytest.raises(Interrupted):
        press()


def test_in_foreign_code_it_waits_for_the_next_safe_point() -> None:
    reached = []
    ctrl_c = CtrlC()
    with ctrl_c.heeded():
        with pytest.raises(Interrupted), ctrl_c.held_back():
            press()
            reached.append("the end of what Prefect was doing")
            with ctrl_c.let_through():
                reached.append("the next stage")
        with pytest.raises(Interrupted), ctrl_c.held_back():
            reached.append("Prefect again")
    assert reached == ["the end of what Prefect was doing"]


def test_a_stage_called_back_from_foreign_code_ends_at_once() -> None:
    ctrl_c = CtrlC()
    with ctrl_c.heeded(), ctrl_c.held_back(), pytest.raises(Interrupted), ctrl_c.let_through():
        press()


def test_it_is_as_it_was_before_and_after() -> None:
    before = signal.getsignal(signal.SIGINT)
    with CtrlC().heeded():
        assert signal.getsignal(signal.SIGINT) is not before
    assert signal.getsignal(signal.SIGINT) is before


_TWICE = """
import signal
from flows.run.interrupt import CtrlC
ctrl_c = CtrlC()
ctrl_c.last_steps.append(lambda: print("last step", flush=True))
with ctrl_c.heeded(), ctrl_c.held_back():
    signal.raise_signal(signal.SIGINT)
    print("once", flush=True)
    signal.raise_signal(signal.SIGINT)
    print("never", flush=True)
"""


def test_a_second_one_ends_the_process_wherever_it_is() -> None:
    done = subprocess.run([sys.executable, "-c", _TWICE], capture_output=True, text=True, timeout=DRIVER_S)
    assert done.returncode == STATUS
    assert done.stdout.splitlines() == ["once", "last step"]


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
    pressing = CtrlC()

    register.through = Pressing
    with pressing.heeded(), pytest.raises(Interrupted, match=GOES_ON):
        register.night(FIRST_DAY, notify_command=f"sh {hook}")
    assert not told.exists()
    with open_working(register.data) as w:
        assert w.connection.execute("SELECT outcome FROM base.runs").fetchall() == [("interrupted",)]
    register.through = lambda transport: transport
    assert register.night(FIRST_DAY, hour=2).counts["new"] == 1
