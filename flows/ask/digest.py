"""Answer what each subscription would be told of, without telling anybody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flows.digest.due import Due, digest_since, due_digest
from flows.digest.items import unmet_choices
from flows.digest.journal import read_told
from flows.digest.subscriptions import Subscription
from flows.settings import Settings
from warehouse.connection import open_published


@dataclass(frozen=True)
class Digests:
    """The digest of each subscription, and a sentence for each authority and search chosen of which nothing is held."""

    digests: tuple[Due, ...]
    warnings: tuple[str, ...]


def digests(settings: Settings, subscriptions: Sequence[Subscription], since: date | None, today: date) -> Digests:
    """Return what each subscription would be told after the next run, or all that changed ``since`` a day."""
    told = read_told(settings.data)
    with open_published(settings.data) as w:
        found = [
            digest_since(w, one, since, today, settings.base_url)
            if since is not None
            else due_digest(w, one, told.get(one.name), today, settings.base_url)
            for one in subscriptions
        ]
        return Digests(tuple(found), tuple(unmet_choices(w, subscriptions)))
