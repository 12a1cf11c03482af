"""Ask the index of words (the macro ``search``) in the quick way, and say what became of each word asked for."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from extractors.words.lemmas import lemma_of
from extractors.words.searched import words_of
from warehouse.ask.queries import QueryResult, run_query
from warehouse.connection import Warehouse
from warehouse.errors import QueryError

KINDS = ("annex", "duty", "position", "directive")
"""What can be found: a position is the fields of a job description, a duty one of its duties."""

STATUSES = ("in_force", "not_yet", "suspended", "undecided", "ended")
"""What an annex or directive can be on a day."""

MOST_WORDS = 32
"""Words of a search. The macro passes over those after them."""

_LEVEL = re.compile(r"(?P<language>.*?)[\s,]*\b(?P<level>[abc][12])\b", re.IGNORECASE | re.DOTALL)

WordMeaning = Literal["known", "without_marks", "another_form", "passed_over", "unknown"]
"""What became of a word: texts have it in some form; they have it with marks that were not typed (õ, ä, ö, ü); they
have its lemma, to which the typed form was brought; nearly all of them have it; none has it."""


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


@dataclass(frozen=True)
class WordAsked:
    """A word of a search. ``looked_for`` is what stands for it in the index; ``similar`` are words that texts have and
    that may have been meant, nearest first (only where it is unknown)."""

    word: str
    meaning: WordMeaning
    looked_for: str
    similar: tuple[str, ...] = ()


def parse_language(words: str) -> tuple[str, str | None]:
    """Return a language and the level that words name ("inglise B2"); ``None`` for no level."""
    found = _LEVEL.fullmatch(words.strip())
    if found is None:
        return words.strip(), None
    return found["language"].strip(), found["level"].upper()


def look_up(w: Warehouse, words: str) -> tuple[WordAsked, ...]:
    """Return what became of each different word, in order; those after ``MOST_WORDS`` are left out.

    Raise ``QueryError`` where the file was published before there were searches.
    """
    asked = list(dict.fromkeys(words_of(words)))[:MOST_WORDS]
    rows = _ask(
        w,
        "SELECT a.word, bool_or(w.form = a.word OR w.lemma = a.word) AS is_known,"
        " bool_or(w.form = a.word AND w.lemma_no IS NULL) AS is_passed_over"
        " FROM (SELECT unnest(CAST($asked AS VARCHAR[])) AS word) AS a JOIN search_words AS w"
        " ON w.form = a.word OR w.lemma = a.word OR strip_accents(a.word) IN (w.folded, w.folded_lemma) GROUP BY 1",
        asked=asked,
    ).rows
    held = {word: (is_known, is_passed_over) for word, is_known, is_passed_over in rows}
    return tuple(_told(w, word, held.get(word)) for word in asked)


def _told(w: Warehouse, word: str, held: tuple[bool, bool] | None) -> WordAsked:
    if held is not None:
        is_known, is_passed_over = held
        return WordAsked(word, "passed_over" if is_passed_over else "known" if is_known else "without_marks", word)
    lemma = lemma_of(word)  # a form that no text has may be one of a word that texts have
    if lemma != word and _ask(w, "SELECT 1 FROM search_words WHERE lemma = $lemma LIMIT 1", lemma=lemma).rows:
        return WordAsked(word, "another_form", lemma)
    near = _ask(
        w,
        "SELECT form FROM search_words WHERE lemma_no IS NOT NULL AND abs(length(form) - length($word)) < 3"
        " AND levenshtein(form, $word) <= CASE WHEN length($word) > 5 THEN 2 ELSE 1 END"
        " ORDER BY levenshtein(form, $word), form_item_number DESC, form LIMIT 3",
        word=word,
    )
    return WordAsked(word, "unknown", word, tuple(row[0] for row in near.rows))


def find_hits(w: Warehouse, asked: Sequence[WordAsked], filters: Filters, most: int | None) -> QueryResult:
    """Return what has all these words, best first: the columns of the macro ``search``; ``most``: ``None`` is all.

    A filter that is not given is left out of the statement: DuckDB then plans a search that reads less.
    """
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
    given = {name: value for name, value in given.items() if value is not None}
    named = "".join(f", {name} := ${name}" for name in given)
    limit = "NULL" if most is None else str(int(most))
    words = " ".join(one.looked_for for one in asked)
    return _ask(w, f"SELECT * FROM search($words{named}, most := {limit})", words=words, **given)


def statuses_of(w: Warehouse, ids: Collection[str], day: date) -> dict[str, str]:
    """Return the status on a day of each annex and directive with these ids; one that has none is left out."""
    on_the_day = (
        "list_contains($ids, {id}) AND coalesce(status_from <= CAST($day AS DATE), true)"
        " AND coalesce(CAST($day AS DATE) < status_until, true)"
    )
    rows = _ask(
        w,
        f"SELECT annex_id, status FROM annex_statuses WHERE {on_the_day.format(id='annex_id')} UNION ALL"
        f" SELECT directive_id, status FROM directive_statuses WHERE {on_the_day.format(id='directive_id')}",
        ids=sorted(ids),
        day=day,
    ).rows
    return dict(rows)


def _ask(w: Warehouse, sql: str, **params: Any) -> QueryResult:
    try:
        return run_query(w, sql, params=params)
    except QueryError as error:
        if "Catalog Error" not in str(error):
            raise
        why = "was published by another version of kehtiv: the next run publishes one that can be searched"
        raise QueryError(f"{w.path.name} {why}") from error
