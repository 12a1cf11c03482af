"""Collect a run's report from the published files before and after it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from flows.clock import TALLINN
from flows.registers.find import UnknownRegister, find_register
from flows.settings import Settings
from warehouse.ask.news import News
from warehouse.ask.queries import QueryResult, run_query
from warehouse.ask.standing import undecided_number
from warehouse.connection import Warehouse, open_file
from warehouse.errors import QueryError

Report = dict[str, Any]
"""A report as in its JSON: text, numbers, and lists and tables of these."""

ROWS_KEPT = 500
"""The longest list in a report; its ``total`` counts everything. A first night would fill a book."""

NOT_PROVEN = ("never searched", "cut short", "capped")


@dataclass(frozen=True)
class RunFacts:
    """What a run knows about itself at its end. ``failure`` is the class of the error that stopped it, or ``None``.
    Instants are UTC; a ``request_budget`` of 0 means no limit."""

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


def collect_report(facts: RunFacts, settings: Settings, news: News | None, published: Path | None) -> Report:
    """Return the report of a run. Without a published file (the run failed) it holds what the run knows about itself.

    Raises ``QueryError`` where the published file cannot be queried.
    """
    today = facts.finished_at.astimezone(TALLINN).date()
    report: Report = {**_own(facts), "news": {}, "comparison": None}
    if published is not None:
        if news is not None:
            report |= _compare(news, published, today)
        with open_file(published) as w:
            report |= _standing(w, facts, settings, today)
    report["needs_person"] = list(_sentences(report))
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
    }


def _compare(news: News, published: Path, today: date) -> Report:
    """Return what changed. Where the two files cannot be compared, give the reason: empty lists would mislead."""
    try:
        news.look_at(published)
        lists = {name: _listed(result) for name, result in news.ask(today).items()}
    except QueryError:
        return {"comparison": "not possible: the earlier file is damaged or another version wrote it"}
    return {"news": lists, "comparison": "with the file before" if news.has_before else "first file: everything is new"}


def _standing(w: Warehouse, facts: RunFacts, settings: Settings, today: date) -> Report:
    """Return how things stand after the run, whatever caused it."""

    def rows(name: str, **params: Any) -> list[dict[str, Any]]:
        return _rows(run_query(w, name=name, params=params))

    tomorrow = rows("report_tomorrow", day=today)
    days = [row for row in rows("covered_days") if row["register"] == facts.register]
    hosts = [{k: row[k] for k in ("host", "state", "since_at", "not_before_at")} for row in rows("hosts")]
    return {
        "enters_tomorrow": [row for row in tomorrow if row["what"] == "enters"],
        "ends_tomorrow": [row for row in tomorrow if row["what"] == "ends"],
        "withdrawn": [
            # An operator's reason is free text and stays out.
            {key: row[key] for key in ("document_id", "number", "registered_on", "cause")}
            for row in rows("taken_down")
            if row["run_id"] == facts.run_id and row["lifted_at"] is None
        ],
        "held_back": rows("report_held_back", run_id=facts.run_id),
        "undecided_number": undecided_number(w),
        "coverage": {
            "days": {state: sum(d["day_number"] for d in days if d["state"] == state) for state in _states(days)},
            "not_proven": [day for day in days if day["state"] in NOT_PROVEN][:ROWS_KEPT],
        },
        "hosts": [host for host in hosts if host["state"] != "ok"],
        "silent": silent_registers(w, settings, today),
        "overdue": overdue_registers(w, settings, facts.finished_at),
    }


def _states(days: Iterable[Mapping[str, Any]]) -> list[str]:
    return sorted({day["state"] for day in days})


def silent_registers(w: Warehouse, settings: Settings, today: date) -> list[dict[str, Any]]:
    """Return the registers that have published nothing for longer than they usually do, or than the settings allow.

    The bundled register never changes and is left out.
    """
    params = {"day": today, "factor": settings.silence_factor, "least_days": settings.silence_least_days}
    silent = {row["register"]: row for row in _rows(run_query(w, name="silent_registers", params=params))}
    for register, allowed in settings.silence_days.items():
        silent.pop(register, None)
        params = {"day": today, "factor": 0, "least_days": allowed, "register": register}
        rows = _rows(run_query(w, name="silent_registers", params=params)) if allowed else []
        silent |= {row["register"]: row for row in rows}
    return [row for name, row in sorted(silent.items()) if not _is_bundled(name)]


def overdue_registers(w: Warehouse, settings: Settings, at: datetime) -> list[dict[str, Any]]:
    """Return the registers over which no run has ended well for ``overdue_days``."""
    rows = _rows(run_query(w, name="overdue_registers", params={"at": at, "days": settings.overdue_days}))
    return [row for row in rows if not _is_bundled(row["register"])]


def _is_bundled(register: str) -> bool:
    try:
        return find_register(register).is_bundled
    except UnknownRegister:
        return False


def _listed(result: QueryResult) -> dict[str, Any]:
    return {"total": len(result.rows), "rows": _rows(result)[:ROWS_KEPT]}


def _rows(result: QueryResult) -> list[dict[str, Any]]:
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
        yield f"{host['host']} is {host['state']} since {host['since_at'][:16]} (kehtiv sql --name hosts)"
    for held in report.get("held_back", ()):
        if held["new_number"]:
            sentence = f"{held['new_number']} newly held back at {held['stage']}: {held['code']}"
            yield f"{sentence} (kehtiv sql --name quarantine_open)"
    news = report["news"]
    if news.get("newly_undecided", {}).get("total"):
        yield f"{news['newly_undecided']['total']} annexes are newly undecided (kehtiv sql --name undecided)"
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
