"""Keep the steps behind the published file for the next publish, and copy both only where they are what was written."""

from __future__ import annotations

import os
import zlib
from pathlib import Path

from warehouse.publish.writing import STEPS

STEPS_NAME = "steps.duckdb"
"""The tables that are not published, as the last publish left them."""

_CHUNK = 2**20


def steps_beside(building: Path) -> Path:
    """Return where the steps of a file that is being built stand."""
    return building.with_name(f"{building.name}-{STEPS}")


def checksums(published: Path, steps: Path, before: str | None = None) -> str | None:
    """Return what tells whether these files are still as they were written; ``None`` where no steps were kept.

    Where no new ``steps`` were written, those of the checksums ``before`` stay. They are not read again: damage would
    pass for what was written.
    """
    if steps.exists():
        kept = str(_copy(steps, None))
    elif before is not None:
        kept = before.split()[1]
    else:
        return None
    return f"{_copy(published, None)} {kept}"


def copy_kept(data_dir: Path, published: Path, expected: str | None, building: Path) -> bool:
    """Copy the published file and its steps to where a publish in part goes on; return whether they are sound.

    They are not where one is missing, or is not what the last publish wrote. A damaged file would be copied on and on.
    """
    if expected is None or not published.exists() or not (data_dir / STEPS_NAME).exists():
        return False
    copied = (
        _copy(source, target)
        for source, target in ((published, building), (data_dir / STEPS_NAME, steps_beside(building)))
    )
    return " ".join(str(one) for one in copied) == expected


def _copy(source: Path, target: Path | None) -> int:
    """Return the checksum of a file; write its bytes to ``target`` on the way."""
    checksum = 0
    with source.open("rb") as read, (target or Path(os.devnull)).open("wb") as written:
        while chunk := read.read(_CHUNK):
            checksum = zlib.crc32(chunk, checksum)
            if target is not None:
                written.write(chunk)
    return checksum
