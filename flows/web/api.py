"""Answer the same questions as JSON under /api/v1: typed refusals, pages of results by cursor."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse

from flows.ask import site
from flows.ask.answers import history_in
from flows.ask.plain import plain
from flows.ask.sentences import NOT_TOLD
from flows.web.asking import Asked, Asking, WrongQuestion, day_of
from flows.web.places import find_place

router = APIRouter(prefix="/api/v1", default_response_class=JSONResponse)
MOST = 1000
Limit = Annotated[int, Query(ge=1, le=MOST, description="Rows of one page of the answer.")]
Cursor = Annotated[str | None, Query(description="`next` of the page before.")]
Day = Annotated[str | None, Query(description="2026-01-07 or 07.01.2026", examples=["2026-01-07"])]
Reference = Annotated[str, Query(description="A reference as people write it.", examples=["14.02.2022 nr 5"])]


def _answer(a: Asking, body: dict[str, Any], status: int = 200) -> JSONResponse:
    told = {"version": a.version} | body
    return JSONResponse(plain(told), status, {"etag": a.etag, "cache-control": "no-cache"})


def _page(a: Asking, rows: list[dict[str, Any]], limit: int) -> JSONResponse:
    """Return rows that were asked for with one more than the page holds, so that the last page is known."""
    more = len(rows) > limit
    shown = rows[:limit]
    return _answer(a, {"rows": shown, "next": shown[-1]["annex_id"] if more else None})


@router.get("/in-force", summary="Annexes in force on a day")
def in_force(a: Asked, on: Day = None, known_on: Day = None, limit: Limit = 100, cursor: Cursor = None) -> JSONResponse:
    """Return annexes in force on a day by their ids, as known on another day where that is asked."""
    rows = site.in_force_page(a.w, day_of(on, "on") or a.today, day_of(known_on, "known_on"), cursor or "", limit + 1)
    return _page(a, rows, limit)


@router.get("/status", summary="What holds of an act and its annexes on a day")
def status(a: Asked, ref: Reference, annex: str | None = None, on: Day = None) -> JSONResponse:
    """Return the outcome of each act and annex that a reference names; 404 or 451 with the refusal."""
    answer = site.find_answer(a.w, _words(ref), day_of(on, "on") or a.today, annex)
    if answer.taken_down:
        return _answer(a, {"refusal": "withdrawn", "answer": answer}, 451)
    if answer.answer != "held":
        return _answer(a, {"refusal": answer.answer, "answer": answer}, 404)
    closed = {one.outcome for one in answer.asked}.intersection(NOT_TOLD)
    refusal = min(closed, default=None)
    return _answer(a, {"refusal": refusal, "answer": answer}, 451 if refusal else 200)


@router.get("/why", summary="Why an annex is in force on a day, or not")
def why(a: Asked, annex_id: str, on: Day = None) -> JSONResponse:
    """Return each rule that decides, with the sentence that it rests on."""
    table = site.ask(a.w, "why", annex_id=_words(annex_id), day=day_of(on, "on") or a.today)
    if table.rows and table.rows[-1]["rule"] == "not_held":
        return _answer(a, {"refusal": "not_held", "steps": table.result}, 404)
    return _answer(a, {"steps": table.result})


@router.get("/history", summary="What happened to an act or annex")
def history(a: Asked, ref: Reference, annex: str | None = None) -> JSONResponse:
    """Return the steps of each act or annex that a reference names, oldest first."""
    asked = history_in(a.w, _words(ref), annex, a.today)
    if asked.answer.answer != "held":
        return _answer(a, {"refusal": asked.answer.answer, "answer": asked.answer}, 404)
    return _answer(a, {"histories": asked.histories})


@router.get("/changes", summary="What changed between two days")
def changes(
    a: Asked,
    since: Annotated[str, Query(alias="from", examples=["2026-01-01"])],
    until: Annotated[str, Query(alias="to", examples=["2026-01-31"])],
    learned: bool = False,
) -> JSONResponse:
    """Return changes by legal effect, or by the day kehtiv learned of them."""
    first, last = day_of(since, "from"), day_of(until, "to")
    if first is None or last is None or first > last:
        raise WrongQuestion("from, to: two days in order")
    table = site.ask(a.w, "changes_learned" if learned else "changes", **{"from": first, "to": last})
    return _answer(a, {"rows": table.result})


@router.get("/authorities", summary="Authorities with counts")
def authorities(a: Asked, on: Day = None) -> JSONResponse:
    """Return each authority with what is in force and undecided on a day, and until when its days are proven."""
    return _answer(a, {"rows": site.ask(a.w, "authority_counts", day=day_of(on, "on") or a.today).result})


@router.get("/doubts", summary="What is undecided")
def doubts(a: Asked, on: Day = None, authority: str | None = None) -> JSONResponse:
    """Return what is undecided on a day, why and by which sentence."""
    table = site.ask(a.w, "open_doubts", day=day_of(on, "on") or a.today, authority=authority)
    return _answer(a, {"rows": table.result})


@router.get("/coverage", summary="What is not known")
def coverage(a: Asked) -> JSONResponse:
    """Return days proven and not proven, restricted and withdrawn documents of each register."""
    return _answer(a, {"rows": site.ask(a.w, "what_is_not_known").result})


@router.get("/evidence/{evidence_id:path}", summary="A place in a file")
def evidence(a: Asked, evidence_id: str) -> JSONResponse:
    """Return the words, the file and the page of a place."""
    place = find_place(a, evidence_id)
    told = plain(place)
    del told["text"]
    return _answer(a, {"evidence": told, "picture": f"/toend/{place.evidence_id}/pilt.png"})


def _words(reference: str) -> str:
    if not reference.strip():
        raise WrongQuestion("ref: empty")
    return reference.strip()
