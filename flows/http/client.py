"""Ask registers politely, and name precisely what went wrong.

``send`` returns an answer to read (200) or one that says something about the document (404, 410, 304, …). It raises
everything else; ``flows.http.errors`` draws the tree. ``flows.http.wire`` alone touches the network.
"""

from __future__ import annotations

import functools
import math
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit

import pybreaker
import tenacity

from extractors.model.register import Capture, Request
from extractors.registers.base import is_robot_check, leads_to_robot_check
from flows.clock import TALLINN
from flows.http.errors import (
    AddressFails,
    AddressRefused,
    BadAddress,
    BodyTooLarge,
    BudgetSpent,
    EncodingNotAsked,
    HostRefuses,
    HostTrouble,
    HostUnavailable,
    NightOver,
    OffRegisterRedirect,
    RegisterError,
    RobotCheckMet,
    RobotsDisallow,
    VisitHoursOver,
)
from flows.http.reach import refuse_settings
from flows.http.robots import RobotRules, parse_robots
from flows.http.wire import Transport, TryAgain, Wire, refuse_encoding
from flows.settings import Settings, is_within_hours, parse_hours

__all__ = ["HostTrouble", "PoliteClient", "RegisterError", "Transport"]

LONGEST_HOST_PAUSE_S = 7 * 86_400.0
"""The longest pause that a host gets from one run to the next: a wrong date must not silence a register for years."""

_MOST_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_COME_BACK_LATER = frozenset({408, 425, 429, 500, 502, 503, 504})
# An open breaker stays open until the run ends, and the next run is the second try. pybreaker requires a figure.
_FOR_THIS_RUN_S = 366 * 24 * 3600


Exchange = Callable[[Request], Capture]
"""Send one request as it is and return its whole answer (``Wire.exchange``)."""


@dataclass
class _Host:
    """What the client knows about a host. ``lock`` keeps it to one connection; ``next_at`` is on the monotonic clock.

    ``breaker`` counts consecutive addresses that failed or were refused, and opens at the limit.
    """

    name: str
    breaker: pybreaker.CircuitBreaker
    lock: threading.RLock = field(default_factory=threading.RLock)
    next_at: float = float("-inf")
    rules: RobotRules | None = None
    trouble: tuple[type[HostTrouble], str] | None = None


def _breaker(failures: int) -> pybreaker.CircuitBreaker:
    return pybreaker.CircuitBreaker(
        fail_max=failures,
        reset_timeout=_FOR_THIS_RUN_S,
        # Anything else comes from a host that works, or is trouble of another kind.
        exclude=[lambda error: not isinstance(error, (AddressFails, AddressRefused))],
        throw_new_error_on_trip=False,
    )


def _utc_now() -> datetime:
    return datetime.now(UTC)


class PoliteClient:
    """Ask registers, one request at a time and one per interval for each host. Use it as a context manager.

    Tests replace the network by ``transport`` and time by ``sleep``, ``clock`` (monotonic seconds) and ``now`` (UTC).
    ``keep`` receives every answer that ``send`` does not return (robots.txt, redirects, refusals), so that the archive
    has them all.
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
    ) -> None:
        self._settings = settings
        self._sleep, self._clock, self._now, self._keep = sleep, clock, now, keep
        self._hours = parse_hours(settings.night_window) if settings.night_window else None
        self.sent = 0
        """Return how many requests were sent, including robots.txt, redirects and further attempts."""
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()
        self._wire = Wire(settings, transport, clock, now)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._wire.close()

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
                answer: Capture = host.breaker.call(self._ask, host, request, exchange, _is_in_register)
                return answer
            except (AddressFails, AddressRefused) as error:
                if host.breaker.current_state == pybreaker.STATE_OPEN:
                    raise self._break_off(host, error) from error
                raise

    def _host(self, url: str) -> _Host:
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
                self._hosts[place] = _Host(place, _breaker(self._settings.failures_before_giving_up))
            return self._hosts[place]

    def _check_robots(self, host: _Host, url: str) -> None:
        if host.trouble is not None:
            kind, message = host.trouble
            raise kind(f"{message}; this run does not ask it again")
        if host.rules is None:
            host.rules = self._fetch_rules(host, url)
        if not host.rules.is_open(self._now()):
            raise VisitHoursOver(f"the robots.txt of {host.name} allows no visits at this hour (Visit-time)")
        _check_allowed(host, url)
        pause = host.rules.interval_s(self._now())
        if pause > self._settings.longest_pause_s:
            raise self._give_up(
                host, HostRefuses, f"the robots.txt of {host.name} asks for {pause:g} s between requests"
            )

    def _fetch_rules(self, host: _Host, url: str) -> RobotRules:
        """Return a host's rules. A missing file means no rules, a failing one forbids all (RFC 9309, 2.3.1)."""
        parts = urlsplit(url)
        request = Request("GET", f"{parts.scheme}://{parts.netloc}/robots.txt")
        try:
            exchange = functools.partial(self._wire.exchange, headers={}, most_bytes=self._settings.max_page_bytes)
            capture = self._ask(host, request, exchange, _is_on_host)
        except (AddressRefused, OffRegisterRedirect):
            return RobotRules()
        except (AddressFails, BodyTooLarge, EncodingNotAsked) as error:
            raise self._give_up(host, HostUnavailable, f"{host.name} does not serve its robots.txt: {error}") from error
        self._keep_aside(capture)
        return parse_robots(capture.body) if capture.status == 200 else RobotRules()

    def _ask(
        self, host: _Host, request: Request, exchange: Exchange, may_follow: Callable[[str, str], bool]
    ) -> Capture:
        """Return an answer within the allowed attempts. Pauses grow, and are never shorter than the host asks."""
        settings = self._settings
        grow = tenacity.wait_exponential_jitter(
            multiplier=settings.backoff_s, max=settings.longest_pause_s, jitter=settings.backoff_s
        )

        def pause(state: tenacity.RetryCallState) -> float:
            error = state.outcome.exception() if state.outcome else None
            return max(grow(state), error.pause_s if isinstance(error, TryAgain) else 0)

        attempts = tenacity.Retrying(
            stop=tenacity.stop_after_attempt(settings.max_attempts),
            wait=pause,
            retry=tenacity.retry_if_exception_type(TryAgain),
            sleep=self._sleep,
            reraise=True,
        )
        try:
            return attempts(self._attempt, host, request, exchange, may_follow)
        except TryAgain as error:
            raise self._name_trouble(host, request, error) from error

    def _name_trouble(self, host: _Host, request: Request, error: TryAgain) -> RegisterError:
        told = f"{request.method} {request.url}: {error} (after {self._settings.max_attempts} attempts)"
        if error.capture is not None and error.capture.status == 429:
            return self._give_up(
                host, HostRefuses, f"{host.name} says that it receives too many requests: {told}", error.capture
            )
        if error.is_host:
            return self._give_up(host, HostUnavailable, f"{host.name} cannot be reached: {told}", error.capture)
        return AddressFails(told, capture=error.capture)

    def _break_off(self, host: _Host, last: AddressFails | AddressRefused) -> HostTrouble:
        number = self._settings.failures_before_giving_up
        if isinstance(last, AddressRefused):
            told = f"{host.name} refused {number} addresses one after another"
            return self._give_up(host, HostRefuses, told, last.capture)
        told = f"{host.name} failed for {number} addresses one after another, last for {last}"
        return self._give_up(host, HostUnavailable, told, last.capture)

    def _give_up(
        self, host: _Host, kind: type[HostTrouble], message: str, capture: Capture | None = None
    ) -> HostTrouble:
        host.trouble = (kind, message)
        return kind(message, capture=capture)

    def _attempt(
        self, host: _Host, request: Request, exchange: Exchange, may_follow: Callable[[str, str], bool]
    ) -> Capture:
        """Make one attempt; follow redirects within the register. Raise ``TryAgain`` if a later one may succeed."""
        asked = request
        for _ in range(_MOST_REDIRECTS + 1):
            self._await_turn(host)
            capture = exchange(asked)
            if is_robot_check(capture.body):
                self._keep_aside(capture)
                raise self._give_up(host, RobotCheckMet, f"{host.name} shows its robot check", capture)
            if capture.status in _COME_BACK_LATER or capture.status > 504:
                self._keep_aside(capture)
                raise self._come_back_later(host, capture)
            if capture.status == 403:
                self._keep_aside(capture)
                raise AddressRefused(f"{request.method} {request.url} is refused (403)", capture=capture)
            refuse_encoding(capture)
            location = capture.header("location")
            if capture.status not in _REDIRECTS or location is None:
                return Capture(request, capture.url, capture.status, capture.headers, capture.body, capture.fetched_at)
            self._keep_aside(capture)
            asked = self._follow(host, asked, capture, location, may_follow)
        raise OffRegisterRedirect(f"{request.url} redirects without end, last to {asked.url}", capture=capture)

    def _follow(
        self, host: _Host, asked: Request, capture: Capture, location: str, may_follow: Callable[[str, str], bool]
    ) -> Request:
        if leads_to_robot_check(location):
            raise self._give_up(host, RobotCheckMet, f"{host.name} redirects robots to its check ({location})", capture)
        try:
            target = urljoin(asked.url, location)
            is_fine = may_follow(asked.url, target)
        except ValueError:
            target, is_fine = location, False
        if not is_fine:
            raise OffRegisterRedirect(f"{asked.url} redirects outside the register, to {target}", capture=capture)
        _check_allowed(host, target)
        keeps_form = capture.status in (307, 308)
        method = asked.method if keeps_form else "GET"
        return Request(method, target, asked.form if keeps_form else (), asked.session)

    def _come_back_later(self, host: _Host, capture: Capture) -> Exception:
        pause = _retry_after(capture.header("retry-after"), self._now())
        if pause > self._settings.longest_pause_s:
            told = f"{host.name} asks to be left alone for {_said(pause)}"
            if pause > LONGEST_HOST_PAUSE_S:
                told += f"; {_said(LONGEST_HOST_PAUSE_S)} of it are honoured"
            refuses = self._give_up(host, HostRefuses, told, capture)
            assert isinstance(refuses, HostRefuses)
            refuses.wait_s = min(pause, LONGEST_HOST_PAUSE_S)
            return refuses
        return TryAgain(f"status {capture.status}", capture=capture, pause_s=pause)

    def _await_turn(self, host: _Host) -> None:
        """Space requests by their starts.

        This is plain arithmetic on the monotonic clock. pyrate-limiter's ``Limiter`` sleeps by itself, starts a thread
        and cannot change a bucket's rate after robots.txt has been read.
        """
        asked_for = host.rules.interval_s(self._now()) if host.rules is not None else 0.0
        wait = host.next_at - self._clock()
        if wait > 0:
            self._sleep(wait)
        self._check_may_go_on(host)
        self.sent += 1
        host.next_at = self._clock() + max(self._settings.request_interval_s, asked_for)

    def _check_may_go_on(self, host: _Host) -> None:
        """Raise ``RunOver`` where the run's own rules or the host's hours end the run before this request."""
        if self._settings.request_budget and self.sent >= self._settings.request_budget:
            raise BudgetSpent(
                f"all {self._settings.request_budget} requests of a run have been sent (KEHTIV_REQUEST_BUDGET)"
            )
        now = self._now()
        if self._hours is not None and not is_within_hours(self._hours, now.astimezone(TALLINN).time()):
            raise NightOver(f"the time is outside {self._settings.night_window} (KEHTIV_NIGHT_WINDOW)")
        if host.rules is not None and not host.rules.is_open(now):
            raise VisitHoursOver(f"the robots.txt of {host.name} allows no visits at this hour (Visit-time)")

    def _keep_aside(self, capture: Capture) -> None:
        if self._keep is not None:
            self._keep(capture)


def _retry_after(value: str | None, now: datetime) -> float:
    """Return the seconds that a Retry-After asks for, as a number or a date (RFC 9110, 10.2.3); 0 for anything else.

    A number of more than nine digits, or a date that its zone moves out of the calendar, counts as for ever.
    """
    text = (value or "").strip()
    if text.isascii() and text.isdecimal():
        return float(text) if len(text) <= 9 else math.inf
    try:
        until = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return 0.0
    except OverflowError:
        return math.inf
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    try:
        return max(0.0, (until - now).total_seconds())
    except OverflowError:
        return math.inf


def _said(pause_s: float) -> str:
    if pause_s < 2 * 86_400:
        return f"{pause_s:.0f} s"
    return f"{pause_s / 86_400:.0f} days" if math.isfinite(pause_s) else "longer than can be counted"


def _check_allowed(host: _Host, url: str) -> None:
    """Raise ``RobotsDisallow`` where the host's rules forbid an address, asked for or redirected to (RFC 9309, 2.2).

    Before the rules are read nothing but robots.txt itself is asked for, which is always allowed.
    """
    if host.rules is not None and not host.rules.allows(url):
        raise RobotsDisallow(f"the robots.txt of {host.name} forbids {url}")


def _is_on_host(asked: str, target: str) -> bool:
    """Return whether host and port are the same. Going from http to https is allowed, going back is not."""
    here, there = urlsplit(asked), urlsplit(target)
    if (here.scheme, here.netloc) == (there.scheme, there.netloc):
        return True
    is_upgrade = (here.scheme, there.scheme) == ("http", "https")
    return is_upgrade and here.hostname == there.hostname and {here.port, there.port} <= {None, 80, 443}


def _is_in_register(asked: str, target: str) -> bool:
    """Return whether an address is on the host and under the authority's part of the path, its first."""
    return _is_on_host(asked, target) and _first_part(asked) == _first_part(target)


def _first_part(url: str) -> str:
    return urlsplit(url).path.lstrip("/").partition("/")[0]
