"""Load DuckDB's extensions from their wheels: DuckDB of itself would fetch them from the network."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import duckdb

from warehouse.errors import BadLake
from warehouse.lake.place import LakePlace

DUCKLAKE, POSTGRES, OBJECTS = "ducklake", "postgres_scanner", "httpfs"
"""Extensions by the names of their files: the lake itself, its catalog on a server, its data in S3."""


def extensions_of(place: LakePlace) -> list[str]:
    """Return the extensions that a lake needs, in the order in which they are loaded."""
    return [DUCKLAKE, *([POSTGRES] if place.is_on_server else []), *([OBJECTS] if place.is_in_objects else [])]


def find_extensions(place: LakePlace) -> dict[str, Path]:
    """Return the file of each extension that a lake needs, in the order of loading. Raises ``BadLake`` without one."""
    found = {}
    for name in extensions_of(place):
        path = find_extension(name)
        if path is None:
            version = duckdb.__version__
            raise BadLake(f"DuckDB {version} lacks its extension {name}: pip install 'kehtiv[lake]'")
        found[name] = path
    return found


def load_extensions(connection: duckdb.DuckDBPyConnection, place: LakePlace) -> None:
    """Load what a lake needs. Raises ``BadLake`` where it is missing or made for another version of DuckDB."""
    for name, path in find_extensions(place).items():
        try:
            connection.load_extension(str(path))
        except duckdb.Error as error:
            raise BadLake(f"DuckDB {duckdb.__version__} does not take the extension {name}: {error}") from error


def find_extension(name: str) -> Path | None:
    """Return the file of an extension for this version of DuckDB; ``None`` where it is not installed."""
    found = find_spec(f"duckdb_extension_{name}")
    for folder in found.submodule_search_locations or () if found else ():
        path = Path(folder) / "extensions" / f"v{duckdb.__version__}" / f"{name}.duckdb_extension"
        if path.is_file():
            return path
    return None
