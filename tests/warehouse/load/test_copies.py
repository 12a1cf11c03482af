"""Which documents of a batch are held twice: from their own register, and as an aggregator's copy."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.model.ids import DocumentId
from extractors.model.register import RegisterEntry
from tests.warehouse.factory import NIGHT, entry
from warehouse.connection import Warehouse
from warehouse.load import SeenEntry, load_entries
from warehouse.load.copies import copies_of, twice_held
from warehouse.moment import Moment

OWN = replace(entry("5", "2025-01-02"), source_url="https://amet.example/dokument/5")
COPY = replace(OWN, is_copy=True, institution="NÄIDISAMET", document_type="põhitegevuse KÄSKKIRI", source_url=None)


def hold(w: Warehouse, document_id: str, page: RegisterEntry) -> None:
    load_entries(w, Moment("r", NIGHT), [SeenEntry(DocumentId(document_id), page, "p")])


@pytest.mark.parametrize(
    "copy",
    [COPY, replace(COPY, number="6", source_url=OWN.source_url), replace(COPY, access="AK")],
    ids=["by number, day, authority and type", "by address", "restricted"],
)
def test_a_copy_and_its_original_are_held_twice_whichever_came_first(working: Warehouse, copy: RegisterEntry) -> None:
    other = entry("7", "2025-01-02")
    hold(working, "na/5", OWN)
    assert twice_held(working, [("kogu/1", copy), ("kogu/2", replace(other, is_copy=True))]) == {"kogu/1"}
    hold(working, "kogu/1", copy)
    assert twice_held(working, [("na/5", OWN), ("na/7", other)]) == {"na/5"}
    assert [each.document_id for each in copies_of(working, "na/5", OWN)] == ["kogu/1"]


@pytest.mark.parametrize(
    "other",
    [
        OWN,
        replace(COPY, registered_on=None),
        replace(COPY, number="6"),
        replace(COPY, institution="Muu Amet"),
        replace(COPY, document_type="Otsus"),
    ],
    ids=["another original", "no day", "other number", "other authority", "other type"],
)
def test_what_only_looks_alike_is_held_once(working: Warehouse, other: RegisterEntry) -> None:
    hold(working, "om/5", other)
    assert twice_held(working, [("na/5", OWN)]) == frozenset()
    assert copies_of(working, "na/5", OWN) == ()


def test_of_nothing_nothing_is_held_twice(working: Warehouse) -> None:
    assert twice_held(working, []) == frozenset()
