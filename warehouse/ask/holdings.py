"""Tell all that is held of an act, an annex, a post or an authority at once, as a page shows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from warehouse.ask.asked import Asked, Row, Table, ask, first_row, rows_of
from warehouse.ask.keys import rows_named
from warehouse.connection import Warehouse

COMING_DAYS = 30
LONGEST_TEXT = 2_000_000
"""Characters of a text that are given; the rest is in the file."""


@dataclass(frozen=True)
class Act:
    """A directive for its page. ``bodies`` are its own texts, each with the place at which it begins in its file."""

    directive: Row
    sentences: Table
    citations: Table
    signatures: Table
    bodies: tuple[Row, ...]
    findings: tuple[Row, ...]


@dataclass(frozen=True)
class Described:
    """What an annex says of a post. ``position`` holds its job description, ``None`` where it is not one."""

    position: Row | None
    languages: tuple[Row, ...]
    duties: Table


@dataclass(frozen=True)
class Annex:
    """An annex for its page. ``place`` is its place in the chain of annexes of one post or subject, by ``authority``,
    ``unit``, ``subject``, ``previous_annex_id`` and ``version_number``; ``None`` where it is in none.

    ``is_in_force_as_known`` is whether it was in force as known at the end of the day asked for (``None``: the second
    clock was not asked).
    """

    annex: Row
    described: Described
    place: Row | None
    why: Table
    is_in_force_as_known: bool | None


@dataclass(frozen=True)
class Front:
    """What the first page shows: counts per authority, what was learned last, and what begins and ends soon."""

    authorities: Table
    learned: Table
    coming: Table


def front(w: Warehouse, today: date) -> Front:
    """Return the first page's answers: what was learned since yesterday, what changes in the coming thirty days."""
    return Front(
        authorities=ask(w, "authority_counts", day=today),
        learned=ask(w, "changes_learned", **{"from": today - timedelta(days=1), "to": today}),
        coming=ask(w, "changes", **{"from": today + timedelta(days=1), "to": today + timedelta(days=COMING_DAYS)}),
    )


def find_authority(w: Warehouse, name: str) -> Row | None:
    """Return the authority of that key or printed name; ``None`` where none is held."""
    of_key = first_row(w, "SELECT * FROM authorities WHERE authority = lower(trim(CAST($name AS VARCHAR)))", name=name)
    return of_key or first_row(
        w,
        "SELECT * FROM authorities"
        " WHERE list_contains(list_transform(names, lambda x: lower(x)), lower(trim(CAST($name AS VARCHAR))))"
        " ORDER BY authority LIMIT 1",
        name=name,
    )


def has_unit(w: Warehouse, authority: str, unit: str) -> bool:
    """Return whether a held job description of the authority, of whatever day, names the unit or one below it."""
    row = first_row(
        w,
        "SELECT 1 FROM positions AS p JOIN directives AS d ON d.directive_id = p.directive_id"
        " WHERE d.authority = $authority AND len(unit_path(CAST($unit AS VARCHAR))) > 0"
        " AND unit_path(p.unit)[:len(unit_path(CAST($unit AS VARCHAR)))] = unit_path(CAST($unit AS VARCHAR)) LIMIT 1",
        authority=authority,
        unit=unit,
    )
    return row is not None


def act(w: Warehouse, directive_id: str) -> Act | None:
    """Return what is held of a directive; ``None`` where it is not held."""
    sheet = _sheet_of_act(w, directive_id)
    if sheet is None:
        return None
    asked = {"directive_id": directive_id}
    return Act(
        directive={name: sheet[name] for name in _NAMED},
        sentences=Table(Asked("sentences_of_act", asked), sheet["sentences"]),
        citations=Table(Asked("citations_of_act", asked), sheet["citations"]),
        signatures=Table(Asked("signatures_of_act", asked), sheet["signatures"]),
        bodies=tuple(_with_texts(w, sheet["bodies"])),
        findings=tuple(sheet["findings"]),
    )


_NAMED = ("directive_id", "title", "authority", "institution", "register", "source_url")
_LISTED = ("sentences", "citations", "signatures", "bodies", "findings")


def _sheet_of_act(w: Warehouse, directive_id: str) -> Row | None:
    asked = f"SELECT {', '.join((*_NAMED, *_LISTED))} FROM act_sheets WHERE directive_key = $key"
    return next(iter(rows_named(w, asked, "directive_id", directive_id)), None)


def _with_texts(w: Warehouse, bodies: Sequence[Row]) -> Iterator[dict[str, Any]]:
    """Yield those bodies of which the text is held, with it."""
    for body in bodies:
        start, end = body["span_start"], body["span_end"]
        length = min(end - start, LONGEST_TEXT)
        cut = "SELECT substring(text, $start + 1, $length) AS text FROM texts WHERE file_id = $id"
        held = first_row(w, cut, id=body["file_id"], start=start, length=length)
        if held is not None:
            yield {**body, **held}


def annex(w: Warehouse, annex_id: str, day: date, known_on: date | None) -> Annex | None:
    """Return what is held of an annex, judged on ``day``; ``None`` where it is not held."""
    sheet = _sheet_of_annex(w, annex_id)
    if sheet is None:
        return None
    shown = "SELECT annex_id, annex_number, title, text, is_text_held FROM annexes WHERE annex_row = $row"
    [found] = rows_of(w, shown, row=sheet["annex_row"])
    return Annex(
        annex=found,
        described=_described(annex_id, sheet),
        place=sheet if sheet["version_number"] else None,
        why=_steps(w, annex_id, day),
        is_in_force_as_known=None if known_on is None else _is_known(w, annex_id, day, known_on),
    )


def _steps(w: Warehouse, annex_id: str, day: date) -> Table:
    """Return what the query ``why`` answers of a held annex, without looking for the annex first."""
    rows = rows_named(w, "SELECT * FROM annex_steps_by($key, $day)", "annex_id", annex_id, day=day)
    return Table(Asked("why", {"annex_id": annex_id, "day": day}), rows)


def described(w: Warehouse, annex_id: str) -> Described:
    """Return what an annex says of a post: its fields, the languages it asks for, its duties."""
    return _described(annex_id, _sheet_of_annex(w, annex_id))


def _described(annex_id: str, sheet: Row | None) -> Described:
    asked = Asked("duties_of_annex", {"annex_id": annex_id})
    if sheet is None:
        return Described(None, (), Table(asked, []))
    return Described(sheet["position"], tuple(sheet["languages"]), Table(asked, sheet["duties"]))


def _sheet_of_annex(w: Warehouse, annex_id: str) -> Row | None:
    asked = (
        "SELECT annex_id, annex_row, position, languages, duties, authority, unit, subject, previous_annex_id,"
        " version_number FROM annex_sheets WHERE annex_key = $key"
    )
    return next(iter(rows_named(w, asked, "annex_id", annex_id)), None)


def _is_known(w: Warehouse, annex_id: str, day: date, known_on: date) -> bool:
    asked = "SELECT count(*) AS n FROM annexes_in_force_as_known($day, $known_on) WHERE annex_id = $id"
    return bool(rows_of(w, asked, id=annex_id, day=day, known_on=known_on)[0]["n"])


def ids_of_annexes(w: Warehouse, directive_id: str, words: str) -> list[str]:
    """Return the annexes of a directive that the last part of an address names: a number, or the tail of an id."""
    return [
        row["annex_id"]
        for row in rows_of(
            w,
            "SELECT annex_id FROM annexes WHERE directive_id = $id AND lower(CAST($words AS VARCHAR)) IN"
            " (lower(annex_number), lower(split_part(annex_id, '#', -1)))"
            " ORDER BY lower(split_part(annex_id, '#', -1)) = lower(CAST($words AS VARCHAR)) DESC, annex_id",
            id=directive_id,
            words=words,
        )
    ]
