"""Decide when a request may go: an interval apart on each host, within the run's budget and within its hours."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from flows.clock import TALLINN
from flows.hours import is_within_hours, parse_hours
from flows.http.errors import BudgetSpent, NightOver
from flows.http.host import Host
from flows.settings import Settings


class Turns:
    """The turns of a run's requests. ``sent`` counts them: robots.txt, redirects and further attempts too."""

    def __init__(
        self,
        settings: Settings,
        sleep: Callable[[float], None],
        clock: Callable[[], float],
        now: Callable[[], datetime],
    ) -> None:
        self._settings = settings
        self._sleep, self._clock, self._now = sleep, clock, now
        self._hours = parse_hours(settings.night_window) if settings.night_window else None
        self.sent = 0

    def take(self, host: Host) -> None:
        """Wait until the next request may go to a host, and count it. Requests are spaced by their starts.

        This is plain arithmetic on the monotonic clock. pyrate-limiter's ``Limiter`` sleeps by itself, starts a thread
        and cannot change a bucket's rate after robots.txt has been read.

        Raises ``RunOver`` where the run's own rules end it, ``VisitHoursOver`` where the host's do.
        """
        asked_for = host.interval_s(self._now())
        wait = host.next_at - self._clock()
        if wait > 0:
            self._sleep(wait)
        self._check_may_go_on(host)
        self.sent += 1
        host.next_at = self._clock() + max(self._settings.request_interval_s, asked_for)

    def _check_may_go_on(self, host: Host) -> None:
        if self._settings.request_budget and self.sent >= self._settings.request_budget:
            raise BudgetSpent(
                f"all {self._settings.request_budget} requests of a run have been sent (KEHTIV_REQUEST_BUDGET)"
            )
        now = self._now()
        if self._hours is not None and not is_within_hours(self._hours, now.astimezone(TALLINN).time()):
            raise NightOver(f"the time is outside {self._settings.night_window} (KEHTIV_NIGHT_WINDOW)")
        host.check_hours(now)
