"""Whatever goes wrong between us and a register: it is said, the rest is done, and a night later nothing is missing.

``test_fault_matrix`` plays each fault at each place; here is what passes by itself, lasts, comes later or looks whole.
"""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from flows.run.errors import ClockWentBack
from flows.sample.answers import Answer, Asked, RegisterAnswers
from flows.sample.faults import Fault, FaultKind
from tests.flows.small_register import FIRST_DAY, SmallRegister, act_text, ask, described

SECOND = FIRST_DAY + timedelta(days=1)

FORM, LISTING = {"method": "GET", "path": "/otsing"}, {"method": "POST", "path": "/otsing"}
PAGE, FILE = {"path": "/dokument/100"}, {"path": "/fail/1001"}


def make_register(folder: Path) -> SmallRegister:
    register = SmallRegister(folder, publishes=False)
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


@pytest.mark.long
def test_a_pdf_cut_short_without_an_error_is_fetched_whole_the_next_night(tmp_path: Path) -> None:
    """Its validators are those of the whole file: sent again, they would be answered 304 for ever."""
    pdf = (Path(__file__).resolve().parents[3] / "flows" / "sample" / "documents" / "700513.pdf").read_bytes()
    register = SmallRegister(tmp_path, publishes=False)
    register.add("100", "5", date(2026, 2, 2), pdf)
    summary = register.night(FIRST_DAY, Fault("wrong_length", **FILE))
    assert summary.exit_status == 1
    assert ask(register.data, "SELECT stage, code FROM quarantine") == [("bytes", "truncated_file")]
    assert register.night(SECOND).exit_status == 0
    assert ask(register.data, "SELECT size FROM files") == [(len(pdf),)]
    assert ask(register.data, "SELECT count(*) FROM quarantine WHERE closed_at IS NULL") == [(0,)]


NO_FILES: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "text": ("answer_instead_of_file", lambda whole: "Teenus ei ole kättesaadav".encode()),
    "json": ("answer_instead_of_file", lambda whole: b'{"error": "not found"}'),
    "xml": ("answer_instead_of_file", lambda whole: b"<?xml version='1.0'?><Error><Code>AccessDenied</Code></Error>"),
    "head": (
        "answer_instead_of_file",
        lambda whole: b"Date: Mon\r\nContent-Type: a\r\nContent-Length: 5\r\n\r\n" + whole,
    ),
    "page": ("error_page_instead_of_file", lambda whole: b"<html><title>502 Bad Gateway</title></html>"),
    "nothing": ("empty_file", lambda whole: b""),
    "cut": ("truncated_file", lambda whole: whole[: len(whole) // 2]),
    "last": ("truncated_file", lambda whole: whole[:-22]),
    "twice": ("answer_instead_of_file", gzip.compress),
}


def test_an_answer_that_is_no_file_is_asked_for_again_the_next_night(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Text, JSON, an error page, a body cut without its length, one compressed twice: each is the download's fault."""
    register, wrong = SmallRegister(tmp_path, publishes=False), {}
    for number, (_, spoil) in enumerate(NO_FILES.values(), 1):
        register.add(f"{number}00", f"{number}", date(2026, 2, number), one_act(number))
        wrong[f"/mets/fail/{number}001"] = spoil
    whole = RegisterAnswers.answer

    def spoiled(self: RegisterAnswers, asked: Asked) -> Answer:
        answer = whole(self, asked)
        spoil = next((each for path, each in wrong.items() if asked.path.startswith(path)), None)
        return replace(answer, body=spoil(answer.body)) if spoil else answer

    monkeypatch.setattr(RegisterAnswers, "answer", spoiled)
    assert register.night(FIRST_DAY).exit_status == 1
    held = ask(register.data, "SELECT stage, code FROM quarantine ORDER BY length(document_id), document_id")
    assert held == [("bytes", code) for code, _ in NO_FILES.values()]
    monkeypatch.undo()
    assert register.night(SECOND).exit_status == 0
    assert sorted(path for path in register.paths_asked() if path.startswith("fail")) != []
    assert ask(register.data, "SELECT count(*) FROM files WHERE parent_file_id IS NULL") == [(len(NO_FILES),)]
    assert ask(register.data, "SELECT count(*) FROM quarantine WHERE closed_at IS NULL") == [(0,)]


def one_act(number: int) -> bytes:
    """Return a container with one act in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("kaskkiri.txt", act_text(f"{number}", date(2026, 2, number), "Kinnitan töökorra."))
    return out.getvalue()


@pytest.mark.long
def test_a_documents_page_in_place_of_its_file_is_no_file(
    register: SmallRegister, undisturbed: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Read as a saved page it would describe the document anew, without its address."""
    whole = RegisterAnswers.answer

    def mixed_up(self: RegisterAnswers, asked: Asked) -> Answer:
        is_file = asked.path.startswith("/mets/fail/1001")
        return whole(self, Asked("GET", "/mets/dokument/100")) if is_file else whole(self, asked)

    monkeypatch.setattr(RegisterAnswers, "answer", mixed_up)
    assert register.night(FIRST_DAY).exit_status == 1
    assert ask(register.data, "SELECT stage, code FROM quarantine") == [("bytes", "error_page_instead_of_file")]
    monkeypatch.undo()
    heals(register, undisturbed)


@pytest.mark.long
def test_a_host_that_says_when_to_come_back_is_waited_for(
    register: SmallRegister, undisturbed: dict[str, list[str]]
) -> None:
    for place in (LISTING, PAGE, FILE):
        once = Fault("too_many_requests", **place, nth=(1,), retry_after="30")
        assert register.night(FIRST_DAY, once).exit_status == 0
        if place is LISTING:
            assert max(register.slept) == 30
            assert described(register.data) == undisturbed


@pytest.mark.parametrize("kind", [pytest.param("server_error", marks=pytest.mark.long), "short_body"])
def test_a_fault_that_passes_is_not_even_worth_a_word(
    register: SmallRegister, undisturbed: dict[str, list[str]], kind: FaultKind
) -> None:
    """Each place fails once and answers the second attempt."""
    summary = register.night(FIRST_DAY, *(Fault(kind, **place, nth=(1,)) for place in (FORM, LISTING, PAGE, FILE)))
    assert summary.exit_status == 0
    assert described(register.data) == undisturbed


def two_pages_long(folder: Path) -> SmallRegister:
    register = SmallRegister(folder, publishes=False)
    for n in range(25):
        register.add(str(100 + n), str(n), date(2026, 2, 2), None)
    return register


def test_a_session_that_expires_between_two_result_pages_loses_no_row(tmp_path: Path) -> None:
    """Every page is asked for with the whole search; none hangs on what the server remembers."""
    register = two_pages_long(tmp_path)
    stop = Fault("forbidden", path="/dokument/")
    register.night(FIRST_DAY, Fault("expired_session", **LISTING), stop, failures_before_giving_up=1)
    rows = ask(register.data, "SELECT expected_number, seen_number, is_whole FROM register_coverage ORDER BY 1 DESC")
    assert rows[0] == (25, 25, True)


@pytest.fixture(scope="module")
def both_pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    register = two_pages_long(tmp_path_factory.mktemp("both"))
    register.first_night(FIRST_DAY)
    return described(register.data)


# The search for restricted documents is the first request of a night's searching; the third is the other's second page.
SECOND_PAGE = {**LISTING, "nth": (3,)}


@pytest.mark.parametrize(
    "kind, told, held",
    [
        pytest.param("empty_form", "changed shape", 0, marks=pytest.mark.long),
        ("first_page", "only 20 of them were returned", 20),
    ],
)
def test_a_second_page_that_is_another_is_said_and_the_next_night_holds_every_row_once(
    tmp_path: Path, both_pages: dict[str, list[str]], kind: FaultKind, told: str, held: int
) -> None:
    """So an expired session shows itself. Whole is only what was seen whole: the ledger proves nothing of that day."""
    register = two_pages_long(tmp_path)
    summary = register.night(FIRST_DAY, Fault(kind, **SECOND_PAGE))
    assert summary.exit_status == 1
    assert summary.is_complete is (kind == "first_page")  # all that the register handed out was taken
    assert any(told in sentence for sentence in summary.wants_person)
    assert ask(register.data, "SELECT count(*) FROM documents") == [(held,)]
    assert ask(register.data, "SELECT count(*) FROM register_coverage WHERE is_whole AND expected_number > 0") == [(0,)]
    heals(register, both_pages)


@pytest.mark.parametrize("kind", [pytest.param("empty_form", marks=pytest.mark.long), "first_page"])
def test_a_second_page_that_is_another_on_a_later_night_takes_nothing_for_missing(
    tmp_path: Path, both_pages: dict[str, list[str]], kind: FaultKind
) -> None:
    """Rows that such a search does not show are no sign that their documents left the register."""
    register = two_pages_long(tmp_path)
    register.first_night(FIRST_DAY)
    register.night(SECOND)  # pages without files are looked at a second time
    summary = register.night(SECOND + timedelta(days=1), Fault(kind, **SECOND_PAGE))
    assert summary.exit_status == 1
    assert not any("dokument" in path for path in register.paths_asked())
    assert described(register.data) == both_pages


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
    assert any("only 2 of them were returned" in told for told in summary.wants_person)
    assert summary.counts["new"] == 2


@pytest.mark.long
def test_a_clock_set_back_by_hours_makes_no_interval_end_before_it_began(tmp_path: Path) -> None:
    """The run is dated right after the last one and says so; what changed in between is held once, as it is now."""
    register = make_register(tmp_path / "set-back")
    register.night(FIRST_DAY, hour=10)
    register.change("100", title="Korra muutmine")
    summary = register.night(FIRST_DAY, hour=5)
    assert summary.exit_status == 0
    assert any("clock" in note for note in summary.notes)
    even = make_register(tmp_path / "even")
    even.night(FIRST_DAY, hour=10)
    even.change("100", title="Korra muutmine")
    even.night(FIRST_DAY, hour=11)
    assert described(register.data) == described(even.data)
    versions = "SELECT changed_at < superseded_at FROM document_versions WHERE document_id = 'mets/100' ORDER BY 1"
    assert ask(register.data, versions) == [(True,), (None,)]
    assert ask(register.data, "SELECT count(*), count(DISTINCT run_id) FROM runs WHERE finished_at >= started_at") == [
        (2, 2)
    ]
    assert register.night(FIRST_DAY, hour=6).exit_status == 0  # the clock is still behind: no run takes another's name


def test_a_clock_set_back_by_days_stops_the_night_before_it_does_anything(
    register: SmallRegister, undisturbed: dict[str, list[str]]
) -> None:
    """It would search until the wrong day and date all it learns before what is known: said, and nothing asked."""
    register.first_night(FIRST_DAY)
    with pytest.raises(ClockWentBack, match=r"2026-02-26 01:00 UTC.*2026-03-02 01:00 UTC"):
        register.night(FIRST_DAY - timedelta(days=4))
    assert register.asked == []
    assert described(register.data) == undisturbed
    assert register.night(SECOND).exit_status == 0
    assert described(register.data) == undisturbed
