"""Write the feeds of all subscriptions at the end of a run, from what is published then."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from flows.digest.atom import write_atom
from flows.digest.calendar import write_calendar
from flows.digest.items import find_items, unmet_choices
from flows.digest.journal import delete_feed, read_feeds, remember_feeds
from flows.digest.subscriptions import BadSubscriptions, Subscription, read_subscriptions
from flows.settings import Settings
from flows.visible import make_visible
from warehouse.connection import Warehouse, open_published
from warehouse.durable import put_in_place

LOOKS_BACK = timedelta(days=90)
"""How far a feed goes back; what is known to come is in it however far ahead."""


def write_feeds(settings: Settings, today: date) -> list[str]:
    """Write the feeds that are asked for and delete those that no longer are; return a sentence for each trouble.

    A failure spoils nothing else. The caller keeps every other run out of the data folder.
    """
    try:
        subscriptions = read_subscriptions(settings)
        before = read_feeds(settings.data)
        if not subscriptions and not before:
            return []
        with open_published(settings.data) as w:
            return [make_visible(sentence) for sentence in _write(settings, subscriptions, before, w, today)]
    except BadSubscriptions as error:
        return [make_visible(f"nobody was told of changes: {error}")]
    except Exception as error:  # whatever it is: a feed must not spoil a night that is published
        return [make_visible(f"the feeds of changes were not written: {error}")]


def _write(
    settings: Settings, subscriptions: Sequence[Subscription], before: Sequence[Path], w: Warehouse, today: date
) -> Iterator[str]:
    folder = (settings.digest_dir or settings.folder.digests).absolute()
    wanted = {
        folder / f"{one.name}.{ending}": (one, ending)
        for one in subscriptions
        for ending in ("atom", "ics")
        if ending in one.formats
    }
    # Before the first is there: what a killed run leaves must be known to a withdrawal.
    remember_feeds(settings.data, {*before, *wanted})
    folder.mkdir(parents=True, exist_ok=True)
    stuck = set()
    for feed in sorted({*before, *wanted}):
        try:
            if feed in wanted:
                _replace(feed, _content(w, *wanted[feed], settings.base_url, today))
            else:
                delete_feed(feed)
        except OSError as error:
            stuck.add(feed)
            why = error.strerror or error
            yield f"the feed {feed} could not be rewritten and may hold what was withdrawn: {why}"
    remember_feeds(settings.data, {*wanted, *stuck})
    yield from unmet_choices(w, subscriptions)


def _content(w: Warehouse, subscription: Subscription, ending: str, base_url: str | None, today: date) -> bytes:
    since = today - LOOKS_BACK
    items = find_items(w, subscription, since, today)
    if ending == "atom":
        return write_atom(subscription, items, base_url, since)
    return write_calendar(subscription, items, base_url)


def _replace(feed: Path, content: bytes) -> None:
    """Put a feed into place whole. One that says the same stays as it is, so that a reader need not fetch it."""
    if feed.is_file() and feed.read_bytes() == content:
        return
    put_in_place(feed, content)
