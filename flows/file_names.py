"""Convert names of saved files to text: a disk keeps bytes; a database, a message and JSON take text."""

from __future__ import annotations

import os
from pathlib import Path

from extractors.files.encodings import decode_name


def told_name(path: Path) -> str:
    """Return the file's own name, without its folder; see ``told_path``."""
    return _told(path.name)


def told_path(path: Path) -> str:
    """Return the path as text. A part that is not UTF-8, as old archives unpack, is read in the likeliest encoding."""
    return "/".join(_told(piece) for piece in str(path).split("/"))


def _told(piece: str) -> str:
    return piece if piece.isascii() else decode_name(os.fsencode(piece))
