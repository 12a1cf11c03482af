"""What a watcher sees of a run, and what a log does not."""

from __future__ import annotations

import io
import signal
from contextlib import suppress

import pytest
from rich.console import Console

from flows.run.interrupt import Interrupted, Stopping
from flows.run.progress import Progress


def console(*, is_terminal: bool) -> tuple[Console, io.StringIO]:
    out = io.StringIO()
    return Console(file=out, force_terminal=is_terminal, width=100), out


def test_a_terminal_shows_stage_and_count() -> None:
    drawn, out = console(is_terminal=True)
    with Progress(drawn).shown() as progress:
        assert list(progress.of("reading files", iter("abc"), total=3)) == ["a", "b", "c"]
    assert "reading files" in out.getvalue()
    assert "3/3" in out.getvalue()


def test_what_else_there_is_to_say_is_drawn_and_noted() -> None:
    drawn, out = console(is_terminal=True)
    told: list[str] = []
    with Progress(
        drawn, note=lambda figures: told.append(figures.told), ticks=iter(range(0, 900, 9)).__next__
    ).shown() as p:
        assert list(p.of("files read elsewhere", "abc", 3, lambda: f"{len(told)} pages")) == ["a", "b", "c"]
    assert "3 pages" in out.getvalue()
    assert told[:2] == [
        "files read elsewhere: 0 of 3, 0 pages",
        "files read elsewhere: 1 of 3, 1 pages, about 36 s left",
    ]


def test_a_log_stays_empty_and_nothing_is_lost() -> None:
    drawn, out = console(is_terminal=False)
    with Progress(drawn).shown() as progress:
        assert list(progress.of("reading files", [1, 2], total=2)) == [1, 2]
    assert out.getvalue() == ""


def test_outside_of_shown_things_pass_through() -> None:
    assert list(Progress(console(is_terminal=True)[0]).of("x", [1])) == [1]


def test_a_signal_that_a_library_swallowed_ends_a_stage_at_its_next_thing() -> None:
    stopping = Stopping()
    progress = Progress(console(is_terminal=False)[0], check=stopping.check)
    done = []
    with stopping.heeded(), pytest.raises(Interrupted):
        for thing in progress.of("reading files", [1, 2, 3]):
            with suppress(Interrupted):
                signal.raise_signal(signal.SIGTERM)
            done.append(thing)
    assert done == [1]


def test_a_signal_that_a_library_swallowed_ends_a_run_at_its_next_remark() -> None:
    stopping = Stopping()
    progress = Progress(console(is_terminal=False)[0], check=stopping.check)
    with stopping.heeded():
        with suppress(Interrupted):
            signal.raise_signal(signal.SIGTERM)
        with pytest.raises(Interrupted):
            progress.say("publishing")
