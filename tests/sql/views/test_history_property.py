"""Validity as SQL derives it against a slow and obvious Python version, over histories made at random."""

from __future__ import annotations

import tempfile
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.model.effect import Affected, Effect
from extractors.model.extraction import FileExtraction
from extractors.model.ids import DocumentId, FileRef
from tests.warehouse.factory import Writer, annex, approve, body, document, effect, entry, header, own
from warehouse.ask.checks import run_checks
from warehouse.connection import Warehouse, open_published, open_working
from warehouse.load.entries import load_entries_within
from warehouse.load.entry_rows import SeenEntry
from warehouse.load.rows import Place, Rows, collect_rows
from warehouse.moment import Moment
from warehouse.publish.publish import publish
from warehouse.transactions import insert_rows, touch_content, transaction

FIRST = date(2025, 1, 1)
NUMBERS = ("1", "2", "3")
# Acts of different institutions never touch one another: one example holds a history of each, for one publish.
INSTITUTIONS = {"na": "Näidisamet", "pk": "Proovikeskus", "kv": "Katsevalitsus", "ok": "Oskuskool"}
LAST = 9
# Both name annexes one by one: revoked, or replaced by a new wording.
LISTED = ("annexes", "replacement")
days = st.integers(0, LAST).map(lambda n: FIRST + timedelta(days=n))


@dataclass(frozen=True)
class Revocation:
    number: str
    enacted_on: date
    scope: str
    annexes: tuple[str, ...]
    effective_on: date | None
    is_conditional: bool
    reading: str = "clear"
    """How the sentence reads: clear, "doubt" (not understood), "part" (of the act), "suspend" (until ``until_on``)."""
    until_on: date | None = None


@dataclass(frozen=True)
class Act:
    number: str
    signed_on: date
    annexes: tuple[tuple[str, str | None], ...]
    commence: date | str | None
    seen_on: date
    annexes_seen_on: date | None
    revocations: tuple[Revocation, ...]


Worlds = dict[str, list[Act]]


@st.composite
def revocations(draw: st.DrawFn) -> Revocation:
    scope = draw(st.sampled_from(["act", "annexes", "approved", "replacement"]))
    listed = draw(st.lists(st.sampled_from(NUMBERS), min_size=1, unique=True)) if scope in LISTED else []
    effective_on = draw(st.none() | days)
    is_conditional = effective_on is None and draw(st.integers(0, 4)) == 0
    reading = draw(st.sampled_from(["clear", "clear", "clear", "doubt", "part", "suspend"]))
    if reading == "suspend" and scope == "replacement":
        scope = "annexes"
    return Revocation(
        number=draw(st.sampled_from(NUMBERS)),
        enacted_on=draw(days),
        scope=scope,
        annexes=tuple(sorted(listed)),
        effective_on=effective_on,
        is_conditional=is_conditional,
        reading=reading,
        until_on=draw(st.none() | days) if reading == "suspend" else None,
    )


@st.composite
def histories(draw: st.DrawFn) -> list[Act]:
    """Acts of one institution whose revocations mostly name one of them; two acts may bear one number and day."""
    acts = []
    for _ in range(draw(st.integers(3, 7))):
        numbers = draw(st.lists(st.sampled_from(NUMBERS), min_size=1, unique=True))
        kinds = st.sampled_from(["ametijuhend", "ametijuhend", "kord", None])
        commence = draw(st.none() | st.none() | days | st.just("condition"))
        acts.append(
            Act(
                draw(st.sampled_from(NUMBERS)),
                draw(days),
                tuple((number, draw(kinds)) for number in sorted(numbers)),
                commence,
                draw(days),
                # Annexes in a file of their own may come before the body that says from when, or after it.
                draw(st.none() | days),
                tuple(draw(st.lists(revocations(), max_size=2))),
            )
        )
    names = [(act.number, act.signed_on) for act in acts]
    return [_aimed(draw, act, names) for act in acts]


def _aimed(draw: st.DrawFn, act: Act, names: list[tuple[str, date]]) -> Act:
    others = [name for name in names if name != (act.number, act.signed_on)]
    kept = []
    for revocation in act.revocations:
        if not others:
            continue
        number, enacted_on = draw(st.sampled_from(others))
        kept.append(replace(revocation, number=number, enacted_on=enacted_on))
    return Act(act.number, act.signed_on, act.annexes, act.commence, act.seen_on, act.annexes_seen_on, tuple(kept))


# --- the slow and obvious version ---


def starts_on(act: Act) -> date | None:
    if act.commence == "condition":
        return None
    return act.commence if isinstance(act.commence, date) else act.signed_on


def first_seen_on(act: Act) -> date:
    return min(act.seen_on, act.annexes_seen_on or act.seen_on)


def starts_as_known(act: Act, known_on: date) -> date | None:
    """Before the body was seen only the register's day was known, which is here the signing day."""
    return starts_on(act) if act.seen_on <= known_on else act.signed_on


def is_stopped(
    acts: list[Act], target: Act, annex_number: str | None, kind: str | None, on: date, known_on: date
) -> bool:
    """Whether a revocation known by then has ended, or may have ended, the annex (or the act: ``None``) by that day."""
    if annex_number is not None and may_be_ended_wording(acts, target, annex_number, on, known_on):
        return True
    for act in acts:
        if act.seen_on > known_on:
            continue
        for revocation in act.revocations:
            named = named_by(acts, revocation)
            if target not in named or not speaks_of(revocation, annex_number, kind):
                continue
            if revocation.reading == "part" and annex_number is None:
                continue  # the act stays in force in its other parts
            effective = day_of(act, revocation)
            is_certain = (
                len(named) == 1 and effective is not None and not (revocation.scope == "approved" and kind is None)
            )
            if revocation.reading == "suspend" and is_certain and on > (revocation.until_on or date.max):
                continue
            # Where the day is open, nothing is certain from the day on which it was signed.
            if on >= (effective or act.signed_on):
                return True
    return False


def may_be_ended_wording(acts: list[Act], target: Act, annex_number: str, on: date, known_on: date) -> bool:
    """Whether the annex may be the new wording of another that a third act has ended, or may have, by that day."""
    if target.seen_on > known_on:
        return False
    for replacing in target.revocations:
        named = named_by(acts, replacing)
        if replacing.scope != "replacement" or replacing.reading != "clear" or len(named) != 1:
            continue
        replaced_on = day_of(target, replacing) or target.signed_on
        for number, kind in named[0].annexes:
            if number not in replacing.annexes:
                continue
            if annex_number != number and number in dict(target.annexes):
                continue
            for act in acts:
                if act is target or act.seen_on > known_on:
                    continue
                for revocation in act.revocations:
                    hit_on = day_of(act, revocation) or act.signed_on
                    is_hit = named[0] in named_by(acts, revocation) and speaks_of(revocation, number, kind)
                    if is_hit and replaced_on <= hit_on <= on:
                        return True
    return False


def named_by(acts: list[Act], revocation: Revocation) -> list[Act]:
    return [a for a in acts if (a.number, a.signed_on) == (revocation.number, revocation.enacted_on)]


def day_of(act: Act, revocation: Revocation) -> date | None:
    return revocation.effective_on or (None if revocation.is_conditional else starts_on(act))


def speaks_of(revocation: Revocation, annex_number: str | None, kind: str | None) -> bool:
    if revocation.scope == "act":
        return True
    if annex_number is None:
        return False
    if revocation.scope in LISTED:
        return annex_number in revocation.annexes
    return kind in ("ametijuhend", None)


def expected_annexes(histories: Worlds, on: date, known_on: date) -> set[str]:
    return {
        f"{register}/{position}#{number}"
        for register, acts in histories.items()
        for position, act in enumerate(acts)
        for number, kind in act.annexes
        if first_seen_on(act) <= known_on
        and (starts := starts_as_known(act, known_on)) is not None
        and starts <= on
        and not is_stopped(acts, act, number, kind, on, known_on)
    }


def expected_directives(histories: Worlds, on: date) -> set[str]:
    return {
        f"{register}/{position}"
        for register, acts in histories.items()
        for position, act in enumerate(acts)
        if (starts := starts_on(act)) is not None
        and starts <= on
        and not is_stopped(acts, act, None, None, on, date.max)
    }


# --- the same history in the warehouse ---


def load_histories(w: Warehouse, histories: Worlds) -> None:
    """All base rows at once: what a load of each file writes, without its transaction."""
    rows: Rows = {}
    with transaction(w.connection):
        for register, acts in histories.items():
            for position, act in enumerate(acts):
                _collect_act(w, DocumentId.of(register, str(position)), act, rows)
        for table, found in rows.items():
            insert_rows(w.connection, table, found)
        touch_content(w.connection)


def _collect_act(w: Warehouse, document_id: DocumentId, act: Act, rows: Rows) -> None:
    described = entry(act.number, act.signed_on.isoformat(), institution=INSTITUTIONS[document_id.register])
    seen_at = _noon(first_seen_on(act))
    load_entries_within(w, Moment("r", seen_at), [SeenEntry(document_id, described, None)])
    for key, seen_on, file in _files(act, document_id):
        ref = FileRef(document_id, key)
        place = Place(
            ref=ref,
            root_file_id=ref.file_id,
            parent_file_id=None,
            ordinal=1,
            extractor_version="1",
            loaded_at=_noon(seen_on),
            run_id="r",
        )
        collect_rows(file, place, rows)
        sighting = {"document_id": document_id, "file_id": place.file_id, "first_seen_at": place.loaded_at}
        sighting["sha256"] = rows["base.files"][-1]["sha256"]
        rows.setdefault("base.file_sightings", []).append(sighting)


def _noon(on: date) -> datetime:
    return datetime(on.year, on.month, on.day, 12, tzinfo=UTC)


def _files(act: Act, seed: str) -> list[tuple[str, date, FileExtraction]]:
    """The body with its annexes, or the body and a file of the annexes, each with the day it was seen."""
    writer = Writer(seed)
    main, effects = body(writer), _effects(act, writer)
    heading = header(act.number, act.signed_on.isoformat())
    if act.annexes_seen_on is None:
        parts = (main, *(annex(writer, number, kind=kind) for number, kind in act.annexes))
        return [("f", act.seen_on, document(writer, header=heading, parts=parts, effects=effects))]
    other = Writer(seed + "annexes")
    annexes = tuple(annex(other, number, kind=kind) for number, kind in act.annexes)
    return [
        ("f", act.seen_on, document(writer, header=heading, parts=(main,), effects=effects)),
        ("g", act.annexes_seen_on, document(other, "lisad.pdf", parts=annexes)),
    ]


def _effects(act: Act, writer: Writer) -> tuple[Effect, ...]:
    # Approved without a kind: else an annex without one would take it over.
    numbers = [number for number, _ in act.annexes]
    effects: list[Effect] = [approve(writer, *numbers, kind=None)] if numbers else []
    if act.commence == "condition":
        effects.append(effect(writer, "commence", own(), date_basis="condition", date_rule="event"))
    elif isinstance(act.commence, date):
        effects.append(effect(writer, "commence", own(), effective_on=act.commence, date_basis="stated"))
    return (*effects, *(_revoke(writer, revocation) for revocation in act.revocations))


def _revoke(writer: Writer, revocation: Revocation) -> Effect:
    affected = Affected(
        kind="ametijuhend" if revocation.scope == "approved" else "käskkiri",
        enacted_on=revocation.enacted_on,
        number=revocation.number,
        annexes=revocation.annexes or None,
        scope="annexes" if revocation.scope in LISTED else revocation.scope,  # type: ignore[arg-type]
        reference_key=f"käskkiri/{revocation.enacted_on}/{revocation.number}",
        limit="osas, mis puudutab arhiivi" if revocation.reading == "part" else None,
    )
    basis = "condition" if revocation.is_conditional else ("stated" if revocation.effective_on else None)
    is_new_wording = revocation.scope == "replacement"
    return effect(
        writer,
        "suspend" if revocation.reading == "suspend" else "amend" if is_new_wording else "revoke",
        affected,
        effective_on=revocation.effective_on,
        date_basis=basis,
        date_rule="replacement" if is_new_wording else None,
        until=revocation.until_on,
        doubt="residue" if revocation.reading == "doubt" else None,
    )


# --- the gap report, day by day ---


def expected_coverage(p: Warehouse, every: list[date]) -> set[tuple[str, date, str, bool]]:
    """Counted day by day over the intervals in ``annexes``, which the other assertions prove."""
    chains: dict[str, list[tuple[str, date | None, date, date]]] = {}
    found = p.connection.execute(
        "SELECT c.chain_id, a.directive_id, a.in_force_from, a.in_force_until, a.undecided_from"
        " FROM annexes AS a JOIN annex_chains AS c ON c.annex_id = a.annex_id"
    ).fetchall()
    for chain_id, directive_id, begins, ends, doubt in found:
        until = ends or date.max
        sure = min(until, max(begins or date.min, doubt or date.max))
        chains.setdefault(chain_id, []).append((directive_id, begins, until, sure))
    return {
        (chain_id, on, *told)
        for chain_id, members in chains.items()
        if len(members) > 1  # one annex alone follows and precedes nothing
        for on in every
        if (told := _coverage_on(members, on)) is not None
    }


def _coverage_on(members: list[tuple[str, date | None, date, date]], on: date) -> tuple[str, bool] | None:
    seats = max(Counter(member[0] for member in members).values())
    held = [(begins, until, sure) for _, begins, until, sure in members if begins is not None and begins < until]
    if not held or on < min(begins for begins, _, _ in held):
        return None
    certain = sum(begins <= on < sure for begins, _, sure in held)
    possible = sum(begins <= on < until for begins, until, _ in held)
    comes_more = any(on < day < date.max for member in held for day in member)
    if certain == 0 and comes_more:
        return "gap", possible == 0 and all(begins is not None for _, begins, _, _ in members)
    if possible > seats:
        return "overlap", certain > seats
    return None


def told_coverage(p: Warehouse, every: list[date]) -> set[tuple[str, date, str, bool]]:
    found = p.connection.execute("SELECT chain_id, coverage, begins_on, ends_on, is_decided FROM chain_days").fetchall()
    return {
        (chain_id, on, coverage, is_decided)
        for chain_id, coverage, begins, ends, is_decided in found
        for on in every
        if begins <= on < (ends or date.max)
    }


HISTORIES = st.fixed_dictionaries({register: histories() for register in INSTITUTIONS})


@settings(max_examples=2, suppress_health_check=list(HealthCheck))
@given(HISTORIES)
def test_sql_and_the_slow_version_agree_on_every_day_with_both_clocks(worlds: Worlds) -> None:
    assert_they_agree(worlds)


@pytest.mark.long
@settings(max_examples=8, suppress_health_check=list(HealthCheck))
@given(HISTORIES)
def test_sql_and_the_slow_version_agree_in_many_histories(worlds: Worlds) -> None:
    assert_they_agree(worlds)


def assert_they_agree(worlds: Worlds) -> None:
    every = [FIRST + timedelta(days=n) for n in range(-1, LAST + 2)]
    with tempfile.TemporaryDirectory() as folder:
        with open_working(Path(folder)) as w:
            load_histories(w, worlds)
            publish(w, Path(folder))
        with open_published(Path(folder)) as p:
            in_force = {on: _asked(p, "SELECT annex_id FROM annexes_in_force_on(?)", on) for on in every}
            directives = {on: _asked(p, "SELECT directive_id FROM directives_in_force_on(?)", on) for on in every}
            known = {
                (on, known_on): _asked(p, "SELECT annex_id FROM annexes_in_force_as_known(?, ?)", on, known_on)
                for on in every[::2]
                for known_on in every
            }
            statuses = {
                on: _asked(p, "SELECT annex_id FROM annex_status_on(?) WHERE status = 'in_force'", on)
                | _asked(p, "SELECT directive_id FROM directive_status_on(?) WHERE status = 'in_force'", on)
                for on in every
            }
            coverage = told_coverage(p, every), expected_coverage(p, every)
            broken = [check.name for check in run_checks(p) if check.level == "error" and not check.passed]
    assert in_force == {on: expected_annexes(worlds, on, date.max) for on in every}
    assert directives == {on: expected_directives(worlds, on) for on in every}
    assert statuses == {on: in_force[on] | directives[on] for on in every}
    assert known == {pair: expected_annexes(worlds, *pair) for pair in known}
    assert broken == []
    assert coverage[0] == coverage[1]


def _asked(p: Warehouse, sql: str, *values: date) -> set[str]:
    return {row[0] for row in p.connection.execute(sql, list(values)).fetchall()}
