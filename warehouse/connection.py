"""Open the working file, which a run writes, and the published file, which everybody reads."""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

import duckdb

from extractors.errors import with_causes
from warehouse import migrations
from warehouse.errors import (
    NoWarehouse,
    WarehouseDamaged,
    WarehouseError,
    WarehouseLocked,
    WarehouseTooNew,
    WarehouseUnwritable,
)
from warehouse.memory import MEMORY_LIMIT
from warehouse.transactions import end_query

WORKING_NAME = "working.duckdb"
PUBLISHED_NAME = "warehouse.duckdb"

# DuckDB must not use the network: a missing extension is an error, not a download.
OFFLINE = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}

# One thread: a night's statements are small, and several threads cost a fifth more processor time and save none.
# Small blocks: each column of each table that gains a few rows holds a block in memory until the next checkpoint. With
# blocks of 256 KiB that took 100 MiB for a dozen documents. An existing file keeps its block size until rewritten.
WORKING = {**OFFLINE, "threads": "1", "default_block_size": "16384", "memory_limit": MEMORY_LIMIT}


@dataclass
class Warehouse:
    """An open file. ``run_ids`` are the runs that this process started; they are not published as interrupted."""

    connection: duckdb.DuckDBPyConnection
    path: Path
    is_published: bool
    run_ids: set[str] = field(default_factory=set)

    def __enter__(self) -> Warehouse:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file. DuckDB then merges its log into it."""
        end_query(self.connection)
        self.connection.close()


def open_working(data_dir: Path) -> Warehouse:
    """Open the working file of a data folder; create it or migrate it to this version where needed.

    Raises ``WarehouseLocked`` while another process has it open, ``WarehouseTooNew`` when a newer version wrote it,
    ``WarehouseUnwritable`` or ``WarehouseDamaged``.
    """
    path = data_dir / WORKING_NAME
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WarehouseUnwritable(f"cannot create the data folder {data_dir}: {error.strerror or error}") from error
    with disk_trouble_told(path):
        if not path.exists():
            _make_file(path)
        connection = _connect(path, read_only=False, config=WORKING)
        try:
            connection.execute("SET TimeZone = 'UTC'")
            migrations.migrate(connection)
        except BaseException:
            connection.close()
            raise
    return Warehouse(connection, path, is_published=False)


def _make_file(path: Path) -> None:
    """Create the working file under a temporary name and rename it when it is complete.

    On a full disk DuckDB leaves the first bytes of the file, and every later run would find a damaged warehouse.
    """
    aside = path.with_name(f".{path.name}.new")
    try:
        aside.unlink(missing_ok=True)
        _connect(aside, read_only=False, config=WORKING).close()
        aside.replace(path)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise


def fold_log(path: Path) -> None:
    """Write the log of a working file that nobody has open into the file; raise ``WarehouseUnwritable`` without room.

    DuckDB does so whenever a file is closed, and says nothing where it cannot. A remaining log would be read into
    whatever file takes this one's place: its rows would occur there twice, and other rows would be deleted instead of
    the old ones.
    """
    log = path.with_name(f"{path.name}.wal")
    if not log.exists():
        return
    with disk_trouble_told(path):
        connection = _connect(path, read_only=False, config=WORKING)
        try:
            connection.execute("CHECKPOINT")
        finally:
            connection.close()
    if log.exists():
        raise WarehouseUnwritable(f"{path} cannot be written: its log stays beside it")


_OF_THE_DISK = frozenset(
    (
        errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO, errno.EACCES, errno.EPERM,
        errno.ENOTDIR, errno.EISDIR, errno.EEXIST, errno.ENOTEMPTY,
    )
)  # fmt: skip


@contextmanager
def disk_trouble_told(path: Path) -> Iterator[None]:
    """Turn disk errors raised in the body into ``WarehouseUnwritable`` with file and reason; pass on all others.

    ``path`` is used where the error itself names no file.
    """
    try:
        yield
    except (duckdb.Error, OSError) as error:
        message = _disk_trouble(path, error)
        if message is None:
            raise
        raise WarehouseUnwritable(message) from error


def _disk_trouble(path: Path, error: BaseException) -> str | None:
    """Return the message for a disk error or one raised while cleaning up after it; ``None`` for other errors."""
    for each in with_causes(error):
        if isinstance(each, OSError) and each.errno in _OF_THE_DISK:
            return f"{each.filename or path} cannot be written: {each.strerror or each}"
        if isinstance(each, duckdb.Error) and _is_of_the_disk(each):
            # DuckDB tells a failed checkpoint in two lines; whoever looks at the last line of a log wants the file.
            return f"{path} cannot be written: {' '.join(str(each).split())}"
    return None


def _is_of_the_disk(error: duckdb.Error) -> bool:
    """Return whether this is a disk error; a failed commit or a closed file shows it only in the message."""
    if isinstance(error, (duckdb.IOException, duckdb.OutOfMemoryException)):
        return True
    message = str(error)
    return "Could not write" in message or any(os.strerror(number) in message for number in _OF_THE_DISK)


# Reading keeps nothing on the disk: what does not fit in memory is an error, not a file beside the published one that
# no take-down knows. Variables of this program are no tables of a query.
_READING = {
    **OFFLINE,
    "enable_external_access": "false",
    "temp_directory": "",
    "python_enable_replacements": "false",
}

MOST_LOOKED_FOR = 1000
"""The most rows for which a joined scan skips whatever holds none of them. DuckDB's own limit is so low that a page's
hundred rows, whose numbers lie far apart, took a scan of all columns between the first and the last."""

# Connections of one process to one file share its settings: two threads that open it at once would both find them open,
# and the second would be told that they are locked.
_OPENING = threading.Lock()


def open_published(data_dir: Path) -> Warehouse:
    """Open the newest published file read-only, without access to other files or the network, with locked settings.

    The link is followed once: a reader keeps the file that it opened, even if another is published meanwhile.
    Raises ``NoWarehouse`` when nothing has been published yet.
    """
    link = data_dir / PUBLISHED_NAME
    if not link.exists():
        raise NoWarehouse(f"there is no warehouse in {data_dir} yet: run `kehtiv ingest` or `kehtiv add` first")
    return open_file(link.resolve())


def open_file(path: Path, memory_limit: str | None = None, threads: int | None = None) -> Warehouse:
    """Open a published file by its own path, as ``open_published`` does.

    A process may open it several times and use cursors in several threads: these share settings and memory, so that
    the first one's ``memory_limit`` ("160MB") and ``threads`` of a query (``None``: DuckDB's default) hold for all.
    """
    with _OPENING:
        connection = _connect(path, read_only=True, config=_READING)
        if _is_locked(connection):
            return Warehouse(connection, path, is_published=True)
        try:
            connection.execute("SET GLOBAL TimeZone = 'UTC'")
            connection.execute(f"SET GLOBAL dynamic_or_filter_threshold = {MOST_LOOKED_FOR}")
            for name, value in (("memory_limit", memory_limit), ("threads", threads)):
                if value is not None:
                    connection.execute(f"SET {name} = '{value}'")
            # External access or not, DuckDB lets a COPY write to the open file and to its log. The file is open by now,
            # so that nothing needs a path any more.
            connection.execute("SET disabled_filesystems = 'LocalFileSystem'")
            connection.execute("SET lock_configuration = true")
        except BaseException:
            connection.close()
            raise
        return Warehouse(connection, path, is_published=True)


@contextmanager
def open_aside(data_dir: Path | None, config: Mapping[str, str] = OFFLINE) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open an instance in memory, to which files are attached, and close it in the end.

    What does not fit goes to ``aside.duckdb.tmp`` in ``data_dir``, where a take-down and the next run clear it; DuckDB
    of itself would write it into the folder in which kehtiv was started. ``None``: an error where it does not fit.
    """
    spills_to = "" if data_dir is None else str(data_dir / "aside.duckdb.tmp")
    with duckdb.connect(":memory:", config={**config, "temp_directory": spills_to}) as connection:
        try:
            yield connection
        finally:
            end_query(connection)


def _connect(path: Path, *, read_only: bool, config: Mapping[str, str]) -> duckdb.DuckDBPyConnection:
    try:
        connection = duckdb.connect(str(path), read_only=read_only, config=dict(config))
        # Called with `python -c`, DuckDB takes itself to be watched and draws a bar into the answer after two seconds.
        if not _is_locked(connection):
            connection.execute("SET enable_progress_bar = false")
    except duckdb.Error as error:
        raise _explain(path, error) from error
    return connection


def _is_locked(connection: duckdb.DuckDBPyConnection) -> bool:
    """Return whether this process has the published file open already, with all its settings in place."""
    return bool(connection.execute("SELECT current_setting('lock_configuration')").fetchall()[0][0])


def _explain(path: Path, error: duckdb.Error) -> WarehouseError:
    """Return the error for DuckDB's message, its only distinction; an unknown message means a damaged file."""
    message = str(error)
    if "lock on file" in message:
        return WarehouseLocked(f"{path} is in use by another process: wait for that run to end, or stop it")
    if "newer" in message and "version" in message:
        return WarehouseTooNew(f"{path} was written by a newer DuckDB: upgrade kehtiv before opening it ({message})")
    if any(
        text in message for text in ("Permission denied", "Read-only file system", "Cannot open", "Could not write")
    ):
        return WarehouseUnwritable(f"{path} cannot be opened: {message}")
    return WarehouseDamaged(f"{path} cannot be read as a warehouse: {message}")
