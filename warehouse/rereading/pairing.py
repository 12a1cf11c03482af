"""By what the rows of two warehouses are told to be the same row, though their ids may have moved.

Each published table says it in the header of its view (``sql/views``):

    -- key: position_id, ordinal                      what names a row for a person
    -- pair: position_id, number, duty                rows in which these agree (NULL equals NULL) are the same
    -- pair: position_id, ordinal                     tried next, for rows that no line before has paired
    -- apart: kind = 'reextract'                      rows that are not compared

Ids of what stands in a file end in its turn there ("…#effect3"), which moves when a reader finds one more before it: so
first comes what says the same, then what stands in the same place, then what bears the same id.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from warehouse.publish.order import ordered_views
from warehouse.sources import Source

# Commas, but those between the arguments of a function.
_BETWEEN = re.compile(r",\s*(?![^(]*\))")

# Says when, in which run and by which version something was read: no row differs for it.
BOOKKEEPING = frozenset({"run_id", "loaded_at", "extractor_version", "version", "last_seen_at", "last_checked_at"})

# Says where something stands, or follows from that: a row that differs in these alone has moved.
PLACES = frozenset(
    {
        "effect_id", "citation_id", "revocation_id", "position_id", "finding_id", "part_id", "evidence_id",
        "header_evidence_id", "row_id", "repair_id", "reference_id", "ended_by_effect_id", "in_force_from_effect_id",
        "ended_by_revocation_id",
        "ordinal", "span_start", "span_end", "original_start", "page_number", "boxes",
        "header_start", "header_end", "header_page_number", "header_boxes",
        "heading_start", "heading_end", "heading_page_number", "heading_boxes",
    }
)  # fmt: skip


@dataclass(frozen=True)
class Pairing:
    """A published table. ``key`` names a row for a person; ``tiers`` are tried one after another: rows that no tier
    before has paired are the same when these expressions are equal (NULL equals NULL). ``apart`` is a condition: rows
    for which it holds are not compared."""

    table: str
    key: tuple[str, ...]
    tiers: tuple[tuple[str, ...], ...]
    apart: str | None = None


@cache
def pairings() -> tuple[Pairing, ...]:
    """Return how the rows of each published table are paired, by the tables' names.

    Raises ``LookupError`` where a view does not say it.
    """
    return pairings_of(ordered_views())


def pairings_of(views: Iterable[Source]) -> tuple[Pairing, ...]:
    """As ``pairings``, of these views."""
    published = sorted((view for view in views if view.field("publish") != "no"), key=lambda view: view.name)
    return tuple(_pairing(view) for view in published)


def _pairing(view: Source) -> Pairing:
    key = view.field("key")
    tiers = tuple(_parts(words) for name, words in view.header if name == "pair")
    if key is None or not tiers:
        raise LookupError(f"the view {view.name} must say in its header how rows are paired: -- key: and -- pair:")
    return Pairing(view.name, _parts(key), tiers, view.field("apart"))


def _parts(words: str) -> tuple[str, ...]:
    return tuple(_BETWEEN.split(words))
