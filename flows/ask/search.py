"""Answer a search for words: what has them all, and in a sentence why nothing has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from warehouse.ask.asked_words import MOST_WORDS, WordAsked, look_up
from warehouse.ask.hits import Fact
from warehouse.ask.queries import QueryResult
from warehouse.ask.search import KINDS, STATUSES, Filters, HitPage, find_hit_page, find_hits, parse_language
from warehouse.connection import Warehouse, open_published

__all__ = [
    "KINDS", "STATUSES", "Fact", "Filters", "HitPage", "Search", "SearchPage", "parse_language", "search", "search_in",
    "search_page",
]  # fmt: skip

_LONGEST_TOLD = 60


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
        note=_note(asked, filters, has_hits=bool(hits.rows)),
    )


@dataclass(frozen=True)
class SearchPage:
    """A page of a search; ``found``, ``filters``, ``is_cut`` and ``note`` are of all of it, as in ``Search``."""

    words: str
    filters: Filters
    found: HitPage
    is_cut: bool
    note: str | None


def search_page(w: Warehouse, words: str, filters: Filters, most: int, day: date, turn: int, size: int) -> SearchPage:
    """Return one page (from 1) of what an open warehouse has of these words, each hit with its status on ``day``."""
    asked = look_up(w, words)
    found = find_hit_page(w, asked, filters, most, day, turn, size)
    is_cut = len(found.facts) == most
    return SearchPage(words, filters, found, is_cut, _note(asked, filters, has_hits=bool(found.facts)))


def _note(asked: tuple[WordAsked, ...], filters: Filters, *, has_hits: bool) -> str | None:
    if not asked:
        return "there is no word to look for: write words of the text, such as: kehtiv search asjaajamise kord"
    if all(one.meaning == "passed_over" for one in asked):
        return f"nearly every text has {_quoted(asked)}: add a word that fewer have"
    unknown = [one for one in asked if one.meaning == "unknown"]
    if unknown:
        return "; ".join(_tell_unknown(one) for one in unknown) + ": leave it out or write another word"
    told = [*_tell_changed(asked)]
    if len(asked) == MOST_WORDS:
        told.append(f"the first {MOST_WORDS} words were looked for")
    if not has_hits:
        told.append(_tell_nothing(asked, filters))
    return "; ".join(told) or None


def _tell_unknown(one: WordAsked) -> str:
    meant = " or ".join(f"“{word}”" for word in one.similar)
    return f"no text has “{one.word[:_LONGEST_TOLD]}” in any form" + (f" (did you mean {meant}?)" if meant else "")


def _tell_changed(asked: tuple[WordAsked, ...]) -> list[str]:
    changed = [one for one in asked if one.meaning == "another_form"]
    told = [f"no text has “{one.word}”: looked for “{one.looked_for}” in all its forms" for one in changed]
    unmarked = [one for one in asked if one.meaning == "without_marks"]
    if unmarked:
        told.append(f"no text has {_quoted(unmarked)} as typed: looked for with õ, ä, ö, ü")
    return told


def _tell_nothing(asked: tuple[WordAsked, ...], filters: Filters) -> str:
    several = sum(one.meaning != "passed_over" for one in asked) > 1
    what = "nothing has all these words together" if several else "nothing has this word"
    if not filters.is_empty:
        return f"{what} within the limits given: leave one out"
    return f"{what}: leave one out"


def _quoted(words: tuple[WordAsked, ...] | list[WordAsked]) -> str:
    return ", ".join(f"“{one.word}”" for one in words)
