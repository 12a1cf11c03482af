"""Answer a search for words: what has them all, and in a sentence why nothing has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from flows.ask.search_notes import ENGLISH, ESTONIAN, note_of
from warehouse.ask.asked_words import WordAsked, look_up
from warehouse.ask.hits import Fact
from warehouse.ask.queries import QueryResult
from warehouse.ask.search import KINDS, STATUSES, Filters, HitPage, find_hit_page, find_hits, parse_language
from warehouse.connection import Warehouse, open_published

__all__ = [
    "ENGLISH", "ESTONIAN", "KINDS", "STATUSES", "Fact", "Filters", "HitPage", "Search", "SearchPage", "parse_language",
    "search", "search_in", "search_page",
]  # fmt: skip


@dataclass(frozen=True)
class Search:
    """What a search came to.

    ``hits`` has the columns of the macro ``search``, best first; in ``sentence`` of each the words stand between » and
    «. ``is_cut``: there are as many as were asked for, so that there may be more. ``note`` says why nothing was found,
    or what became of words that were not looked for as typed; ``None``: there is nothing to say. ``is_answered`` is
    false where there was no word to look for.
    """

    words: str
    filters: Filters
    asked: tuple[WordAsked, ...]
    hits: QueryResult
    is_cut: bool
    is_answered: bool
    note: str | None


def search(data: Path, words: str, filters: Filters, most: int | None) -> Search:
    """Return what has all these words in some form, best first, at most ``most`` (``None``: all)."""
    with open_published(data) as w:
        return search_in(w, words, filters, most)


def search_in(w: Warehouse, words: str, filters: Filters, most: int | None) -> Search:
    """Return what an open warehouse has of these words, as ``search``."""
    asked = look_up(w, words)
    hits = find_hits(w, asked, filters, most)
    return Search(
        words=words,
        filters=filters,
        asked=asked,
        hits=hits,
        is_cut=most is not None and len(hits.rows) == most,
        is_answered=any(one.meaning != "passed_over" for one in asked),
        note=note_of(asked, filters, has_hits=bool(hits.rows)),
    )


@dataclass(frozen=True)
class SearchPage:
    """A page of a search; ``asked``, ``filters``, ``is_cut`` and the note are of all of it, as in ``Search``."""

    words: str
    filters: Filters
    asked: tuple[WordAsked, ...]
    found: HitPage
    is_cut: bool

    def note_in(self, phrases: Mapping[str, str]) -> str | None:
        """Return the note in the language of these phrases (``flows.ask.search_notes``)."""
        return note_of(self.asked, self.filters, has_hits=bool(self.found.facts), phrases=phrases)


def search_page(w: Warehouse, words: str, filters: Filters, most: int, day: date, wanted: int, size: int) -> SearchPage:
    """Return one page (from 1) of what an open warehouse has of these words, each hit with its status on ``day``."""
    asked = look_up(w, words)
    found = find_hit_page(w, asked, filters, most, day, wanted, size)
    is_cut = len(found.facts) == most
    return SearchPage(words, filters, asked, found, is_cut)
