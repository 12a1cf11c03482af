"""Write lines about a run for a journal, a pipe or a file: when, which register, which stage, how far."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from flows.clock import TALLINN, Clock
from flows.settings import Settings
from flows.visible import make_visible


@dataclass(frozen=True)
class Figures:
    """How far a stage is. ``total`` and ``left_s`` (seconds) are ``None`` where they cannot be known.

    ``beside`` is what else there is to say: "341 pages, 2 readers".
    """

    stage: str
    done: int = 0
    total: int | None = None
    requests: int = 0
    left_s: float | None = None
    beside: str = ""

    @property
    def told(self) -> str:
        """Say it in a line: "fetching documents: 120 of 219, 240 requests, about 12 min left"."""
        of = f" of {self.total}" if self.total is not None else ""
        counted = f": {self.done}{of}" if self.done or self.total is not None else ""
        requests = f", {self.requests} requests" if self.requests else ""
        left = f", about {_rounded(self.left_s)} left" if self.left_s is not None else ""
        beside = f", {self.beside}" if self.beside else ""
        return f"{self.stage}{counted}{beside}{requests}{left}"


def _rounded(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"


@dataclass(frozen=True)
class RunLog:
    """Write lines to ``write``, which takes one whole line. ``is_json``: an object a line, for machines."""

    register: str
    now: Callable[[], datetime]
    write: Callable[[str], object]
    is_json: bool = False
    is_verbose: bool = False

    def say(self, message: str) -> None:
        """Write a remark."""
        self._line(message, {"message": message})

    def tell(self, figures: Figures) -> None:
        """Write how far a stage is."""
        given = {"stage": figures.stage, "done": figures.done, "total": figures.total, "requests": figures.requests}
        left = {} if figures.left_s is None else {"left_s": round(figures.left_s)}
        beside = {"beside": figures.beside} if figures.beside else {}
        self._line(figures.told, given | beside | left)

    def _line(self, words: str, values: dict[str, Any]) -> None:
        at = self.now().astimezone(TALLINN).isoformat(timespec="seconds")
        if self.is_json:
            self.write(json.dumps({"at": at, "register": self.register, **values}, ensure_ascii=False))
        else:
            about = f"{self.register}: " if self.register else ""
            self.write(f"{at} {about}{words}")


def log_of(settings: Settings, clock: Clock, register: str, *, is_drawn: bool = True) -> RunLog:
    """Return the log that the settings ask for. On a terminal a bar is drawn instead of lines, but for --verbose.

    ``is_drawn``: whether there is such a bar.
    """
    is_verbose = settings.log_level == "verbose"
    is_told = settings.log_level != "quiet" and (is_verbose or not is_drawn or not sys.stderr.isatty())

    def write(line: str) -> None:
        visible = make_visible(line)
        if is_told:
            print(visible, file=sys.stderr, flush=True)
        if settings.log_file is not None:
            _append(settings.log_file, visible)

    return RunLog(
        register=register, now=clock.now, write=write, is_json=settings.log_format == "json", is_verbose=is_verbose
    )


def _append(path: Path, line: str) -> None:
    """Add a line to the log file. A log that cannot be written ends no night."""
    try:
        with path.open("a", encoding="utf-8") as file:
            file.write(f"{line}\n")
    except OSError as error:
        print(f"kehtiv: the log {path} cannot be written: {error.strerror or error}", file=sys.stderr)
