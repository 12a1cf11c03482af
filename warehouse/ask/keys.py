"""Make the numbers by which one act, annex or post is found in the tables that stand ready (``sql/answers``)."""

from __future__ import annotations

import hashlib


def id_key(name: str) -> int:
    """Return what the macro ``id_key`` makes of an id; a test compares the two.

    A statement that is given the number costs less to plan than one that makes it.
    """
    digest = hashlib.md5(name.encode("utf-8", "surrogatepass"), usedforsecurity=False).digest()
    return int.from_bytes(digest[8:], "little") >> 12


def post_name(authority: str, unit: str | None, subject: str) -> str:
    """Return what the macro ``post_name`` makes of a post: its authority, its unit and its subject, a line each."""
    return f"{authority}\n{unit or ''}\n{subject}"
