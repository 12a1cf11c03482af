"""Write what a look-up in the tables that stand ready (``sql/answers``) asks for: numbers of ids, and days.

They stand in the statement itself: DuckDB plans a statement with parameters twice, and planning is most of what the
look-up of a few rows costs. Nothing but digits can stand there; words never do.
"""

from __future__ import annotations

import hashlib
from datetime import date


def id_key(name: str) -> int:
    """Return what the macro ``id_key`` makes of an id; a test compares the two."""
    digest = hashlib.md5(name.encode("utf-8", "surrogatepass"), usedforsecurity=False).digest()
    return int.from_bytes(digest[8:], "little") >> 12


def post_name(authority: str, unit: str | None, subject: str) -> str:
    """Return what the macro ``post_name`` makes of a post: its authority, its unit and its subject, a line each."""
    return f"{authority}\n{unit or ''}\n{subject}"


def day_literal(day: date) -> str:
    """Return a day as SQL writes it."""
    return f"DATE '{date.isoformat(day)}'"
