"""Define when the night over a register begins, and read it from what the operator wrote."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from flows.registers.find import RegisterConfig, find_register
from flows.run.errors import RunError
from flows.schedule.cron import BadCron, parse_cron


class ServeError(RunError):
    """The schedules cannot be kept; the message says why."""


@dataclass(frozen=True)
class Plan:
    """When the night over a register begins: a cron line in Tallinn's time, or every ``every_s`` seconds."""

    register: str
    cron: str
    every_s: float | None = None

    def next_after(self, now: datetime) -> datetime | None:
        """Return when a night is due next, in Tallinn's time; ``None`` where only Prefect knows."""
        return parse_cron(self.cron).next_after(now) if self.every_s is None else None

    def announce(self, now: datetime) -> str:
        """Return the register with its plan in words, and when its next night is due."""
        when = f"every {self.every_s:g} s" if self.every_s is not None else self.cron
        after = self.next_after(now)
        return f"{self.register}: {when}" + (f", next at {say_hour(after)}" if after is not None else "")


def parse_plan(words: str, cron: str, every_s: float | None) -> Plan:
    """Parse a register's name, or "som=30 2 * * *" with a cron line. Raises ``UnknownRegister``, ``ServeError``."""
    match = re.fullmatch(r"\s*(\S+?)\s*=\s*(\S+(?:\s+\S+){4})\s*", words)
    name, own = (match[1], match[2]) if match else (words.strip(), cron)
    register: RegisterConfig = find_register(name)
    if register.has_robot_check:
        raise ServeError(f"{register.code} is behind a robot check: its host allows no robots, so it is not asked")
    if every_s is None:
        try:
            parse_cron(own)
        except BadCron as error:
            raise ServeError(str(error)) from error
    # A register known by its address alone is found by that address, not by the code made from it.
    return Plan(name if "://" in name else register.code, own, every_s)


def say_hour(at: datetime) -> str:
    """Return an instant to the minute, in its own time zone."""
    return f"{at:%F %R}"
