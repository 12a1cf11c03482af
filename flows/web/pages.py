"""Answer each address with its page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from fastapi.responses import HTMLResponse, RedirectResponse, Response

from flows.addresses import UNITLESS, path_of_post
from flows.ask import site
from flows.ask.compare import Wanted, compare_in
from flows.ask.sentences import NOT_TOLD
from flows.web.asking import Asked, NotHeld, Pages, WrongQuestion, day_of
from flows.web.marked import cut
from flows.web.names import with_query
from flows.web.outcomes import act_outcomes, annex_outcome, find_closed, find_posts, held_authority
from flows.web.paging import PageNumber, table_page
from flows.web.timeline import lay_out

router = Pages(default_response_class=HTMLResponse, include_in_schema=False)

MOST_ROWS = 500
"""Rows of a table that a page shows; the download has all."""


@router.get("/")
def front(a: Asked) -> Response:
    """Show the search box, the authorities, what was learned last and what comes."""
    answer = site.front(a.w, a.today)
    held = [row for row in answer.authorities.rows if row["acts_held"]]
    asked = [answer.authorities.asked, answer.learned.asked, answer.coming.asked]
    most = 20
    acts = _acts_of(a, [*answer.coming.rows[:most], *answer.learned.rows[:most]])
    return a.page("front.html", front=answer, held=held, acts=acts, asked=asked, most=most, feed={})


@router.get("/viide/{reference:path}")
def reference(a: Asked, reference: str) -> Response:
    """Lead from a reference as people write it to the address of its act."""
    return RedirectResponse(with_query("/otsi", {"q": reference, **a.kept}), 303)


@router.get("/kaskkiri/{directive_id:path}/lisa/{tail}")
def annex(a: Asked, directive_id: str, tail: str) -> Response:
    """Show an annex: what holds of it on the day, the sentence that decides, its text and its post."""
    act, outcome = annex_outcome(a, directive_id, tail)
    closed = find_closed(act, outcome)
    if closed is not None:
        return a.page("closed.html", 451, outcome=closed, act=act)
    assert outcome.annex_id is not None
    found = site.annex(a.w, outcome.annex_id, a.day, a.known_on)
    if found is None:
        raise NotHeld(f"{directive_id} lisa {tail}")
    place = found.place
    post_path = path_of_post(place["authority"], place["unit"], place["subject"]) if place else None
    asked = [found.why.asked, found.described.duties.asked]
    return a.page(
        "annex.html",
        act=act,
        outcome=outcome,
        held=found,
        post_path=post_path,
        previous=place["previous_annex_id"] if place else None,
        asked=asked,
        feed={"akt": directive_id},
    )


@router.get("/kaskkiri/{directive_id:path}")
def act(a: Asked, directive_id: str) -> Response:
    """Show a directive: its text with the sentences that do something, its annexes, signatures and citations."""
    outcome, outcomes = act_outcomes(a, directive_id)
    if find_closed(outcome) is not None:
        return a.page("closed.html", 451, outcome=outcome, act=outcome)
    found = site.act(a.w, directive_id)
    if found is None:
        raise NotHeld(directive_id)
    bodies = [
        {
            **body,
            "pieces": cut(
                body["text"],
                body["span_start"],
                [row for row in found.sentences.rows if row["file_id"] == body["file_id"]],
            ),
        }
        for body in found.bodies
    ]
    annexes = [one for one in outcomes if one.annex_id is not None]
    asked = [found.sentences.asked, found.citations.asked, found.signatures.asked]
    return a.page(
        "act.html",
        act=found,
        outcome=outcome,
        annexes=annexes,
        bodies=bodies,
        asked=asked,
        feed={"akt": directive_id},
    )


@router.get("/koht/{authority}/{unit}/{subject:path}")
def post(a: Asked, authority: str, unit: str, subject: str) -> Response:
    """Show a post through time: its versions, what each is on the day, and the days without any."""
    named = find_posts(a, authority, unit, subject)
    posts = [
        {
            "post": one,
            "row": one.row,
            "timeline": lay_out(one.versions, one.gaps, a.day),
            "described": site.described(a.w, one.row["annex_id"]),
        }
        for one in named.posts
    ]
    asked = [
        site.Asked("posts_of_authority", {"authority": named.authority["authority"], "unit": named.unit, "day": a.day})
    ]
    return a.page(
        "post.html",
        authority=named.authority,
        unit=named.unit,
        subject=named.subject,
        posts=posts,
        asked=asked,
        feed={"asutus": named.authority["authority"], "yksus": named.unit or UNITLESS, "koht": named.subject},
    )


@router.get("/vordlus")
def comparison(a: Asked, vana: str = "", uus: str = "") -> Response:
    """Show two wordings side by side: fields and duties paired, words marked."""
    if not (vana.strip() and uus.strip()):
        return a.page("comparison.html", compared=None, old=vana, new=uus)
    compared = compare_in(a.w, Wanted(vana.strip()), Wanted(uus.strip()), a.day)
    closed = [side for side in (compared.old, compared.new) if side.outcome and side.outcome.outcome in NOT_TOLD]
    status = 451 if closed else 404 if compared.subject is None else 200
    return a.page("comparison.html", status, compared=compared, old=vana, new=uus)


@router.get("/muudatused")
def changes(
    a: Asked, alates: str | None = None, kuni: str | None = None, jargi: str = "moju", lk: PageNumber = 1
) -> Response:
    """Show what changed between two days, by legal effect or by what was learned; ``lk`` is the page."""
    last = day_of(kuni, "kuni") or a.today
    first = day_of(alates, "alates") or last - timedelta(days=site.COMING_DAYS)
    if first > last:
        raise WrongQuestion(f"alates: {first} > {last}")
    if jargi not in ("moju", "teada"):
        raise WrongQuestion("jargi: moju, teada")
    table = site.ask_long(a.w, "changes_learned" if jargi == "teada" else "changes", **{"from": first, "to": last})
    shown_page = table_page(lk, table.rows.number)
    shown = table.rows[shown_page.rows]
    return a.page(
        "changes.html",
        number=table.rows.number,
        shown=shown,
        acts=_acts_of(a, shown),
        table_page=shown_page,
        first=first,
        last=last,
        by=jargi,
        asked=[table.asked],
        feed={},
    )


def _acts_of(a: Asked, rows: Iterable[site.Row]) -> dict[str, site.NamedAct]:
    """Return the acts that these changes are about: many annexes bear one title, and many authorities such a post."""
    return site.name_acts(a.w, [row["directive_id"] for row in rows])


@router.get("/otsustamata")
def doubts(a: Asked, asutus: str | None = None) -> Response:
    """Show what is undecided, why, and what would settle it."""
    found = held_authority(a, asutus) if asutus else None
    table = site.ask(a.w, "open_doubts", day=a.day, authority=found["authority"] if found else None)
    settled = () if asutus else site.list_doubts(a.w)[:MOST_ROWS]
    return a.page("doubts.html", table=table, authority=asutus, settled=settled, most=MOST_ROWS, asked=[table.asked])


@router.get("/katvus")
def coverage(a: Asked) -> Response:
    """Show what kehtiv does not know of each register."""
    table = site.ask(a.w, "what_is_not_known")
    return a.page("coverage.html", table=table, asked=[table.asked])
