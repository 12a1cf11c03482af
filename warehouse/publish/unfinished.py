"""Remove what a killed run left in the data folder: content that nothing names and no row mentions."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

# What is built aside before it takes a place: the working file and published ones, with their logs.
_BUILDING = (".*.duckdb.building*", ".*.duckdb.new*")
_SPILLED = "*.duckdb.tmp"


def clear(data_dir: Path) -> None:
    """Remove files that were being built, and what DuckDB had spilled. Raises ``OSError``.

    No other run may be going on.
    """
    clear_spilled(data_dir)
    for pattern in _BUILDING:
        for path in data_dir.glob(pattern):
            path.unlink()


def clear_spilled(data_dir: Path) -> None:
    """Remove what DuckDB spilled to the disk for lack of memory, even for an open connection. Raises ``OSError``.

    An open connection keeps the files it uses; only their names are removed.
    """
    for folder in data_dir.glob(_SPILLED):
        for path in folder.iterdir() if folder.is_dir() else ():
            with suppress(FileNotFoundError):  # the connection may remove it at the same time
                if path.is_dir() and not path.is_symlink():
                    shutil.rmtree(path)
                else:
                    path.unlink()
