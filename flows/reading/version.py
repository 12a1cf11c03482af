"""Compute the version of the readers: a digest of the code that reads and of the versions of its libraries.

The same bytes may read differently when either changes, so a file that another version read is read again. Nobody has
to remember to raise a number. Tesseract and LibreOffice are not part of it: they belong to a machine, not to a release.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterable
from functools import cache
from importlib import metadata
from pathlib import Path

import extractors

_IMPORTED = re.compile(rb"\n *(?:from (?=[\w.]+ import\b)|import )(\w+)")
_LOADED = re.compile(rb'import_module\("(\w+)"')  # extras, which may be missing; one pattern for both is slow
_DIGITS = 8

NAME = "2"
"""A name for people; what tells readers apart is the digest behind it."""

DISTRIBUTIONS = {"PIL": "pillow", "bs4": "beautifulsoup4", "pdfminer": "pdfminer.six"}
"""Import name → distribution, where the two differ."""


@cache
def readers_version() -> str:
    """Return the version of the readers that are installed, such as "2+1a2b3c4d": a name for people, and the digest."""
    sources = read_sources(Path(extractors.__path__[0]))
    digest = digest_of(sources, library_versions(source for _, source in sources))
    return f"{NAME}+{digest[:_DIGITS]}"


def read_sources(folder: Path) -> list[tuple[str, bytes]]:
    """Return every Python file below ``folder`` with its path relative to it, in the order of the paths."""
    return [(path.relative_to(folder).as_posix(), path.read_bytes()) for path in sorted(folder.rglob("*.py"))]


def imported_libraries(sources: Iterable[bytes]) -> list[str]:
    """Return the distributions that Python files import from outside the standard library and kehtiv, sorted."""
    patterns = (_IMPORTED, _LOADED)
    found = {name.decode() for source in sources for pattern in patterns for name in pattern.findall(source)}
    outside = found - sys.stdlib_module_names - {"extractors"}
    return sorted(DISTRIBUTIONS.get(name, name) for name in outside)


def library_versions(sources: Iterable[bytes]) -> list[str]:
    """Return "name version" for each library that ``sources`` import; "name none" for an extra that is not installed.

    The standard library reads too (mail, ZIP, XML): "python 3.11" stands for it.
    """
    told = [f"python {sys.version_info.major}.{sys.version_info.minor}"]
    for name in imported_libraries(sources):
        try:
            told.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            told.append(f"{name} none")
    return told


def digest_of(sources: Iterable[tuple[str, bytes]], libraries: Iterable[str]) -> str:
    """Return the SHA-256 of named sources and library versions, in hexadecimal."""
    digest = hashlib.sha256()
    for name, source in sources:
        digest.update(name.encode() + b"\0" + source + b"\0")
    digest.update("\n".join(libraries).encode())
    return digest.hexdigest()
