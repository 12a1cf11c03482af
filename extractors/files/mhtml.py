"""Read web pages saved in one file (RFC 2557, MHTML): Word writes them as .mht, and people rename them to .doc."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from email.message import EmailMessage

from extractors.errors import UnreadableFile
from extractors.files.html import read_html
from extractors.model.finding import Finding
from extractors.model.text import DocumentText

_HEAD = re.compile(rb"\s*(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)+", re.MULTILINE)
_RELATED = re.compile(rb"^content-type:\s*multipart/related\s*;", re.IGNORECASE | re.MULTILINE)
_MAIL_ONLY = re.compile(rb"^(?:to|received|message-id|return-path):", re.IGNORECASE | re.MULTILINE)


def is_mhtml(data: bytes) -> bool:
    """Return whether the head is that of a saved page, and not of mail between people."""
    head = _HEAD.match(data[:4096])
    if head is None:
        return False
    return _RELATED.search(head[0]) is not None and _MAIL_ONLY.search(head[0]) is None


def read_mhtml(data: bytes, name: str, sha256: str) -> tuple[DocumentText, tuple[Finding, ...]]:
    """Return the text of the page itself; of its other parts the style sheets say what is hidden or struck out.

    Raises ``UnreadableFile`` where there is no page inside, else as ``read_html``.
    """
    try:
        message = email.message_from_bytes(data, _class=EmailMessage, policy=email.policy.default)
        page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
        content = page.get_payload(decode=True) if page is not None else None
        charset = page.get_content_charset() if page is not None else None
        sheets = dict(_sheets(message, page)) if page is not None else {}
    except Exception as error:  # the mail parser raises many kinds of errors for damaged heads
        raise UnreadableFile(f"{name}: the saved page is damaged: {error!r}") from error
    if not isinstance(content, bytes) or not content:
        raise UnreadableFile(f"{name}: a saved page (MHTML) that holds no HTML")
    return read_html(content, sha256, charset, sheets)


def _sheets(message: EmailMessage, page: EmailMessage) -> Iterator[tuple[str, str]]:
    """Yield each style sheet by every address under which the page may link to it: id, place, place beside the page."""
    base = str(page.get("Content-Location", "")).rpartition("/")[0]
    for part in message.walk():
        content = part.get_payload(decode=True) if part.get_content_type() == "text/css" else None
        if not isinstance(content, bytes):
            continue
        text = content.decode("utf-8", "replace")
        place = str(part.get("Content-Location", "")).strip()
        yield f"cid:{str(part.get('Content-ID', '')).strip().strip('<>')}", text
        yield place, text
        if base and place.startswith(f"{base}/"):
            yield place[len(base) + 1 :], text
