"""Decide when a request may go: an interval apart on each host, within the run's budget and within its hours."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import datetime

from flows.clock import TALLINN
from flows.hours import is_within_hours, parse_hours
from flows.http.errors import BudgetSpent, NightOver
from flows.http.host import Host
from flows.http.shared_turns import SharedTurn, SharedTurns, turns_folder
from flows.settings import Settings


class Turns:
    """The turns of a run's requests. ``sent`` counts them: robots.txt, redirects and further attempts too.

    Runs on the machine's own clock share their turns with all others on this machine. Instants of another clock would
    mean nothing to them.
    """

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
        self._shared = SharedTurns(turns_folder(settings.turns_dir)) if clock is time.monotonic else None
        self.sent = 0

    @contextmanager
    def take(self, host: Host) -> Iterator[None]:
        """Wait until the next request may go to a host, count it, and let nobody else ask until the body is done.

        Requests are spaced by their starts.

        This is plain arithmetic on the monotonic clock. pyrate-limiter's ``Limiter`` sleeps by itself, starts a thread
        and cannot change a bucket's rate after robots.txt has been read.

        Raises ``RunOver`` where the run's own rules end it, ``VisitHoursOver`` where the host's do, ``TurnsUnusable``.
        """
        interval_s = max(self._settings.request_interval_s, host.interval_s(self._now()))
        with self._shared_turn(host, interval_s) as shared:
            wait = max(host.next_at - self._clock(), self._wait_for_others(shared))
            if wait > 0:
                self._sleep(wait)
            self._check_may_go_on(host)
            self.sent += 1
            host.next_at = self._clock() + interval_s
            if shared is not None:
                shared.note(host.next_at)
            yield

    def _shared_turn(self, host: Host, interval_s: float) -> AbstractContextManager[SharedTurn | None]:
        """Return the turn that all runs share; one of ``None`` for a host that needs no pause (loopback)."""
        return self._shared.hold(host.name) if self._shared is not None and interval_s > 0 else nullcontext()

    def _wait_for_others(self, shared: SharedTurn | None) -> float:
        """Return the seconds until others' last request is an interval ago, by the longest pause that a host may want.

        Before the machine was last started the clock may have shown any instant.
        """
        if shared is None:
            return 0.0
        longest_s = max(self._settings.longest_pause_s, self._settings.request_interval_s)
        return min(shared.next_at() - self._clock(), longest_s)

    def _check_may_go_on(self, host: Host) -> None:
        if self._settings.request_budget and self.sent >= self._settings.request_budget:
            raise BudgetSpent(
                f"all {self._settings.request_budget} requests of a run have been sent (KEHTIV_REQUEST_BUDGET)"
            )
        now = self._now()
        if self._hours is not None and not is_within_hours(self._hours, now.astimezone(TALLINN).time()):
            raise NightOver(f"the time is outside {self._settings.night_window} (KEHTIV_NIGHT_WINDOW)")
        host.check_hours(now)
