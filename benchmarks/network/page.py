"""Put the tables of the simulated network into docs/scale.md, and find them there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from benchmarks.network.figures import Figures
from benchmarks.network.inputs import Prices
from benchmarks.network.limits import limits_table
from benchmarks.network.tables import (
    bytes_table,
    first_table,
    inputs_table,
    money_table,
    ordinary_table,
    work_table,
)

PAGE = Path(__file__).resolve().parents[2] / "docs" / "scale.md"
_PLACE = re.compile(r"<!-- table: (\w+) -->\n(.*?)<!-- end -->", re.DOTALL)


def tables_of(figures: Figures, prices: Prices) -> dict[str, str]:
    """Return the tables by the names of their places in the page."""
    return {
        "files": inputs_table(),
        "first": first_table(figures),
        "ordinary": ordinary_table(figures),
        "work": work_table(figures),
        "bytes": bytes_table(figures),
        "money": money_table(figures, prices),
        "limits": limits_table(figures),
    }


def filled(page: str, tables: Mapping[str, str]) -> str:
    """Return the page with the tables in their places."""
    return _PLACE.sub(lambda place: f"<!-- table: {place[1]} -->\n{tables[place[1]]}\n<!-- end -->", page)


def tables_in(page: str) -> dict[str, str]:
    """Return the tables that a page shows, by name."""
    return {place[1]: place[2].removesuffix("\n") for place in _PLACE.finditer(page)}
