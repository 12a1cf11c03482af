"""List the posts and acts of an authority, of which a page shows some: what stands ready is found by its number.

All rows of ``list_posts`` are those of the query ``posts_of_authority`` in the same order, all of ``list_acts`` those
of ``acts_of_authority``; a test compares them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from warehouse.ask.asked import Asked, Row, rows_of
from warehouse.ask.keys import id_key
from warehouse.ask.posts import row_on, stretches_on
from warehouse.connection import Warehouse


@dataclass(frozen=True)
class Listed:
    """A list of which some rows are shown. ``number`` is how many there are, ``asked`` the query that has them all."""

    asked: Asked
    number: int
    _rows: Callable[[int, int], list[dict[str, Any]]]

    def __getitem__(self, shown: slice) -> list[dict[str, Any]]:
        """Return rows by the names of their columns. Raises ``QueryError``."""
        first, last, _ = shown.indices(self.number)
        return self._rows(first, last) if last > first else []


def list_posts(w: Warehouse, authority: str, unit: str | None, day: date) -> Listed:
    """Return the posts of an authority, or of one of its units, as they are on a day. Raises ``QueryError``."""
    of = _Posts(w, authority, unit, day)
    given = {"authority": authority, "unit": unit, "day": day}
    return Listed(Asked("posts_of_authority", given), of.alone_number + len(of.joined), of.rows)


class _Posts:
    """The posts of an authority or unit. ``joined`` are those that a ruling made one of several names, in order.

    By which name these go depends on the day, so that they are told first and put among the others.
    """

    def __init__(self, w: Warehouse, authority: str, unit: str | None, day: date) -> None:
        self._w, self._authority, self._unit, self._day = w, authority, unit, day
        [counted] = self._ask("count(*) FILTER (NOT is_joined) AS alone, count(*) FILTER (is_joined) AS joined")
        self.alone_number = int(counted["alone"])
        self.joined = self._told_joined() if counted["joined"] else []

    def rows(self, first: int, last: int) -> list[dict[str, Any]]:
        begin = first if not self.joined else 0
        order = " AND NOT is_joined ORDER BY unit NULLS LAST, subject, staff_group, chain_id"
        shown = f"{order} LIMIT {last - begin} OFFSET {begin}"
        alone: Sequence[Row] = self._ask("rowid AS place, unit, subject, staff_group, chain_id", shown)
        both = sorted([*alone, *self.joined], key=_in_order)[first - begin : last - begin]
        told = self._told([row["place"] for row in both if "place" in row])
        return [told[row["place"]] if "place" in row else dict(row) for row in both]

    def _ask(self, columns: str, rest: str = "") -> list[dict[str, Any]]:
        of = "authority_key = $key AND authority = $authority" + ("" if self._unit is None else " AND unit = $unit")
        asked = f"SELECT {columns} FROM post_sheets WHERE {of}{rest}"
        given = {"key": id_key(self._authority), "authority": self._authority}
        return rows_of(self._w, asked, **given, **({} if self._unit is None else {"unit": self._unit}))

    def _told(self, places: Sequence[int]) -> dict[int, dict[str, Any]]:
        sheets = rows_of(
            self._w,
            "SELECT rowid AS place, chain_id, versions FROM post_sheets"
            " WHERE rowid IN (SELECT unnest(CAST($places AS BIGINT[])))",
            places=list(places),
        )
        return {sheet["place"]: self._row(sheet["chain_id"], sheet["versions"]) for sheet in sheets}

    def _told_joined(self) -> list[dict[str, Any]]:
        sheets = self._ask("chain_id, versions", " AND is_joined ORDER BY chain_id")
        chains = (next(sheets) for _, sheets in groupby(sheets, lambda sheet: sheet["chain_id"]))
        return sorted((self._row(one["chain_id"], one["versions"]) for one in chains), key=_in_order)

    def _row(self, chain_id: str, versions: Sequence[Row]) -> dict[str, Any]:
        named = [
            one
            for one in versions
            if one["authority"] == self._authority and (self._unit is None or one["unit"] == self._unit)
        ]
        row = row_on(chain_id, named, self._day)
        assert row is not None, "a sheet has annexes with a status on each day"
        return dict(row)


def _in_order(row: Row) -> tuple[bool, str, str, bool, str, str]:
    unit, group = row["unit"], row["staff_group"]
    return unit is None, unit or "", row["subject"], group is None, group or "", row["chain_id"]


_ACT_COLUMNS = "directive_id, act_kind, number, directive_date, title, matter"


def list_acts(w: Warehouse, authority: str, day: date) -> Listed:
    """Return the acts of an authority as they are on a day, the newest first. Raises ``QueryError``."""
    given = {"key": id_key(authority), "authority": authority}
    of = "FROM act_lines WHERE authority_key = $key AND authority = $authority"
    [counted] = rows_of(w, f"SELECT count(*) AS number {of}", **given)

    def rows(first: int, last: int) -> list[dict[str, Any]]:
        shown = f"ORDER BY directive_date DESC NULLS LAST, directive_id LIMIT {last - first} OFFSET {first}"
        lines = rows_of(w, f"SELECT {_ACT_COLUMNS}, stretches, annex_number {of} {shown}", **given)
        return [_act_on(line, day) for line in lines]

    return Listed(Asked("acts_of_authority", {"authority": authority, "day": day}), int(counted["number"]), rows)


def _act_on(line: dict[str, Any], day: date) -> dict[str, Any]:
    [stretch] = stretches_on(line.pop("stretches"), day)
    annex_number = line.pop("annex_number")
    return {**line, **stretch, "annex_number": annex_number}
