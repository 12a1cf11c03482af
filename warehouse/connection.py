"""Opening the two files: the working one that a run writes, and the published one that everybody reads."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import duckdb

from warehouse import migrations
from warehouse.errors import (
    NoWarehouse,
    WarehouseDamaged,
    WarehouseError,
    WarehouseLocked,
    WarehouseTooNew,
    WarehouseUnwritable,
)

WORKING_NAME = "working.duckdb"
PUBLISHED_NAME = "warehouse.duckdb"

# Nothing here may reach for the network: an extension that is missing is an error, not a download.
OFFLINE = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
MEMORY_LIMIT = "768MB"
"""What a run's DuckDB may take before it writes to ``working.duckdb.tmp``: its own measure is the whole machine's."""

# A night's statements are small: handing them to several threads costs a fifth more of the processor and saves no time.
# And every column of every table that a few rows are added to takes a block of memory until the next checkpoint: with
# blocks of 256 KiB that was 100 MiB for a dozen documents. A file that exists keeps its blocks until it is rewritten.
WORKING = {**OFFLINE, "threads": "1", "default_block_size": "16384", "memory_limit": MEMORY_LIMIT}


@dataclass
class Warehouse:
    """An open file. ``run_id`` is the run that this process started, so that it is not shown as interrupted."""

    connection: duckdb.DuckDBPyConnection
    path: Path
    is_published: bool
    run_id: str | None = None

    def __enter__(self) -> Warehouse:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file; DuckDB folds its log into it."""
        self.connection.close()


def open_working(data_dir: Path) -> Warehouse:
    """The working file of a data folder, made or migrated to this version.

    Raises ``WarehouseLocked`` while another process has it, ``WarehouseTooNew`` when a newer version wrote it,
    ``WarehouseUnwritable`` or ``WarehouseDamaged``.
    """
    path = data_dir / WORKING_NAME
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WarehouseUnwritable(f"the data folder {data_dir} cannot be made: {error.strerror or error}") from error
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
    """A new file takes its name when it is whole: of one that found no room DuckDB leaves the first bytes, and every
    later run would find a damaged warehouse there."""
    aside = path.with_name(f".{path.name}.new")
    try:
        aside.unlink(missing_ok=True)
        _connect(aside, read_only=False, config=WORKING).close()
        aside.replace(path)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise


_OF_THE_DISK = frozenset(
    (
        errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO, errno.EACCES, errno.EPERM,
        errno.ENOTDIR, errno.EISDIR, errno.EEXIST, errno.ENOTEMPTY,
    )
)  # fmt: skip


@contextmanager
def disk_trouble_told(path: Path) -> Iterator[None]:
    """What the disk causes in the body comes out as ``WarehouseUnwritable`` with file and reason, all else as it is.

    ``path`` is named where the error itself names no file.
    """
    try:
        yield
    except (duckdb.Error, OSError) as error:
        told = _disk_trouble(path, error)
        if told is None:
            raise
        raise WarehouseUnwritable(told) from error


def _disk_trouble(path: Path, error: BaseException | None) -> str | None:
    """The sentence for an error of the disk, or for one that came up in cleaning up after such; ``None``: no such."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in _OF_THE_DISK:
            return f"{error.filename or path} cannot be written: {error.strerror or error}"
        if isinstance(error, duckdb.Error) and _is_of_the_disk(error):
            return f"{path} cannot be written: {str(error).strip()}"
        error = error.__cause__ or error.__context__
    return None


def _is_of_the_disk(error: duckdb.Error) -> bool:
    """A commit that fails, or a file that was given up because of an earlier failure, has a class of its own."""
    if isinstance(error, (duckdb.IOException, duckdb.OutOfMemoryException)):
        return True
    said = str(error)
    return "Could not write" in said or any(os.strerror(number) in said for number in _OF_THE_DISK)


def open_published(data_dir: Path) -> Warehouse:
    """The newest published file, read-only, without access to other files or the network, its settings locked.

    The link is followed once: a reader keeps the file it opened, however often another is published meanwhile.
    Raises ``NoWarehouse`` when nothing was published yet.
    """
    link = data_dir / PUBLISHED_NAME
    if not link.exists():
        raise NoWarehouse(f"there is no warehouse in {data_dir} yet: run `kehtiv ingest` or `kehtiv add` first")
    return open_file(link.resolve())


def open_file(path: Path) -> Warehouse:
    """A published file by its own path, opened as ``open_published`` does."""
    connection = _connect(path, read_only=True, config={**OFFLINE, "enable_external_access": "false"})
    try:
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute("SET lock_configuration = true")
    except BaseException:
        connection.close()
        raise
    return Warehouse(connection, path, is_published=True)


def _connect(path: Path, *, read_only: bool, config: Mapping[str, str]) -> duckdb.DuckDBPyConnection:
    try:
        return duckdb.connect(str(path), read_only=read_only, config=dict(config))
    except duckdb.Error as error:
        raise _explain(path, error) from error


def _explain(path: Path, error: duckdb.Error) -> WarehouseError:
    """DuckDB tells these cases apart by wording alone; what is not known stays a damaged file with its own words."""
    said = str(error)
    if "lock on file" in said:
        return WarehouseLocked(f"{path} is in use by another process: wait for that run to end, or stop it")
    if "newer" in said and "version" in said:
        return WarehouseTooNew(f"{path} was written by a newer DuckDB: upgrade kehtiv before opening it ({said})")
    if any(words in said for words in ("Permission denied", "Read-only file system", "Cannot open", "Could not write")):
        return WarehouseUnwritable(f"{path} cannot be opened: {said}")
    return WarehouseDamaged(f"{path} cannot be read as a warehouse: {said}")
