"""What the archive holds of a document, whether it was ever loaded or not.

A night that ends between two files of a document (its requests are used up, the host asks for a pause, the process is
killed) has archived a page and files that the warehouse knows nothing of. They are found by what was asked for: the
document's own pages name its files.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from extractors.errors import UnexpectedPage
from extractors.model.register import RegisterEntry
from extractors.registers import PLATFORMS, connector_asked_at
from extractors.registers.base import AddressKind, Connector, HoldsTexts
from flows.archive import Archive, ArchiveDamaged, ArchiveReader, NotArchived, RunArchive, StoredCapture
from flows.withdrawal.platforms import Pages


@dataclass
class Unloaded:
    """What answers of the archive say of one document.

    ``hashes``: bytes that came from addresses of its files, and ``urls`` these; ``addresses``: those of its pages;
    ``names`` as its pages have them, and titles by page (sha256); ``public_pages``: sha256 of pages that showed it to
    everybody, still held.
    """

    hashes: set[str] = field(default_factory=set)
    urls: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    titles_of: dict[str, set[str]] = field(default_factory=dict)
    addresses: set[str] = field(default_factory=set)
    public_pages: set[str] = field(default_factory=set)
    has_files: bool = False

    @property
    def titles(self) -> frozenset[str]:
        """All that its pages were titled."""
        return frozenset().union(*self.titles_of.values())

    @property
    def is_any(self) -> bool:
        """Whether content is held that must go when the document is withdrawn."""
        return self.has_files or bool(self.public_pages)


def unloaded_content(
    archive: ArchiveReader, find_pages: Callable[[str], Pages], document_ids: Iterable[str]
) -> dict[str, Unloaded]:
    """What is held of each document. The ledger of a register is read twice, however many documents are asked for.

    Nothing in an archive that a replay reads: it holds what came after the night that is replayed, and every answer of
    before has been loaded.
    """
    found = {document_id: Unloaded() for document_id in document_ids}
    if archive.is_replayed:
        return found
    for register in sorted({document_id.partition("/")[0] for document_id in found}):
        pages = find_pages(register)
        platform = next((each for each in PLATFORMS.values() if each is pages), None)
        if platform is not None:
            prefix = f"{register}/"
            mine = {name.removeprefix(prefix): each for name, each in found.items() if name.startswith(prefix)}
            _read_pages(archive, platform, register, mine)
            _find_files(archive, platform, register, mine)
    return found


def _read_pages(archive: ArchiveReader, platform: type[Connector], register: str, mine: dict[str, Unloaded]) -> None:
    seen: set[tuple[str, str]] = set()
    for row in archive.captures(register, list(mine)):
        address = platform.address_of(row.url, row.method)
        document = mine.get(address.external_id or "")
        if document is None or address.kind is not AddressKind.DOCUMENT or (row.url, row.sha256) in seen:
            continue
        seen.add((row.url, row.sha256))
        document.addresses.add(row.url)
        for entry in _entries(archive, platform, row, address.external_id or ""):
            if entry.title:
                document.titles_of.setdefault(row.sha256, set()).add(entry.title)
            document.urls |= {file.url for file in entry.files if file.url}
            document.names |= {file.name for file in entry.files}
            if entry.is_public:
                document.public_pages.add(row.sha256)


def _entries(
    archive: ArchiveReader, platform: type[Connector], row: StoredCapture, external_id: str
) -> Iterable[RegisterEntry]:
    """What a page says, both as a register that fetches copies from other hosts reads it and as one that does not."""
    try:
        body = archive.load(row.sha256)
    except (ArchiveDamaged, NotArchived):
        return
    for hosts in ((), _hosts_in(body)):
        connector = connector_asked_at(platform, row.url, external_id, hosts)
        if connector is None:
            return
        try:
            yield connector.parse_document(body, row.final_url)
        except UnexpectedPage:
            return
        if not isinstance(connector, HoldsTexts):
            return


def _hosts_in(body: bytes) -> tuple[str, ...]:
    """Every host that a page names: copies of files may have been fetched from any of them."""
    words = body.replace(b"\\/", b"/").split(b'"')
    addresses = (word.decode("utf-8", "replace") for word in words if word.startswith((b"http://", b"https://")))
    return tuple(sorted({host for address in addresses if (host := _host(address))}))


def _host(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None


def _find_files(archive: ArchiveReader, platform: type[Connector], register: str, mine: dict[str, Unloaded]) -> None:
    by_url: dict[str, list[Unloaded]] = {}
    for document in mine.values():
        for url in document.urls:
            by_url.setdefault(url, []).append(document)
    for row in archive.captures(register, [*by_url, *mine]) if by_url or mine else ():
        address = platform.address_of(row.url, row.method)
        named = mine.get(address.external_id or "") if address.kind is AddressKind.FILE else None
        for document in [*by_url.get(row.url, ()), *([named] if named is not None else ())]:
            document.urls.add(row.url)
            if row.status in (200, 304) and not row.is_withdrawn:
                document.hashes.add(row.sha256)
                document.has_files = document.has_files or archive.holds(row.sha256)


def archived_target(archive: Archive, find_pages: Callable[[str], Pages], reference: str) -> str | None:
    """The document that a reference names of which only the archive knows; ``None`` where it names none.

    A reference is a document id, the address of its page or of a file of it, or the sha256 of such a file.
    """
    for register in archive.registers():
        pages, last = find_pages(register), ""
        for row in archive.captures(register):
            address = pages.address_of(row.url, row.method)
            if address.kind is AddressKind.DOCUMENT:
                last = f"{register}/{address.external_id}"
            if row.is_withdrawn or not _names(row, last, reference):
                continue
            found = unloaded_content(archive, find_pages, [last])[last]
            if found.is_any and (reference == last or row.url in found.urls or address.kind is AddressKind.DOCUMENT):
                return last
    return None


def _names(row: StoredCapture, document_id: str, reference: str) -> bool:
    return bool(document_id) and reference in (document_id, row.url, row.sha256)


def collect_unnamed(archive: RunArchive) -> int:
    """Delete bytes that no line of the ledger names, or only lines that say they are gone; how many those were.

    A process that is killed after bytes are whole and before their line is written leaves such: no take-down would
    find them.
    """
    with archive.changing() as (objects, ledger):
        objects.tidy()
        named: Collection[str] = {
            row.sha256 for register in ledger.registers() for row in ledger.read(register) if not row.is_withdrawn
        }
        return sum(objects.forget(sha256) for sha256 in objects.names() if sha256 not in named)
