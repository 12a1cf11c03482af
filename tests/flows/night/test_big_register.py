"""A register with more documents on a day than a search shows: found whole, proven, and cheap from then on."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from flows.sample.catalogue import SampleDocument
from tests.flows.big_register import TODAY, BigRegister, busy_day, document
from tests.flows.small_register import ask

WEEK = timedelta(days=7)


@pytest.mark.long
@pytest.mark.parametrize("cap, of_a_day, days", [(20, 22, 2), (100, 120, 3)])
def test_every_document_is_found_and_later_nights_cost_their_window(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cap: int, of_a_day: int, days: int
) -> None:
    """All share days that hold more than the cap; twelve appear later. A register with a lower cap plays the same."""
    for name in ("flows.sample.search.ROW_CAP", "extractors.registers.adr.CAP"):
        monkeypatch.setattr(name, cap)
    monkeypatch.setattr("tests.flows.big_register.BUSY_NUMBER", of_a_day)
    number = days * of_a_day
    register = BigRegister(tmp_path / "data", number, busy_share=1)
    public = sum(document(n).access == "Avalik" for n in range(1, number + 1))
    assert register.night(TODAY, wanted_requests=0).exit_status == 0
    held = ask(register.data, "SELECT count(*), count(*) FILTER (is_public) FROM documents")
    assert held == [(number, public)]
    assert ask(register.data, "SELECT count(*), count(DISTINCT file_id) FROM texts") == [(public, public)]
    per_day = ask(register.data, "SELECT registered_on, count(*) FROM documents GROUP BY 1 ORDER BY 1")
    assert per_day == [(busy_day(n), of_a_day) for n in range(days)], "more than the rows that a search shows"
    assert ask(register.data, "SELECT count(*) FROM register_coverage WHERE is_capped") == [(0,)]
    [state] = ask(register.data, "SELECT state FROM covered_days WHERE ? BETWEEN begin_on AND end_on", TODAY - WEEK)
    assert state == ("proven",)
    assert ask(register.data, "SELECT count(DISTINCT state) FROM covered_days WHERE begin_on <= ?", TODAY - WEEK) == [
        (1,)
    ]
    files = [one for one in register.log if "/fail/" in one.path]
    assert len(files) == len({one.path for one in files}) == public, "nothing is fetched twice"

    register.add_new(12, TODAY + timedelta(days=1))
    assert register.night(TODAY + timedelta(days=1), wanted_requests=0).counts["new"] == 11
    assert sum("/dokument/" in one.path for one in register.log) == 12
    assert len(register.log) < 60
    assert register.night(TODAY + timedelta(days=1), wanted_requests=0).counts["new"] == 0
    assert len(register.log) < 20, "a night with nothing new asks for the form and its window"


@pytest.mark.long
def test_a_register_that_takes_several_nights_to_search_is_found_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nearly all is restricted, and the search for that alone needs more requests than a night may send."""

    def mostly_restricted(n: int, *given: Any, **named: Any) -> SampleDocument:
        made = document(n, *given, **named)
        return made if n % 10 == 0 else replace(made, access="AK", files=())

    for name in ("flows.sample.search.ROW_CAP", "extractors.registers.adr.CAP"):
        monkeypatch.setattr(name, 5)
    monkeypatch.setattr("tests.flows.big_register.document", mostly_restricted)
    register = BigRegister(tmp_path / "data", 60, busy_share=1000)
    searches = []
    for number in range(8):
        register.night(TODAY + timedelta(days=number), wanted_requests=0, request_budget=50)
        searches.append(sum("/otsing" in one.path for one in register.log))
    assert min(searches[:4]) > 20, "half of the requests of a night are spent, and there are more to make"
    assert ask(register.data, "SELECT count(*), count(*) FILTER (is_public) FROM documents") == [(60, 6)]


def test_a_file_that_is_looked_at_again_is_asked_for_with_its_validators(tmp_path: Path) -> None:
    register = BigRegister(tmp_path / "data", 8)
    register.night(TODAY, wanted_requests=0)
    summary = register.night(TODAY + timedelta(days=60), wanted_requests=0)
    assert summary.counts["unchanged"] > 0
    again = [one.status for one in register.log if "/fail/" in one.path]
    assert set(again) == {304}
