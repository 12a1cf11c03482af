"""The gap report: days of a chain covered by none or by too many, numbers and annexes that are missing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.derived import Derived
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
from warehouse.connection import Warehouse, open_published
from warehouse.publish.publish import publish


class Report:
    """A warehouse that is filled first and asked afterwards."""

    def __init__(self, folder: Path, working: Warehouse) -> None:
        self.folder, self.working, self.derived = folder, working, Derived(working)

    def ask(self, name: str, **params: Any) -> list[dict[str, Any]]:
        return self.derived.query(name, **params)

    def findings(self, code: str) -> list[str]:
        return [row[0] for row in self.derived("SELECT annex_id FROM findings WHERE code = ? ORDER BY 1", code)]

    def failed(self) -> dict[str, str]:
        publish(self.working, self.folder)
        with open_published(self.folder) as published:
            return {check.name: check.level for check in run_checks(published) if not check.passed}


@pytest.fixture
def report(working: Warehouse, tmp_path: Path) -> Report:
    return Report(tmp_path, working)


def post(
    report: Report,
    turn: int,
    signed_on: str,
    *titles: str,
    unit: str | None = "Nõuosakond",
    ends: tuple[str, ...] = (),
    until: str | None = None,
    on_condition: bool = False,
    **described: Any,
) -> None:
    """Directive ``turn`` approves a job description per title; ``ends`` names "number day" of acts revoked whole."""
    writer = Writer(str(turn))
    parts, positions = [body(writer)], []
    effects = [approve(writer, *(str(n) for n in range(1, len(titles) + 1)), words="Kinnitan")] if titles else []
    for number, title in enumerate(titles, 1):
        start = len(writer.text)
        described_position = position(writer, str(number), title, unit=unit)
        parts.append(annex(writer, str(number), title))
        positions.append(described_position)
        assert start < len(writer.text)
    for words in ends:
        number, enacted_on = words.split()
        basis = {"date_basis": "condition", "date_rule": "event"} if on_condition else {}
        effects.append(effect(writer, "revoke", act(number, enacted_on), f"Tunnistan kehtetuks {words}", **basis))
    if until:
        effects.append(effect(writer, "revoke", own(), "kehtib kuni", effective_on=until, date_rule="expiry"))
    file = document(
        writer,
        header=header(str(turn), signed_on),
        parts=tuple(parts),
        effects=tuple(effects),
        positions=tuple(positions),
    )
    load(report.working, f"na/{turn}", entry(str(turn), signed_on, **described), file)


def days(rows: list[dict[str, Any]]) -> list[tuple[str, str | None]]:
    return [(str(row["begins_on"]), str(row["ends_on"]) if row["ends_on"] else None) for row in rows]


def test_days_between_an_end_and_the_next_start_are_a_gap_with_its_sentence(report: Report) -> None:
    post(report, 1, "2025-01-01", "Nõunik")
    post(report, 2, "2025-03-01", ends=("1 2025-01-01",))
    post(report, 3, "2025-03-11", "nõunik")
    [gap] = report.ask("coverage_gaps")
    assert days([gap]) == [("2025-03-01", "2025-03-11")]
    assert (gap["day_number"], gap["is_decided"]) == (10, True)
    assert (gap["ended_annex_ids"], gap["next_annex_ids"]) == (["na/1#1"], ["na/3#1"])
    assert (gap["quote"], gap["by_directive_id"], gap["page_number"]) == ("Tunnistan kehtetuks 1 2025-01-01", "na/2", 1)
    assert report.ask("coverage_overlaps") == []
    assert report.findings("coverage_gap") == ["na/1#1"]
    assert report.failed() == {"chains_have_no_gaps": "warn"}


def test_an_end_on_the_day_of_the_next_start_leaves_neither_gap_nor_overlap(report: Report) -> None:
    post(report, 1, "2025-01-01", "Nõunik")
    post(report, 2, "2025-03-01", "Nõunik", ends=("1 2025-01-01",))
    assert report.ask("coverage_gaps") == report.ask("coverage_overlaps") == []
    assert [row["turn"] for row in report.ask("chain", title="NÕUNIK")] == [1, 2]


def test_a_new_annex_beside_one_that_nobody_ended_is_an_open_overlap(report: Report) -> None:
    post(report, 1, "2025-01-01", "Nõunik")
    post(report, 2, "2025-03-01", "Nõunik")
    [overlap] = report.ask("coverage_overlaps")
    assert days([overlap]) == [("2025-03-01", None)]
    assert overlap["annex_ids"] == ["na/1#1", "na/2#1"]
    assert (overlap["quote"], overlap["by_directive_id"], overlap["is_decided"]) == ("Kinnitan", "na/2", True)
    assert report.findings("coverage_overlap") == ["na/2#1"]
    assert report.failed() == {"chains_do_not_overlap": "warn"}


def test_several_posts_of_one_name_in_one_directive_do_not_overlap_one_another(report: Report) -> None:
    post(report, 1, "2025-01-01", "Nõunik", "Nõunik")
    assert report.ask("coverage_overlaps") == []
    post(report, 2, "2025-03-01", "Nõunik")
    assert report.ask("coverage_overlaps")[0]["in_force_number"] == 3


def test_days_before_the_first_and_after_the_last_annex_are_no_gap(report: Report) -> None:
    post(report, 1, "2025-01-01", "Nõunik", until="2025-02-01")
    post(report, 2, "2025-02-01", "Nõunik", until="2025-04-01")
    assert report.ask("coverage_gaps") == []


@pytest.mark.parametrize(
    "other",
    [{"unit": "Teine osakond"}, {"institution": "Teine Keskus"}, {"title": "Jurist"}],
    ids=["unit", "institution", "title"],
)
def test_another_unit_institution_or_title_is_another_chain(report: Report, other: dict[str, str]) -> None:
    post(report, 1, "2025-01-01", "Nõunik")
    title = other.pop("title", "Nõunik")
    post(report, 2, "2025-03-01", title, **other)
    assert report.ask("coverage_overlaps") == []


def test_an_annex_whose_text_is_not_held_joins_the_only_chain_of_its_name(report: Report) -> None:
    post(report, 1, "2025-01-01", "Nõunik")
    writer = Writer("2")
    effects = (approve(writer, "1", item_title="nõunik"),)
    file = document(writer, header=header("2", "2025-03-01"), parts=(body(writer),), effects=effects)
    load(report.working, "na/2", entry("2", "2025-03-01"), file)
    assert report.ask("coverage_overlaps")[0]["annex_ids"] == ["na/1#1", "na/2#1"]


def test_a_doubtful_end_makes_an_overlap_undecided_and_no_gap(report: Report) -> None:
    post(report, 1, "2025-01-01", "Nõunik")
    post(report, 2, "2025-03-01", "Nõunik", ends=("1 2025-01-01",), on_condition=True)
    [overlap] = report.ask("coverage_overlaps")
    assert (overlap["is_decided"], overlap["in_force_number"]) == (False, 1)
    assert report.ask("coverage_gaps") == []


def test_days_on_which_only_a_doubtful_annex_may_be_in_force_are_an_undecided_gap(report: Report) -> None:
    post(report, 1, "2025-01-01", "Nõunik", until="2025-06-01")
    post(report, 2, "2025-03-01", ends=("1 2025-01-01",), on_condition=True)
    post(report, 3, "2025-06-01", "Nõunik")
    [gap] = report.ask("coverage_gaps")
    assert (days([gap]), gap["is_decided"]) == ([("2025-03-01", "2025-06-01")], False)


def test_numbers_that_no_held_directive_bears_are_named_with_their_neighbours(report: Report) -> None:
    for number, on in (("2", "2025-01-10"), ("5", "2025-02-10"), ("1-3/4", "2025-02-11"), ("1", "2026-01-05")):
        directive(report.working, f"na/{number.replace('/', '-')}", number, on)
    rows = report.ask("missing_numbers", year=2025)
    assert [(row["first_number"], row["last_number"], row["missing_number"]) for row in rows] == [(1, 1, 1), (3, 4, 2)]
    assert (rows[1]["before_directive_id"], rows[1]["after_directive_id"]) == ("na/2", "na/5")


def test_a_missing_number_that_a_held_text_cites_is_named_with_the_sentence(report: Report) -> None:
    directive(report.working, "na/1", "1", "2025-01-10")
    directive(report.working, "na/5", "5", "2025-02-10", revokes=(act("3", "2025-01-20"),))
    [row] = report.ask("missing_numbers")
    assert row["cited_numbers"] == [3]
    assert "3" in row["quote"]
    assert row["document_id"] == "na/5"


def test_a_hole_in_a_series_that_is_nearly_whole_fails_its_check(report: Report) -> None:
    for number in (*range(1, 6), *range(7, 14)):
        directive(report.working, f"na/{number}", str(number), f"2025-01-{number:02}")
    assert report.failed() == {"dense_series_have_no_holes": "warn"}


def test_a_promised_annex_without_a_file_is_missing_and_in_force_without_text(report: Report) -> None:
    writer = Writer()
    effects = (approve(writer, "1", "2"),)
    parts = (body(writer), annex(writer, "1"))
    file = document(writer, header=header("5", "2025-02-03"), parts=parts, effects=effects)
    load(report.working, "na/1", entry("5", "2025-02-03"), file)
    [missing] = report.ask("missing_annexes")
    assert (missing["annex_id"], missing["quote"]) == ("na/1#2", effects[0].evidence.quote)
    assert report.ask("in_force_without_text", day="2025-02-02") == []
    [unread] = report.ask("in_force_without_text", day="2025-02-03")
    assert (unread["annex_id"], unread["reason"], unread["quote"]) == ("na/1#2", "not_held", effects[0].evidence.quote)
    assert report.failed() == {"promised_annexes_are_held": "warn"}


def test_a_restricted_directive_is_in_force_without_text(report: Report) -> None:
    load(report.working, "na/1", entry("5", "2025-02-03", access="AK", access_basis="AvTS § 35 lg 1 p 12"))
    [row] = report.ask("in_force_without_text", day="2025-02-03")
    assert (row["directive_id"], row["annex_id"], row["reason"]) == ("na/1", None, "restricted")


def test_the_most_annexes_of_one_name_are_found_after_one_another_without_an_open_end(report: Report) -> None:
    post(report, 1, "2025-01-01", "Nõunik", until="2025-02-01")
    post(report, 2, "2025-01-15", "Nõunik", until="2025-03-01")
    post(report, 3, "2025-04-01", "Nõunik")
    assert days(report.ask("coverage_overlaps")) == [("2025-01-15", "2025-02-01")]
    assert days(report.ask("coverage_gaps")) == [("2025-03-01", "2025-04-01")]
