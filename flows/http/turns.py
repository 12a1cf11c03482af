"""Decide when a request may go: an interval apart on each host, within the run's budget and within its hours."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from datetime import datetime
from typing import Protocol

from flows.clock import TALLINN
from flows.hours import is_within_hours, parse_hours
from flows.http.errors import BudgetSpent, NightOver
from flows.http.host import Host
from flows.http.machine_turns import MachineTurns
from flows.http.shared_turns import SharedTurns, turns_folder
from flows.settings import Settings


class _Held(Protocol):
    """A host's turn while it is held (``SharedTurn``, ``MachineTurn``)."""

    def next_at(self) -> float: ...

    def note(self, next_at: float) -> None: ...


class _Places(Protocol):
    """Where turns are shared (``SharedTurns``, ``MachineTurns``)."""

    def hold(self, host: str) -> AbstractContextManager[_Held]: ...

    def close(self) -> None: ...


class Turns:
    """The turns of a run's requests. ``sent`` counts them: robots.txt, redirects and further attempts too.

    Runs on the machine's own clock share their turns with all others on this machine, and with those on other machines
    where the settings name a database for it. Instants of another clock would mean nothing to them.
    """

    def __init__(
        self,
        settings: Settings,
        sleep: Callable[[float], None],
        clock: Callable[[], float],
        now: Callable[[], datetime],
        check: Callable[[], object] | None = None,
    ) -> None:
        self._settings = settings
        self._sleep, self._clock, self._now = sleep, clock, now
        self._hours = parse_hours(settings.night_window) if settings.night_window else None
        self._shared: list[_Places] = []
        if clock is time.monotonic:
            self._shared.append(SharedTurns(turns_folder(settings.turns_dir), check))
            if settings.turns_url is not None:
                self._shared.append(MachineTurns(settings.turns_url, settings.connect_timeout_s, check, clock))
        self.sent = 0

    def close(self) -> None:
        """Let go of what the turns were taken through."""
        for shared in self._shared:
            shared.close()

    @contextmanager
    def take(self, host: Host) -> Iterator[None]:
        """Wait until the next request may go to a host, count it, and let nobody else ask until the body is done.

        Requests are spaced by their starts.

        This is plain arithmetic on the monotonic clock. pyrate-limiter's ``Limiter`` sleeps by itself, starts a thread
        and cannot change a bucket's rate after robots.txt has been read.

        Raises ``RunOver`` where the run's own rules end it, ``VisitHoursOver`` where the host's do, ``TurnsUnusable``.
        """
        interval_s = max(self._settings.request_interval_s, host.interval_s(self._now()))
        with ExitStack() as stack:
            # First this machine's turn, so that one of its runs at a time waits for those of other machines. A host
            # that needs no pause (loopback) needs no turns.
            held = [stack.enter_context(shared.hold(host.name)) for shared in self._shared if interval_s > 0]
            wait = max(host.next_at - self._clock(), *map(self._wait_for_others, held), 0)
            if wait > 0:
                self._sleep(wait)
            self._check_may_go_on(host)
            self.sent += 1
            host.next_at = self._clock() + interval_s
            for turn in held:
                turn.note(host.next_at)
            yield

    def _wait_for_others(self, turn: _Held) -> float:
        """Return the seconds until others' last request is an interval ago, by the longest pause that a host may want.

        Before the machine was last started the clock may have shown any instant.
        """
        longest_s = max(self._settings.longest_pause_s, self._settings.request_interval_s)
        return min(turn.next_at() - self._clock(), longest_s)

    def _check_may_go_on(self, host: Host) -> None:
        if self._settings.request_budget and self.sent >= self._settings.request_budget:
            raise BudgetSpent(
                f"all {self._settings.request_budget} requests of a run have been sent (KEHTIV_REQUEST_BUDGET)"
            )
        now = self._now()
        if self._hours is not None and not is_within_hours(self._hours, now.astimezone(TALLINN).time()):
            raise NightOver(f"the time is outside {self._settings.night_window} (KEHTIV_NIGHT_WINDOW)")
        host.check_hours(now)
