"""Write a digest as a calendar (RFC 5545): a day-long event for each day on which something changes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from flows.digest.atom import urn
from flows.digest.items import Item
from flows.digest.subscriptions import Subscription
from flows.digest.words import about, link, what_holds
from flows.visible import make_visible

_OCTETS = 75
"""The most octets of a line, its break not counted (RFC 5545, 3.1)."""

# A calendar must have a component (RFC 5545, 3.6), also on a day without events.
_UTC = (
    "BEGIN:VTIMEZONE",
    "TZID:UTC",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0000",
    "TZOFFSETTO:+0000",
    "END:STANDARD",
    "END:VTIMEZONE",
)


def write_calendar(subscription: Subscription, items: Sequence[Item], base_url: str | None) -> bytes:
    """Return the calendar; it is the same, byte for byte, for as long as the items are.

    A change without a day is left out.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//kehtiv//digest//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_text(subscription.title)}",
        *_UTC,
    ]
    for item in items:
        if item.changed_on is not None:
            lines += _event(item, item.changed_on, subscription.keel, base_url)
    return "".join(f"{fold(line)}\r\n" for line in [*lines, "END:VCALENDAR"]).encode()


def _event(item: Item, changed_on: date, keel: str, base_url: str | None) -> list[str]:
    address = link(item, base_url)
    quote = " ".join(item.quote.split()) if item.quote else None
    said = [words for words in (what_holds(item, keel), quote, address) if words]
    return [
        "BEGIN:VEVENT",
        f"UID:{urn(item.item_id).removeprefix('urn:uuid:')}",
        f"DTSTAMP:{item.learned_on:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{changed_on:%Y%m%d}",
        f"DTEND;VALUE=DATE:{changed_on + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_text(f'{about(item, keel)}: {what_holds(item, keel)}')}",
        f"DESCRIPTION:{_text(chr(10).join(said))}",
        *([f"URL:{address}"] if address else []),
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _text(words: str) -> str:
    r"""Return a TEXT value: backslash, semicolon and comma escaped, a line break as \n, no control character."""
    for sign in ("\\", ";", ","):
        words = words.replace(sign, f"\\{sign}")
    return make_visible(words.replace("\r\n", "\n").replace("\n", "\\n").replace("\t", " "))


def fold(line: str) -> str:
    """Return a content line in pieces of at most 75 octets; each further one begins with a blank. No letter is cut."""
    pieces, piece, size = [], "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > _OCTETS:
            pieces.append(piece)
            piece, size = " ", 1
        piece, size = piece + letter, size + octets
    return "\r\n".join([*pieces, piece])
