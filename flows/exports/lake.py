"""Write what is published as a DuckLake, and remember it as an export, so that a withdrawal clears it."""

from __future__ import annotations

from pathlib import Path

from flows.exports.journal import Remembered, remember
from flows.exports.target import BadTarget
from flows.folder import find_owner
from flows.settings import Settings
from flows.stores.on_s3 import OnS3
from warehouse.errors import BadLake
from warehouse.exports.source import open_source
from warehouse.lake.place import LakePlace, name_place
from warehouse.lake.write import refuse_place, write_lake

DEFAULT_CATALOG = "lake.ducklake"


def place_of(catalog: str | None, data: str) -> LakePlace:
    """Return the place that a person named; without a catalog it is in the folder of the data. Raises ``BadTarget``."""
    if catalog is None and "://" in data:
        raise BadTarget(f"{data}: name the catalog of the lake too, a file or postgresql://…")
    try:
        return name_place(catalog or str(Path(data) / DEFAULT_CATALOG), data)
    except BadLake as error:
        raise BadTarget(str(error)) from error


def export_lake(settings: Settings, place: LakePlace) -> tuple[int, str]:
    """Write all published tables to a lake; return their number, and the SQL by which a reader opens it.

    The place is remembered first, so that a withdrawal reaches it even where this call is killed. The caller keeps
    every run out of the data folder. Raises ``BadTarget``, ``NoWarehouse``, ``LakeTrouble``, and ``StoreFailed`` for a
    bucket that cannot be used or keeps versions; readers are then led where they were before.
    """
    for path in place.paths:
        if (owner := find_owner(path, settings.data)) is not None:
            raise BadTarget(f"{path} would be written into {owner}, which kehtiv keeps: name a place elsewhere")
    if place.is_in_objects:
        # A bucket that keeps versions keeps what a withdrawal deletes.
        OnS3(place.data).prepare()
    try:
        refuse_place(place)
        with open_source(settings.data) as source:
            remember(settings.data, Remembered(folder=place.data, formats=(), day=None, catalog=place.catalog))
            return write_lake(source, place)
    except BadLake as error:
        raise BadTarget(str(error)) from error
