"""Nights one after another: what is remembered, what a night costs, what is left, and how hosts are judged."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from flows.ask_again import lift_pause
from flows.clock import Clock
from flows.sample.answers import Answer, RegisterAnswers
from flows.sample.catalogue import StateChange
from flows.sample.faults import Fault
from flows.settings import Settings
from tests.flows.small_register import FIRST_DAY, ORDERS, SmallRegister, ask

SECOND, THIRD = FIRST_DAY + timedelta(days=1), FIRST_DAY + timedelta(days=2)
NARROW: dict[str, Any] = {"window_days": 10, "rotation_days": 2}
LETTER = "Sissetulev kiri"


def filled(folder: Path, count: int = 6) -> SmallRegister:
    """Directives without files, one a week from 5 January 2026 on."""
    register = SmallRegister(folder, publishes=False)
    for n in range(count):
        register.add(str(100 + n), str(n + 1), date(2026, 1, 5) + timedelta(weeks=n), None)
    return register


def days_of(register: SmallRegister) -> list[tuple[Any, ...]]:
    return ask(register.data, "SELECT begin_on, end_on, state FROM covered_days ORDER BY begin_on")


def pages_asked(register: SmallRegister) -> list[str]:
    return [path.removeprefix("dokument/") for path in register.paths_asked() if path.startswith("dokument/")]


# --- completeness ---


def test_days_are_proven_once_they_are_searched_late_enough_and_the_status_says_which(tmp_path: Path) -> None:
    register = filled(tmp_path)
    register.first_night(FIRST_DAY, **NARROW, proof_after_days=7)
    assert days_of(register) == [
        (date(2026, 1, 1), date(2026, 2, 23), "proven"),
        (date(2026, 2, 24), FIRST_DAY, "searched too early"),
    ]
    register.night(FIRST_DAY + timedelta(days=7), **NARROW, proof_after_days=7)
    assert days_of(register)[0] == (date(2026, 1, 1), FIRST_DAY, "proven")


@pytest.mark.long
def test_a_document_that_appears_in_an_old_month_is_found_when_that_month_has_its_turn(tmp_path: Path) -> None:
    """January and part of February lie before the window; each is searched every other night."""
    register = filled(tmp_path)
    register.first_night(FIRST_DAY, **NARROW)
    register.add("900", "90", date(2026, 1, 7), None, published_on=SECOND)
    found = [register.night(FIRST_DAY + timedelta(days=n), **NARROW).counts["new"] for n in (1, 2)]
    assert sum(found) == 1


@pytest.mark.long
def test_a_night_over_proven_days_costs_the_window_and_one_month_whatever_the_register_holds(tmp_path: Path) -> None:
    costs = []
    for count in (6, 90):
        (tmp_path / str(count)).mkdir()
        register = SmallRegister(tmp_path / str(count), publishes=False)
        for n in range(count):
            register.add(str(1000 + n), str(n + 1), date(2026, 1, 5) + timedelta(days=n % 20), None)
        register.first_night(FIRST_DAY, **NARROW)
        register.night(SECOND, **NARROW)  # pages without files are looked at a second time
        costs.append(register.night(THIRD, window_days=10, rotation_days=60).counts["requests"])
    assert costs[0] == 5, "the form, the window twice, the month twice"
    assert costs[1] <= 5 + 4, "a month of ninety rows has further pages"


@pytest.mark.long
def test_a_type_that_the_form_offers_anew_leaves_no_day_proven(tmp_path: Path) -> None:
    """What was never searched for would otherwise count as not there."""
    register = filled(tmp_path)
    register.first_night(FIRST_DAY)
    register.types = (*register.types, replace(ORDERS, value="13", name="Üldkäskkiri"))
    register.add("900", "90", date(2026, 1, 7), None, document_type="Üldkäskkiri")
    assert register.night(SECOND, window_days=1).counts["new"] == 1


def test_a_search_that_breaks_off_leaves_its_days_never_searched_and_the_next_night_goes_on(tmp_path: Path) -> None:
    register = filled(tmp_path)
    # Form, restricted window, window, restricted rest: the search over the rest fails.
    register.night(FIRST_DAY, Fault("forbidden", method="POST", path="/otsing", nth=(4,)), window_days=10)
    assert [row[2] for row in days_of(register)] == ["never searched", "proven", "searched too early"]
    assert register.night(SECOND, window_days=10).counts["new"] == 6
    assert {row[2] for row in days_of(register)} == {"proven", "searched too early"}


def test_what_a_search_found_and_a_kill_left_unfetched_is_fetched_without_searching_again(tmp_path: Path) -> None:
    register = filled(tmp_path)
    register.night(FIRST_DAY, Fault("unavailable", path="/dokument/103", retry_after="600"), window_days=1)
    register.night(FIRST_DAY, hour=7, window_days=1, rotation_days=3660)
    assert set(pages_asked(register)) == {"100", "101", "102", "103"}
    assert ask(register.data, "SELECT count(*) FROM documents") == [(6,)]


@pytest.mark.long
def test_a_night_over_chosen_days_reports_these_days_alone(tmp_path: Path) -> None:
    """The days before them were never searched, and nobody asked for them."""
    register = filled(tmp_path)
    summary = register.night(FIRST_DAY, since=date(2026, 1, 19), until=date(2026, 1, 31))
    assert summary.counts["new"] == 2
    assert [note for note in summary.notes if "not searched" in note] == []
    assert summary.exit_status == 0


# --- the budget, and hours ---


def test_a_run_stops_at_its_budget_says_what_is_left_and_the_next_one_begins_there(tmp_path: Path) -> None:
    register = filled(tmp_path)
    first = register.first_night(FIRST_DAY, request_budget=8)
    assert len(register.asked) == 8
    assert (first.exit_status, first.counts["new"], first.counts["left"]) == (0, 4, 2)
    assert any("2 documents found and 0 due again are left" in note for note in first.notes)
    second = register.night(SECOND)
    assert (second.counts["new"], second.counts["left"]) == (2, 0)


@pytest.mark.long
def test_searching_takes_no_more_than_half_of_a_budget(tmp_path: Path) -> None:
    register = filled(tmp_path)
    summary = register.first_night(FIRST_DAY, request_budget=10, window_days=2)
    assert summary.counts["new"] == 4, "six of ten: robots.txt, the form, two searches of two stretches"
    # Within hours, before pages without files are looked at a second time.
    assert register.night(FIRST_DAY, hour=2, request_budget=4, window_days=1).counts["requests"] == 3
    told = register.night(FIRST_DAY, hour=3, request_budget=4, window_days=1).notes
    assert any("stretches of days are left" in note for note in told)
    register.night(FIRST_DAY, hour=4, window_days=2)
    assert ask(register.data, "SELECT count(*) FROM documents") == [(6,)]


@pytest.mark.long
def test_re_checks_have_their_share_of_a_budget_while_new_documents_wait(tmp_path: Path) -> None:
    register = filled(tmp_path)
    register.first_night(FIRST_DAY)
    later = FIRST_DAY + timedelta(days=15)
    for n in range(20):
        register.add(str(500 + n), str(50 + n), later, None)
    summary = register.night(later, request_budget=16, recheck_share=0.25)
    assert summary.counts["new"] + summary.counts["unchanged"] == 11
    assert summary.counts["unchanged"] >= 2
    assert summary.counts["left"] == 26 - 11
    assert register.night(later, hour=2).counts["left"] == 0


# --- the fetch list ---


def citing(folder: Path) -> SmallRegister:
    """7 revokes an act of 2015, before the days searched; 8 is missing in the series; a letter bears its number too."""
    register = SmallRegister(folder)
    register.add("100", "7", date(2026, 2, 2), "Tunnistan kehtetuks peadirektori 05.03.2015 käskkirja nr 33.")
    register.add("200", "9", date(2026, 2, 9), "Kinnitan metsatalituse töökorra.")
    register.add("300", "33", date(2015, 3, 5), "Kinnitan vana korra.")
    register.add("301", "33", date(2015, 3, 5), None, document_type=LETTER)
    return register


def wanted(register: SmallRegister) -> list[tuple[Any, ...]]:
    return ask(
        register.data, "SELECT reason, number, attempt_number, outcome, closed_at IS NULL FROM wanted ORDER BY ALL"
    )


def test_an_act_that_a_sentence_revokes_is_asked_for_by_its_day_and_held_the_next_night(tmp_path: Path) -> None:
    register = citing(tmp_path)
    register.first_night(FIRST_DAY)
    assert register.night(SECOND, wanted_requests=20).counts["wanted"] == 1
    assert pages_asked(register) == ["300"], "the letter of the same number and day is none"
    assert ("cited", "33", 1, "found", True) in wanted(register)
    assert ask(register.data, "SELECT resolution FROM revocations") == [("resolved",)]
    register.night(THIRD, wanted_requests=20)
    assert ("cited", "33", 1, "found", False) in wanted(register), "held: wanted no more"
    assert "300" not in pages_asked(register), "of another day than those searched: nothing says it is missing"


@pytest.mark.long
def test_a_missing_number_is_asked_for_again_only_after_a_growing_while(tmp_path: Path) -> None:
    register = citing(tmp_path)
    register.first_night(FIRST_DAY)
    asked = []
    for day in (1, 2, 8, 9, 21, 22):
        register.night(FIRST_DAY + timedelta(days=day), wanted_requests=20)
        asked.append("kiirotsing" in register.paths_asked())
    assert asked == [True, False, True, False, False, True]
    assert ("missing number", "8", 3, "not in register", True) in wanted(register)


def test_the_fetch_list_keeps_to_its_own_requests(tmp_path: Path) -> None:
    register = citing(tmp_path)
    register.first_night(FIRST_DAY)
    summary = register.night(SECOND, wanted_requests=1)
    assert summary.counts["requests"] == 4 + 2, "form, two searches, one wanted, and the page and file found"
    assert any("1 wanted acts are left" in note for note in summary.notes)


# --- hosts and documents ---


def hosts(register: SmallRegister) -> tuple[Any, ...]:
    [row] = ask(register.data, "SELECT state, last_ok_at IS NULL, reason IS NULL FROM hosts")
    return row


@pytest.mark.long
@pytest.mark.parametrize(
    "kind, state",
    [
        ("forbidden", "rate-limited"),
        ("too_many_requests", "rate-limited"),
        ("server_error", "failing"),
        ("reset", "failing"),
        ("short_body", "failing"),
        ("maintenance", "failing"),
        ("robot_check", "challenged"),
        ("robot_redirect", "challenged"),
        ("changed_shape", "changed"),
    ],
)
@pytest.mark.parametrize("place", ["/otsing", "/dokument/"])
def test_trouble_of_a_host_is_the_hosts_and_never_a_documents(
    tmp_path: Path, kind: Any, state: str, place: str
) -> None:
    """Documents that are public, restricted and gone stay what they are, whatever the host answers instead."""
    register = filled(tmp_path, 5)
    register.change("101", access="AK", access_basis="AvTS § 35 lg 1 p 12")
    register.first_night(FIRST_DAY)
    register.change("102", changes=(StateChange(SECOND, "gone"),))
    register.night(SECOND)
    register.night(THIRD)
    before = ask(register.data, "SELECT document_id, state, is_personal_data FROM documents ORDER BY 1")
    assert [row[1:] for row in before[:3]] == [("public", None), ("restricted", True), ("gone", None)]
    assert hosts(register) == ("ok", False, True)
    later = THIRD + timedelta(days=100)
    summary = register.night(later, Fault(kind, path=place))
    assert summary.exit_status == 1
    assert hosts(register) == (state, False, False)
    assert ask(register.data, "SELECT document_id, state, is_personal_data FROM documents ORDER BY 1") == before
    assert register.night(later, hour=20).exit_status == 0
    assert hosts(register) == ("ok", False, True)


@pytest.mark.long
def test_maintenance_in_mid_night_stops_the_host_after_a_few_pages(tmp_path: Path) -> None:
    register = filled(tmp_path)
    summary = register.night(FIRST_DAY, Fault("maintenance", path="/dokument/"))
    assert len(pages_asked(register)) == 3
    assert any("3 pages in a row could not be read" in told for told in summary.wants_person)
    assert register.night(SECOND).counts["new"] == 6
    assert ask(register.data, "SELECT count(*) FROM quarantine WHERE closed_at IS NULL") == [(0,)]


@pytest.mark.long
def test_a_host_that_asked_to_be_left_alone_is_not_asked_before(tmp_path: Path) -> None:
    register = filled(tmp_path)
    register.night(FIRST_DAY, Fault("too_many_requests", path="/dokument/", retry_after="86400"))
    summary = register.night(FIRST_DAY, hour=20)
    assert register.asked == []
    assert any("left alone until 2026-03-03" in told for told in summary.wants_person)
    assert register.night(SECOND).counts["new"] == 6


@pytest.mark.long
def test_a_host_that_asked_for_years_is_asked_again_after_a_week_or_when_an_operator_says_so(tmp_path: Path) -> None:
    register = filled(tmp_path)
    register.publishes = True
    summary = register.night(FIRST_DAY, Fault("unavailable", path="/dokument/", retry_after="999999999"))
    assert any("11574 days; 7 days of it are honoured" in told for told in summary.wants_person)
    [(until, asked)] = ask(register.data, "SELECT not_before_at, last_asked_at FROM hosts")
    assert until - asked == timedelta(days=7)
    [(host,)] = ask(register.data, "SELECT host FROM hosts")
    told = register.night(SECOND).wants_person
    assert register.asked == []
    assert any(f"`kehtiv status --ask-again {host}` lifts this" in sentence for sentence in told)
    at_noon = Clock(now=lambda: datetime.combine(SECOND, time(12), UTC))
    assert lift_pause(Settings(data=register.data), at_noon, "elsewhere").exit_status == 1
    lifted = lift_pause(Settings(data=register.data), at_noon, host)
    assert any("is lifted; the next run asks it" in note for note in lifted.notes)
    assert ask(register.data, "SELECT not_before_at FROM hosts") == [(None,)]
    assert register.night(SECOND, hour=20).counts["new"] == 6


@pytest.mark.parametrize(
    "held, becomes", [("Avalik", "restricted"), pytest.param("AK", "restricted", marks=pytest.mark.long)]
)
def test_a_status_that_withholds_a_document_restricts_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: str, becomes: str
) -> None:
    """451, as the aggregator answers."""
    register = filled(tmp_path, 1)
    register.change("100", access=held)
    register.night(FIRST_DAY)
    monkeypatch.setattr(RegisterAnswers, "_document", lambda self, external_id: Answer(451, b"withheld"))
    assert register.night(FIRST_DAY + timedelta(days=95)).counts["restricted"] == 1
    assert ask(register.data, "SELECT state, is_public FROM documents") == [(becomes, False)]


@pytest.mark.long
def test_a_page_between_two_misses_counts_even_where_its_file_fails(tmp_path: Path) -> None:
    register = SmallRegister(tmp_path, publishes=False)
    register.add("100", "5", date(2026, 2, 2), "Kinnitan metsatalituse töökorra.")
    register.first_night(FIRST_DAY)
    register.change("100", changes=(StateChange(SECOND, "gone"),))
    register.night(SECOND)
    register.change("100", changes=(), title="Töökord")
    register.change("100", title="Korra nr 5 kinnitamine")
    register.night(THIRD, Fault("server_error", path="/fail/"))
    register.change("100", changes=(StateChange(SECOND, "gone"),))
    assert register.night(THIRD + timedelta(days=1)).counts["gone"] == 0


@pytest.mark.long
def test_what_is_held_back_of_a_file_that_is_listed_no_more_is_closed(tmp_path: Path) -> None:
    register = SmallRegister(tmp_path, publishes=False)
    register.add("100", "5", date(2026, 2, 2), "Kinnitan metsatalituse töökorra.")
    register.night(FIRST_DAY, Fault("forbidden", path="/fail/"))
    assert ask(register.data, "SELECT count(*) FROM quarantine WHERE closed_at IS NULL") == [(1,)]
    register.change("100", files=())
    register.night(SECOND)
    assert ask(register.data, "SELECT count(*) FROM quarantine WHERE closed_at IS NULL") == [(0,)]
