"""Answer the asking commands. Each function opens the published warehouse, asks, and closes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from flows.clock import Clock
from warehouse.ask import checks, outcomes, queries, standing
from warehouse.ask import history as told
from warehouse.ask.answer import Answer, Outcome
from warehouse.ask.checks import CheckResult
from warehouse.ask.history import HistoryStep
from warehouse.ask.named import with_directives
from warehouse.ask.queries import QueryResult, ShippedQuery
from warehouse.connection import Warehouse, open_published
from warehouse.errors import NoWarehouse, QueryError

if TYPE_CHECKING:  # asking needs the data folder alone; settings take a third of a second
    from flows.settings import Settings

FILE_FORMATS = ("csv", "json", "parquet", "xlsx")
FORMATS = ("table", *FILE_FORMATS)
CSV_DIALECTS = ("standard", "excel-et")
"""``standard`` is RFC 4180 with UTF-8 and commas, for programs; ``excel-et`` is for Excel set to Estonian."""
BY_SETTINGS = ("silent_registers", "overdue_registers")
"""Queries that answer by the operator's settings, as `kehtiv status` does, where no parameter is given."""
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
    "BY_SETTINGS",
    "CSV_DIALECTS",
    "FILE_FORMATS",
    "FORMATS",
    "Answer",
    "History",
    "InForce",
    "Outcome",
    "QueryError",
    "Why",
    "check",
    "history",
    "in_force",
    "registers_held",
    "run_sql",
    "shipped_queries",
    "status",
    "troubles",
    "why",
]


@dataclass(frozen=True)
class InForce:
    """The annexes in force on a day. ``answer`` says what the reference came to; ``None`` where all were asked for."""

    on: date
    known_on: date | None
    annexes: QueryResult
    answer: Answer | None = None


@dataclass(frozen=True)
class Told:
    """What holds of an act or an annex today, and the steps that led there."""

    outcome: Outcome
    steps: tuple[HistoryStep, ...]


@dataclass(frozen=True)
class History:
    """What a reference came to, and the history of each act (or annex) that it names; empty where nothing is held."""

    answer: Answer
    histories: tuple[Told, ...]


@dataclass(frozen=True)
class Why:
    """What a reference came to, and the rules that decide each annex that it names, in order (the query ``why``)."""

    answer: Answer
    steps: QueryResult | None


def in_force(data: Path, day: date, known_on: date | None, directive: str | None) -> InForce:
    """Return the annexes in force on ``day``, as known at the end of ``known_on`` (``None``: now).

    ``directive`` is a reference to an act or one of its annexes, or the name of a post.
    """
    with open_published(data) as w:
        if directive is None:
            return InForce(day, known_on, queries.annexes_in_force(w, day, known_on=known_on))
        answer = outcomes.find_answer(w, directive, day)
        acts = {one.directive_id for one in answer.directives} | {one.directive_id for one in answer.posts}
        annexes = queries.annexes_in_force(w, day, known_on=known_on, directive_ids=sorted(acts))
        if answer.answer != "held" or answer.annex is not None:
            named = {one.annex_id for one in answer.posts} | {one.annex_id for one in answer.asked}
            annexes = queries.keep_rows(annexes, [row[0] in named for row in annexes.rows])
        return InForce(day, known_on, annexes, answer)


def history(data: Path, reference: str, annex: str | None, today: date) -> History:
    """Return the steps of the directives or of the annex that a reference names, with what holds of them ``today``."""
    with open_published(data) as w:
        return history_in(w, reference, annex, today)


def history_in(w: Warehouse, reference: str, annex: str | None, today: date) -> History:
    """Return what an open warehouse has of it, as ``history``."""
    answer = outcomes.find_answer(w, reference, today, annex)
    steps = [tuple(told.steps_of(w, one.directive_id, _tail(one))) for one in answer.asked]
    return History(answer, tuple(Told(*pair) for pair in zip(answer.asked, steps, strict=True)))


def why(data: Path, reference: str, annex: str | None, day: date) -> Why:
    """Return why each annex that a reference names is in force on ``day``, or why not, rule by rule."""
    with open_published(data) as w:
        answer = outcomes.find_answer(w, reference, day, annex)
        ids = [one.annex_id for one in answer.outcomes if one.annex_id is not None and answer.answer == "held"]
        found = [queries.run_query(w, name="why", params={"annex_id": name, "day": day}) for name in ids]
        return Why(answer, queries.join_rows(found))


def _tail(one: Outcome) -> str | None:
    return one.annex_id.rpartition("#")[2] if one.annex_id is not None else None


def run_sql(
    data: Path, text: str | None, name: str | None, params: dict[str, str], settings: Settings | None = None
) -> QueryResult:
    """Return the answer to SQL or to a shipped query, in whose parameters a directive may be named by any reference.

    With ``settings`` the queries ``BY_SETTINGS`` answer as `kehtiv status` does. Raises ``QueryError`` where the query
    cannot be run.
    """
    with open_published(data) as w:
        if settings is not None and name in BY_SETTINGS and not params:
            from flows.report import silence  # with the register list and its readers

            if name == "silent_registers":
                return silence.silent_registers(w, settings, Clock().today())
            return silence.overdue_registers(w, settings, Clock().now())
        given = with_directives(w, params) if name is not None else params
        return queries.run_query(w, sql=text, name=name, params=given)


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
