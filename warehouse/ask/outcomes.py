"""Find what a reference comes to: what holds of the acts and annexes it names, or why it names none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any, TypeVar

from warehouse.ask.answer import Answer, CitingSentence, Outcome, Post, SimilarAct, TakenDown
from warehouse.ask.keys import rows_named
from warehouse.ask.queries import fetch_rows, run_query
from warehouse.ask.references import Reference, find_target, may_be_a_name, parse_reference
from warehouse.connection import Warehouse
from warehouse.sources import SQL_FOLDER, read_source


def find_answer(
    w: Warehouse, reference: str, day: date, annex: str | None = None, most_posts: int | None = None
) -> Answer:
    """Return what a reference comes to on ``day``.

    ``annex`` is the number, the title or the last part of the id of an annex; where it is ``None``, the reference may
    name one itself. Of the posts that words name, ``most_posts`` are told (``None``: all).
    """
    directive_ids = [name := reference.strip()]
    # Words of a search hold blanks, and ids do not. What else is an id is found below.
    found = outcomes_of(w, name, day) if "/" in name and len(name.split()) == 1 else []
    if not found:
        directive_ids, named = find_target(w, reference)
        annex = annex if annex is not None else named
        if not directive_ids:
            return _find_near(w, reference, day, annex, most_posts)
        if len(directive_ids) == 1:
            found = outcomes_of(w, directive_ids[0], day)
        else:
            found = _rows(Outcome, fetch_rows(w, name="outcome", params={"directive_ids": directive_ids, "day": day}))
    if annex is None:
        return Answer(reference, None, day, "held", tuple(found))
    wanted = set(find_annexes(w, directive_ids, annex))
    owners = {one.directive_id for one in found if one.annex_id in wanted}
    if not owners:
        return Answer(reference, annex, day, "annex_not_held", tuple(found))
    acts_and_annexes = wanted | {None}
    kept = (one for one in found if one.directive_id in owners and one.annex_id in acts_and_annexes)
    return Answer(reference, annex, day, "held", tuple(kept))


def outcomes_of(w: Warehouse, directive_id: str, day: date) -> list[Outcome]:
    """Return what the query ``outcome`` answers of one directive, without what several take; empty where not held."""
    rows = rows_named(w, _OUTCOMES_OF_ONE, "directive_id", directive_id, day=day)
    return [Outcome(asked_on=day, **row) for row in rows]


# The rows stand in their order, and a scan keeps it: sorting so many columns would take as long as finding them.
_OUTCOMES_OF_ONE = (
    f"SELECT {', '.join(field.name for field in fields(Outcome) if field.name != 'asked_on')} FROM outcome_stretches"
    " WHERE directive_key = $key AND begins_on <= $day AND $day < ends_on"
)


def find_annexes(w: Warehouse, directive_ids: Sequence[str], words: str) -> list[str]:
    """Return the ids of the annexes of these directives that have this number, this last part of their id, or this
    title. A title counts where no number fits.
    """
    given = {"ids": list(directive_ids), "words": words}
    numbered = run_query(
        w,
        "SELECT annex_id FROM annexes WHERE list_contains(CAST($ids AS VARCHAR[]), directive_id)"
        " AND lower(trim(CAST($words AS VARCHAR))) IN (lower(annex_number), split_part(annex_id, '#', -1))"
        " ORDER BY 1",
        params=given,
    )
    if numbered.rows:
        return [row[0] for row in numbered.rows]
    titled = run_query(w, name="posts", params={"title": words}).rows
    return sorted(row[0] for row in titled if row[1] in set(directive_ids))


def _find_near(w: Warehouse, reference: str, day: date, annex: str | None, most_posts: int | None) -> Answer:
    parsed = parse_reference(reference)
    has_words = any(len(word) > 2 and word.isalpha() for word in reference.replace("-", " ").split())
    asked = {"title": reference, "day": day, "most": most_posts}
    posts = _rows(Post, fetch_rows(w, name="posts", params=asked)) if has_words else []
    if not parsed.is_reference and not parsed.kind:
        return Answer(reference, annex, day, "not_a_reference", posts=tuple(posts))
    # Where a post bears all the words, figures too, they are its name, and acts with a like number are not meant.
    is_name = bool(posts) and may_be_a_name(parsed)
    asked = {"number": parsed.number, "day": parsed.enacted_on, "year": parsed.year}
    similar = [] if is_name else _look_up(w, "similar_references", **asked)
    citing = (
        _rows(CitingSentence, _look_up(w, "cited_as", number=parsed.number, day=parsed.enacted_on))
        if parsed.number and parsed.enacted_on
        else []
    )
    return Answer(
        reference=reference,
        annex=annex,
        asked_on=day,
        answer="not_held",
        similar=tuple(_rows(SimilarAct, similar)),
        citing=tuple(citing),
        posts=tuple(posts),
        taken_down=tuple(_taken_down(w, reference, parsed)),
        impossible_day=parsed.impossible_day,
    )


def _look_up(w: Warehouse, name: str, **params: Any) -> list[dict[str, Any]]:
    return fetch_rows(w, read_source(SQL_FOLDER / "lookups" / f"{name}.sql").sql, params=params)


def _taken_down(w: Warehouse, reference: str, parsed: Reference) -> list[TakenDown]:
    # Most warehouses hold none. To plan the comparison of numbers takes many times as long as to see that.
    if not fetch_rows(w, "SELECT 1 FROM takedowns WHERE lifted_at IS NULL LIMIT 1"):
        return []
    return _rows(
        TakenDown,
        fetch_rows(
            w,
            "SELECT document_id, number, registered_on, document_type, cause,"
            " day_in_estonia(withdrawn_at) AS withdrawn_on FROM takedowns"
            " WHERE lifted_at IS NULL AND (document_id = CAST($id AS VARCHAR)"
            " OR (number_key(number) = number_key(CAST($number AS VARCHAR))"
            " AND coalesce(registered_on = CAST($day AS DATE), year(registered_on) = CAST($year AS INTEGER), true)))"
            " ORDER BY withdrawn_at DESC, document_id",
            params={"id": reference.strip(), "number": parsed.number, "day": parsed.enacted_on, "year": parsed.year},
        ),
    )


Row = TypeVar("Row", Outcome, SimilarAct, CitingSentence, Post, TakenDown)


def _rows(kind: type[Row], rows: Sequence[Mapping[str, Any]]) -> list[Row]:
    """Return the rows of an answer as values; columns that the value does not have are left out."""
    names = [field.name for field in fields(kind)]
    return [_value(kind, {name: row[name] for name in names}) for row in rows]


def _value(kind: type[Row], values: dict[str, Any]) -> Row:
    return kind(**values)
