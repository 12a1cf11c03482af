"""Begin nights again that were cut off: after growing pauses, a limited number of times, and not a day later."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from flows.clock import Clock
from flows.http.own_hosts import OwnHostFails
from flows.report.collect import RunFacts
from flows.report.write import report_run, tell_run
from flows.schedule import unfinished
from flows.schedule.orders import order_again
from flows.schedule.say import say
from flows.schedule.unfinished import Unfinished
from flows.settings import Settings


@dataclass
class CutOff:
    """The nights of ``registers`` that began and are not running.

    ``order`` has a night begun again and returns ``False`` where that is not possible yet. ``begun`` holds the attempt
    that was last begun again, by register.
    """

    settings: Settings
    clock: Clock
    registers: Collection[str]
    order: Callable[[str], bool] = order_again
    begun: dict[str, int] = field(default_factory=dict)

    def resume(self, night: Unfinished) -> None:
        """Begin a night again when its pause is over, or give it up."""
        if night.register not in self.registers:
            return
        now = self.clock.now()
        if now - night.first_at > unfinished.FORGOTTEN_AFTER:
            unfinished.end(self.settings.data, night.register)
        elif night.attempt >= self.settings.serve_attempts:
            self._give_up(night, now)
        elif self.begun.get(night.register) != night.attempt and self._pause_is_over(night, now):
            self._begin_again(night)

    def _pause_is_over(self, night: Unfinished, now: datetime) -> bool:
        return now - night.began_at >= timedelta(seconds=self.settings.serve_pause_s * 2 ** (night.attempt - 1))

    def _begin_again(self, night: Unfinished) -> None:
        try:
            if not self.order(night.register):
                return
        except (OwnHostFails, KeyError) as error:
            say(self.clock, f"{night.register}: Prefect's server could not be asked to begin again: {error}")
            return
        self.begun[night.register] = night.attempt
        say(self.clock, f"{night.register}: the night was interrupted and begins again (attempt {night.attempt + 1})")

    def _give_up(self, night: Unfinished, now: datetime) -> None:
        unfinished.end(self.settings.data, night.register)
        self.begun.pop(night.register, None)
        say(self.clock, f"{night.register}: interrupted {night.attempt} times, the night waits for its next hour")
        facts = RunFacts(
            run_id=f"{now:%Y%m%dT%H%M%S.%f}Z",
            kind="serve",
            register=night.register,
            started_at=night.first_at,
            finished_at=now,
            outcome="interrupted",
            is_complete=False,
            counts={},
            failure=f"cut off {night.attempt} times",
        )
        for trouble in tell_run(report_run(facts, self.settings, None, None), self.settings):
            say(self.clock, trouble)
