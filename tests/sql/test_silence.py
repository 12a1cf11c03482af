"""When a register counts as silent, and when its runs as overdue."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from flows.report.collect import overdue_registers, silent_registers
from flows.settings import Settings
from tests.warehouse.factory import entry, load
from warehouse.ask.queries import run_query
from warehouse.connection import open_published, open_working
from warehouse.ledgers import runs
from warehouse.publish.publish import publish

FRIDAY = date(2026, 3, 6)
NIGHT = datetime(2026, 3, 6, 1, 0, tzinfo=UTC)


def register_of(folder: Path, days: Iterable[date], register: str = "na") -> None:
    with open_working(folder) as w:
        for n, day in enumerate(days):
            load(w, f"{register}/{n}", entry(str(n), day.isoformat()))
        publish(w, folder)


def silent(folder: Path, day: date, **values: Any) -> list[tuple[Any, ...]]:
    with open_published(folder) as w:
        found = silent_registers(w, Settings(**values), day)
    return [(row["register"], row["silent_working_days"], row["allowed_working_days"]) for row in found]


def every(days: int, number: int) -> list[date]:
    return [FRIDAY - timedelta(days=days * n) for n in range(number)]


def test_a_register_is_silent_after_half_again_its_own_longest_gap(tmp_path: Path) -> None:
    """A document every second Friday: gaps of ten working days, so that sixteen without one are too many."""
    register_of(tmp_path, every(14, 20))
    assert silent(tmp_path, FRIDAY + timedelta(days=21)) == []
    assert silent(tmp_path, FRIDAY + timedelta(days=24)) == [("na", 16, 15)]


def test_a_busy_register_is_given_seven_working_days(tmp_path: Path) -> None:
    register_of(tmp_path, [day for day in every(1, 100) if day.weekday() < 5])
    assert silent(tmp_path, FRIDAY + timedelta(days=11)) == []
    assert silent(tmp_path, FRIDAY + timedelta(days=12)) == [("na", 8, 7)]


def test_weekends_are_no_silence(tmp_path: Path) -> None:
    register_of(tmp_path, every(1, 60))
    with open_published(tmp_path) as w:
        params = {"day": FRIDAY + timedelta(days=2), "least_days": 0, "factor": 0}
        assert run_query(w, name="silent_registers", params=params).rows == ()


def test_a_register_of_few_documents_has_no_usual_gap(tmp_path: Path) -> None:
    register_of(tmp_path, every(100, 3))
    assert silent(tmp_path, FRIDAY + timedelta(days=12)) == [("na", 8, 7)]


def test_a_gap_of_years_ago_does_not_count(tmp_path: Path) -> None:
    register_of(tmp_path, [*every(1, 60), FRIDAY - timedelta(days=900), FRIDAY - timedelta(days=1300)])
    assert silent(tmp_path, FRIDAY + timedelta(days=12)) == [("na", 8, 7)]


def test_the_operator_allows_single_registers_more_or_everything(tmp_path: Path) -> None:
    register_of(tmp_path, every(1, 60))
    later = FRIDAY + timedelta(days=28)
    assert silent(tmp_path, later) == [("na", 20, 7)]
    assert silent(tmp_path, later, silence_days={"na": 25}) == []
    assert silent(tmp_path, later, silence_days={"na": 19}) == [("na", 20, 19)]
    assert silent(tmp_path, later, silence_days={"na": 0}) == []


def test_the_bundled_register_and_loose_files_are_never_silent(tmp_path: Path) -> None:
    register_of(tmp_path, every(1, 60), "sample")
    register_of(tmp_path, every(1, 60), "files")
    assert silent(tmp_path, FRIDAY + timedelta(days=400)) == []


def ended(folder: Path, *told: tuple[int, str | None], kind: str = "ingest") -> None:
    """Runs so many days before the night, with their outcomes; ``None``: never closed."""
    with open_working(folder) as w:
        for days, outcome in told:
            at = NIGHT - timedelta(days=days)
            runs.start_run(w, f"{at:%Y%m%dT%H%M%S}", kind, "na", at, {})
            if outcome is not None:
                runs.finish_run(w, f"{at:%Y%m%dT%H%M%S}", at, outcome, {})
        w.run_id = "another"
        publish(w, folder)


def overdue(folder: Path) -> list[tuple[Any, ...]]:
    with open_published(folder) as w:
        found = overdue_registers(w, Settings(overdue_days=3), NIGHT)
    return [(row["register"], row["last_outcome"]) for row in found]


def test_a_register_whose_runs_fail_or_never_end_is_overdue(tmp_path: Path) -> None:
    ended(tmp_path, (4, "done with problems"), (2, "failed"), (1, None))
    assert overdue(tmp_path) == [("na", "interrupted")]


def test_a_good_run_within_the_days_is_enough(tmp_path: Path) -> None:
    ended(tmp_path, (2, "done"), (1, "failed"))
    assert overdue(tmp_path) == []


def test_a_register_over_which_no_run_ever_ended_well_is_overdue(tmp_path: Path) -> None:
    ended(tmp_path, (1, "failed"))
    assert overdue(tmp_path) == [("na", "failed")]


def test_adding_files_is_no_run_over_a_register(tmp_path: Path) -> None:
    ended(tmp_path, (9, "done"), kind="add")
    assert overdue(tmp_path) == []
