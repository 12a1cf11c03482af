"""Find what changed for a subscription, in the published warehouse."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from flows.digest.subscriptions import Subscription
from warehouse.ask.queries import run_query
from warehouse.connection import Warehouse


@dataclass(frozen=True)
class Item:
    """A change of one directive or one annex, as the query ``digest`` has it.

    ``item_id`` is the same in every run. ``changed_on`` is ``None`` where the day is not known; ``is_ahead``: it is yet
    to come. ``quote`` is the sentence that decides it, ``None`` where no held sentence does. ``by_act`` names another
    act that does it. ``source_url`` is the address of the document's page in its register.
    """

    item_id: str
    change: str
    changed_on: date | None
    learned_on: date
    is_ahead: bool
    institution: str | None
    unit: str | None
    title: str | None
    act_kind: str | None
    number: str | None
    directive_date: date | None
    annex_number: str | None
    directive_id: str
    annex_id: str | None
    by_act: str | None
    quote: str | None
    page_number: int | None
    evidence_id: str | None
    source_url: str | None

    @property
    def told_id(self) -> str:
        """The id under which it is noted as told: once while it is ahead, and once when its day has come."""
        return f"{self.item_id}+" if self.is_ahead else self.item_id


def find_items(w: Warehouse, subscription: Subscription, since: date, today: date) -> list[Item]:
    """Return what changed, or became known, since a day, and what is known to change later; in order of the days."""
    chosen = {key: list(getattr(subscription, key)) for key in ("authorities", "units", "posts")}
    found = run_query(w, name="digest", params={"since": since, "day": today} | {k: v for k, v in chosen.items() if v})
    return [_item(row) for row in found.named_rows]


def _item(row: dict[str, Any]) -> Item:
    return Item(**{field.name: row[field.name] for field in fields(Item)})


def unknown_authorities(w: Warehouse, subscriptions: Sequence[Subscription]) -> Iterator[str]:
    """Yield a sentence for each name of an authority that nothing held bears, with the one that may be meant.

    It is no error: the authority's first act may come tomorrow.
    """
    rows = run_query(w, name="authority_names").rows
    names = sorted({row[1] for row in rows})
    known = {name.casefold() for row in rows for name in row if name is not None}
    for one in subscriptions:
        for name in one.authorities:
            if name.casefold() not in known:
                near = difflib.get_close_matches(name, names, n=1)
                hint = f": did you mean {near[0]}?" if near else ""
                yield f"subscription {one.name!r}: no act of an authority {name!r} is held{hint}"
