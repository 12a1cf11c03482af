"""Which documents of a register want looking at tonight: searching, and deciding from what the searches showed.

Two searches for every stretch of days: one over all directive types, one for restricted documents only. The second
costs a request and shows at once which documents known as public have been restricted, instead of at their next
re-check.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from extractors.errors import UnexpectedPage
from extractors.model.register import ListingEntry, ListingPage, Request
from extractors.registers.base import CAP, Connector, SearchCell, directive_types
from flows.fetching import Fetcher
from warehouse.load import KnownDocument


@dataclass(frozen=True)
class Searched:
    """One search: ``total`` is what the register counted, ``entries`` what it handed out.

    ``is_capped`` where the register may have held rows back and the search could not be split further.
    """

    cell: SearchCell
    total: int
    entries: tuple[ListingEntry, ...]
    is_capped: bool


@dataclass(frozen=True)
class Work:
    """A document to fetch, and why: "new", "changed", "restricted", "returned", "missing", "due" or "retry"."""

    external_id: str
    reason: str


def choose_types(connector: Connector, fetcher: Fetcher, configured: tuple[str, ...]) -> tuple[str, ...]:
    """The values of the directive types in the register's own search form.

    Raises ``UnexpectedPage`` when the form names none: searching for nothing would look like an empty register.
    """
    capture, _ = fetcher.fetch(connector.form_request())
    form = connector.parse_form(capture.body)
    chosen = directive_types(form.document_types, configured)
    if not chosen:
        labels = ", ".join(label for _, label in form.document_types) or "none at all"
        raise UnexpectedPage(f"the search form offers no type of directive (it offers: {labels})")
    return chosen


def search(connector: Connector, fetcher: Fetcher, whole: SearchCell) -> Iterator[Searched]:
    """Searches ``whole``, split until each answer stays below the cap; every cell searched is yielded."""
    waiting = [whole]
    while waiting:
        cell = waiting.pop()
        first = _page(connector, fetcher, cell, 1)
        smaller = cell.split() if first.total >= CAP else ()
        if smaller:
            waiting.extend(reversed(smaller))
        else:
            yield _rest(connector, fetcher, cell, first)
        fetcher.client.end_session(connector.listing_request(cell).session)


def _rest(connector: Connector, fetcher: Fetcher, cell: SearchCell, first: ListingPage) -> Searched:
    entries = list(first.entries)
    for number in range(2, first.last_page_number + 1):
        entries += _page(connector, fetcher, cell, number).entries
    return Searched(cell, first.total, tuple(entries), is_capped=first.total >= CAP)


def _page(connector: Connector, fetcher: Fetcher, cell: SearchCell, number: int) -> ListingPage:
    request: Request = connector.listing_request(cell, number)
    capture, _ = fetcher.fetch(request)
    return connector.parse_listing(capture.body, capture.url, cell)


def decide(
    found: list[ListingEntry],
    restricted: list[ListingEntry],
    known: Mapping[str, KnownDocument],
    *,
    begin: date,
    end: date,
    now: datetime,
    recheck_after: timedelta,
    unfinished: frozenset[str] = frozenset(),
) -> tuple[Work, ...]:
    """What to fetch, in the order of the listing, each document once. ``now`` is UTC.

    ``unfinished`` are external ids of documents of which a page or file could not be had last time; those that were
    never had and are listed no more are tried as well, else their trouble would stay open for ever. A known document
    inside the searched days that no search showed any more is "missing": its own page must say what became of it, a
    listing alone proves nothing. One that was gone and is listed again has "returned".
    """
    restricted_ids = {entry.external_id for entry in restricted}
    work: dict[str, Work] = {}
    for entry in itertools.chain(found, restricted):
        held = known.get(entry.external_id)
        if held is None or held.last_checked_at is None:
            reason = "new"
        elif entry.external_id in restricted_ids and held.is_public:
            reason = "restricted"
        elif held.state == "gone":
            reason = "returned"
        elif _row_differs(entry, held):
            reason = "changed"
        elif entry.external_id in unfinished:
            reason = "retry"
        elif held.last_checked_at + recheck_after <= now:
            reason = "due"
        else:
            continue
        work.setdefault(entry.external_id, Work(entry.external_id, reason))
    seen = {entry.external_id for entry in found} | restricted_ids
    for external_id, held in known.items():
        inside = held.registered_on is not None and begin <= held.registered_on <= end
        if inside and external_id not in seen and held.state != "gone":
            work.setdefault(external_id, Work(external_id, "missing"))
    for external_id in sorted(unfinished - seen - known.keys()):
        work[external_id] = Work(external_id, "retry")
    return tuple(work.values())


def _row_differs(entry: ListingEntry, held: KnownDocument) -> bool:
    return (entry.number or None, entry.title or None, entry.document_type or None, entry.registered_on) != (
        held.number,
        held.title,
        held.document_type,
        held.registered_on,
    )
