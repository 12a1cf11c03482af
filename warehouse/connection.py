"""Opening the two files: the working one that a run writes, and the published one that everybody reads."""

from __future__ import annotations

from collections.abc import Mapping
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
# A night's statements are small: handing them to several threads costs a fifth more of the processor and saves no time.
_WORKING = {**OFFLINE, "threads": "1"}


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
    connection = _connect(path, read_only=False, config=_WORKING)
    try:
        connection.execute("SET TimeZone = 'UTC'")
        migrations.migrate(connection)
    except BaseException:
        connection.close()
        raise
    return Warehouse(connection, path, is_published=False)


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
    if "Permission denied" in said or "Read-only file system" in said or "Cannot open file" in said:
        return WarehouseUnwritable(f"{path} cannot be opened: {said}")
    return WarehouseDamaged(f"{path} cannot be read as a warehouse: {said}")
