"""Taking a document out of the archive: its files, its earlier pages, and its row in other pages.

What stays of a file's lines is that something came, when, and under which sha256. A page of the document keeps its
address, which bears its id alone. Answers that speak of it among others (lists of results, related documents) stay with
its row made blank: without them days would not be proven any more. Each register's platform says what an address asks
for and how its rows are made blank; what it does not know, or cannot make blank, is deleted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from extractors.registers.base import AddressKind
from extractors.registers.blanking import bears, spellings
from flows.archive import RunArchive
from flows.archive.ledger import Ledger, StoredCapture
from flows.archive.objects import Objects
from flows.withdrawal.platforms import Pages, UnknownPages

_BEARS_NO_WORDS = (AddressKind.DOCUMENT, AddressKind.LISTING, AddressKind.FORM)
"""Addresses that may stay when their bytes go. A file's bears its name; of others nothing is known."""


@dataclass(frozen=True)
class Withdrawal:
    """What is to go. ``hashes``: bytes that are the document's alone; ``urls``: addresses of its files.

    ``has_pages``: its own pages go as well, but for ``kept_page`` (sha256). ``is_blanked_elsewhere``: its rows in other
    answers are made blank but for ``kept_words``, and answers that bear one of ``titles`` outside of a row go.
    """

    document_id: str
    hashes: frozenset[str]
    urls: frozenset[str]
    kept_page: str | None = None
    has_pages: bool = True
    is_blanked_elsewhere: bool = False
    titles: tuple[str, ...] = ()
    kept_words: frozenset[str] = frozenset()

    @property
    def register(self) -> str:
        return self.document_id.partition("/")[0]

    @property
    def external_id(self) -> str:
        return self.document_id.partition("/")[2]

    @cached_property
    def needles(self) -> frozenset[bytes]:
        """Without one of these a page does not speak of the document."""
        return spellings(self.titles) | {self.external_id.encode()}


@dataclass(frozen=True)
class Withdrawn:
    """``deleted``: sha256 of bytes that are held no more; ``renamed``: pages made blank in part, old sha256 to new."""

    deleted: frozenset[str] = frozenset()
    renamed: dict[str, str] = field(default_factory=dict)
    line_number: int = 0


class _Together:
    """Several withdrawals as what lines and pages are looked up in: each line is looked at once, however many."""

    def __init__(self, wanted: Sequence[Withdrawal], find_pages: Callable[[str], Pages]) -> None:
        self.wanted = wanted
        self.registers = sorted({one.register for one in wanted})
        self.pages = {register: find_pages(register) for register in self.registers}
        self.by_page = {(one.register, one.external_id): one for one in wanted}
        self.by_url = {(one.register, url): one for one in wanted for url in one.urls}
        self.by_hash = {sha256: one for one in wanted for sha256 in one.hashes}

    def kind(self, row: StoredCapture) -> AddressKind:
        """What was asked for; ``OTHER`` where no platform says so, or nothing of the register is withdrawn."""
        pages = self.pages.get(row.register)
        if pages is None or isinstance(pages, UnknownPages):
            return AddressKind.OTHER
        return pages.address_of(row.url, row.method).kind

    def owners(self, row: StoredCapture, kind: AddressKind = AddressKind.DOCUMENT) -> set[Withdrawal]:
        """Of which withdrawn documents a line tells the own page, or a file whose address names its document."""
        pages = self.pages.get(row.register)
        if pages is None:
            return set()
        found = (pages.address_of(url, row.method) for url in {row.url, row.final_url})
        keys = ((row.register, address.external_id) for address in found if address.kind is kind)
        return {one for key in keys if (one := self.by_page.get(key)) is not None}  # type: ignore[arg-type]

    def file_of(self, row: StoredCapture) -> Withdrawal | None:
        """Whose file a line tells of, by its address or by its bytes."""
        named = self.by_url.get((row.register, row.url)) or next(iter(self.owners(row, AddressKind.FILE)), None)
        return named or self.by_hash.get(row.sha256)

    def spoken_of(self, register: str, body: bytes) -> Iterator[Withdrawal]:
        """Those of which an answer may speak."""
        flat = b" ".join(body.split())
        for one in self.wanted:
            if one.is_blanked_elsewhere and one.register == register and bears(flat, one.needles):
                yield one


def withdraw(archive: RunArchive, find_pages: Callable[[str], Pages], *withdrawals: Withdrawal) -> Withdrawn:
    """Delete documents' bytes and what the ledger's lines tell of them; may be done again after a kill.

    ``find_pages`` gives the platform of a register.
    """
    together = _Together(withdrawals, find_pages)
    with archive.changing() as (objects, ledger):
        return _withdraw(objects, ledger, together)


def _withdraw(objects: Objects, ledger: Ledger, together: _Together) -> Withdrawn:
    """All of them in one pass; objects first, so that a line which was changed never has bytes to be found again.

    But for a document's own pages, which go last: they name its files to whoever finishes what was killed.
    """
    objects.tidy()
    gone, own_pages = _gone(ledger, together)
    renamed, unreadable = _blank_rows(objects, ledger, together, frozenset().union(*gone.values()))
    for register, found in unreadable.items():
        gone[register] = gone.get(register, frozenset()) | found.keys()
    every = frozenset().union(*gone.values())
    files = every - frozenset().union(*own_pages.values())
    deleted = {sha256 for sha256 in sorted(files) if objects.forget(sha256)}
    sizes = {new: objects.size(new) for new in renamed.values()}
    change = _changes(together, gone, renamed, sizes, unreadable)
    # Whatever is changed is known by one of these: to read all lines anew for each of a night's documents takes hours.
    old_pages = {sha256 for _, sha256 in renamed}
    urls = {url for _, url in together.by_url}
    names = every | together.by_hash.keys() | urls | old_pages
    lines = sum(ledger.rewrite(register, change, names) for register in ledger.registers())
    deleted |= {sha256 for sha256 in sorted(every - files) if objects.forget(sha256)}
    for old in sorted(old_pages):
        objects.forget(old)
    return Withdrawn(frozenset(deleted), {old: new for (_, old), new in renamed.items()}, lines)


def _gone(ledger: Ledger, together: _Together) -> tuple[dict[str, frozenset[str]], dict[Withdrawal, set[str]]]:
    """By register the bytes of files and own pages; without those of pages that another address gave ("not found").

    With them those that came from each document's own addresses.
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
    """Of the bytes of pages what another address than the document's own gave as well."""
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
    """Answers that were made blank in part, register and old sha256 to new; and by register those that must go."""
    renamed: dict[tuple[str, str], str] = {}
    unreadable: dict[str, dict[str, Withdrawal]] = {}
    for register in sorted({one.register for one in together.wanted if one.is_blanked_elsewhere}):
        # A page that is nothing but the own page of a document is not made blank for this document.
        own: dict[str, set[Withdrawal]] = {}
        for row in ledger.read(register):
            if together.kind(row) is not AddressKind.FILE and row.sha256 not in gone:
                owners = together.owners(row)
                own[row.sha256] = own.get(row.sha256, owners) & owners
        for sha256 in sorted(own):
            if not objects.holds(sha256):
                continue
            anew = body = objects.path(sha256).read_bytes()
            for one in together.spoken_of(register, body):
                if one in own[sha256]:
                    continue
                blank = together.pages[register].blank(anew, one.external_id, one.titles, one.kept_words)
                if blank is None:
                    unreadable.setdefault(register, {})[sha256] = one
                    break
                anew = blank
            else:
                if anew != body:
                    renamed[register, sha256] = objects.keep(anew)
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
