"""Keep the catalogs of a lake's editions, in files or in PostgreSQL, and say which edition is the current one."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Protocol

import duckdb

from warehouse.durable import lead, sync
from warehouse.errors import BadLake
from warehouse.lake.data_files import trouble_told
from warehouse.lake.place import LakePlace, is_edition
from warehouse.sources import literal

_SERVER = "lake_server"


class Catalogs(Protocol):
    """What is done with the catalogs of a lake. Every method raises ``LakeTrouble`` where the place does not answer."""

    def address_of(self, edition: str) -> tuple[str, str]:
        """Return what ATTACH takes for an edition's catalog: its address, and its further options."""

    def current(self) -> str | None:
        """Return the edition that readers are led to; ``None`` where there is none."""

    def make_current(self, edition: str) -> None:
        """Lead readers to an edition from now on."""

    def editions(self) -> list[str]:
        """Return the editions that have a catalog, sorted."""

    def drop(self, edition: str) -> None:
        """Delete the catalog of an edition, if there is one."""

    def lead_nowhere(self) -> None:
        """Lead readers to no edition any more."""

    def for_readers(self) -> str:
        """Return the SQL by which a reader opens the current edition."""


def catalogs_of(place: LakePlace, connection: duckdb.DuckDBPyConnection) -> Catalogs:
    """Return the catalogs of a lake; its extensions are loaded. Raises ``LakeTrouble``."""
    return _OnServer(place, connection) if place.is_on_server else _InFiles(place)


def refuse_file(catalog: Path) -> None:
    """Raise ``BadLake`` where a file that no lake wrote stands in the place of a catalog."""
    if catalog.exists() and not catalog.is_symlink():
        raise BadLake(f"{catalog} is a file that no lake wrote: name another one")


class _InFiles:
    """A DuckDB file for each edition, beside a link that names the current one."""

    def __init__(self, place: LakePlace) -> None:
        self._link = Path(place.catalog)

    def address_of(self, edition: str) -> tuple[str, str]:
        return f"ducklake:{self._path(edition)}", ""

    def current(self) -> str | None:
        if not self._link.is_symlink():
            return None
        edition = self._link.readlink().name.removeprefix(f"{self._link.stem}-").removesuffix(self._link.suffix)
        return edition if is_edition(edition) else None

    def make_current(self, edition: str) -> None:
        with trouble_told(str(self._link)):
            refuse_file(self._link)
            sync(self._path(edition))
            lead(self._link, self._path(edition))

    def editions(self) -> list[str]:
        with trouble_told(str(self._link)):
            if not self._link.parent.is_dir():
                return []
            begin = len(self._link.stem) + 1
            names = (path.stem[begin:] for path in self._link.parent.glob(f"{self._link.stem}-*{self._link.suffix}"))
            return sorted(name for name in names if is_edition(name))

    def drop(self, edition: str) -> None:
        with trouble_told(str(self._link)):
            path = self._path(edition)
            for left in (path, path.with_name(f"{path.name}.wal")):
                left.unlink(missing_ok=True)

    def lead_nowhere(self) -> None:
        with trouble_told(str(self._link)):
            if self._link.is_symlink():
                self._link.unlink()

    def for_readers(self) -> str:
        return f"INSTALL ducklake; ATTACH 'ducklake:{self._link}' AS lake (READ_ONLY); USE lake;"

    def _path(self, edition: str) -> Path:
        return self._link.with_name(f"{self._link.stem}-{edition}{self._link.suffix}")


class _OnServer:
    """A schema of PostgreSQL for each edition; the table ``kehtiv.lakes`` names the current one of each lake."""

    def __init__(self, place: LakePlace, connection: duckdb.DuckDBPyConnection) -> None:
        self._place, self._connection = place, connection
        # Two lakes may share a server: their data lie apart, and so do the names of their schemas.
        self._lake = f"kehtiv_{hashlib.sha256(place.data.encode()).hexdigest()[:8]}_"
        with trouble_told(place.catalog):
            connection.execute(f"ATTACH IF NOT EXISTS {literal(place.catalog)} AS {_SERVER} (TYPE postgres)")

    def address_of(self, edition: str) -> tuple[str, str]:
        return f"ducklake:postgres:{self._place.catalog}", f"METADATA_SCHEMA '{self._schema(edition)}'"

    def current(self) -> str | None:
        if not self._rows(
            "SELECT 1 FROM information_schema.tables WHERE table_schema = 'kehtiv' AND table_name = 'lakes'"
        ):
            return None
        rows = self._rows(f"SELECT metadata_schema FROM kehtiv.lakes WHERE data = {literal(self._place.data)}")
        return self._edition(rows[0][0]) if rows else None

    def make_current(self, edition: str) -> None:
        self._do("CREATE SCHEMA IF NOT EXISTS kehtiv")
        self._do(
            "CREATE TABLE IF NOT EXISTS kehtiv.lakes (data TEXT PRIMARY KEY, metadata_schema TEXT NOT NULL,"
            " made_at TIMESTAMPTZ NOT NULL DEFAULT now())"
        )
        values = f"({literal(self._place.data)}, '{self._schema(edition)}')"
        self._do(
            f"INSERT INTO kehtiv.lakes VALUES {values} ON CONFLICT (data)"
            " DO UPDATE SET metadata_schema = EXCLUDED.metadata_schema, made_at = now()"
        )

    def editions(self) -> list[str]:
        rows = self._rows("SELECT schema_name FROM information_schema.schemata")
        names = (self._edition(name) for (name,) in rows if name.startswith(self._lake))
        return sorted(name for name in names if is_edition(name))

    def drop(self, edition: str) -> None:
        self._do(f'DROP SCHEMA IF EXISTS "{self._schema(edition)}" CASCADE')

    def lead_nowhere(self) -> None:
        if self.current() is not None:
            self._do(f"DELETE FROM kehtiv.lakes WHERE data = {literal(self._place.data)}")

    def for_readers(self) -> str:
        edition = self.current()
        schema = self._schema(edition) if edition else ""
        return (
            f"INSTALL ducklake; INSTALL postgres; ATTACH 'ducklake:postgres:{self._place.catalog}' AS lake"
            f" (METADATA_SCHEMA '{schema}', READ_ONLY); USE lake;"
        )

    def _schema(self, edition: str) -> str:
        return self._lake + edition.replace("-", "_")

    def _edition(self, schema: str) -> str:
        return schema.removeprefix(self._lake).replace("_", "-")

    def _rows(self, sql: str) -> list[tuple[str]]:
        with trouble_told(self._place.catalog):
            return self._connection.execute(
                "FROM postgres_query($server, $sql)", {"server": _SERVER, "sql": sql}
            ).fetchall()

    def _do(self, sql: str) -> None:
        with trouble_told(self._place.catalog):
            self._connection.execute("CALL postgres_execute($server, $sql)", {"server": _SERVER, "sql": sql})
