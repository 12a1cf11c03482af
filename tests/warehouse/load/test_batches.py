"""Loading many documents at once says the same as batches of one, or nothing of any of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from extractors.model.extraction import Failure, FileExtraction
from extractors.model.finding import Finding
from extractors.model.ids import DocumentId, FileRef
from extractors.model.register import OriginalFile, RegisterEntry
from tests.warehouse.factory import NIGHT, entry
from tests.warehouse.load.test_load import content, rich_file
from warehouse import transactions
from warehouse.connection import Warehouse, open_working
from warehouse.errors import RestrictedDocument
from warehouse.load import ReadFile, SeenEntry, load_entries, load_files, mark_checked, mark_gone
from warehouse.moment import Moment, OwnMoments

MOMENT = Moment("r", NIGHT)
DAYS = [NIGHT + timedelta(days=2 * n) for n in range(4)]


@pytest.fixture
def one_by_one(tmp_path: Path) -> Iterator[Warehouse]:
    with open_working(tmp_path / "other") as w:
        yield w


def page(n: int, **values: Any) -> RegisterEntry:
    listed = (OriginalFile("kiri.txt", f"https://x/{n}2", f"{n}2"), OriginalFile("akt.txt", f"https://x/{n}1", f"{n}1"))
    given = {"external_id": str(n), "files": listed, "findings": (Finding("odd_label", "a label is odd"),)}
    return replace(entry(str(n), "2025-01-02"), **(given | values))


def nights() -> list[list[RegisterEntry]]:
    """New ones, then the same, one changed, one restricted, one new beside them, and one that opens."""
    return [
        [page(1), page(2), page(3, access="AK"), page(4)],
        [page(1), page(2, title="Teine pealkiri"), page(3, access="AK"), page(4, access="AK"), page(5)],
        [page(1), page(2), page(3), page(4), page(5)],
    ]


def seen_page(n: int, sha256: str = "p", **values: Any) -> SeenEntry:
    return SeenEntry(DocumentId(f"na/{n}"), page(n, **values), sha256)


def read_file(n: int, file: FileExtraction | None = None) -> ReadFile:
    return ReadFile(FileRef(DocumentId(f"na/{n}"), f"{n}1"), file or rich_file(f"na/{n}"))


def both_ways(together: Warehouse, single: Warehouse, pages: list[RegisterEntry], at: datetime) -> None:
    moment = Moment("r", at)
    seen = [SeenEntry(DocumentId(f"na/{each.external_id}"), each, f"page {each.title}") for each in pages]
    assert load_entries(together, moment, seen) == [load_entries(single, moment, [each])[0] for each in seen]
    read = [read_file(int(each.entry.external_id or "")) for each in seen if each.entry.is_public]
    read = [replace(each, file=replace(each.file, name="akt.txt")) for each in read]
    if at == DAYS[1]:
        failing = replace(read[0].file, sha256="9" * 64, failures=(Failure("x.pdf", None, "bad", "it is bad"),))
        read[0] = replace(read[0], file=failing)
    loaded = load_files(together, moment, read, extractor_version="1")
    assert loaded == [load_files(single, moment, [each], extractor_version="1")[0] for each in read]
    mark_checked(together, moment, [each.document_id for each in seen])
    for each in seen:
        mark_checked(single, moment, [each.document_id])


def test_night_after_night_both_ways_hold_the_same_rows(working: Warehouse, one_by_one: Warehouse) -> None:
    for at, pages in zip(DAYS, nights(), strict=False):
        both_ways(working, one_by_one, pages, at)
        assert content(working) == content(one_by_one)
    assert {row[0] for row in content(working)["file_sightings"]} >= {"na/1", "na/2", "na/5"}


def test_documents_with_instants_of_their_own_are_dated_as_if_each_came_alone(
    working: Warehouse, one_by_one: Warehouse
) -> None:
    """All that is dated: first seen, changed, checked, gone and back, loaded, sighted, held back, withdrawn, lifted."""
    for day, pages in enumerate(nights()):
        at = {f"na/{each.external_id}": DAYS[day] + timedelta(minutes=n) for n, each in enumerate(pages)}
        seen = [SeenEntry(DocumentId(f"na/{each.external_id}"), each, f"page {each.title}") for each in pages]
        files = [_with_odd_member(n) for n, each in enumerate(pages, start=1) if each.is_public and n > 1]
        whole = OwnMoments("r", at)
        load_entries(working, whole, seen)
        load_files(working, whole, files, extractor_version=str(day))
        mark_checked(working, whole, list(at))
        for each in seen:
            load_entries(one_by_one, Moment("r", at[each.document_id]), [each])
        for file in files:
            load_files(one_by_one, Moment("r", at[file.ref.document_id]), [file], extractor_version=str(day))
        for document_id in at:
            mark_checked(one_by_one, Moment("r", at[document_id]), [DocumentId(document_id)])
        for w in (working, one_by_one):
            mark_gone(w, Moment("r", DAYS[day] + timedelta(hours=1)), DocumentId("na/1"))
        assert content(working) == content(one_by_one), day


def _with_odd_member(n: int) -> ReadFile:
    read = read_file(n)
    return replace(read, file=replace(read.file, failures=(Failure("x.pdf", None, "bad", "it is bad"),)))


def test_a_document_without_an_instant_of_its_own_is_an_error(working: Warehouse) -> None:
    before = content(working)
    with pytest.raises(KeyError):
        load_entries(working, OwnMoments("r", {"na/1": NIGHT}), [seen_page(1), seen_page(2)])
    assert content(working) == before


def test_a_batch_has_the_outcomes_and_versions_that_each_page_asks_for(working: Warehouse) -> None:
    outcomes = []
    for at, pages in zip(DAYS, nights(), strict=False):
        seen = [SeenEntry(DocumentId(f"na/{each.external_id}"), each, "p") for each in pages]
        outcomes.append(load_entries(working, Moment("r", at), seen))
    assert outcomes == [
        ["new", "new", "restricted", "new"],
        ["unchanged", "changed", "restricted", "restricted", "new"],
        ["unchanged", "changed", "changed", "changed", "unchanged"],
    ]
    versions = working.connection.execute(
        "SELECT document_id, list(version_number ORDER BY version_number) FROM base.document_versions GROUP BY 1"
    ).fetchall()
    assert sorted(versions) == [
        ("na/1", [1]),
        ("na/2", [1, 2, 3]),
        ("na/3", [1, 2]),
        ("na/4", [1, 2, 3]),
        ("na/5", [1]),
    ]
    first_seen = working.connection.execute("SELECT DISTINCT first_seen_at FROM base.documents ORDER BY 1").fetchall()
    assert first_seen == [(DAYS[0],), (DAYS[1],)]


def test_a_missing_document_that_is_there_again_is_missing_no_more(working: Warehouse) -> None:
    document_id = DocumentId("na/1")
    load_entries(working, Moment("r", DAYS[0]), [seen_page(1)])
    mark_gone(working, Moment("r", DAYS[1]), document_id)
    mark_checked(working, Moment("r", DAYS[2]), [document_id])
    assert mark_gone(working, Moment("r", DAYS[3]), document_id) == "missing", "it has to be missing anew"


def test_one_document_twice_in_a_batch_is_new_once(working: Warehouse) -> None:
    seen = [seen_page(1), seen_page(2), seen_page(1, "q", title="Teine")]
    assert load_entries(working, MOMENT, seen) == ["new", "new", "changed"]
    titles = working.connection.execute("SELECT document_id, title FROM base.documents ORDER BY 1").fetchall()
    assert titles == [("na/1", "Teine"), ("na/2", "Käskkiri")]


def test_one_file_twice_in_a_batch_is_loaded_once_as_it_came_last(working: Warehouse) -> None:
    last = rich_file("later")
    assert load_files(working, MOMENT, [read_file(1), read_file(1, last)], extractor_version="1") == [
        "unchanged",
        "loaded",
    ]
    assert working.connection.execute("SELECT sha256 FROM base.files").fetchall() == [(last.sha256,)]


def test_a_restricted_document_among_others_keeps_all_of_them_out(working: Warehouse) -> None:
    """Who hands it over has mixed documents up: nothing of the batch is believed, and the caller loads one by one."""
    load_entries(working, MOMENT, [seen_page(1), seen_page(2, access="AK")])
    before = content(working)
    with pytest.raises(RestrictedDocument):
        load_files(working, MOMENT, [read_file(1), read_file(2)], extractor_version="1")
    assert content(working) == before


def test_an_error_in_the_middle_leaves_everything_as_it_was(
    working: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    from warehouse.load import entries, files

    before = content(working)
    insert = transactions.insert_rows

    def failing(connection: Any, name: str, rows: Any) -> None:
        insert(connection, name, rows)
        if name in ("base.document_files", "base.effects"):
            raise OSError("no space left")

    monkeypatch.setattr(entries, "insert_rows", failing)
    monkeypatch.setattr(files, "insert_rows", failing)
    with pytest.raises(OSError, match="no space"):
        load_entries(working, MOMENT, [seen_page(1)])
    assert content(working) == before
    with pytest.raises(OSError, match="no space"):
        load_files(working, MOMENT, [read_file(1)], extractor_version="1")
    assert content(working) == before


def test_saved_pages_among_files_describe_their_documents_and_restricted_ones_bring_nothing_else(
    working: Warehouse,
) -> None:
    shown = replace(rich_file("1"), entry=page(1, title="Töökord"))
    restricted = replace(rich_file("2"), entry=page(2, access="AK"))
    read = [read_file(1, shown), read_file(2, restricted), read_file(3)]
    assert load_files(working, MOMENT, read, extractor_version="1") == ["loaded"] * 3
    described = working.connection.execute("SELECT document_id, title, access FROM base.documents ORDER BY 1")
    assert described.fetchall() == [("na/1", "Töökord", "Avalik"), ("na/2", "Käskkiri", "AK"), ("na/3", None, None)]
    assert {row[1] for row in content(working)["files"]} == {"na/1", "na/3"}
