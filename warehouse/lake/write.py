"""Write an edition of a lake from what is published, and delete editions that nobody needs any more."""

from __future__ import annotations

from pathlib import Path

import duckdb

from warehouse.connection import open_aside
from warehouse.durable import aside
from warehouse.errors import BadLake
from warehouse.exports.source import ExportSource, PublishedTable
from warehouse.lake.catalogs import Catalogs, catalogs_of, refuse_file
from warehouse.lake.data_files import DataFiles, let_read_objects, trouble_told
from warehouse.lake.extensions import find_extensions, load_extensions
from warehouse.lake.macros import lake_macros
from warehouse.lake.place import LakePlace, new_edition
from warehouse.sources import literal
from warehouse.transactions import transaction

_ALIAS = "written_lake"


def refuse_place(place: LakePlace) -> None:
    """Raise ``BadLake`` where a lake cannot be written: an extension is missing, the place of the data files holds
    anything that no lake wrote, or the catalog is somebody's file. Raise ``LakeTrouble``."""
    find_extensions(place)
    catalog = Path(place.catalog)
    ours: tuple[str, ...] = ()
    if not place.is_on_server:
        refuse_file(catalog)
        ours = (catalog.name, f"{catalog.stem}-", aside(catalog).name)
    for name in DataFiles(place).foreign():
        if not name.startswith(ours):
            raise BadLake(f"{place.data} holds {name}, which no lake wrote: name a new or empty place")


def write_lake(source: ExportSource, place: LakePlace) -> tuple[int, str]:
    """Write all published tables as a new edition, lead readers to it, and drop all but it and the one before it.

    The one before stays for readers who have it open. Returns the number of tables, and the SQL by which a reader opens
    the edition. Raises ``BadLake`` and ``LakeTrouble``; readers are then led where they were before.
    """
    connection = source.connection.cursor()
    try:
        files, catalogs = _open(connection, place)
        before, edition = catalogs.current(), new_edition(source.number)
        if not place.is_on_server:
            with trouble_told(place.catalog):
                Path(place.catalog).parent.mkdir(parents=True, exist_ok=True)
        files.make(edition)
        number = _fill(connection, source, place, files, catalogs, edition)
        catalogs.make_current(edition)
        _drop(files, catalogs, kept={edition, before})
        return number, catalogs.for_readers()
    finally:
        connection.close()


def clear_lake(place: LakePlace) -> bool:
    """Delete all editions of a lake; return whether there was any. Raises ``BadLake`` and ``LakeTrouble``."""
    with open_aside(None) as connection:
        files, catalogs = _open(connection, place)
        catalogs.lead_nowhere()
        return _drop(files, catalogs, kept=set())


def _open(connection: duckdb.DuckDBPyConnection, place: LakePlace) -> tuple[DataFiles, Catalogs]:
    load_extensions(connection, place)
    if place.is_in_objects:
        let_read_objects(connection)
    return DataFiles(place), catalogs_of(place, connection)


def _fill(
    connection: duckdb.DuckDBPyConnection,
    source: ExportSource,
    place: LakePlace,
    files: DataFiles,
    catalogs: Catalogs,
    edition: str,
) -> int:
    address, options = catalogs.address_of(edition)
    data = place.data_of(edition)
    # Inlined rows would stand in the catalog, and their words in its log.
    wanted = ", ".join(filter(None, (options, f"DATA_PATH {literal(data)}", "DATA_INLINING_ROW_LIMIT 0")))
    with trouble_told(place.catalog):
        connection.execute(f"ATTACH {literal(address)} AS {_ALIAS} ({wanted})")
        try:
            with transaction(connection):
                for table in source.whole:
                    _add_table(connection, source, files, edition, table)
                connection.execute(f"USE {_ALIAS}")
                for statement in lake_macros():
                    connection.execute(statement)
        finally:
            connection.execute("USE memory")
            connection.execute(f"DETACH {_ALIAS}")
    return len(source.whole)


def _add_table(
    connection: duckdb.DuckDBPyConnection, source: ExportSource, files: DataFiles, edition: str, table: PublishedTable
) -> None:
    name = f'{_ALIAS}.main."{table.name}"'
    columns = ", ".join(f'"{column.name}" {column.sql_type}' for column in table.columns)
    connection.execute(f"CREATE TABLE {name} ({columns})")
    address = files.write(source, edition, table)
    if address is not None:
        values = {"lake": _ALIAS, "name": table.name, "path": address}
        connection.execute("CALL ducklake_add_data_files($lake, $name, $path)", values)
    connection.execute(f"COMMENT ON TABLE {name} IS {literal(table.meaning)}")
    for column in table.columns:
        connection.execute(f'COMMENT ON COLUMN {name}."{column.name}" IS {literal(column.meaning)}')


def _drop(files: DataFiles, catalogs: Catalogs, kept: set[str | None]) -> bool:
    """Delete the editions that are not kept: the catalog first, so that none leads to files that are gone."""
    with_catalog, with_files = catalogs.editions(), files.editions()
    for edition in with_catalog:
        if edition not in kept:
            catalogs.drop(edition)
    for edition in with_files:
        if edition not in kept:
            files.drop(edition)
    return bool({*with_catalog, *with_files} - kept)
