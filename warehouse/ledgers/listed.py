"""Note whose registers the register list names, so that the table of authorities can name them as well."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import astuple, dataclass

from warehouse.connection import Warehouse
from warehouse.transactions import insert_rows, touch_content, transaction


@dataclass(frozen=True, slots=True)
class ListedRegister:
    """A register of the list. ``authority`` is whose it is; ``aliases`` are further names of that authority."""

    register: str
    authority: str
    aliases: tuple[str, ...]


def note(w: Warehouse, listed: Collection[ListedRegister]) -> None:
    """Hold the list of now in place of the one held. Where it is the same, nothing is written or derived again."""
    rows = w.connection.execute("SELECT register, authority, aliases FROM base.listed_registers").fetchall()
    held = {(register, authority, tuple(aliases)) for register, authority, aliases in rows}
    if held == {astuple(each) for each in listed}:
        return
    with transaction(w.connection):
        w.connection.execute("DELETE FROM base.listed_registers")
        insert_rows(
            w.connection,
            "base.listed_registers",
            [
                {"register": each.register, "authority": each.authority, "aliases": list(each.aliases)}
                for each in listed
            ],
        )
        touch_content(w.connection)
