"""A table of what may happen to a ruling, each in a document of its own, all in two publishes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

import pytest

from extractors.model.effect import Affected
from extractors.model.extraction import FileExtraction
from extractors.model.ids import DocumentId, FileRef
from tests.sql.views.ruling_rows import FIELDS, ruled
from tests.warehouse.factory import (
    NIGHT,
    VERSION,
    Writer,
    annex,
    approve,
    body,
    directive,
    document,
    effect,
    entry,
    header,
    load,
)
from warehouse.connection import Warehouse
from warehouse.ledgers.rulings import hold
from warehouse.load import ReadFile, SeenEntry, load_entries, load_files, mark_gone, mark_restricted
from warehouse.moment import Moment
from warehouse.transactions import transaction
from warehouse.withdrawal.content import remove_document_content, remove_file_content

WORDS = "Tunnistan kehtetuks käskkirja „{}“."
YEARS = {1: "2016-02-04", 2: "2019-02-04"}
TAIL = "Käskkiri tehakse teatavaks asutuse teenistujatele dokumendihaldussüsteemi kaudu."
LATER = NIGHT + timedelta(days=30)
Row = dict[str, Any]


def sentence(number: int, words: str = WORDS, **values: Any) -> FileExtraction:
    """The file of directive 900 + number, which ends the act of the title "Kord … number", that two acts bear."""
    writer, title = Writer(), f"Kord {number}"
    main = body(writer, f"KÄSKKIRI 2025-06-02 nr {900 + number}")
    affected = Affected(kind="käskkiri", title=title, reference_key="käskkiri/?/?")
    effects = (effect(writer, "revoke", affected, words.format(title), effective_on="2025-07-01"),)
    for more in (values.pop("tail", TAIL), *values.pop("more", ())):
        writer.say(more.format(title))
    is_silent = values.pop("is_silent", False)
    heading = header(str(900 + number), "2025-06-02")
    return document(writer, header=heading, parts=(main,), effects=() if is_silent else effects, **values)


def say(w: Warehouse, number: int, words: str = WORDS, version: str = VERSION, **values: Any) -> None:
    load(w, f"na/{900 + number}", None, sentence(number, words, **values), at=LATER, version=version)


def held_act(number: int, half: int) -> FileExtraction:
    writer = Writer()
    main = body(writer, f"KÄSKKIRI nr {number}{half}")
    parts = (main, annex(writer, "1"))
    approves = approve(writer, "1", words="Kinnitan lisa.")
    return document(writer, header=header(f"{number}{half}", YEARS[half]), parts=parts, effects=(approves,))


def stock(w: Warehouse, numbers: Iterable[int]) -> None:
    """Load the acts and sentences of all cases at once, which saves most of the time."""
    seen, read = [], []
    for number in numbers:
        for half, day in YEARS.items():
            name = DocumentId(f"na/{number}{half}")
            seen.append(SeenEntry(name, entry(f"{number}{half}", day, title=f"Kord {number}"), "page"))
            read.append(ReadFile(FileRef(name, "kaskkiri.pdf"), held_act(number, half)))
        name = DocumentId(f"na/{900 + number}")
        seen.append(SeenEntry(name, entry(str(900 + number), "2025-06-02", title="Kordade kehtivus"), "page"))
        read.append(ReadFile(FileRef(name, "kaskkiri.pdf"), sentence(number)))
    load_entries(w, Moment("run", NIGHT), seen)
    load_files(w, Moment("run", NIGHT), read, extractor_version=VERSION)


def nothing(w: Warehouse, number: int) -> None:
    """Leave all as it is."""


def read_again(w: Warehouse, number: int) -> None:
    say(w, number, version="2")


def other_bytes(w: Warehouse, number: int) -> None:
    say(w, number, name="uus.pdf")


def other_blanks(w: Warehouse, number: int) -> None:
    say(w, number, "Tunnistan  kehtetuks\nkäskkirja „{}“.")


def another_word(w: Warehouse, number: int) -> None:
    say(w, number, "Tunnistan kehtetuks juhi käskkirja „{}“.")


def another_neighbour(w: Warehouse, number: int) -> None:
    say(w, number, tail=f"Vaidluse korral {TAIL}")


def twice(w: Warehouse, number: int) -> None:
    say(w, number, more=("Tunnistan kehtetuks käskkirja „{}“.", TAIL))


def third_act(w: Warehouse, number: int) -> None:
    directive(w, f"na/{number}3", f"{number}3", "2020-02-04", "1", title=f"Kord {number}")


def one_act_left(w: Warehouse, number: int) -> None:
    directive(w, f"na/{number}1", f"{number}1", "2016-02-04", "1", title="Hoopis muu")


def not_read(w: Warehouse, number: int) -> None:
    say(w, number, is_silent=True, version="2")


def withdrawn_content(w: Warehouse, number: int) -> None:
    with transaction(w.connection):
        remove_document_content(w, document_id=f"na/{900 + number}", run_id="run", at=LATER, keeps_description=False)


def at_the_aggregator(w: Warehouse, number: int) -> None:
    copy = entry(str(900 + number), "2025-06-02", title="Kordade kehtivus", is_copy=True)
    load(w, f"koond/{number}", copy, sentence(number), at=LATER)


def unlisted(w: Warehouse, number: int) -> None:
    """The page lists the file no more."""
    w.connection.execute(
        "INSERT INTO base.unlistings SELECT document_id, file_id, sha256, $at, NULL FROM base.files"
        " WHERE document_id = $document AND name = 'kaskkiri.pdf'",
        {"at": LATER, "document": f"na/{900 + number}"},
    )


def replaced(w: Warehouse, number: int) -> None:
    """Another file with the same words takes the place of the first."""
    other_bytes(w, number)
    unlisted(w, number)


def rebuilt(w: Warehouse, number: int) -> None:
    """Nothing is left of what was read, and the archive is read again."""
    [(root,)] = w.connection.execute(
        "SELECT root_file_id FROM base.files WHERE document_id = ?", [f"na/{900 + number}"]
    ).fetchall()
    with transaction(w.connection):
        remove_file_content(w, root)
    say(w, number, version="3")


def restricted(w: Warehouse, number: int) -> None:
    mark_restricted(w, Moment("run", LATER), DocumentId(f"na/{900 + number}"), access="AK")


def missing(w: Warehouse, number: int) -> None:
    """The register says for the first time that there is no such document."""
    mark_gone(w, Moment("run", LATER), DocumentId(f"na/{900 + number}"))


def gone(w: Warehouse, number: int) -> None:
    """It says so again, so that the content is withdrawn."""
    name = DocumentId(f"na/{900 + number}")
    assert [mark_gone(w, Moment("run", LATER + timedelta(days=days)), name) for days in (0, 2)] == ["missing", "gone"]
    with transaction(w.connection):
        remove_document_content(w, document_id=name, run_id="run", at=LATER, keeps_description=True)


def same(row: Row) -> list[Row]:
    return [row]


def taken_back(row: Row) -> list[Row]:
    return [row | {"withdrawn_on": row["decided_on"]}]


def contrary(row: Row) -> list[Row]:
    return [row, row | {"ruling_id": row["ruling_id"] + "b", "outcome": "none"}]


def agreed(row: Row) -> list[Row]:
    return [row, row | {"ruling_id": row["ruling_id"] + "b", "decided_by": "jurist"}]


def waiting(row: Row) -> list[Row]:
    return [row | {"needs_second": True}]


def seconded(row: Row) -> list[Row]:
    return [one | {"needs_second": True} for one in agreed(row)]


def the_same_person_twice(row: Row) -> list[Row]:
    return [
        row | {"needs_second": True},
        row | {"needs_second": True, "ruling_id": row["ruling_id"] + "b", "decided_by": "Arhivaar "},
    ]


def stranger(row: Row) -> list[Row]:
    return [row | {"outcome": "na/999"}]


def against_the_quote(row: Row) -> list[Row]:
    return [row | {"fault": "contradicts_quote"}]


def fewer_now(row: Row) -> list[Row]:
    return [row | {"quote_number": 2}]


CASES: tuple[tuple[Callable[[Warehouse, int], None], Callable[[Row], list[Row]], str, str | None], ...] = (
    (nothing, same, "applied", None),
    (read_again, same, "applied", None),
    (other_bytes, same, "applied", None),
    (other_blanks, same, "applied", None),
    (at_the_aggregator, same, "applied", None),
    (another_word, same, "orphaned", None),
    (another_neighbour, same, "orphaned", None),
    (withdrawn_content, same, "orphaned", None),
    (unlisted, same, "orphaned", None),
    (replaced, same, "applied", None),
    (rebuilt, same, "applied", None),
    (restricted, same, "orphaned", None),
    (missing, same, "applied", None),
    (gone, same, "orphaned", None),
    (twice, same, "ambiguous", None),
    (third_act, same, "contested", "premises_changed"),
    (not_read, same, "contested", "not_read"),
    (nothing, stranger, "contested", "not_a_candidate"),
    (nothing, against_the_quote, "contested", "contradicts_quote"),
    (nothing, fewer_now, "contested", "quote_number_changed"),
    (one_act_left, same, "confirmed", None),
    (nothing, contrary, "conflicting", None),
    (nothing, agreed, "applied", None),
    (nothing, waiting, "proposed", None),
    (nothing, the_same_person_twice, "proposed", None),
    (nothing, seconded, "applied", None),
    (another_word, waiting, "orphaned", None),
    (third_act, contrary, "conflicting", None),
    (another_word, taken_back, "withdrawn", None),
    (nothing, taken_back, "withdrawn", None),
)


@pytest.fixture
def doubts(working: Warehouse, ask: Any) -> dict[str, Row]:
    stock(working, range(1, len(CASES) + 1))
    rows = ask(f"SELECT {FIELDS} FROM doubts ORDER BY ALL")
    found = [dict(zip(FIELDS.split(", "), row, strict=True)) for row in rows]
    assert len(found) == len(CASES)
    return {row["document_id"]: row for row in found}


def test_each_state_and_how_it_comes(working: Warehouse, ask: Any, doubts: dict[str, Row]) -> None:
    rows: list[Row] = []
    for number, (_, answer, _, _) in enumerate(CASES, 1):
        rows += answer(ruled(doubts[f"na/{900 + number}"], f"na/{number}2", f"r{number:02}"))
    for number, (happening, _, _, _) in enumerate(CASES, 1):
        happening(working, number)
    hold(working, rows)
    got: dict[int, set[tuple[str, str | None]]] = {}
    for name, state, reason in ask("SELECT ruling_id, state, state_reason FROM rulings"):
        got.setdefault(int(name[1:3]), set()).add((state, reason))
    assert got == {number: {(state, reason)} for number, (_, _, state, reason) in enumerate(CASES, 1)}
    # Each that counts has ended the act that was meant and freed the other; no other ruling decided anything.
    applied = {number for number, (_, _, state, _) in enumerate(CASES, 1) if state == "applied"}
    ended = ask("SELECT annex_id FROM annexes WHERE in_force_until_basis = 'ruling' ORDER BY 1")
    assert {row[0] for row in ended} == {f"na/{number}2#1" for number in applied}
    open_ones = {row[0] for row in ask("SELECT annex_id FROM undecided WHERE annex_id IS NOT NULL")}
    assert not open_ones & {f"na/{number}{half}#1" for number in applied for half in (1, 2)}
    counts = ask(
        "SELECT ruling_id, counts_from_on IS NULL FROM rulings WHERE state IN ('proposed', 'applied') ORDER BY 1"
    )
    proposed = {f"r{number:02}" for number, (_, _, state, _) in enumerate(CASES, 1) if state == "proposed"}
    assert {row[0][:3] for row in counts if row[1]} == proposed
