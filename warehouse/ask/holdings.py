"""Tell all that is held of an act, an annex, a post or an authority at once, as a page shows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from warehouse.ask.asked import Asked, Row, Table, ask, first_row, rows_of
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
    """An annex for its page. ``chain`` are the annexes of the same post or subject in order; empty where none is known.

    ``is_in_force_as_known`` is whether it was in force as known at the end of the day asked for (``None``: the second
    clock was not asked).
    """

    annex: Row
    described: Described
    chain: tuple[Row, ...]
    why: Table
    is_in_force_as_known: bool | None


@dataclass(frozen=True)
class Post:
    """A chain of annexes: its versions with the days of each status, and the days without any version in force."""

    versions: tuple[Row, ...]
    gaps: tuple[Row, ...]


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
    directive = first_row(w, "SELECT * FROM directives WHERE directive_id = $id", id=directive_id)
    if directive is None:
        return None
    sheet = first_row(w, _SHEET, id=directive_id) or dict.fromkeys(_LISTED, ())
    asked = {"directive_id": directive_id}
    return Act(
        directive=directive,
        sentences=Table(Asked("sentences_of_act", asked), sheet["sentences"]),
        citations=Table(Asked("citations_of_act", asked), sheet["citations"]),
        signatures=Table(Asked("signatures_of_act", asked), sheet["signatures"]),
        bodies=tuple(_with_texts(w, sheet["bodies"])),
        findings=tuple(sheet["findings"]),
    )


_LISTED = ("sentences", "citations", "signatures", "bodies", "findings")
_SHEET = (
    f"SELECT {', '.join(_LISTED)} FROM act_sheets"
    " WHERE directive_key = id_key(CAST($id AS VARCHAR)) AND directive_id = CAST($id AS VARCHAR)"
)


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
    found = first_row(w, "SELECT * EXCLUDE (annex_row) FROM annexes WHERE annex_id = $id", id=annex_id)
    if found is None:
        return None
    return Annex(
        annex=found,
        described=described(w, annex_id),
        chain=tuple(_chain_of(w, annex_id)),
        why=_steps(w, annex_id, day),
        is_in_force_as_known=None if known_on is None else _is_known(w, annex_id, day, known_on),
    )


def _steps(w: Warehouse, annex_id: str, day: date) -> Table:
    """Return what the query ``why`` answers of a held annex, without looking for the annex first."""
    params = {"annex_id": annex_id, "day": day}
    return Table(Asked("why", params), rows_of(w, "SELECT * FROM annex_steps_on($annex_id, $day)", **params))


def described(w: Warehouse, annex_id: str) -> Described:
    """Return what an annex says of a post: its fields, the languages it asks for, its duties."""
    held = rows_of(w, "SELECT * FROM positions WHERE annex_id = $id", id=annex_id)
    # A few rows of many columns are sorted here in a tenth of the time that DuckDB takes.
    position = min(held, key=lambda row: str(row["position_id"]), default=None)
    return Described(position, tuple(_languages(w, position)), ask(w, "duties_of_annex", annex_id=annex_id))


def _languages(w: Warehouse, position: Row | None) -> list[dict[str, Any]]:
    if position is None:
        return []
    held = "SELECT language, level FROM language_requirements WHERE position_id = $id"
    return sorted(rows_of(w, held, id=position["position_id"]), key=lambda row: str(row["language"]))


def _is_known(w: Warehouse, annex_id: str, day: date, known_on: date) -> bool:
    asked = "SELECT count(*) AS n FROM annexes_in_force_as_known($day, $known_on) WHERE annex_id = $id"
    return bool(rows_of(w, asked, id=annex_id, day=day, known_on=known_on)[0]["n"])


def _chain_of(w: Warehouse, annex_id: str) -> list[dict[str, Any]]:
    chained = first_row(w, "SELECT chain_id FROM annex_chains WHERE annex_id = $id", id=annex_id)
    if chained is None:
        return []
    # Asked for in a second question: a scan can skip by a value, but not by a subquery in its place.
    rows = rows_of(w, "SELECT * FROM annex_chains WHERE chain_id = $id", id=chained["chain_id"])
    rows.sort(key=lambda row: row["turn"])
    first = "SELECT authority FROM directives WHERE directive_id = $id"
    authority = first_row(w, first, id=rows[0]["directive_id"])
    return [{**row, "authority": authority["authority"] if authority else None} for row in rows]


def posts_named(w: Warehouse, authority: str, unit: str | None, subject: str, day: date) -> list[dict[str, Any]]:
    """Return the chains that an address names, the staff groups of one post apart; empty where none is held."""
    named = ask(w, "posts_of_authority", authority=authority, unit=unit, subject=subject, day=day)
    return [row for row in named.rows if unit is not None or row["unit"] is None]


def post(w: Warehouse, chain_id: str) -> Post | None:
    """Return the versions of a chain in order, with the days of each status, and its gaps."""
    versions = rows_of(
        w,
        "SELECT c.*, a.annex_number, a.title, a.applied_from, a.is_text_held, d.authority, d.number, d.act_kind,"
        " coalesce(d.signed_on, d.registered_on) AS directive_date"
        " FROM annex_chains AS c JOIN annexes AS a ON a.annex_id = c.annex_id"
        " JOIN directives AS d ON d.directive_id = c.directive_id WHERE c.chain_id = $id ORDER BY c.turn, c.annex_id",
        id=chain_id,
    )
    if not versions:
        return None
    stretches = rows_of(
        w,
        "SELECT s.* EXCLUDE (annex_row, begins_on, ends_on) FROM annex_statuses AS s"
        " WHERE s.annex_id IN (SELECT annex_id FROM annex_chains WHERE chain_id = $id)"
        " ORDER BY s.annex_id, s.status_from NULLS FIRST",
        id=chain_id,
    )
    by_annex: dict[str, list[dict[str, Any]]] = {}
    for stretch in stretches:
        by_annex.setdefault(stretch["annex_id"], []).append(stretch)
    gaps = rows_of(
        w, "SELECT * FROM chain_days WHERE chain_id = $id AND coverage = 'gap' ORDER BY begins_on", id=chain_id
    )
    return Post(
        versions=tuple({**version, "stretches": by_annex.get(version["annex_id"], [])} for version in versions),
        gaps=tuple(gaps),
    )


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
