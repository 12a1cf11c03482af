"""Posts of the sample register through time: answers worked out from its description, by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flows.run.summary import Summary
from warehouse.ask.queries import run_query
from warehouse.connection import open_published

EDITOR = "näidisamet: teabeosakond: ametijuhend: toimetaja: töötaja"


def asked(night: tuple[Path, Summary], sql: str | None = None, **named: Any) -> list[tuple[Any, ...]]:
    with open_published(night[0]) as w:
        return list(run_query(w, sql, **named).rows)


def test_the_editors_job_description_has_three_versions(sample_night: tuple[Path, Summary]) -> None:
    rows = asked(
        sample_night,
        "SELECT version, annex_id, CAST(in_force_from AS VARCHAR), CAST(in_force_until AS VARCHAR), directive_id,"
        f" ended_by, previous_annex_id, gap_from FROM position_versions WHERE chain_id = '{EDITOR}' ORDER BY version",
    )
    assert rows == [
        (1, "sample/710404#2", "2023-09-11", "2024-11-04", "sample/710404", "sample/720409", None, None),
        (2, "sample/720409#1", "2024-11-04", "2025-11-10", "sample/720409", "sample/730366", "sample/710404#2", None),
        (3, "sample/730366#1", "2025-11-10", None, "sample/730366", None, "sample/720409#1", None),
    ]


def test_what_changed_in_the_editors_duties_and_fields(sample_night: tuple[Path, Summary]) -> None:
    rows = asked(
        sample_night,
        "SELECT version, field, change, split_part(coalesce(old_words, new_words), ' ', 1), old_number, new_number"
        f" FROM position_changes WHERE chain_id = '{EDITOR}' ORDER BY version, ordinal",
    )
    assert rows == [
        (2, "special_conditions", "added", "Osa", None, None),
        (2, "education", "reworded", "Kõrgharidus", None, None),
        (2, "experience", "reworded", "Vähemalt", None, None),
        (2, "languages", "reworded", "eesti", None, None),
        (2, "duty", "reworded", "Ameti", "2.1", "2.1"),
        (2, "duty", "moved", "Keelenõu", "2.2", "2.3"),
        (2, "duty", "added", "Veebilehe", None, "2.4"),
        (2, "duty", "dropped", "Trükiste", "2.4", None),
        (3, "substituted_by", "reworded", "Teabeosakonna", None, None),
        (3, "purpose", "reworded", "Ameti", None, None),
        (3, "special_conditions", "dropped", "Osa", None, None),
        (3, "languages", "reworded", "eesti", None, None),
        (3, "duty", "reworded", "Keelenõu", "2.3", "2.3"),
        (3, "duty", "added", "Dokumentide", None, "2.4"),
    ]


def test_the_words_of_a_reworded_duty_are_marked_one_by_one(sample_night: tuple[Path, Summary]) -> None:
    [(operations,)] = asked(
        sample_night,
        f"SELECT operations FROM position_changes WHERE chain_id = '{EDITOR}' AND version = 2 AND old_number = '2.1'",
    )
    marked = [(one["operation"], one["new_words"].strip()) for one in operations if one["operation"] != "same"]
    assert marked == [("added", ", otsuste"), ("added", "ja lihtsasse")]


def test_the_first_post_of_the_sample_shows_every_wording_of_its_head(sample_night: tuple[Path, Summary]) -> None:
    """Nr 5 → nr 14 → nr 19: what nr 14 and nr 19 of the sample's description add and drop."""
    rows = asked(
        sample_night,
        "SELECT version, annex_id, previous_annex_id FROM position_versions"
        " WHERE title = 'Nõustamistalituse juhataja' ORDER BY version",
    )
    assert rows == [
        (1, "sample/700110#1", None),
        (2, "sample/710188#1", "sample/700110#1"),
        (3, "sample/720190#1", "sample/710188#1"),
    ]


def test_days_without_a_job_description_are_told(sample_night: tuple[Path, Summary]) -> None:
    rows = asked(
        sample_night,
        "SELECT annex_id, CAST(gap_from AS VARCHAR), CAST(in_force_from AS VARCHAR) FROM position_versions"
        " WHERE gap_from IS NOT NULL ORDER BY annex_id",
    )
    assert rows == [
        ("sample/730012#1", "2024-01-22", "2025-01-13"),
        ("sample/730012#2", "2024-01-22", "2025-01-13"),
        ("sample/730095#1", "2024-03-07", "2025-03-10"),
        ("sample/730402#2", "2024-09-02", "2026-02-01"),
        ("sample/740289#2", "2026-12-01", "2027-01-01"),  # as far as is decided: nr 31 may end the one before
    ]


def test_the_shipped_queries_answer_by_the_name_of_a_post(sample_night: tuple[Path, Summary]) -> None:
    versions = asked(sample_night, name="post_versions", params={"title": "toimetaja"})
    assert [row[2] for row in versions] == ["sample/710404#2", "sample/720409#1", "sample/730366#1"]
    changes = asked(sample_night, name="post_changes", params={"title": "toimetaja"})
    assert len(changes) == 14


def test_the_renamed_and_the_moved_post_are_proposed_as_continuations(sample_night: tuple[Path, Summary]) -> None:
    rows = asked(
        sample_night,
        "SELECT previous_annex_id, annex_id, is_renamed, is_moved, shared_duties, old_duties, new_duties"
        " FROM post_continuations ORDER BY 1",
    )
    assert rows == [
        ("sample/710404#3", "sample/730366#2", True, False, 5, 5, 5),
        ("sample/710404#4", "sample/730366#3", False, True, 5, 5, 5),
    ]
    found = asked(
        sample_night,
        "SELECT annex_id, quote, page_number FROM findings WHERE code = 'post_may_continue' ORDER BY annex_id",
    )
    assert found == [
        ("sample/710404#3", "1.2. digikanalite haldur (lisa 2);", 1),
        ("sample/710404#4", "1.3. raamatukoguhoidja (lisa 3).", 1),
    ]


def test_no_act_of_the_sample_replaces_another_without_saying_so(sample_night: tuple[Path, Summary]) -> None:
    assert asked(sample_night, "FROM findings WHERE code = 'implied_replacement'") == []


# Who leads whom on 1 March 2026, from the descriptions of the five posts that name subordinates and from the acts.
SUBORDINATES = [
    ("Hoidla juhataja", "Vanemhoidja", "resolved", "sample/730402#2", True),
    ("Hoidla juhataja", "hoidja", "not_in_force", None, None),  # ended on 8 December 2025
    ("Järelevalveosakonna juhataja", "Kontrollitalituse juhataja", "resolved", "sample/720015#2", True),
    ("Järelevalveosakonna juhataja", "jurist", "not_in_force", None, None),
    ("Järelevalveosakonna juhataja", "analüütik", "resolved", "sample/730012#2", True),
    ("Järelevalveosakonna juhataja", "referent", "not_in_force", None, None),
    ("Kontrollitalituse juhataja", "Juhtivinspektor", "resolved", "sample/720015#3", True),
    ("Kontrollitalituse juhataja", "vaneminspektor", "resolved", "sample/700240#4", True),
    ("Kontrollitalituse juhataja", "inspektor", "not_in_force", None, None),  # "inspektor (välitööd)" is another
    # An official and an employee, both of whom name it as their superior.
    ("Nõustamistalituse juhataja", "Nõustaja", "resolved", "sample/720190#2", True),
    ("Nõustamistalituse juhataja", "Nõustaja", "resolved", "sample/720190#3", True),
    ("Teabeosakonna juhataja", "Toimetaja", "resolved", "sample/730366#1", True),
    ("Teabeosakonna juhataja", "veebihaldur", "not_in_force", None, None),  # renamed
    ("Teabeosakonna juhataja", "raamatukoguhoidja", "not_in_force", None, None),  # moved to another unit
]


def test_whom_the_posts_of_the_sample_name_as_subordinates(sample_night: tuple[Path, Summary]) -> None:
    rows = asked(sample_night, name="subordinates", params={"day": "2026-03-01"})
    found = sorted((row[0], row[2], row[3], row[11], row[6]) for row in rows)
    assert found == sorted(SUBORDINATES, key=lambda row: [one or "" for one in row[:4]])
    assert asked(sample_night, "FROM findings WHERE code = 'reporting_contradicted'") == []


def test_who_answers_to_whom_in_the_sample_is_told_once(sample_night: tuple[Path, Summary]) -> None:
    """No line comes from a superior's description alone: each subordinate names its superior itself."""
    rows = asked(sample_night, name="reporting_lines", params={"day": "2026-03-01"})
    assert {row[13] for row in rows} == {"reports_to"}
    confirmed = {(row[9], row[10]) for row in rows if row[14]}
    superiors = {
        "Hoidla juhataja": "sample/730402#1",
        "Järelevalveosakonna juhataja": "sample/720015#1",
        "Kontrollitalituse juhataja": "sample/720015#2",
        "Nõustamistalituse juhataja": "sample/720190#1",
        "Teabeosakonna juhataja": "sample/710404#1",
    }
    assert confirmed == {(annex_id, superiors[title]) for title, *_, annex_id, agrees in SUBORDINATES if agrees}
