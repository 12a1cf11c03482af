"""Whatever goes wrong between us and a register: it is said, the rest is done, and a night later nothing is missing."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from flows.sample.faults import Fault, FaultKind
from tests.flows.small_register import FIRST_DAY, SmallRegister, ask, described

SECOND = FIRST_DAY + timedelta(days=1)

FORM, LISTING = {"method": "GET", "path": "/otsing"}, {"method": "POST", "path": "/otsing"}
PAGE, FILE = {"path": "/dokument/100"}, {"path": "/fail/1001"}


def make_register(folder: Path) -> SmallRegister:
    register = SmallRegister(folder)
    register.add("100", "5", date(2026, 2, 2), "Kinnitan metsatalituse töökorra.")
    register.add("200", "6", date(2026, 2, 9), "Tunnistan kehtetuks peadirektori 02.02.2026 käskkirja nr 5.")
    return register


@pytest.fixture
def register(tmp_path: Path) -> SmallRegister:
    return make_register(tmp_path)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What two nights without any fault hold."""
    register = make_register(tmp_path_factory.mktemp("undisturbed"))
    register.first_night(FIRST_DAY)
    return described(register.data)


def heals(register: SmallRegister, undisturbed: dict[str, list[str]]) -> None:
    """A following night without the fault: nothing needs a person, nothing is held back, nothing is missing.

    On the same day: what first became known a day later says so, and rightly differs.
    """
    summary = register.night(FIRST_DAY, hour=20)
    assert summary.wants_person == []
    assert summary.exit_status == 0
    assert ask(register.data, "SELECT * FROM quarantine WHERE closed_at IS NULL") == []
    assert described(register.data) == undisturbed


# What ends the night where it strikes the form or the search; nothing can be fetched that was not found.
ENDS: list[tuple[FaultKind, str]] = [
    ("forbidden", "refused (403)"),
    ("too_many_requests", "asked too much"),
    ("server_error", "status 500"),
    ("unavailable", "status 503"),
    ("reset", "(after 2 attempts)"),
    ("short_body", "(after 2 attempts)"),
    ("robot_check", "shows its robot check"),
    ("robot_redirect", "sends robots to its check"),
    ("maintenance", "changed shape"),
    ("error_page", "changed shape"),
    ("wrong_length", "bytes unclosed"),
]


# The form is asked for in the same way: one of each loudness shows that its faults are not swallowed.
AT_FORM = ("forbidden", "robot_check", "maintenance", "wrong_length")
PLACED = [("listing", kind, told, LISTING) for kind, told in ENDS]
PLACED += [("form", kind, told, FORM) for kind, told in ENDS if kind in AT_FORM]


@pytest.mark.parametrize("kind, told, place", [each[1:] for each in PLACED], ids=[f"{p}-{k}" for p, k, *_ in PLACED])
def test_a_fault_at_form_or_search_ends_the_night_loudly(
    register: SmallRegister, kind: FaultKind, told: str, place: dict[str, Any]
) -> None:
    """An outage is not an empty register: exit status 1, a sentence, no page asked for, a ledger row for the run."""
    summary = register.night(FIRST_DAY, Fault(kind, **place))
    assert summary.exit_status == 1
    assert not summary.is_complete
    [sentence] = summary.wants_person
    assert told in sentence
    assert not any("dokument" in path for path in register.paths_asked())
    assert ask(register.data, "SELECT outcome FROM runs") == [("done with problems",)]
    assert ask(register.data, "SELECT count(*) FROM documents") == [(0,)]


def test_a_redesigned_search_page_stops_the_night(register: SmallRegister) -> None:
    """Its rows would all be misread in the same way."""
    summary = register.night(FIRST_DAY, Fault("changed_shape", **LISTING))
    assert summary.exit_status == 1
    assert "changed shape" in summary.wants_person[0]
    assert not any("dokument" in path for path in register.paths_asked())


@pytest.mark.parametrize("kind", ["server_error", "robot_check", "maintenance", "changed_shape"])
def test_after_a_night_without_a_search_the_next_one_holds_everything(
    register: SmallRegister, undisturbed: dict[str, list[str]], kind: FaultKind
) -> None:
    register.night(FIRST_DAY, Fault(kind, **LISTING))
    heals(register, undisturbed)


def test_a_search_that_fails_on_a_later_night_takes_nothing_for_missing(
    register: SmallRegister, undisturbed: dict[str, list[str]]
) -> None:
    register.first_night(FIRST_DAY)
    summary = register.night(SECOND, Fault("maintenance", **LISTING))
    assert summary.exit_status == 1
    assert summary.counts["gone"] == 0
    assert described(register.data) == undisturbed


def test_a_fault_that_lasts_stays_one_row_in_quarantine(register: SmallRegister) -> None:
    """First and last seen tell how long; a row for each night would hide that it is one trouble."""
    for day in range(3):
        assert register.night(FIRST_DAY + timedelta(days=day), Fault("error_page", **FILE)).exit_status == 1
    rows = ask(register.data, "SELECT first_seen_at::DATE, last_seen_at::DATE, closed_at FROM quarantine")
    assert rows == [(FIRST_DAY, FIRST_DAY + timedelta(days=2), None)]


def test_a_pdf_cut_short_without_an_error_is_fetched_whole_the_next_night(tmp_path: Path) -> None:
    """Its validators are those of the whole file: sent again, they would be answered 304 for ever."""
    pdf = (Path(__file__).resolve().parents[2] / "flows" / "sample" / "documents" / "700513.pdf").read_bytes()
    register = SmallRegister(tmp_path)
    register.add("100", "5", date(2026, 2, 2), pdf)
    summary = register.night(FIRST_DAY, Fault("wrong_length", **FILE))
    assert summary.exit_status == 1
    assert ask(register.data, "SELECT stage, code FROM quarantine") == [("bytes", "truncated_file")]
    assert register.night(SECOND).exit_status == 0
    assert ask(register.data, "SELECT size FROM files") == [(len(pdf),)]
    assert ask(register.data, "SELECT count(*) FROM quarantine WHERE closed_at IS NULL") == [(0,)]


def test_a_documents_page_in_place_of_its_file_is_no_file(
    register: SmallRegister, undisturbed: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Read as a saved page it would describe the document anew, without its address."""
    from flows.sample.answers import Answer, Asked, RegisterAnswers

    whole = RegisterAnswers.answer

    def mixed_up(self: RegisterAnswers, asked: Asked) -> Answer:
        is_file = asked.path.startswith("/mets/fail/1001")
        return whole(self, Asked("GET", "/mets/dokument/100")) if is_file else whole(self, asked)

    monkeypatch.setattr(RegisterAnswers, "answer", mixed_up)
    assert register.night(FIRST_DAY).exit_status == 1
    assert ask(register.data, "SELECT stage, code FROM quarantine") == [("bytes", "error_page_instead_of_file")]
    monkeypatch.undo()
    heals(register, undisturbed)


@pytest.mark.parametrize("kind", ["robot_check", "robot_redirect"])
@pytest.mark.parametrize("place", [PAGE, FILE], ids=["page", "file"])
def test_a_robot_check_stops_asking_the_host_at_once(
    register: SmallRegister, undisturbed: dict[str, list[str]], kind: FaultKind, place: dict[str, Any]
) -> None:
    """Never worked around, not even once more; the listing shows 200 first, so that one was loaded."""
    summary = register.night(FIRST_DAY, Fault(kind, **place))
    assert summary.exit_status == 1
    assert any("robot" in told for told in summary.wants_person)
    assert register.asked[-1].fault == kind
    assert ask(register.data, "SELECT number FROM directives") == [("6",)]
    heals(register, undisturbed)


def test_a_host_that_says_when_to_come_back_is_waited_for(
    register: SmallRegister, undisturbed: dict[str, list[str]]
) -> None:
    for place in (LISTING, PAGE, FILE):
        once = Fault("too_many_requests", **place, nth=(1,), retry_after="30")
        assert register.night(FIRST_DAY, once).exit_status == 0
        if place is LISTING:
            assert max(register.slept) == 30
            assert described(register.data) == undisturbed


@pytest.mark.parametrize("place", [LISTING, PAGE, FILE], ids=["listing", "page", "file"])
def test_a_host_that_wants_a_long_pause_is_left_alone_for_the_night(
    register: SmallRegister, undisturbed: dict[str, list[str]], place: dict[str, Any]
) -> None:
    summary = register.night(FIRST_DAY, Fault("unavailable", **place, retry_after="7200"))
    assert summary.exit_status == 1
    assert any("left alone for 7200 s" in told for told in summary.wants_person)
    assert register.slept == [] or max(register.slept) < 120
    assert register.asked[-1].fault == "unavailable"
    heals(register, undisturbed)


@pytest.mark.parametrize("kind", ["server_error", "reset", "short_body", "unavailable"])
def test_a_fault_that_passes_is_not_even_worth_a_word(
    register: SmallRegister, undisturbed: dict[str, list[str]], kind: FaultKind
) -> None:
    """Each place fails once and answers the second attempt."""
    summary = register.night(FIRST_DAY, *(Fault(kind, **place, nth=(1,)) for place in (FORM, LISTING, PAGE, FILE)))
    assert summary.exit_status == 0
    assert described(register.data) == undisturbed


def test_a_session_that_expires_between_two_result_pages_loses_no_row(tmp_path: Path) -> None:
    """Every page is asked for with the whole search; none hangs on what the server remembers."""
    register = SmallRegister(tmp_path)
    for n in range(25):
        register.add(str(100 + n), str(n), date(2026, 2, 2), None)
    stop = Fault("forbidden", path="/dokument/")
    register.night(FIRST_DAY, Fault("expired_session", **LISTING), stop, failures_before_giving_up=1)
    rows = ask(register.data, "SELECT expected_number, seen_number, is_whole FROM register_coverage ORDER BY 1 DESC")
    assert rows[0] == (25, 25, True)


def test_a_register_that_hands_out_fewer_rows_than_it_counts_is_not_believed(
    register: SmallRegister, monkeypatch: pytest.MonkeyPatch
) -> None:
    from extractors.registers.adr import AdrConnector

    whole = AdrConnector.parse_listing

    def counts_one_more(self: AdrConnector, *given: Any) -> Any:
        page = whole(self, *given)
        return type(page)(page.total + 1, page.page_number, page.last_page_number, page.entries)

    monkeypatch.setattr(AdrConnector, "parse_listing", counts_one_more)
    summary = register.night(FIRST_DAY)
    assert summary.exit_status == 1
    assert any("only 2 of them were handed out" in told for told in summary.wants_person)
    assert summary.counts["new"] == 2
