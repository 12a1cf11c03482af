"""Send one request and read its whole answer: the only place where bytes come from the network.

Cookies belong to a search (``Request.session``) and live in a jar of its own. An answer is limited in time from the
first byte of its head to the last of its body, and in size on the wire as well as unpacked. A body shorter than
promised does not count as an answer. A body is decoded only where its encoding was asked for.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import datetime
from http.cookiejar import CookieJar, DefaultCookiePolicy
from importlib.metadata import version
from urllib.parse import urlencode

import httpx

from extractors.model.register import Capture, Request
from extractors.registers.base import length_of
from flows.http.errors import BadAddress, BodyTooLarge, EncodingNotAsked
from flows.http.robots import AGENT
from flows.http.timed import Deadline, TimedTransport
from flows.http.unpack import NotPacked, Unpacker
from flows.settings import Settings

Transport = httpx.BaseTransport
"""What carries requests: the network, or a test's replacement of it."""

_REASONS_TO_WAIT = (httpx.TimeoutException, httpx.NetworkError, httpx.RemoteProtocolError, NotPacked)

_ENCODINGS = ("gzip", "deflate")
"""The content encodings to ask for. httpx names and decodes more of them where their packages are installed."""

_MOST_JARS = 16


class TryAgain(Exception):
    """An attempt failed that may succeed later. ``pause_s`` is the pause the host asked for, 0 where it named none."""

    def __init__(
        self, reason: str, *, capture: Capture | None = None, pause_s: float = 0, is_host: bool = False
    ) -> None:
        super().__init__(reason)
        self.capture = capture
        self.pause_s = pause_s
        self.is_host = is_host


class Wire:
    """Send a request as it is. Hosts, manners and further attempts are the client's."""

    def __init__(
        self,
        settings: Settings,
        transport: Transport | None,
        clock: Callable[[], float],
        now: Callable[[], datetime],
        check: Callable[[], object] | None = None,
    ) -> None:
        self._settings, self._clock, self._now = settings, clock, now
        self._jars: dict[str, httpx.Cookies] = {}
        self._deadline = Deadline(clock, check)
        self._http = httpx.Client(
            transport=transport or TimedTransport(self._deadline),
            headers={
                "User-Agent": user_agent(settings),
                "Accept-Encoding": ", ".join(_ENCODINGS),
                "Accept-Language": "et",
            },
            timeout=httpx.Timeout(settings.read_timeout_s, connect=settings.connect_timeout_s),
            # A proxy from the environment would receive loopback traffic and break the spacing per host.
            trust_env=False,
            cookies=CookieJar(policy=DefaultCookiePolicy(allowed_domains=[])),
        )

    def close(self) -> None:
        self._http.close()
        self._jars.clear()

    def end_session(self, name: str | None) -> None:
        self._jars.pop(name or "", None)

    def exchange(self, request: Request, headers: dict[str, str], most_bytes: int) -> Capture:
        """Return the whole answer to one request, without its body where ``refuse_encoding`` would refuse it.

        ``most_bytes`` limits the body, packed and unpacked. Raises ``TryAgain``, ``BodyTooLarge``, ``BadAddress``.
        """
        message = self._message(request, headers)
        jar = self._jar(request.session) if request.session else None
        if jar is not None:
            jar.set_cookie_header(message)
        began = self._clock()
        head_s = self._settings.connect_timeout_s + self._settings.read_timeout_s
        self._deadline.set(began + head_s, f"the head of the answer takes longer than {head_s:g} s")
        try:
            response = self._http.send(message, stream=True)
            whole_s = self._settings.answer_timeout_s
            self._deadline.set(began + whole_s, f"the answer takes longer than {whole_s:g} s")
            try:
                is_readable = _is_asked(response.headers.get_list("content-encoding", split_commas=True))
                body = self._read_body(response, request.url, most_bytes, began + whole_s) if is_readable else b""
            finally:
                response.close()
        except _REASONS_TO_WAIT as error:
            is_host = isinstance(error, (httpx.ConnectError, httpx.ConnectTimeout))
            raise TryAgain(f"{type(error).__name__}: {error}", is_host=is_host) from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise BadAddress(f"{request.url!r} cannot be asked for: {error}") from error
        if jar is not None:
            jar.extract_cookies(response)
        kept = tuple(
            (k, v) for k, v in response.headers.multi_items() if k.lower() not in ("set-cookie", "set-cookie2")
        )
        return Capture(request, request.url, response.status_code, kept, body, self._now())

    def _jar(self, session: str) -> httpx.Cookies:
        """Return the jar of a search. Searches follow one another, so the oldest jars belong to searches long over."""
        jar = self._jars.setdefault(session, httpx.Cookies())
        while len(self._jars) > _MOST_JARS:
            del self._jars[next(iter(self._jars))]
        return jar

    def _message(self, request: Request, headers: dict[str, str]) -> httpx.Request:
        try:
            if request.method == "GET":
                return self._http.build_request("GET", request.url, headers=headers)
            form = {"Content-Type": "application/x-www-form-urlencoded"}
            content = urlencode(request.form).encode("ascii")
            return self._http.build_request("POST", request.url, headers=headers | form, content=content)
        except (httpx.InvalidURL, ValueError) as error:
            raise BadAddress(f"{request.url!r} is not an address: {error}") from error

    def _read_body(self, response: httpx.Response, url: str, limit: int, deadline: float) -> bytes:
        promised = _length(response)
        if promised is not None and promised > limit:
            raise BodyTooLarge(f"{url} would be {promised} bytes; {limit} are allowed")
        unpacker = Unpacker(response.headers.get("content-encoding", "").strip().lower())
        came, body = 0, io.BytesIO()
        # Not ``iter_bytes``: what httpx unpacks of one piece may be a thousand times as large, and all of it in memory.
        for packed in _stream_of(response):
            came += len(packed)
            for piece in unpacker.feed(packed):
                if max(came, body.tell() + len(piece)) > limit:
                    raise BodyTooLarge(f"{url} is larger than the {limit} bytes allowed")
                body.write(piece)
            if came > limit:
                raise BodyTooLarge(f"{url} is larger than the {limit} bytes allowed")
            if self._clock() > deadline:
                raise TryAgain(f"the answer takes longer than {self._settings.answer_timeout_s:g} s")
        # Content-Length counts bytes on the wire, which for a compressed body are not the bytes that come out of it.
        if promised is not None and came != promised and response.status_code != 304:
            raise TryAgain(f"a short body: {came} of {promised} bytes came")
        if came and not unpacker.is_whole:
            raise TryAgain(f"a compressed body that ends in the middle: {came} bytes came")
        return body.getvalue()


def user_agent(settings: Settings) -> str:
    """Return the User-Agent: name, version and contact."""
    contact = f" (+{settings.contact})" if settings.contact else ""
    return f"{AGENT}/{version('kehtiv')}{contact}"


def refuse_encoding(capture: Capture) -> None:
    """Raise ``EncodingNotAsked`` for an answer whose content encodings (RFC 9110, 8.4) kehtiv did not ask for.

    The client calls it after it has read the status: a host that wants a pause gets it, however its page is encoded.
    """
    values = [value for name, value in capture.headers if name.lower() == "content-encoding"]
    if not _is_asked([encoding.strip() for value in values for encoding in value.split(",")]):
        encodings = ", ".join(values)[:120]
        message = f"{capture.url} comes in the encoding {encodings!r}; one of {', '.join(_ENCODINGS)} was asked for"
        raise EncodingNotAsked(message, capture=capture)


def _stream_of(response: httpx.Response) -> Iterator[bytes]:
    assert isinstance(response.stream, httpx.SyncByteStream)
    yield from response.stream


def _is_asked(encodings: list[str]) -> bool:
    """Return whether there is at most one encoding and it was asked for.

    Each further layer multiplies what a small body unpacks to, and httpx does not notice one that ends in the middle.
    """
    named = [encoding.lower() for encoding in encodings if encoding]
    return not named or (len(named) == 1 and named[0] in (*_ENCODINGS, "identity"))


def _length(response: httpx.Response) -> int | None:
    value = response.headers.get("content-length", "")
    return length_of(value) if value.isascii() and value.isdecimal() else None
