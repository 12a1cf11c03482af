"""The client that speaks to registers: thin, polite, and clear about what did not come.

What ``send`` returns is an answer to read (200), or one that says something of the document (404, 410, 304, …).
Everything else is raised: ``flows.http.errors`` draws the tree. The network itself is behind ``flows.http.wire``.
"""

from __future__ import annotations

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
    ContactMissing,
    HostRefuses,
    HostTrouble,
    HostUnavailable,
    IntervalTooShort,
    NightOver,
    OffRegisterRedirect,
    RegisterError,
    RobotCheckMet,
    RobotsDisallow,
    VisitHoursOver,
)
from flows.http.robots import RobotRules, parse_robots
from flows.http.wire import Transport, TryAgain, Wire
from flows.settings import LEAST_INTERVAL_S, Settings, is_loopback, is_within_hours, parse_hours

__all__ = ["HostTrouble", "PoliteClient", "RegisterError", "Transport"]

_MOST_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_COME_BACK_LATER = frozenset({408, 425, 429, 500, 502, 503, 504})
# An open breaker stays open to the end of the run, whose next one is the second try; pybreaker wants a figure.
_FOR_THIS_RUN_S = 366 * 24 * 3600


@dataclass
class _Host:
    """What the client knows of a host. ``lock`` makes it one connection; ``next_at`` is on the monotonic clock.

    ``breaker`` counts the addresses that failed or were refused one after another and opens at the last one allowed.
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
        # All else is an answer of a host that works, or trouble of another kind.
        exclude=[lambda error: not isinstance(error, (AddressFails, AddressRefused))],
        throw_new_error_on_trip=False,
    )


def _utc_now() -> datetime:
    return datetime.now(UTC)


class PoliteClient:
    """Asks registers, one request at a time and one per interval for each host. Use it as a context manager.

    ``transport`` takes the network's place in tests, ``sleep``, ``clock`` (monotonic seconds) and ``now`` (UTC) that
    of time. ``keep`` is given every answer that ``send`` does not return (robots.txt, redirects, refusals), so that
    the archive misses none.
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
        """Requests that went out, robots.txt, redirects and second attempts among them."""
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

    def end_session(self, name: str | None) -> None:
        """Throws a search's cookies away."""
        self._wire.end_session(name)

    def send(self, request: Request, *, etag: str | None = None, last_modified: str | None = None) -> Capture:
        """The answer, whole. With validators of a copy that is held, it may be a 304 without a body.

        Raises ``RegisterError``; its subclasses say whether the address or the host is in trouble.
        """
        host = self._host(request.url)
        validators = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers = {name: value for name, value in validators.items() if value}
        with host.lock:
            self._check_robots(host, request.url)
            try:
                answer: Capture = host.breaker.call(self._ask, host, request, headers, _is_in_register)
                return answer
            except (AddressFails, AddressRefused) as error:
                if host.breaker.current_state == pybreaker.STATE_OPEN:
                    raise self._break_off(host, error) from error
                raise

    def _host(self, url: str) -> _Host:
        """The host of an address, once it is certain that it may be asked at all."""
        try:
            parts = urlsplit(url)
            name, port = parts.hostname, parts.port
        except ValueError as error:
            raise BadAddress(f"{url!r} is no address: {error}") from error
        if parts.scheme not in ("http", "https") or not name:
            raise BadAddress(f"{url!r} is no http(s) address")
        place = name if port is None else f"{name}:{port}"
        if not is_loopback(name):
            if self._settings.contact is None:
                raise ContactMissing(f"{name} is asked only by who can be reached: set KEHTIV_CONTACT (e-mail or URL)")
            if self._settings.request_interval_s < LEAST_INTERVAL_S:
                raise IntervalTooShort(
                    f"{self._settings.request_interval_s:g} s between requests is for loopback only; "
                    f"{name} is asked at most once in {LEAST_INTERVAL_S:g} s (KEHTIV_REQUEST_INTERVAL_S)"
                )
        with self._lock:
            if place not in self._hosts:
                self._hosts[place] = _Host(place, _breaker(self._settings.failures_before_giving_up))
            return self._hosts[place]

    def _check_robots(self, host: _Host, url: str) -> None:
        if host.trouble is not None:
            kind, message = host.trouble
            raise kind(f"{message}; it is not asked again in this run")
        if host.rules is None:
            host.rules = self._fetch_rules(host, url)
        if not host.rules.is_open(self._now()):
            raise VisitHoursOver(f"the robots.txt of {host.name} wants no visits at this hour (Visit-time)")
        if not host.rules.allows(url):
            raise RobotsDisallow(f"the robots.txt of {host.name} forbids {url}")
        pause = host.rules.interval_s(self._now())
        if pause > self._settings.longest_pause_s:
            raise self._give_up(
                host, HostRefuses, f"the robots.txt of {host.name} asks for {pause:g} s between requests"
            )

    def _fetch_rules(self, host: _Host, url: str) -> RobotRules:
        """RFC 9309, 2.3.1: refused or missing means no rules; failing means that nothing may be asked."""
        parts = urlsplit(url)
        request = Request("GET", f"{parts.scheme}://{parts.netloc}/robots.txt")
        try:
            capture = self._ask(host, request, {}, _is_on_host)
        except (AddressRefused, OffRegisterRedirect):
            return RobotRules()
        except (AddressFails, BodyTooLarge) as error:
            raise self._give_up(
                host, HostUnavailable, f"{host.name} does not hand out its robots.txt: {error}"
            ) from error
        self._keep_aside(capture)
        return parse_robots(capture.body) if capture.status == 200 else RobotRules()

    def _ask(
        self, host: _Host, request: Request, headers: dict[str, str], may_follow: Callable[[str, str], bool]
    ) -> Capture:
        """An answer after as many attempts as are allowed; pauses grow, and are never shorter than the host asks."""
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
            return attempts(self._attempt, host, request, headers, may_follow)
        except TryAgain as error:
            raise self._name_trouble(host, request, error) from error

    def _name_trouble(self, host: _Host, request: Request, error: TryAgain) -> RegisterError:
        told = f"{request.method} {request.url}: {error} (after {self._settings.max_attempts} attempts)"
        if error.capture is not None and error.capture.status == 429:
            return self._give_up(
                host, HostRefuses, f"{host.name} says that it is asked too much: {told}", error.capture
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
        self, host: _Host, request: Request, headers: dict[str, str], may_follow: Callable[[str, str], bool]
    ) -> Capture:
        """One attempt, redirects within the register followed. Raises ``TryAgain`` where a later one may do better."""
        asked = request
        for _ in range(_MOST_REDIRECTS + 1):
            self._await_turn(host)
            capture = self._wire.exchange(asked, headers)
            if is_robot_check(capture.body):
                self._keep_aside(capture)
                raise self._give_up(host, RobotCheckMet, f"{host.name} shows its robot check", capture)
            if capture.status in _COME_BACK_LATER or capture.status > 504:
                self._keep_aside(capture)
                raise self._come_back_later(host, capture)
            if capture.status == 403:
                self._keep_aside(capture)
                raise AddressRefused(f"{request.method} {request.url} is refused (403)", capture=capture)
            location = capture.header("location")
            if capture.status not in _REDIRECTS or location is None:
                return Capture(request, capture.url, capture.status, capture.headers, capture.body, capture.fetched_at)
            self._keep_aside(capture)
            asked = self._follow(host, asked, capture, location, may_follow)
        raise OffRegisterRedirect(f"{request.url} leads on and on, last to {asked.url}", capture=capture)

    def _follow(
        self, host: _Host, asked: Request, capture: Capture, location: str, may_follow: Callable[[str, str], bool]
    ) -> Request:
        if leads_to_robot_check(location):
            raise self._give_up(host, RobotCheckMet, f"{host.name} sends robots to its check ({location})", capture)
        try:
            target = urljoin(asked.url, location)
            is_fine = may_follow(asked.url, target)
        except ValueError:
            target, is_fine = location, False
        if not is_fine:
            raise OffRegisterRedirect(f"{asked.url} leads off the register, to {target}", capture=capture)
        keeps_form = capture.status in (307, 308)
        method = asked.method if keeps_form else "GET"
        return Request(method, target, asked.form if keeps_form else (), asked.session)

    def _come_back_later(self, host: _Host, capture: Capture) -> Exception:
        pause = _retry_after(capture.header("retry-after"), self._now())
        if pause > self._settings.longest_pause_s:
            told = f"{host.name} asks to be left alone for {pause:.0f} s"
            refuses = self._give_up(host, HostRefuses, told, capture)
            assert isinstance(refuses, HostRefuses)
            refuses.wait_s = pause
            return refuses
        return TryAgain(f"status {capture.status}", capture=capture, pause_s=pause)

    def _await_turn(self, host: _Host) -> None:
        """Spaces requests by their starts.

        Plain arithmetic on the monotonic clock: pyrate-limiter's ``Limiter`` sleeps by itself (no clock or sleep can
        be handed in without a bucket of one's own), starts a thread, and a bucket's rate cannot be raised once
        robots.txt is read.
        """
        asked_for = host.rules.interval_s(self._now()) if host.rules is not None else 0.0
        wait = host.next_at - self._clock()
        if wait > 0:
            self._sleep(wait)
        self._check_may_go_on(host)
        self.sent += 1
        host.next_at = self._clock() + max(self._settings.request_interval_s, asked_for)

    def _check_may_go_on(self, host: _Host) -> None:
        """Raises ``RunOver`` where the run's own rules, or the host's hours, end it before this very request."""
        if self._settings.request_budget and self.sent >= self._settings.request_budget:
            raise BudgetSpent(f"the {self._settings.request_budget} requests of a run are sent (KEHTIV_REQUEST_BUDGET)")
        now = self._now()
        if self._hours is not None and not is_within_hours(self._hours, now.astimezone(TALLINN).time()):
            raise NightOver(f"it is outside the hours {self._settings.night_window} (KEHTIV_NIGHT_WINDOW)")
        if host.rules is not None and not host.rules.is_open(now):
            raise VisitHoursOver(f"the robots.txt of {host.name} wants no visits at this hour (Visit-time)")

    def _keep_aside(self, capture: Capture) -> None:
        if self._keep is not None:
            self._keep(capture)


def _retry_after(value: str | None, now: datetime) -> float:
    """Seconds that a Retry-After asks for, given as seconds or as a date (RFC 9110, 10.2.3); 0 for anything else."""
    text = (value or "").strip()
    if text.isascii() and text.isdecimal():
        return float(text[:9])
    try:
        until = parsedate_to_datetime(text)
    except ValueError:
        return 0.0
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max(0.0, (until - now).total_seconds())


def _is_on_host(asked: str, target: str) -> bool:
    """Same host and port; the way up from http to https is open, the way down is not."""
    here, there = urlsplit(asked), urlsplit(target)
    if (here.scheme, here.netloc) == (there.scheme, there.netloc):
        return True
    is_upgrade = (here.scheme, there.scheme) == ("http", "https")
    return is_upgrade and here.hostname == there.hostname and {here.port, there.port} <= {None, 80, 443}


def _is_in_register(asked: str, target: str) -> bool:
    """On the host, and under the same first part of the path, which is the authority's."""
    return _is_on_host(asked, target) and _first_part(asked) == _first_part(target)


def _first_part(url: str) -> str:
    return urlsplit(url).path.lstrip("/").partition("/")[0]
