"""What tests of `kehtiv reextract` share: a reader in this process, a run, what it showed, nights to read again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from extractors.model.extraction import FileExtraction
from extractors.tools import NO_TOOLS
from flows.clock import Clock
from flows.reading.one import FileToRead, Outcome, read_one
from flows.rereading import reextract
from flows.rereading.reextract import Rebuilt
from flows.rereading.request import RereadRequest
from flows.run.summary import Summary
from flows.sample.catalogue import StateChange
from flows.settings import Settings
from tests.flows.first_nights import play_once
from tests.flows.small_register import FIRST_DAY, SmallRegister

SECOND, THIRD, FOURTH = (FIRST_DAY + timedelta(days=n) for n in (1, 2, 3))
LATER = datetime(2026, 3, 5, 3, 0, tzinfo=UTC)
"""Between the fourth night and the next: a night that is a day behind what a run wrote down is refused."""
BOTH_WAYS = pytest.mark.parametrize("is_from_scratch", [False, True], ids=["in place", "from scratch"])

Reading = Callable[[FileToRead, Outcome], Outcome]


class ReaderHere:
    """In the place of worker processes: reads in this process, and lets a test read otherwise."""

    tools = NO_TOOLS
    otherwise: Reading | None = None
    read_keys: list[str]

    def __init__(self, *arguments: Any, **named: Any) -> None:
        ReaderHere.read_keys = []

    def read(self, files: Iterator[FileToRead]) -> Iterator[tuple[FileToRead, Outcome]]:
        for file in files:
            ReaderHere.read_keys.append(file.key)
            outcome = read_one(file)
            yield file, outcome if ReaderHere.otherwise is None else ReaderHere.otherwise(file, outcome)

    def close(self) -> None:
        pass


def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Has files read in this process, as they are."""
    monkeypatch.setattr(reextract, "Reader", ReaderHere)
    monkeypatch.setattr(ReaderHere, "otherwise", None)


def read_otherwise(monkeypatch: pytest.MonkeyPatch, change: Callable[[FileExtraction], Outcome]) -> None:
    def otherwise(file: FileToRead, outcome: Outcome) -> Outcome:
        return change(outcome) if isinstance(outcome, FileExtraction) else outcome

    monkeypatch.setattr(ReaderHere, "otherwise", staticmethod(otherwise))


class Seen:
    """What `kehtiv reextract` showed before it published."""

    def __init__(self, is_agreed: bool = True) -> None:
        self.is_agreed = is_agreed
        self.figures: dict[str, tuple[int, int, int, int]] = {}
        self.rows: dict[str, list[tuple[str, str, tuple[tuple[str, str | None, str | None], ...]]]] = {}
        self.refusal: str | None = None

    def __call__(self, rebuilt: Rebuilt) -> bool:
        self.refusal = rebuilt.refusal
        for table in rebuilt.differences.tables:
            if not table.is_same:
                self.figures[table.table] = (table.gained, table.lost, table.changed, table.moved)
                self.rows[table.table] = [
                    (row.change, row.key, row.columns) for row in rebuilt.differences.rows(table.table, 100)
                ]
        return self.is_agreed


def again(data: Path, seen: Seen | None = None, **options: Any) -> Summary:
    settings, clock = Settings(data=data, workers=1), Clock(now=lambda: LATER)
    return reextract.reextract(settings, clock, RereadRequest(**options), seen if seen is not None else Seen())


def shown(data: Path, **options: Any) -> dict[str, tuple[int, int, int, int]]:
    """Return what a dry run found: rows gained, lost, changed and moved, by table, for tables that differ."""
    seen = Seen()
    again(data, seen, is_dry_run=True, **options)
    for table, rows in seen.rows.items():
        print(table, rows)  # pytest shows it where a test fails
    return seen.figures


def bytes_of(data: Path) -> dict[str, str]:
    """A digest of everything in a folder, links by where they lead."""
    return {
        str(path.relative_to(data)): str(path.readlink())
        if path.is_symlink()
        else hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(data.rglob("*"))
        if path.is_symlink() or path.is_file()
    }


def eventful(folder: Path) -> SmallRegister:
    """Four nights: an act that another one ends, one replaced, one restricted and opened again, one gone.

    Played once for all tests that begin with them; ``folder`` must not exist yet.
    """
    documents = play_once("four eventful nights", folder, lambda: _eventful(SmallRegister(folder)).documents)
    return SmallRegister(folder, list(documents))


def _eventful(register: SmallRegister) -> SmallRegister:
    register.add("100", "5", FIRST_DAY, "Kinnitan metsatalituse töökorra (lisa 1).")
    register.add("101", "6", FIRST_DAY, "Kinnitan hoiutalituse töökorra.")
    register.add("102", "7", FIRST_DAY, "Kinnitan vaatetornide korra.")
    register.add("103", "8", FIRST_DAY, "Kinnitan teeradade korra.")
    register.night(FIRST_DAY)
    register.add("104", "9", SECOND, f"Tunnistan kehtetuks peadirektori {FIRST_DAY:%d.%m.%Y} käskkirja nr 5.")
    register.change("101", title="Hoiutalituse töökord")
    register.change("102", changes=(StateChange(SECOND, "AK"), StateChange(THIRD, "Avalik")))
    register.change("103", changes=(StateChange(SECOND, "gone"),))
    for day in (SECOND, THIRD, FOURTH):
        register.night(day, recheck_days=1, recheck_hidden_days=1)
    return register
