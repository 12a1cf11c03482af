"""Name the published tables that follow from the others and mean nothing outside their file.

They are in no export, and are not compared when files are read again. With what is withdrawn they leave the file in the
next publish, as all of it is derived anew then.
"""

from __future__ import annotations

from functools import cache

from warehouse.publish import index
from warehouse.sources import Source, read_folder


@cache
def answers() -> tuple[Source, ...]:
    """Return the tables of ``sql/answers``: what is told of each act and annex, found by number.

    The queries ``outcome`` and ``why`` would take a dozen joins for one act, each time that they are asked. Each of
    these reads published tables alone, and none of the others.
    """
    return read_folder("answers")


INSIDE = (*index.TABLES, *(source.name for source in answers()))
"""The index of searches and the answers."""
