"""What stands ready of each act and annex says the same as what is derived for the day asked about."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.warehouse.factory import (
    Writer,
    act,
    body,
    citation,
    day,
    directive,
    document,
    effect,
    entry,
    header,
    load,
)  # fmt: skip
from warehouse.ask.asked import rows_of
from warehouse.ask.holdings import act as act_of
from warehouse.ask.holdings import annex
from warehouse.ask.queries import run_query
from warehouse.connection import Warehouse, open_published, open_working
from warehouse.publish.publish import publish


def says(kind: Any, affected: Any, **values: Any) -> Any:
    return lambda writer: [effect(writer, kind, affected, f"{kind} {affected.number} {affected.annexes}", **values)]


def _load_citing(w: Warehouse) -> None:
    """Load an act that cites another twice, itself, and one that is not held."""
    writer = Writer("citing")
    main = body(writer, "KÄSKKIRI 2025-09-09 nr 9")
    acts = (("1", "2025-01-02"), ("1", "2025-01-02"), ("9", "2025-09-09"), ("77", "2019-01-01"))
    cited = tuple(citation(writer, number, on) for number, on in acts)
    citing = document(writer, header=header("9", "2025-09-09"), parts=(main,), effects=(), citations=cited)
    load(w, "na/9", entry("9", "2025-09-09"), citing)


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
        _load_citing(w)
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


def test_on_each_day_the_days_of_an_item_that_is_found_give_its_status(published: Warehouse) -> None:
    of_items = (
        "SELECT DISTINCT coalesce(annex_id, directive_id) AS id,"
        " status_by_days($day, in_force_from, in_force_until, undecided_from, suspensions) AS status"
        " FROM search_items WHERE directive_id IS NOT NULL ORDER BY 1"
    )
    seen = set()
    for on in border_days(published):
        told = [tuple(row.values()) for row in rows_of(published, of_items, day=on)]
        statuses = {
            (row["annex_id"] or row["directive_id"], row["status"]) for row in rows_of(published, STATUSES, day=on)
        }
        assert told == sorted(statuses)
        seen |= {status for _, status in told}
    assert seen == {"not_yet", "in_force", "suspended", "undecided", "ended"}


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


def test_the_sheet_of_each_act_lists_what_the_tables_hold(published: Warehouse) -> None:
    w = published
    seen = dict.fromkeys(("sentences", "cites", "cited_by", "bodies"), 0)
    for (directive_id,) in w.connection.execute("SELECT directive_id FROM directives").fetchall():
        sheet = act_of(w, directive_id)
        assert sheet is not None

        def held(sql: str, of: str = directive_id) -> list[Any]:
            return [row["x"] for row in rows_of(w, sql, id=of)]

        effects = "SELECT effect_id AS x FROM effects WHERE directive_id = $id ORDER BY file_id, span_start, ordinal"
        assert [row["effect_id"] for row in sheet.sentences.rows] == held(effects)
        told = {(row["direction"], row["other_directive_id"]) for row in sheet.citations.rows}
        others = "SELECT DISTINCT cited_directive_id AS x FROM citations WHERE directive_id = $id"
        citing = "SELECT DISTINCT directive_id AS x FROM citations WHERE cited_directive_id = $id"
        expected = {("cites", one) for one in held(others)} | {("cited_by", one) for one in held(citing)}
        assert told == {pair for pair in expected if pair[1] != directive_id}
        findings = "SELECT message AS x FROM findings WHERE directive_id = $id ORDER BY level, code, finding_id"
        assert [row["message"] for row in sheet.findings] == held(findings)
        texts = (
            "SELECT substring(t.text, p.span_start + 1, p.span_end - p.span_start) AS x"
            " FROM parts AS p JOIN texts AS t ON t.file_id = p.file_id WHERE p.directive_id = $id AND p.part = 'body'"
        )
        assert [row["text"] for row in sheet.bodies] == held(texts)
        for name in ("sentences", "citations", "signatures"):
            table = getattr(sheet, name)
            asked = run_query(w, name=table.asked.name, params=table.asked.params).named_rows
            assert asked == table.rows
        seen["sentences"] += len(sheet.sentences.rows)
        seen["bodies"] += len(sheet.bodies)
        for row in sheet.citations.rows:
            seen[row["direction"]] += 1
    assert min(seen.values()) > 0, seen
