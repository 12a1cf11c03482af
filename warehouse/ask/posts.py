"""Tell what is held of a post through time: its versions with the days of each status, and the days without any."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from warehouse.ask.asked import Row, rows_of
from warehouse.ask.keys import id_key, post_name
from warehouse.connection import Warehouse

_FIRST_TOLD = ("in_force", "undecided", "suspended", "not_yet", "ended")
"""Of several annexes of a post that which matters most on a day stands for it, as in ``posts_of_authority``."""


@dataclass(frozen=True)
class Post:
    """A chain of annexes. ``row`` is what the query ``posts_of_authority`` says of it on the day asked about.

    ``versions`` are its annexes in order, each with its ``stretches`` of days; ``gaps`` the days without any in force.
    """

    row: Row
    versions: tuple[Row, ...]
    gaps: tuple[Row, ...]


def posts_named(w: Warehouse, authority: str, unit: str | None, subject: str, day: date) -> list[Post]:
    """Return the chains that an address names, the staff groups of one post apart; empty where none is held."""
    asked = (
        "SELECT authority, unit, subject, chain_id, versions, gaps FROM post_sheets"
        " WHERE authority_key = $authority AND post_key = $post"
    )
    keys = {"authority": id_key(authority), "post": id_key(post_name(authority, unit, subject))}
    posts = []
    for sheet in rows_of(w, asked, **keys):
        name = (sheet["authority"], sheet["unit"], sheet["subject"])
        named = [one for one in sheet["versions"] if (one["authority"], one["unit"], one["subject"]) == name]
        row = row_on(sheet["chain_id"], named, day)
        if row is not None and name == (authority, unit, subject):
            posts.append(Post(row, tuple(sheet["versions"]), tuple(sheet["gaps"])))
    return sorted(posts, key=lambda one: (one.row["staff_group"] is None, one.row["staff_group"], one.row["chain_id"]))


def row_on(chain_id: str, versions: Sequence[Row], day: date) -> Row | None:
    """Return the annex that stands for a chain on a day, with its status, as the query ``posts_of_authority`` has it.

    ``None`` where none of the ``versions`` has a status.
    """
    held = [(stretch, version) for version in versions for stretch in stretches_on(version["stretches"], day)]
    if not held:
        return None
    stretch, version = min(held, key=_rank)
    told = {name: version[name] for name in ("unit", "subject", "staff_group", "kind", "annex_id", "title")}
    return {
        "chain_id": chain_id, **told, "directive_id": version["directive_id"], **stretch, "version_number": len(held),
    }  # fmt: skip


def _rank(held: tuple[Row, Row]) -> tuple[int, int, str]:
    """Return what the least of tells what is told first: of one status the latest beginning, then the first id."""
    stretch, version = held
    begins_on = stretch["status_from"] or date.min
    return _FIRST_TOLD.index(stretch["status"]), -begins_on.toordinal(), version["annex_id"]


def stretches_on(stretches: Iterable[Row], day: date) -> Iterator[Row]:
    """Yield those stretches of days in one status that hold the day."""
    for stretch in stretches:
        begins_on, ends_on = stretch["status_from"], stretch["status_until"]
        if (begins_on is None or begins_on <= day) and (ends_on is None or day < ends_on):
            yield stretch
