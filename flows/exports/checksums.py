"""Write ``SHA256SUMS``: the digest of every other file of an export, in the form that `sha256sum -c` reads."""

from __future__ import annotations

import hashlib
from pathlib import Path, PurePosixPath

NAME = "SHA256SUMS"


def digest(path: Path) -> str:
    """Return the sha256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_checksums(folder: Path, digests: dict[str, str]) -> None:
    """Write the digests by relative path, sorted."""
    lines = (f"{sha256}  {path}\n" for path, sha256 in sorted(digests.items()))
    with (folder / NAME).open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(lines)


def read_names(folder: Path) -> frozenset[str]:
    """Return the relative paths that the checksums of a folder name, itself included; empty where it has none.

    A path that would lead out of the folder is left out: what is deleted by this list lies in the folder.
    """
    path = folder / NAME
    if not path.is_file():
        return frozenset()
    names = (line.split("  ", 1)[-1] for line in path.read_text("utf-8").splitlines())
    return frozenset(name for name in names if name and not _leads_out(name)) | {NAME}


def _leads_out(name: str) -> bool:
    path = PurePosixPath(name)
    return path.is_absolute() or ".." in path.parts
