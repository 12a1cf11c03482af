"""Rewrite the working file, so that deleted content is gone from the disk too.

DuckDB only marks the blocks of deleted rows as free; their bytes stay until something else is written there.
"""

from __future__ import annotations

from warehouse.connection import WORKING, Warehouse, fold_log, open_aside, open_working
from warehouse.durable import sync
from warehouse.publish.files import building_beside, remove
from warehouse.sources import literal


def rewrite(w: Warehouse) -> None:
    """Copy the live content of the working file into a new file and replace the old one; ``w`` is open afterwards.

    The old file keeps its name until the new one is complete and on the disk, so a kill at any moment leaves one of
    them in place. The working file holds no views or macros: tables are all there is to copy.
    """
    building = building_beside(w.path)
    building.unlink(missing_ok=True)
    w.connection.close()
    try:
        fold_log(w.path)
        with open_aside(w.path.parent, WORKING) as aside:
            aside.execute(f"ATTACH {literal(w.path)} AS held (READ_ONLY)")
            aside.execute(f"ATTACH {literal(building)} AS anew")
            aside.execute("COPY FROM DATABASE held TO anew")
            aside.execute("DETACH anew")
            aside.execute("DETACH held")
        sync(building)
        building.replace(w.path)
    finally:
        remove(building)
        # Even without room for a second file, the run must record in the first one how it ended.
        w.connection = open_working(w.path.parent).connection
