"""The data folder of runs: made, proven writable, and locked against a second run."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from flows.folder import DataFolder
from warehouse.connection import disk_trouble_told
from warehouse.rereading import rebuilding


class RunError(Exception):
    """A run that could not begin or had to stop; the message speaks to the operator."""


class AnotherRun(RunError):
    """Two runs over one data folder would each undo the other's ledger: the second says so and stops."""


class DataFolderUnwritable(RunError):
    """The data folder cannot be made or written."""


def prepare_data_folder(data: Path) -> Path:
    """The data folder, made where it was missing and proven writable."""
    try:
        data.mkdir(parents=True, exist_ok=True)
        probe = DataFolder(data).probe
        try:
            probe.write_bytes(bytes(4096))  # an empty file can be made on a full disk
        finally:
            probe.unlink(missing_ok=True)
    except OSError as error:
        raise DataFolderUnwritable(f"the data folder {data} cannot be written: {error.strerror or error}") from error
    return data


def refuse_second_run(data: Path) -> None:
    """Raises ``AnotherRun`` while a run is going on in the folder, ``DataFolderUnwritable`` where none could be."""
    with locked(prepare_data_folder(data)):
        pass


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keeps every other run out of a data folder. Raises ``AnotherRun``."""
    lock = FileLock(DataFolder(folder).lock, timeout=0)
    try:
        with disk_trouble_told(folder), lock:
            rebuilding.discard(folder)  # what a killed one left may hold content that was withdrawn since
            yield
    except Timeout as error:
        raise AnotherRun(
            f"another run is going on in {folder}: wait for it, or name another folder with --data"
        ) from error
