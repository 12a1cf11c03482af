"""Answer the feed of a choice: of an authority, a unit, a post, an act, or of what a search finds."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from flows.digest.atom import write_atom
from flows.digest.calendar import write_calendar
from flows.digest.feeds import LOOKS_BACK
from flows.digest.items import Item, find_items
from flows.digest.subscriptions import Subscription
from warehouse.connection import Warehouse

Form = Literal["atom", "ics"]
MOST_HITS = 500
"""Hits of a search that its feed follows, best first."""


@dataclass(frozen=True)
class Choice:
    """What a feed follows. ``name`` is the same for the same choice, so that a reader sees one feed.

    ``directive_ids`` and ``annex_ids`` leave all others out: a change of an act as a whole counts by the first, one of
    an annex by either. ``None`` in both: nothing is left out by them. ``keel`` is "et" or "en".
    """

    name: str
    title: str
    keel: str
    authority: str | None = None
    unit: str | None = None
    directive_ids: Collection[str] | None = None
    annex_ids: Collection[str] | None = None


def write_feed(w: Warehouse, choice: Choice, form: Form, base_url: str, today: date) -> bytes:
    """Return what changed in the last ninety days, or became known in them, and what is known to come.

    An item is that of the digest (named query ``digest``); its links begin with ``base_url``. It is the same, byte for
    byte, for as long as the items are.
    """
    since = today - LOOKS_BACK
    subscription = Subscription(
        name=choice.name,
        title=choice.title,
        authorities=(choice.authority,) if choice.authority else (),
        units=(choice.unit,) if choice.unit else (),
        keel=choice.keel,
    )
    items = _chosen(find_items(w, subscription, since, today), choice)
    if form == "atom":
        return write_atom(subscription, items, base_url, since)
    return write_calendar(subscription, items, base_url)


def _chosen(items: Sequence[Item], choice: Choice) -> list[Item]:
    if choice.directive_ids is None and choice.annex_ids is None:
        return list(items)
    acts, annexes = choice.directive_ids or (), choice.annex_ids or ()
    return [one for one in items if one.directive_id in acts or one.annex_id in annexes]
