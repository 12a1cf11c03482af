"""Write a digest as an Atom feed (RFC 4287)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from xml.sax.saxutils import escape, quoteattr

from flows.digest.items import Item
from flows.digest.mail import html_item
from flows.digest.subscriptions import Subscription
from flows.digest.words import about, link, what_holds
from flows.visible import make_visible


def write_atom(subscription: Subscription, items: Sequence[Item], base_url: str | None, since: date) -> bytes:
    """Return the feed, the newest entry first. It is the same, byte for byte, for as long as the items are.

    An id follows from the name of the subscription, an entry's from the change, so that a reader shows each once.
    ``since`` is the day from which the feed tells; it is the feed's instant while nothing is in it.
    """
    newest = sorted(items, key=lambda item: (item.learned_on, item.changed_on or item.learned_on), reverse=True)
    updated = max((item.learned_on for item in items), default=since)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{subscription.keel}">',
        f"<id>{urn(f'feed {subscription.name}')}</id>",
        f"<title>{_text(subscription.title)}</title>",
        f"<updated>{_instant(updated)}</updated>",
        "<author><name>kehtiv</name></author>",
        *([f'<link rel="alternate" href={quoteattr(base_url)}/>'] if base_url else []),
        *(_entry(item, subscription.keel, base_url) for item in newest),
        "</feed>",
    ]
    return ("\n".join(lines) + "\n").encode()


def _entry(item: Item, keel: str, base_url: str | None) -> str:
    address = link(item, base_url)
    to_page = f'<link rel="alternate" href={quoteattr(address)}/>' if address else ""
    return (
        f"<entry><id>{urn(item.item_id)}</id><title>{_text(f'{about(item, keel)}: {what_holds(item, keel)}')}</title>"
        f"<updated>{_instant(item.learned_on)}</updated>{to_page}"
        f'<content type="html">{_text(f"<ul>{html_item(item, keel, base_url)}</ul>")}</content></entry>'
    )


def urn(name: str) -> str:
    """Return a lasting id in the form of a UUID (RFC 9562, version 8) that follows from a name."""
    digits = sha256(f"kehtiv {name}".encode()).hexdigest()
    return f"urn:uuid:{digits[:8]}-{digits[8:12]}-8{digits[13:16]}-8{digits[17:20]}-{digits[20:32]}"


def _instant(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _text(words: str) -> str:
    # Two code points are none of XML's, although no terminal obeys them.
    return escape(make_visible(words).replace("\ufffe", "").replace("\uffff", ""))
