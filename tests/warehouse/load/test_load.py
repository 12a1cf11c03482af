"""Loading: whole or not at all, twice as once, and nothing kept that is not public."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from extractors.model.extraction import Failure, FileExtraction, Signature
from extractors.model.finding import Finding
from extractors.model.ids import DocumentId, FileRef
from extractors.model.provision import Provision
from extractors.model.register import OriginalFile, RelatedDocument
from extractors.model.signatory import Signatory
from tests.warehouse.factory import (
    NIGHT,
    Writer,
    act,
    annex,
    approve,
    body,
    citation,
    directive,
    document,
    effect,
    entry,
    header,
    load,
    position,
)
from warehouse.connection import Warehouse, open_working
from warehouse.errors import RestrictedDocument
from warehouse.load import (
    ReadFile,
    SeenEntry,
    known_among,
    known_documents,
    load_entries,
    load_files,
    loaded_files,
    mark_checked,
    mark_gone,
)
from warehouse.moment import Moment
from warehouse.withdrawal.content import FILE_TABLES

DOCUMENT = DocumentId("na/7")
FILE = FileRef(DOCUMENT, "f")


def rich_file(seed: str = "") -> FileExtraction:
    """A file that fills every table of files."""
    writer = Writer(seed)
    parts = (body(writer), annex(writer, "1"))
    effects = (approve(writer, "1"), effect(writer, "revoke", act("5", "2024-01-01")))
    return document(
        writer,
        header=header("7", "2025-01-02", evidence=writer.say("KÄSKKIRI 02.01.2025 nr 7")),
        parts=parts,
        effects=effects,
        citations=(citation(writer, "5", "2024-01-01"),),
        provisions=(Provision("avaliku teenistuse seadus", "52", "1", None, writer.say("ATS § 52 lg 1")),),
        signatories=(Signatory("Mari Maasikas", "peadirektor", False, writer.say("Mari Maasikas\npeadirektor")),),
        positions=(position(writer, "1"),),
        signatures=(Signature("Mari Maasikas", None, None, "not checked", "no certificates"),),
        findings=(Finding("odd_page", "the page is odd"),),
    )


def content(w: Warehouse) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every base table but the state."""
    tables = w.connection.execute(
        "SELECT table_name FROM information_schema.tables WHERE table_schema = 'base' AND table_name <> 'state'"
    ).fetchall()
    return {name: sorted(w.connection.execute(f"FROM base.{name}").fetchall(), key=repr) for (name,) in sorted(tables)}


def load_rich(w: Warehouse, file: FileExtraction, version: str = "1", at: datetime = NIGHT) -> str:
    [outcome] = load_files(w, Moment("r", at), [ReadFile(FILE, file)], extractor_version=version)
    return outcome


def entry_outcome(w: Warehouse, described: Any, at: datetime = NIGHT) -> str:
    [outcome] = load_entries(w, Moment("r", at), [SeenEntry(DOCUMENT, described, "p")])
    return outcome


def test_a_file_fills_every_table_and_a_second_load_changes_nothing(working: Warehouse) -> None:
    assert load_rich(working, rich_file()) == "loaded"
    held = content(working)
    assert all(held[table] for table in FILE_TABLES)
    assert load_rich(working, rich_file(), at=NIGHT + timedelta(days=1)) == "unchanged"
    assert content(working) == held


def test_a_newer_version_replaces_what_the_older_one_read(working: Warehouse) -> None:
    load_rich(working, rich_file())
    less = replace(rich_file(), citations=(), provisions=(), positions=())
    assert load_rich(working, less, version="2") == "loaded"
    held = content(working)
    assert held["citations"] == held["positions"] == held["duties"] == []
    assert len(held["effects"]) == 2
    assert len(held["file_sightings"]) == 1
    assert loaded_files(working, [DOCUMENT]) == {(FILE.file_id, less.sha256, "2")}


def test_other_bytes_under_the_same_key_replace_the_old_ones(working: Warehouse) -> None:
    load_rich(working, rich_file())
    load_rich(working, rich_file("other"))
    assert len(content(working)["files"]) == 1
    assert len(content(working)["file_sightings"]) == 2


@pytest.mark.parametrize("table", FILE_TABLES)
def test_an_error_in_the_middle_of_a_load_leaves_everything_as_it_was(
    working: Warehouse, monkeypatch: pytest.MonkeyPatch, table: str
) -> None:
    import warehouse.load.files as files

    load_rich(working, rich_file())
    before = content(working)
    insert = files.insert_rows

    def failing(connection: Any, name: str, rows: Any) -> None:
        insert(connection, name, rows)
        if name == f"base.{table}":
            raise RuntimeError("the plug was pulled")

    monkeypatch.setattr(files, "insert_rows", failing)
    with pytest.raises(RuntimeError, match="plug"):
        load_rich(working, rich_file("other"))
    assert content(working) == before
    monkeypatch.undo()
    assert load_rich(working, rich_file("other")) == "loaded"


def test_an_error_of_the_database_itself_rolls_back_and_is_raised(
    working: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    import duckdb

    import warehouse.load.files as files

    before = content(working)

    def failing(w: Warehouse, *rest: Any) -> None:
        w.connection.execute("SELECT no_such_column FROM base.files")

    monkeypatch.setattr(files, "_hold_failures", failing)
    with pytest.raises(duckdb.Error):
        load_rich(working, rich_file())
    assert content(working) == before


def test_an_interrupted_and_repeated_run_gives_the_same_warehouse_as_an_undisturbed_one(tmp_path: Path) -> None:
    def first_half(w: Warehouse) -> None:
        load(w, "na/1", entry("1", "2025-01-01"), document(Writer("a"), "a.pdf"))

    def second_half(w: Warehouse) -> None:
        load(w, "na/1", None, document(Writer("b"), "b.pdf"))
        directive(w, "na/2", "2", "2025-01-02", "1")

    with open_working(tmp_path / "undisturbed") as w:
        first_half(w)
        second_half(w)
        expected = content(w)
    with open_working(tmp_path / "disturbed") as w:
        first_half(w)
    with open_working(tmp_path / "disturbed") as w:
        first_half(w)
        second_half(w)
        assert content(w) == expected


def test_members_of_a_container_are_loaded_with_it_and_go_with_it(working: Warehouse) -> None:
    members = (document(Writer("1"), "lisa.pdf"), document(Writer("2"), "lisa.pdf"))
    container = FileExtraction("k.asice", "application/vnd.etsi.asic-e+zip", "c" * 64, 10, members=members)
    load_rich(working, container)
    rows = working.connection.execute("SELECT file_id, parent_file_id FROM base.files ORDER BY 1").fetchall()
    assert rows == [
        ("na/7!f", None),
        ("na/7!f/lisa.pdf", "na/7!f"),
        ("na/7!f/lisa.pdf~2", "na/7!f"),
    ]
    load_rich(working, replace(container, members=members[:1]), version="2")
    assert len(content(working)["files"]) == 2


def test_a_member_that_could_not_be_read_is_held_back_and_closed_once_it_can(working: Warehouse) -> None:
    failure = Failure("lisa.pdf", "d" * 64, "encrypted_file", "needs a password")
    container = FileExtraction("k.zip", "application/zip", "c" * 64, 10, failures=(failure,))
    load_rich(working, container)
    seen = "SELECT name, stage, code, closed_at IS NULL FROM base.quarantine"
    assert working.connection.execute(seen).fetchall() == [("f/lisa.pdf", "member", "encrypted_file", True)]
    load_rich(working, replace(container, failures=()), version="2")
    assert working.connection.execute(seen).fetchall() == [("f/lisa.pdf", "member", "encrypted_file", False)]


def test_an_entry_is_new_then_unchanged_then_changed_and_its_earlier_words_are_kept(working: Warehouse) -> None:
    described = entry(
        "7",
        "2025-01-02",
        files=(OriginalFile("k.pdf", "/fail/1/k.pdf"),),
        related=(RelatedDocument("5", "Käskkiri", "Käskkiri"),),
        other=(("Uus silt", "väärtus"),),
        findings=(Finding("unknown_label", "Uus silt"),),
    )
    assert entry_outcome(working, described) == "new"
    assert entry_outcome(working, described) == "unchanged"
    assert entry_outcome(working, replace(described, title="Töökorraldus", files=())) == "changed"
    held = content(working)
    assert len(held["document_versions"]) == 2
    assert (held["document_files"], len(held["related_documents"]), len(held["findings"])) == ([], 1, 1)
    versions = working.connection.execute("SELECT version_number, title FROM base.document_versions ORDER BY 1")
    assert versions.fetchall() == [(1, "Käskkiri"), (2, "Töökorraldus")]


def test_a_document_that_is_public_no_more_loses_all_content_and_keeps_a_finding(working: Warehouse, ask: Any) -> None:
    described = entry("7", "2025-01-02")
    entry_outcome(working, described)
    load_rich(working, rich_file())
    assert entry_outcome(working, replace(described, access="AK")) == "restricted"
    held = content(working)
    kept = {table: held[table] for table in FILE_TABLES if held[table]}
    assert list(kept) == ["findings"]
    assert ask("SELECT code FROM findings") == [("content_removed",)]
    assert ask("SELECT access, status FROM directives") == [("AK", "metadata_only")]
    with pytest.raises(RestrictedDocument):
        load_rich(working, rich_file())
    assert entry_outcome(working, replace(described, access="AK")) == "restricted"


@pytest.mark.parametrize("word", [None, "", "AK", "Asutusesisene", "Avalikustamisele ei kuulu"])
def test_only_the_word_public_lets_content_in(working: Warehouse, word: str | None) -> None:
    assert entry_outcome(working, entry("7", "2025-01-02", access=word)) == "restricted"
    with pytest.raises(RestrictedDocument):
        load_rich(working, rich_file())
    assert content(working)["texts"] == []


def test_a_saved_register_page_describes_its_document(working: Warehouse, ask: Any) -> None:
    file = replace(rich_file(), entry=entry("7", "2025-01-02", title="Ametijuhendite kinnitamine"))
    load(working, "files/abc", None, file)
    assert ask("SELECT title, register_number, status FROM directives") == [("Ametijuhendite kinnitamine", "7", "read")]


def test_a_saved_page_of_a_restricted_document_brings_no_content(working: Warehouse) -> None:
    file = replace(rich_file(), entry=entry("7", "2025-01-02", access="AK"))
    load(working, "files/abc", None, file)
    held = content(working)
    assert held["texts"] == held["files"] == []
    assert len(held["documents"]) == 1


def test_known_documents_tell_what_was_seen_and_checked(working: Warehouse) -> None:
    entry_outcome(working, entry("7", "2025-01-02", external_id="70"))
    assert list(known_documents(working, "other")) == []
    [known] = known_documents(working, "na")
    assert (known.document_id, known.number, known.last_checked_at, known.is_public) == ("na/7", "7", None, True)
    mark_checked(working, Moment("r", NIGHT), [DOCUMENT])
    assert known_among(working, "na", ["70"])["70"].last_checked_at == NIGHT


def test_of_a_register_those_are_told_that_a_search_is_about(working: Warehouse) -> None:
    """By their ids, or by the day on which they were registered; of 100,000 documents no more come into memory."""
    for number, day in (("1", "2025-01-01"), ("2", "2025-01-02"), ("3", "2025-01-05")):
        load(working, f"na/{number}", entry(number, day, external_id=number))

    def told(ids: list[str], *days: int) -> list[str]:
        within = (date(2025, 1, days[0]), date(2025, 1, days[1])) if days else None
        return sorted(known_among(working, "na", ids, within))

    assert told(["2", "9"]) == ["2"]
    assert told(["3"], 1, 2) == ["1", "2", "3"]
    assert told([], 2, 4) == ["2"]
    assert told([]) == []
    assert [one.external_id for one in known_documents(working, "na")] == ["1", "2", "3"]


def test_a_document_is_gone_only_when_a_check_a_day_later_says_so_again(working: Warehouse) -> None:
    entry_outcome(working, entry("7", "2025-01-02"))

    def missing(hours: int) -> str:
        return mark_gone(working, Moment("r", NIGHT + timedelta(hours=hours)), DOCUMENT)

    assert [missing(0), missing(1), missing(23), missing(24)] == ["missing", "missing", "missing", "gone"]
    entry_outcome(working, entry("7", "2025-01-02"))
    assert known_among(working, "na", ["7"])["7"].state == "listed"
    assert missing(48) == "missing"
    mark_checked(working, Moment("r", NIGHT + timedelta(hours=60)), [DOCUMENT])
    assert missing(80) == "missing"
    assert mark_gone(working, Moment("r", NIGHT), DocumentId("na/none")) == "unknown"


def test_instants_come_back_in_utc_whatever_zone_they_were_given_in(working: Warehouse) -> None:
    tallinn = datetime.fromisoformat("2026-03-01T03:00:00+02:00")
    entry_outcome(working, entry("7", "2025-01-02"), at=tallinn)
    assert known_among(working, "na", ["7"])["7"].first_seen_at == datetime(2026, 3, 1, 1, 0, tzinfo=UTC)


def test_a_field_says_what_its_value_rests_on(working: Warehouse, ask: Any) -> None:
    writer = Writer("na/1")
    main, held = body(writer), annex(writer, "1")
    described = position(writer, "1", field_basis=(("position", "table"), ("duties", "table")))
    load(working, "na/1", entry("1", "2025-02-03"), document(writer, parts=(main, held), positions=(described,)))
    assert ask("SELECT field, basis, quote FROM position_fields") == [("position", "table", "Teenistuskoht Nõunik")]
