"""Show the units of an authority as a tree, and who answers to whom among the posts of a unit."""

from __future__ import annotations

from fastapi.responses import HTMLResponse, Response

from flows.ask import site
from flows.web.asking import Asked, NotHeld, Pages
from flows.web.outcomes import held_authority
from flows.web.tree import lay_out_tree

router = Pages(prefix="/struktuur", default_response_class=HTMLResponse, include_in_schema=False)
MOST_DRAWN = 300
"""Posts of a drawing; the download has all."""


@router.get("/{authority}")
def structure(a: Asked, authority: str) -> Response:
    """Show the units of an authority as a tree, and who answers to whom in them."""
    found = held_authority(a, authority)
    units = site.ask(a.w, "unit_tree", day=a.day, authority=found["authority"])
    lines = site.ask(a.w, "reporting_lines", day=a.day, authority=found["authority"])
    asked = [units.asked, lines.asked]
    return a.page("structure.html", authority=found, units=units.rows, lines=lines.rows, asked=asked)


@router.get("/{authority}/{unit:path}")
def tree(a: Asked, authority: str, unit: str) -> Response:
    """Show who answers to whom in a unit and those below it, as a drawing and as a table."""
    found = held_authority(a, authority)
    if not site.has_unit(a.w, found["authority"], unit):
        raise NotHeld(unit)
    table = site.ask(a.w, "reporting_tree", authority=found["authority"], unit=unit, day=a.day)
    drawn = lay_out_tree(table.rows, MOST_DRAWN)
    return a.page("tree.html", authority=found, unit=unit, tree=drawn, most=MOST_DRAWN, asked=[table.asked])
