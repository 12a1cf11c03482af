"""Nights over the second platform: the sample register as an aggregator shows it, alone and beside the original."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from extractors.registers.aggregator_api import AggregatorConnector
from extractors.registers.base import SearchCell
from flows.archive import Archive
from flows.clock import Clock
from flows.http.fetcher import Fetcher
from flows.night.ingest import ingest_from, ingest_register
from flows.night.search import search
from flows.registers.find import RegisterConfig
from flows.run.summary import Summary
from flows.sample.address import HOME, ToPort
from flows.sample.aggregator_api import AggregatorRules
from flows.sample.catalogue import Catalogue, SampleDocument, SampleFile
from flows.sample.faults import Fault, Faults
from flows.sample.server import SampleRegister
from flows.sample.traffic import LoggedRequest
from flows.settings import Settings
from flows.stores.on_disk import OnDisk
from tests.flows.first_nights import files_of, play_once
from tests.flows.small_register import ORDERS, STAFF, act_text, ask, files_with, published_if

DAY = date(2026, 3, 2)
SECRET = "Haldjamets jääb suletuks"
CONTACT = "hooldaja@rabamaa.example"


@dataclass
class BothRegisters:
    """A few documents that the authority's own register and the aggregator both show.

    Where a test looks at no published file and no report, have its nights not ``publishes``.
    """

    folder: Path
    documents: list[SampleDocument] = field(default_factory=list)
    rules: AggregatorRules = field(default_factory=AggregatorRules)
    asked: list[LoggedRequest] = field(default_factory=list)
    slept: list[float] = field(default_factory=list)
    publishes: bool = True

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def add(self, number: str, provision: str, **values: Any) -> None:
        (self.folder / "files").mkdir(exist_ok=True)
        name = f"kaskkiri-{number}.txt"
        (self.folder / "files" / name).write_text(act_text(number, DAY, provision), encoding="utf-8")
        files = (SampleFile(f"{number}01", name, name, "text/plain"),)
        self.documents.append(
            SampleDocument(
                number, number, DAY, ORDERS.name, f"Korra nr {number} kinnitamine", DAY, files=files, **values
            )
        )

    def restrict(self, number: str) -> None:
        self.documents = [
            replace(one, access="AK", access_basis="AvTS § 35 lg 1 p 12") if one.id == number else one
            for one in self.documents
        ]

    def _told_time(self) -> float:
        """Return what the clocks of register and night show: pauses alone pass on them, without being waited for."""
        return sum(self.slept)

    @contextmanager
    def served(self, faults: tuple[Fault, ...] = ()) -> Iterator[ToPort]:
        catalogue = Catalogue("mets", "Metsaamet", "Metsaameti", (ORDERS, STAFF), tuple(self.documents))
        rules = replace(self.rules, clock=self._told_time)
        with SampleRegister(
            self.folder / "files",
            catalogue=catalogue,
            faults=Faults(*faults),
            visible_on=date(2026, 12, 1),
            rules=rules,
        ) as register:
            port = urlsplit(register.base_url).port
            assert port is not None
            try:
                yield ToPort(port)
            finally:
                self.asked = list(register.log)

    def night(self, platform: str, day: date, *faults: Fault, **values: Any) -> Summary:
        """A night over one of the two; ``is_bundled`` false: at the pace and with the manners of a real one."""
        own = {name: values.pop(name) for name in ("organisations", "file_hosts", "interval_s") if name in values}
        is_bundled = values.pop("is_bundled", True)
        base_url = f"{HOME}/mets/" if platform == "adr" else f"{HOME}/api/"
        code = "mets" if platform == "adr" else "koond"
        register = RegisterConfig(
            code, "Metsaamet", platform, base_url, is_bundled=is_bundled, since=date(2026, 1, 1), **own
        )
        given = {"workers": 1, "request_interval_s": 0, "backoff_s": 0, "max_attempts": 2} | values
        given = {"window_days": 366, "wanted_requests": 0} | given
        instant = datetime.combine(day, time(1), UTC)
        self.slept = []
        with self.served(faults) as transport, published_if(self.publishes, self.data):
            return ingest_from(
                register,
                Settings(data=self.data, **given),
                Clock(now=lambda: instant),
                transport=transport,
                sleep=self.slept.append,
                ticks=self._told_time,
            )

    def first_night(self, platform: str, day: date) -> Summary:
        """``night(platform, day)`` into an empty data folder, played once for all tests that begin with the same."""

        def play() -> tuple[Summary, list[LoggedRequest]]:
            return self.night(platform, day), self.asked

        rules = replace(self.rules, clock=AggregatorRules.clock)
        night = repr((platform, day, self.publishes, self.documents, rules, files_of(self.folder / "files")))
        summary, asked = play_once(night, self.data, play)
        self.asked = list(asked)
        return replace(summary)


def two_acts(folder: Path) -> BothRegisters:
    """An act, and one that revokes it."""
    registers = BothRegisters(folder)
    registers.add("1", "Kinnitan töökorralduse reeglid (lisatud).")
    registers.add("2", f"Tunnistan kehtetuks peadirektori 02.03.2026 käskkirja nr 1. {SECRET}.")
    return registers


@pytest.fixture
def both(tmp_path: Path) -> BothRegisters:
    """Both registers; nights are published where a test says so."""
    made = two_acts(tmp_path)
    made.publishes = False
    return made


NIGHT, NEXT, LATER = date(2026, 11, 20), date(2026, 11, 21), date(2026, 11, 23)


def directives(both: BothRegisters) -> list[tuple[Any, ...]]:
    return ask(both.data, "SELECT directive_id, number FROM directives ORDER BY 1")


def test_a_night_finds_reads_and_publishes_what_an_aggregator_shows(both: BothRegisters) -> None:
    both.publishes = True
    summary = both.first_night("aggregator", NIGHT)
    assert summary.wants_person == []
    assert (summary.counts["new"], summary.counts["files"]) == (2, 2)
    assert ask(both.data, "SELECT institution, platform, source_url FROM documents ORDER BY document_id") == [
        ("Metsaamet", "aggregator", f"{HOME}/mets/dokument/{number}") for number in (1, 2)
    ]
    assert ask(both.data, "SELECT revoking_directive_id, revoked_directive_id, page_number FROM revocations") == [
        ("koond/2", "koond/1", None)
    ]


def test_what_was_read_from_the_aggregators_text_says_so(both: BothRegisters) -> None:
    both.first_night("aggregator", NIGHT)
    assert ask(both.data, "SELECT DISTINCT code FROM findings WHERE code = 'aggregator_text'") == [("aggregator_text",)]
    assert ask(both.data, "SELECT count(*) FROM documents WHERE title LIKE '%asin%'") == [(0,)]


def test_a_second_night_without_news_asks_for_lists_alone_and_changes_nothing(both: BothRegisters) -> None:
    both.publishes = True
    both.first_night("aggregator", NIGHT)
    before = both.data.joinpath("warehouse.duckdb").resolve().stat().st_size
    summary = both.night("aggregator", NIGHT)
    assert {one.path.partition("?")[0] for one in both.asked} == {
        "/robots.txt", "/api/organisations", "/api/documents",
    }  # fmt: skip
    assert (summary.counts["new"], summary.counts["changed"], summary.counts["files"]) == (0, 0, 0)
    assert before > 0


def test_originals_on_the_aggregators_own_host_are_fetched_in_place_of_its_text(both: BothRegisters) -> None:
    both.rules.has_copies = True
    both.first_night("aggregator", NIGHT)
    assert sum("/hoidla/" in one.path for one in both.asked) == 2
    assert ask(both.data, "SELECT count(*) FROM findings WHERE code = 'aggregator_text'") == [(0,)]
    assert len(ask(both.data, "SELECT * FROM revocations")) == 1


def test_a_document_that_is_withheld_later_leaves_nothing_of_its_content(both: BothRegisters) -> None:
    both.publishes = True
    both.first_night("aggregator", NIGHT)
    assert files_with(both.data, SECRET)
    both.restrict("2")
    summary = both.night("aggregator", NEXT)
    assert summary.counts["restricted"] == 1
    assert files_with(both.data, SECRET) == []
    assert ask(both.data, "SELECT access, state FROM documents WHERE external_id = '2'") == [
        ("withheld (451)", "restricted")
    ]


def test_a_document_that_was_never_shown_is_asked_for_once_and_not_every_night(both: BothRegisters) -> None:
    both.restrict("2")
    both.first_night("aggregator", NIGHT)
    assert sum(one.path == "/api/documents/2" for one in both.asked) == 1
    assert both.night("aggregator", NEXT).wants_person == []
    assert sum(one.path == "/api/documents/2" for one in both.asked) == 0


def test_a_restricted_page_that_still_bears_content_is_kept_without_it(both: BothRegisters) -> None:
    both.publishes = True
    body = Fault("forbidden", path="/never/")
    both.night("adr", NIGHT, body)
    both.restrict("2")
    both.night("adr", NEXT)
    both.rules.shows_restricted = True
    both.night("aggregator", LATER)
    assert files_with(both.data, SECRET) == []


@pytest.mark.long
def test_one_that_is_missing_is_gone_only_after_a_second_look(both: BothRegisters) -> None:
    both.first_night("aggregator", NIGHT)
    both.documents = both.documents[:1]
    for day, state in ((NEXT, "public"), (LATER, "gone")):
        both.night("aggregator", day, recheck_days=1)
        assert ask(both.data, "SELECT state FROM documents WHERE external_id = '2'") == [(state,)]


@pytest.mark.parametrize("kind", ["forbidden", "server_error", "unavailable", "maintenance", "reset", "short_body"])
def test_trouble_with_a_page_says_nothing_of_its_document(both: BothRegisters, kind: Any) -> None:
    both.first_night("aggregator", NIGHT)
    summary = both.night("aggregator", LATER, Fault(kind, path=r"/api/documents/2$"), recheck_days=1)
    assert any("koond/2" in told for told in summary.wants_person)
    assert ask(both.data, "SELECT state FROM documents WHERE external_id = '2'") == [("public",)]
    assert len(ask(both.data, "SELECT * FROM revocations")) == 1


@pytest.mark.long
def test_without_a_contact_the_night_says_what_to_set_and_nothing_of_the_host(both: BothRegisters) -> None:
    both.rules.wants_contact = True
    summary = both.first_night("aggregator", NIGHT)
    assert summary.exit_status == 1
    assert any("set KEHTIV_CONTACT" in told for told in summary.wants_person)
    assert ask(both.data, "SELECT * FROM hosts") == []
    assert both.night("aggregator", NIGHT, contact=CONTACT).counts["new"] == 2


def test_at_its_configured_pace_the_aggregator_never_says_too_much(both: BothRegisters) -> None:
    for number in range(10, 25):
        both.add(str(number), "Kinnitan korra (lisatud).")
    both.rules.limit = 10
    summary = both.night("aggregator", NIGHT, is_bundled=False, interval_s=1.1, contact=CONTACT)
    assert summary.counts["new"] == 17
    assert all(one.fault is None for one in both.asked)
    assert summary.wants_person == []


def test_an_aggregator_that_says_too_much_is_left_alone(both: BothRegisters) -> None:
    both.first_night("aggregator", NIGHT)
    fault = Fault("too_many_requests", path=r"/api/documents\?", retry_after="9000")
    summary = both.night("aggregator", NEXT, fault)
    assert any("asks to be left alone for 9000 s" in told for told in summary.wants_person)
    assert ask(both.data, "SELECT state FROM hosts") == [("rate-limited",)]
    assert ask(both.data, "SELECT count(*) FROM documents WHERE state = 'public'") == [(2,)]


def test_answers_of_another_shape_end_the_night_and_are_no_empty_register(both: BothRegisters) -> None:
    summary = both.night("aggregator", NIGHT, Fault("error_page", path=r"/api/documents\?"))
    assert any("HTML page instead of a page of documents" in told for told in summary.wants_person)
    assert ask(both.data, "SELECT state FROM hosts") == [("changed",)]


def test_more_rows_than_a_page_holds_are_all_found_and_the_ledger_proves_it(both: BothRegisters) -> None:
    both.documents.append(SampleDocument("900", "8-1/1", DAY, "Väljaminev kiri", "Vastus", DAY))
    both.rules.per_page = 2
    with both.served() as transport:
        from flows.http.client import PoliteClient

        with PoliteClient(Settings(data=both.data, request_interval_s=0), transport=transport) as client:
            fetcher = Fetcher(client, Archive(OnDisk(both.data / "archive")), "koond")
            cell = SearchCell(DAY, DAY, ("1:käskkiri", "1:otsus"))
            [searched] = search(AggregatorConnector(f"{HOME}/api/"), fetcher, cell)
    assert (searched.total, searched.seen, searched.is_whole, searched.is_capped) == (3, 3, True, False)
    assert ({entry.external_id for entry in searched.entries}, searched.left_out) == ({"1", "2"}, {"900"})


@pytest.mark.parametrize(
    "order", [pytest.param(("adr", "aggregator"), marks=pytest.mark.long), ("aggregator", "adr", "aggregator")]
)
def test_a_document_seen_through_both_counts_once(both: BothRegisters, order: tuple[str, ...]) -> None:
    for turn, platform in enumerate(order, 1):
        both.publishes = turn == len(order)
        assert both.night(platform, NIGHT, recheck_days=1).wants_person == []
    assert directives(both) == [("mets/1", "1"), ("mets/2", "2")]
    assert ask(both.data, "SELECT document_id FROM documents ORDER BY 1") == [
        ("koond/1",), ("koond/2",), ("mets/1",), ("mets/2",),
    ]  # fmt: skip
    assert ask(both.data, "SELECT revoking_directive_id, revoked_directive_id, resolution FROM revocations") == [
        ("mets/2", "mets/1", "resolved")
    ]
    assert ask(both.data, "SELECT DISTINCT document_id FROM files ORDER BY 1") == [("mets/1",), ("mets/2",)]


@pytest.mark.long
def test_what_the_original_holds_whole_is_not_fetched_again_from_a_copy(both: BothRegisters) -> None:
    both.first_night("adr", NIGHT)
    both.rules.has_copies = True
    both.night("aggregator", NIGHT)
    assert not any("/hoidla/" in one.path for one in both.asked)
    assert ask(both.data, "SELECT count(*) FROM findings WHERE code = 'held_in_original'") == [(2,)]


@pytest.mark.parametrize("is_copy_first", [True, pytest.param(False, marks=pytest.mark.long)])
def test_what_its_own_register_restricts_is_not_kept_from_a_copy(both: BothRegisters, is_copy_first: bool) -> None:
    both.publishes = True
    both.rules.shows_restricted = True
    if is_copy_first:
        both.first_night("aggregator", NIGHT)
        assert files_with(both.data, SECRET)
    both.restrict("2")
    both.night("adr", NEXT)
    both.night("aggregator", LATER)
    assert files_with(both.data, SECRET) == []
    told = ask(both.data, "SELECT document_id, code FROM findings WHERE code = 'restricted_elsewhere'")
    assert told == [("koond/2", "restricted_elsewhere")]
    assert ask(both.data, "SELECT access, state FROM documents WHERE document_id = 'koond/2'") == [
        ("restricted elsewhere: mets/2", "restricted")
    ]
    assert directives(both) == [("mets/1", "1"), ("mets/2", "2")]


@pytest.mark.long
def test_a_copy_whose_original_is_restricted_is_not_asked_for_every_night(both: BothRegisters) -> None:
    both.rules.shows_restricted = True
    both.restrict("2")
    both.first_night("adr", NIGHT)
    both.night("aggregator", NIGHT)
    both.night("aggregator", NEXT)
    assert not any(one.path == "/api/documents/2" for one in both.asked)


SAME = (
    "SELECT split_part(annex_id, '/', 2) AS annex, kind, in_force_from, in_force_from_basis, applied_from,"
    " in_force_until, in_force_until_basis, split_part(ended_by, '/', 2) FROM annexes ORDER BY 1",
    "SELECT split_part(revoking_directive_id, '/', 2), revoked_number, revoked_date, revoked_annex_number, scope,"
    " resolution, effective_on FROM revocations ORDER BY ALL",
    "SELECT split_part(directive_id, '/', 2), number, signed_on, in_force_from, in_force_until FROM directives"
    " WHERE access = 'Avalik' ORDER BY 1",
)


@pytest.mark.long
def test_the_bundled_register_says_the_same_through_the_second_platform(
    sample_night: tuple[Path, Summary], tmp_path: Path
) -> None:
    data = tmp_path / "data"
    settings = Settings(data=data, workers=1)
    clock = Clock(now=lambda: datetime(2026, 11, 22, 1, 0, tzinfo=UTC))
    summary = ingest_register("sample-aggregator", settings, clock, since=None, until=None)
    assert summary.wants_person == []
    assert summary.counts["new"] == sample_night[1].counts["new"]
    for query in SAME:
        assert ask(data, query) == ask(sample_night[0], query)
