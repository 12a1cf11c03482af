"""Build the SQL that compares the rows of one table in two attached files, ``old`` and ``new``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from warehouse.publish.partly.digests import digests_of
from warehouse.rereading.pairing import BOOKKEEPING, PLACES, Pairing


def compared_columns(pairing: Pairing, columns: Iterable[str]) -> list[str]:
    """Return the columns to compare: a key column counts even where it is bookkeeping elsewhere (``runs.run_id``)."""
    passed_over = BOOKKEEPING | pairing.inner
    return [name for name in columns if name not in passed_over or name in pairing.key]


def compared_rows(pairing: Pairing, database: str) -> str:
    """Return the rows of a table that are compared, as a FROM clause."""
    where = f" WHERE ({pairing.apart}) IS NOT TRUE" if pairing.apart else ""
    return f"(SELECT rowid AS row_number, * FROM {database}.main.{pairing.table}{where}) AS compared"


def count_and_digests(pairing: Pairing, kinds: Mapping[str, str], database: str) -> str:
    """Return SQL for the number of compared rows and a digest of them all that does not depend on their order.

    ``kinds`` are the types of the compared columns. Two 64-bit digests of each row go into it, as they do where rows
    are recognised one by one.
    """
    h, g = digests_of(kinds)
    return f"SELECT count(*), [sum({h}), sum({g})] FROM {compared_rows(pairing, database)}"


def left_over(pairing: Pairing, kinds: Mapping[str, Mapping[str, str]], side: str, other: str) -> str:
    """Return SQL for the rows of one side without an equal on the other; duplicates count one by one.

    ``kinds`` are the types of the compared columns, by side.
    """

    def digests(database: str) -> str:
        h, g = digests_of(kinds[database])
        return (
            "SELECT row_number, h, g, row_number() OVER (PARTITION BY h, g) AS turn FROM"
            f" (SELECT row_number, {h} AS h, {g} AS g FROM {compared_rows(pairing, database)})"
        )

    return (
        f"CREATE OR REPLACE TEMP TABLE left_{side} AS SELECT row_number, {', '.join(kinds[side])}"
        f" FROM {compared_rows(pairing, side)}"
        f" WHERE row_number IN (SELECT row_number FROM ({digests(side)}) AS mine"
        f" ANTI JOIN ({digests(other)}) AS theirs USING (h, g, turn))"
    )


def pair_rows(tier: tuple[str, ...]) -> str:
    """Return SQL that pairs rows of both sides for which the tier's expressions agree; equal rows pair in order."""
    key = f"hash({', '.join(tier)})"

    def waiting(side: str) -> str:
        return (
            f"SELECT row_number, {key} AS tier_key, row_number() OVER (PARTITION BY {key} ORDER BY row_number) AS turn"
            f" FROM left_{side} WHERE row_number NOT IN (SELECT {side}_row FROM pairs)"
        )

    return (
        f"INSERT INTO pairs SELECT o.row_number, n.row_number FROM ({waiting('old')}) AS o"
        f" JOIN ({waiting('new')}) AS n USING (tier_key, turn)"
    )


def record_pairs(pairing: Pairing, compared: list[str]) -> str:
    """Return SQL that records how paired rows differ: as moved where only places differ, else as changed."""
    cells = ", ".join(
        f"CASE WHEN o.{name} IS DISTINCT FROM n.{name} THEN"
        f" {{'name': '{name}', 'before': CAST(o.{name} AS VARCHAR), 'after': CAST(n.{name} AS VARCHAR)}} END"
        for name in compared
    )
    places = ", ".join(f"'{name}'" for name in sorted(PLACES))
    return (
        "INSERT INTO differences SELECT table_name,"
        f" CASE WHEN list_has_all([{places}], list_transform(columns, lambda c: c.name))"
        " THEN 'moved' ELSE 'changed' END,"
        f" key, row_number, columns FROM (SELECT '{pairing.table}' AS table_name, {_key(pairing, 'n.')} AS key,"
        f" n.row_number, list_filter([{cells}], lambda c: c IS NOT NULL) AS columns FROM pairs AS p"
        " JOIN left_old AS o ON o.row_number = p.old_row JOIN left_new AS n ON n.row_number = p.new_row)"
    )


def record_unpaired(pairing: Pairing, compared: list[str], side: str, change: str) -> str:
    """Return SQL that records the unpaired rows of one side with all their values."""
    value = "'before': CAST({0} AS VARCHAR), 'after': CAST(NULL AS VARCHAR)"
    if side == "new":
        value = "'before': CAST(NULL AS VARCHAR), 'after': CAST({0} AS VARCHAR)"
    cells = ", ".join(
        f"CASE WHEN {name} IS NOT NULL THEN {{'name': '{name}', {value.format(name)}}} END" for name in compared
    )
    return (
        f"INSERT INTO differences SELECT '{pairing.table}', '{change}', {_key(pairing, '')}, row_number,"
        f" list_filter([{cells}], lambda c: c IS NOT NULL)"
        f" FROM left_{side} WHERE row_number NOT IN (SELECT {side}_row FROM pairs)"
    )


def _key(pairing: Pairing, prefix: str) -> str:
    return f"concat_ws(' ', {', '.join(prefix + name for name in pairing.key)})"
