"""The real directive, from its saved page to SQL: what the first issue says must come out, and nothing besides."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from flows.add import add_paths
from flows.ask.compare import Wanted, compare
from flows.clock import Clock
from flows.settings import Settings
from warehouse.ask.queries import run_query
from warehouse.connection import Warehouse, open_published

NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)
IN_FORCE, APPLIED, IN_2024 = date(2026, 1, 7), date(2026, 1, 1), date(2024, 12, 23)
TALITUS = "Ohvriabi osakond, kriisitoe talitus"
POSITIONS = [
    ("1", "Talituse juhataja", TALITUS, "ametnik"),
    ("2", "Juhtivspetsialist (PSK)", TALITUS, "ametnik"),
    ("3", "Ekspert (vaimne heaolu kriisides)", TALITUS, "töötaja"),
    ("4", "Ekspert (suurkriisid)", TALITUS, "töötaja"),
    ("5", "Ekspert (PEA koolitused)", TALITUS, "töötaja"),
    ("6", "Koordinaator (PEA koolitused)", TALITUS, "töötaja"),
    ("7", "Peaspetsialist (kriisitugi)", TALITUS, "ametnik"),
    ("8", "Juhtivspetsialist (OA kriisitelefon)", TALITUS, "ametnik"),
    ("9", "Nõustaja", TALITUS, "töötaja"),
    ("10", "Nõustaja", TALITUS, "ametnik"),
    ("11", "Nõustaja", TALITUS, "töötaja"),
]


def added(data: Path, *paths: Path) -> Path:
    summary = add_paths(paths, Settings(data=data, workers=1), Clock(now=lambda: NOW))
    assert summary.wants_person == []
    assert summary.exit_status == 0
    return data


@pytest.fixture(scope="module")
def seeds(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return added(tmp_path_factory.mktemp("seeds"), shared / "real" / "seeds")


@pytest.fixture(scope="module")
def w(seeds: Path) -> Iterator[Warehouse]:
    with open_published(seeds) as opened:
        yield opened


def rows(w: Warehouse, sql: str, *values: Any) -> list[tuple[Any, ...]]:
    return w.connection.execute(sql, list(values)).fetchall()


def directive_and_annexes(w: Warehouse) -> tuple[list[Any], list[Any]]:
    directives = rows(w, "SELECT number, signed_on, in_force_from FROM directives")
    annexes = rows(
        w,
        "SELECT annex_number, p.title, p.unit, p.staff_group, a.in_force_from, a.applied_from, a.in_force_until"
        " FROM annexes a JOIN positions p USING (annex_id) ORDER BY annex_number::INT",
    )
    return directives, annexes


WHOLE = (
    [("1", IN_FORCE, IN_FORCE)],
    [(*position, IN_FORCE, APPLIED, None) for position in POSITIONS],
)


def test_one_directive_with_eleven_annexes_each_with_position_unit_and_group(w: Warehouse) -> None:
    """In force from the day of signing, applied from New Year: the retroaction is not the commencement."""
    assert directive_and_annexes(w) == WHOLE


def test_the_annexes_are_in_force_from_their_day_and_not_before(w: Warehouse) -> None:
    for day, count in ((APPLIED, 0), (date(2026, 1, 6), 0), (IN_FORCE, 11), (date(2030, 1, 1), 11)):
        assert rows(w, "SELECT count(*) FROM annexes_in_force_on(?)", day) == [(count,)], day


def test_what_it_revokes_is_every_annex_named_and_no_other(w: Warehouse) -> None:
    found = rows(w, "SELECT revoked_date, revoked_number, revoked_annex_number, scope, effective_on FROM revocations")
    annexes = [(date(2024, 12, 23), "192", str(n), "annexes", IN_FORCE) for n in (1, 2, 4, 7, 8, 9, 10)]
    approved = [
        (day, number, None, "approved", IN_FORCE)
        for day, number in (
            (date(2025, 2, 6), "19"),
            (date(2025, 4, 28), "67"),
            (date(2025, 4, 28), "68"),
            (date(2025, 11, 14), "80"),
            (date(2025, 11, 26), "182"),
        )
    ]
    assert sorted(found, key=repr) == sorted([*annexes, *approved], key=repr)


def test_what_is_revoked_and_not_held_says_so_with_its_sentence(w: Warehouse) -> None:
    for resolution, held, quote in rows(w, "SELECT resolution, revoked_directive_id, quote FROM revocations"):
        assert (resolution, held) == ("not_held", None)
        assert "kehtetuks" in quote or "nr" in quote


def test_the_related_documents_of_the_page_are_held_and_stand_in_no_annex(w: Warehouse) -> None:
    related = rows(w, "SELECT number, registered_on FROM related_documents ORDER BY registered_on DESC, number DESC")
    assert [number for number, _ in related] == ["11", "78", "68", "67", "177", "51", "57"]
    for number, text in rows(w, "SELECT annex_number, text FROM annexes"):
        assert "Osapooled" not in text, number
        assert "Põhitegevuse käskkiri" not in text, number
        for _, day in related:
            assert f"{day:%d.%m.%Y}" not in text, (number, day)


def test_three_of_fourteen_positions_have_no_directive_and_are_marked(w: Warehouse) -> None:
    assert rows(w, "SELECT count(*), count(directive_id), count(annex_id) FROM positions") == [(14, 11, 11)]
    marked = "SELECT count(DISTINCT document_id) FROM findings WHERE code = 'job_description_without_directive'"
    assert rows(w, marked) == [(3,)]


def test_only_the_number_80_does_not_fit_its_series_and_it_is_kept_as_read(w: Warehouse) -> None:
    [(message,)] = rows(w, "SELECT message FROM findings WHERE code = 'number_implausible'")
    assert message.startswith("nr 80 ")


def test_each_post_has_one_version_and_two_of_one_name_stand_side_by_side(w: Warehouse) -> None:
    """Annexes 9 and 11 describe posts of one name, unit and group: neither follows the other."""
    found = rows(
        w,
        "SELECT a.annex_number, v.version, v.previous_annex_id, v.possible_previous_ids"
        " FROM position_versions v JOIN annexes a USING (annex_id) ORDER BY a.annex_number::INT",
    )
    assert found == [(str(number), 1, None, None) for number in range(1, 12)]
    assert rows(w, "SELECT count(*) FROM position_changes") == [(0,)]
    assert rows(w, "SELECT * FROM findings WHERE code IN ('implied_replacement', 'post_may_continue')") == []


def test_two_posts_of_one_name_differ_in_what_their_texts_show(seeds: Path) -> None:
    """Annexes 9 and 11, worked out by laying the lines of both side by side."""
    annexes = [Wanted(f"files/2026-01-07/1#{number}") for number in (9, 11)]
    found = compare(seeds, *annexes, NOW.date())
    assert [(one.field, one.change, one.old_number, one.new_number) for one in found.changes] == [
        ("substitutes_for", "reworded", None, None),
        ("duty", "reworded", "2.1", "2.1"),
        ("duty", "reworded", "2.2", "2.2"),
        ("duty", "added", None, "2.4"),
        ("duty", "dropped", "2.4", None),
        ("duty", "reworded", "2.8", "2.8"),
    ]
    assert found.same_duties == 8
    marked = [(one.old_words.strip(), one.new_words.strip()) for one in found.changes[5].operations or ()]
    assert [pair for pair in marked if pair[0] != pair[1]] == [("supervisoonides", "supervisioonides")]


def test_a_second_add_changes_nothing(seeds: Path, shared: Path) -> None:
    summary = add_paths([shared / "real" / "seeds"], Settings(data=seeds, workers=1), Clock(now=lambda: NOW))
    assert {name: n for name, n in summary.counts.items() if n} == {"unchanged": 4}


@pytest.mark.parametrize("name", ["merged_grid.pdf", "merged_plain.pdf"])
def test_the_same_directive_as_one_pdf_says_the_same(shared: Path, tmp_path: Path, name: str) -> None:
    """Whatever the layout, and although annexes 10 and 11 come before annex 1."""
    with open_published(added(tmp_path, shared / "originals" / name)) as merged:
        assert directive_and_annexes(merged) == WHOLE


def test_body_and_annexes_as_separate_files_make_one_directive(shared: Path, tmp_path: Path) -> None:
    """Three annexes come twice, as PDF and as DOCX: one of each is counted, and the doubling is noted."""
    originals = shared / "originals"
    with open_published(added(tmp_path, originals / "grid", originals / "body.pdf")) as separate:
        assert directive_and_annexes(separate) == WHOLE
        assert rows(separate, "SELECT count(*) FROM findings WHERE code = 'annex_twice'") == [(3,)]


# Worked out by hand from the eleven descriptions: 1 names the head of the department, who has none here.
SUPERIORS = {"1": None, "2": "1", "8": "1", "9": "8", "10": "8", "11": "8"} | dict.fromkeys("34567", "2")

# Each pair as the first annex says it; the second names others and not the first.
CONTRADICTIONS = {
    ("2", "substitutes_for", "6"),
    ("3", "substitutes_for", "7"),
    ("5", "substitutes_for", "7"),
    ("5", "substituted_by", "7"),
    ("7", "substituted_by", "2"),
    ("8", "substitutes_for", "2"),
    ("8", "substituted_by", "2"),
}


def test_who_answers_to_whom_in_the_real_directive(w: Warehouse) -> None:
    found = rows(
        w,
        "SELECT split_part(subordinate_annex_id, '#', 2), split_part(superior_annex_id, '#', 2), resolution, line_from"
        " FROM reporting_lines WHERE subordinate_annex_id IS NOT NULL",
    )
    assert {row[0]: row[1] for row in found} == SUPERIORS
    assert {row[2] for row in found if row[1] is None} == {"not_held"}
    assert {row[3] for row in found} == {IN_FORCE}


# Worked out by hand: 1 names two service owners too, who have no description here; 8 names its three advisers by one
# word.
SUBORDINATES = {("1", "2"), ("1", "8"), ("8", "9"), ("8", "10"), ("8", "11")} | {("2", each) for each in "34567"}


def test_whom_the_descriptions_of_the_real_directive_name_as_subordinates(w: Warehouse) -> None:
    found = rows(
        w,
        "SELECT split_part(superior_annex_id, '#', 2), split_part(subordinate_annex_id, '#', 2), resolution,"
        " is_confirmed FROM named_subordinates",
    )
    assert {row[:2] for row in found if row[2:] == ("resolved", True)} == SUBORDINATES
    assert [row for row in found if row[2] != "resolved"] == [("1", None, "not_held", None)] * 2
    assert len(found) == len(SUBORDINATES) + 2
    confirmed = rows(w, "SELECT count(*) FROM reporting_lines WHERE is_confirmed")
    assert confirmed == [(len(SUBORDINATES),)]


def test_whose_descriptions_contradict_one_another_in_the_real_directive(w: Warehouse) -> None:
    found = rows(
        w,
        "SELECT split_part(annex_id, '#', 2), stated_as, split_part(other_annex_id, '#', 2) FROM substitutions"
        " WHERE NOT is_confirmed",
    )
    assert set(found) == CONTRADICTIONS
    assert rows(w, "SELECT count(*) FROM findings WHERE code = 'substitution_contradicted'") == [(7,)]


def test_the_units_of_the_real_directive(w: Warehouse) -> None:
    found = rows(w, "SELECT depth, unit, post_number, head_annex_id FROM unit_tree('2026-03-01')")
    directive_id = rows(w, "SELECT directive_id FROM directives")[0][0]
    assert found == [
        (0, None, 0, None),
        (1, "Ohvriabi osakond", 0, None),
        (2, "kriisitoe talitus", 11, f"{directive_id}#1"),
    ]


def test_the_posts_of_the_real_directive_by_group_and_language(w: Warehouse) -> None:
    groups = run_query(w, name="posts_by_group", params={"day": "2026-03-01"}).rows
    assert [row[2:4] for row in groups] == [("ametnik", 5), ("töötaja", 6)]
    languages = run_query(w, name="posts_by_language", params={"day": "2026-03-01"}).rows
    found = {row[2:5]: row[5] for row in languages}
    # English: B1 in annexes 1, 2, 4 and 8, B2 in 9, 10 and 11. Russian: B1 in 2 and 8, B2 in 5, 7, 9, 10 and 11.
    assert {key: found[key] for key in found if key[1] in {"eesti", "inglise", "vene"}} == {
        ("ametnik", "eesti", "C1"): 5,
        ("ametnik", "inglise", "B1"): 3,
        ("ametnik", "inglise", "B2"): 1,
        ("ametnik", "vene", "B1"): 2,
        ("ametnik", "vene", "B2"): 2,
        ("töötaja", "eesti", "C1"): 6,
        ("töötaja", "inglise", "B1"): 1,
        ("töötaja", "inglise", "B2"): 2,
        ("töötaja", "vene", "B2"): 3,
    }


def test_what_the_real_directive_revokes_was_never_seen(w: Warehouse) -> None:
    found = run_query(w, name="revoked_never_seen").rows
    acts = [(IN_2024, "192"), (date(2025, 2, 6), "19"), (date(2025, 4, 28), "67"), (date(2025, 4, 28), "68")]
    assert [row[1:3] for row in found] == [*acts, (date(2025, 11, 14), "80"), (date(2025, 11, 26), "182")]
    assert found[0][5] == ["1", "2", "4", "7", "8", "9", "10"]


def test_the_year_of_the_real_directive_in_numbers(w: Warehouse) -> None:
    assert [row[1:] for row in run_query(w, name="numbers_by_year").rows] == [
        ("sotsiaalkindlustusamet", 2026, 1, 11, 11, 1, 5, 7)
    ]
