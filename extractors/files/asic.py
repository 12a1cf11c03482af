"""Open signed containers based on ZIP: ASiC-E and ASiC-S (ETSI EN 319 162-1), BDOC 1.0 and 2.1 (EVS 821)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote

from extractors.errors import UnreadableFile
from extractors.files import media
from extractors.files.members import Budget, Container, Member
from extractors.files.safe_xml import parse_xml
from extractors.files.signatures import SignatureReport, read_signatures
from extractors.files.signatures.signed_files import is_hidden, is_metadata
from extractors.files.zip_entries import read_entries
from extractors.model.finding import Finding

_MANIFEST = "META-INF/manifest.xml"
_ENTRY = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}file-entry"
_PATH = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}full-path"
_LEFT_BY_DESKTOPS = (".DS_Store", "Thumbs.db", "desktop.ini")
_OF_OPEN_FILE = "~$"
"""Begins the name of the file in which Word notes who has another one open."""


def open_asic(data: bytes, name: str, kind: str, budget: Budget) -> Container:
    """Return members and signatures. Where the container contradicts its own statements, a finding says so.

    Raises ``UnsafeContainer`` (also for a manifest with a document type) and ``UnreadableFile``.
    """
    entries = dict(read_entries(data, name, budget))
    report = read_signatures(entries, name)
    members = tuple(_member(path, entry, report) for path, entry in entries.items() if not _is_bookkeeping(path))
    findings = [
        *_mimetype_findings(entries, name),
        *_manifest_findings(entries, [member.name for member in members], name),
        *_count_findings(kind, members, name),
    ]
    return Container(members, report.signatures, (*findings, *report.findings))


def open_zip(data: bytes, name: str, budget: Budget) -> Container:
    """Return the files of a plain ZIP. Raises ``UnsafeContainer`` and ``UnreadableFile``."""
    entries = read_entries(data, name, budget)
    return Container(tuple(Member(path, entry) for path, entry in entries if not is_left_by_desktop(path)))


def is_left_by_desktop(path: str) -> bool:
    """Return whether macOS, Windows or an open Word added the entry by itself; nobody sent it on purpose."""
    name = path.rsplit("/", 1)[-1]
    return path.startswith("__MACOSX/") or name in _LEFT_BY_DESKTOPS or name.startswith(_OF_OPEN_FILE)


def _is_bookkeeping(path: str) -> bool:
    """Return whether an entry is container metadata. Other files under META-INF are members, or they would be lost."""
    return is_metadata(path) or is_left_by_desktop(path)


def _member(path: str, data: bytes, report: SignatureReport) -> Member:
    return Member(path, data, is_smuggled=is_hidden(path) and not report.covers(path))


def _mimetype_findings(entries: dict[str, bytes], name: str) -> Iterator[Finding]:
    """Yield findings on the entry mimetype. Annex A.1 wants it first and stored; real containers deflate it, which is
    accepted.
    """
    if "mimetype" not in entries:
        yield Finding("mimetype_missing", f"{name} does not state its type: it has no entry mimetype")
    elif next(iter(entries)) != "mimetype":
        yield Finding("mimetype_not_first", f"the entry mimetype of {name} is not the first entry")


def _manifest_findings(entries: dict[str, bytes], members: list[str], name: str) -> Iterator[Finding]:
    if _MANIFEST not in entries:
        return
    try:
        root = parse_xml(entries[_MANIFEST], f"{name}: {_MANIFEST}")
    except UnreadableFile as error:
        yield Finding("manifest_unreadable", str(error))
        return
    listed = [path for entry in root.iter(_ENTRY) if (path := str(entry.get(_PATH, ""))) and not path.endswith("/")]
    there = {_comparable(path) for path in entries}
    # Some writers percent-encode paths here, as signatures require.
    for path in listed:
        if not {_comparable(path), _comparable(unquote(path))} & there:
            yield Finding("manifest_names_missing_file", f"the manifest of {name} names {path[:200]}, which is missing")
    named = {_comparable(spelling) for path in listed for spelling in (path, unquote(path))}
    for path in members:
        if _comparable(path) not in named:
            yield Finding("file_not_in_manifest", f"the manifest of {name} does not name {path[:200]}")


def _comparable(path: str) -> str:
    return unicodedata.normalize("NFC", path.removeprefix("./").removeprefix("/"))


def _count_findings(kind: str, members: tuple[Member, ...], name: str) -> Iterator[Finding]:
    if kind == media.ASICS and len(members) > 1:
        yield Finding("asic_s_with_many_files", f"{name} is an ASiC-S and holds {len(members)} files instead of one")
