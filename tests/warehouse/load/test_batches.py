"""Loading many documents at once says the same as loading them one by one, or nothing of any of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from extractors.model.extraction import Failure
from extractors.model.finding import Finding
from extractors.model.register import OriginalFile, RegisterEntry
from tests.warehouse.factory import NIGHT, entry
from tests.warehouse.load.test_load import content, rich_file
from warehouse import transactions
from warehouse.connection import Warehouse, open_working
from warehouse.errors import RestrictedDocument
from warehouse.load.batches import ReadFile, SeenEntry, load_entries, load_files, mark_all_checked
from warehouse.load.entries import load_entry, mark_checked, mark_gone
from warehouse.load.files import load_file

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


def both_ways(together: Warehouse, single: Warehouse, pages: list[RegisterEntry], at: datetime) -> None:
    seen = [SeenEntry(f"na/{each.external_id}", each, f"page {each.title}") for each in pages]
    outcomes = load_entries(together, run_id="r", register="na", seen=seen, seen_at=at)
    for each, outcome in zip(seen, outcomes, strict=True):
        given = {"document_id": each.document_id, "entry": each.entry, "page_sha256": each.page_sha256}
        assert load_entry(single, run_id="r", register="na", seen_at=at, **given) == outcome  # type: ignore[arg-type]
    read = [
        ReadFile(each.document_id, f"{each.entry.external_id}1", rich_file(each.document_id))
        for each in seen
        if each.entry.is_public
    ]
    read = [replace(each, file=replace(each.file, name="akt.txt")) for each in read]
    if at == DAYS[1]:
        failing = replace(read[0].file, sha256="9" * 64, failures=(Failure("x.pdf", None, "bad", "it is bad"),))
        read[0] = replace(read[0], file=failing)
    loaded = load_files(together, run_id="r", read=read, extractor_version="1", loaded_at=at)
    for each_file, told in zip(read, loaded, strict=True):
        given = {"document_id": each_file.document_id, "file_key": each_file.file_key, "file": each_file.file}
        assert load_file(single, run_id="r", extractor_version="1", loaded_at=at, **given) == told  # type: ignore[arg-type]
    mark_all_checked(together, run_id="r", document_ids=[each.document_id for each in seen], at=at)
    for each in seen:
        mark_checked(single, run_id="r", document_id=each.document_id, at=at)


def test_night_after_night_both_ways_hold_the_same_rows(working: Warehouse, one_by_one: Warehouse) -> None:
    for at, pages in zip(DAYS, nights(), strict=False):
        both_ways(working, one_by_one, pages, at)
        assert content(working) == content(one_by_one)
    assert {row[0] for row in content(working)["file_sightings"]} >= {"na/1", "na/2", "na/5"}


def test_a_missing_document_that_is_there_again_is_missing_no_more(working: Warehouse) -> None:
    load_entries(working, run_id="r", register="na", seen=[SeenEntry("na/1", page(1), "p")], seen_at=DAYS[0])
    mark_gone(working, run_id="r", document_id="na/1", at=DAYS[1])
    mark_all_checked(working, run_id="r", document_ids=["na/1"], at=DAYS[2])
    assert mark_gone(working, run_id="r", document_id="na/1", at=DAYS[3]) == "missing", "it has to be missing anew"


def test_one_document_twice_in_a_batch_is_new_once(working: Warehouse) -> None:
    seen = [SeenEntry("na/1", page(1), "p"), SeenEntry("na/1", page(1, title="Teine"), "q")]
    assert load_entries(working, run_id="r", register="na", seen=seen, seen_at=NIGHT) == ["new", "changed"]


def test_a_restricted_document_among_others_keeps_all_of_them_out(working: Warehouse) -> None:
    """Who hands it over has mixed documents up: nothing of the batch is believed, and the caller loads one by one."""
    seen = [SeenEntry("na/1", page(1), "p"), SeenEntry("na/2", page(2, access="AK"), "p")]
    load_entries(working, run_id="r", register="na", seen=seen, seen_at=NIGHT)
    before = content(working)
    read = [ReadFile(f"na/{n}", f"{n}1", rich_file(str(n))) for n in (1, 2)]
    with pytest.raises(RestrictedDocument):
        load_files(working, run_id="r", read=read, extractor_version="1", loaded_at=NIGHT)
    assert content(working) == before


def test_an_error_in_the_middle_leaves_everything_as_it_was(
    working: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    import warehouse.load.batches as batches

    before = content(working)
    insert = transactions.insert_rows

    def failing(connection: Any, name: str, rows: Any) -> None:
        insert(connection, name, rows)
        if name in ("base.document_files", "base.effects"):
            raise OSError("no space left")

    monkeypatch.setattr(batches, "insert_rows", failing)
    with pytest.raises(OSError, match="no space"):
        load_entries(working, run_id="r", register="na", seen=[SeenEntry("na/1", page(1), "p")], seen_at=NIGHT)
    assert content(working) == before
    with pytest.raises(OSError, match="no space"):
        load_files(
            working,
            run_id="r",
            read=[ReadFile("na/1", "11", rich_file())],
            extractor_version="1",
            loaded_at=NIGHT,
        )
    assert content(working) == before


def test_a_saved_page_is_not_loaded_among_files(working: Warehouse) -> None:
    read = [ReadFile("na/1", "11", replace(rich_file(), entry=page(1)))]
    with pytest.raises(ValueError, match="saved register page"):
        load_files(working, run_id="r", read=read, extractor_version="1", loaded_at=NIGHT)
