"""Manners, measured where the requests arrive: the register's log says when each came and over how many connections.

Pauses pass on the register's clock without being waited for, and nothing else does: a night at a real host's pace costs
nothing, and a busy machine changes no gap.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from flows.sample.faults import Fault
from tests.flows.small_register import FIRST_DAY, SmallRegister, ask

SECOND = FIRST_DAY + timedelta(days=1)
AS_REAL: dict[str, Any] = {"is_bundled": False, "contact": "hooldaja@rabamaa.example"}
ROUNDING = 1e-6
"""Seconds by which a sum of pauses may differ from what was asked for."""


@pytest.fixture
def register(tmp_path: Path) -> SmallRegister:
    """Four directives with a file each."""
    made = SmallRegister(tmp_path, publishes=False)
    for n in range(4):
        made.add(str(100 + n), str(n + 1), date(2026, 1, 5) + timedelta(weeks=n), f"Kinnitan rabamatka korra nr {n}.")
    return made


def gaps(register: SmallRegister) -> list[float]:
    """Seconds between one request and the next, the one for robots.txt included."""
    return [later.at - earlier.at for earlier, later in pairwise(register.asked)]


# --- pace and connections ---


def test_a_night_keeps_the_configured_interval_on_one_connection_and_says_who_asks(register: SmallRegister) -> None:
    summary = register.night(FIRST_DAY, **AS_REAL, request_interval_s=7.5)
    assert (summary.counts["new"], summary.counts["files"]) == (4, 4)
    assert register.max_connections == register.max_in_flight == 1
    assert min(gaps(register)) > 7.5 - ROUNDING
    agents = {dict(one.headers)["User-Agent"] for one in register.asked}
    assert len(agents) == 1
    assert all(agent.startswith("kehtiv/") and "hooldaja@rabamaa.example" in agent for agent in agents)


def test_several_readers_do_not_ask_the_host_faster(register: SmallRegister) -> None:
    """``workers`` read files beside one another; requests stay in one row."""
    register.night(FIRST_DAY, **AS_REAL, request_interval_s=7.5, workers=2)
    assert register.max_connections == register.max_in_flight == 1
    assert min(gaps(register)) > 7.5 - ROUNDING


def test_attempts_after_failures_keep_the_interval_too(register: SmallRegister) -> None:
    """A failing host gets fewer requests a second, never more, and never two at once."""
    faults = [
        Fault("server_error", path="/dokument/", nth=(1,)),
        Fault("reset", path="/fail/", nth=(1,)),
        Fault("short_body", path="/fail/", nth=(3,)),
        Fault("unavailable", path="/otsing", method="POST", nth=(1,), retry_after="20"),
    ]
    summary = register.night(FIRST_DAY, *faults, **AS_REAL, request_interval_s=7.5, backoff_s=0)
    assert summary.exit_status == 0, summary.wants_person
    assert summary.counts["files"] == 4
    assert register.max_in_flight == 1
    assert min(gaps(register)) > 7.5 - ROUNDING
    assert sum(one.fault is not None for one in register.asked) == 4


@pytest.mark.parametrize(
    "rule, seconds", [("Crawl-delay: 20", 20.0), pytest.param("Request-rate: 1/15", 15.0, marks=pytest.mark.long)]
)
def test_the_hosts_own_pace_is_kept_where_it_is_slower(register: SmallRegister, rule: str, seconds: float) -> None:
    register.robots = f"User-agent: *\n{rule}\n"
    assert register.night(FIRST_DAY, **AS_REAL, request_interval_s=0.5).counts["new"] == 4
    assert register.max_connections == 1
    assert min(gaps(register)[1:]) > seconds - ROUNDING, "the first gap comes before robots.txt was read"


@pytest.mark.long
def test_a_host_that_allows_more_is_not_asked_faster_than_configured(register: SmallRegister) -> None:
    register.robots = "User-agent: *\nCrawl-delay: 0.01\nRequest-rate: 100/1\n"
    register.night(FIRST_DAY, **AS_REAL, request_interval_s=7.5)
    assert min(gaps(register)) > 7.5 - ROUNDING


# --- what the host asks for ---


@pytest.mark.parametrize(
    "said, least", [pytest.param("40", 40.0, marks=pytest.mark.long), ("Mon, 02 Mar 2026 01:00:50 GMT", 50.0)]
)
def test_no_request_comes_before_the_time_that_retry_after_names(
    register: SmallRegister, said: str, least: float
) -> None:
    """In seconds, or as a date: the night begins at 01:00 UTC."""
    fault = Fault("too_many_requests", path="/dokument/", nth=(2,), retry_after=said)
    summary = register.night(FIRST_DAY, fault, **AS_REAL, request_interval_s=0.5)
    assert summary.counts["new"] == 4
    [refused] = [n for n, one in enumerate(register.asked) if one.fault == "too_many_requests"]
    assert gaps(register)[refused] >= least - ROUNDING


def test_what_robots_txt_forbids_never_arrives(register: SmallRegister) -> None:
    register.robots = "User-agent: *\nDisallow: /mets/dokument/\n"
    register.night(FIRST_DAY)
    assert not any("/dokument/" in one.path for one in register.asked)
    assert ask(register.data, "SELECT count(*) FROM directives") == [(0,)], "nothing was read, and nothing supposed"


def test_rules_for_our_own_name_outrank_those_for_all(register: SmallRegister) -> None:
    register.robots = "User-agent: *\nAllow: /\n\nUser-agent: kehtiv\nDisallow: /mets/fail/\n"
    register.night(FIRST_DAY)
    assert any("/dokument/" in one.path for one in register.asked)
    assert not any("/fail/" in one.path for one in register.asked)


@pytest.mark.long
def test_outside_the_hours_that_the_host_names_robots_txt_alone_is_asked_for(register: SmallRegister) -> None:
    register.robots = "User-agent: *\nVisit-time: 0400-0500\n"
    summary = register.night(FIRST_DAY)
    assert register.paths_asked() == ["/robots.txt"]
    assert summary.exit_status == 0, "the host's hours are no trouble"
    assert any("Visit-time" in note for note in summary.notes)
    assert register.night(FIRST_DAY, hour=4, minute=30).counts["new"] == 4


# --- what the operator allows ---


def test_outside_the_operators_hours_nothing_arrives_at_all(register: SmallRegister) -> None:
    """01:00 UTC is 03:00 in Tallinn in winter."""
    summary = register.night(FIRST_DAY, **AS_REAL, night_window="04:00-06:00")
    assert (register.asked, summary.exit_status) == ([], 0)
    assert any("outside 04:00-06:00" in note for note in summary.notes)
    assert ask(register.data, "SELECT * FROM hosts") == []
    assert register.night(FIRST_DAY, **AS_REAL, night_window="22:00-06:00").counts["new"] == 4


@pytest.mark.parametrize("budget", [1, 9])
def test_no_more_requests_arrive_than_the_budget_allows(register: SmallRegister, budget: int) -> None:
    """Attempts after failures, robots.txt and redirects count as well."""
    register.night(FIRST_DAY, Fault("server_error", path="/dokument/", nth=(1,)), request_budget=budget)
    assert len(register.asked) <= budget
