"""Show how far a run is: a bar on a terminal, a line now and then in a journal, a pipe or a file."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from flows.run.interrupt import STOPPING
from flows.run.log import Figures, RunLog

T = TypeVar("T")

EVERY_S = 120.0
"""Seconds between two lines of a stage that goes on."""
NOTED_S = 5.0
"""Seconds between two notes for `kehtiv status`."""


@dataclass
class _Stage:
    """A stage, counted over all its batches. ``began`` is in monotonic seconds; ``total`` may be unknown."""

    began: float
    total: int | None
    is_expected: bool = False
    done: int = 0


@dataclass
class Progress:
    """Count the things done at each stage of a run. No bar is drawn outside ``shown()``.

    ``log`` gets the lines, ``note`` each new standing for whoever asks meanwhile, ``requests`` tells how many requests
    were sent. ``check`` raises where a signal to end came: libraries may swallow what its handler raises, so each
    thing asks again. Without ``is_drawn`` there is no bar on a terminal either: it shows one at a time.
    """

    console: Console = field(default_factory=lambda: Console(stderr=True))
    log: RunLog | None = None
    note: Callable[[Figures], object] = lambda figures: None
    requests: Callable[[], int] = lambda: 0
    ticks: Callable[[], float] = time.monotonic
    check: Callable[[], object] = STOPPING.check
    is_drawn: bool = True
    _bar: Bar | None = field(default=None, init=False)
    _stages: dict[str, _Stage] = field(default_factory=dict, init=False)
    _told_at: float = field(default=float("-inf"), init=False)
    _noted_at: float = field(default=float("-inf"), init=False)

    @contextmanager
    def shown(self) -> Iterator[Progress]:
        """Draw while the body runs, if standard error is a terminal; leave nothing behind."""
        if not self.console.is_terminal or not self.is_drawn:
            yield self
            return
        counted = (TextColumn("{task.description:<28}"), BarColumn(), MofNCompleteColumn())
        columns = (*counted, TextColumn("{task.fields[beside]}"), TimeElapsedColumn(), TimeRemainingColumn())
        with Bar(*columns, console=self.console, transient=True) as bar:
            self._bar = bar
            try:
                yield self
            finally:
                self._bar = None

    def say(self, message: str) -> None:
        """Write a remark into the log."""
        self.check()
        if self.log is not None:
            self.log.say(message)
        self.note(Figures(message, requests=self.requests()))

    def expect(self, stage: str, total: int) -> None:
        """Tell how many things a stage will come to over all its batches."""
        self._stages[stage] = _Stage(self.ticks(), total, is_expected=True)

    def of(
        self, stage: str, things: Iterable[T], total: int | None = None, beside: Callable[[], str] = lambda: ""
    ) -> Iterator[T]:
        """Yield things and count each when the next is asked for. ``total`` is ``None`` where unknown.

        ``beside`` returns what else there is to say of the stage, such as how many pages were read.
        """
        held = self._stages.get(stage)
        if held is None or not held.is_expected:
            self._stages[stage] = held = _Stage(self.ticks(), total)
        row = self._bar.add_task(stage, total=total, beside="") if self._bar is not None else None
        if total != 0:
            self._tell(stage, held, beside, is_due=held.done == 0)
        for thing in things:
            self.check()
            yield thing
            held.done += 1
            if self._bar is not None and row is not None:
                self._bar.update(row, advance=1, beside=beside())
            self._tell(stage, held, beside, is_due=self.log is not None and self.log.is_verbose)
        if self._bar is not None and row is not None:
            self._bar.refresh()
            self._bar.update(row, visible=False)

    def _tell(self, stage: str, held: _Stage, beside: Callable[[], str], *, is_due: bool) -> None:
        now = self.ticks()
        if not is_due and now - self._told_at < EVERY_S and now - self._noted_at < NOTED_S:
            return
        figures = Figures(stage, held.done, held.total, self.requests(), _left_s(held, now), beside())
        self.note(figures)
        self._noted_at = now
        if self.log is not None and (is_due or now - self._told_at >= EVERY_S):
            self.log.tell(figures)
            self._told_at = now


def _left_s(held: _Stage, now: float) -> float | None:
    """Return the seconds that a stage still takes at its pace so far; ``None`` at its beginning."""
    if held.total is None or held.done == 0:
        return None
    return (now - held.began) / held.done * max(0, held.total - held.done)
