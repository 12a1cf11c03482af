"""Kills `kehtiv reextract` in mid-work: the driver of ``test_reextract_killed.py``, a process of its own.

    python -m tests.flows.killed_rereadings FOLDER WAY

WAY is "in place" or "from scratch". Readers that differ from those of the night read its archive again and are
killed: a few times on the way, and before each rename, link and deletion that changes what lies in the data folder.
Prints one JSON object: for each point what was published then ("old", "new" or anything else) and whether reading again
afterwards ended with the new. Children are forked from this process.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from simplemma import is_known

import extractors.read  # noqa: F401  here, so that no child has to
from extractors.model.extraction import FileExtraction
from flows.clock import Clock
from flows.reading.one import FileToRead, Outcome, read_one
from flows.rereading import reextract
from flows.rereading.request import RereadRequest
from flows.settings import Settings
from tests.flows.killed_runs import described, in_child, killed_at, night, warm
from warehouse.rereading.rebuilding import FOLDER

LATER = datetime(2026, 12, 1, 1, 0, tzinfo=UTC)
MOVES = ("replace", "rename", "symlink", "link", "unlink", "remove")
STEPS_KILLED = 2


def warm_readers() -> None:
    """Do what every process does once before it reads and publishes: three fifths of what reading again here takes."""
    warm()
    is_known("kord", lang="et")


class OtherReader:
    """Finds no citations."""

    def __init__(self, workers: int, tools: Any, *rest: Any, **named: Any) -> None:
        self.tools = tools

    def read(self, files: Iterator[FileToRead]) -> Iterator[tuple[FileToRead, Outcome]]:
        for file in files:
            outcome = read_one(file)
            yield file, replace(outcome, citations=()) if isinstance(outcome, FileExtraction) else outcome

    def close(self) -> None:
        pass


def again(data: Path, is_from_scratch: bool) -> int:
    """Reads the archive again and publishes."""
    reextract.Reader = OtherReader  # type: ignore[assignment, misc]
    wanted = RereadRequest(is_from_scratch=is_from_scratch)
    reextract.reextract(Settings(data=data, workers=1), Clock(now=lambda: LATER), wanted, lambda rebuilt: True)
    return 0


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def again_killed_at_step(data: Path, is_from_scratch: bool, step: int) -> int:
    """Killed at the ``step``-th call of a function of ours; the calls that were made."""
    return killed_at(step, lambda: again(data, is_from_scratch))


def again_killed_at_move(data: Path, is_from_scratch: bool, point: int) -> int:
    """Killed before the ``point``-th move of what lies in the data folder itself; how many of these there are."""
    made = 0

    def watched(move: Callable[..., Any]) -> Callable[..., Any]:
        def do(*arguments: Any, **named: Any) -> Any:
            nonlocal made
            moved = Path(arguments[:2][-1])
            if moved.parent == data and ".duckdb" in moved.name:
                if made == point:
                    die()
                made += 1
            return move(*arguments, **named)

        return do

    for name in MOVES:
        setattr(os, name, watched(getattr(os, name)))
    again(data, is_from_scratch)
    return made


def kills_of(whole: Path, moved: Path, is_from_scratch: bool, out: Path) -> dict[str, Callable[[Path], int]]:
    """The kills by name, each to be done to a copy of the night; ``whole`` is read again without one."""
    steps = in_child(lambda: again_killed_at_step(whole, is_from_scratch, -1), out)
    moves = in_child(lambda: again_killed_at_move(moved, is_from_scratch, -1), out)
    assert steps is not None
    assert moves is not None
    at_steps = [steps * number // (STEPS_KILLED + 1) for number in range(1, STEPS_KILLED + 1)]
    kills: dict[str, Callable[[Path], int]] = {
        f"step {step}": partial(again_killed_at_step, is_from_scratch=is_from_scratch, step=step) for step in at_steps
    }
    # What is put in place is the same either way: once is enough.
    for point in range(0 if is_from_scratch else moves):
        kills[f"move {point}"] = partial(again_killed_at_move, is_from_scratch=is_from_scratch, point=point)
    return kills


def main(folder: Path, way: str) -> None:
    warm_readers()
    out, first = folder / "out", folder / "night"
    is_from_scratch = {"in place": False, "from scratch": True}[way]

    def copy(name: str) -> Path:
        return Path(shutil.copytree(first, folder / name, symlinks=True))

    def told_by(data: Path) -> int | None:
        return in_child(lambda: described(data), out)

    def whole_night() -> int:
        night(first)
        return 0

    in_child(whole_night, out)
    old = told_by(first)
    whole = copy("whole")
    kills = kills_of(whole, copy("moved"), is_from_scratch, out)
    new = told_by(whole)
    points: dict[str, tuple[str, bool]] = {}
    for name, kill in kills.items():
        data = copy(f"{way}, {name}")
        assert in_child(partial(kill, data), out) is None, f"{name} was not killed"
        seen = {old: "old", new: "new"}.get(told_by(data), "neither")
        in_child(partial(again, data, is_from_scratch), out)
        points[data.name] = (seen, told_by(data) == new and not (data / FOLDER).exists())
        shutil.rmtree(data)
    print(json.dumps({"is_read_otherwise": new != old, "points": points}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
