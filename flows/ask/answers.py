"""What the asking commands ask: each opens the published warehouse, asks, and closes it."""

from __future__ import annotations

from datetime import date

from flows.clock import Clock
from flows.report.collect import standing_sentences
from flows.settings import Settings
from warehouse.ask import checks, queries, standing
from warehouse.ask import history as told
from warehouse.ask.checks import CheckResult
from warehouse.ask.history import HistoryStep
from warehouse.ask.queries import QueryResult, ShippedQuery
from warehouse.connection import open_published
from warehouse.errors import NoWarehouse, QueryError

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


def in_force(settings: Settings, day: date, known_on: date | None, directive: str | None) -> QueryResult:
    """Annexes in force on ``day``, by what was known at the end of ``known_on`` (now when ``None``)."""
    with open_published(settings.data) as w:
        ids = told.find_directives(w, directive) if directive is not None else None
        return queries.annexes_in_force(w, day, known_on=known_on, directive_ids=ids)


def history(settings: Settings, reference: str, annex: str | None) -> list[HistoryStep]:
    """The steps of a directive or of one annex; empty where none such is held."""
    with open_published(settings.data) as w:
        return told.history(w, reference, annex)


def run_sql(settings: Settings, text: str | None, name: str | None, params: dict[str, str]) -> QueryResult:
    """The answer to SQL or to a shipped query. Raises ``QueryError`` when it cannot be asked."""
    with open_published(settings.data) as w:
        return queries.run_query(w, sql=text, name=name, params=params)


def shipped_queries() -> list[ShippedQuery]:
    return queries.list_queries()


def check(settings: Settings) -> list[CheckResult]:
    with open_published(settings.data) as w:
        return checks.run_checks(w)


def troubles(settings: Settings, clock: Clock) -> list[str]:
    """A sentence for each register that is silent, and for each over which no run ended well for too long."""
    with open_published(settings.data) as w:
        return standing_sentences(w, settings, clock.now())


def registers_held(settings: Settings) -> list[str]:
    """The codes of the registers over which a run was made; empty before the first."""
    try:
        with open_published(settings.data) as w:
            return standing.registers_asked(w)
    except NoWarehouse:
        return []


def status(settings: Settings) -> list[tuple[str, QueryResult]]:
    with open_published(settings.data) as w:
        return [(title, queries.run_query(w, name=name)) for title, name in STATUS]
