"""Which documents of a register want looking at: searching, and deciding from what the searches showed.

Two searches for every stretch of days: one for restricted documents only, one over all directive types. The first
costs a request and shows at once which documents known as public have been restricted, instead of at their next
re-check; against it the second shows which were restricted and are no more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from extractors.errors import UnexpectedPage
from extractors.model.register import ListingEntry, ListingPage, Request
from extractors.registers.base import Connector, SearchCell, directive_types
from flows.http.fetcher import Fetcher
from flows.stages.work import Work
from warehouse.load import KnownDocument
from warehouse.load.copies import is_restricted_elsewhere, is_withheld


@dataclass(frozen=True)
class Searched:
    """One search: ``total`` is what the register counted, ``entries`` what it handed out.

    ``is_capped`` where the register may have held rows back and the search could not be split further. A single day
    that had to be split by types or access has the searches in ``parts`` and says what they came to together.
    ``left_out`` are documents that were handed out and not wanted.
    """

    cell: SearchCell
    total: int
    entries: tuple[ListingEntry, ...]
    is_capped: bool
    parts: tuple[Searched, ...] = ()
    left_out: frozenset[str] = frozenset()

    @property
    def seen(self) -> int:
        """How many different documents were handed out."""
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
    """The types of documents that a night searches for: the form's values, and its labels as documents bear them."""

    values: tuple[str, ...]
    labels: frozenset[str]


def choose_types(connector: Connector, fetcher: Fetcher, configured: tuple[str, ...]) -> Types:
    """The directive types in the register's own search form.

    Raises ``UnexpectedPage`` when the form names none: searching for nothing would look like an empty register.
    """
    capture, _ = fetcher.fetch(connector.form_request())
    form = connector.parse_form(capture.body)
    chosen = directive_types(form.document_types, configured)
    if not chosen:
        labels = ", ".join(label for _, label in form.document_types) or "none at all"
        raise UnexpectedPage(f"the search form offers no type of directive (it offers: {labels})")
    return Types(chosen, frozenset(_plain(label) for value, label in form.document_types if value in chosen))


def search(connector: Connector, fetcher: Fetcher, whole: SearchCell) -> Iterator[Searched]:
    """Searches ``whole``, split until each answer stays below the cap; stretches of days come in order, each once."""
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


def is_cut(connector: Connector, total: int) -> bool:
    """Whether a register that counts so many may have held rows back."""
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
    """What a search for restricted documents asks to look at: those that are held as public, or not at all."""
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
    """What a search over all documents asks to look at, in the order of the listing, each document once.

    ``labels`` are the types that were searched for: a document of another type, found by its number, is not missed.
    ``restricted`` are the external ids that the search for restricted documents gave for these days, ``None`` where it
    was not whole. A known document inside the days that a whole search does not show is "missing": its own page must
    say what became of it, a listing alone proves nothing, and one that was cut off least of all.
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
        # Known by its number alone: the next look is when it is due, or when it is shown among the public ones.
        return False
    return (entry.number or None, entry.title or None, entry.document_type or None, entry.registered_on) != (
        held.number,
        held.title,
        held.document_type,
        held.registered_on,
    )
