"""An aggregator's documents read again: texts that stand in its pages, and copies beside the originals."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows.clock import Clock
from flows.night.ingest import ingest_register
from flows.settings import Settings
from tests.flows.night.test_aggregator_night import LATER, NEXT, NIGHT, SECRET, BothRegisters, two_acts
from tests.flows.rereadings import BOTH_WAYS, again, read_here, shown
from tests.flows.small_register import ask, described, files_with

pytestmark = pytest.mark.long


@pytest.fixture(autouse=True)
def _reading_here(monkeypatch: pytest.MonkeyPatch) -> None:
    read_here(monkeypatch)


@pytest.fixture
def both(tmp_path: Path) -> BothRegisters:
    return two_acts(tmp_path)


@pytest.fixture(scope="module")
def aggregated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of one night over the bundled register as the aggregator shows it."""
    data = tmp_path_factory.mktemp("aggregated") / "data"
    clock = Clock(now=lambda: datetime(2026, 11, 22, 1, 0, tzinfo=UTC))
    ingest_register("sample-aggregator", Settings(data=data, workers=1), clock, since=None, until=None)
    return data


@BOTH_WAYS
def test_the_bundled_aggregator_read_again_says_the_same(aggregated: Path, is_from_scratch: bool) -> None:
    assert ask(aggregated, "SELECT count(*) > 0 FROM findings WHERE code = 'aggregator_text'") == [(True,)]
    assert shown(aggregated, is_from_scratch=is_from_scratch) == {}


@BOTH_WAYS
@pytest.mark.parametrize("has_copies", [False, True], ids=["texts", "originals"])
def test_what_an_aggregator_shows_is_read_again_as_it_was(
    both: BothRegisters, has_copies: bool, is_from_scratch: bool
) -> None:
    both.rules.has_copies = has_copies
    both.night("aggregator", NIGHT)
    assert shown(both.data, is_from_scratch=is_from_scratch) == {}


@BOTH_WAYS
@pytest.mark.parametrize("order", [("adr", "aggregator"), ("aggregator", "adr"), ("aggregator", "adr", "aggregator")])
def test_a_document_held_through_both_still_counts_once(
    both: BothRegisters, order: tuple[str, ...], is_from_scratch: bool
) -> None:
    for platform, day in zip(order, (NIGHT, NEXT, LATER), strict=False):
        both.night(platform, day, recheck_days=1)
    before = described(both.data)
    assert shown(both.data, is_from_scratch=is_from_scratch) == {}
    again(both.data, is_from_scratch=is_from_scratch)
    assert described(both.data) == before


@BOTH_WAYS
def test_a_copy_of_what_its_own_register_restricts_stays_away(both: BothRegisters, is_from_scratch: bool) -> None:
    both.rules.shows_restricted = True
    both.night("aggregator", NIGHT)
    both.restrict("2")
    both.night("adr", NEXT)
    both.night("aggregator", LATER)
    before = described(both.data)
    again(both.data, is_from_scratch=is_from_scratch)
    assert described(both.data) == before
    assert files_with(both.data, SECRET) == []


def test_a_lost_warehouse_of_a_register_no_list_names_is_rebuilt(both: BothRegisters, tmp_path: Path) -> None:
    """Its platform is found in what was asked of it: no list of today names it."""
    both.night("aggregator", NIGHT)
    before = described(both.data)
    data = Path(shutil.copytree(both.data, tmp_path / "copy", symlinks=True))
    for path in data.glob("*.duckdb*"):
        path.unlink()
    again(data, is_from_scratch=True)
    assert described(data) == before
    assert ask(data, "SELECT DISTINCT platform FROM documents") == [("aggregator",)]
