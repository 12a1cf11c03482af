"""Show the authorities, and the units, posts and acts of one, page by page."""

from __future__ import annotations

from itertools import groupby

from fastapi.responses import HTMLResponse, Response

from flows.ask import site
from flows.web.asking import Asked, Asking, NotHeld, Pages
from flows.web.outcomes import held_authority
from flows.web.paging import PageNumber, table_page

router = Pages(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/asutused")
def authorities(a: Asked) -> Response:
    """List the authorities with what is in force of each."""
    table = site.ask(a.w, "authority_counts", day=a.day)
    return a.page("authorities.html", table=table, asked=[table.asked])


@router.get("/asutus/{authority}")
def authority(a: Asked, authority: str, lk: PageNumber = 1) -> Response:
    """Show the units, posts and acts of an authority; ``lk`` is the page of posts and acts."""
    return _authority(a, authority, None, lk)


@router.get("/asutus/{authority}/{unit:path}")
def unit(a: Asked, authority: str, unit: str, lk: PageNumber = 1) -> Response:
    """Show the posts of a unit; ``lk`` is the page of posts."""
    return _authority(a, authority, unit, lk)


def _authority(a: Asking, name: str, unit: str | None, wanted: int) -> Response:
    found = held_authority(a, name)
    key = found["authority"]
    posts = site.list_posts(a.w, key, unit, a.day)
    if unit is not None and not posts.number:
        raise NotHeld(unit)
    acts = site.list_acts(a.w, key, a.day) if unit is None else None
    act_number = acts.number if acts else 0
    shown_page = table_page(wanted, posts.number, act_number)
    return a.page(
        "authority.html",
        authority=found,
        unit=unit,
        units=[(name, list(rows)) for name, rows in groupby(posts[shown_page.rows], lambda row: row["unit"])],
        acts=acts[shown_page.rows] if acts else [],
        post_number=posts.number,
        act_number=act_number,
        table_page=shown_page,
        asked=[posts.asked] + ([acts.asked] if acts else []),
        feed={"asutus": key, "yksus": unit},
    )
