"""Files that other readers read: each night reads some of them again, from the archive, within limits of its own."""

from __future__ import annotations

import time
from collections.abc import Callable

from flows.reading.reader import Reader
from flows.registers.loose import LOOSE_FILES
from flows.rereading.again import read_again
from flows.run.run import Run
from warehouse.rereading import loaded
from warehouse.rereading.outdated import outdated_files

READ_TOGETHER = 50
"""Files between two looks at the clock."""


def read_outdated(run: Run, reader: Reader, register: str, ticks: Callable[[], float] = time.monotonic) -> None:
    """Read again files of ``register`` and files added by hand that another version of the readers read.

    The ones loaded first come first, within ``Settings.reread_files`` and ``Settings.reread_minutes`` by ``ticks``
    (seconds). What was read before stays until the new reading takes its place, and stays for good where these readers
    cannot read the file. The summary says how many were read and how many are left.
    """
    # A process that was killed in mid-reading left its marks.
    loaded.forget_unread(run.warehouse)
    registers = {register, LOOSE_FILES}
    waiting = outdated_files(run.warehouse, registers, run.readers_version)
    if not waiting:
        return
    chosen = waiting[: run.settings.reread_files]
    ends_at = ticks() + run.settings.reread_minutes * 60
    done = 0
    while done < len(chosen) and ticks() < ends_at:
        together = chosen[done : done + READ_TOGETHER]
        read_again(run, reader, [], together, lambda register: None)
        done += len(together)
    _say(run, register, done, len(waiting) - done)


def _say(run: Run, register: str, done: int, left: int) -> None:
    if done:
        run.summary.notes.append(f"{register}: {done} files were read again because the readers have changed")
    if left:
        run.summary.notes.append(f"{register}: {left} files are still as an older reader read them")
