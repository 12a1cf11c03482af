"""Say where a data folder keeps its answers and its readings, and remember it in the folder.

A take-down must reach everything that was ever kept. So a data folder has one place for each, from its first run on:
another address is refused until what lies in the old place was moved and the memory of it deleted.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from flows.folder import BadConfig, DataFolder
from flows.stores.durable import write_whole
from flows.stores.on_disk import OnDisk
from flows.stores.on_s3 import OnS3
from flows.stores.place import Place

_ADDRESS = re.compile(r"s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/[A-Za-z0-9_][A-Za-z0-9._-]*)*")


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """The addresses of the archive and of the readings; ``None`` for the folder in the data folder."""

    archive: str | None = None
    readings: str | None = None


def check_address(address: str | None) -> str | None:
    """Return an address without a slash at its end, ``None`` for an empty one. Raise ``ValueError``."""
    bare = (address or "").strip().rstrip("/")
    if not bare:
        return None
    if _ADDRESS.fullmatch(bare) is None:
        # The address is not shown: whoever gets it wrong may have written a password into it.
        raise ValueError("must be s3://BUCKET/PREFIX, in plain letters, digits, dots, dashes and slashes")
    return bare


def find_whereabouts(folder: DataFolder, wanted: Whereabouts) -> Whereabouts:
    """Return where things lie: as the folder remembers it, else as wanted.

    Raise ``BadConfig`` where that differs, where files lie in the folder that another place is wanted for, and where
    the two places would lie in one another.
    """
    known = _remembered(folder)
    where = Whereabouts(
        _one("archive", known.archive, wanted.archive, folder.archive, folder.places),
        _one("readings", known.readings, wanted.readings, folder.readings, folder.places),
    )
    if where.archive and where.readings:
        one, other = f"{where.archive}/", f"{where.readings}/"
        if one.startswith(other) or other.startswith(one):
            raise BadConfig("KEHTIV_ARCHIVE and KEHTIV_READINGS lie in one another: give each a prefix of its own")
    return where


def remember(folder: DataFolder, wanted: Whereabouts) -> None:
    """Write down where things lie, if they lie elsewhere than in the folder.

    Raise ``BadConfig`` as ``find_whereabouts``, and ``OSError``.
    """
    where = find_whereabouts(folder, wanted)
    if where not in (Whereabouts(), _remembered(folder)):
        named = {kind: address for kind, address in asdict(where).items() if address}
        write_whole(folder.places, json.dumps(named, indent=1).encode() + b"\n", folder.path)


def open_place(address: str | None, folder: Path) -> Place:
    """Return the place at an address, or in a folder where there is none. Raise ``StoreFailed``."""
    return OnDisk(folder) if address is None else OnS3(address)


def _one(kind: str, known: str | None, wanted: str | None, folder: Path, memory: Path) -> str | None:
    variable = f"KEHTIV_{kind.upper()}"
    if wanted is None or wanted == known:
        return known
    if known is not None:
        raise BadConfig(
            f"{variable} is {wanted}, but the {kind} of this data folder lies in {known}, where a take-down must reach"
            f" it: copy it, delete it there, delete {memory}, and run again"
        )
    if _holds_files(folder):
        raise BadConfig(
            f"{variable} is {wanted}, but {folder} holds files, which a take-down would no longer reach:"
            " copy them to the address and delete the folder, and run again"
        )
    return wanted


def _holds_files(folder: Path) -> bool:
    return any(files for _, _, files in os.walk(folder))


def _remembered(folder: DataFolder) -> Whereabouts:
    try:
        named = json.loads(folder.places.read_bytes())
        if not isinstance(named, Mapping):
            raise ValueError("it is no object")
        return Whereabouts(check_address(named.get("archive")), check_address(named.get("readings")))
    except (FileNotFoundError, NotADirectoryError):  # the command says which folder cannot be made
        return Whereabouts()
    except (OSError, ValueError, AttributeError) as error:
        raise BadConfig(f"{folder.places} does not say where archive and readings lie: {error}") from error
