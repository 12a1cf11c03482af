"""Decide in which order a publish in part brings tables up to date, and which of them side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import partial

import duckdb

from warehouse.memory import checkpoint, commits_told, limit_memory
from warehouse.publish import index, inside
from warehouse.publish.index import search_source
from warehouse.publish.order import inputs_of
from warehouse.publish.partly.changes import place_of
from warehouse.publish.partly.declared import Part, part_of
from warehouse.publish.partly.deriving import Deriving
from warehouse.publish.partly.searching import index_changes
from warehouse.publish.writing import ON_DISK, STEPS, Pace
from warehouse.sources import Source

INDEX = "the index of searches"

_WRITTEN_TOGETHER = 12
"""How many changed tables are written into their files at once. With little memory, a table derived whole does not wait
for others. With much, all wait for the end, so that what was found in them need not be forgotten."""


class Tables:
    """All views, all answers but those that are always derived whole (they come last), and the index of searches."""

    def __init__(self, deriving: Deriving, pace: Pace) -> None:
        self._deriving = deriving
        self._pace = pace
        self._last = [source for source in inside.answers() if part_of(source) is None]
        self._answers = {source.name: source for source in inside.answers() if source not in self._last}
        self._sources = deriving.views | self._answers
        items = search_source("search_items")
        self._readers = _readers(self._sources | {INDEX: items})
        self._waiting: list[str] = []
        self._whole: set[str] = set()
        self.before = self._before(part_of(items))
        """Which others come before each one, in the order in which they are begun."""

    def _before(self, of_index: Part | None) -> dict[str, set[str]]:
        views, con = self._deriving.views, self._deriving.con
        before = {name: inputs_of(con, source.sql)[0] for name, source in self._sources.items()}
        before[INDEX] = {*of_index.tables} if of_index is not None else {*views}
        if not self._pace.keeps_blocks:
            return before
        steps = {view.name for view in views.values() if view.field("publish") == "no"}
        before[STEPS] = {name for name, read in before.items() if name in steps or read & steps}
        # What takes longest first.
        return {name: before[name] for name in (*views, STEPS, INDEX, *self._answers)}

    def write_beside(self, deriving: Deriving, name: str) -> bool:
        """Bring a table up to date while others are; return whether that could be done in the memory of a step."""
        if name == STEPS:
            # No step is read any more, so their file is written while the last tables are brought up to date.
            checkpoint(deriving.con, STEPS)
            return True
        try:
            with commits_told():
                return self._write(deriving, name)
        except duckdb.OutOfMemoryException:
            return False

    def write_alone(self, name: str) -> None:
        """Bring a table up to date while no other is."""
        con, pace = self._deriving.con, self._pace
        if name in (STEPS, INDEX):
            self.checkpoint()
        # A step that is begun again begins with the rows as they are: nothing was put in its place yet.
        if name != STEPS and not pace.write(con, partial(self._write, self._deriving, name)):
            if name == INDEX:
                self._deriving.finder.forget_all()
                index.build(con, ON_DISK)
            else:
                self._write_whole(self._answers[name])
        limit_memory(con, pace.limits[0])

    def write_last(self) -> None:
        """Derive the answers that are always derived whole, where they read what changed."""
        for source in self._last:
            if not self._deriving.derive_in_part(source):
                self._write_whole(source)

    def _write_whole(self, answer: Source) -> None:
        # It has steps of its own, and rows that were found would take part of their little memory. It also writes into
        # the file, which renumbers the rows of all other tables that changed.
        self._deriving.finder.forget_all()
        inside.write(self._deriving.con, answer, self._pace)

    def _write(self, deriving: Deriving, name: str) -> bool:
        if name == INDEX:
            return index_changes(deriving)
        if name in self._answers:
            with inside.divided(deriving.con, 1):
                return deriving.derive_in_part(self._answers[name])
        if deriving.derive(self._sources[name]):
            self._whole.add(name)
        return True

    def note(self, name: str) -> Callable[[], None] | None:
        """Note that a table is up to date; return how to write into the files what waits for it, if it is time."""
        # What was found takes memory, so it is let go first.
        for table, readers in self._readers.items():
            if name in readers:
                readers.discard(name)
                if not readers:
                    self._deriving.finder.forget([self._deriving.full_name(table)])
        if name not in self._sources:
            return None
        place, is_changed = place_of(self._sources[name]), name in self._deriving.changes.changed
        if not self._readers.get(name) or (is_changed and not self._pace.keeps_blocks):
            self._deriving.finder.forget([place])
        if not is_changed:
            return None
        self._waiting.append(place)
        is_time = len(self._waiting) == _WRITTEN_TOGETHER or name in self._whole
        return self.checkpoint if is_time and not self._pace.keeps_blocks else None

    def checkpoint(self) -> None:
        """Write the waiting tables into their files, which gives their rows other numbers."""
        checkpoint(self._deriving.con, *dict.fromkeys(place.partition(".")[0] for place in self._waiting))
        self._deriving.finder.forget(self._waiting)
        self._waiting.clear()


def _readers(sources: Mapping[str, Source]) -> Mapping[str, set[str]]:
    """Return which of these read each table in part. What was found in a table is remembered until all of them have."""
    readers: dict[str, set[str]] = defaultdict(set)
    for name, source in sources.items():
        part = part_of(source)
        for reading in part.readings if part is not None else ():
            readers[reading.table].add(name)
    return readers
