"""Make the numbers by which one act, annex or post is found in the tables that stand ready (``sql/answers``)."""

from __future__ import annotations

import hashlib
import re
from typing import Any

from warehouse.ask.queries import fetch_rows
from warehouse.connection import Warehouse


def id_key(name: str) -> int:
    """Return what the macro ``id_key`` makes of an id; a test compares the two.

    A statement that is given the number costs less to plan than one that makes it.
    """
    digest = hashlib.md5(name.encode("utf-8", "surrogatepass"), usedforsecurity=False).digest()
    return int.from_bytes(digest[8:], "little") >> 12


_BLANKS = re.compile("[\t\n\f\r \u00a0\u202f]+")
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"))


def number_key(number: str) -> str | None:
    """Return what the macro ``number_key`` makes of a number; ``None`` where nothing is left of it."""
    return _BLANKS.sub("", number.lower()).translate(_DASHES).rstrip(".") or None


def post_name(authority: str, unit: str | None, subject: str) -> str:
    """Return what the macro ``post_name`` makes of a post: its authority, its unit and its subject, a line each."""
    return f"{authority}\n{unit or ''}\n{subject}"


def rows_named(w: Warehouse, sql: str, column: str, name: str, **given: Any) -> list[dict[str, Any]]:
    """Return the rows of an answer to SQL that bear this id in ``column``; ``sql`` asks for its number as ``$key``.

    Two ids may share a number. Raises ``QueryError``.
    """
    return [row for row in fetch_rows(w, sql, params={"key": id_key(name), **given}) if row[column] == name]
