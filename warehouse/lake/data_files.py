"""Keep the data files of a lake, in a folder or in S3."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import duckdb
import pyarrow as pa
from pyarrow import fs, parquet

from warehouse.errors import LakeTrouble
from warehouse.exports.source import ExportSource, PublishedTable
from warehouse.lake.place import IN_OBJECTS, LakePlace, is_edition

_ROWS = 100_000
"""Rows of one group of a Parquet file: what a reader takes or skips at once."""


class DataFiles:
    """The data files of a lake. Credentials, region and endpoint of S3 come from the AWS variables of the environment.

    Every method raises ``LakeTrouble`` where the place does not answer.
    """

    def __init__(self, place: LakePlace) -> None:
        self._place = place
        self._root = place.data.removeprefix(IN_OBJECTS)
        with trouble_told(place.data):
            self._system: fs.FileSystem = _objects() if place.is_in_objects else fs.LocalFileSystem()

    def make(self, edition: str) -> None:
        """Make the folder of an edition."""
        with trouble_told(self._place.data):
            self._system.create_dir(f"{self._root}/{edition}", recursive=True)

    def write(self, source: ExportSource, edition: str, table: PublishedTable) -> str | None:
        """Write the rows of a table, in their order, as Parquet; return its address, ``None`` for a table without rows.

        DuckLake copies the smallest and the largest value of each column that the file tells into the catalog, and from
        there they stay in the log of PostgreSQL after the catalog is dropped. So the file tells none of words.
        """
        reader = source.read_whole(table, _ROWS)
        plain = [field.name for field in reader.schema if not _holds_words(field.type)]
        first = next(reader, None)
        if first is None:
            return None
        with (
            trouble_told(self._place.data),
            parquet.ParquetWriter(
                f"{self._root}/{edition}/{table.name}.parquet",
                reader.schema,
                filesystem=self._system,
                compression="zstd",
                write_statistics=plain,
            ) as writer,
        ):
            writer.write_batch(first)
            for batch in reader:
                writer.write_batch(batch)
        return f"{self._place.data_of(edition)}{table.name}.parquet"

    def editions(self) -> list[str]:
        """Return the editions of which data files are there, sorted."""
        return sorted(name for name in self._names() if is_edition(name))

    def foreign(self) -> list[str]:
        """Return the names of what is there and belongs to no edition, sorted."""
        return sorted(name for name in self._names() if not is_edition(name))

    def drop(self, edition: str) -> None:
        """Delete the data files of an edition, if there are any."""
        with trouble_told(self._place.data):
            path = f"{self._root}/{edition}"
            if self._system.get_file_info(path).type != fs.FileType.NotFound:
                self._system.delete_dir(path)

    def _names(self) -> list[str]:
        with trouble_told(self._place.data):
            entries = self._system.get_file_info(fs.FileSelector(self._root, allow_not_found=True))
        return [entry.base_name for entry in entries]


@contextmanager
def trouble_told(place: str) -> Iterator[None]:
    """Turn what a file system, a server or DuckDB says in the body into ``LakeTrouble`` that names the place."""
    try:
        yield
    except (OSError, pa.ArrowException, duckdb.Error) as error:
        if isinstance(error, LakeTrouble):
            raise
        reason = str(error).strip().splitlines()
        raise LakeTrouble(f"{place}: {reason[0] if reason else type(error).__name__}") from error


def let_read_objects(connection: duckdb.DuckDBPyConnection) -> None:
    """Let DuckDB read the objects that ``DataFiles`` writes: same endpoint, region and credentials."""
    endpoint = urlsplit(os.environ.get("AWS_ENDPOINT_URL", ""))
    options = {
        "KEY_ID": os.environ.get("AWS_ACCESS_KEY_ID"),
        "SECRET": os.environ.get("AWS_SECRET_ACCESS_KEY"),
        "SESSION_TOKEN": os.environ.get("AWS_SESSION_TOKEN"),
        "REGION": _region(),
        "ENDPOINT": endpoint.netloc,
        "URL_STYLE": "path" if endpoint.netloc else None,
    }
    given = {name: value for name, value in options.items() if value}
    names = "".join(f", {name} ${name.lower()}" for name in given)
    use_tls = "" if endpoint.scheme != "http" else ", USE_SSL false"
    values = {name.lower(): value for name, value in given.items()}
    connection.execute(f"CREATE OR REPLACE SECRET lake_objects (TYPE s3{names}{use_tls})", values)


def _objects() -> fs.S3FileSystem:
    endpoint = urlsplit(os.environ.get("AWS_ENDPOINT_URL", ""))
    return fs.S3FileSystem(
        region=_region(),
        endpoint_override=endpoint.netloc or None,
        scheme=endpoint.scheme or "https",
    )


def _region() -> str:
    """Return the region; pyarrow would ask Amazon for one that is not set."""
    return os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION") or "us-east-1"


def _holds_words(kind: pa.DataType) -> bool:
    return not (pa.types.is_primitive(kind) or pa.types.is_decimal(kind))
