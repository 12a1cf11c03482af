"""Tell this page's own forms from those that another page sends: cookie, token and origin (signed double submit)."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from urllib.parse import parse_qs, urlsplit

from fastapi import Request, Response

COOKIE = "kehtiv_vorm"
LONGEST_FORM_BYTES = 64 * 1024


class Forged(Exception):
    """A form that was not filled in here, or not completely; the message says why (403)."""


class Forms:
    """Make and check tokens. The key lives as long as the process: after a restart an open form must be loaded anew.

    ``base_url``: the address that people use; forms from its origin are this page's own, too.
    """

    def __init__(self, base_url: str | None) -> None:
        self._key = secrets.token_bytes(32)
        self._own = urlsplit(base_url).netloc.lower() if base_url else None
        self._is_secure = bool(base_url and urlsplit(base_url).scheme == "https")

    def cookie_of(self, request: Request) -> str:
        """Return the browser's cookie, or a new one for ``give``."""
        return request.cookies.get(COOKIE) or secrets.token_urlsafe(32)

    def token(self, cookie: str, purpose: str) -> str:
        """Return the token that a form with this cookie carries for one purpose."""
        return hmac.new(self._key, f"{cookie}\x1f{purpose}".encode(), hashlib.sha256).hexdigest()

    def give(self, response: Response, cookie: str, path: str) -> None:
        """Send the cookie along with a response: no script can read it, and no other site's request carries it."""
        response.set_cookie(COOKIE, cookie, path=path, httponly=True, samesite="strict", secure=self._is_secure)

    async def read(self, request: Request, purpose: str) -> Mapping[str, list[str]]:
        """Return the fields of a form that this page gave out. Raises ``Forged``."""
        self._refuse_strange_origin(request)
        if request.headers.get("content-type", "").partition(";")[0].strip() != "application/x-www-form-urlencoded":
            raise Forged("a form is sent as application/x-www-form-urlencoded")
        body = b""
        async for piece in request.stream():
            body += piece
            if len(body) > LONGEST_FORM_BYTES:
                raise Forged(f"over {LONGEST_FORM_BYTES} bytes")
        try:
            fields = parse_qs(body.decode(), keep_blank_values=True, errors="strict", max_num_fields=200)
        except ValueError as error:
            raise Forged("the form cannot be read") from error
        cookie, given = request.cookies.get(COOKIE), fields.get("tunnus", [""])[0]
        if not cookie or not hmac.compare_digest(self.token(cookie, purpose).encode(), given.encode()):
            raise Forged("the form has expired: load its page again")
        return fields

    def _refuse_strange_origin(self, request: Request) -> None:
        if request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
            raise Forged("the form comes from another site")
        origin = request.headers.get("origin")
        if origin is not None and urlsplit(origin).netloc.lower() not in {request.headers.get("host", ""), self._own}:
            raise Forged("the form comes from another origin")
