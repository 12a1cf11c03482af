"""Read from the head of a view how its table may be derived in part.

    -- together: directive_id                                rows of the table with one value of this hang together
    -- reads: annex_parts AS a by directive_id               they need the rows of annex_parts with the same value,
    -- reads: base.texts by file_id of a: file_id            the texts of those rows' files,
    -- whole: rulings                                        and all of rulings: where that changed, all is derived
    -- none: ruled_posts                                     in part only while ruled_posts has no rows
    -- noted: last_checked_at                               a column of which no digest is kept: the values are compared
    -- numbered: annex_row                                   numbers of rows: kept, and new rows have the next ones
    -- keyed: yes                                            no row lacks what rows hang together by

``of`` a table that is read under several names means the rows of all of these lines that come before.

The rule that makes it sound: what the SELECT gives for some values over the rows that it needs for them is what it
gives for them over all rows. ``tests/warehouse/publish/partly`` proves it of each view. Rows of ``base`` belong to
documents: ``by`` and the column behind ``of`` then have the document's id, or ids that begin with it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from warehouse.publish.order import BASE
from warehouse.sources import Source

_READING = re.compile(r"([\w.]+)(?: AS (\w+))? by (.+?)(?: of (\w+): (.+))?")


class WrongDeclaration(LookupError):
    """The head of a view does not say how its table is derived in part as it has to."""


@dataclass(frozen=True)
class Reading:
    """Rows that a view needs: of ``table`` those whose ``by`` is a value asked for, or ``of`` of rows of ``parent``."""

    table: str
    alias: str
    by: str
    parent: str | None = None
    of: str | None = None

    @property
    def is_of_base(self) -> bool:
        return self.table.startswith(f"{BASE}.")


@dataclass(frozen=True)
class Part:
    """How a table is derived in part: by ``key``, an expression over its columns. In a keyed one no row lacks it."""

    key: str
    readings: tuple[Reading, ...]
    whole: frozenset[str]
    none: frozenset[str]
    noted: frozenset[str] = frozenset()
    is_keyed: bool = False

    @property
    def tables(self) -> frozenset[str]:
        """All that the view reads, as the declaration has it."""
        return self.whole | self.none | {reading.table for reading in self.readings}

    def parents(self, reading: Reading) -> list[Reading]:
        """Return the readings of whose rows the values come; none where they are values of the key."""
        before = self.readings[: self.readings.index(reading)]
        return [] if reading.parent is None else _called(reading.parent, before)


def part_of(view: Source) -> Part | None:
    """Return how this view's table is derived in part; ``None`` where it is always derived whole.

    Raise ``WrongDeclaration``.
    """
    key = view.field("together")
    if key is None:
        return None
    readings: list[Reading] = []
    for name, words in view.header:
        if name == "reads":
            readings.append(_reading(view, words, readings))
    whole, none, noted = (
        frozenset((view.field(name) or "").replace(",", " ").split()) for name in ("whole", "none", "noted")
    )
    return Part(key, tuple(readings), whole, none, noted, is_keyed=view.field("keyed") == "yes")


def _reading(view: Source, words: str, before: list[Reading]) -> Reading:
    found = _READING.fullmatch(words)
    if found is None:
        raise WrongDeclaration(f"the view {view.name}: not understood: {words}")
    table, alias, by, parent, of = found.groups()
    alias = alias or table.removeprefix(f"{BASE}.")
    if any(one.alias == alias for one in before):
        raise WrongDeclaration(f"the view {view.name} reads two rows as {alias}")
    if parent is not None and not _called(parent, before):
        raise WrongDeclaration(f"the view {view.name} reads {alias} by {parent}, which does not come before it")
    return Reading(table, alias, by, parent, of)


def _called(name: str, readings: Sequence[Reading]) -> list[Reading]:
    by_alias = [one for one in readings if one.alias == name]
    return by_alias or [one for one in readings if one.table == name]
