"""Collect a run's report from the published files before and after it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from flows.clock import TALLINN
from flows.report import silence, types
from flows.report.types import Report
from flows.settings import Settings
from warehouse.ask.news import Answer, News
from warehouse.ask.queries import QueryResult, run_query
from warehouse.ask.standing import undecided_number
from warehouse.connection import Warehouse, open_file
from warehouse.errors import QueryError

ROWS_KEPT = 500
"""The longest list in a report; its ``total`` counts everything. A first night would fill a book."""

RULINGS_TO_LOOK_AT = ("contested", "ambiguous", "orphaned", "conflicting")
"""States of rulings that a person should look at."""

NOT_PROVEN = ("never searched", "cut short", "capped")


@dataclass(frozen=True)
class RunFacts:
    """What a run knows about itself at its end. ``failure`` is the class of the error that stopped it, or ``None``.

    Instants are UTC; a ``request_budget`` of 0 means no limit. ``unwritten_exports`` has a sentence for each export
    that failed. Runs that were published together share out what changed: ``tells_only_of`` one
    register, or ``tells_not_of`` some.
    """

    run_id: str
    kind: str
    register: str
    started_at: datetime
    finished_at: datetime
    outcome: str
    is_complete: bool
    counts: Mapping[str, int]
    failure: str | None = None
    request_budget: int = 0
    unwritten_exports: tuple[str, ...] = ()
    tells_only_of: str | None = None
    tells_not_of: frozenset[str] = frozenset()


def collect_report(facts: RunFacts, settings: Settings, news: News | None, published: Path | None) -> Report:
    """Return the report of a run. Without a published file (the run failed) it holds what the run knows about itself.

    Raises ``QueryError`` where the published file cannot be queried.
    """
    today = facts.finished_at.astimezone(TALLINN).date()
    report = _own(facts)
    if published is not None:
        if news is not None:
            _compare(report, news, published, today, facts)
        with open_file(published) as w:
            _stand(report, w, facts, settings, today)
    report["needs_person"] = [*_sentences(report), *facts.unwritten_exports]
    return report


def _own(facts: RunFacts) -> Report:
    seconds = round((facts.finished_at - facts.started_at) / timedelta(seconds=1), 1)
    return {
        "run_id": facts.run_id,
        "kind": facts.kind,
        "register": facts.register,
        "started_at": facts.started_at.isoformat(),
        "finished_at": facts.finished_at.isoformat(),
        "duration_s": seconds,
        "outcome": facts.outcome,
        "is_complete": facts.is_complete,
        "failure": facts.failure,
        "counts": dict(facts.counts),
        "requests": {"sent": facts.counts.get("requests", 0), "budget": facts.request_budget or None},
        "news": {},
        "comparison": None,
        "needs_person": [],
    }


def _compare(report: Report, news: News, published: Path, today: date, facts: RunFacts) -> None:
    """Add what changed. Where the two files cannot be compared, give the reason: empty lists would mislead."""
    try:
        news.look_at(published)
        report["news"] = _lists(news.ask(today, ROWS_KEPT, only=facts.tells_only_of, without=facts.tells_not_of))
    except QueryError:
        report["comparison"] = "not possible: the earlier file is damaged or another version wrote it"
    else:
        report["comparison"] = "with the file before" if news.has_before else "first file: everything is new"


def _stand(report: Report, w: Warehouse, facts: RunFacts, settings: Settings, today: date) -> None:
    """Add the current state after the run, whatever caused it."""

    def rows(name: str, **params: Any) -> list[Any]:
        return _rows(run_query(w, name=name, params=params))

    tomorrow = rows("report_tomorrow", day=today)
    days = [row for row in rows("covered_days") if row["register"] == facts.register]
    withdrawn = [row for row in rows("taken_down") if row["run_id"] == facts.run_id and row["lifted_at"] is None]
    report["enters_tomorrow"] = [row for row in tomorrow if row["what"] == "enters"]
    report["ends_tomorrow"] = [row for row in tomorrow if row["what"] == "ends"]
    report["withdrawn"] = [_withdrawn(row) for row in withdrawn]
    report["held_back"] = rows("report_held_back", run_id=facts.run_id)
    report["undecided_number"] = undecided_number(w)
    report["rulings"] = {row["state"]: row["ruling_number"] for row in rows("ruling_counts")}
    report["coverage"] = {
        "days": {state: sum(d["day_number"] for d in days if d["state"] == state) for state in _states(days)},
        "not_proven": [day for day in days if day["state"] in NOT_PROVEN][:ROWS_KEPT],
    }
    report["hosts"] = [_host(row) for row in rows("hosts") if row["state"] != "ok"]
    report["silent"] = silent_registers(w, settings, today)
    report["overdue"] = overdue_registers(w, settings, facts.finished_at)


def _withdrawn(row: Mapping[str, Any]) -> types.WithdrawnDocument:
    """Return a withdrawn document without the operator's reason, which is free text."""
    return {
        "document_id": row["document_id"],
        "number": row["number"],
        "registered_on": row["registered_on"],
        "cause": row["cause"],
    }


def _host(row: Mapping[str, Any]) -> types.TroubledHost:
    """Return a host without the reason, which may quote what the host answered."""
    return {
        "host": row["host"],
        "state": row["state"],
        "since_at": row["since_at"],
        "not_before_at": row["not_before_at"],
    }


def _states(days: Iterable[Mapping[str, Any]]) -> list[str]:
    return sorted({day["state"] for day in days})


def silent_registers(w: Warehouse, settings: Settings, today: date) -> list[types.SilentRegister]:
    """Return the registers that are silent by the settings, sorted by code."""
    rows: list[types.SilentRegister] = _rows(silence.silent_registers(w, settings, today))
    return sorted(rows, key=lambda row: row["register"])


def overdue_registers(w: Warehouse, settings: Settings, at: datetime) -> list[types.OverdueRegister]:
    """Return the registers over which no run has ended well for ``overdue_days``."""
    rows: list[types.OverdueRegister] = _rows(silence.overdue_registers(w, settings, at))
    return rows


def _lists(answers: Mapping[str, Answer]) -> types.News:
    def listed(name: str) -> Any:
        return {"total": answers[name].total, "rows": _rows(answers[name].rows)}

    return {
        "documents": listed("documents"),
        "newly_ended": listed("newly_ended"),
        "newly_in_force": listed("newly_in_force"),
        "newly_undecided": listed("newly_undecided"),
        "no_longer_held": listed("no_longer_held"),
    }


def _rows(result: QueryResult) -> list[Any]:
    return [{name: _plain(value) for name, value in zip(result.columns, row, strict=True)} for row in result.rows]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, (date, datetime)) else value


def _sentences(report: Report) -> Iterable[str]:
    """Return what needs a person, each with the command that says more."""
    if report["failure"]:
        yield f"the run failed ({report['failure']}): the journal has its message (kehtiv status)"
    elif not report["is_complete"]:
        yield "the run ended early and did not look at everything it planned to (kehtiv status)"
    for host in report.get("hosts", ()):
        yield f"{host['host']} has been {host['state']} since {host['since_at'][:16]} (kehtiv sql --name hosts)"
    for held in report.get("held_back", ()):
        if held["new_number"]:
            sentence = f"{held['new_number']} newly held back at {held['stage']}: {held['code']}"
            yield f"{sentence} (kehtiv sql --name quarantine_open)"
    news = report["news"]
    if news.get("newly_undecided", {}).get("total"):
        yield f"{news['newly_undecided']['total']} annexes are newly undecided (kehtiv sql --name undecided)"
    for state in RULINGS_TO_LOOK_AT:
        if number := report.get("rulings", {}).get(state):
            yield f"{number} rulings are {state} and do not count (kehtiv sql --name rulings_to_affirm)"
    if news.get("no_longer_held", {}).get("total"):
        yield f"{news['no_longer_held']['total']} annexes or documents that were held before are no longer held"
    if report["comparison"] and report["comparison"].startswith("not possible"):
        yield f"the comparison with the file before was {report['comparison']}"
    if missing := sum(d["day_number"] for d in report.get("coverage", {}).get("not_proven", ())):
        yield f"{missing} days are not searched completely (kehtiv sql --name covered_days)"
    yield from _standing_sentences(report.get("silent", ()), report.get("overdue", ()))


def _standing_sentences(silent: Iterable[Mapping[str, Any]], overdue: Iterable[Mapping[str, Any]]) -> Iterable[str]:
    for row in silent:
        yield (
            f"{row['register']} is silent: nothing since {row['last_on']}, {row['silent_working_days']} working days,"
            f" {row['allowed_working_days']} are usual"
        )
    for row in overdue:
        since = f"since {row['last_good_run_at'][:16]} UTC" if row["last_good_run_at"] else "ever"
        yield f"{row['register']}: no run ended well {since}"


def standing_sentences(w: Warehouse, settings: Settings, at: datetime) -> list[str]:
    """Return a sentence for each register that is silent at ``at`` (UTC) or overdue."""
    silent = silent_registers(w, settings, at.astimezone(TALLINN).date())
    return list(_standing_sentences(silent, overdue_registers(w, settings, at)))
