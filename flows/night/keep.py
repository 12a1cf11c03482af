"""Record searches: each goes into the ledger together with the documents that must be fetched because of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from extractors.citations.reference_key import canonical_number
from extractors.model.ids import DocumentId
from extractors.model.register import ListingEntry
from extractors.registers.base import Connector, QuickSearch, SearchCell
from flows.http.fetcher import Fetcher
from flows.night.search import Searched, Types, is_cut, search
from flows.run.run import Run
from flows.run.summary import Summary
from flows.stages.work import Work
from warehouse import load
from warehouse.connection import Warehouse
from warehouse.ledgers import coverage, schedule, wanted
from warehouse.ledgers.schedule import Pending
from warehouse.ledgers.wanted import Outcome, Wanted
from warehouse.transactions import transaction

REGISTERED_WITHIN = timedelta(days=3)
"""How long after its own date a cited act may have been registered."""

# Types that are not acts: letters, contracts and the like share numbers with directives.
_NO_ACT = re.compile(r"\b(kiri|kirjad|leping|arve|taotlus|avaldus|protokoll|teabenõue|akt)\w*\b", re.IGNORECASE)


def search_name(cell: SearchCell) -> str:
    """Return a name for what narrows a search besides its days: access and types."""
    return f"access={cell.access or 'any'}; types={','.join(cell.document_types)}"


def keep_search(run: Run, register: str, searched: Searched, types: Types, work: Iterable[Work]) -> None:
    """Record a search, the new state of its days and the documents to fetch, in one transaction."""
    moment, cell = run.moment(), searched.cell
    root = replace(searched, cell=SearchCell(cell.begin, cell.end, types.values, cell.access))
    pending = [Pending(each.external_id, each.reason) for each in work]
    with transaction(run.warehouse.connection):
        for leaf in searched.leaves:
            coverage.record_within(run.warehouse, moment, _as_made(register, leaf))
        schedule.note_searched(run.warehouse, moment, _as_made(register, root))
        schedule.add_pending(run.warehouse, register, pending, moment.at)
    for leaf in searched.leaves:
        _say(run.summary, register, leaf)


def _as_made(register: str, searched: Searched) -> coverage.Search:
    return coverage.Search(
        register=register,
        filter=search_name(searched.cell),
        begin_on=searched.cell.begin,
        end_on=searched.cell.end,
        expected=searched.total,
        seen=searched.seen,
        is_capped=searched.is_capped,
    )


def _say(summary: Summary, register: str, leaf: Searched) -> None:
    cell, what = leaf.cell, search_name(leaf.cell)
    if leaf.is_capped:
        summary.ask_person(
            f"{register}: {cell.begin} holds {leaf.total} rows or more for {what}: "
            "the register cuts them off and the search cannot be split further"
        )
    elif leaf.seen < leaf.total:
        summary.ask_person(
            f"{register}: {cell.begin} to {cell.end} holds {leaf.total} rows for {what}, "
            f"but only {leaf.seen} of them were returned"
        )


@dataclass(frozen=True)
class _Looked:
    """Listing rows that may be a wanted act. ``is_whole``: there are no others."""

    rows: tuple[ListingEntry, ...]
    is_whole: bool


def ask_for_wanted(run: Run, fetcher: Fetcher, connector: Connector) -> None:
    """Search for acts that held texts cite and for missing numbers, within ``Settings.wanted_requests``."""
    limit = fetcher.requests + run.settings.wanted_requests
    if run.settings.wanted_requests == 0:
        return
    wanted.take_over(run.warehouse, run.settings.data, fetcher.register, run.clock.now())
    seen: dict[object, _Looked] = {}
    found = 0
    waiting = wanted.due(run.warehouse, fetcher.register, run.clock.now())
    for asked, item in enumerate(wanted.in_turn(run.warehouse, waiting)):
        key = item.enacted_on or item.number
        if fetcher.requests >= limit and key not in seen:
            run.summary.notes.append(
                f"{fetcher.register}: {len(waiting) - asked} wanted acts are left for the next run"
            )
            break
        if key not in seen:
            looked = _look_for(fetcher, connector, item, run.clock.today())
            if looked is None:
                continue
            seen[key] = looked
        candidates = [row for row in seen[key].rows if is_wanted(item, row)]
        known = load.known_among(run.warehouse, fetcher.register, [row.external_id for row in candidates])
        rows = tuple(row for row in candidates if row.external_id not in known)
        _keep_outcome(run.warehouse, run.clock.now(), fetcher.register, item, replace(seen[key], rows=rows))
        found += bool(rows)
    if found:
        run.summary.count("wanted", found)


def _look_for(fetcher: Fetcher, connector: Connector, item: Wanted, today: date) -> _Looked | None:
    """Return the rows that may be the act, and whether these are all; ``None`` where the platform cannot search so."""
    if item.enacted_on is not None:
        end = min(item.enacted_on + REGISTERED_WITHIN, max(today, item.enacted_on))
        parts = list(search(connector, fetcher, SearchCell(item.enacted_on, end)))
        return _Looked(tuple(entry for part in parts for entry in part.entries), all(part.is_whole for part in parts))
    if not isinstance(connector, QuickSearch):
        return None
    rows: list[ListingEntry] = []
    number, last = 1, 1
    total = 0
    while number <= last:
        request = connector.words_request(item.number, number)
        capture, _ = fetcher.fetch(request)
        page = connector.parse_listing(capture.body, capture.url)
        rows += page.entries
        total, last, number = page.total, page.last_page_number, number + 1
    fetcher.client.end_session(connector.words_request(item.number).session)
    return _Looked(tuple(rows), not is_cut(connector, total))


def _keep_outcome(w: Warehouse, at: datetime, register: str, item: Wanted, fresh: _Looked) -> None:
    """Record the result of a search for an act, and put documents that are not held on the list to fetch."""
    outcome: Outcome = "found" if fresh.rows else "not in register" if fresh.is_whole else "unclear"
    with transaction(w.connection):
        document_id = DocumentId.of(register, fresh.rows[0].external_id) if fresh.rows else None
        wanted.note_asked(w, item, outcome, at, document_id)
        schedule.add_pending(w, register, [Pending(row.external_id, "wanted") for row in fresh.rows], at)


def is_wanted(item: Wanted, row: ListingEntry) -> bool:
    """Return whether a listing row may be the act: by number, alone or at the end of a file mark, and by year."""
    if _NO_ACT.search(row.document_type):
        return False
    key, number = canonical_number(item.number), canonical_number(row.number) or ""
    year = item.enacted_on.year if item.enacted_on is not None else item.in_year
    is_year = row.registered_on is not None and (year is None or row.registered_on.year - year in (0, 1))
    return is_year and key in (number, number.rpartition("/")[2])
