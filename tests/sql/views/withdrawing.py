"""A document of a small base is withdrawn: its rows go, and a tombstone keeps the facts."""

from __future__ import annotations

from tests.warehouse.factory import NIGHT
from tests.warehouse.publish.partly.nights import take_away
from warehouse.connection import Warehouse
from warehouse.transactions import touch_content
from warehouse.withdrawal.tombstones import Tombstone, facts_of, new_id, write


def withdraw(w: Warehouse, document_id: str) -> None:
    name = new_id(w, document_id)
    facts = facts_of(w, name, document_id, NIGHT)
    register, external_id = document_id.split("/", 1)
    entry = (None, None, None, None)
    stone = Tombstone(name, document_id, register, external_id, *entry, "takedown", "nõue", 1, (), NIGHT, "run", NIGHT)
    take_away(w, document_id)
    write(w, stone, facts)
    touch_content(w.connection)
