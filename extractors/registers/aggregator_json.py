"""The aggregator's JSON, value by value: what is not as it should be is named, never guessed.

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

Row = Mapping[str, Any]


def load_answer(body: bytes, wanted: str) -> Row:
    """The object that an answer holds. Raises ``UnexpectedPage`` that says what stands in place of ``wanted``."""
    if looks_like_markup(body):
        raise _refuse_markup(body, wanted)
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise UnexpectedPage(f"this is no JSON, so it is not {wanted}: {error}") from error
    if not isinstance(answer, dict):
        raise UnexpectedPage(f"the answer is a {type(answer).__name__}, not {wanted}")
    told = answer.get("error") or answer.get("message")
    if isinstance(told, str) and "data" not in answer and "id" not in answer:
        kind = PageNotFound if "no query results" in told.casefold() else UnexpectedPage
        raise kind(f"the aggregator answers {told[:200]!r} instead of {wanted}")
    return answer


def _refuse_markup(body: bytes, wanted: str) -> UnexpectedPage:
    words = body[:4000].decode("utf-8", "replace").casefold()
    if is_robot_check(body):
        return RobotCheck(f"the aggregator shows a robot check instead of {wanted}")
    if "hooldustöö" in words or "maintenance" in words:
        return Maintenance(f"the aggregator is closed for maintenance; it answers without {wanted}")
    return UnexpectedPage(f"the aggregator answers with an HTML page instead of {wanted}")


def rows(answer: Row, name: str, wanted: str) -> tuple[Row, ...]:
    """A list of objects. Raises ``UnexpectedPage`` where it is anything else."""
    found = answer.get(name)
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise UnexpectedPage(f"{wanted} has no list of objects {name!r}")
    return tuple(found)


def require(row: Row, names: tuple[str, ...], wanted: str) -> None:
    """Raises ``UnexpectedPage`` that names the fields which are missing; an empty value is there."""
    missing = [name for name in names if name not in row]
    if missing:
        raise UnexpectedPage(f"{wanted} lacks the fields {', '.join(missing)}")


def number(row: Row, name: str, wanted: str) -> int:
    """A whole number that is not negative. ``True`` is none."""
    value = row.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise UnexpectedPage(f"{wanted} gives for {name} no number: {value!r:.80}")
    return value


def text(row: Row, name: str, wanted: str) -> str | None:
    """Words on one line; ``None`` where the field is missing, null or blank."""
    value = row.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise UnexpectedPage(f"{wanted} gives for {name} no text: {value!r:.80}")
    return " ".join(value.split()) or None


def day(row: Row, name: str, wanted: str) -> date | None:
    """A calendar day, of an instant its day where it was written; ``None`` where the field is missing or null."""
    value = text(row, name, wanted)
    if value is None:
        return None
    try:
        return datetime.fromisoformat(value).date()
    except ValueError as error:
        raise UnexpectedPage(f"{wanted} gives for {name} a date that is none: {value[:80]!r}") from error
