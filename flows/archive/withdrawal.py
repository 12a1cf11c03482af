"""Taking a document out of the archive: its files, its earlier pages, and its row in other pages.

What stays of a file's lines is that something came, when, and under which sha256. A page of the document keeps its
address, which bears its id alone. Pages that speak of it among others (lists of results, related documents) stay with
its row made blank: without them days would not be proven any more.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from flows.archive.ledger import Ledger, StoredCapture
from flows.archive.objects import Objects
from flows.archive.redaction import redact

_OF_A_FILE = re.compile(r"^file:|/fail/|/files/")


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

    def is_own_page(self, row: StoredCapture) -> bool:
        own = re.compile(rf"/(?:dokument|documents)/{re.escape(self.external_id)}/?$")
        return row.register == self.register and any(own.search(url) is not None for url in (row.url, row.final_url))


@dataclass(frozen=True)
class Withdrawn:
    """``deleted``: sha256 of bytes that are held no more; ``renamed``: pages made blank in part, old sha256 to new."""

    deleted: frozenset[str] = frozenset()
    renamed: dict[str, str] = field(default_factory=dict)
    line_number: int = 0


def withdraw(objects: Objects, ledger: Ledger, wanted: Withdrawal) -> Withdrawn:
    """Deletes and rewrites; objects first, so that a line which was changed never has bytes to be found again."""
    objects.tidy()
    pages, others = _pages(ledger, wanted)
    gone = (wanted.hashes | pages) - others
    renamed, unreadable = _blank_rows(objects, ledger, wanted, gone)
    deleted = frozenset(sha256 for sha256 in sorted(gone | unreadable) if objects.forget(sha256))
    change = _changes(wanted, gone | unreadable, renamed)
    # Whatever is changed is known by one of these: to read all lines anew for each of a night's documents takes hours.
    names = gone | unreadable | wanted.hashes | wanted.urls | renamed.keys()
    lines = sum(ledger.rewrite(register, change, names) for register in ledger.registers())
    for old in renamed:
        objects.forget(old)
    return Withdrawn(deleted, renamed, lines)


def _pages(ledger: Ledger, wanted: Withdrawal) -> tuple[set[str], set[str]]:
    """The bytes of the document's pages, and those of them that another address gave as well ("not found")."""
    pages: set[str] = set()
    others: set[str] = set()
    if not wanted.has_pages:
        return pages, others
    own_lines = [row for row in ledger.read(wanted.register, [f"/{wanted.external_id}"]) if wanted.is_own_page(row)]
    pages = {row.sha256 for row in own_lines} - {wanted.kept_page}
    if pages:
        bearing = (row for row in ledger.read(wanted.register, pages) if row.sha256 in pages)
        others = {row.sha256 for row in bearing if not wanted.is_own_page(row)}
    return pages, others


def _blank_rows(
    objects: Objects, ledger: Ledger, wanted: Withdrawal, gone: set[str] | frozenset[str]
) -> tuple[dict[str, str], set[str]]:
    renamed: dict[str, str] = {}
    unreadable: set[str] = set()
    if not wanted.is_blanked_elsewhere:
        return renamed, unreadable
    for sha256 in sorted({r.sha256 for r in ledger.read(wanted.register) if _may_name(r, wanted)} - gone):
        if not objects.holds(sha256):
            continue
        body = objects.path(sha256).read_bytes()
        anew = redact(body, wanted.external_id, wanted.titles, wanted.kept_words)
        if anew is None:
            unreadable.add(sha256)
        elif anew != body:
            renamed[sha256] = objects.keep(anew)
    return renamed, unreadable


def _may_name(row: StoredCapture, wanted: Withdrawal) -> bool:
    return row.status == 200 and not _OF_A_FILE.search(row.url) and not wanted.is_own_page(row)


def _changes(
    wanted: Withdrawal, gone: set[str] | frozenset[str], renamed: dict[str, str]
) -> Callable[[StoredCapture], StoredCapture]:
    label = f"withdrawn:{wanted.document_id}"

    def change(row: StoredCapture) -> StoredCapture:
        if row.register == wanted.register and row.sha256 in renamed:
            return replace(row, sha256=renamed[row.sha256])
        is_page = row.register == wanted.register and not _OF_A_FILE.search(row.url)
        if is_page and row.sha256 in gone:
            return replace(row, headers=(), is_withdrawn=True)
        is_file = row.sha256 in wanted.hashes or (row.register == wanted.register and row.url in wanted.urls)
        if is_file and not is_page:
            return replace(row, url=label, final_url=label, form=(), headers=(), is_withdrawn=True)
        return row

    return change
