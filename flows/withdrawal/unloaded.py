"""Find what the archive holds of a document, whether or not it was ever loaded.

A night that ends between two files of a document (its requests are used up, the host asks for a pause, the process is
killed) leaves an archived page and files that the warehouse does not know. They are found by their addresses: the
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
    """What archived answers say about one document.

    ``urls`` are the addresses of its files and ``hashes`` the bytes that came from them; ``addresses`` are those of its
    pages. ``names`` are file names as its pages give them, ``titles_of`` its titles by page (sha256). ``public_pages``
    are pages (sha256), still held, that showed it to everybody.
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
        """All titles that its pages ever had."""
        return frozenset().union(*self.titles_of.values())

    @property
    def is_any(self) -> bool:
        """Whether content is held that a withdrawal must delete."""
        return self.has_files or bool(self.public_pages)


def unloaded_content(
    archive: ArchiveReader, find_pages: Callable[[str], Pages], document_ids: Iterable[str]
) -> dict[str, Unloaded]:
    """Return what is held of each document. A register's ledger is read twice, however many documents there are.

    In a replayed archive this is nothing: every earlier answer has been loaded, and later ones do not count yet.
    """
    contents = {document_id: Unloaded() for document_id in document_ids}
    if archive.is_replayed:
        return contents
    for register in sorted({document_id.partition("/")[0] for document_id in contents}):
        pages = find_pages(register)
        platform = next((each for each in PLATFORMS.values() if each is pages), None)
        if platform is not None:
            prefix = f"{register}/"
            mine = {name.removeprefix(prefix): each for name, each in contents.items() if name.startswith(prefix)}
            _read_pages(archive, platform, register, mine)
            _find_files(archive, platform, register, mine)
    return contents


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
    """Yield what a page says, read both with and without fetching copies of files from other hosts."""
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
    """Return every host that a page names, because copies of files may have come from any of them."""
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
    """Return the id of a document that only the archive knows and that a reference names; ``None`` where there is none.

    A reference is a document id, the address of its page or of one of its files, or the sha256 of such a file.
    """
    for register in archive.registers():
        pages, last = find_pages(register), ""
        for row in archive.captures(register):
            address = pages.address_of(row.url, row.method)
            if address.kind is AddressKind.DOCUMENT:
                last = f"{register}/{address.external_id}"
            if row.is_withdrawn or not _names(row, last, reference):
                continue
            held = unloaded_content(archive, find_pages, [last])[last]
            if held.is_any and (reference == last or row.url in held.urls or address.kind is AddressKind.DOCUMENT):
                return last
    return None


def _names(row: StoredCapture, document_id: str, reference: str) -> bool:
    return bool(document_id) and reference in (document_id, row.url, row.sha256)


def collect_unnamed(archive: RunArchive) -> int:
    """Delete bytes that no ledger line names, or only lines marked as withdrawn; return how many objects.

    A process killed between writing bytes and writing their line leaves such objects, which no take-down would find.
    """
    with archive.changing() as (objects, ledger):
        objects.tidy()
        named: Collection[str] = {
            row.sha256 for register in ledger.registers() for row in ledger.read(register) if not row.is_withdrawn
        }
        return sum(objects.forget(sha256) for sha256 in objects.names() if sha256 not in named)
