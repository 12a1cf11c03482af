"""Writing the working file anew, so that what was deleted from it is gone from the disk too.

DuckDB only marks the blocks of deleted rows as free; their bytes stay until something else happens to be written there.
"""

from __future__ import annotations

import os

import duckdb

from warehouse.connection import WORKING, Warehouse, open_working
from warehouse.durable import sync


def rewrite(w: Warehouse) -> None:
    """Copies what lives in the working file into a new one and puts that in its place; ``w`` stays open throughout.

    The old file has its name until the new one is whole and durable: whenever the process is killed, one of them is
    there. Views and macros are not kept in the working file, so that tables are all there is to copy.
    """
    building = w.path.with_name(f".{w.path.name}.building")
    building.unlink(missing_ok=True)
    w.connection.close()
    try:
        with duckdb.connect(config=dict(WORKING)) as aside:
            aside.execute(f"ATTACH '{_quoted(w.path)}' AS held (READ_ONLY)")
            aside.execute(f"ATTACH '{_quoted(building)}' AS anew")
            aside.execute("COPY FROM DATABASE held TO anew")
            aside.execute("DETACH anew")
            aside.execute("DETACH held")
        sync(building)
        building.replace(w.path)
    finally:
        for left in w.path.parent.glob(f"{building.name}*"):  # the file and its log
            left.unlink()
        # Where there was no room for a second one the run still has to say in the first how it ended.
        w.connection = open_working(w.path.parent).connection


def _quoted(path: os.PathLike[str]) -> str:
    return os.fspath(path).replace("'", "''")
