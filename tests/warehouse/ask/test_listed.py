"""What stands ready of an authority, its lists and its counts, says what is derived for the day asked about."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.sql.views.posts import approve_posts
from tests.sql.views.ruling_rows import rulings_on
from tests.sql.views.test_posts import post, with_duties
from tests.warehouse.ask.test_ready_answers import border_days
from tests.warehouse.factory import act, directive
from warehouse.ask.asked import rows_of
from warehouse.ask.listed import Listed, list_acts, list_posts
from warehouse.ask.queries import run_query
from warehouse.connection import Warehouse, open_published, open_working
from warehouse.ledgers.rulings import hold
from warehouse.publish.publish import publish

DUTIES = with_duties("Nõustab kodanikke", "Peab arvestust", "Vastab kirjadele")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    """Posts with and without a unit, in two staff groups, and one that a ruling makes of two names."""
    folder: Path = tmp_path_factory.mktemp("data")
    unit = {"unit": "Üldosakond"}
    groups = (("Nõunik", unit | {"staff_group": "ametnik"}), ("Nõunik", unit | {"staff_group": "töötaja"}))
    with open_working(folder) as w:
        post(w, 1, "2025-01-06", "Nõunik", change=DUTIES)
        post(w, 2, "2025-06-02", "Peaspetsialist", ends=("1 2025-01-06",), change=DUTIES)
        post(w, 3, "2025-09-01", "Peaspetsialist", ends=("2 2025-06-02",), change=DUTIES)
        publish(w, folder)
        with open_published(folder) as before:
            held = rulings_on(lambda sql: before.connection.execute(sql).fetchall(), ("na/2", "na/1#1"))
        hold(w, held)
        approve_posts(w, "na/11", "11", "2025-01-02", ("Jurist", unit), *groups, ("Kantsler", {}), ("Aednik", {}))
        ended = act("11", "2025-01-02", annexes=("1", "4"), scope="annexes")
        approve_posts(w, "na/12", "12", "2025-06-01", ("Jurist", unit), ("Hoidja", {}), revokes=(ended,))
        directive(w, "na/13", "13", "2026-02-01", revokes=(act("12", "2025-06-01", scope="act"),))
        publish(w, folder)
    with open_published(folder) as w:
        yield w


def authorities_of(w: Warehouse) -> list[str]:
    return [row["authority"] for row in rows_of(w, "SELECT DISTINCT authority FROM directives ORDER BY 1")]


def in_pages(listed: Listed, size: int) -> list[dict[str, Any]]:
    starts = range(0, listed.number + size, size)
    return [row for first in starts for row in listed[first : first + size]]


NAMES: dict[str | None, set[str]] = {
    None: {"nõunik", "peaspetsialist", "jurist", "kantsler", "aednik", "hoidja"},
    "üldosakond": {"nõunik", "jurist"},
    "muu": set(),
}


@pytest.mark.parametrize("unit", list(NAMES))
def test_posts_are_those_of_the_query_on_each_day(published: Warehouse, unit: str | None) -> None:
    seen = set()
    for on in border_days(published):
        for authority in authorities_of(published):
            given = {"authority": authority, "unit": unit, "day": on}
            wanted = run_query(published, name="posts_of_authority", params=given).named_rows
            listed = list_posts(published, authority, unit, on)
            assert (listed.number, listed.asked.params) == (len(wanted), given)
            for size in (1, 2, 100):
                assert in_pages(listed, size) == wanted
            seen |= {(row["subject"], row["status"]) for row in wanted}
    names = {subject for subject, _ in seen}
    assert names == NAMES[unit]


def test_a_post_of_two_names_is_listed_once_by_that_of_the_day(published: Warehouse) -> None:
    joined = rows_of(published, "SELECT * FROM post_sheets WHERE is_joined")
    assert {row["subject"] for row in joined} == {"nõunik", "peaspetsialist"}
    [chain_id] = {row["chain_id"] for row in joined}
    for on, name in ((date(2025, 2, 1), "nõunik"), (date(2025, 7, 1), "peaspetsialist")):
        rows = list_posts(published, joined[0]["authority"], None, on)[:]
        assert [row["subject"] for row in rows if row["chain_id"] == chain_id] == [name]


def test_acts_are_those_of_the_query_on_each_day(published: Warehouse) -> None:
    for on in border_days(published):
        for authority in authorities_of(published):
            wanted = run_query(
                published, name="acts_of_authority", params={"authority": authority, "day": on}
            ).named_rows
            listed = list_acts(published, authority, on)
            assert listed.number == len(wanted)
            for size in (2, 100):
                assert in_pages(listed, size) == wanted


COUNTED = """
    SELECT d.authority, count(DISTINCT d.directive_id) FILTER (d.status = 'in_force') AS acts_in_force,
           count(*) FILTER (s.status = 'in_force') AS annexes_in_force,
           count(*) FILTER (s.status = 'not_yet') AS annexes_not_yet,
           count(*) FILTER (s.status = 'suspended') AS annexes_suspended,
           count(DISTINCT d.directive_id) FILTER (d.status = 'undecided')
           + count(*) FILTER (s.status = 'undecided') AS undecided,
           count(DISTINCT d.directive_id) AS acts_held
    FROM directive_status_on($day) AS d LEFT JOIN annex_status_on($day) AS s ON s.directive_id = d.directive_id
    GROUP BY 1 ORDER BY 1
"""


def test_counts_are_those_of_the_statuses_on_each_day(published: Warehouse) -> None:
    seen = set()
    for on in border_days(published):
        wanted = rows_of(published, COUNTED, day=on)
        told = run_query(published, name="authority_counts", params={"day": on}).named_rows
        held = sorted((row for row in told if row["acts_held"]), key=lambda row: str(row["authority"]))
        assert [{name: row[name] for name in wanted[0]} for row in held] == wanted
        seen |= {(name, row[name] > 0) for row in wanted for name in row if name != "authority"}
    assert {name for name, is_any in seen if is_any} >= {"acts_in_force", "annexes_in_force", "annexes_not_yet"}
