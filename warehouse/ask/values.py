"""Turn answers into values that every format can say: Python's dates end at year 9999, and some types have no value.

DuckDB's days reach from 5,877,642 BC to 5,881,580, and may be infinite. What Python cannot hold becomes the text that
DuckDB writes for it ("infinity", "0044-03-15 (BC)", "24:00:00"), which DuckDB also reads. Bytes (BLOB) become
lower-case hexadecimal digits, as digests are written everywhere in kehtiv; DuckDB's ``unhex`` reads them.
"""

from __future__ import annotations

import re
from typing import Any

import duckdb
import pyarrow as pa

# Arrow has no such type (TIMETZ loses its zone, UHUGEINT its first bit), or files have none for it (INTERVAL, UNION).
_AS_TEXT = re.compile(r"INTERVAL|UNION\(|TIME WITH TIME ZONE|\bBIT\b|\bBIGNUM\b|\bVARINT\b|\bUHUGEINT\b")
# pyarrow reads 24:00:00 as midnight, without a word; bytes are no text.
_ONE_BY_ONE = re.compile(r"time64|binary")
_NAMED = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"")

_CYCLE_DAYS, _CYCLE_YEARS = 146_097, 400
"""The days and years after which the Gregorian calendar repeats."""

_FIRST_DAY = -719_162
"""1 January of the year 1 as a day after 1 January 1970."""

_ENDLESS_DAY = 2**31 - 1
_ENDLESS_INSTANT = 2**63 - 1
_SECOND_PARTS = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}
_DAY_S = 24 * 3600
_FAILURES = (OverflowError, ValueError)  # what pyarrow raises for a value that Python's dates cannot hold


def with_texts(relation: duckdb.DuckDBPyRelation) -> duckdb.DuckDBPyRelation:
    """Return the relation with columns as DuckDB's text where their type is lost on the way to Python."""
    casts = [_AS_TEXT.search(_NAMED.sub("", str(kind))) is not None for kind in relation.types]
    if not any(casts):
        return relation
    quoted = ['"' + name.replace('"', '""') + '"' for name in relation.columns]
    return relation.project(
        ", ".join(
            f"CAST(#{place} AS VARCHAR) AS {name}" if is_cast else f"#{place} AS {name}"
            for place, (name, is_cast) in enumerate(zip(quoted, casts, strict=True), start=1)
        )
    )


def values_of(column: pa.ChunkedArray) -> list[Any]:
    """Return a column's values; bytes, and a day, time or instant that Python cannot hold, are text, also in lists."""
    if not _ONE_BY_ONE.search(str(column.type)):
        try:
            return list(column.to_pylist())
        except _FAILURES:
            pass
    return [_value(scalar) for scalar in column]


def _value(scalar: pa.Scalar) -> Any:
    if not scalar.is_valid:
        return None
    if isinstance(scalar, pa.MapScalar):
        return [(_value(entry[0]), _value(entry[1])) for entry in scalar.values]
    if isinstance(scalar, pa.ListScalar):
        return [_value(each) for each in scalar.values]
    if isinstance(scalar, pa.StructScalar):
        return {field.name: _value(scalar[place]) for place, field in enumerate(scalar.type)}
    if isinstance(scalar, pa.Time64Scalar):
        return _time(scalar)
    try:
        value = scalar.as_py()
        return value.hex() if isinstance(value, bytes) else value
    except _FAILURES:
        return _day(scalar.value) if isinstance(scalar, pa.Date32Scalar) else _instant(scalar)


def _day(days: int) -> str:
    """Return the text of a day, counted from 1 January 1970."""
    if abs(days) >= _ENDLESS_DAY:
        return "infinity" if days > 0 else "-infinity"
    return "{}{}".format(*_civil(days))


def _instant(scalar: pa.Scalar) -> str:
    """Return the text of a time stamp, in UTC where it has a zone."""
    count = scalar.value
    if abs(count) >= _ENDLESS_INSTANT:
        return "infinity" if count > 0 else "-infinity"
    parts = _SECOND_PARTS[scalar.type.unit]
    days, rest = divmod(count, _DAY_S * parts)
    day, era = _civil(days)
    zone = "+00" if scalar.type.tz else ""
    return f"{day}{era} {_clock(rest, parts)}{zone}"


def _time(scalar: pa.Scalar) -> Any:
    parts = _SECOND_PARTS[scalar.type.unit]
    if scalar.value < _DAY_S * parts:
        try:
            return scalar.as_py()
        except _FAILURES:  # nanoseconds
            pass
    return _clock(scalar.value, parts)


def _civil(days: int) -> tuple[str, str]:
    """Return a day of the Gregorian calendar as text, and the mark of the years before 1 (" (BC)" or nothing)."""
    cycles, inside = divmod(days - _FIRST_DAY, _CYCLE_DAYS)
    year = 1 + cycles * _CYCLE_YEARS
    # Within a cycle of 400 years: years of 366 days are found by counting, centuries and quarters first.
    centuries = min(inside // 36_524, 3)
    inside -= centuries * 36_524
    fours, inside = divmod(inside, 1_461)
    singles = min(inside // 365, 3)
    inside -= singles * 365
    year += centuries * 100 + fours * 4 + singles
    month = 1
    for length in _month_lengths(year):
        if inside < length:
            break
        inside -= length
        month += 1
    shown, era = (year, "") if year > 0 else (1 - year, " (BC)")
    return f"{shown:04}-{month:02}-{inside + 1:02}", era


def _month_lengths(year: int) -> tuple[int, ...]:
    is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return (31, 29 if is_leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _clock(count: int, parts: int) -> str:
    """Return a time of the day as text, with the fraction of a second where there is one."""
    seconds, fraction = divmod(count, parts)
    digits = f".{fraction:0{len(str(parts)) - 1}}".rstrip("0") if fraction else ""
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{digits}"
