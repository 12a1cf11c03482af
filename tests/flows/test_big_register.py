"""A register with more documents on a day than a search shows: found whole, proven, and cheap from then on."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from tests.flows.big_register import BUSY_DAYS, TODAY, BigRegister
from tests.flows.small_register import ask

WEEK = timedelta(days=7)


def test_every_document_is_found_and_later_nights_cost_their_window(tmp_path: Path) -> None:
    """Some of 360 documents share a day that holds more than the cap; twelve appear later."""
    register = BigRegister(tmp_path / "data", 360, busy_share=1)
    assert register.night(TODAY, wanted_requests=0).exit_status == 0
    held = ask(register.data, "SELECT count(*), count(*) FILTER (is_public) FROM documents")
    assert held == [(360, 342)]
    assert ask(register.data, "SELECT count(*), count(DISTINCT file_id) FROM texts") == [(342, 342)]
    per_day = ask(register.data, "SELECT registered_on, count(*) FROM documents GROUP BY 1 ORDER BY 1")
    assert per_day == [(day, 120) for day in BUSY_DAYS], "more than the hundred rows that a search shows"
    assert ask(register.data, "SELECT count(*) FROM register_coverage WHERE is_capped") == [(0,)]
    [state] = ask(register.data, "SELECT state FROM covered_days WHERE ? BETWEEN begin_on AND end_on", TODAY - WEEK)
    assert state == ("proven",)
    assert ask(register.data, "SELECT count(DISTINCT state) FROM covered_days WHERE begin_on <= ?", TODAY - WEEK) == [
        (1,)
    ]
    files = [one for one in register.log if "/fail/" in one.path]
    assert len(files) == len({one.path for one in files}) == 342, "nothing is fetched twice"

    register.add_new(12, TODAY + timedelta(days=1))
    assert register.night(TODAY + timedelta(days=1), wanted_requests=0).counts["new"] == 11
    assert sum("/dokument/" in one.path for one in register.log) == 12
    assert len(register.log) < 60
    assert register.night(TODAY + timedelta(days=1), wanted_requests=0).counts["new"] == 0
    assert len(register.log) < 20, "a night with nothing new asks for the form and its window"


def test_a_file_that_is_looked_at_again_is_asked_for_with_its_validators(tmp_path: Path) -> None:
    register = BigRegister(tmp_path / "data", 20)
    register.night(TODAY, wanted_requests=0)
    summary = register.night(TODAY + timedelta(days=60), wanted_requests=0)
    assert summary.counts["unchanged"] > 0
    again = [one.status for one in register.log if "/fail/" in one.path]
    assert set(again) == {304}
