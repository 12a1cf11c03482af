"""Show what kehtiv is: its limits, how well it reads, and what its tables and columns mean."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fastapi.responses import HTMLResponse, Response

from flows.ask import site
from flows.web.asking import Asked, NotHeld, Pages

router = Pages(prefix="/teave", default_response_class=HTMLResponse, include_in_schema=False)

# The figures of the published gold themselves, by a link: a wheel carries them as a file. `make accuracy WRITE=1`
# writes them, and CI compares them with what the reader makes of the gold.
_FIGURES = Path(__file__).parent / "figures.json"
_PARTS = ("directives", "descriptions", "composed_long")


@dataclass(frozen=True)
class Accuracy:
    """How well one part of the gold is read, in cases; docs and page say what each class means."""

    part: str
    cases: int
    right: int
    incomplete: int
    flagged: int
    silent_miss: int
    silent_wrong: int


@cache
def accuracy() -> tuple[Accuracy, ...]:
    """Return the figures of the published gold: its directives, its job descriptions, and composed sentences."""
    figures = json.loads(_FIGURES.read_text("utf-8"))
    return tuple(
        Accuracy(
            part=part,
            cases=figures[part]["cases"],
            right=figures[part]["right"],
            incomplete=figures[part]["incomplete"],
            flagged=figures[part]["flagged"],
            silent_miss=figures[part]["silent_miss"],
            silent_wrong=figures[part]["silent_wrong"],
        )
        for part in _PARTS
    )


@router.get("")
def about(a: Asked) -> Response:
    """Say what kehtiv is, what it does not do, how well it reads, and which queries there are."""
    return a.page("about.html", queries=site.shipped_queries(), accuracy=accuracy())


@router.get("/andmed")
def dictionary(a: Asked) -> Response:
    """List the tables and macros with what they mean."""
    return a.page("dictionary.html", tables=site.list_tables(a.w), macros=site.list_macros(a.w))


@router.get("/andmed/{table}")
def table(a: Asked, table: str) -> Response:
    """Show what each column of a table means."""
    found = next((one for one in site.list_tables(a.w) if one.name == table), None)
    if found is None:
        raise NotHeld(table, (("/teave/andmed", "/teave/andmed"),))
    return a.page("dictionary_table.html", table=found, columns=site.columns_of(a.w, table))
