"""Remember nights that `kehtiv serve` began and that have not ended: a small file each, in ``.nights``.

The ledger in the warehouse says the same, but cannot be opened while a run writes it. These files can be read at any
moment, and a killed night leaves its file behind.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from flows.folder import DataFolder

FORGOTTEN_AFTER = timedelta(hours=20)
"""A night that first began longer ago than this is not begun again, because the next one is near."""


@dataclass(frozen=True)
class Unfinished:
    """An attempt at a night (from 1) by process ``pid``. ``began_at`` is UTC; ``first_at`` is when the first attempt
    began."""

    register: str
    pid: int
    attempt: int
    began_at: datetime
    first_at: datetime


def begin(data: Path, register: str, at: datetime) -> Unfinished:
    """Note that this process begins the night. The attempt follows that of a night left behind not too long ago."""
    left = next((one for one in list_unfinished(data) if one.register == register), None)
    if left is not None and at - left.first_at > FORGOTTEN_AFTER:
        left = None
    attempt, first_at = (left.attempt + 1, left.first_at) if left is not None else (1, at)
    night = Unfinished(register, os.getpid(), attempt, at, first_at)
    _write(data, night)
    return night


def _write(data: Path, night: Unfinished) -> None:
    path = _path(data, night.register)
    path.parent.mkdir(parents=True, exist_ok=True)
    told = asdict(night) | {"began_at": night.began_at.isoformat(), "first_at": night.first_at.isoformat()}
    aside = path.with_suffix(".part")
    aside.write_text(json.dumps(told), encoding="utf-8")
    os.replace(aside, path)


def end(data: Path, register: str) -> None:
    """Note that the night has ended or is given up."""
    _path(data, register).unlink(missing_ok=True)


def list_unfinished(data: Path) -> list[Unfinished]:
    """Return every night that began and did not end, running or not. An unreadable file counts for nothing."""
    return sorted(_read_all(DataFolder(data).nights.glob("*.json")), key=lambda night: night.register)


def _read_all(paths: Iterable[Path]) -> Iterable[Unfinished]:
    for path in paths:
        try:
            held = json.loads(path.read_text("utf-8"))
            began_at, first_at = (datetime.fromisoformat(held[name]) for name in ("began_at", "first_at"))
            yield Unfinished(str(held["register"]), int(held["pid"]), int(held["attempt"]), began_at, first_at)
        except (OSError, ValueError, KeyError, TypeError):
            continue


def _path(data: Path, register: str) -> Path:
    """Return the night's file. A base URL may name a register, but not a file."""
    return DataFolder(data).nights / f"{''.join(c if c.isalnum() else '-' for c in register)}.json"
