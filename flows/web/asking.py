"""Read what a request asks: the language, the day, the second clock, and the warehouse that one request reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse
from starlette.concurrency import run_in_threadpool

from flows.ask.site import Warehouse, parse_day_argument
from flows.web.again import WANTED, etag_of, may_be_kept
from flows.web.names import with_query
from flows.web.render import render
from flows.web.words import Language

LONGEST_PARAMETER = 2000
"""Characters of a parameter; a longer one is no question of a person."""


class WrongQuestion(Exception):
    """A parameter cannot be understood; the message says which and why (400)."""


class NotHeld(Exception):
    """Nothing of that name is held (404). ``similar`` are addresses with their words."""

    def __init__(self, message: str, similar: tuple[tuple[str, str], ...] = ()) -> None:
        super().__init__(message)
        self.similar = similar


class NotPublic(Exception):
    """The content may not be shown (451); ``outcome`` is restricted, withdrawn or gone."""

    def __init__(self, message: str, outcome: str) -> None:
        super().__init__(message)
        self.outcome = outcome


class NoSql(Exception):
    """This site does not run SQL that visitors write (403)."""


class NoPdf(Exception):
    """No PDF can be written, because the extra is not installed (406)."""


class NotModified(Exception):
    """The asker has this answer already (304)."""

    def __init__(self, etag: str) -> None:
        super().__init__(etag)
        self.etag = etag


@dataclass(frozen=True)
class Asking:
    """One request. ``day`` is the day asked about, ``known_on`` the second clock (``None``: as is known now)."""

    request: Request
    w: Warehouse
    version: str
    etag: str
    language: Language
    today: date
    day: date
    known_on: date | None

    @property
    def kept(self) -> Mapping[str, Any]:
        """Return the parameters that every link of the page keeps."""
        return {
            "paev": None if self.day == self.today else self.day.isoformat(),
            "teada": self.known_on.isoformat() if self.known_on else None,
            "keel": None if self.language == "et" else self.language,
        }

    @property
    def base_url(self) -> str:
        """Return the address of the site, without "/" at the end: the operator's, else that of the request."""
        base: str = self.request.app.state.choices.base_url or str(self.request.base_url)
        return base.rstrip("/")

    def page(self, template: str, status: int = 200, *, is_kept: bool = True, **values: Any) -> HTMLResponse:
        """Return a rendered page that a browser may keep as long as nothing else is published.

        It is kept for the next request that asks the same, unless ``is_kept`` is false or the page is a refusal.
        """
        shown = frame(self.request, self.language) | {
            "version": self.version, "today": self.today, "day": self.day, "known_on": self.known_on, "kept": self.kept,
        } | values  # fmt: skip
        if is_kept:
            may_be_kept(self.request.scope, self.version)
        headers = {
            "etag": self.etag,
            "cache-control": "no-cache",
            "content-language": self.language,
            "vary": "Accept-Language",
        }
        return HTMLResponse(render(template, self.language, shown).encode(), status, headers)


def frame(request: Request, language: Language) -> dict[str, Any]:
    """Return what every page shows, also where no warehouse can be read."""
    other = "en" if language == "et" else "et"
    query = {name: value[:LONGEST_PARAMETER] for name, value in request.query_params.items()} | {"keel": other}
    return {
        "path": request.url.path,
        "other_language": with_query(request.url.path, query),
        "query": str(request.query_params.get("q", ""))[:LONGEST_PARAMETER],
        "language": language, "version": None, "today": None, "day": None, "known_on": None,
        "kept": {"keel": None if language == "et" else language}, "asked": (), "feed": None,
    }  # fmt: skip


def language_of(request: Request) -> Language:
    """Return the language asked for; Estonian unless it is English."""
    return "en" if request.query_params.get("keel") == "en" else "et"


@dataclass(frozen=True)
class _Question:
    """What a request asks, before it has a warehouse."""

    request: Request
    today: date
    day: date
    known_on: date | None

    @contextmanager
    def leased(self, *, is_long: bool) -> Iterator[Asking]:
        """Yield the request with a warehouse of its own. Raises ``NotModified`` or as a lease does."""
        request = self.request
        with request.app.state.held.lease(request.scope.get(WANTED), is_long=is_long) as (w, version):
            etag = etag_of(request.scope, version, self.today)
            if etag in request.headers.get("if-none-match", ""):
                raise NotModified(etag)
            yield Asking(request, w, version, etag, language_of(request), self.today, self.day, self.known_on)


async def _question(
    request: Request,
    paev: Annotated[str | None, Query(description="The day asked about: 2026-01-07 or 07.01.2026.")] = None,
    teada: Annotated[str | None, Query(description="As was known at the end of this day.")] = None,
    keel: Annotated[str | None, Query(description="et or en")] = None,
) -> _Question:
    """Return what a request asks. Raises ``WrongQuestion``."""
    for name, value in request.query_params.items():
        if len(value) > LONGEST_PARAMETER:
            raise WrongQuestion(f"{name[:40]}: over {LONGEST_PARAMETER} characters")
    today = request.app.state.clock.today()
    return _Question(request, today, day_of(paev, "paev") or today, day_of(teada, "teada"))


Asked = Annotated[Asking, Depends(_question)]
"""The parameter ``a`` of an endpoint of ``Pages``, which is given its warehouse there."""


class Pages(APIRouter):
    """Routes whose endpoints ask a warehouse: each is entered once, in a thread, with a lease that lasts until it ends.

    A dependency that holds the lease takes two turns of threads more, which cost as much as a look-up. The lease ends
    with the endpoint: an asker that takes its time to read the answer holds up no other. What ``is_long`` may take
    seconds, and waits for others of its kind alone.
    """

    def __init__(self, *, is_long: bool = False, **options: Any) -> None:
        super().__init__(**options)
        self._is_long = is_long

    def add_api_route(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        super().add_api_route(path, _leasing(endpoint, is_long=self._is_long), **options)


def _leasing(endpoint: Callable[..., Any], *, is_long: bool) -> Callable[..., Any]:
    def ask(a: _Question, given: Mapping[str, Any]) -> Any:
        with a.leased(is_long=is_long) as asked:
            return endpoint(asked, **given)

    @wraps(endpoint)
    async def answer(a: _Question, **given: Any) -> Any:
        async def asked() -> Any:
            return await run_in_threadpool(ask, a, given)

        if WANTED in a.request.scope:  # what nobody waits for is made one by one, and takes no turn
            return await asked()
        return await a.request.app.state.waiting.ask(asked, is_long=is_long)

    return answer


def day_of(written: str | None, name: str) -> date | None:
    """Return the day that a parameter gives; ``None`` where it is empty. Raises ``WrongQuestion``."""
    if written is None or not written.strip():
        return None
    try:
        return parse_day_argument(written.strip())
    except ValueError as error:
        raise WrongQuestion(f"{name}: {error}") from error
