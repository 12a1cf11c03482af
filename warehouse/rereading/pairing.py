"""Decide which rows of two warehouses are the same row, although their ids may have moved.

Each published table declares this in the header of its view (``sql/views``):

    -- key: position_id, ordinal                      identifies a row to a person
    -- pair: position_id, number, duty                rows that agree in these (NULL equals NULL) are the same
    -- pair: position_id, ordinal                     tried next, on rows that are not paired yet
    -- apart: kind = 'reextract'                      rows that are not compared
    -- inner: annex_row                               columns that are not, as another file numbers its rows otherwise

The id of a thing in a file ends in its position among its kind ("…#effect3"), which shifts when a reader finds one more
before it. So rows that say the same pair first, then rows at the same place, then rows with the same id.
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

# When, in which run and by which version something was read: differences in these do not count.
BOOKKEEPING = frozenset({"run_id", "loaded_at", "extractor_version", "version", "last_seen_at", "last_checked_at"})

# Where something stands, or a value derived from that: a row that differs only in these has moved.
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
    """How the rows of one published table are paired.

    ``key`` identifies a row to a person. ``tiers`` are tried in order on rows not yet paired: two rows are the same if
    these expressions are equal (NULL equals NULL). Rows that meet the condition ``apart`` are not compared, nor
    are the columns ``inner``.
    """

    table: str
    key: tuple[str, ...]
    tiers: tuple[tuple[str, ...], ...]
    apart: str | None = None
    inner: frozenset[str] = frozenset()


@cache
def pairings() -> tuple[Pairing, ...]:
    """Return how the rows of each published table are paired, sorted by table name.

    Raise ``LookupError`` where a view does not declare it.
    """
    return pairings_of(ordered_views())


def pairings_of(views: Iterable[Source]) -> tuple[Pairing, ...]:
    """Return the same as ``pairings``, for these views."""
    published = sorted((view for view in views if view.field("publish") != "no"), key=lambda view: view.name)
    return tuple(_pairing(view) for view in published)


def _pairing(view: Source) -> Pairing:
    key = view.field("key")
    tiers = tuple(_parts(words) for name, words in view.header if name == "pair")
    if key is None or not tiers:
        raise LookupError(f"the header of the view {view.name} lacks the lines -- key: and -- pair:")
    return Pairing(view.name, _parts(key), tiers, view.field("apart"), view.inner)


def _parts(words: str) -> tuple[str, ...]:
    return tuple(_BETWEEN.split(words))
