"""What analysts rely on: names, comments, shipped queries and checks of the published file."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from extractors.model.effect import Effect
from tests.warehouse.factory import (
    Writer,
    act,
    annex,
    approve,
    body,
    directive,
    document,
    effect,
    entry,
    header,
    load,
    own,
    position,
)
from warehouse.ask.checks import run_checks
from warehouse.ask.queries import list_queries, run_query
from warehouse.connection import Warehouse, open_file, open_published, open_working
from warehouse.publish.inside import INSIDE
from warehouse.publish.order import ordered_views
from warehouse.publish.publish import publish
from warehouse.sources import read_folder

CONTRACT = {
    "directives": "directive_id register institution number registered_on signed_on title document_type access"
    " source_url in_force_from in_force_from_basis applied_from",
    "annexes": "annex_id directive_id annex_number title kind in_force_from in_force_from_basis applied_from"
    " in_force_until in_force_until_basis ended_by text",
    "revocations": "revocation_id revoking_directive_id revoked_issuer revoked_kind revoked_date revoked_number"
    " revoked_annex_number scope revoked_directive_id revoked_annex_id resolution effective_on effective_on_basis quote"
    " page_number",
    "positions": "position_id annex_id directive_id title unit reports_to subordinates substitutes_for substituted_by"
    " purpose staff_group education experience_years special_conditions",
    "duties": "position_id ordinal number duty outcomes",
    "language_requirements": "position_id language level",
    "effects": "effect_id",
    "citations": "citation_id",
    "files": "file_id",
    "signatures": "file_id",
    "findings": "code level message",
    "quarantine": "first_seen_at last_seen_at",
    "runs": "run_id outcome",
    "register_coverage": "begin_on end_on is_capped",
    "related_documents": "document_id",
    "undecided": "reason",
}
AS_OF = {
    "annexes_in_force_on": "annexes",
    "annexes_in_force_as_known": "annexes",
    "directives_in_force_on": "directives",
}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    """Two directives, of which the second revokes an annex of the first, and a job description."""
    folder: Path = tmp_path_factory.mktemp("data")
    with open_working(folder) as w:
        directive(w, "na/1", "192", "2024-12-23", "1", "2", source_url="http://127.0.0.1/na/dokument/1")
        writer = Writer()
        parts = (body(writer), annex(writer, "1"))
        effects = (approve(writer, "1"),)
        positions = (position(writer, "1"),)
        file = document(writer, header=header("3", "2025-05-05"), parts=parts, effects=effects, positions=positions)
        load(w, "na/3", entry("3", "2025-05-05"), file)
        revoked = act("192", "2024-12-23", annexes=("1",), scope="annexes")
        directive(w, "na/2", "1", "2026-01-07", "1", revokes=(revoked, act("7", "2020-01-01")))
        publish(w, folder)
    with open_published(folder) as w:
        yield w


def columns(w: Warehouse, table: str) -> list[str]:
    return [row[0] for row in w.connection.execute(f"DESCRIBE FROM {table}").fetchall()]


@pytest.mark.parametrize("table", CONTRACT)
def test_every_promised_column_is_there(published: Warehouse, table: str) -> None:
    assert set(CONTRACT[table].split()) <= set(columns(published, table))


@pytest.mark.parametrize("macro", AS_OF)
def test_a_macro_returns_the_columns_of_its_table(published: Warehouse, macro: str) -> None:
    assert columns(published, f"{macro}('2026-01-07')") == columns(published, AS_OF[macro])


def test_statuses_find_their_annexes_by_the_number_of_the_row(published: Warehouse) -> None:
    con = published.connection
    numbers = con.execute("SELECT annex_row, rowid FROM annexes ORDER BY annex_row").fetchall()
    assert len(numbers) > 1
    assert numbers == [(turn + 1, turn) for turn in range(len(numbers))]
    assert con.execute(
        "SELECT s.annex_id, a.annex_id FROM annex_statuses AS s JOIN annexes AS a ON a.annex_row = s.annex_row"
        " WHERE a.annex_id <> s.annex_id"
    ).fetchall() == []  # fmt: skip
    plan = con.execute("EXPLAIN SELECT annex_id, title, status FROM annex_status_on('2026-01-07')").fetchall()[0][1]
    assert "annex_row = annex_row" in plan
    assert "annex_id = annex_id" not in plan


def test_a_day_passes_over_blocks_of_statuses(published: Warehouse) -> None:
    """The scan itself compares the days, and equal statuses stand together, each in the order of the annexes."""
    con = published.connection
    for asked in ("'2025-06-01'", ""):
        sql = f"EXPLAIN (FORMAT json) SELECT annex_id, status FROM annex_status_on({asked})"
        plan = con.execute(sql).fetchall()[0][1]
        assert '"name": "FILTER"' not in plan
        assert "ends_on>" in plan
        assert "begins_on<=" in plan or not asked
    assert con.execute(
        "SELECT status_from, begins_on, status_until, ends_on FROM annex_statuses"
        " WHERE begins_on IS DISTINCT FROM coalesce(status_from, DATE '-infinity')"
        " OR ends_on IS DISTINCT FROM coalesce(status_until, DATE 'infinity')"
    ).fetchall() == []  # fmt: skip
    rows = con.execute("SELECT status, annex_row, begins_on FROM annex_statuses").fetchall()
    turns = {status: turn for turn, status in enumerate(dict.fromkeys(status for status, _, _ in rows))}
    assert len(turns) > 2
    assert rows == sorted(rows, key=lambda row: (turns[row[0]], row[1], row[2]))


def test_every_table_column_and_macro_has_a_comment(published: Warehouse) -> None:
    bare = published.connection.execute(
        "SELECT table_name FROM duckdb_tables() WHERE comment IS NULL AND schema_name = 'main'"
        " UNION ALL SELECT table_name || '.' || column_name FROM duckdb_columns()"
        " WHERE comment IS NULL AND schema_name = 'main' AND NOT internal"
        " UNION ALL SELECT function_name FROM duckdb_functions()"
        " WHERE NOT internal AND schema_name = 'main' AND comment IS NULL AND function_type IN ('macro', 'table_macro')"
    ).fetchall()
    assert bare == []


def test_names_tell_dates_from_instants(published: Warehouse) -> None:
    wrong = published.connection.execute(
        "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE NOT internal AND schema_name = 'main'"
        " AND ((data_type LIKE 'TIMESTAMP%' AND column_name NOT LIKE '%\\_at' ESCAPE '\\')"
        "  OR (data_type = 'DATE' AND NOT regexp_matches(column_name, '_(on|from|until|date)$')))"
    ).fetchall()
    assert wrong == []


def test_no_internal_step_is_published(published: Warehouse) -> None:
    held = {row[0] for row in published.connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    views = ordered_views()
    assert held == {view.name for view in views if view.field("publish") != "no"} | set(INSIDE)


@pytest.mark.parametrize("query", list_queries(), ids=lambda query: query.name)
def test_every_shipped_query_runs_and_says_what_it_answers(published: Warehouse, query: Any) -> None:
    values = {"title": "nõu", "code": "annex_missing", "directive_id": "na/1", "from": "2025-01-01", "to": "2026-12-31"}
    values |= {"words": "nõunik", "annex_id": "na/1#1", "authority": "näidisamet"}
    optional = {"day": "2025-06-01", "known_on": "2026-03-02", "annex": "1", "year": 2025}
    optional |= {"directive_ids": ["na/1"], "chain": "nõu", "register": "na", "state": "proven", "cause": "gone"}
    optional |= {"kind": "annex", "subject": "nõunik", "question": "end_day"}
    optional |= {
        "run_id": "20260301T010000.000000Z",
        "factor": 2,
        "least_days": 9,
        "at": "2026-03-01",
        "days": 5,
        "most": 9,
    }
    values |= {"since": "2025-01-01"}
    optional |= {"unit": "osakond", "authorities": ["na"], "units": ["osakond"], "posts": ["nõu"], "found": ["na/1"]}
    required = {name: values[name] for name in query.parameters if not name.endswith("?")}
    result = run_query(published, name=query.name, params=required)
    assert result.columns
    every = {name.rstrip("?"): (values | optional)[name.rstrip("?")] for name in query.parameters}
    assert run_query(published, name=query.name, params=every).columns == result.columns
    assert query.summary.endswith(("?", "."))
    assert query.grain


def test_the_queries_that_have_something_to_tell_here_tell_it(published: Warehouse) -> None:
    def rows(name: str, **params: Any) -> int:
        return len(run_query(published, name=name, params=params).rows)

    assert rows("in_force", day="2026-01-07") == 3
    assert rows("in_force", day="2026-01-06") == 3
    assert rows("in_force", day="2026-01-07", directive_ids=["na/1"]) == 1
    assert rows("in_force_as_known", day="2026-01-07", known_on="2026-02-01") == 0
    assert rows("revoked_by", directive_id="na/2") == 2
    assert rows("not_held") == 1
    assert rows("duties_of_position", title="NÕUNIK") == 1
    assert rows("findings_by_code", code="revoked_act_not_held") == 1
    assert rows("chain", title="nõunik") == 1
    assert rows("missing_numbers", year=2024) == 1
    assert rows("why", annex_id="na/1#1") == 7


@pytest.mark.parametrize("source", read_folder("checks"), ids=lambda source: source.name)
def test_every_check_has_a_level_and_says_what_it_proves(source: Any) -> None:
    assert source.field("level") in {"error", "warn"}
    assert (source.field("checks") or "").endswith(".")


def test_a_sound_warehouse_passes_every_check(published: Warehouse) -> None:
    assert [check.name for check in run_checks(published) if not check.passed] == []


def test_a_quote_that_is_not_in_its_text_fails_its_check(tmp_path: Path) -> None:
    with open_working(tmp_path) as w:
        directive(w, "na/1", "192", "2024-12-23", "1")
        w.connection.execute("UPDATE base.effects SET quote = 'something else'")
        publish(w, tmp_path)
    with open_published(tmp_path) as w:
        failed = {check.name: check for check in run_checks(w) if not check.passed}
    assert failed["quote_is_in_text"].level == "error"
    assert failed["quote_is_in_text"].rows[0][:2] == ("effect", "na/1!kaskkiri.pdf#effect1")


# For each check what makes it fail: a change of the facts (base) or, where the derivation itself keeps the promise, of
# what was published.
DAMAGE = {
    "annex_once_per_directive": "INSERT INTO annexes SELECT * REPLACE (annex_id || 'x' AS annex_id) FROM annexes",
    "boxes_lie_on_their_page": (
        "UPDATE evidence SET boxes = [{'page_number': 1, 'x0': 9, 'top': 1, 'x1': 5, 'bottom': 2}]"
    ),
    "chains_do_not_overlap": "UPDATE chain_days SET coverage = 'overlap'",
    "chains_have_no_gaps": "UPDATE chain_days SET coverage = 'gap'",
    "day_of_revocation_was_known": "UPDATE effects SET known_from_on = known_from_on + 9 WHERE effect = 'commence'",
    "dense_series_have_no_holes": "UPDATE number_gaps SET held_number = 999",
    "directive_in_force_before_signing": "UPDATE directives SET in_force_from = signed_on - 1",
    "ended_act_ends_its_annexes": "UPDATE annexes SET in_force_until = NULL",
    "evidence_is_whole": "DELETE FROM evidence WHERE kind = 'effect'",
    "everything_is_decided": "INSERT INTO undecided VALUES ('na/1', NULL, NULL, 'start_unknown', NULL)",
    "ids_are_unique": "INSERT INTO base.files FROM base.files",
    "ids_lead_somewhere": "DELETE FROM files",
    "in_force_before_signing": "UPDATE annexes SET in_force_from = DATE '2000-01-01', in_force_from_basis = 'signing'",
    "intervals_are_ordered": "UPDATE annexes SET in_force_until = in_force_from",
    "knowledge_has_no_gaps": "DELETE FROM annex_knowledge",
    "no_ruling_is_conflicting": "INSERT INTO rulings BY NAME SELECT 'r1' AS ruling_id, 'conflicting' AS state",
    "no_ruling_is_contested": "INSERT INTO rulings BY NAME SELECT 'r1' AS ruling_id, 'contested' AS state",
    "no_ruling_is_orphaned": "INSERT INTO rulings BY NAME SELECT 'r1' AS ruling_id, 'orphaned' AS state",
    "nothing_is_held_back": "INSERT INTO quarantine BY NAME SELECT 'q' AS quarantine_id, 'na/1' AS document_id",
    "pages_agree_with_boxes": "UPDATE base.effects SET page_number = 9",
    "places_are_known": "DELETE FROM pages",
    "promised_annexes_are_held": "UPDATE annexes SET is_text_held = false",
    "quote_is_in_text": "UPDATE base.effects SET quote = 'something else'",
    "repairs_lead_back": "UPDATE base.texts SET original_text = text, repairs = [{'span_start': 0, 'span_end': 2,"
    " 'original': 'xx', 'repaired': 'yy', 'rule': 'domain', 'confidence': 1}]",
    "resolution_is_consistent": "UPDATE revocations SET resolution = 'not_held'",
    "restricted_content_is_gone": "UPDATE base.documents SET is_public = false",
    "rulings_show_who_decided": "UPDATE annexes SET in_force_from_basis = 'ruling'",
    "searches_are_whole": "INSERT INTO covered_days BY NAME SELECT 'na' AS register, 'capped' AS state",
    "statuses_follow_one_another": "DELETE FROM annex_statuses WHERE status = 'in_force'",
    "undecided_has_a_reason": "UPDATE annexes SET in_force_from = NULL, in_force_from_basis = 'signing'",
    "withdrawn_content_is_gone": "INSERT INTO takedowns BY NAME SELECT document_id, 'gone' AS cause FROM files LIMIT 1",
}


def test_every_check_has_a_case_that_fails_it() -> None:
    assert set(DAMAGE) == {source.name for source in read_folder("checks")}


@pytest.fixture(scope="module")
def revoked_whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A chain with a gap and an overlap, an act revoked whole by one with a clause; numbers 5 and 9 of a series."""
    folder: Path = tmp_path_factory.mktemp("damaged")

    def clause(writer: Writer) -> list[Effect]:
        return [effect(writer, "commence", own(), "jõustub", effective_on="2025-06-01")]

    with open_working(folder) as w:
        for number, on in (("5", "2025-01-02"), ("9", "2025-02-03")):
            writer = Writer(number)
            parts = (body(writer), annex(writer, "1", "Nõunik"))
            file = document(writer, header=header(number, on), parts=parts, effects=(approve(writer, "1"),))
            load(w, f"na/{number}", entry(number, on), file)
        directive(w, "na/10", "10", "2025-05-01", revokes=(act("5", "2025-01-02"),), more=clause)
        publish(w, folder)
    return folder


@pytest.mark.parametrize("check", DAMAGE)
def test_damage_fails_the_check_that_looks_for_it(revoked_whole: Path, tmp_path: Path, check: str) -> None:
    for path in revoked_whole.iterdir():
        if not path.is_symlink():
            shutil.copy(path, tmp_path / path.name)
    published = next(tmp_path.glob("warehouse-*.duckdb"))
    if " base." in DAMAGE[check]:
        with open_working(tmp_path) as w:
            w.connection.execute(DAMAGE[check])
            w.connection.execute("UPDATE base.state SET content_revision = content_revision + 1")
            published = publish(w, tmp_path)
    else:
        published.chmod(0o644)
        with duckdb.connect(str(published)) as connection:
            connection.execute(DAMAGE[check])
    with open_file(published) as w:
        assert check in {result.name for result in run_checks(w) if not result.passed}
