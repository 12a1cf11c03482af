"""Make the numbers by which one act, annex or post is found in the tables that stand ready (``sql/answers``)."""

from __future__ import annotations

import hashlib
from typing import Any

from warehouse.ask.queries import fetch_rows
from warehouse.connection import Warehouse


def id_key(name: str) -> int:
    """Return what the macro ``id_key`` makes of an id; a test compares the two.

    A statement that is given the number costs less to plan than one that makes it.
    """
    digest = hashlib.md5(name.encode("utf-8", "surrogatepass"), usedforsecurity=False).digest()
    return int.from_bytes(digest[8:], "little") >> 12


def post_name(authority: str, unit: str | None, subject: str) -> str:
    """Return what the macro ``post_name`` makes of a post: its authority, its unit and its subject, a line each."""
    return f"{authority}\n{unit or ''}\n{subject}"


def rows_named(w: Warehouse, sql: str, column: str, name: str, **given: Any) -> list[dict[str, Any]]:
    """Return the rows of an answer to SQL that bear this id in ``column``; ``sql`` asks for its number as ``$key``.

    Two ids may share a number. Raises ``QueryError``.
    """
    return [row for row in fetch_rows(w, sql, params={"key": id_key(name), **given}) if row[column] == name]
