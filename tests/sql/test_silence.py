"""When a register counts as silent, and when its runs as overdue."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from extractors.model.ids import DocumentId
from flows.report.collect import overdue_registers, silent_registers
from flows.settings import Settings
from tests.warehouse.factory import entry
from warehouse.ask.queries import run_query
from warehouse.connection import Warehouse, open_published, open_working
from warehouse.ledgers import runs
from warehouse.load import SeenEntry, load_entries
from warehouse.moment import Moment
from warehouse.publish.publish import publish

FRIDAY = date(2026, 3, 6)
NIGHT = datetime(2026, 3, 6, 1, 0, tzinfo=UTC)


def every(days: int, number: int) -> list[date]:
    return [FRIDAY - timedelta(days=days * n) for n in range(number)]


REGISTERED = {
    "fortnightly": every(14, 20),
    "busy": [day for day in every(1, 100) if day.weekday() < 5],
    "daily": every(1, 60),
    "rare": every(100, 3),
    "resumed": [*every(1, 60), FRIDAY - timedelta(days=900), FRIDAY - timedelta(days=1300)],
    "sample": every(1, 20),
    "files": every(1, 20),
}
"""The days on which documents were registered, by register."""

RUNS: dict[str, tuple[str, list[tuple[int, str | None]]]] = {
    "failing": ("ingest", [(4, "done with problems"), (2, "failed"), (1, None)]),
    "well": ("ingest", [(2, "done"), (1, "failed")]),
    "never well": ("ingest", [(1, "failed")]),
    "by hand": ("add", [(9, "done")]),
}
"""The kind of runs by register, how many days before the night each began, and its outcome; ``None``: never closed."""


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    folder = tmp_path_factory.mktemp("silence")
    with open_working(folder) as w:
        seen = [
            SeenEntry(DocumentId(f"{register}/{n}"), entry(str(n), day.isoformat()), "page")
            for register, days in REGISTERED.items()
            for n, day in enumerate(days)
        ]
        load_entries(w, Moment("run", NIGHT - timedelta(days=5)), seen)
        for register, (kind, outcomes) in RUNS.items():
            for before, outcome in outcomes:
                at = NIGHT - timedelta(days=before)
                run = f"{register} {at:%Y%m%dT%H%M%S}"
                runs.start_run(w, run, kind, register, at, {})
                if outcome is not None:
                    runs.finish_run(w, run, at, outcome, {})
        w.run_ids = {"another"}
        publish(w, folder)
    with open_published(folder) as w:
        yield w


def silent(w: Warehouse, register: str, day: date, **values: Any) -> tuple[int, int] | None:
    """Return the working days of silence and those allowed; ``None`` for a register that is not silent."""
    found = {row["register"]: row for row in silent_registers(w, Settings(**values), day)}
    row = found.get(register)
    return (row["silent_working_days"], row["allowed_working_days"]) if row else None


def overdue(w: Warehouse, register: str) -> str | None:
    """Return the last outcome of an overdue register; ``None`` for one that is not."""
    found = overdue_registers(w, Settings(overdue_days=3), NIGHT)
    return {row["register"]: row["last_outcome"] for row in found}.get(register)


def test_a_register_is_silent_after_half_again_its_own_longest_gap(published: Warehouse) -> None:
    """A document every second Friday: gaps of ten working days, so that sixteen without one are too many."""
    assert silent(published, "fortnightly", FRIDAY + timedelta(days=21)) is None
    assert silent(published, "fortnightly", FRIDAY + timedelta(days=24)) == (16, 15)


def test_a_busy_register_is_given_seven_working_days(published: Warehouse) -> None:
    assert silent(published, "busy", FRIDAY + timedelta(days=11)) is None
    assert silent(published, "busy", FRIDAY + timedelta(days=12)) == (8, 7)


def test_weekends_are_no_silence(published: Warehouse) -> None:
    params = {"day": FRIDAY + timedelta(days=2), "least_days": 0, "factor": 0}
    assert run_query(published, name="silent_registers", params=params).rows == ()


def test_a_register_of_few_documents_has_no_usual_gap(published: Warehouse) -> None:
    assert silent(published, "rare", FRIDAY + timedelta(days=12)) == (8, 7)


def test_a_gap_of_years_ago_does_not_count(published: Warehouse) -> None:
    assert silent(published, "resumed", FRIDAY + timedelta(days=12)) == (8, 7)


def test_the_operator_allows_single_registers_more_or_everything(published: Warehouse) -> None:
    later = FRIDAY + timedelta(days=28)
    assert silent(published, "daily", later) == (20, 7)
    assert silent(published, "daily", later, silence_days={"daily": 25}) is None
    assert silent(published, "daily", later, silence_days={"daily": 19}) == (20, 19)
    assert silent(published, "daily", later, silence_days={"daily": 0}) is None


@pytest.mark.parametrize("register", ["sample", "files"])
def test_the_bundled_register_and_loose_files_are_never_silent(published: Warehouse, register: str) -> None:
    later = FRIDAY + timedelta(days=400)
    assert silent(published, register, later) is None
    assert silent(published, "daily", later) is not None


def test_a_register_whose_runs_fail_or_never_end_is_overdue(published: Warehouse) -> None:
    assert overdue(published, "failing") == "interrupted"


def test_a_good_run_within_the_days_is_enough(published: Warehouse) -> None:
    assert overdue(published, "well") is None


def test_a_register_over_which_no_run_ever_ended_well_is_overdue(published: Warehouse) -> None:
    assert overdue(published, "never well") == "failed"


def test_adding_files_is_no_run_over_a_register(published: Warehouse) -> None:
    assert overdue(published, "by hand") is None
