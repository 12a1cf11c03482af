"""Find the files that an HTML page carries in its own addresses (RFC 2397): a link to "data:application/pdf;base64,…".

Pictures, style sheets and scripts are how the page looks; everything else that it links to or frames is a file in it.
"""

from __future__ import annotations

import base64
import binascii
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, unquote_to_bytes

_QUOTED = rb"""(?:[^>"']|"[^"]*+"|'[^']*+')*+"""
_TAG = re.compile(rb"<(?:a|area|object|embed|iframe)\b(" + _QUOTED + rb")>", re.IGNORECASE)
_ADDRESS = re.compile(
    rb"""\b(?:href|data|src)\s*=\s*(?:"\s*data:([^",]*+),([^"]*+)"|'\s*data:([^',]*+),([^']*+)')""", re.IGNORECASE
)
_CALLED = re.compile(rb"""\b(?:download|title|name)\s*=\s*(?:"([^"]*+)"|'([^']*+)')""", re.IGNORECASE)
_LOOKS = ("image/", "font/", "audio/", "video/", "text/css", "text/javascript", "application/javascript")
_ENDINGS = {
    "application/pdf": ".pdf",
    "text/plain": ".txt",
    "text/html": ".html",
    "application/msword": ".doc",
    "application/zip": ".zip",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.etsi.asic-e+zip": ".asice",
}


@dataclass(frozen=True, slots=True)
class InAddress:
    """A file in an address; ``content`` is ``None`` where its letters are no base64."""

    name: str
    content: bytes | None


def find_in_addresses(page: bytes) -> Iterator[InAddress]:
    """Yield the files in the addresses of a page, in order; one without a name is called by its place and kind."""
    if b"data:" not in page and b"DATA:" not in page:
        return
    number = 0
    for tag in _TAG.finditer(page):
        address = _ADDRESS.search(tag[1])
        if address is None:
            continue
        kind, body = (address[1] or address[3] or b""), (address[2] if address[2] is not None else address[4] or b"")
        media, *parameters = kind.decode("latin-1").lower().split(";")
        if media.strip().startswith(_LOOKS):
            continue
        number += 1
        called = _CALLED.search(tag[1][: address.start()] + tag[1][address.end() :])
        name = html.unescape((called[1] or called[2] or b"").decode("utf-8", "replace")).strip() if called else ""
        is_base64 = any(each.strip() == "base64" for each in parameters)
        fallback = f"attachment-{number}{_ENDINGS.get(media.strip(), '')}"
        written = html.unescape(body.decode("latin-1")).encode("latin-1", "replace")
        yield InAddress(unquote(name) or fallback, content_of(written, is_base64=is_base64))


def content_of(body: bytes | str, *, is_base64: bool) -> bytes | None:
    """Return what stands behind the comma of an address; ``None`` where its letters are no base64."""
    raw = unquote_to_bytes(body)
    if not is_base64:
        return raw
    letters = b"".join(raw.split()).rstrip(b"=")
    try:
        return base64.b64decode(letters + b"=" * (-len(letters) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None
