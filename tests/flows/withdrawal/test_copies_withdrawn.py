"""What is withdrawn is gone from an aggregator's copy of it, too, whatever comes after; what is public stays."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from flows import takedown
from flows.sample.catalogue import StateChange
from flows.settings import Settings
from tests.flows.night.test_aggregator_night import DAY, SECRET, BothRegisters, two_acts
from tests.flows.rereadings import again, read_here
from tests.flows.small_register import ask
from tests.flows.test_takedown import clock_on, places_of

SECOND, THIRD, FOURTH = (DAY + timedelta(days=n) for n in (1, 2, 3))


@pytest.fixture(autouse=True)
def _reading_here(monkeypatch: pytest.MonkeyPatch) -> None:
    read_here(monkeypatch)


def restricted(both: BothRegisters) -> None:
    both.restrict("2")
    both.night("adr", SECOND)


def gone(both: BothRegisters) -> None:
    vanished = (StateChange(SECOND, "gone"),)
    both.documents = [replace(one, changes=vanished) if one.id == "2" else one for one in both.documents]
    both.night("adr", SECOND)
    both.night("adr", THIRD)


def operator(both: BothRegisters) -> None:
    settings = Settings(data=both.data, workers=1)
    found = takedown.find_target(settings, "mets/2")
    takedown.take_down(settings, clock_on(SECOND), found, "a person asked for it")


WITHDRAWN: dict[str, Callable[[BothRegisters], None]] = {"restricted": restricted, "gone": gone, "operator": operator}


def nights(both: BothRegisters) -> None:
    for platform in ("adr", "aggregator"):
        both.night(platform, FOURTH, recheck_days=1, recheck_hidden_days=1)


def in_place(both: BothRegisters) -> None:
    again(both.data)


def from_scratch(both: BothRegisters) -> None:
    again(both.data, is_from_scratch=True, max_lost=0)


AFTERWARDS = {"nights": nights, "reextract": in_place, "from scratch": from_scratch}


def assert_only_the_other_is_held(both: BothRegisters) -> None:
    assert places_of(both.data, SECRET) == []
    assert ask(both.data, "SELECT DISTINCT split_part(document_id, '/', 2) FROM files") == [("1",)]


@pytest.mark.long  # `make test` plays a copy's withdrawal at each platform (test_platforms)
@pytest.mark.parametrize("how", ["restricted", "gone", "operator"])
def test_nothing_of_what_is_withdrawn_is_left_in_the_copy(tmp_path: Path, how: str) -> None:
    (tmp_path / "made").mkdir()
    both = two_acts(tmp_path / "made")
    both.rules.shows_restricted = True
    both.night("aggregator", DAY)
    assert places_of(both.data, SECRET), "without it the rest shows nothing"
    both.night("adr", DAY)
    WITHDRAWN[how](both)
    both.night("aggregator", THIRD, recheck_days=1)
    assert_only_the_other_is_held(both)
    for name, happen in AFTERWARDS.items():
        other = replace(both, folder=tmp_path / name)
        shutil.copytree(both.folder, other.folder, symlinks=True)
        happen(other)
        assert_only_the_other_is_held(other)
