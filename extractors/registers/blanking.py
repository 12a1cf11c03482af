"""Blank one document's words in a page: what the platforms share. Each platform says where its rows are.

A row keeps its link, which bears the document's id alone, and the words that a tombstone tells too (number, day,
type); every other word of the row goes.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Collection, Iterable

WITHDRAWN = "(withdrawn)"
"""What stands in a page where words of a withdrawn document stood."""

# None of these may look at one byte more than a few times: a page that comes to be made blank may be made to hang this.
# So a row ends before the next one begins; of a table in a table the outer row's own words stand outside of all rows.
TABLE_ROW = re.compile(rb"<tr\b[^<>]*+>(?:(?!<tr\b).)*?</tr\s*+>", re.DOTALL | re.IGNORECASE)

_WORDS = re.compile(rb">([^<>]++)<")
_ATTRIBUTE = re.compile(rb"\b(title|alt|aria-label|data-[a-z-]{1,60}+)=(\"[^\"]*\"|'[^']*')", re.IGNORECASE)
_BLANKS = re.compile(rb"\s+")


def spellings(words: Iterable[str]) -> frozenset[bytes]:
    """Return the words in each form in which a page or a JSON answer may write them, with single blanks."""
    plain = {" ".join(each.split()) for each in words} - {""}
    return frozenset(
        spelt.encode()
        for each in plain
        for spelt in (each, html.escape(each), html.escape(each, quote=False), json.dumps(each)[1:-1])
    )


def bears(body: bytes, needles: Collection[bytes]) -> bool:
    """Return whether a page contains one of the spellings, however its lines are broken."""
    flat = _BLANKS.sub(b" ", body)
    return any(needle in flat for needle in needles)


def blank_rows(
    body: bytes,
    is_own: Callable[[bytes], bool],
    kept: Collection[str],
    row: re.Pattern[bytes] = TABLE_ROW,
) -> tuple[bytes, bytes]:
    """Return the page with the rows blanked for which ``is_own`` is true, and what stands outside all rows.

    ``row`` finds the rows of the platform's markup; ``kept`` are words that stay.
    """
    anew = row.sub(lambda found: _blank(found[0], kept) if is_own(found[0]) else found[0], body)
    return anew, row.sub(b" ", anew)


def _blank(row: bytes, kept: Collection[str]) -> bytes:
    bare = _ATTRIBUTE.sub(lambda found: found[1] + b'=""', row)
    return _WORDS.sub(lambda found: b">" + _kept(found[1], kept) + b"<" if found[1].strip() else found[0], bare)


def _kept(words: bytes, kept: Collection[str]) -> bytes:
    text = " ".join(html.unescape(words.decode("utf-8", "replace")).split())
    return words if text in kept else WITHDRAWN.encode()
