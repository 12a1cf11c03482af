"""Ask registers politely, and name precisely what went wrong.

``send`` returns an answer to read (200) or one that says something about the document (404, 410, 304, …). It raises
everything else; ``flows.http.errors`` draws the tree. ``flows.http.wire`` alone touches the network.
"""

from __future__ import annotations

import functools
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

import pybreaker

from extractors.model.register import Capture, Request
from extractors.registers.base import is_robot_check, leads_to_robot_check
from flows.http.attempts import attempts
from flows.http.errors import (
    AddressFails,
    AddressRefused,
    BadAddress,
    BodyTooLarge,
    EncodingNotAsked,
    HostRefuses,
    HostTrouble,
    HostUnavailable,
    OffRegisterRedirect,
    RegisterError,
    RobotCheckMet,
)
from flows.http.host import Host, new_host
from flows.http.pauses import LONGEST_HOST_PAUSE_S, retry_after, say_honoured
from flows.http.reach import refuse_settings
from flows.http.redirects import MOST_REDIRECTS, MayFollow, is_in_register, is_on_host, location_of, redirected
from flows.http.robots import RobotRules, parse_robots
from flows.http.turns import Turns
from flows.http.wire import Transport, TryAgain, Wire, refuse_encoding
from flows.settings import Settings

__all__ = ["HostTrouble", "PoliteClient", "RegisterError", "Transport"]

_COME_BACK_LATER = frozenset({408, 425, 429, 500, 502, 503, 504})

Exchange = Callable[[Request], Capture]
"""Send one request as it is and return its whole answer (``Wire.exchange``)."""


def _utc_now() -> datetime:
    return datetime.now(UTC)


class PoliteClient:
    """Ask registers, one request at a time and one per interval for each host. Use it as a context manager.

    Tests replace the network by ``transport`` and time by ``sleep``, ``clock`` (monotonic seconds) and ``now`` (UTC).
    ``keep`` receives every answer that ``send`` does not return (robots.txt, redirects, refusals), so that the archive
    has them all. ``check`` raises where asking is to end; the main thread needs none, a signal ends its waiting.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        transport: Transport | None = None,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = _utc_now,
        keep: Callable[[Capture], object] | None = None,
        check: Callable[[], object] | None = None,
    ) -> None:
        self._settings = settings
        self._sleep, self._now, self._keep = sleep, now, keep
        self._hosts: dict[str, Host] = {}
        self._lock = threading.Lock()
        self._turns = Turns(settings, sleep, clock, now, check)
        self._wire = Wire(settings, transport, clock, now, check)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._wire.close()
        self._turns.close()

    @property
    def sent(self) -> int:
        """Return how many requests were sent, including robots.txt, redirects and further attempts."""
        return self._turns.sent

    @property
    def most_page_bytes(self) -> int:
        """Return the largest page to accept: pages are parsed in this process, files are not."""
        return self._settings.max_page_bytes

    def end_session(self, name: str | None) -> None:
        """Discard the cookies of a search."""
        self._wire.end_session(name)

    def send(
        self,
        request: Request,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        most_bytes: int | None = None,
    ) -> Capture:
        """Return the whole answer. With the validators of a held copy it may be a 304 without a body.

        ``most_bytes`` limits the body (``None``: as ``Settings.max_body_bytes`` says).

        Raises ``RegisterError``; its subclasses say whether the address or the host is in trouble.
        """
        host = self._host(request.url)
        validators = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers = {name: value for name, value in validators.items() if value}
        exchange = functools.partial(
            self._wire.exchange, headers=headers, most_bytes=most_bytes or self._settings.max_body_bytes
        )
        with host.lock:
            self._check_robots(host, request.url)
            try:
                answer: Capture = host.breaker.call(self._ask, host, request, exchange, is_in_register)
                return answer
            except (AddressFails, AddressRefused) as error:
                if host.breaker.current_state == pybreaker.STATE_OPEN:
                    raise host.break_off(error) from error
                raise

    def _host(self, url: str) -> Host:
        """Return the host of an address. Raise ``RegisterError`` where it may not be asked at all."""
        try:
            parts = urlsplit(url)
            name, port = parts.hostname, parts.port
        except ValueError as error:
            raise BadAddress(f"{url!r} is not an address: {error}") from error
        if parts.scheme not in ("http", "https") or not name:
            raise BadAddress(f"{url!r} is not an http(s) address")
        place = name if port is None else f"{name}:{port}"
        refuse_settings(name, self._settings)
        with self._lock:
            if place not in self._hosts:
                self._hosts[place] = new_host(place, self._settings.failures_before_giving_up)
            return self._hosts[place]

    def _check_robots(self, host: Host, url: str) -> None:
        host.check_trouble()
        if host.rules is None:
            host.rules = self._fetch_rules(host, url)
        host.check_hours(self._now())
        host.check_allowed(url)
        pause = host.interval_s(self._now())
        if pause > self._settings.longest_pause_s:
            raise host.give_up(HostRefuses, f"the robots.txt of {host.name} asks for {pause:g} s between requests")

    def _fetch_rules(self, host: Host, url: str) -> RobotRules:
        """Return a host's rules. A missing file means no rules, a failing one forbids all (RFC 9309, 2.3.1)."""
        parts = urlsplit(url)
        request = Request("GET", f"{parts.scheme}://{parts.netloc}/robots.txt")
        try:
            exchange = functools.partial(self._wire.exchange, headers={}, most_bytes=self._settings.max_page_bytes)
            capture = self._ask(host, request, exchange, is_on_host)
        except (AddressRefused, OffRegisterRedirect):
            return RobotRules()
        except (AddressFails, BodyTooLarge, EncodingNotAsked) as error:
            raise host.give_up(HostUnavailable, f"{host.name} does not serve its robots.txt: {error}") from error
        self._keep_aside(capture)
        return parse_robots(capture.body) if capture.status == 200 else RobotRules()

    def _ask(self, host: Host, request: Request, exchange: Exchange, may_follow: MayFollow) -> Capture:
        """Return an answer within the allowed attempts. Raise what they ended with."""
        try:
            return attempts(self._settings, self._sleep)(self._attempt, host, request, exchange, may_follow)
        except TryAgain as error:
            raise self._name_trouble(host, request, error) from error

    def _name_trouble(self, host: Host, request: Request, error: TryAgain) -> RegisterError:
        message = f"{request.method} {request.url}: {error} (after {self._settings.max_attempts} attempts)"
        if error.capture is not None and error.capture.status == 429:
            message = f"{host.name} says that it receives too many requests: {message}"
            return host.give_up(HostRefuses, message, error.capture)
        if error.is_host:
            return host.give_up(HostUnavailable, f"{host.name} cannot be reached: {message}", error.capture)
        return AddressFails(message, capture=error.capture)

    def _attempt(self, host: Host, request: Request, exchange: Exchange, may_follow: MayFollow) -> Capture:
        """Make one attempt; follow redirects within the register. Raise ``TryAgain`` if a later one may succeed."""
        asked = request
        for _ in range(MOST_REDIRECTS + 1):
            with self._turns.take(host):
                capture = exchange(asked)
            self._refuse(host, request, capture)
            location = location_of(capture)
            if location is None:
                return Capture(request, capture.url, capture.status, capture.headers, capture.body, capture.fetched_at)
            self._keep_aside(capture)
            if leads_to_robot_check(location):
                message = f"{host.name} redirects robots to its check ({location})"
                raise host.give_up(RobotCheckMet, message, capture)
            asked = redirected(asked, capture, location, may_follow)
            host.check_allowed(asked.url)
        raise OffRegisterRedirect(f"{request.url} redirects without end, last to {asked.url}", capture=capture)

    def _refuse(self, host: Host, request: Request, capture: Capture) -> None:
        """Keep and raise an answer that cannot be used: a robot check, a pause or failure of the host, a refused
        address.
        """
        if is_robot_check(capture.body):
            self._keep_aside(capture)
            raise host.give_up(RobotCheckMet, f"{host.name} shows its robot check", capture)
        if capture.status in _COME_BACK_LATER or capture.status > 504:
            self._keep_aside(capture)
            raise self._come_back_later(host, capture)
        if capture.status == 403:
            self._keep_aside(capture)
            raise AddressRefused(f"{request.method} {request.url} is refused (403)", capture=capture)
        refuse_encoding(capture)

    def _come_back_later(self, host: Host, capture: Capture) -> Exception:
        pause = retry_after(capture.header("retry-after"), self._now())
        if pause > self._settings.longest_pause_s:
            message = f"{host.name} asks to be left alone for {say_honoured(pause)}"
            refuses = host.give_up(HostRefuses, message, capture)
            assert isinstance(refuses, HostRefuses)
            refuses.wait_s = min(pause, LONGEST_HOST_PAUSE_S)
            return refuses
        return TryAgain(f"status {capture.status}", capture=capture, pause_s=pause)

    def _keep_aside(self, capture: Capture) -> None:
        if self._keep is not None:
            self._keep(capture)
