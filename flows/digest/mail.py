"""Write the mail of a digest, as text and as HTML. A hook sends it: kehtiv has no mail server."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from flows.digest.items import Item
from flows.digest.subscriptions import Subscription
from flows.digest.words import about, link, place_link, what_holds, word
from flows.visible import make_visible


@dataclass(frozen=True)
class Mail:
    """A mail: its addresses, subject, and body as plain text and as a whole HTML page."""

    subscription: str
    to: tuple[str, ...]
    subject: str
    text: str
    html: str


def write_mail(subscription: Subscription, items: Sequence[Item], base_url: str | None) -> Mail:
    """Return the mail that tells of ``items``: what changed first, then what is known to come."""
    keel = subscription.keel
    name = "none" if not items else "one" if len(items) == 1 else "subject"
    subject = make_visible(word(name, keel, number=len(items), title=subscription.title)).replace("\n", " ")
    return Mail(
        subscription=subscription.name,
        to=subscription.to,
        subject=subject,
        text=make_visible("\n".join(_text(items, keel, base_url)) + "\n"),
        html=make_visible("\n".join(_html(subject, items, keel, base_url)) + "\n"),
    )


def _parts(items: Sequence[Item]) -> Iterator[tuple[str, list[Item]]]:
    for name, is_ahead in (("now", False), ("ahead", True)):
        if chosen := [item for item in items if item.is_ahead == is_ahead]:
            yield name, chosen


def _text(items: Sequence[Item], keel: str, base_url: str | None) -> Iterator[str]:
    if not items:
        yield word("nothing", keel)
    for name, chosen in _parts(items):
        yield word(name, keel)
        yield ""
        for item in chosen:
            yield f"* {about(item, keel)}"
            yield f"  {what_holds(item, keel)}"
            if item.quote is not None:
                yield f"  “{' '.join(item.quote.split())}”"
            yield from (f"  {address}" for address in (link(item, base_url), place_link(item, base_url)) if address)
            yield ""


def _html(subject: str, items: Sequence[Item], keel: str, base_url: str | None) -> Iterator[str]:
    yield f'<!DOCTYPE html>\n<html lang="{keel}"><head><meta charset="utf-8">'
    yield f"<title>{escape(subject)}</title></head><body>"
    if not items:
        yield f"<p>{escape(word('nothing', keel))}</p>"
    for name, chosen in _parts(items):
        yield f"<h2>{escape(word(name, keel))}</h2>\n<ul>"
        yield from (html_item(item, keel, base_url) for item in chosen)
        yield "</ul>"
    yield "</body></html>"


def html_item(item: Item, keel: str, base_url: str | None) -> str:
    """Return a change as an HTML list item: every word is escaped."""
    said = f"<li><p>{_anchor(about(item, keel), link(item, base_url))}<br>{escape(what_holds(item, keel))}</p>"
    if item.quote is not None:
        place = place_link(item, base_url)
        told = f" {_anchor(word('place', keel), place)}" if place else ""
        said += f"<blockquote>{escape(' '.join(item.quote.split()))}{told}</blockquote>"
    return said + "</li>"


def _anchor(words: str, address: str | None) -> str:
    if address is None:
        return escape(words)
    return f'<a href="{escape(address, quote=True)}">{escape(words)}</a>'
