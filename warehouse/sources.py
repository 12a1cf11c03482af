"""Read the SQL files of the repository. Each begins with a header of comment lines."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SQL_FOLDER = Path(__file__).resolve().parent.parent / "sql"


@dataclass(frozen=True)
class Source:
    """An SQL file. ``header`` holds its leading ``-- key: value`` lines, ``sql`` everything after them."""

    name: str
    header: tuple[tuple[str, str], ...]
    sql: str

    def field(self, key: str) -> str | None:
        """Return the first value of a header key; ``None`` where the header lacks it."""
        return next((value for k, value in self.header if k == key), None)

    @property
    def inner(self) -> frozenset[str]:
        """The columns that mean something within one published file alone; they are neither compared nor exported."""
        return frozenset((self.field("inner") or "").replace(",", " ").split())


def read_source(path: Path) -> Source:
    """Read a file and its header. A comment line without a key continues the line before it."""
    header: list[tuple[str, str]] = []
    lines = path.read_text("utf-8").splitlines()
    for position, line in enumerate(lines):
        if not line.startswith("--"):
            return Source(path.stem, tuple(header), "\n".join(lines[position:]).strip())
        keyed = re.fullmatch(r"--\s?(\$?\w+):\s*(.*)", line)
        if keyed:
            header.append((keyed[1], keyed[2].strip()))
        elif header:
            key, value = header[-1]
            header[-1] = key, f"{value} {line[2:].strip()}".strip()
    return Source(path.stem, tuple(header), "")


def read_folder(name: str) -> tuple[Source, ...]:
    """Return all files of a folder, sorted by name."""
    return tuple(read_source(path) for path in sorted((SQL_FOLDER / name).glob("*.sql")))


def read_tree(name: str) -> dict[str, Source]:
    """Return all files of a folder and its subfolders, by name.

    Raise ``LookupError`` where two files have the same name, because they would be one table.
    """
    found: dict[str, Source] = {}
    for path in sorted((SQL_FOLDER / name).rglob("*.sql")):
        if path.stem in found:
            raise LookupError(f"sql/{name} has two files named {path.name}")
        found[path.stem] = read_source(path)
    return found


def literal(words: str | Path) -> str:
    """Return words, or a path, as a text of SQL, for statements that take no parameters."""
    return "'" + str(words).replace("'", "''") + "'"


@cache
def fingerprint() -> str:
    """Return a digest of all SQL files: when it changes, the published file must be derived again."""
    digest = hashlib.sha256()
    for path in sorted(SQL_FOLDER.rglob("*.sql")):
        digest.update(path.relative_to(SQL_FOLDER).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
