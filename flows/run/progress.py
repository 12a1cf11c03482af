"""Show how far a run is: a bar on a terminal, nothing anywhere else.

Under cron, in a pipe or in a journal a bar is noise; there the run prints its closing summary alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar

T = TypeVar("T")


class Progress:
    """Count the things done at each stage of a run. Nothing is drawn outside ``shown()``."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(stderr=True)
        self._bar: Bar | None = None

    @contextmanager
    def shown(self) -> Iterator[Progress]:
        """Draw while the body runs, if standard error is a terminal; leave nothing behind."""
        if not self._console.is_terminal:
            yield self
            return
        columns = (TextColumn("{task.description:<28}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Bar(*columns, console=self._console, transient=True) as bar:
            self._bar = bar
            try:
                yield self
            finally:
                self._bar = None

    def of(self, stage: str, things: Iterable[T], total: int | None = None) -> Iterator[T]:
        """Yield things and count each when the next is asked for. ``total`` is ``None`` where unknown."""
        if self._bar is None:
            yield from things
            return
        row = self._bar.add_task(stage, total=total)
        for thing in things:
            yield thing
            self._bar.advance(row)
        self._bar.refresh()
        self._bar.update(row, visible=False)
