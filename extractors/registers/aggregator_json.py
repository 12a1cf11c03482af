"""Check the aggregator's JSON value by value: an unexpected value is an error that names it, never a guess.

The fields are those that its interface is known to answer with (2026): a page of Laravel's paginator around documents,
and for one document the same fields with ``files``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from extractors.errors import UnexpectedPage
from extractors.registers.base import Maintenance, PageNotFound, RobotCheck, is_robot_check, looks_like_markup
from extractors.registers.markup import EARLIEST, LATEST

_LARGEST = 2**63 - 1
_MOST_SIGNS = (((b"{", b"["), 200_000), ((b":",), 400_000), ((b",",), 1_500_000))
"""Signs that open values, name them, or part them, with the most of each that an answer may have."""

Row = Mapping[str, Any]


def load_answer(body: bytes, wanted: str) -> Row:
    """Return the object that an answer holds. Raises ``UnexpectedPage`` that says what it holds instead."""
    if looks_like_markup(body):
        raise _refuse_markup(body, wanted)
    answer = load_values(body, wanted)
    if not isinstance(answer, dict):
        raise UnexpectedPage(f"the answer is a {type(answer).__name__}, not {wanted}")
    told = answer.get("error") or answer.get("message")
    if isinstance(told, str) and "data" not in answer and "id" not in answer:
        kind = PageNotFound if "no query results" in told.casefold() else UnexpectedPage
        raise kind(f"the aggregator answers {told[:200]!r} instead of {wanted}")
    return answer


def load_values(body: bytes, wanted: str) -> Any:
    """Return the value of a JSON answer. Raises ``UnexpectedPage`` for invalid or too large JSON, and for a repeated
    name.
    """
    _refuse_large(body, wanted)
    try:
        return json.loads(body, object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        raise UnexpectedPage(f"this is no JSON, so it is not {wanted}: {error}") from error


def _refuse_large(body: bytes, wanted: str) -> None:
    """Raise ``UnexpectedPage`` for more values than any answer has: 8 MiB of "{}," are half a gigabyte of objects.

    Signs within texts count as well; a long act has a hundredth of these numbers.
    """
    for signs, most in _MOST_SIGNS:
        if (number := sum(body.count(sign) for sign in signs)) > most:
            told = b" or ".join(signs).decode()
            raise UnexpectedPage(f"this answer is too large to be {wanted}: {number} times {told}, {most} are allowed")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return the pairs as a dict.

    Raises ``UnexpectedPage`` for a repeated name: the last value would hide what the first one restricts.
    """
    told: dict[str, Any] = {}
    for name, value in pairs:
        if name in told:
            raise UnexpectedPage(f"an object of the answer has the field {name[:80]!r} twice")
        told[name] = value
    return told


def _refuse_markup(body: bytes, wanted: str) -> UnexpectedPage:
    words = body[:4000].decode("utf-8", "replace").casefold()
    if is_robot_check(body):
        return RobotCheck(f"the aggregator shows a robot check instead of {wanted}")
    if "hooldustöö" in words or "maintenance" in words:
        return Maintenance(f"the aggregator is closed for maintenance; it answers without {wanted}")
    return UnexpectedPage(f"the aggregator answers with an HTML page instead of {wanted}")


def rows(answer: Row, name: str, wanted: str) -> tuple[Row, ...]:
    """Return a list of objects. Raises ``UnexpectedPage`` where the field is anything else."""
    found = answer.get(name)
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise UnexpectedPage(f"{wanted} has no list of objects {name!r}")
    return tuple(found)


def require(row: Row, names: tuple[str, ...], wanted: str) -> None:
    """Raise ``UnexpectedPage`` that names the missing fields. A field with an empty value is not missing."""
    missing = [name for name in names if name not in row]
    if missing:
        raise UnexpectedPage(f"{wanted} lacks the fields {', '.join(missing)}")


def number(row: Row, name: str, wanted: str) -> int:
    """Return a whole number that is not negative and fits 64 bits. Raises ``UnexpectedPage`` otherwise, for ``True``
    too.
    """
    value = row.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _LARGEST:
        raise UnexpectedPage(f"{wanted} gives for {name} no number: {value!r:.80}")
    return value


def text(row: Row, name: str, wanted: str) -> str | None:
    """Return the words of a field on one line; ``None`` where it is missing, null or blank."""
    value = row.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise UnexpectedPage(f"{wanted} gives for {name} no text: {value!r:.80}")
    return " ".join(value.split()) or None


def day(row: Row, name: str, wanted: str) -> date | None:
    """Return a calendar day; of an instant, its day in the time zone in which it is written.

    ``None`` where the field is missing or null. Raises ``UnexpectedPage`` for anything that is not a date.
    """
    value = text(row, name, wanted)
    if value is None:
        return None
    try:
        told = datetime.fromisoformat(value).date()
    except ValueError as error:
        raise UnexpectedPage(f"{wanted} gives for {name} a date that is none: {value[:80]!r}") from error
    if not EARLIEST <= told.year <= LATEST:
        raise UnexpectedPage(f"{wanted} gives for {name} a date that is none: {value[:80]!r}")
    return told
