"""Remember what one run knows of a host: its rules, its failures in a row, and why it is left alone."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import datetime

import pybreaker

from extractors.model.register import Capture
from flows.http.errors import (
    AddressFails,
    AddressRefused,
    HostRefuses,
    HostTrouble,
    HostUnavailable,
    RobotsDisallow,
    VisitHoursOver,
)
from flows.http.robots import RobotRules

# An open breaker stays open until the run ends, and the next run is the second try. pybreaker requires a figure.
_FOR_THIS_RUN_S = 366 * 24 * 3600


@dataclass
class Host:
    """A host and its state in this run. ``lock`` keeps it to one connection; ``next_at`` is on the monotonic clock.

    ``breaker`` counts consecutive addresses that failed or were refused, and opens at the limit.
    """

    name: str
    breaker: pybreaker.CircuitBreaker
    lock: threading.RLock = field(default_factory=threading.RLock)
    next_at: float = float("-inf")
    rules: RobotRules | None = None
    trouble: tuple[type[HostTrouble], str] | None = None

    def interval_s(self, now: datetime) -> float:
        """Return the seconds between requests that the host asks for; 0 before its rules are read."""
        return self.rules.interval_s(now) if self.rules is not None else 0.0

    def check_trouble(self) -> None:
        """Raise the trouble that ended this host's requests, if there was one."""
        if self.trouble is not None:
            kind, message = self.trouble
            raise kind(f"{message}; this run does not ask it again")

    def check_hours(self, now: datetime) -> None:
        """Raise ``VisitHoursOver`` where the host allows no visits at this hour."""
        if self.rules is not None and not self.rules.is_open(now):
            raise VisitHoursOver(f"the robots.txt of {self.name} allows no visits at this hour (Visit-time)")

    def check_allowed(self, url: str) -> None:
        """Raise ``RobotsDisallow`` where the rules forbid an address, asked for or redirected to (RFC 9309, 2.2).

        Before the rules are read nothing but robots.txt itself is asked for, which is always allowed.
        """
        if self.rules is not None and not self.rules.allows(url):
            raise RobotsDisallow(f"the robots.txt of {self.name} forbids {url}")

    def give_up(self, kind: type[HostTrouble], message: str, capture: Capture | None = None) -> HostTrouble:
        """Stop asking this host in this run; return the trouble to raise."""
        self.trouble = (kind, message)
        return kind(message, capture=capture)

    def break_off(self, last: AddressFails | AddressRefused) -> HostTrouble:
        """Give the host up after as many addresses in a row as the breaker allows; return the trouble to raise."""
        number = self.breaker.fail_max
        if isinstance(last, AddressRefused):
            message = f"{self.name} refused {number} addresses one after another"
            return self.give_up(HostRefuses, message, last.capture)
        message = f"{self.name} failed for {number} addresses one after another, last for {last}"
        return self.give_up(HostUnavailable, message, last.capture)


def new_host(name: str, failures: int) -> Host:
    """Return a host of which nothing is known. After ``failures`` addresses in a row it is left alone."""
    breaker = pybreaker.CircuitBreaker(
        fail_max=failures,
        reset_timeout=_FOR_THIS_RUN_S,
        # Anything else comes from a host that works, or is trouble of another kind.
        exclude=[lambda error: not isinstance(error, (AddressFails, AddressRefused))],
        throw_new_error_on_trip=False,
    )
    return Host(name, breaker)
