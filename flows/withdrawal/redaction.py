"""Pages of a register with one document's row made blank.

The row keeps its link, which bears the document's id alone, and the words that a tombstone tells too (number, day,
type); every other word of the row goes.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Collection, Iterable

WITHDRAWN = "(withdrawn)"

_ROW = re.compile(rb"<tr\b[^>]*>.*?</tr\s*>", re.DOTALL | re.IGNORECASE)
_WORDS = re.compile(rb">([^<>]*[^\s<>][^<>]*)<")
_ATTRIBUTE = re.compile(rb"\b(title|alt|aria-label|data-[a-z-]+)=(\"[^\"]*\"|'[^']*')", re.IGNORECASE)


def redact(body: bytes, external_id: str, titles: Iterable[str], kept: Collection[str] = ()) -> bytes | None:
    """The page with the document's rows blank; as it was where it does not speak of it. ``kept`` are words that stay.

    ``None`` where it names the document outside of any row that could be told: it can only be deleted whole.
    """
    link = re.compile(rb"/dokument/" + re.escape(external_id.encode()) + rb"(?![^\"'\s<>/?#])")
    anew = _ROW.sub(lambda row: _blank(row[0], kept) if link.search(row[0]) else row[0], body)
    needles = [needle for title in titles if title for needle in _spellings(title)]
    rest = re.sub(rb"\s+", b" ", anew)
    is_named = any(needle in rest for needle in needles) and (link.search(anew) is not None or anew[:1] in b"{[")
    return None if is_named else anew


def _blank(row: bytes, kept: Collection[str]) -> bytes:
    bare = _ATTRIBUTE.sub(lambda found: found[1] + b'=""', row)
    return _WORDS.sub(lambda found: b">" + _kept(found[1], kept) + b"<", bare)


def _kept(words: bytes, kept: Collection[str]) -> bytes:
    text = " ".join(html.unescape(words.decode("utf-8", "replace")).split())
    return words if text in kept else WITHDRAWN.encode()


def _spellings(title: str) -> set[bytes]:
    """As a page or a JSON answer writes it."""
    plain = " ".join(title.split())
    spelt = {plain, html.escape(plain), html.escape(plain, quote=False), json.dumps(plain)[1:-1]}
    return {each.encode() for each in spelt}
