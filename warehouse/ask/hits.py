"""Find what has all words of a search by a few look-ups by number.

The macro ``search`` answers the same in one statement, which takes longer to plan than to run. The rows are the same.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from warehouse.ask.asked_words import Term, WordAsked, ask_index
from warehouse.connection import MOST_LOOKED_FOR, Warehouse

_WORD = re.compile(r"[^\W_]+")
_MOST_JOINED, _MOST_UNEVEN = 3, 8
"""Words that are joined one after another, and how much rarer than the others one of them may be (macro ``search``)."""


@dataclass(frozen=True)
class _Lemma:
    """A lemma of a word, with how many items have the word and how many have it as typed."""

    lemma_no: int
    form_nos: tuple[int, ...]
    word_items: int
    word_form_items: int


@dataclass(frozen=True)
class Fact:
    """What a hit is counted by: its kind, its status on a day (``None``: of no act), the year of its act."""

    kind: str
    status: str | None
    year: int | None


Ranked = Sequence[tuple[int, float]]
"""Numbers of items, best first, with their scores."""


def rank(w: Warehouse, asked: Sequence[WordAsked], limits: Mapping[str, Any], most: int) -> Ranked:
    """Return at most ``most`` items that have all the words; ``limits`` are parameters of ``search_allowed``."""
    words = _lemmas(asked)
    if not words or not all(words):
        return []
    lemmas = sorted(
        ((word_no, lemma) for word_no, of_word in enumerate(words) for lemma in of_word),
        key=lambda one: (one[1].word_items, one[0]),
    )
    given: dict[str, Any] = {"most": most}
    numbers = [lemma.word_items for _, lemma in lemmas]
    for turn, (_, lemma) in enumerate(lemmas):
        given |= {
            f"lemma_{turn}": lemma.lemma_no, f"forms_{turn}": list(lemma.form_nos),
            f"items_{turn}": lemma.word_items, f"typed_{turn}": lemma.word_form_items,
        }  # fmt: skip
    if len(lemmas) == len(words) <= _MOST_JOINED and max(numbers) <= _MOST_UNEVEN * min(numbers):
        found = _joined(len(lemmas))
    else:
        is_of_few = min(numbers) * len(lemmas) <= MOST_LOOKED_FOR
        found = _grouped([word_no for word_no, _ in lemmas], is_of_few=is_of_few)
    allowed = ", ".join(f"{name} := ${name}" for name in limits)
    among = f" WHERE item_no IN (SELECT item_no FROM search_allowed({allowed}))" if limits else ""
    best = f"SELECT item_no, score FROM ({found}){among} ORDER BY score DESC, item_no LIMIT CAST($most AS BIGINT)"
    rows = ask_index(w, best, **given, **limits)
    return [(row["item_no"], row["score"]) for row in rows]


def _lemmas(asked: Sequence[WordAsked]) -> list[list[_Lemma]]:
    """Return for each word that is not passed over its lemmas; none for one that no item has."""
    by_word = {one.looked_for: one.terms for one in asked}
    kept = [terms for terms in by_word.values() if all(term.lemma_no is not None for term in terms)]
    return [_of_word(terms) for terms in kept]


def _of_word(terms: Sequence[Term]) -> list[_Lemma]:
    forms: dict[int, list[Term]] = {}
    for term in terms:
        assert term.lemma_no is not None
        forms.setdefault(term.lemma_no, []).append(term)
    word_items = sum(of_one[0].lemma_items for of_one in forms.values())
    form_items = sum(term.form_items for term in terms)
    return [
        _Lemma(number, tuple(one.form_no for one in of_one if one.form_no is not None), word_items, form_items)
        for number, of_one in forms.items()
    ]


_ENTRY_SCORE = "entry_score(e.times, e.form_no, e.forms, e.item_word_number, {})"


def _weights(turn: int) -> str:
    """Return SQL of what ``entry_score`` weighs the entries of a lemma by."""
    return (
        f"word_weight($items_{turn}, n.item_number), word_weight($typed_{turn}, n.item_number),"
        f" CAST($forms_{turn} AS INTEGER[]), length_weight(n.average_word_number)"
    )


def _joined(number: int) -> str:
    """Return SQL of the items that have all of up to three words of one lemma each, the rarest first."""
    named = ", ".join(
        f"word_{turn} AS (SELECT e.item_no, {_ENTRY_SCORE.format(_weights(turn))} AS score"
        f" FROM search_entries AS e CROSS JOIN search_measures AS n WHERE e.lemma_no = $lemma_{turn})"
        for turn in range(number)
    )
    score = " + ".join(f"word_{turn}.score" for turn in range(number))
    joins = "".join(f" JOIN word_{turn} ON word_{turn}.item_no = word_0.item_no" for turn in range(1, number))
    return f"WITH {named} SELECT word_0.item_no, {score} AS score FROM word_0{joins}"


def _grouped(word_nos: Sequence[int], *, is_of_few: bool) -> str:
    """Return SQL of the items of the rarest word (the first) that have all others too, by any of their lemmas.

    Only the entries of the other words are looked for among these items. Where these are few, the numbers of their
    entries are looked for first: a scan of all that a frequent word's entries say takes longer.
    """
    bits = {word_no: 1 << turn for turn, word_no in enumerate(dict.fromkeys(word_nos))}
    terms = " UNION ALL ".join(
        f"SELECT $lemma_{turn}, {bits[word_no]}::BIGINT, {_weights(turn)} FROM search_measures AS n"
        for turn, word_no in enumerate(word_nos)
    )
    of_rarest = [turn for turn, word_no in enumerate(word_nos) if word_no == word_nos[0]]
    lemmas = ", ".join(f"$lemma_{turn}" for turn in range(len(word_nos)))
    entries = "SELECT entry FROM rarest" + "".join(
        " UNION ALL SELECT x.rowid FROM search_entries AS x SEMI JOIN rarest AS r ON r.item_no = x.item_no"
        f" WHERE x.lemma_no = $lemma_{turn}"
        for turn in range(len(of_rarest), len(word_nos))
    )
    score = _ENTRY_SCORE.format("t.lemma_weight, t.form_weight, t.forms, t.length_weight")
    among = f"e.rowid IN ({entries})" if is_of_few else "e.item_no IN (SELECT item_no FROM rarest)"
    return (
        f"WITH terms (lemma_no, bit, lemma_weight, form_weight, forms, length_weight) AS MATERIALIZED ({terms}),"
        " rarest AS MATERIALIZED (SELECT item_no, rowid AS entry FROM search_entries"
        f" WHERE lemma_no IN ({', '.join(f'$lemma_{turn}' for turn in of_rarest)}))"
        f" SELECT e.item_no, sum({score}) AS score"
        " FROM search_entries AS e JOIN terms AS t ON t.lemma_no = e.lemma_no"
        f" WHERE e.lemma_no IN ({lemmas}) AND {among}"
        f" GROUP BY e.item_no HAVING bit_or(t.bit) = {sum(bits.values())}"
    )


def facts(w: Warehouse, ranked: Ranked, day: date) -> list[Fact]:
    """Return what each of the items is counted by, its status that of the day."""
    rows = ask_index(
        w,
        "SELECT item_no, kind, act_year AS year, CASE WHEN directive_id IS NOT NULL THEN status_by_days("
        "CAST($day AS DATE), in_force_from, in_force_until, undecided_from, suspensions) END AS status"
        f" FROM search_items WHERE {_BY_ROWID}",
        rowids=_rowids(ranked),
        day=day,
    )
    held = {row.pop("item_no"): Fact(**row) for row in rows}
    return [held[item_no] for item_no, _ in ranked]


# Rows are in the order of their numbers, so that a row is found at once by its rowid, however many there are.
_BY_ROWID = "rowid IN (SELECT unnest(CAST($rowids AS BIGINT[])))"


def _rowids(ranked: Ranked) -> list[int]:
    return [item_no - 1 for item_no, _ in ranked]


def tell(w: Warehouse, asked: Sequence[WordAsked], ranked: Ranked) -> list[tuple[int, dict[str, Any]]]:
    """Return the rows of the macro ``search`` for these items, in their order, each with the number of its item."""
    if not ranked:
        return []
    held = {row.pop("item_no"): row for row in ask_index(w, _ITEMS, rowids=_rowids(ranked))}
    acts = _acts(w, {item["directive_id"] for item in held.values() if item["directive_id"] is not None})
    forms = _forms(w, asked)
    places = _places(w, list(held.values()), forms)
    marked = frozenset(form for of_word in forms for form in of_word)
    rows = []
    for item_no, score in ranked:
        if (place := places.get(item_no)) is not None:
            told = {"score": round(score, 3)} | held[item_no] | acts.get(held[item_no]["directive_id"], _NO_ACT) | place
            told["sentence"] = _mark(place["sentence"], marked)
            rows.append((item_no, {name: told[name] for name in COLUMNS}))
    return rows


COLUMNS = (
    "score", "kind", "register", "institution", "act_kind", "number", "directive_date", "directive_id", "annex_id",
    "annex_number", "position_id", "ordinal", "title", "unit", "in_force_from", "in_force_until", "undecided_from",
    "field", "sentence", "evidence_id", "page_number", "source_url",
)  # fmt: skip
"""Columns of the macro ``search``."""

_ITEMS = f"""
    SELECT item_no, kind, register, directive_id, annex_id, annex_number, position_id, ordinal, title, unit,
           in_force_from, in_force_until, undecided_from, first_passage_no, passage_number
    FROM search_items WHERE {_BY_ROWID}"""

_ACTS = """
    SELECT directive_id, institution, act_kind, number, coalesce(signed_on, registered_on) AS directive_date, source_url
    FROM directives WHERE directive_id IN (SELECT unnest(CAST($ids AS VARCHAR[])))"""
_NO_ACT = dict.fromkeys(("institution", "act_kind", "number", "directive_date", "source_url"))


def _acts(w: Warehouse, ids: Collection[str]) -> dict[str, dict[str, Any]]:
    """Return what the rows of items say of their acts. Asked together with the items, DuckDB reads all acts."""
    rows = ask_index(w, _ACTS, ids=sorted(ids)) if ids else []
    return {row.pop("directive_id"): row for row in rows}


def _forms(w: Warehouse, asked: Sequence[WordAsked]) -> list[frozenset[str]]:
    """Return for each word all forms of its lemmas."""
    words = [{lemma.lemma_no for lemma in of_word} for of_word in _lemmas(asked)]
    rows = ask_index(
        w,
        "SELECT lemma_no, form FROM search_words WHERE list_contains(CAST($numbers AS INTEGER[]), lemma_no)",
        numbers=sorted(set().union(*words)),
    )
    return [frozenset(row["form"] for row in rows if row["lemma_no"] in numbers) for numbers in words]


def _places(
    w: Warehouse, items: Sequence[Mapping[str, Any]], forms: Sequence[Collection[str]]
) -> dict[int, dict[str, Any]]:
    """Return for each item its passage that has most of the words, the first of several."""
    rowids = [
        first - 1 + place
        for first, number in ((item["first_passage_no"], item["passage_number"]) for item in items)
        for place in range(number)
    ]
    rows = ask_index(
        w,
        "SELECT passage_no, item_no, field, words AS sentence, evidence_id, page_number FROM search_passages"
        f" WHERE {_BY_ROWID}",
        rowids=rowids,
    )
    best: dict[int, tuple[tuple[int, int], dict[str, Any]]] = {}
    for row in rows:
        item_no, passage_no = row.pop("item_no"), row.pop("passage_no")
        held = set(_WORD.findall(row["sentence"].lower()))
        found = sum(not held.isdisjoint(of_word) for of_word in forms)
        order = (found, -passage_no)
        if found and (item_no not in best or order > best[item_no][0]):
            best[item_no] = (order, row)
    return {item_no: row for item_no, (_, row) in best.items()}


def _mark(words: str, forms: Collection[str]) -> str:
    return _WORD.sub(lambda match: f"»{match[0]}«" if match[0].lower() in forms else match[0], words)
