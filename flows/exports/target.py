"""Put an export into place, whole or not at all, and take it away again.

An export is built beside its folder and then renamed. Only folders that an export wrote are ever replaced or removed,
and of these only what the export wrote.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flows.exports import checksums
from warehouse.durable import sync

DESCRIPTION = "datapackage.json"
MARK = "kehtiv"
"""The property of ``datapackage.json`` by which a folder is known as an export."""


MANY_FILES = 1000
"""From this number of files on, syncing the whole machine once is faster than syncing each file."""


class BadTarget(Exception):
    """The folder cannot take an export; the message says why and what to do."""


def refuse_target(folder: Path) -> None:
    """Raise ``BadTarget`` where a folder holds anything that an export did not write."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise BadTarget(f"{folder} is not a folder: name a new one, or one that holds an export")
    if not folder.is_dir() or not any(folder.iterdir()):
        return
    if not is_export(folder):
        raise BadTarget(f"{folder} holds files that are not an export: name a new or empty folder")
    if foreign := _foreign(folder):
        raise BadTarget(f"{folder} holds {foreign[0]}, which no export wrote: move it, or name another folder")


def is_export(folder: Path) -> bool:
    """Return whether an export wrote this folder."""
    try:
        return MARK in json.loads((folder / DESCRIPTION).read_text("utf-8"))
    except (OSError, ValueError, TypeError):
        return False


def _foreign(folder: Path) -> list[str]:
    """Return the files in an export's folder that its checksums do not name, sorted."""
    names = checksums.read_names(folder)
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_symlink() or path.is_file())
    return sorted(name for name in found if name not in names)


@contextmanager
def replacing(folder: Path) -> Iterator[Path]:
    """Yield an empty folder aside; put it in the place of ``folder`` when the body is done, remove it when it fails.

    Raises ``BadTarget`` and ``OSError``. A kill between the two renames leaves the new export aside: the next export
    and every withdrawal remove it.
    """
    refuse_target(folder)
    building, replaced = _aside(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    _remove_asides(folder)
    building.mkdir()
    try:
        yield building
        _settle(building)
        if folder.exists():
            refuse_target(folder)
            folder.rename(replaced)
        _put(building, folder, replaced)
    finally:
        _remove_asides(folder)


def _settle(folder: Path) -> None:
    """Return when all files are on the disk: after a power cut the folder is the old one or the new one."""
    paths = list(folder.rglob("*"))
    if len(paths) > MANY_FILES:
        os.sync()
    else:
        for path in paths:
            sync(path)


def _put(building: Path, folder: Path, replaced: Path) -> None:
    try:
        building.rename(folder)
    except OSError:
        if replaced.is_dir():
            replaced.rename(folder)  # the old export is better than none
        raise


def remove(folder: Path) -> bool:
    """Remove what an export wrote into a folder and what a killed one left beside it; return whether any was there.

    Files that no export wrote stay, with the folders that they are in. Raises ``OSError``.
    """
    found = _remove_asides(folder)
    if folder.is_symlink() or not is_export(folder):
        return found
    for name in sorted(checksums.read_names(folder) - {DESCRIPTION, checksums.NAME}):
        (folder / name).unlink(missing_ok=True)
    # These two last: until then they tell the next attempt what to remove.
    for name in (DESCRIPTION, checksums.NAME):
        (folder / name).unlink(missing_ok=True)
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink() and not any(path.iterdir()):
            path.rmdir()
    if not any(folder.iterdir()):
        folder.rmdir()
    return True


def _aside(folder: Path) -> tuple[Path, Path]:
    return tuple(folder.with_name(f".{folder.name}.{word}") for word in ("building", "replaced"))  # type: ignore[return-value]


def _remove_asides(folder: Path) -> bool:
    asides = [path for path in _aside(folder) if path.is_dir() and not path.is_symlink()]
    for path in asides:
        shutil.rmtree(path)
    return bool(asides)
