"""Look up the words of a search in the index: what became of each, and which lemmas and forms stand for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from extractors.words.lemmas import lemma_of
from extractors.words.searched import words_of
from warehouse.ask.queries import fetch_rows
from warehouse.connection import Warehouse
from warehouse.errors import QueryError

MOST_WORDS = 32
"""Words of a search. The macro passes over those after them."""

WordMeaning = Literal["known", "without_marks", "another_form", "passed_over", "unknown"]
"""What became of a word: texts have it in some form; they have it with marks that were not typed (õ, ä, ö, ü); they
have its lemma, to which the typed form was brought; nearly all of them have it; none has it."""


@dataclass(frozen=True)
class Term:
    """A lemma that a word of a search means, with how many items have it; ``form_no`` is the form as typed.

    ``lemma_no`` is ``None`` where searches pass over the word, ``form_no`` where the lemma itself was typed.
    """

    lemma_no: int | None
    form_no: int | None
    form_items: int
    lemma_items: int


@dataclass(frozen=True)
class WordAsked:
    """A word of a search. ``looked_for`` is what stands for it in the index; ``similar`` are words that texts have and
    that may have been meant, nearest first (only where it is unknown). ``terms`` is what the index has of it."""

    word: str
    meaning: WordMeaning
    looked_for: str
    similar: tuple[str, ...] = ()
    terms: tuple[Term, ...] = field(default=(), repr=False)


_NUMBERS = "lemma_no, form_no, form_item_number AS form_items, lemma_item_number AS lemma_items"
_OF_LEMMA = "lemma_no, NULL AS form_no, 0 AS form_items, lemma_item_number AS lemma_items"


def look_up(w: Warehouse, words: str) -> tuple[WordAsked, ...]:
    """Return what became of each different word, in order; those after ``MOST_WORDS`` are left out.

    Raise ``QueryError`` where the file was published before there were searches.
    """
    asked = list(dict.fromkeys(words_of(words)))[:MOST_WORDS]
    held = _terms(w, asked)
    return tuple(_told(w, word, held.get(word)) for word in asked)


def _terms(w: Warehouse, asked: Sequence[str]) -> dict[str, tuple[Term, ...]]:
    """Return the terms of those words that are forms or lemmas in the index."""
    if not asked:
        return {}
    # Two scans, each with one column compared: a join over either of two columns compares all words with all.
    rows = ask_index(
        w,
        f"SELECT form AS word, {_NUMBERS} FROM search_words WHERE list_contains(CAST($asked AS VARCHAR[]), form)"
        f" UNION ALL SELECT DISTINCT lemma AS word, {_OF_LEMMA} FROM search_words"
        " WHERE list_contains(CAST($asked AS VARCHAR[]), lemma)",
        asked=list(asked),
    )
    held: dict[str, list[Term]] = {}
    for row in rows:
        held.setdefault(row.pop("word"), []).append(Term(**row))
    return {word: tuple(dict.fromkeys(terms)) for word, terms in held.items()}


def _told(w: Warehouse, word: str, terms: tuple[Term, ...] | None) -> WordAsked:
    if terms is not None:
        # A form that searches pass over has a number, and no lemma that is looked for.
        is_passed_over = any(term.lemma_no is None and term.form_no is not None for term in terms)
        return WordAsked(word, "passed_over" if is_passed_over else "known", word, terms=terms)
    unmarked = ask_index(
        w,
        f"SELECT DISTINCT {_NUMBERS} FROM search_words WHERE folded = strip_accents(CAST($word AS VARCHAR))"
        f" UNION SELECT {_OF_LEMMA} FROM search_words WHERE folded_lemma = strip_accents(CAST($word AS VARCHAR))",
        word=word,
    )
    if unmarked:
        return WordAsked(word, "without_marks", word, terms=tuple(Term(**row) for row in unmarked))
    lemma = lemma_of(word)  # a form that no text has may be one of a word that texts have
    of_lemma = _terms(w, [lemma]).get(lemma, ()) if lemma != word else ()
    if of_lemma:
        return WordAsked(word, "another_form", lemma, terms=of_lemma)
    near = ask_index(
        w,
        "SELECT form FROM search_words WHERE lemma_no IS NOT NULL AND abs(length(form) - length($word)) < 3"
        " AND levenshtein(form, $word) <= CASE WHEN length($word) > 5 THEN 2 ELSE 1 END"
        " ORDER BY levenshtein(form, $word), form_item_number DESC, form LIMIT 3",
        word=word,
    )
    return WordAsked(word, "unknown", word, tuple(row["form"] for row in near))


def ask_index(w: Warehouse, sql: str, **params: Any) -> list[dict[str, Any]]:
    """Return rows of the index. Raise ``QueryError`` that says so where the file was published without one."""
    try:
        return fetch_rows(w, sql, params=params)
    except QueryError as error:
        raise of_another_version(w, error) from error


def of_another_version(w: Warehouse, error: QueryError) -> QueryError:
    """Return the error as a person needs it where the file lacks the index, else the error itself."""
    if "Catalog Error" not in str(error) and "Binder Error" not in str(error):
        return error
    why = "was published by another version of kehtiv: the next run publishes one that can be searched"
    return QueryError(f"{w.path.name} {why}")
