"""What stands ready of each post says the same as what is derived for the day asked about."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.sql.views.posts import approve_posts
from tests.warehouse.ask.test_ready_answers import border_days
from tests.warehouse.factory import act, directive
from warehouse.ask.asked import rows_of
from warehouse.ask.holdings import annex
from warehouse.ask.outcomes import find_answer
from warehouse.ask.posts import posts_named
from warehouse.ask.queries import run_query
from warehouse.connection import Warehouse, open_published, open_working
from warehouse.publish.publish import publish


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    """Posts of which one is described three times with a gap, one in two staff groups, one without a unit."""
    folder: Path = tmp_path_factory.mktemp("data")
    unit = {"unit": "Üldosakond"}
    jurist = ("Jurist", unit)
    with open_working(folder) as w:
        groups = (("Nõunik", unit | {"staff_group": "ametnik"}), ("Nõunik", unit | {"staff_group": "töötaja"}))
        approve_posts(w, "na/1", "1", "2025-01-02", jurist, *groups, ("Kantsler", {}))
        approve_posts(
            w, "na/2", "2", "2025-06-01", jurist, revokes=(act("1", "2025-01-02", annexes=("1",), scope="annexes"),)
        )
        ended = (act("2", "2025-06-01", scope="act"), act("1", "2025-01-02", annexes=("4",), scope="annexes"))
        directive(w, "na/3", "3", "2025-08-01", revokes=ended)
        approve_posts(w, "na/4", "4", "2026-02-01", jurist, ("Nõunik 12", {}))
        publish(w, folder)
    with open_published(folder) as w:
        yield w


def test_on_each_day_the_posts_of_a_name_are_those_of_the_authority(published: Warehouse) -> None:
    names = rows_of(
        published,
        "SELECT DISTINCT d.authority, c.unit, c.subject FROM annex_chains AS c JOIN directives AS d"
        " ON d.directive_id = c.directive_id",
    )
    assert names
    seen = set()
    for on in border_days(published):
        for name in names:
            told = run_query(published, name="posts_of_authority", params={**name, "day": on}).named_rows
            wanted = [row for row in told if row["unit"] == name["unit"]]
            posts = posts_named(published, **name, day=on)
            assert [one.row for one in posts] == wanted
            assert posts_named(published, **(name | {"subject": "muu"}), day=on) == []
            seen |= {(len(one.versions), one.row["status"]) for one in posts}
    assert {status for _, status in seen} >= {"not_yet", "in_force", "ended"}


def test_a_post_shows_its_versions_with_their_days_and_its_gap(published: Warehouse) -> None:
    [authority] = {row["authority"] for row in rows_of(published, "SELECT DISTINCT authority FROM directives")}
    [jurist] = posts_named(published, authority, "üldosakond", "jurist", date(2025, 9, 1))
    assert [version["number"] for version in jurist.versions] == ["1", "2", "4"]
    stretches = [(one["status"], one["status_from"], one["status_until"]) for one in jurist.versions[0]["stretches"]]
    assert stretches == [
        ("not_yet", None, date(2025, 1, 2)),
        ("in_force", date(2025, 1, 2), date(2025, 6, 1)),
        ("ended", date(2025, 6, 1), None),
    ]
    assert jurist.gaps == ({"begins_on": date(2025, 8, 1), "ends_on": date(2026, 2, 1), "is_decided": True},)
    two = posts_named(published, authority, "üldosakond", "nõunik", date(2025, 9, 1))
    assert [one.row["staff_group"] for one in two] == ["ametnik", "töötaja"]
    [alone] = posts_named(published, authority, None, "kantsler", date(2025, 9, 1))
    assert alone.row["status"] == "ended"


def test_a_sheet_of_an_annex_has_its_duties_and_its_place_in_its_chain(published: Warehouse) -> None:
    chains = rows_of(published, "SELECT * FROM annex_chains ORDER BY chain_id, turn")
    before: dict[str, Any] = {}
    duties_held = []
    assert any(row["turn"] > 1 for row in chains)
    for row in chains:
        page = annex(published, row["annex_id"], date(2026, 3, 1), None)
        assert page is not None
        assert page.place is not None
        assert page.place["previous_annex_id"] == before.get(row["chain_id"])
        assert page.place["version_number"] == sum(one["chain_id"] == row["chain_id"] for one in chains)
        duties = run_query(published, name="duties_of_annex", params={"annex_id": row["annex_id"]})
        assert page.described.duties.rows == duties.named_rows
        duties_held.append(duties.named_rows)
        before[row["chain_id"]] = row["annex_id"]
    assert [len(one) for one in duties_held] == [1] * 7


@pytest.mark.parametrize(
    "words, posts, similar",
    [
        ("nõunik 12", ["Nõunik 12 ametijuhend"], []),
        # No post bears this figure, so that an act may be meant.
        ("nõunik 14", [], ["na/4", "na/1"]),
        # These say that an act is meant, whatever posts there are.
        ("nõunik nr 12", [], ["na/2", "na/1"]),
        ("nõunik 12 käskkiri", [], ["na/2", "na/1"]),
    ],
)
def test_words_with_a_figure_that_a_post_bears_are_its_name_and_bring_no_acts(
    published: Warehouse, words: str, posts: list[str], similar: list[str]
) -> None:
    answer = find_answer(published, words, date(2026, 3, 1))
    assert (answer.answer, [one.title for one in answer.posts]) == ("not_held", posts)
    assert [one.directive_id for one in answer.similar] == similar
