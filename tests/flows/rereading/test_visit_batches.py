"""Which visits of a replay make a batch, and which batch may be looked at before the one before it is loaded."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from extractors.registers import connector_for
from flows.archive import StoredCapture
from flows.rereading.visit_batches import batches, is_independent
from flows.rereading.visits import Visit

AT = datetime(2026, 3, 2, 1, tzinfo=UTC)


def visit(register: str, external_id: str, status: int = 200, platform: str = "adr") -> Visit:
    url = f"https://{register}.example/dokument/{external_id}"
    page = StoredCapture(register, url, "GET", (), url, status, (), AT, "0" * 64, 1)
    connector = connector_for(platform, f"https://{register}.example/", None, organisations=(), file_hosts=())
    assert connector is not None
    return Visit(register, external_id, connector, page)


def parted(*visits: Visit, size: int = 9) -> list[list[str]]:
    return [[each.external_id for each in batch.values()] for batch in batches(visits, size)]


def independent(before: list[Visit], after: list[Visit]) -> bool:
    [batch], [later] = batches(before, 9), batches(after, 9)
    return is_independent(batch, later)


def test_batches_hold_as_many_visits_as_they_may_in_their_order() -> None:
    assert parted() == []
    assert parted(*(visit("na", str(n)) for n in range(5)), size=2) == [["0", "1"], ["2", "3"], ["4"]]


def test_a_second_visit_of_a_document_begins_a_batch() -> None:
    again = [visit("na", "1"), visit("na", "2"), visit("na", "1"), visit("na", "3")]
    assert parted(*again) == [["1", "2"], ["1", "3"]]
    assert parted(visit("na", "1"), visit("om", "1")) == [["1", "1"]], "the same number in another register"


@pytest.mark.parametrize("status", [404, 410, 451])
def test_a_page_that_withdraws_its_document_at_once_is_looked_at_after_all_before_it(status: int) -> None:
    gone = visit("na", "2", status)
    assert parted(visit("na", "1"), gone, visit("na", "3")) == [["1"], ["2", "3"]]
    assert not independent([visit("na", "1")], [gone])


def test_pages_that_say_nothing_part_no_batch() -> None:
    assert parted(visit("na", "1"), visit("na", "2", 503), visit("na", "3", 304)) == [["1", "2", "3"]]


def test_registers_side_by_side_share_batches_but_an_aggregator_has_its_own() -> None:
    """Its copies are judged by what the authorities' own registers showed before."""
    copy = visit("kogu", "7", platform="aggregator")
    assert parted(visit("na", "1"), visit("om", "2"), copy, visit("na", "3")) == [["1", "2"], ["7"], ["3"]]
    assert not independent([visit("na", "1")], [copy])
    assert independent([copy], [visit("kogu", "8", platform="aggregator")])


def test_batches_of_different_documents_are_independent() -> None:
    assert independent([visit("na", "1")], [visit("na", "2"), visit("om", "1")])
    assert not independent([visit("na", "1")], [visit("na", "2"), visit("na", "1")])
