"""The simulated network: its page shows what it prints, its nights keep the manners and cost what real ones cost."""

from __future__ import annotations

import itertools
import random
from pathlib import Path

import pytest

from benchmarks.network.documents import Documents, Host, hosts, mean_file
from benchmarks.network.figures import host_figures, simulate
from benchmarks.network.inputs import COUNTED_ON, DOCUMENTS, FORMS, PUBLIC, Prices
from benchmarks.network.nights import HostNights, first_nights, settings_of
from benchmarks.network.page import PAGE, filled, tables_in, tables_of
from benchmarks.network.publishing import annexes_within, publish_s
from benchmarks.network.register import Asker, Passing, begin_of
from benchmarks.network.tables import host_row, inputs_table, ordinary_row, table
from flows.http.errors import NightOver
from flows.http.host import new_host
from flows.registers.config import RegisterConfig
from tests.benchmarks.real_night import real_requests

WRITE = "write it anew: python -m benchmarks.network --write"


def small(documents: int, name: str = "adr.example") -> Host:
    return Host(name, ((RegisterConfig("a", None, "adr", f"https://{name}/a/"), documents),), False)


def test_the_page_shows_the_smallest_host_as_its_nights_come_out_and_what_files_are_assumed_to_be() -> None:
    shown = tables_in(PAGE.read_text("utf-8"))
    figures = host_figures(hosts()[-1])
    for name, row in (("first", host_row(figures)), ("ordinary", ordinary_row(figures))):
        assert table(row, ()).splitlines()[0] in shown[name].splitlines(), WRITE
    assert shown["files"] == inputs_table(), WRITE


@pytest.mark.long
def test_the_page_shows_what_the_command_prints() -> None:
    assert tables_in(PAGE.read_text("utf-8")) == tables_of(simulate(), Prices()), WRITE


def test_tables_go_into_their_places_and_nothing_else_changes() -> None:
    page = "before\n<!-- table: a -->\nold\n<!-- end -->\nbetween\n<!-- table: b -->\nold\n<!-- end -->\nafter\n"
    tables = {"a": "| new |", "b": "| other |"}
    assert tables_in(filled(page, tables)) == tables
    assert filled(page, tables) == page.replace("old", "| new |", 1).replace("old", "| other |")
    assert filled(page.replace("old\n", ""), tables) == filled(page, tables), "a place that is still empty"


def test_the_network_has_the_documents_that_were_counted_and_the_registers_of_the_list() -> None:
    found = hosts()
    assert sum(host.documents for host in found) == DOCUMENTS
    assert len(found[0].registers) == 42
    assert {host.name for host in found if host.has_robot_check} == {
        "adr.politsei.ee",
        "adr.rescue.ee",
        "adr.siseministeerium.ee",
        "adr.smit.ee",
    }
    documents = Documents("a", 10_000, 30)
    held = range(documents.held)
    assert sum(map(documents.is_public, held)) == pytest.approx(10_000 * PUBLIC / DOCUMENTS, abs=1)
    assert documents.restricted(range(100, 300)) == sum(not documents.is_public(n) for n in range(100, 300))
    assert max(map(documents.registered_on, held)) < COUNTED_ON <= documents.registered_on(documents.held)
    assert sum(form.hundredths for form in FORMS) == 100
    assert min(form.bytes for form in FORMS) < mean_file().bytes < max(form.bytes for form in FORMS)


def test_no_request_goes_earlier_than_the_pause_allows_and_none_outside_the_hours() -> None:
    settings, passing = settings_of(0), Passing(begin_of(0))
    at: list[float] = []
    asker = Asker(settings, passing, new_host("a", 3), random.Random(1))
    random.seed(1)
    with pytest.raises(NightOver):
        while True:
            asker.ask("page", 1000)
            at.append(passing.ticks())
    pauses = [later - sooner for sooner, later in itertools.pairwise(at)]
    assert min(pauses) == pytest.approx(settings.request_interval_s)
    assert asker.told.requests["again"] > 0
    assert at[-1] < 8 * 3600 < passing.ticks() + settings.request_interval_s
    assert asker.told.sent <= 8 * 3600 / settings.request_interval_s


def test_a_night_ends_at_its_requests_and_the_next_ones_do_the_rest() -> None:
    nights = first_nights(small(900), settings_of(300), 60)
    assert all(night.told.sent <= 300 for night in nights.nights)
    assert nights.nights[-1].is_held
    assert not any(night.is_held for night in nights.nights[:-1])
    assert sum(night.told.new for night in nights.nights) >= 900
    assert 3 < len(nights.nights) < 20


def test_re_checks_come_when_kehtiv_wants_them() -> None:
    """Public ones within 14 and 45 days, restricted ones within 90: all are looked at again within 91 nights."""
    nights = HostNights(small(400), settings_of(), 100)
    told = [nights.go_on().told for _ in range(100)]
    assert told[0].new == 400
    assert sum(each.requests["page"] for each in told[1:10]) < 40, "new ones alone"
    again = sum(each.requests["page"] - each.new for each in told[10:])
    public = 400 * PUBLIC / DOCUMENTS
    assert again > 400 - public + 2 * public


def test_more_annexes_take_longer_to_publish_and_the_two_ways_of_asking_agree() -> None:
    assert publish_s(10_000) < publish_s(50_000) < publish_s(120_000) < publish_s(2_000_000)
    assert publish_s(annexes_within(1800)) == pytest.approx(1800)


def test_equal_seeds_give_equal_nights() -> None:
    def nights() -> list[object]:
        return [(each.told.requests, each.seconds) for each in first_nights(small(300), settings_of(200), 20).nights]

    assert nights() == nights()


@pytest.mark.parametrize("held, nights", [(9, 1), pytest.param(130, 2, marks=pytest.mark.long)])
def test_nights_of_kehtiv_over_such_a_register_send_the_same_requests(tmp_path: Path, held: int, nights: int) -> None:
    """What is shared with kehtiv and what is simulated come to the same; over 130 documents searches are split."""
    settings = settings_of(0).model_copy(update={"wanted_requests": 0})
    simulated = HostNights(small(held), settings, nights)
    for sent in real_requests(tmp_path, "a", held, nights):
        told = simulated.go_on().told
        del told.requests["again"]
        assert told.requests == sent
