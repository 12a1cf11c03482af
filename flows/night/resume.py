"""Continue a night that was cut off: what it fetched lies in the archive and is not asked for again.

A night that was killed leaves its searches in the ledger and its answers in the archive. Both count as this night's
while they are recent, so that what the two nights ask together is hardly more than what one asks undisturbed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from extractors.model.register import Capture, Request
from extractors.registers.base import AnswerKind, classify_answer
from flows.archive import ArchiveDamaged, ArchiveReader, NotArchived, StoredCapture
from flows.http.errors import AddressFails, RegisterError
from flows.http.fetcher import Fetcher, refuse_useless
from flows.night.discover import Night
from flows.rereading.visits import Visit, find_visits
from flows.run.run import Run
from flows.stages.answers import Answers
from flows.stages.work import Work
from warehouse.ledgers import runs

RECENT = timedelta(hours=20)
"""How long ago a night that is continued may have begun: less than a day, so that the next night asks for all anew."""

_MAY_BE_KEPT = frozenset({"new", "changed", "due", "wanted"})
"""Reasons to look at a document that an answer of a few hours ago settles. The others say that its access changed or
that something of it did not come, which only the register can answer."""


def recent_cut_offs(run: Run, register: str) -> tuple[datetime, ...]:
    """Return when the nights over a register began (UTC, oldest first) that were cut off and are still recent."""
    since = run.started_at - RECENT
    return tuple(at for at in runs.cut_off_starts(run.warehouse, register, run.run_id) if at >= since)


def answers_for(night: Night, work: Iterable[Work]) -> Answers:
    """Return the source of answers for ``work``: the register, and before it what a night that was cut off fetched."""
    if not night.cut_off:
        return night.fetcher
    settled = (each for each in work if each.reason in _MAY_BE_KEPT)
    urls = (night.connector.document_request(each.external_id).url for each in settled)
    visits = _whole_visits(night)
    kept = {url: visits[url] for url in urls if url in visits}
    if kept:
        told = f"{len(kept)} documents came in the night that was cut off and are not asked for again"
        night.run.summary.notes.append(f"{night.register.code}: {told}")
    return KeptFirst(night.fetcher, night.run.archive, kept)


def _whole_visits(night: Night) -> dict[str, Visit]:
    """Return the last look at each document in the nights that were cut off, by its page's address.

    The last look of each such night is left out: the kill may have come between the page and its files.
    """
    captures = night.run.archive.captures(night.register.code)
    rows = (row for row in captures if row.fetched_at >= min(night.cut_off))
    visits = list(find_visits(rows, night.register))
    last = {_night_of(visit, night.cut_off): number for number, visit in enumerate(visits)}
    kept: dict[str, Visit] = {}
    for number, visit in enumerate(visits):
        kept.pop(visit.page.url, None)
        is_whole = visit.page.status == 200 and all(map(_is_usable, (visit.page, *visit.files.values())))
        if is_whole and number not in last.values():
            kept[visit.page.url] = visit
    return kept


def _night_of(visit: Visit, begins: Iterable[datetime]) -> datetime:
    return max(begin for begin in begins if begin <= visit.page.fetched_at)


def _is_usable(row: StoredCapture) -> bool:
    return row.status in (200, 304) and not row.is_withdrawn


@dataclass
class KeptFirst:
    """``Answers`` from the archive where ``kept`` holds a look at the document, else from the register."""

    fetcher: Fetcher
    archive: ArchiveReader
    kept: Mapping[str, Visit]
    _visit: Visit | None = field(default=None, init=False)

    @property
    def register(self) -> str:
        return self.fetcher.register

    def fetch(self, request: Request) -> tuple[Capture, str]:
        """Return a document's page and its sha256."""
        self._visit = self.kept.get(request.url)
        if self._visit is not None:
            page = self._kept_page(self._visit)
            if page is not None:
                return page, self._visit.page.sha256
            self._visit = None
        return self.fetcher.fetch(request)

    def _kept_page(self, visit: Visit) -> Capture | None:
        """Return the page as it came; ``None`` where it cannot be had or does not say who may read the document."""
        try:
            page = self.archive.open_capture(visit.page)
            refuse_useless(page)
        except (ArchiveDamaged, NotArchived, RegisterError):
            return None
        kind = classify_answer(page, visit.connector)
        return page if kind in (AnswerKind.PUBLIC, AnswerKind.RESTRICTED) else None

    def fetch_file(self, request: Request, *, is_doubted: bool = False) -> str:
        """Return the sha256 of a file of the document whose page was fetched last."""
        row = self._visit.files.get(request.url) if self._visit is not None else None
        if row is not None and not is_doubted and self.archive.holds(row.sha256):
            return row.sha256
        if self._visit is not None:
            self._ask_page_again(self._visit)
        return self.fetcher.fetch_file(request, is_doubted=is_doubted)

    def _ask_page_again(self, visit: Visit) -> None:
        """Request the page before a file that the interrupted night did not fetch.

        A rebuild from the archive finds a document's files after its page. Raise ``AddressFails`` where the page has
        changed: the next night looks at the document again.
        """
        self._visit = None
        _, sha256 = self.fetcher.fetch(visit.connector.document_request(visit.external_id))
        if sha256 != visit.page.sha256:
            raise AddressFails(f"{visit.page.url} has changed since the night that was cut off")
