"""Find which mails are due: each change once when it becomes known, and once more when its day has come."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flows.digest.items import Item, find_items
from flows.digest.journal import Told
from flows.digest.mail import Mail, write_mail
from flows.digest.subscriptions import Subscription
from warehouse.connection import Warehouse

LOOKS_BACK = timedelta(days=14)
"""How far before the last digest a change is looked for: a register may show an act days late."""


@dataclass(frozen=True)
class Due:
    """A digest: what it tells of, its mail, and what is to be remembered as told once that is delivered.

    ``mail`` is ``None`` where nothing changed and the subscription does not ask for empty mails.
    """

    subscription: Subscription
    since: date
    items: tuple[Item, ...]
    mail: Mail | None
    told: Told


def due_digest(w: Warehouse, subscription: Subscription, told: Told | None, today: date, base_url: str | None) -> Due:
    """Return the digest of a subscription. ``told`` is ``None`` before its first one.

    The first digest reports only what changes today or later: earlier changes are not news to a new subscriber.
    """
    since = (told.last_on if told is not None else today) - LOOKS_BACK
    found = find_items(w, subscription, since, today)
    if told is None:
        new = [item for item in found if item.changed_on is not None and item.changed_on >= today]
    else:
        new = [item for item in found if item.told_id not in told.ids]
    mail = write_mail(subscription, new, base_url) if new or subscription.sends_empty else None
    after = (told or Told(today)).after((item.told_id for item in found), today)
    return Due(subscription, since if told is not None else today, tuple(new), mail, after)


def digest_since(w: Warehouse, subscription: Subscription, since: date, today: date, base_url: str | None) -> Due:
    """Return what changed or became known since a day, whether already sent or not. Nothing is recorded as sent."""
    items = find_items(w, subscription, since, today)
    return Due(subscription, since, tuple(items), write_mail(subscription, items, base_url), Told(today))


def due_digests(
    w: Warehouse,
    subscriptions: Iterable[Subscription],
    told: Mapping[str, Told],
    today: date,
    base_url: str | None,
) -> Sequence[Due]:
    """Return the digest of each subscription that asks for mails."""
    return [due_digest(w, one, told.get(one.name), today, base_url) for one in subscriptions if "mail" in one.formats]
