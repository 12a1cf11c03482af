"""Open a lake as a reader does, with the extensions from their wheels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from warehouse.connection import OFFLINE
from warehouse.lake.catalogs import catalogs_of
from warehouse.lake.data_files import let_read_objects
from warehouse.lake.extensions import load_extensions
from warehouse.lake.place import LakePlace


@contextmanager
def open_lake(place: LakePlace) -> Iterator[duckdb.DuckDBPyConnection]:
    """Yield a connection in which the current edition is in use, by the SQL that kehtiv prints for readers."""
    with open_reader(place) as connection, attached(connection, place):
        yield connection


@contextmanager
def open_reader(place: LakePlace) -> Iterator[duckdb.DuckDBPyConnection]:
    """Yield a connection that has what it needs to open editions of a lake."""
    with duckdb.connect(config=OFFLINE) as connection:
        load_extensions(connection, place)
        if place.is_in_objects:
            let_read_objects(connection)
        connection.execute("SET TimeZone = 'UTC'")
        yield connection


@contextmanager
def attached(connection: duckdb.DuckDBPyConnection, place: LakePlace) -> Iterator[None]:
    """Use the edition that is current now while the body runs."""
    connection.execute(re.sub(r"INSTALL \w+; ", "", catalogs_of(place, connection).for_readers()))
    try:
        yield
    finally:
        connection.execute("USE memory")
        connection.execute("DETACH lake")
