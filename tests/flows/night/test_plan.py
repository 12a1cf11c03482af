"""What a night means to do: which days it searches, and which documents it looks at first."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from flows.night.plan import due_documents, in_turn, interleave, plan_days, recheck_after, share_of
from flows.settings import Settings
from flows.stages.work import Work
from warehouse.ledgers.schedule import DayState
from warehouse.load import KnownDocument

NOW = datetime(2026, 11, 22, 1, tzinfo=UTC)
TODAY, SINCE = date(2026, 11, 22), date(2019, 1, 1)
DAYS = [SINCE + timedelta(days=n) for n in range((TODAY - SINCE).days + 1)]
SETTINGS = Settings(window_days=30, rotation_days=90)
HELD = KnownDocument(
    "mets/1", "1", "5", date(2026, 9, 1), "Käskkiri", "t", "Avalik", True, "0", "listed", NOW, NOW - timedelta(days=3)
)


def proven(searched_at: datetime = NOW - timedelta(days=1), **unlike: str) -> list[DayState]:
    """All days proven, but for those named ("2020-05-05" as ``d2020_05_05``)."""
    other = {date.fromisoformat(name[1:].replace("_", "-")): state for name, state in unlike.items()}
    return [DayState(day, other.get(day, "proven"), searched_at) for day in DAYS]


def test_the_window_comes_first_then_what_is_not_proven_newest_first_then_the_turn_of_older_months() -> None:
    states = proven(d2020_05_05="capped", d2020_05_06="cut short", d2024_01_09="never searched")
    plan = [(days.begin.isoformat(), days.end.isoformat()) for days in plan_days(states, SETTINGS, NOW)]
    assert plan[:3] == [("2026-10-24", "2026-11-22"), ("2024-01-09", "2024-01-09"), ("2020-05-05", "2020-05-06")]
    assert plan[3:] == [("2019-01-01", "2019-02-28")], "94 months and 90 nights: two a night, in one search"


def test_before_anything_was_searched_the_plan_is_the_whole_register() -> None:
    states = [DayState(day, "never searched", None) for day in DAYS]
    plan = plan_days(states, SETTINGS, NOW)
    assert [(days.begin, days.end) for days in plan] == [(date(2026, 10, 24), TODAY), (SINCE, date(2026, 10, 23))]
    assert plan_days([], SETTINGS, NOW) == ()


def test_in_as_many_nights_as_rotation_days_every_older_day_is_searched_again_at_a_constant_cost() -> None:
    searched = {day: NOW - timedelta(days=1) for day in DAYS}
    again: set[date] = set()
    lengths = []
    for night in range(90):
        now = NOW + timedelta(days=night)
        states = [DayState(day, "proven", at) for day, at in searched.items()]
        plan = plan_days(states, SETTINGS, now)[1:]
        days = {day for day in DAYS if any(each.begin <= day <= each.end for each in plan)}
        lengths.append(len(days))
        again |= days
        searched |= dict.fromkeys(days, now)
    assert again >= {day for day in DAYS if day < date(2026, 10, 24)}
    assert max(lengths) <= 62, "never more than two months a night"


def test_a_second_run_on_one_day_rotates_no_further_and_missed_nights_are_made_up() -> None:
    states = [replace(s, searched_at=NOW) if s.on_day < date(2019, 3, 1) else s for s in proven()]
    assert len(plan_days(states, SETTINGS, NOW + timedelta(hours=2))) == 1
    overdue = plan_days(proven(NOW - timedelta(days=91)), SETTINGS, NOW)
    assert (overdue[1].begin, overdue[1].end) == (SINCE, date(2026, 10, 23))


@pytest.mark.parametrize(
    "held, days",
    [
        pytest.param(HELD, 14, id="young"),
        pytest.param(replace(HELD, registered_on=date(2025, 11, 21)), 45, id="older than a year"),
        pytest.param(replace(HELD, is_public=False), 90, id="restricted"),
        pytest.param(replace(HELD, state="gone"), 90, id="gone"),
        pytest.param(
            replace(HELD, registered_on=None, first_seen_at=NOW - timedelta(days=400)), 45, id="without a day"
        ),
    ],
)
def test_how_long_a_document_is_left_alone_goes_by_age_and_state(held: KnownDocument, days: int) -> None:
    waits = {recheck_after(replace(held, document_id=f"mets/{n}"), SETTINGS, TODAY) for n in range(200)}
    assert max(waits) <= timedelta(days=days)
    assert min(waits) >= timedelta(days=days) * 0.75
    assert len(waits) > 190, "spread, so that one night's documents do not all fall due on one night"


def test_what_is_due_comes_longest_due_first_and_what_was_never_checked_is_not_due() -> None:
    held = [replace(HELD, external_id=str(n), last_checked_at=NOW - timedelta(days=n)) for n in (1, 30, 20, 13)]
    held = [replace(each, document_id="mets/same") for each in held]
    due = due_documents([*held, replace(HELD, last_checked_at=None)], SETTINGS, NOW)
    assert [work.external_id for work in due][:2] == ["30", "20"]
    assert "1" not in {work.external_id for work in due}


@pytest.mark.parametrize("share, at_least", [(0.25, 24), (0.5, 49), (0.0, 0)])
def test_wherever_a_night_ends_re_checks_have_had_their_share_and_new_work_the_rest(
    share: float, at_least: int
) -> None:
    new, due = [Work(f"n{n}", "new") for n in range(300)], [Work(f"d{n}", "due") for n in range(300)]
    woven = list(interleave(new, due, share))
    assert len(woven) == 600
    first = [work.reason for work in woven[:100]]
    assert first[0] == "new"
    assert at_least <= first.count("due") <= share * 100 + 1
    assert [work for work in woven if work.reason == "due"] == due


def test_a_document_that_is_new_and_due_is_looked_at_once() -> None:
    due = [Work("1", "due"), Work("2", "due")]
    assert list(interleave([Work("1", "changed")], due, 0.25)) == [Work("1", "changed"), Work("2", "due")]
    assert list(interleave([], due[1:], 0.0)) == due[1:]


def test_a_page_that_listed_no_file_when_first_seen_is_looked_at_again_the_next_night_once() -> None:
    first = NOW - timedelta(days=1)
    seen = replace(HELD, first_seen_at=first, last_checked_at=first + timedelta(minutes=20))
    assert due_documents([seen], SETTINGS, NOW) == []
    assert due_documents([replace(seen, has_files=False)], SETTINGS, NOW) == [Work("1", "due")]
    assert due_documents([replace(seen, has_files=False)], SETTINGS, first + timedelta(hours=2)) == []
    assert due_documents([replace(seen, has_files=False, is_public=False)], SETTINGS, NOW) == []
    assert due_documents([replace(seen, has_files=False, last_checked_at=NOW)], SETTINGS, NOW + timedelta(days=2)) == []


def test_what_the_last_night_did_not_reach_comes_first_then_the_registers_with_the_fewest_documents() -> None:
    """Requests that a small register leaves over go to those after it: the biggest must be the last."""
    tonight = NOW - timedelta(days=1)
    begun = {
        "big": tonight,
        "small": tonight + timedelta(hours=2),
        "middle": tonight + timedelta(hours=5),
        "left": tonight - timedelta(days=1),
        "longer left": tonight - timedelta(days=2),
    }
    waiting = {"big": 9000, "middle": 70, "left": 5, "longer left": 8000}
    codes = ["big", "left", "middle", "longer left", "never", "small"]
    assert in_turn(codes, begun, waiting) == ["never", "longer left", "left", "small", "middle", "big"]
    elsewhere = {**begun, "elsewhere": NOW + timedelta(days=9)}
    assert in_turn(codes, elsewhere, waiting) == in_turn(codes, begun, waiting), "nights at other hosts do not count"
    assert in_turn(["b", "a"], {}, {}) == ["b", "a"], "before the first night: as listed"


def test_requests_are_shared_evenly_and_all_of_them_can_be_used() -> None:
    left, shares = 100, []
    for number in range(3):
        shares.append(share_of(100, left, 3 - number))
        left -= min(shares[-1], 10 if number == 0 else 100)
    assert shares == [34, 45, 45]
    assert left == 0
    assert share_of(0, -500, 3) == 0, "no limit stays none, whatever was sent"
