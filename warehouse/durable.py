"""Make files survive a power cut, and put them into place whole."""

from __future__ import annotations

import os
from pathlib import Path


def sync(path: Path) -> None:
    """Sync a file or a folder: return when its bytes or names are on the disk. Raise ``OSError``."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def aside(path: Path) -> Path:
    """Return where a file is written before it takes its place; a killed process may leave it there."""
    return path.with_name(f".{path.name}.new")


def lead(link: Path, target: Path) -> None:
    """Let a link name a file beside it, and return when that is on the disk: readers meet the old file or the new one.

    Raise ``OSError``; the link then leads where it led before.
    """
    new = aside(link)
    new.unlink(missing_ok=True)
    new.symlink_to(target.name)
    os.replace(new, link)
    sync(link.parent)


def put_in_place(path: Path, data: bytes) -> None:
    """Write a file whole, over an earlier one, and return when it is on the disk.

    Raise ``OSError``; what ``path`` held before is then unchanged.
    """
    new = aside(path)
    new.write_bytes(data)
    sync(new)
    os.replace(new, path)
    sync(path.parent)
