"""Containers opened to their members: ASiC-E and BDOC (ETSI EN 319 162-1), and plain ZIP.

Nothing is written to disk and nothing is verified here. Limits are one budget for a whole tree of containers, because
a small bomb multiplies with every level; a limit on the ratio of one entry would refuse valid containers.
"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.errors import UnreadableFile, UnsafeContainer
from extractors.files.signatures import read_signatures
from extractors.model.extraction import Signature
from extractors.model.finding import Finding

MAX_ENTRIES = 2_000
MAX_BYTES = 512 * 1024 * 1024
MAX_DEPTH = 3

_SIGNATURES = re.compile(r"META-INF/[^/]*signatures[^/]*\.xml", re.IGNORECASE)
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


@dataclass(slots=True)
class Budget:
    """What a tree of containers may still unpack; pass the same one to every container of the tree."""

    entries: int = MAX_ENTRIES
    size: int = MAX_BYTES

    def spend(self, name: str, entries: int, size: int) -> None:
        """Takes entries and declared bytes; raises ``UnsafeContainer`` once the tree wants more than its share."""
        self.entries -= entries
        self.size -= size
        if self.entries < 0:
            raise UnsafeContainer(f"{name}: more than {MAX_ENTRIES} entries in all")
        if self.size < 0:
            raise UnsafeContainer(f"{name}: declares more than {MAX_BYTES} bytes in all")


@dataclass(frozen=True, slots=True)
class Member:
    """A file in a container; ``name`` is its path there."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Container:
    """The files a container holds, in its order, and who signed it. Its own bookkeeping (META-INF) is no member."""

    members: tuple[Member, ...]
    signatures: tuple[Signature, ...] = ()
    findings: tuple[Finding, ...] = ()


def open_container(data: bytes, name: str, budget: Budget | None = None, *, depth: int = 0) -> Container:
    """Members and signatures of a ZIP, ASiC-E or BDOC. ``depth`` counts the containers around it.

    Raises ``UnsafeContainer`` naming the rule that is broken, ``UnreadableFile`` where the archive is damaged.
    """
    budget = Budget() if budget is None else budget
    if depth >= MAX_DEPTH:
        raise UnsafeContainer(f"{name}: containers nested more than {MAX_DEPTH} deep")
    entries = dict(read_entries(data, name, budget))
    is_signed = any(_SIGNATURES.fullmatch(path) for path in entries)
    members = [Member(path, entry) for path, entry in entries.items() if not _is_bookkeeping(path, is_signed)]
    report = read_signatures(entries, name)
    findings = report.findings
    if not members:
        findings = (*findings, Finding("empty_container", f"{name} holds no files"))
    return Container(tuple(members), report.signatures, findings)


def read_entries(data: bytes, name: str, budget: Budget) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of each entry that is a file, all checked against the rules before the first is read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            check_entries(infos, name, budget)
            for info in infos:
                if not info.is_dir():
                    yield info.filename, _read_entry(archive, info, name)
    except (UnsafeContainer, UnreadableFile):
        raise
    except Exception as error:  # damaged headers surface as struct, value, key, unicode and zip errors
        raise UnreadableFile(f"{name}: the archive is damaged: {error or type(error).__name__}") from error


def check_entries(infos: list[zipfile.ZipInfo], name: str, budget: Budget) -> None:
    """Raises ``UnsafeContainer`` for the first rule that an entry breaks."""
    budget.spend(name, len(infos), sum(info.file_size for info in infos))
    seen: set[str] = set()
    for info in infos:
        path = info.orig_filename
        rule = _broken_rule(path) or _broken_rule(info.filename)
        if rule:
            raise UnsafeContainer(f"{name}: entry {path[:80]!r} {rule}")
        if info.flag_bits & 0x1:
            raise UnsafeContainer(f"{name}: entry {path[:80]!r} is encrypted")
        if info.compress_type not in _METHODS:
            raise UnsafeContainer(f"{name}: entry {path[:80]!r} uses compression method {info.compress_type}")
        key = unicodedata.normalize("NFC", info.filename)
        if key in seen:
            raise UnsafeContainer(f"{name}: entry {path[:80]!r} stands twice")
        seen.add(key)


def _broken_rule(path: str) -> str | None:
    if "\\" in path:
        return "has a backslash in its path"
    if path.startswith("/") or re.match(r"[A-Za-z]:", path):
        return "has an absolute path"
    if ".." in path.split("/"):
        return "leads out of the container (..)"
    if not path or "\x00" in path:
        return "has no usable name"
    return None


def _read_entry(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> bytes:
    """Exactly the declared number of bytes: an entry that unpacks to more or to less lies about itself."""
    try:
        with archive.open(info) as entry:
            content = entry.read(info.file_size)
            rest = entry.read(1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
        raise UnreadableFile(f"{name}: entry {info.filename[:80]!r} is damaged: {error}") from error
    if len(content) != info.file_size or rest:
        raise UnsafeContainer(f"{name}: entry {info.filename[:80]!r} is not of its declared size")
    return content


def _is_bookkeeping(path: str, is_signed: bool) -> bool:
    if path.startswith("__MACOSX/") or path.rsplit("/", 1)[-1] in (".DS_Store", "Thumbs.db"):
        return True
    return path == "mimetype" or (path.startswith("META-INF/") and (is_signed or path.endswith("manifest.xml")))
