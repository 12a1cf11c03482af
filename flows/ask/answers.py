"""Answer the asking commands. Each function opens the published warehouse, asks, and closes it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from flows.clock import Clock
from warehouse.ask import checks, queries, standing
from warehouse.ask import history as told
from warehouse.ask.checks import CheckResult
from warehouse.ask.history import HistoryStep
from warehouse.ask.queries import QueryResult, ShippedQuery
from warehouse.connection import open_published
from warehouse.errors import NoWarehouse, QueryError

if TYPE_CHECKING:  # asking needs the data folder alone; settings take a third of a second
    from flows.settings import Settings

FORMATS = ("table", "csv", "json", "parquet", "xlsx")
BINARY_FORMATS = ("parquet", "xlsx")

STATUS = (
    ("Runs", "last_runs"),
    ("Days proven complete, and those that are not", "covered_days"),
    ("Hosts", "hosts"),
    ("Wanted", "wanted"),
    ("Last searches", "coverage"),
    ("Quarantine (open)", "quarantine_open"),
    ("Taken down", "taken_down"),
    ("Findings", "finding_counts"),
)

__all__ = [
    "BINARY_FORMATS",
    "FORMATS",
    "QueryError",
    "check",
    "history",
    "in_force",
    "registers_held",
    "run_sql",
    "shipped_queries",
    "status",
    "troubles",
]


def in_force(data: Path, day: date, known_on: date | None, directive: str | None) -> QueryResult:
    """Return the annexes in force on ``day``, as known at the end of ``known_on`` (``None``: now)."""
    with open_published(data) as w:
        ids = told.find_directives(w, directive) if directive is not None else None
        return queries.annexes_in_force(w, day, known_on=known_on, directive_ids=ids)


def history(data: Path, reference: str, annex: str | None) -> list[HistoryStep]:
    """Return the steps of a directive or of one annex; empty where it is not held."""
    with open_published(data) as w:
        return told.history(w, reference, annex)


def run_sql(data: Path, text: str | None, name: str | None, params: dict[str, str]) -> QueryResult:
    """Return the answer to SQL or to a shipped query. Raises ``QueryError`` where it cannot be run."""
    with open_published(data) as w:
        return queries.run_query(w, sql=text, name=name, params=params)


def shipped_queries() -> list[ShippedQuery]:
    return queries.list_queries()


def check(data: Path) -> list[CheckResult]:
    with open_published(data) as w:
        return checks.run_checks(w)


def troubles(settings: Settings, clock: Clock) -> list[str]:
    """Return a sentence for each register that is silent or overdue."""
    from flows.report.collect import standing_sentences  # with the register list and its readers

    with open_published(settings.data) as w:
        return standing_sentences(w, settings, clock.now())


def registers_held(data: Path) -> list[str]:
    """Return the codes of the registers that a run has covered; empty before the first run."""
    try:
        with open_published(data) as w:
            return standing.registers_asked(w)
    except NoWarehouse:
        return []


def status(data: Path) -> list[tuple[str, QueryResult]]:
    with open_published(data) as w:
        return [(title, queries.run_query(w, name=name)) for title, name in STATUS]
