"""Read again, each night and within limits, some of the files that another version of the readers read."""

from __future__ import annotations

import time
from collections.abc import Callable

from flows.reading.reader import Reader
from flows.registers.loose import LOOSE_FILES
from flows.rereading.again import read_in_time
from flows.run.run import Run
from warehouse.rereading import loaded
from warehouse.rereading.outdated import outdated_files


def read_outdated(run: Run, reader: Reader, register: str, ticks: Callable[[], float] = time.monotonic) -> None:
    """Read again those files of ``register``, and those added by hand, that another version of the readers read.

    Files loaded earliest come first: ``Settings.reread_files`` in ``Settings.reread_minutes``, by ``ticks`` in
    seconds. The earlier reading stays until the new one replaces it, and for good if these readers cannot read the
    file. The summary says how many files were read and how many are left.
    """
    # A process killed while it was reading leaves its marks behind.
    loaded.forget_unread(run.warehouse)
    registers = {register, LOOSE_FILES}
    waiting, number = outdated_files(run.warehouse, registers, run.readers_version, run.settings.reread_files)
    done = read_in_time(run, reader, waiting, ticks)
    _note_progress(run, register, done, number - done)


def _note_progress(run: Run, register: str, done: int, left: int) -> None:
    if done:
        run.summary.notes.append(f"{register}: {done} files were read again because the readers have changed")
    if left:
        run.summary.notes.append(f"{register}: {left} files are still as an older reader read them")
