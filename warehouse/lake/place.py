"""Name a lake: where its catalog is, where its data files are, and which editions of it exist."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from warehouse.errors import BadLake

_EDITION = re.compile(r"\d{6}-[0-9a-f]{8}")
IN_OBJECTS = "s3://"
_SERVERS = ("postgresql://", "postgres://")
_UNUSUAL = re.compile(r"[\x00-\x1f'\"]")


@dataclass(frozen=True)
class LakePlace:
    """Where a lake is. ``catalog``: a file, or ``postgresql://…``. ``data``: a folder, or ``s3://bucket/prefix``."""

    catalog: str
    data: str

    @property
    def is_on_server(self) -> bool:
        """Whether PostgreSQL keeps the catalog."""
        return self.catalog.startswith(_SERVERS)

    @property
    def is_in_objects(self) -> bool:
        """Whether the data files are objects of S3."""
        return self.data.startswith(IN_OBJECTS)

    @property
    def paths(self) -> tuple[Path, ...]:
        """What of it lies in the file system."""
        return tuple(
            Path(path)
            for path, is_elsewhere in ((self.catalog, self.is_on_server), (self.data, self.is_in_objects))
            if not is_elsewhere
        )

    def data_of(self, edition: str) -> str:
        """Return the folder of an edition's data files, as DuckDB names it; it ends in "/"."""
        return f"{self.data}/{edition}/"


def name_place(catalog: str, data: str) -> LakePlace:
    """Return the place that a person named, its paths absolute. Raises ``BadLake``.

    A password in the address would stand in the journal of exports and in messages, so it is refused.
    """
    for words in (catalog, data):
        if not words or _UNUSUAL.search(words):
            raise BadLake(f"{words!r} cannot name a lake: it is empty, or has a quotation mark or a control character")
    if catalog.startswith(_SERVERS):
        if urlsplit(catalog).password is not None:
            raise BadLake("the address of the catalog has a password: give it in PGPASSWORD or in a PGPASSFILE")
    elif "://" in catalog:
        raise BadLake(f"{catalog}: the catalog is a file or postgresql://…")
    else:
        catalog = str(Path(catalog).absolute())
    if data.startswith(IN_OBJECTS):
        if not data.removeprefix(IN_OBJECTS).strip("/"):
            raise BadLake(f"{data}: name a bucket")
        data = data.rstrip("/")
    elif "://" in data:
        raise BadLake(f"{data}: the data are in a folder or in s3://bucket/prefix")
    else:
        data = str(Path(data).absolute())
    return LakePlace(catalog=catalog, data=data)


def new_edition(number: int) -> str:
    """Return the name of a new edition of the publish ``number``. No two are equal, also of one publish."""
    return f"{number:06d}-{secrets.token_hex(4)}"


def is_edition(name: str) -> bool:
    """Return whether an edition may have this name."""
    return _EDITION.fullmatch(name) is not None
