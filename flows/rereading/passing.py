"""Files that trouble of the machine held back: the next night reads them, from the archive."""

from __future__ import annotations

import time
from collections.abc import Callable

from flows.reading.reader import Reader
from flows.rereading.again import read_again
from flows.rereading.outdated import READ_TOGETHER
from flows.run.run import Run
from warehouse.rereading import loaded
from warehouse.rereading.passing import files_held_back


def read_held_back(run: Run, reader: Reader, register: str, ticks: Callable[[], float] = time.monotonic) -> None:
    """Read again files of ``register`` whose worker was killed, hung, or lacked memory or file descriptors.

    Such trouble mostly passes with the night, and a document may be due again only in months. A file that causes it
    itself costs a few nights only. The time for this is ``Settings.reread_minutes`` by ``ticks`` (seconds).
    """
    # A process that was killed in mid-reading left its marks.
    loaded.forget_unread(run.warehouse)
    waiting = files_held_back(run.warehouse, register, run.run_id)
    ends_at = ticks() + run.settings.reread_minutes * 60
    done = 0
    while done < len(waiting) and ticks() < ends_at:
        together = waiting[done : done + READ_TOGETHER]
        read_again(run, reader, [], together, lambda register: None)
        done += len(together)
    if done:
        run.summary.notes.append(f"{register}: {done} files that the machine had failed to read were tried again")
