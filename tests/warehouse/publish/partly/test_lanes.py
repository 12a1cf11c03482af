"""Tasks side by side: each after those it needs, and some of them while nothing else goes on."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

import duckdb
import pytest

from tests.patience import PATIENCE_S
from tests.warehouse.publish.partly.test_deriving import ALL, NAMES, SHARES, SIZES, rows
from tests.warehouse.publish.partly.toys import deriving, view
from warehouse.publish import inside
from warehouse.publish.partly import tables
from warehouse.publish.partly.lanes import lane, side_by_side
from warehouse.publish.partly.tables import Tables
from warehouse.publish.writing import LARGE_IN_PART

BEFORE = {"a": (), "b": ("a", "not a task"), "c": ("a",), "d": ("b", "c")}


def done(
    lanes: Sequence[str], beside: Callable[[str, str], bool], after: Callable[[str], Callable[[], None] | None]
) -> list[str]:
    told: list[str] = []

    def noted(name: str) -> Callable[[], None] | None:
        told.append(name)
        return after(name)

    side_by_side(BEFORE, lanes, beside, lambda name: told.append(f"{name} alone"), noted)
    return told


def test_each_is_done_after_those_that_it_needs() -> None:
    told = done(("1", "2"), lambda _, name: True, lambda name: None)
    assert (told[0], {*told[1:3]}, told[3:]) == ("a", {"b", "c"}, ["d"])


def test_what_others_wait_for_longest_comes_first() -> None:
    before, told = {"leaf": (), "root": (), "twig": ("root",), "end": ("twig",)}, list[str]()
    side_by_side(before, ("1",), lambda _, name: not told.append(name), pytest.fail, lambda name: None)
    assert told == ["root", "twig", "leaf", "end"]


def test_two_go_on_at_once_each_in_a_lane_of_its_own() -> None:
    both, lanes = threading.Barrier(2, timeout=PATIENCE_S), set[str]()

    def meeting(lane: str, name: str) -> bool:
        if name in ("b", "c"):
            lanes.add(lane)
            both.wait()
        return True

    done(("1", "2"), meeting, lambda name: None)
    assert lanes == {"1", "2"}


def test_where_there_are_no_lanes_each_is_done_alone_in_order() -> None:
    told = done((), lambda _, name: pytest.fail(name), lambda name: None)
    assert told == ["a alone", "a", "b alone", "b", "c alone", "c", "d alone", "d"]


def test_what_gives_up_and_what_follows_wait_until_nothing_else_goes_on() -> None:
    """``b`` gives up while ``c`` goes on; after ``c`` something is to be done in quiet."""
    gave_up = threading.Event()
    going_on: list[str] = []
    quiet: list[list[str]] = []

    def beside(lane: str, name: str) -> bool:
        if name == "b":
            gave_up.set()
            return False
        going_on.append(name)
        if name == "c":
            gave_up.wait(PATIENCE_S)
        going_on.remove(name)
        return True

    told = done(("1", "2"), beside, lambda name: (lambda: quiet.append([*going_on])) if name == "c" else None)
    assert told in (["a", "c", "b alone", "b", "d"], ["a", "b alone", "b", "c", "d"])
    assert quiet == [[]]


def test_what_one_raises_is_raised_when_the_others_are_done() -> None:
    failed, left = threading.Event(), list[str]()

    def beside(lane: str, name: str) -> bool:
        if name == "b":
            failed.set()
            raise duckdb.IOException("the disk is full")
        if name == "c":
            failed.wait(PATIENCE_S)
        left.append(name)
        return True

    with pytest.raises(duckdb.IOException, match="full"):
        done(("1", "2"), beside, lambda name: None)
    assert left == ["a", "c"]


@pytest.mark.parametrize("ending", [None, NAMES.name])
def test_tables_that_are_derived_side_by_side_are_as_derived_one_by_one(
    ending: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the memory of one ends: that is derived again, alone."""
    monkeypatch.setattr(inside, "answers", lambda: ())
    monkeypatch.setattr(tables, "search_source", lambda name: view(name, "SELECT 1"))
    monkeypatch.setattr(tables, "index_changes", lambda made: True)
    with deriving(*ALL, documents=("r/2",), threads=2) as made, lane(made, 0) as one, lane(made, 1) as other:
        made.con.execute("UPDATE working.base.parts SET name = 'b' WHERE document_id = 'r/2'")
        written, alone = Tables(made, LARGE_IN_PART), list[str]()
        plain = written.write_alone

        def beside(lane: object, name: str) -> bool:
            assert lane in (one, other)
            return name != ending and written.write_beside(one if lane is one else other, name)

        def write_alone(name: str) -> None:
            alone.append(name)
            plain(name)

        side_by_side(written.before, (one, other), beside, write_alone, written.note)
        assert alone == ([] if ending is None else [ending])
        assert rows(made, NAMES) == [("a", 1, 3), ("b", 2, 3)]
        assert rows(made, SHARES) == [("r/1", "a", 1), ("r/1", "b", 2), ("r/2", "b", 2)]
        assert made.changes.changed == {SIZES.name, NAMES.name, SHARES.name}
