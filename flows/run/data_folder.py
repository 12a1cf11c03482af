"""Make the data folder, prove that it can be written, and lock it against a second run."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from flows.folder import DataFolder
from flows.reading.tools import temporary
from flows.run.errors import AnotherRun, DataFolderUnwritable
from warehouse.connection import disk_trouble_told
from warehouse.publish import unfinished
from warehouse.rereading import rebuilding


def prepare_data_folder(data: Path) -> Path:
    """Return the data folder, made where it was missing. Raise ``DataFolderUnwritable`` where it cannot be written."""
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
    """Raise ``AnotherRun`` while a run is going on in the folder, ``DataFolderUnwritable`` where none is possible."""
    with locked(prepare_data_folder(data)):
        pass


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep every other run out of a data folder. Raises ``AnotherRun``."""
    lock = FileLock(DataFolder(folder).lock, timeout=0)
    try:
        with disk_trouble_told(folder), lock:
            # A killed run may have left content that was withdrawn since.
            rebuilding.discard(folder)
            temporary.clear(DataFolder(folder).temporary)
            unfinished.clear(folder)
            yield
    except Timeout as error:
        raise AnotherRun(
            f"another run is going on in {folder}: wait for it to end, or name another folder with --data"
        ) from error
