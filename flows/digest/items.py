"""Find what changed for a subscription, in the published warehouse."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from flows.digest.subscriptions import Subscription
from warehouse.ask.asked_words import look_up
from warehouse.ask.queries import run_query
from warehouse.ask.search import Filters, find_hits
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
        """The id under which it is recorded as sent: once while it is ahead, and once when its day has come."""
        return f"{self.item_id}+" if self.is_ahead else self.item_id


def find_items(w: Warehouse, subscription: Subscription, since: date, today: date) -> list[Item]:
    """Return what changed, or became known, since a day, and what is known to change later; in order of the days.

    Raise ``QueryError`` where the file was published by a version that had no searches, and there are some.
    """
    chosen = {key: list(getattr(subscription, key)) for key in ("authorities", "units", "posts")}
    params: dict[str, Any] = {"since": since, "day": today} | {key: values for key, values in chosen.items() if values}
    if subscription.searches:
        params["found"] = sorted(_found_ids(w, subscription.searches))
    return [_item(row) for row in run_query(w, name="digest", params=params).named_rows]


def _found_ids(w: Warehouse, searches: Sequence[str]) -> set[str]:
    """Return the ids of what any of these searches finds: annexes, and directives whose own words it finds."""
    hits = (row for words in searches for row in find_hits(w, look_up(w, words), Filters(), None).named_rows)
    found = (row["annex_id"] or row["directive_id"] for row in hits)
    return {one for one in found if one is not None}  # a job description may be of no act


def _item(row: dict[str, Any]) -> Item:
    return Item(**{field.name: row[field.name] for field in fields(Item)})


def unmet_choices(w: Warehouse, subscriptions: Sequence[Subscription]) -> Iterator[str]:
    """Yield a sentence for each authority and each search word that nothing held has. This is not an error."""
    yield from unknown_authorities(w, subscriptions)
    yield from _unknown_words(w, subscriptions)


def _unknown_words(w: Warehouse, subscriptions: Sequence[Subscription]) -> Iterator[str]:
    for one in subscriptions:
        for words in one.searches:
            asked = look_up(w, words)
            if all(word.meaning == "passed_over" for word in asked):
                yield f"subscription {one.name!r}: nearly every text has the words of the search {words!r}: add another"
            for word in asked:
                if word.meaning == "unknown":
                    hint = f": did you mean {word.similar[0]}?" if word.similar else ""
                    yield f"subscription {one.name!r}: no text has {word.word!r} of the search {words!r}{hint}"


def unknown_authorities(w: Warehouse, subscriptions: Sequence[Subscription]) -> Iterator[str]:
    """Yield a sentence for each name of an authority that nothing held has, with the likely one.

    This is not an error: the authority's first act may come tomorrow.
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
