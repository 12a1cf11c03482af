"""Simulate the nights of a host: its registers in turn within the night's hours, as `kehtiv ingest --all` asks them."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from benchmarks.network.documents import Documents, Host
from benchmarks.network.inputs import ANNEXES, SEED
from benchmarks.network.publishing import publish_s
from benchmarks.network.register import BEGINS, Passing, Register, Told, begin_of
from flows.clock import TALLINN
from flows.hours import is_within_hours, parse_hours
from flows.http.host import new_host
from flows.night.plan import in_turn, share_of
from flows.settings import Settings

WINDOW = f"{BEGINS:%H:%M}-06:00"


def settings_of(budget: int | None = None) -> Settings:
    """Return kehtiv's own settings with the hours of the simulated nights; ``budget`` in place of its requests."""
    given = {} if budget is None else {"request_budget": budget}
    return Settings(data=Path("nowhere"), night_window=WINDOW, workers=1, **given)  # type: ignore[arg-type]


@dataclass
class Publishing:
    """Publishes of what is loaded so far, which the asking waits for. ``annexes`` are loaded by now."""

    minutes: float
    annexes: int = 0
    at_s: float = 0.0

    def between_batches(self, passing: Passing) -> None:
        """Publish where it is due."""
        if self.minutes and passing.ticks() - self.at_s >= 60 * self.minutes:
            passing.sleep(publish_s(self.annexes))
            self.at_s = passing.ticks()


@dataclass
class Night:
    """What one night at a host came to. ``seconds`` is how long it took."""

    told: Told
    seconds: float
    is_held: bool


@dataclass
class HostNights:
    """The nights at a host. ``nights`` grows with each call of ``go_on``."""

    host: Host
    settings: Settings
    days: int
    nights: list[Night] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._registers = {
            config.code: Register(config.code, Documents(config.code, held, self.days))
            for config, held in self.host.registers
        }

    def go_on(self) -> Night:
        """Run the next night."""
        number = len(self.nights)
        passing, told = Passing(begin_of(number)), Told()
        publishing = Publishing(self.settings.publish_minutes, ANNEXES * sum(n.told.new_files for n in self.nights))
        asked = new_host(self.host.name, self.settings.failures_before_giving_up)
        budget = left = self.settings.request_budget
        begun = {code: each.begun for code, each in self._registers.items() if each.begun is not None}
        order = in_turn(self._registers, begun, {code: each.waiting for code, each in self._registers.items()})
        for at, code in enumerate(order):
            if self._is_over(left, passing.now()):
                break
            register = self._registers[code]
            share = share_of(budget, left, len(order) - at)
            settings = self.settings.model_copy(update={"request_budget": share})
            came_to = register.night(number, settings, passing, asked, publishing.between_batches)
            left -= came_to.sent
            told.add(came_to)
            publishing.annexes += ANNEXES * came_to.new_files
        passing.sleep(publish_s(publishing.annexes))
        is_held = all(register.is_held for register in self._registers.values())
        night = Night(told, passing.seconds, is_held)
        self.nights.append(night)
        return night

    def _is_over(self, left: int, now: datetime) -> bool:
        if self.settings.request_budget and left <= 0:
            return True
        return not is_within_hours(parse_hours(WINDOW), now.astimezone(TALLINN).time())


def first_nights(host: Host, settings: Settings, days: int) -> HostNights:
    """Run nights until a host's documents are held, at most ``days`` of them."""
    random.seed(SEED)  # the pauses before further attempts are drawn from the common dice
    nights = HostNights(host, settings, days)
    while len(nights.nights) < days and not nights.go_on().is_held:
        pass
    return nights
