"""Name the published files of a data folder, put the newest one in place, and remove the oldest."""

from __future__ import annotations

import os
import re
from pathlib import Path

from warehouse.connection import PUBLISHED_NAME
from warehouse.durable import lead, sync

KEPT = 3
"""How many published files are kept. A reader that has an older one open keeps it until it closes it."""

_NAME = re.compile(r"warehouse-(\d{6,})\.duckdb")


def published_path(data_dir: Path, number: int) -> Path:
    """Return the path of the published file with this number."""
    return data_dir / f"warehouse-{number:06d}.duckdb"


def last_number(data_dir: Path) -> int:
    """Return the greatest number of a published file that is there; 0 where there is none."""
    return max((number for number, _ in _published(data_dir)), default=0)


def building_beside(path: Path) -> Path:
    """Return where a file is built before it takes its place; what is removed after a kill is found by this name."""
    return path.with_name(f".{path.name}.building")


def remove(path: Path) -> None:
    """Delete a file that was being built, its log, and everything else whose name begins with its name."""
    for left in path.parent.glob(f"{path.name}*"):
        left.unlink()


def remove_unfinished(data_dir: Path) -> None:
    """Delete what is left of published files that were being built."""
    for path in data_dir.glob(".warehouse-*.building*"):
        path.unlink()


def remove_old(data_dir: Path, newest: Path, keep: int) -> None:
    """Delete all published files but the ``keep`` with the highest numbers, and never ``newest``."""
    for _, path in _published(data_dir)[:-keep]:
        if path != newest:
            path.unlink(missing_ok=True)


def put_in_place(building: Path, target: Path) -> None:
    """Sync a file, make it read-only, name it and lead readers to it.

    After a power cut it is either complete or not there.
    """
    sync(building)
    os.chmod(building, 0o444)
    os.rename(building, target)
    link(target)


def link(target: Path) -> None:
    """Lead readers to a published file."""
    name = target.with_name(PUBLISHED_NAME)
    if name.is_symlink() and os.readlink(name) == target.name:
        return
    lead(name, target)


def _published(data_dir: Path) -> list[tuple[int, Path]]:
    """Return the published files with their numbers, the oldest first."""
    matches = [(path, _NAME.fullmatch(path.name)) for path in data_dir.glob("warehouse-*.duckdb")]
    return sorted((int(match[1]), path) for path, match in matches if match)
