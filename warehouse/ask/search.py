"""Ask the index of words for what the macro ``search`` answers, in the quick way, all at once or page by page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa

from warehouse.ask import hits
from warehouse.ask.asked_words import WordAsked, of_another_version
from warehouse.ask.paging import table_page
from warehouse.ask.queries import QueryResult, run_query
from warehouse.connection import Warehouse
from warehouse.errors import QueryError

KINDS = ("annex", "duty", "position", "directive")
"""What can be found: a position is the fields of a job description, a duty one of its duties."""

STATUSES = ("in_force", "not_yet", "suspended", "undecided", "ended")
"""What an annex or directive can be on a day."""

_LEVEL = re.compile(r"(?P<language>.*?)[\s,]*\b(?P<level>[abc][12])\b", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True)
class Filters:
    """What a search is limited to; ``None``: not limited.

    ``on`` is a day on which what is found is in force, ``kind`` one of ``KINDS``, ``unit`` words of the unit's name,
    ``language`` one that a job description asks for ("inglise"), at ``level`` ("B2") or above. ``year`` is that
    in which the act was signed, else registered; ``status`` one of ``STATUSES`` that an annex or directive has
    on ``status_on``.
    """

    on: date | None = None
    kind: str | None = None
    register: str | None = None
    unit: str | None = None
    language: str | None = None
    level: str | None = None
    year: int | None = None
    status: str | None = None
    status_on: date | None = None

    @property
    def is_empty(self) -> bool:
        return self == Filters()


def parse_language(words: str) -> tuple[str, str | None]:
    """Return a language and the level that words name ("inglise B2"); ``None`` for no level."""
    found = _LEVEL.fullmatch(words.strip())
    if found is None:
        return words.strip(), None
    return found["language"].strip(), found["level"].upper()


def find_hits(w: Warehouse, asked: Sequence[WordAsked], filters: Filters, most: int | None) -> QueryResult:
    """Return what has all these words, best first: the columns of the macro ``search``; ``most``: ``None`` is all."""
    if most is None:
        return _ask_macro(w, asked, filters)
    rows = [row for _, row in hits.tell(w, asked, hits.rank(w, asked, _given(filters), most))]
    return QueryResult(pa.Table.from_pylist(rows, _SCHEMA))


@dataclass(frozen=True)
class HitPage:
    """A page of hits. ``facts`` says what each of all hits is counted by; ``rows`` has those of page ``number``.

    ``first`` is the place of the first of these among all (from 1), ``last`` the number of pages, at least one.
    """

    facts: Sequence[hits.Fact]
    number: int
    last: int
    first: int
    rows: Sequence[dict[str, Any]]


def find_hit_page(
    w: Warehouse, asked: Sequence[WordAsked], filters: Filters, most: int, day: date, wanted: int, size: int
) -> HitPage:
    """Return the hits of one page (from 1; the last one where there are fewer), best first, each with its status on
    ``day``, and what all hits, of which ``most`` are looked for, are counted by.
    """
    ranked = hits.rank(w, asked, _given(filters), most)
    facts = hits.facts(w, ranked, day)
    page = table_page(wanted, size, len(ranked))
    shown = page.rows
    statuses = {item_no: fact.status for (item_no, _), fact in zip(ranked[shown], facts[shown], strict=True)}
    told = hits.tell(w, asked, ranked[shown])
    rows = [{**row, "status": statuses[item_no]} for item_no, row in told]
    return HitPage(facts, page.number, page.last, page.first + 1, rows)


def _given(filters: Filters) -> dict[str, Any]:
    """Return the parameters of ``search`` that are not left out: DuckDB then plans a search that reads less."""
    given: dict[str, Any] = {
        "on_day": filters.on,
        "of_kind": filters.kind,
        "of_register": filters.register,
        "of_unit": filters.unit,
        "of_language": filters.language,
        "least_level": filters.level,
        "of_year": filters.year,
        "of_status": filters.status,
        "status_day": filters.status_on,
    }
    return {name: value for name, value in given.items() if value is not None}


def _ask_macro(w: Warehouse, asked: Sequence[WordAsked], filters: Filters) -> QueryResult:
    given = _given(filters)
    named = "".join(f", {name} := ${name}" for name in given)
    words = " ".join(one.looked_for for one in asked)
    try:
        return run_query(w, f"SELECT * FROM search($words{named}, most := NULL)", params={"words": words, **given})
    except QueryError as error:
        raise of_another_version(w, error) from error


_DATES = ("directive_date", "in_force_from", "in_force_until", "undecided_from")
_TYPES = {"score": pa.float64(), "ordinal": pa.int32(), "page_number": pa.int32()} | dict.fromkeys(_DATES, pa.date32())
_SCHEMA = pa.schema([(name, _TYPES.get(name, pa.string())) for name in hits.COLUMNS])
