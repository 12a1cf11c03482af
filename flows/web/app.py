"""Put the application together: routes, refusals as pages or as JSON, the guard around all of it."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from flows.ask.held import HeldWarehouse
from flows.ask.site import NoWarehouse, QueryError, QueryTooLarge
from flows.clock import Clock
from flows.web import about, api, authorities, extract, feeds, pages, places, ruling, searching, structure, tables
from flows.web.again import Again, KeptAnswer
from flows.web.answers import CursorExpired
from flows.web.asking import NoPdf, NoSql, NotHeld, NotModified, NotPublic, WrongQuestion, frame, language_of
from flows.web.forms import Forged, Forms
from flows.web.guard import Guard, allowed_hosts
from flows.web.kept import Kept
from flows.web.openapi import Described
from flows.web.rate import Rate, TooOften
from flows.web.ready import Ready, kept_ready
from flows.web.render import render
from flows.web.waiting import Waiting

LOG = logging.getLogger("kehtiv.web")
_STATIC = Path(__file__).parent / "static"


@dataclass(frozen=True)
class Choices:
    """What the operator chose.

    ``host`` is the address to listen on, ``base_url`` the one that people use, if it is another. ``rulings_by``: whom
    rulings from the page's forms name as having decided; ``None``: there are no forms. ``has_sql``: whether visitors
    may run SQL of their own; named queries always run. ``sql_per_minute``: how many queries a minute one address may
    send to /sql (0: any number). ``origins``: web sites whose scripts may read the API.
    """

    host: str = "127.0.0.1"
    base_url: str | None = None
    rulings_by: str | None = None
    has_sql: bool = True
    sql_per_minute: int = 0
    origins: tuple[str, ...] = ()


def create_app(data: Path, choices: Choices | None = None, clock: Clock | None = None) -> Guard:
    """Return the application over a data folder, inside its guard. Nothing need be published yet."""
    choices = choices or Choices()
    held = HeldWarehouse(data)

    @asynccontextmanager
    async def watching(app: FastAPI) -> AsyncIterator[None]:
        async with kept_ready(app.state.ready):
            yield
        held.close()

    app = Described(
        title="kehtiv", version=version("kehtiv"), lifespan=watching, docs_url=None, redoc_url=None,
        openapi_url="/api/v1/openapi.json",
        summary="Which annexes of which directives are in force, since when, and by which sentence",
    )  # fmt: skip
    app.state.held, app.state.clock, app.state.choices = held, clock or Clock(), choices
    app.state.waiting = Waiting()
    app.state.pictures = Kept[bytes]()
    app.state.forms = Forms(choices.base_url)
    app.state.sql_rate = Rate(choices.sql_per_minute)
    for router in (
        api.router,
        api.queries_router,
        tables.router,
        places.router,
        extract.router,
        feeds.router,
        searching.router,
        ruling.router,
        structure.router,
        about.router,
        authorities.router,
        pages.router,
    ):
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=_STATIC), name="static")
    app.add_api_route("/tervis", _health, include_in_schema=False)
    for kind, status, key in _REFUSALS:
        app.add_exception_handler(kind, _refuse(status, key))
    app.add_exception_handler(NotModified, _not_modified)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _trouble)
    again = Again(app, held, app.state.clock, Kept[KeptAnswer](), (app.state.pictures,))
    app.state.ready = Ready(again, held, app.state.clock, is_patient=choices.rulings_by is None)
    reachable: ASGIApp = _ReadByOthers(again, choices.origins) if choices.origins else again
    written = f"{ruling.PATH}/" if choices.rulings_by is not None else None
    return Guard(reachable, allowed_hosts(choices.host, choices.base_url), written)


class _ReadByOthers:
    """Let scripts of other web sites read the API, and nothing else (CORS)."""

    def __init__(self, app: ASGIApp, origins: Sequence[str]) -> None:
        self._app = app
        self._api = CORSMiddleware(app, allow_origins=origins, allow_methods=["GET"], expose_headers=["etag"])

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_api = scope["type"] == "http" and scope["path"].startswith("/api/")
        await (self._api if is_api else self._app)(scope, receive, send)


_REFUSALS: tuple[tuple[type[Exception], int, str], ...] = (
    (WrongQuestion, 400, "wrong_question"),
    (RequestValidationError, 400, "wrong_question"),
    (QueryTooLarge, 503, "too_busy"),
    (QueryError, 400, "wrong_question"),
    (NotHeld, 404, "not_held"),
    (NotPublic, 451, "not_public"),
    (Forged, 403, "forged"),
    (NoSql, 403, "no_sql"),
    (NoPdf, 406, "no_pdf"),
    (CursorExpired, 409, "cursor_expired"),
    (TooOften, 429, "too_often"),
    (NoWarehouse, 503, "no_warehouse"),
)


def _health(request: Request) -> Response:
    """Say for monitoring which warehouse can be read, if any, without waiting for other requests."""
    try:
        return PlainTextResponse(f"ok {request.app.state.held.answering_version()}\n")
    except NoWarehouse:
        return PlainTextResponse("no warehouse\n", 503)


def _refuse(status: int, key: str) -> Callable[[Request, Exception], Response]:
    def refuse(request: Request, error: Exception) -> Response:
        return _refusal(request, status, key, error)

    return refuse


def _refusal(request: Request, status: int, key: str, error: Exception | None, message: str | None = None) -> Response:
    told = message if message is not None else _message(error)
    headers = {"cache-control": "no-store"}
    if isinstance(error, TooOften):
        headers["retry-after"] = str(error.retry_after_s)
    if request.url.path.startswith("/api/"):
        refusal = error.outcome if isinstance(error, NotPublic) else key
        return JSONResponse({"refusal": refusal, "message": told}, status, headers)
    shown = frame(request, language_of(request)) | {
        "key": key, "message": told, "similar": getattr(error, "similar", ()), "status": status,
        "outcome": getattr(error, "outcome", None),
    }  # fmt: skip
    return HTMLResponse(render("refusal.html", language_of(request), shown), status, headers)


def _message(error: Exception | None) -> str:
    if isinstance(error, RequestValidationError):
        return "; ".join(f"{'.'.join(map(str, one['loc'][1:]))}: {one['msg']}" for one in error.errors())
    return str(error) if error is not None else ""


def _not_modified(request: Request, error: Exception) -> Response:
    assert isinstance(error, NotModified)
    return Response(status_code=304, headers={"etag": error.etag, "cache-control": "no-cache"})


def _http(request: Request, error: Exception) -> Response:
    status: Any = getattr(error, "status_code", 500)
    return _refusal(request, status, "not_found" if status == 404 else "wrong_question", None, "")


def _trouble(request: Request, error: Exception) -> Response:
    LOG.error("%s failed", request.url.path, exc_info=error)
    return _refusal(request, 500, "server_error", None, "")
