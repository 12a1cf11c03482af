"""What stands ready of each act and annex says the same as what is derived for the day asked about."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.warehouse.factory import act, day, directive, effect
from warehouse.ask.asked import rows_of
from warehouse.ask.holdings import annex
from warehouse.ask.queries import run_query
from warehouse.connection import Warehouse, open_published, open_working
from warehouse.publish.publish import publish


def says(kind: Any, affected: Any, **values: Any) -> Any:
    return lambda writer: [effect(writer, kind, affected, f"{kind} {affected.number} {affected.annexes}", **values)]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    """Acts of which one is revoked in part, one in doubt, one suspended, one never in force, one open."""
    folder: Path = tmp_path_factory.mktemp("data")
    with open_working(folder) as w:
        directive(w, "na/1", "1", "2025-01-02", "1", "2", "3")
        directive(w, "na/2", "2", "2025-06-01", revokes=(act("1", "2025-01-02", annexes=("1",), scope="annexes"),))
        doubtful = act("1", "2025-01-02", annexes=("2",), scope="annexes")
        directive(w, "na/3", "3", "2025-08-01", more=says("revoke", doubtful, doubt="residue"))
        directive(w, "na/4", "4", "2025-04-04", "1")
        suspended = act("4", "2025-04-04", scope="act")
        until = {"effective_on": "2026-02-01", "until": date(2026, 4, 30)}
        directive(w, "na/5", "5", "2026-01-20", more=says("suspend", suspended, **until))
        directive(w, "na/6", "6", "2026-12-31", "1")
        directive(w, "na/7", "7", "2025-03-03", revokes=(act("6", "2026-12-31", scope="act"),))
        directive(w, "na/8", "8", "2025-05-05", "1", more=says("commence", act(None, None), date_basis="condition"))
        publish(w, folder)
    with open_published(folder) as w:
        yield w


def border_days(w: Warehouse) -> list[date]:
    """Return each day on which a status begins, with the days beside it, and one long before all."""
    begun = rows_of(
        w,
        "SELECT status_from FROM annex_statuses UNION SELECT status_from FROM directive_statuses ORDER BY 1 NULLS LAST",
    )
    days = {row["status_from"] for row in begun if row["status_from"]}
    return sorted({one + timedelta(days=beside) for one in days for beside in (-1, 0, 1)} | {date(1990, 1, 1)})


STATUSES = (
    "SELECT directive_id, NULL AS annex_id, status, status_from, status_until FROM directive_status_on($day)"
    " UNION ALL SELECT directive_id, annex_id, status, status_from, status_until FROM annex_status_on($day)"
    " ORDER BY directive_id, annex_id NULLS FIRST"
)


def test_on_each_day_the_outcomes_are_the_statuses(published: Warehouse) -> None:
    days = border_days(published)
    assert len(days) > 12
    seen = set()
    for on in days:
        told = sorted(
            rows_of(published, "SELECT * FROM outcome_stretches WHERE begins_on <= $day AND $day < ends_on", day=on),
            key=lambda row: (row["directive_id"], row["annex_id"] or ""),
        )
        asked = run_query(published, name="outcome", params={"day": on}).named_rows
        held = rows_of(published, STATUSES, day=on)
        names = ("directive_id", "annex_id", "status", "since_on", "until_on")
        statuses = [tuple(row.values()) for row in held]
        assert [tuple(row[name] for name in names) for row in told] == statuses
        assert sorted(tuple(map(str, (row[name] for name in names))) for row in asked) == sorted(
            tuple(map(str, row)) for row in statuses
        )
        seen |= {row["status"] for row in told}
    assert seen == {"not_yet", "in_force", "suspended", "undecided", "ended"}


def test_acts_are_found_by_number_one_or_several(published: Warehouse) -> None:
    def told(*ids: str) -> list[str]:
        rows = run_query(published, name="outcome", params={"directive_ids": list(ids), "day": day("2026-03-01")})
        return [row["directive_id"] for row in rows.named_rows if row["annex_id"] is None]

    assert told("na/4") == ["na/4"]
    assert sorted(told("na/8", "na/1", "na/6", "na/99")) == ["na/1", "na/6", "na/8"]
    assert told() == []
    found = rows_of(published, "SELECT DISTINCT directive_key = id_key(directive_id) AS same FROM outcome_stretches")
    assert found == [{"same": True}]


VERDICTS = {"never_in_force": "ended", "suspended": "in_force"}
"""How a verdict and a status say the same. What is suspended is in force as far as its own days go."""


def test_on_each_day_the_steps_end_in_the_status_and_are_those_of_the_page(published: Warehouse) -> None:
    for on in border_days(published):
        for row in rows_of(published, "SELECT annex_id, status FROM annex_status_on($day)", day=on):
            steps = run_query(published, name="why", params={"annex_id": row["annex_id"], "day": on})
            answers = [step for step in steps.named_rows if step["step"] == "answer"]
            assert len(answers) == 1
            assert answers[0] == steps.named_rows[-1]
            verdict = answers[0]["rule"]
            # What never was in force has no day of its own: it is told on every day.
            if verdict != "never_in_force":
                assert VERDICTS.get(verdict, verdict) == VERDICTS.get(row["status"], row["status"]), (row, on)
                assert str(on) in answers[0]["what"]
            page = annex(published, row["annex_id"], on, None)
            assert page is not None
            assert page.why.rows == steps.named_rows
            assert page.why.asked.name == "why"


def test_a_doubt_bears_from_its_day_on(published: Warehouse) -> None:
    def bears(on: str) -> list[bool]:
        steps = run_query(published, name="why", params={"annex_id": "na/1#2", "day": on}).named_rows
        return [step["bears"] for step in steps if step["step"] == "in_doubt"]

    assert (bears("2025-07-31"), bears("2025-08-01")) == ([False], [True])
