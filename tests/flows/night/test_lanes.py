"""Nights side by side: one works at a time, the others wait; what ends one for good ends all."""

from __future__ import annotations

import os
import signal
import threading

import pytest

from flows.night.lanes import LaneEnded, Lanes
from flows.run.interrupt import Interrupted, Stopping
from tests.patience import PATIENCE_S


def nothing() -> None: ...


def test_one_works_at_a_time_and_the_others_wait_together() -> None:
    lanes = Lanes(nothing)
    working: list[int] = []
    most: list[int] = []
    together = threading.Barrier(3, timeout=PATIENCE_S)

    def lane() -> None:
        for _ in range(3):
            working.append(1)
            most.append(len(working))
            working.pop()
            with lanes.waiting():
                together.wait()

    lanes.run([lane] * 3, nothing)
    assert len(most) == 9
    assert max(most) == 1


def test_an_error_ends_the_others_where_they_wait_and_is_raised() -> None:
    lanes = Lanes(nothing)
    sleeping, ended = threading.Event(), []

    def sleeper() -> None:
        try:
            with lanes.waiting():
                sleeping.set()
                lanes.sleep(PATIENCE_S)
        except LaneEnded:
            ended.append("as it should")
            raise

    def breaks() -> None:
        with lanes.waiting():
            assert sleeping.wait(PATIENCE_S)
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="the disk is full"):
        lanes.run([sleeper, breaks], nothing)
    assert ended == ["as it should"]


def test_what_a_lane_does_while_it_ends_it_does_alone() -> None:
    """What an error passes through closes runs in the warehouse."""
    lanes = Lanes(nothing)
    unwinding: list[int] = []
    most: list[int] = []

    def lane() -> None:
        try:
            with lanes.waiting():
                raise ValueError
        finally:
            unwinding.append(1)
            most.append(len(unwinding))
            unwinding.pop()

    with pytest.raises(ValueError):
        lanes.run([lane] * 4, nothing)
    assert max(most, default=1) == 1


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_all_lanes_and_what_one_computes(number: signal.Signals) -> None:
    stopping = Stopping()
    lanes = Lanes(stopping.check)
    computing, ended = threading.Event(), []

    def computes() -> None:
        assert computing.wait(PATIENCE_S)
        lanes.look()

    def sleeps() -> None:
        try:
            with lanes.waiting():
                os.kill(os.getpid(), number)
                lanes.sleep(PATIENCE_S)
        finally:
            ended.append("sleeps")

    with stopping.heeded(), pytest.raises(Interrupted) as interrupted:
        lanes.run([sleeps, computes], computing.set)
    assert interrupted.value.number == number
    assert ended == ["sleeps"]
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("kehtiv-lane")]


def test_foreign_code_of_a_lane_neither_takes_signals_nor_lets_them_through() -> None:
    stopping = Stopping()
    seen: list[object] = []

    def lane() -> None:
        with stopping.held_back(), stopping.let_through():
            seen.append(signal.getsignal(signal.SIGTERM))

    with stopping.heeded():
        before = signal.getsignal(signal.SIGTERM)
        Lanes(stopping.check).run([lane], nothing)
    assert seen == [before]
