"""Taking a document out of the archive: its files, its earlier pages, and its row in other pages.

What stays of a file's lines is that something came, when, and under which sha256. A page of the document keeps its
address, which bears its id alone. Pages that speak of it among others (lists of results, related documents) stay with
its row made blank: without them days would not be proven any more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from flows.archive import RunArchive
from flows.archive.ledger import Ledger, StoredCapture
from flows.archive.objects import Objects
from flows.withdrawal.redaction import redact

_OF_A_FILE = re.compile(r"^file:|/fail/|/files/")
_PAGE = re.compile(r"/(?:dokument|documents)/([^/]+)/?$")
_LINK = re.compile(rb"/dokument/([^\"'\s<>/?#]+)")


@dataclass(frozen=True)
class Withdrawal:
    """What is to go. ``hashes``: bytes that are the document's alone; ``urls``: addresses of its files.

    ``has_pages``: its own pages go as well, but for ``kept_page`` (sha256). ``is_blanked_elsewhere``: its rows in other
    pages are made blank but for ``kept_words``, and pages that bear one of ``titles`` outside of a row go.
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


@dataclass(frozen=True)
class Withdrawn:
    """``deleted``: sha256 of bytes that are held no more; ``renamed``: pages made blank in part, old sha256 to new."""

    deleted: frozenset[str] = frozenset()
    renamed: dict[str, str] = field(default_factory=dict)
    line_number: int = 0


class _Together:
    """Several withdrawals as what lines and pages are looked up in: each line is looked at once, however many."""

    def __init__(self, wanted: Sequence[Withdrawal]) -> None:
        self.wanted = wanted
        self.registers = sorted({one.register for one in wanted})
        self.by_page = {(one.register, one.external_id): one for one in wanted}
        self.by_url = {(one.register, url): one for one in wanted for url in one.urls}
        self.by_hash = {sha256: one for one in wanted for sha256 in one.hashes}

    def owners(self, row: StoredCapture) -> set[Withdrawal]:
        """Of which withdrawn documents a line tells the own page."""
        found = (_PAGE.search(url) for url in {row.url, row.final_url})
        keys = ((row.register, page[1]) for page in found if page is not None)
        return {self.by_page[key] for key in keys if key in self.by_page}

    def blanked(self, register: str, body: bytes) -> Iterator[Withdrawal]:
        """Those whose rows this page may show; an answer in JSON may show any of them."""
        may_be_any = body[:1] in (b"{", b"[")
        linked = {name.decode("utf-8", "replace") for name in _LINK.findall(body)}
        for one in self.wanted:
            if one.is_blanked_elsewhere and one.register == register and (may_be_any or one.external_id in linked):
                yield one


def withdraw(archive: RunArchive, *withdrawals: Withdrawal) -> Withdrawn:
    """Delete documents' bytes and what the ledger's lines tell of them; may be done again after a kill."""
    with archive.changing() as (objects, ledger):
        return _withdraw(objects, ledger, withdrawals)


def _withdraw(objects: Objects, ledger: Ledger, wanted: Sequence[Withdrawal]) -> Withdrawn:
    """All of them in one pass; objects first, so that a line which was changed never has bytes to be found again."""
    objects.tidy()
    together = _Together(wanted)
    gone = _gone(ledger, together)
    renamed, unreadable = _blank_rows(objects, ledger, together, frozenset().union(*gone.values()))
    for register, found in unreadable.items():
        gone[register] = gone.get(register, frozenset()) | found
    every = frozenset().union(*gone.values())
    deleted = frozenset(sha256 for sha256 in sorted(every) if objects.forget(sha256))
    change = _changes(together, gone, renamed)
    # Whatever is changed is known by one of these: to read all lines anew for each of a night's documents takes hours.
    old_pages = {sha256 for _, sha256 in renamed}
    urls = {url for _, url in together.by_url}
    names = every | together.by_hash.keys() | urls | old_pages
    lines = sum(ledger.rewrite(register, change, names) for register in ledger.registers())
    for old in sorted(old_pages):
        objects.forget(old)
    return Withdrawn(deleted, {old: new for (_, old), new in renamed.items()}, lines)


def _gone(ledger: Ledger, together: _Together) -> dict[str, frozenset[str]]:
    """By register the bytes of files and own pages; without those of pages that another address gave ("not found")."""
    pages: dict[Withdrawal, set[str]] = {one: set() for one in together.wanted}
    asked = [one for one in together.wanted if one.has_pages]
    for register in together.registers:
        names = [f"/{one.external_id}" for one in asked if one.register == register]
        for row in ledger.read(register, names):
            for owner in together.owners(row):
                if owner.has_pages and row.sha256 != owner.kept_page:
                    pages[owner].add(row.sha256)
    shared = _shared(ledger, together, pages)
    gone: dict[str, frozenset[str]] = {}
    for one, own in pages.items():
        gone[one.register] = gone.get(one.register, frozenset()) | ((one.hashes | own) - shared[one])
    return gone


def _shared(ledger: Ledger, together: _Together, pages: dict[Withdrawal, set[str]]) -> dict[Withdrawal, set[str]]:
    """Of the bytes of pages what another address than the document's own gave as well."""
    shared: dict[Withdrawal, set[str]] = {one: set() for one in pages}
    bearing: dict[tuple[str, str], set[Withdrawal]] = {}
    for one, own in pages.items():
        for sha256 in own:
            bearing.setdefault((one.register, sha256), set()).add(one)
    for register in {register for register, _ in bearing}:
        for row in ledger.read(register, [sha256 for of, sha256 in bearing if of == register]):
            for one in bearing.get((register, row.sha256), set()) - together.owners(row):
                shared[one].add(row.sha256)
    return shared


def _blank_rows(
    objects: Objects, ledger: Ledger, together: _Together, gone: frozenset[str]
) -> tuple[dict[tuple[str, str], str], dict[str, frozenset[str]]]:
    """Pages that were made blank in part, register and old sha256 to new; and by register those that must go."""
    renamed: dict[tuple[str, str], str] = {}
    unreadable: dict[str, frozenset[str]] = {}
    for register in sorted({one.register for one in together.wanted if one.is_blanked_elsewhere}):
        # A page that is nothing but the own page of a document is not made blank for this document.
        own: dict[str, set[Withdrawal]] = {}
        for row in ledger.read(register):
            if row.status == 200 and not _OF_A_FILE.search(row.url) and row.sha256 not in gone:
                owners = together.owners(row)
                own[row.sha256] = own.get(row.sha256, owners) & owners
        for sha256 in sorted(own):
            if not objects.holds(sha256):
                continue
            body = objects.path(sha256).read_bytes()
            anew = _redact(body, [one for one in together.blanked(register, body) if one not in own[sha256]])
            if anew is None:
                unreadable[register] = unreadable.get(register, frozenset()) | {sha256}
            elif anew != body:
                renamed[register, sha256] = objects.keep(anew)
    return renamed, unreadable


def _redact(body: bytes, wanted: Sequence[Withdrawal]) -> bytes | None:
    for one in wanted:
        anew = redact(body, one.external_id, one.titles, one.kept_words)
        if anew is None:
            return None
        body = anew
    return body


def _changes(
    together: _Together, gone: dict[str, frozenset[str]], renamed: dict[tuple[str, str], str]
) -> Callable[[StoredCapture], StoredCapture]:
    def change(row: StoredCapture) -> StoredCapture:
        if (row.register, row.sha256) in renamed:
            return replace(row, sha256=renamed[row.register, row.sha256])
        is_page = not _OF_A_FILE.search(row.url)
        if is_page and row.sha256 in gone.get(row.register, frozenset()):
            return replace(row, headers=(), is_withdrawn=True)
        one = together.by_url.get((row.register, row.url)) or together.by_hash.get(row.sha256)
        if one is not None and not (is_page and row.register == one.register):
            label = f"withdrawn:{one.document_id}"
            return replace(row, url=label, final_url=label, form=(), headers=(), is_withdrawn=True)
        return row

    return change
