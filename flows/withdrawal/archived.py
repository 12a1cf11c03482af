"""Withdraw a document from the archive: its files, its earlier pages, and its row in other pages.

A file's ledger lines keep only that something arrived, when, and under which sha256. The document's pages keep their
address, which contains only its id. Answers that mention the document among others (result lists, related documents)
stay with its row blanked, because they prove which days were searched. The register's platform says what an address
asks for and blanks its rows; an answer that it does not know or cannot blank is deleted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cached_property
from urllib.parse import quote, unquote, urlsplit

from extractors.registers.base import AddressKind
from extractors.registers.blanking import bears, spellings
from flows.archive import RunArchive
from flows.archive.ledger import Ledger, StoredCapture
from flows.archive.objects import Objects
from flows.withdrawal.platforms import Pages, UnknownPages

_BEARS_NO_WORDS = (AddressKind.DOCUMENT, AddressKind.LISTING, AddressKind.FORM)
"""Addresses that may stay when their bytes are deleted. A file's address contains its name; others are unknown."""


@dataclass(frozen=True)
class Withdrawal:
    """What to withdraw. ``hashes``: bytes that only this document has; ``urls``: addresses of its files.

    ``has_pages``: also delete its own pages, except ``kept_page`` (sha256). ``is_blanked_elsewhere``: blank its rows in
    other answers except for ``kept_words``, and delete answers that contain one of ``titles`` outside a row.
    ``links``: addresses of its files that no other page may list; a page that does was served in error, and is deleted.
    """

    document_id: str
    hashes: frozenset[str]
    urls: frozenset[str]
    kept_page: str | None = None
    has_pages: bool = True
    is_blanked_elsewhere: bool = False
    links: frozenset[str] = frozenset()
    titles: tuple[str, ...] = ()
    kept_words: frozenset[str] = frozenset()

    @property
    def register(self) -> str:
        return self.document_id.partition("/")[0]

    @property
    def external_id(self) -> str:
        return self.document_id.partition("/")[2]

    @cached_property
    def link_needles(self) -> frozenset[bytes]:
        """Return ``links`` as a page may write them, without their host."""
        paths = {unquote(urlsplit(url).path) for url in self.links}
        spelt = {each for path in paths if path.count("/") > 1 for each in (path, quote(path))}
        return spellings({*spelt, *(each.replace("/", "\\/") for each in spelt)})

    @cached_property
    def needles(self) -> frozenset[bytes]:
        """Byte strings of which a page must contain one to mention the document."""
        return spellings(self.titles) | {self.external_id.encode()}


@dataclass(frozen=True)
class Removed:
    """What was done. ``deleted``: sha256 of deleted bytes; ``renamed``: pages with blanked rows, old sha256 to new."""

    deleted: frozenset[str] = frozenset()
    renamed: dict[str, str] = field(default_factory=dict)


class _Together:
    """Several withdrawals, indexed for lookup, so that each ledger line is read once however many there are."""

    def __init__(self, wanted: Sequence[Withdrawal], find_pages: Callable[[str], Pages]) -> None:
        self.wanted = wanted
        self.registers = sorted({one.register for one in wanted})
        self.pages = {register: find_pages(register) for register in self.registers}
        self.by_page = {(one.register, one.external_id): one for one in wanted}
        self.by_url = {(one.register, url): one for one in wanted for url in one.urls}
        self.by_hash = {sha256: one for one in wanted for sha256 in one.hashes}

    def kind(self, row: StoredCapture) -> AddressKind:
        """Return what was asked for; ``OTHER`` where no platform says so or nothing of the register is withdrawn."""
        pages = self.pages.get(row.register)
        if pages is None or isinstance(pages, UnknownPages):
            return AddressKind.OTHER
        return pages.address_of(row.url, row.method).kind

    def owners(self, row: StoredCapture, kind: AddressKind = AddressKind.DOCUMENT) -> set[Withdrawal]:
        """Return the withdrawn documents whose own page, or whose file by its address, a line records."""
        pages = self.pages.get(row.register)
        if pages is None:
            return set()
        addresses = (pages.address_of(url, row.method) for url in {row.url, row.final_url})
        keys = ((row.register, address.external_id) for address in addresses if address.kind is kind)
        return {one for key in keys if (one := self.by_page.get(key)) is not None}  # type: ignore[arg-type]

    def file_of(self, row: StoredCapture) -> Withdrawal | None:
        """Return the withdrawal whose file a line records, by its address or by its bytes."""
        named = self.by_url.get((row.register, row.url)) or next(iter(self.owners(row, AddressKind.FILE)), None)
        return named or self.by_hash.get(row.sha256)

    def spoken_of(self, register: str, body: bytes) -> Iterator[Withdrawal]:
        """Yield the withdrawals whose documents an answer may mention."""
        flat = b" ".join(body.split())
        for one in self.wanted:
            if one.is_blanked_elsewhere and one.register == register and bears(flat, one.needles):
                yield one

    def whose_files(self, register: str, body: bytes, owners: Set[Withdrawal]) -> Withdrawal | None:
        """Return the document whose files a page lists that is not its own; such a page was served in error."""
        flat = b" ".join(body.split())
        mine = (one for one in self.wanted if one.links and one.register == register and one not in owners)
        return next((one for one in mine if bears(flat, one.link_needles)), None)


def withdraw(archive: RunArchive, find_pages: Callable[[str], Pages], *withdrawals: Withdrawal) -> Removed:
    """Delete the documents' bytes and what ledger lines reveal about them; repeat it safely after a kill.

    ``find_pages`` returns the platform of a register.
    """
    together = _Together(withdrawals, find_pages)
    with archive.changing() as (objects, ledger):
        return _withdraw(objects, ledger, together)


def _withdraw(objects: Objects, ledger: Ledger, together: _Together) -> Removed:
    """Withdraw all in one pass. Delete objects before changing lines, so that no changed line still has its bytes.

    A document's own pages go last, because they name its files to the run that completes a killed withdrawal.
    """
    objects.tidy()
    gone, own_pages = _gone(ledger, together)
    renamed, unreadable = _blank_rows(objects, ledger, together, frozenset().union(*gone.values()))
    for register, deletions in unreadable.items():
        gone[register] = gone.get(register, frozenset()) | deletions.keys()
    every = frozenset().union(*gone.values())
    files = every - frozenset().union(*own_pages.values())
    deleted = {sha256 for sha256 in sorted(files) if objects.forget(sha256)}
    sizes = {new: objects.size(new) for new in renamed.values()}
    change = _changes(together, gone, renamed, sizes, unreadable)
    # Each line to change contains one of these; parsing every line for each of a night's documents would take hours.
    old_pages = {sha256 for _, sha256 in renamed}
    urls = {url for _, url in together.by_url}
    names = every | together.by_hash.keys() | urls | old_pages
    for register in ledger.registers():
        ledger.rewrite(register, change, names)
    deleted |= {sha256 for sha256 in sorted(every - files) if objects.forget(sha256)}
    for old in sorted(old_pages):
        objects.forget(old)
    return Removed(frozenset(deleted), {old: new for (_, old), new in renamed.items()})


def _gone(ledger: Ledger, together: _Together) -> tuple[dict[str, frozenset[str]], dict[Withdrawal, set[str]]]:
    """Return the sha256 to delete, by register, and those that came from each document's own addresses.

    Pages that another address returned as well ("not found") are not deleted.
    """
    pages: dict[Withdrawal, set[str]] = {one: set() for one in together.wanted}
    for register in together.registers:
        names = [one.external_id for one in together.wanted if one.register == register]
        for row in ledger.read(register, names):
            for owner in together.owners(row) | together.owners(row, AddressKind.FILE):
                is_page = owner in together.owners(row)
                if row.sha256 != owner.kept_page and (owner.has_pages or not is_page):
                    pages[owner].add(row.sha256)
    shared = _shared(ledger, together, pages)
    gone: dict[str, frozenset[str]] = {}
    for one, own in pages.items():
        gone[one.register] = gone.get(one.register, frozenset()) | ((one.hashes | own) - shared[one])
    return gone, pages


def _shared(ledger: Ledger, together: _Together, pages: dict[Withdrawal, set[str]]) -> dict[Withdrawal, set[str]]:
    """Return, for each withdrawal, the pages that an address of another document returned as well."""
    shared: dict[Withdrawal, set[str]] = {one: set() for one in pages}
    bearing: dict[tuple[str, str], set[Withdrawal]] = {}
    for one, own in pages.items():
        for sha256 in own:
            bearing.setdefault((one.register, sha256), set()).add(one)
    for register in {register for register, _ in bearing}:
        for row in ledger.read(register, [sha256 for of, sha256 in bearing if of == register]):
            owners = together.owners(row) | together.owners(row, AddressKind.FILE)
            for one in bearing.get((register, row.sha256), set()) - owners:
                shared[one].add(row.sha256)
    return shared


def _blank_rows(
    objects: Objects, ledger: Ledger, together: _Together, gone: frozenset[str]
) -> tuple[dict[tuple[str, str], str], dict[str, dict[str, Withdrawal]]]:
    """Blank rows in other answers. Return register and old sha256 → new, and by register the answers to delete."""
    renamed: dict[tuple[str, str], str] = {}
    unreadable: dict[str, dict[str, Withdrawal]] = {}
    for register in sorted({one.register for one in together.wanted if one.is_blanked_elsewhere or one.links}):
        # A page that is only ever the document's own page is not blanked for that document.
        own: dict[str, frozenset[Withdrawal]] = {}
        for row in ledger.read(register):
            if together.kind(row) is not AddressKind.FILE and row.sha256 not in gone:
                owners = frozenset(together.owners(row))  # mostly the empty one, which takes no memory
                own[row.sha256] = own.get(row.sha256, owners) & owners
        for sha256 in sorted(own):
            if (body := objects.find_unverified(sha256)) is None:
                continue
            blanked = body
            if (misplaced := together.whose_files(register, body, own[sha256])) is not None:
                unreadable.setdefault(register, {})[sha256] = misplaced
                continue
            for one in together.spoken_of(register, body):
                if one in own[sha256]:
                    continue
                blank = together.pages[register].blank(blanked, one.external_id, one.titles, one.kept_words)
                if blank is None:
                    unreadable.setdefault(register, {})[sha256] = one
                    break
                blanked = blank
            else:
                if blanked != body:
                    renamed[register, sha256] = objects.keep(blanked)
    return renamed, unreadable


def _changes(
    together: _Together,
    gone: dict[str, frozenset[str]],
    renamed: dict[tuple[str, str], str],
    sizes: dict[str, int],
    unreadable: dict[str, dict[str, Withdrawal]],
) -> Callable[[StoredCapture], StoredCapture]:
    def change(row: StoredCapture) -> StoredCapture:
        if (row.register, row.sha256) in renamed:
            new = renamed[row.register, row.sha256]
            return row.with_body(new, sizes[new])
        is_page = together.kind(row) in _BEARS_NO_WORDS
        if is_page and row.sha256 in gone.get(row.register, frozenset()):
            return replace(row, headers=(), is_withdrawn=True)
        one = unreadable.get(row.register, {}).get(row.sha256) or together.file_of(row)
        if one is not None and not (is_page and row.register == one.register):
            label = f"withdrawn:{one.document_id}"
            return replace(row, url=label, final_url=label, form=(), headers=(), is_withdrawn=True)
        return row

    return change
