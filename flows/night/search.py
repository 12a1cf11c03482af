"""Search a register, and decide from the results which documents to fetch.

Every stretch of days is searched twice: for restricted documents only, and for all directive types. The first search
costs one request and shows the same night which public documents have been restricted, instead of at their next check.
Compared with it, the second shows which documents are no longer restricted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from extractors.errors import UnexpectedPage
from extractors.model.register import ListingEntry, ListingPage, Request
from extractors.registers.base import Connector, SearchCell, directive_types
from flows.http.fetcher import Fetcher
from flows.night.plan import DayRange
from flows.stages.work import Work
from warehouse.load import KnownDocument
from warehouse.load.copies import is_restricted_elsewhere, is_withheld


@dataclass(frozen=True)
class Searched:
    """One search: ``total`` is the register's count, ``entries`` are the rows that it returned.

    ``is_capped``: the register may have held rows back, and the search could not be split further. A single day that
    had to be split by types or access has these searches as ``parts`` and their sum as its own figures. ``left_out``
    are documents that were returned but are not wanted.
    """

    cell: SearchCell
    total: int
    entries: tuple[ListingEntry, ...]
    is_capped: bool
    parts: tuple[Searched, ...] = ()
    left_out: frozenset[str] = frozenset()

    @property
    def seen(self) -> int:
        """The number of different documents that were returned."""
        return len(self.left_out.union(entry.external_id for entry in self.entries))

    @property
    def is_whole(self) -> bool:
        return not self.is_capped and self.seen >= self.total

    @property
    def leaves(self) -> tuple[Searched, ...]:
        """The searches that the register answered."""
        return self.parts or (self,)


@dataclass(frozen=True)
class Types:
    """The document types that a night searches for: the form's values, and their labels as documents show them."""

    values: tuple[str, ...]
    labels: frozenset[str]


def choose_types(connector: Connector, fetcher: Fetcher, configured: tuple[str, ...]) -> Types:
    """Return the directive types in the register's own search form.

    Raise ``UnexpectedPage`` where the form has none: a search for nothing would look like an empty register.
    """
    capture, _ = fetcher.fetch(connector.form_request())
    form = connector.parse_form(capture.body)
    chosen = directive_types(form.document_types, configured)
    if not chosen:
        labels = ", ".join(label for _, label in form.document_types) or "none at all"
        raise UnexpectedPage(f"the search form offers no type of directive (it offers: {labels})")
    return Types(chosen, frozenset(_plain(label) for value, label in form.document_types if value in chosen))


def search(connector: Connector, fetcher: Fetcher, whole: SearchCell) -> Iterator[Searched]:
    """Search ``whole``, split until each answer is below the cap; yield stretches of days in order, each once."""
    waiting = [whole]
    while waiting:
        cell = waiting.pop()
        first = _page(connector, fetcher, cell, 1)
        smaller = cell.split(_filters(connector)) if is_cut(connector, first.total) else ()
        if smaller and cell.begin < cell.end:
            waiting.extend(reversed(smaller))
        elif smaller:
            fetcher.client.end_session(connector.listing_request(cell).session)
            yield _together(
                cell, [leaf for part in smaller for each in search(connector, fetcher, part) for leaf in each.leaves]
            )
        else:
            yield _rest(connector, fetcher, cell, first)
        fetcher.client.end_session(connector.listing_request(cell).session)


def search_both(connector: Connector, fetcher: Fetcher, days: DayRange, types: Types) -> Iterator[Searched]:
    """Search days for restricted documents and for all, in turn: each stretch of the first search is followed by the
    second one over its days.

    So a night that ends in the middle has searched some days completely, and the next one goes on with the others. With
    the first search over all days in front, a register that needs more requests for it than a night may send would
    begin anew every night and never come to the second.
    """
    for hidden in search(
        connector, fetcher, SearchCell(days.begin, days.end, types.values, connector.access.restricted)
    ):
        yield hidden
        yield from search(connector, fetcher, SearchCell(hidden.cell.begin, hidden.cell.end, types.values, None))


def is_cut(connector: Connector, total: int) -> bool:
    """Return whether a register that counts ``total`` rows may have held some back."""
    return connector.cap is not None and total >= connector.cap


def _filters(connector: Connector) -> tuple[str, str]:
    return connector.access.public, connector.access.restricted


def _together(cell: SearchCell, parts: list[Searched]) -> Searched:
    entries = tuple(entry for part in parts for entry in part.entries)
    total, is_capped = sum(part.total for part in parts), any(part.is_capped for part in parts)
    left_out = frozenset(external_id for part in parts for external_id in part.left_out)
    return Searched(cell=cell, total=total, entries=entries, is_capped=is_capped, parts=tuple(parts), left_out=left_out)


def _rest(connector: Connector, fetcher: Fetcher, cell: SearchCell, first: ListingPage) -> Searched:
    pages = [first, *(_page(connector, fetcher, cell, number) for number in range(2, first.last_page_number + 1))]
    entries = tuple(entry for page in pages for entry in page.entries)
    left_out = frozenset(external_id for page in pages for external_id in page.left_out)
    is_capped = is_cut(connector, first.total)
    return Searched(cell=cell, total=first.total, entries=entries, is_capped=is_capped, left_out=left_out)


def _page(connector: Connector, fetcher: Fetcher, cell: SearchCell, number: int) -> ListingPage:
    request: Request = connector.listing_request(cell, number)
    capture, _ = fetcher.fetch(request)
    return connector.parse_listing(capture.body, capture.url, cell)


def decide_restricted(searched: Searched, known: Mapping[str, KnownDocument]) -> tuple[Work, ...]:
    """Return the documents to fetch after a search for restricted ones: those held as public, or not held at all."""
    work: dict[str, Work] = {}
    for entry in searched.entries:
        held = known.get(entry.external_id)
        reason = "restricted" if held is not None and held.is_public else _why(entry, held)
        if reason is not None:
            work.setdefault(entry.external_id, Work(entry.external_id, reason))
    return tuple(work.values())


def decide(
    searched: Searched,
    known: Mapping[str, KnownDocument],
    labels: frozenset[str],
    restricted: frozenset[str] | None = None,
) -> tuple[Work, ...]:
    """Return the documents to fetch after a search over all documents, in the order of the listing, each once.

    ``labels`` are the types searched for; a known document of another type, found by its number, is not expected here.
    ``restricted`` are the external ids that the search for restricted documents returned for these days, ``None`` where
    it was incomplete. A known document that a complete search does not show is "missing": its own page must say what
    became of it, because a listing alone proves nothing.
    """
    work: dict[str, Work] = {}
    for entry in searched.entries:
        held = known.get(entry.external_id)
        reason = _why(entry, held)
        if reason is None and held is not None and restricted is not None:
            is_shown_restricted = entry.external_id in restricted
            if held.is_public and is_shown_restricted:
                reason = "restricted"
            elif held.is_public is False and not is_shown_restricted and not is_restricted_elsewhere(held.access):
                reason = "opened"
        if reason is not None:
            work.setdefault(entry.external_id, Work(entry.external_id, reason))
    if searched.is_whole:
        shown = {entry.external_id for entry in searched.entries} | (restricted or frozenset())
        for external_id, held in known.items():
            if external_id not in shown and _is_expected(held, searched.cell, labels):
                work[external_id] = Work(external_id, "missing")
    return tuple(work.values())


def _is_expected(held: KnownDocument, cell: SearchCell, labels: frozenset[str]) -> bool:
    is_within = held.registered_on is not None and cell.begin <= held.registered_on <= cell.end
    return is_within and held.state != "gone" and _plain(held.document_type or "") in labels


def _plain(label: str) -> str:
    return " ".join(label.casefold().split())


def _why(entry: ListingEntry, held: KnownDocument | None) -> str | None:
    if held is None or held.last_checked_at is None:
        return "new"
    if held.state == "gone":
        return "returned"
    return "changed" if _row_differs(entry, held) else None


def _row_differs(entry: ListingEntry, held: KnownDocument) -> bool:
    if is_withheld(held.access):
        # Only its number is known: it is checked when it is due, or when it is listed as public.
        return False
    return (entry.number or None, entry.title or None, entry.document_type or None, entry.registered_on) != (
        held.number,
        held.title,
        held.document_type,
        held.registered_on,
    )
