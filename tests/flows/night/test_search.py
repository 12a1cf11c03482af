"""Which documents want looking at: searching past the cap, and deciding from what the searches showed."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from extractors.errors import UnexpectedPage
from extractors.model.register import ListingEntry
from extractors.registers.adr import AdrConnector
from extractors.registers.base import SearchCell
from flows.archive import Archive
from flows.http.client import PoliteClient
from flows.http.fetcher import Fetcher
from flows.night.plan import DayRange
from flows.night.search import Searched, Types, choose_types, decide, decide_restricted, search, search_both
from flows.sample.address import HOME, ToPort
from flows.sample.catalogue import Catalogue, SampleDocument
from flows.sample.faults import Fault
from flows.sample.server import SampleRegister
from flows.settings import Settings
from flows.stages.work import Work
from flows.stores.on_disk import OnDisk
from tests.flows.small_register import FIRST_DAY, ORDERS, STAFF, SmallRegister, ask
from warehouse.load import KnownDocument

DAY = date(2026, 2, 2)


# A hundred pages would take the test ten seconds and prove nothing more of the search.
NO_PAGES = (Fault("forbidden", path="/dokument/"),)


def many(count: int, days: int, kinds: int = 1, access: int = 1) -> tuple[SampleDocument, ...]:
    """Documents without files, spread evenly over days, types and accesses."""
    return tuple(
        SampleDocument(
            str(1000 + n),
            str(n),
            DAY + timedelta(days=n % days),
            (ORDERS, STAFF)[n % kinds].name,
            f"Korra nr {n} kinnitamine",
            DAY,
            access=("Avalik", "AK")[n % access],
        )
        for n in range(count)
    )


@contextmanager
def asking(folder: Path, documents: tuple[SampleDocument, ...]) -> Iterator[tuple[AdrConnector, Fetcher]]:
    catalogue = Catalogue("mets", "Metsaamet", "Metsaameti", (ORDERS, STAFF), documents)
    with SampleRegister(folder, catalogue=catalogue) as register:
        port = urlsplit(register.base_url).port
        assert port is not None
        settings = Settings(data=folder, request_interval_s=0)
        with PoliteClient(settings, transport=ToPort(port)) as client:
            yield AdrConnector(f"{HOME}/mets/"), Fetcher(client, Archive(OnDisk(folder / "archive")), "mets")


def search_all(folder: Path, documents: tuple[SampleDocument, ...], cell: SearchCell) -> list[tuple[SearchCell, int]]:
    """The cells that ``search`` yields, with the number of different documents each handed out."""
    with asking(folder, documents) as (connector, fetcher):
        found = [leaf for each in search(connector, fetcher, cell) for leaf in each.leaves]
    ids = [entry.external_id for searched in found for entry in searched.entries]
    assert len(ids) == len(set(ids)), "cells must not overlap"
    assert all(searched.total == len(searched.entries) for searched in found)
    assert [searched.is_capped for searched in found] == [searched.total >= 100 for searched in found]
    return [(searched.cell, len(searched.entries)) for searched in found]


WHOLE = SearchCell(DAY, DAY + timedelta(days=7), (ORDERS.value, STAFF.value))


def test_below_the_cap_one_search_finds_all_on_every_page(tmp_path: Path) -> None:
    """99 rows are five pages; nothing is split."""
    assert search_all(tmp_path, many(99, 8), WHOLE) == [(WHOLE, 99)]


def test_at_the_cap_days_are_split_until_every_document_is_found(tmp_path: Path) -> None:
    """Exactly 100 rows may be 100 or a thousand: only smaller searches can tell."""
    for count in (100, 230):
        folder = tmp_path / str(count)
        folder.mkdir()
        cells = search_all(folder, many(count, 8), WHOLE)
        assert sum(seen for _, seen in cells) == count
        days = [WHOLE.begin + timedelta(days=n) for n in range(8)]
        assert [day for cell, _ in cells for day in days if cell.begin <= day <= cell.end] == days


def test_some_days_are_searched_both_ways_before_any_others(tmp_path: Path) -> None:
    """Where a night ends in the middle, the next one need not begin anew."""
    days = DayRange(WHOLE.begin, WHOLE.end)
    with asking(tmp_path, many(500, 8, access=2)) as (connector, fetcher):
        cells = [
            found.cell for found in search_both(connector, fetcher, days, Types(WHOLE.document_types, frozenset()))
        ]
    assert len({cell.begin for cell in cells}) > 2, "more rows than one search shows"
    done: dict[str | None, list[date]] = {connector.access.restricted: [], None: []}
    for cell in cells:
        if cell.access is not None:
            assert done[None] == done[cell.access], "the days before were searched both ways"
        done[cell.access] += [cell.begin + timedelta(days=n) for n in range((cell.end - cell.begin).days + 1)]
    assert done[None] == done[connector.access.restricted] == [DAY + timedelta(days=n) for n in range(8)]


def test_a_single_day_is_split_by_type_and_then_by_access(tmp_path: Path) -> None:
    day = replace(WHOLE, end=DAY)
    cells = search_all(tmp_path, many(180, 1, kinds=2, access=2), day)
    assert sum(seen for _, seen in cells) == 180
    assert {cell.document_types for cell, _ in cells} == {("11",), ("12",)}


def test_a_type_at_the_cap_on_one_day_is_split_by_access(tmp_path: Path) -> None:
    day = SearchCell(DAY, DAY, ("11",))
    cells = search_all(tmp_path, many(150, 1, access=2), day)
    assert [(cell.access, seen) for cell, seen in cells] == [("Avalik", 75), ("AK", 75)]


@pytest.mark.long
def test_a_night_over_more_than_the_cap_proves_that_every_day_was_searched_whole(tmp_path: Path) -> None:
    register = SmallRegister(tmp_path, list(many(104, 4)), publishes=False)
    register.night(FIRST_DAY, *NO_PAGES, failures_before_giving_up=1)
    covered = ask(
        register.data,
        "SELECT begin_on, end_on, expected_number, seen_number, is_capped, is_whole FROM register_coverage"
        " WHERE filter LIKE 'access=any%' ORDER BY begin_on",
    )
    assert sum(row[3] for row in covered) == 104
    assert covered[0][0] == date(2026, 1, 1)
    assert covered[-1][1] == FIRST_DAY
    for before, after in itertools.pairwise(covered):
        assert after[0] == before[1] + timedelta(days=1), "no day is left out"
    assert {row[4:] for row in covered} == {(False, True)}


def test_one_day_still_at_the_cap_is_said_and_ends_with_1(tmp_path: Path) -> None:
    """101 of one type, one access, one day: one is cut off, and nothing shows it but the number."""
    register = SmallRegister(tmp_path, list(many(101, 1)), publishes=False)
    summary = register.night(FIRST_DAY, *NO_PAGES, failures_before_giving_up=1, since=DAY, until=DAY)
    assert summary.exit_status == 1
    assert any("2026-02-02 holds 100 rows or more" in told for told in summary.wants_person)
    capped = ask(register.data, "SELECT filter, seen_number, is_whole FROM register_coverage WHERE is_capped")
    assert capped == [("access=Avalik; types=11", 100, False)]
    assert ask(register.data, "SELECT outcome FROM runs") == [("done with problems",)]


def test_a_form_without_types_of_directives_is_no_empty_register(tmp_path: Path) -> None:
    catalogue = Catalogue("mets", "Metsaamet", "Metsaameti", (replace(ORDERS, name="Leping"),), ())
    with SampleRegister(tmp_path, catalogue=catalogue) as register:
        port = urlsplit(register.base_url).port
        assert port is not None
        with PoliteClient(Settings(request_interval_s=0), transport=ToPort(port)) as client:
            fetcher = Fetcher(client, Archive(OnDisk(tmp_path / "archive")), "mets")
            with pytest.raises(UnexpectedPage, match="it offers: Leping"):
                choose_types(AdrConnector(f"{HOME}/mets/"), fetcher, ())


# --- deciding ---

NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)
HELD = KnownDocument(
    document_id="mets/1",
    external_id="1",
    number="5",
    registered_on=DAY,
    document_type=ORDERS.name,
    title="Korra kinnitamine",
    access="Avalik",
    is_public=True,
    page_sha256="0" * 64,
    state="listed",
    first_seen_at=NOW - timedelta(days=20),
    last_checked_at=NOW - timedelta(days=3),
)
ROW = ListingEntry("1", f"{HOME}/mets/dokument/1", "5", DAY, "Korra kinnitamine", ORDERS.name, "")


WEEK = SearchCell(DAY, DAY + timedelta(days=7), (ORDERS.value,))
LABELS = frozenset({ORDERS.name.casefold(), STAFF.name.casefold()})


def searched(*rows: ListingEntry, total: int | None = None, is_capped: bool = False) -> Searched:
    return Searched(WEEK, len(rows) if total is None else total, rows, is_capped)


def decided(
    listed: ListingEntry | None, held: KnownDocument | None, restricted: frozenset[str] | None = frozenset()
) -> list[str]:
    """Why document 1 would be fetched; empty where it would be left alone."""
    work = decide(searched(*([listed] if listed else [])), {"1": held} if held else {}, LABELS, restricted)
    assert {each.external_id for each in work} <= {"1"}
    return [each.reason for each in work]


@pytest.mark.parametrize(
    "listed, held, reasons",
    [
        pytest.param(ROW, None, ["new"], id="never seen"),
        pytest.param(ROW, replace(HELD, last_checked_at=None), ["new"], id="seen and not finished"),
        pytest.param(ROW, HELD, [], id="as it was"),
        pytest.param(replace(ROW, number="5-P"), HELD, ["changed"], id="another number"),
        pytest.param(replace(ROW, title="Korra muutmine"), HELD, ["changed"], id="another title"),
        pytest.param(replace(ROW, document_type=STAFF.name), HELD, ["changed"], id="another type"),
        pytest.param(replace(ROW, registered_on=DAY + timedelta(days=1)), HELD, ["changed"], id="another day"),
        pytest.param(replace(ROW, title=""), replace(HELD, title=None), [], id="an empty cell is no title"),
        pytest.param(ROW, replace(HELD, state="gone"), ["returned"], id="was gone and is listed again"),
        pytest.param(ROW, replace(HELD, is_public=False), ["opened"], id="was restricted and is not among them now"),
        pytest.param(None, HELD, ["missing"], id="listed no more"),
        pytest.param(None, replace(HELD, state="gone"), [], id="known to be gone"),
        pytest.param(None, replace(HELD, registered_on=DAY - timedelta(days=1)), [], id="before the days searched"),
        pytest.param(None, replace(HELD, registered_on=DAY + timedelta(days=8)), [], id="after the days searched"),
        pytest.param(None, replace(HELD, registered_on=None), [], id="without a day"),
        pytest.param(None, replace(HELD, document_type="Volikiri"), [], id="of a type that was not searched for"),
    ],
)
def test_what_a_listing_decides(listed: ListingEntry | None, held: KnownDocument | None, reasons: list[str]) -> None:
    assert decided(listed, held) == reasons


def test_a_public_document_among_the_restricted_is_looked_at_tonight() -> None:
    among = frozenset({"1"})
    assert decided(ROW, HELD, restricted=among) == ["restricted"]
    assert decided(ROW, replace(HELD, is_public=False), restricted=among) == []
    assert [work.reason for work in decide_restricted(searched(ROW), {"1": HELD})] == ["restricted"]
    assert decide_restricted(searched(ROW), {"1": replace(HELD, is_public=False)}) == ()


def test_a_search_for_restricted_documents_that_was_not_whole_opens_nothing() -> None:
    """What was cut off would look as if it had been made public."""
    assert decided(ROW, replace(HELD, is_public=False), restricted=None) == []


@pytest.mark.parametrize("cut", [{"total": 5}, {"is_capped": True}])
def test_of_a_search_that_was_not_whole_nothing_is_missing(cut: dict[str, Any]) -> None:
    assert decide(searched(**cut), {"1": HELD}, LABELS, frozenset()) == ()


def test_a_document_found_twice_is_fetched_once_and_in_the_order_of_the_listing() -> None:
    rows = [replace(ROW, external_id=name) for name in ("3", "1", "3", "2")]
    work = decide(searched(*rows), {}, LABELS, frozenset())
    assert work == (Work("3", "new"), Work("1", "new"), Work("2", "new"))
