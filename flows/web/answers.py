"""Give answers of the API: rows page by page, and refusals with their names instead of empty lists."""

from __future__ import annotations

import hashlib
import re
from typing import Any

from fastapi.responses import JSONResponse

from flows.ask import site
from flows.ask.plain import plain
from flows.ask.sentences import NOT_TOLD
from flows.web.again import may_be_kept
from flows.web.asking import Asking, WrongQuestion

_CURSOR = re.compile(r"(\d{1,9})-([0-9a-f]{16})")
_NOT_OF_THE_QUESTION = frozenset(("cursor", "limit"))


class CursorExpired(Exception):
    """A cursor that belongs to another question, or to data published earlier (409)."""


def give(a: Asking, body: dict[str, Any], status: int = 200) -> JSONResponse:
    """Return an answer with the version of its data, and keep it for the next request that asks the same."""
    told = {"version": a.version} | body
    may_be_kept(a.request.scope, a.version)
    return JSONResponse(plain(told), status, {"etag": a.etag, "cache-control": "no-cache"})


def give_page(a: Asking, name: str, params: dict[str, Any], cursor: str | None, limit: int) -> JSONResponse:
    """Return rows of a shipped query from the cursor on; ``next`` is the cursor of the rows after them.

    Raises ``WrongQuestion`` for a text that is no cursor, and ``CursorExpired``.
    """
    rows, following = rows_from(a, name, params, cursor, limit)
    return give(a, {"rows": rows, "next": following})


def rows_from(
    a: Asking, name: str, params: dict[str, Any], cursor: str | None, limit: int
) -> tuple[site.QueryResult, str | None]:
    """Return at most ``limit`` rows of a shipped query from the cursor on, and the cursor of the rows after them."""
    first = _first_of(a, cursor)
    rows, has_more = site.ask_page(a.w, name, params, first, limit)
    return rows, f"{first + limit}-{_question(a)}" if has_more else None


def _first_of(a: Asking, cursor: str | None) -> int:
    if cursor is None or not cursor.strip():
        return 0
    match = _CURSOR.fullmatch(cursor.strip())
    if match is None:
        raise WrongQuestion("cursor: give `next` of the page before")
    if match[2] != _question(a):
        raise CursorExpired("the cursor is of another question, or newer data were published: begin without a cursor")
    return int(match[1])


def _question(a: Asking) -> str:
    """Return a digest of the data and the question, so that a cursor works for these alone."""
    params = sorted(
        (name, value) for name, value in a.request.query_params.multi_items() if name not in _NOT_OF_THE_QUESTION
    )
    asked = f"{a.version} {a.today} {a.request.url.path} {params}"
    return hashlib.sha256(asked.encode()).hexdigest()[:16]


def refusal_of(answer: site.Answer) -> tuple[str, int] | None:
    """Return why nothing, or nothing certain, can be told of what a reference names, with the HTTP status.

    ``None`` where it can. "undecided" goes with 200: the answer says since when, and by which sentence.
    """
    if answer.taken_down:
        return ("gone" if answer.taken_down[0].cause == "gone" else "withdrawn"), 451
    # Which annexes an act has is not known where the act itself may not be told.
    outcomes = {one.outcome for one in answer.asked or answer.directives}
    closed = min(outcomes.intersection(NOT_TOLD), default=None)
    if closed is not None:
        return closed, 451
    if answer.answer != "held":
        return answer.answer, 404
    return ("undecided", 200) if outcomes == {"undecided"} else None
