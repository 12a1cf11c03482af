"""Acts that are wanted follow what the published warehouse lacks, in whatever pieces it is read."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from warehouse import transactions
from warehouse.connection import PUBLISHED_NAME, Warehouse
from warehouse.ledgers import wanted

AT = datetime(2026, 3, 1, 1, tzinfo=UTC)


def lack(data: Path, numbers: Collection[int], register: str = "na") -> None:
    """Publish a file that lacks the acts of these numbers."""
    path = data / f"warehouse-{len(list(data.iterdir())):06d}.duckdb"
    with duckdb.connect(str(path)) as con:
        con.execute(
            "CREATE TABLE fetch_list AS SELECT $register || '/' || n AS wanted_id, $register AS register,"
            " 'cited' AS reason,"
            " 'käskkiri' AS act_kind, CAST(n AS VARCHAR) AS number, NULL::INTEGER AS in_year,"
            " DATE '2020-01-01' AS enacted_on, n % 2 = 0 AS is_revoked FROM (SELECT unnest($numbers) AS n)",
            {"register": register, "numbers": list(numbers)},
        )
    link = data / PUBLISHED_NAME
    link.unlink(missing_ok=True)
    link.symlink_to(path.name)


def asked(w: Warehouse, at: datetime = AT, register: str = "na") -> list[str]:
    return [one.number for one in wanted.in_turn(w, wanted.due(w, register, at))]


def test_what_is_lacking_is_asked_for_and_what_is_no_more_is_not(
    working: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transactions, "_TOGETHER", 2)
    monkeypatch.setattr(wanted, "_TOGETHER", 2)
    lack(tmp_path, range(1, 6))
    wanted.take_over(working, tmp_path, "na", AT)
    assert asked(working) == ["2", "4", "1", "3", "5"], "those that a sentence revokes come first"
    lack(tmp_path, (2, 3))
    wanted.take_over(working, tmp_path, "na", AT)
    assert asked(working) == ["2", "3"]


def test_an_act_that_is_lacking_again_keeps_its_attempts(working: Warehouse, tmp_path: Path) -> None:
    lack(tmp_path, (1, 2))
    wanted.take_over(working, tmp_path, "na", AT)
    [first, _] = wanted.in_turn(working, wanted.due(working, "na", AT))
    wanted.note_asked(working, first, "unclear", AT)
    for numbers, later in (((1,), 1), ((1, 2), 2)):
        lack(tmp_path, numbers)
        wanted.take_over(working, tmp_path, "na", AT + timedelta(days=later))
    assert asked(working, AT + timedelta(days=2)) == ["1"], "it waits on"
    [_, again] = wanted.in_turn(working, wanted.due(working, "na", AT + timedelta(days=30)))
    assert (again.number, again.attempt_number) == ("2", 1)


def test_a_list_that_needs_more_memory_is_brought_up_to_date_once(
    working: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A long list is compared in the memory of a step, and from the beginning again where that is too little."""
    limits: list[str] = []
    compare = wanted._compare

    def compared(w: Warehouse, *given: Any) -> None:
        limits.append(w.connection.execute("SELECT current_setting('memory_limit')").fetchall()[0][0])
        compare(w, *given)
        if len(limits) == 1:
            raise duckdb.OutOfMemoryException("a long list")

    monkeypatch.setattr(wanted, "_compare", compared)
    lack(tmp_path, (1, 2, 3))
    wanted.take_over(working, tmp_path, "na", AT)
    assert limits == ["38.1 MiB", "53.4 MiB"]
    assert asked(working) == ["2", "1", "3"]
    [(limit,)] = working.connection.execute("SELECT current_setting('memory_limit')").fetchall()
    assert limit == "732.4 MiB", "the rest of the run has a run's memory"


def test_acts_of_other_registers_stay_as_they_are(working: Warehouse, tmp_path: Path) -> None:
    lack(tmp_path, (1,))
    wanted.take_over(working, tmp_path, "na", AT)
    lack(tmp_path, (1,), "nb")
    wanted.take_over(working, tmp_path, "nb", AT)
    assert (asked(working), asked(working, register="nb")) == (["1"], ["1"])


def test_before_the_first_publish_nothing_changes(working: Warehouse, tmp_path: Path) -> None:
    lack(tmp_path, (1,))
    wanted.take_over(working, tmp_path, "na", AT)
    (tmp_path / PUBLISHED_NAME).unlink()
    wanted.take_over(working, tmp_path, "na", AT)
    assert asked(working) == ["1"]
