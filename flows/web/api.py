"""Answer the same questions as JSON under /api/v1. The description gives an example of each answer."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query, Request
from fastapi.responses import JSONResponse

from flows.ask import site
from flows.ask.answers import history_in
from flows.ask.limits import time_limit
from flows.ask.plain import plain
from flows.web.answers import give, give_page, refusal_of, rows_from
from flows.web.asking import Asked, NotHeld, Pages, WrongQuestion, day_of
from flows.web.outcomes import held_authority
from flows.web.places import find_place
from flows.web.tables import SECONDS, take_turn

MOST = 1000
Limit = Annotated[int, Query(ge=1, le=MOST, description="Rows of one page of the answer.")]
Cursor = Annotated[str | None, Query(description="`next` of the page before.")]
Day = Annotated[str | None, Query(description="2026-01-07 or 07.01.2026; today where it is left out.")]
Reference = Annotated[str, Query(description="A reference as people write it, or the id of an act.")]
Annex = Annotated[str | None, Query(description="The number or title of one of its annexes.")]
_PREFIX = "/api/v1"


async def _refuse_unknown(request: Request) -> None:
    """Raise ``WrongQuestion`` for a parameter that the address does not take: it would be ignored silently."""
    route = request.scope["route"].path_format
    described = request.app.openapi()["paths"][route]["get"].get("parameters", [])
    known = {parameter["name"] for parameter in described if parameter["in"] == "query"}
    unknown = sorted(set(request.query_params) - known)
    if unknown:
        raise WrongQuestion(f"{', '.join(name[:40] for name in unknown)}: not known; known: {', '.join(sorted(known))}")


router = Pages(prefix=_PREFIX, default_response_class=JSONResponse, dependencies=[Depends(_refuse_unknown)])
queries_router = Pages(is_long=True, prefix=_PREFIX, default_response_class=JSONResponse)
"""Each named query says which parameters it takes."""


@router.get("/in-force", summary="Annexes in force on a day")
def in_force(a: Asked, on: Day = None, known_on: Day = None, limit: Limit = 100, cursor: Cursor = None) -> JSONResponse:
    """Return annexes in force on a day by their ids, as known on another day where that is asked."""
    rows = site.in_force_page(a.w, day_of(on, "on") or a.today, day_of(known_on, "known_on"), cursor or "", limit + 1)
    # The id of the last row is the cursor: it goes on from there, whatever was published meanwhile.
    following = rows[limit - 1]["annex_id"] if len(rows) > limit else None
    return give(a, {"rows": rows[:limit], "next": following})


@router.get("/status", summary="What holds of an act and its annexes on a day")
def status(a: Asked, ref: Reference, annex: Annex = None, on: Day = None) -> JSONResponse:
    """Return the outcome of each act and annex that a reference names, each with the sentence that decides."""
    answer = site.find_answer(a.w, _words(ref), day_of(on, "on") or a.today, annex)
    refusal, code = refusal_of(answer) or (None, 200)
    return give(a, {"refusal": refusal, "answer": answer}, code)


@router.get("/why", summary="Why an annex is in force on a day, or not")
def why(
    a: Asked, annex_id: Annotated[str, Query(description="As other answers have it.")], on: Day = None
) -> JSONResponse:
    """Return each rule that decides, with the sentence that it rests on."""
    day = day_of(on, "on") or a.today
    directive_id, _, tail = _words(annex_id).rpartition("#")
    answer = site.find_answer(a.w, directive_id, day, tail) if directive_id else None
    refused = refusal_of(answer) if answer else None
    if answer and refused and refused[1] == 451:
        return give(a, {"refusal": refused[0], "answer": answer}, 451)
    table = site.ask(a.w, "why", annex_id=_words(annex_id), day=day)
    if table.rows and table.rows[-1]["rule"] == "not_held":
        return give(a, {"refusal": "not_held", "steps": table.rows}, 404)
    return give(a, {"refusal": refused[0] if refused else None, "steps": table.rows})


@router.get("/history", summary="What happened to an act or annex")
def history(a: Asked, ref: Reference, annex: Annex = None) -> JSONResponse:
    """Return the steps of each act or annex that a reference names, oldest first."""
    asked = history_in(a.w, _words(ref), annex, a.today)
    refused = refusal_of(asked.answer)
    if refused and refused[1] != 200:
        return give(a, {"refusal": refused[0], "answer": asked.answer}, refused[1])
    return give(a, {"refusal": refused[0] if refused else None, "histories": asked.histories})


@router.get("/changes", summary="What changed between two days")
def changes(
    a: Asked,
    since: Annotated[str, Query(alias="from", description="The first day.")],
    until: Annotated[str, Query(alias="to", description="The last day; it is counted too.")],
    learned: Annotated[bool, Query(description="By the day kehtiv learned of it, not by legal effect.")] = False,
    limit: Limit = MOST,
    cursor: Cursor = None,
) -> JSONResponse:
    """Return changes by legal effect, or by the day kehtiv learned of them.

    Where there are none and the days are not proven complete, `not_proven` names the registers and days.
    """
    first, last = day_of(since, "from"), day_of(until, "to")
    if first is None or last is None or first > last:
        raise WrongQuestion("from, to: two days in order")
    name = "changes_learned" if learned else "changes"
    rows, following = rows_from(a, name, {"from": first, "to": last}, cursor, limit)
    is_empty = not rows.rows and not cursor
    not_proven = site.ask(a.w, "days_not_proven", **{"from": first, "to": last}).rows if is_empty else []
    refusal = {"refusal": "not_proven", "not_proven": not_proven} if not_proven else {"refusal": None}
    return give(a, refusal | {"rows": rows, "next": following})


@router.get("/authorities", summary="Authorities with counts")
def authorities(a: Asked, on: Day = None, limit: Limit = MOST, cursor: Cursor = None) -> JSONResponse:
    """Return each authority with what is in force and undecided on a day, and until when its days are proven."""
    return give_page(a, "authority_counts", {"day": day_of(on, "on") or a.today}, cursor, limit)


@router.get("/doubts", summary="What is undecided")
def doubts(
    a: Asked,
    on: Day = None,
    authority: Annotated[str | None, Query(description="Its key or its name.")] = None,
    limit: Limit = MOST,
    cursor: Cursor = None,
) -> JSONResponse:
    """Return what is undecided on a day, why and by which sentence."""
    found = held_authority(a, authority) if authority else None
    given = {"day": day_of(on, "on") or a.today, "authority": found["authority"] if found else None}
    return give_page(a, "open_doubts", given, cursor, limit)


@router.get("/coverage", summary="What is not known")
def coverage(a: Asked, limit: Limit = MOST, cursor: Cursor = None) -> JSONResponse:
    """Return days proven and not proven, restricted and withdrawn documents of each register."""
    return give_page(a, "what_is_not_known", {}, cursor, limit)


@router.get("/evidence/{evidence_id:path}", summary="A place in a file")
def evidence(a: Asked, evidence_id: str) -> JSONResponse:
    """Return the words, the file and the page of a place."""
    place = find_place(a, evidence_id)
    told = plain(place)
    del told["text"]
    return give(a, {"evidence": told, "picture": f"/toend/{place.evidence_id}/pilt.png"})


@router.get("/queries", summary="Named queries")
def queries(a: Asked, limit: Limit = MOST, cursor: str = "") -> JSONResponse:
    """Return the named queries with what each answers and the parameters that it takes; "?" ends an optional one."""
    later = [one for one in site.shipped_queries() if one.name > cursor]
    rows = [
        {"name": one.name, "answers": one.summary, "grain": one.grain, "parameters": one.parameters} for one in later
    ]
    return give(a, {"rows": rows[:limit], "next": rows[limit - 1]["name"] if len(rows) > limit else None})


@queries_router.get("/queries/{name}", summary="The answer of a named query")
def query(a: Asked, name: str, limit: Limit = MOST, cursor: Cursor = None) -> JSONResponse:
    """Return rows of a named query; its own parameters stand beside `limit` and `cursor`."""
    if name not in {one.name for one in site.shipped_queries()}:
        raise NotHeld(name)
    take_turn(a)
    given = {key: value for key, value in a.request.query_params.items() if key not in ("limit", "cursor")}
    with time_limit(a.w, SECONDS):
        return give_page(a, name, given, cursor, limit)


def _words(reference: str) -> str:
    if not reference.strip():
        raise WrongQuestion("empty")
    return reference.strip()
