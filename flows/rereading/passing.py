"""Try again the files that a passing failure of the machine held back the night before."""

from __future__ import annotations

import time
from collections.abc import Callable

from flows.reading.reader import Reader
from flows.rereading.again import read_in_time
from flows.run.run import Run
from warehouse.rereading import loaded
from warehouse.rereading.passing import files_held_back


def read_held_back(run: Run, reader: Reader, register: str, ticks: Callable[[], float] = time.monotonic) -> None:
    """Read again those files of ``register`` whose worker was killed, hung, or ran out of memory or file descriptors.

    Such failures mostly pass, and a document may not be due again for months. A file that causes the failure itself is
    given up after a few nights. The time limit is ``Settings.reread_minutes``; ``ticks`` returns seconds.
    """
    # A process killed while it was reading leaves its marks behind.
    loaded.forget_unread(run.warehouse)
    waiting = files_held_back(run.warehouse, register, run.run_id)
    done = read_in_time(run, reader, waiting, ticks)
    if done:
        run.summary.notes.append(f"{register}: {done} files that the machine had failed to read were tried again")
