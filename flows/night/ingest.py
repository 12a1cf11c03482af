"""Run one night over one register.

``conduct`` runs a night: directly here, or as a Prefect flow in ``flows.schedule.flow``.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from flows.clock import Clock
from flows.http.client import Transport
from flows.night.night import Call, World, open_night, run_night
from flows.night.plan import NightDays
from flows.registers.find import RegisterConfig, find_register
from flows.run.errors import RunError
from flows.run.opening import open_run
from flows.run.summary import Summary
from flows.settings import Settings

T = TypeVar("T")

Conduct = Callable[[str, Path, Callable[[Call], Summary]], Summary]
"""``conduct(register, data_folder, whole)`` runs ``whole(call)`` with its own ``call`` and returns the summary."""


def call_plainly(name: str, stage: Callable[..., T], *arguments: Any) -> T:
    """Run a stage directly."""
    return stage(*arguments)


def conduct_plainly(register: str, data: Path, whole: Callable[[Call], Summary]) -> Summary:
    """Run a night in this process, without Prefect."""
    return whole(call_plainly)


class RefusesRobots(RunError):
    """The register has a robot check: kehtiv sends it no requests and never works around the check."""


class WrongRange(RunError):
    """--since is later than --until."""


def ingest_register(
    name: str,
    settings: Settings,
    clock: Clock,
    *,
    since: date | None,
    until: date | None,
    conduct: Conduct = conduct_plainly,
) -> Summary:
    """Run the nightly flow over a register, given by its name, a base URL, or "sample" for the bundled one.

    ``conduct`` runs the night: directly here, or as a Prefect flow in ``flows.schedule.flow``.

    Raise ``UnknownRegister`` or ``RunError`` before anything is done. A failing host or a changed page ends the night
    early; the summary says so, and what was loaded by then is published.
    """
    with ExitStack() as stack:
        register, transport = reach(name, stack)
        return ingest_from(register, settings, clock, since=since, until=until, transport=transport, conduct=conduct)


def reach(name: str, stack: ExitStack) -> tuple[RegisterConfig, Transport | None]:
    """Return a register at its address, and the transport that leads there where that is not the network.

    A bundled register is served until ``stack`` is closed. Raise ``UnknownRegister``, ``RefusesRobots``.
    """
    register = find_register(name)
    if register.has_robot_check:
        raise RefusesRobots(f"{register.code} is behind a robot check: its host allows no robots, so it is not asked")
    if not register.is_bundled:
        return register, None
    from flows.sample.address import serve_at_home

    base_url, transport = stack.enter_context(serve_at_home(platform=register.platform))
    return register.at(base_url), transport


def ingest_from(
    register: RegisterConfig,
    settings: Settings,
    clock: Clock,
    *,
    since: date | None = None,
    until: date | None = None,
    transport: Transport | None = None,
    sleep: Callable[[float], None] = time.sleep,
    ticks: Callable[[], float] = time.monotonic,
    conduct: Conduct = conduct_plainly,
) -> Summary:
    """Run one night over a register whose address is known. ``World`` says what replaces the world."""
    days = days_of(register, clock, since, until)

    def whole(call: Call) -> Summary:
        with open_run(settings, clock, kind="ingest", register=register.code, arguments=days.arguments) as run:
            with open_night(run, register, days, World(transport, sleep, ticks)) as night:
                run_night(night, call)
            return run.summary

    return conduct(register.code, settings.data, whole)


def days_of(register: RegisterConfig, clock: Clock, since: date | None, until: date | None) -> NightDays:
    """Return the days of a night by what the operator said. Raise ``WrongRange``."""
    days = NightDays(since or register.since, until or clock.today(), since is not None or until is not None)
    if days.begin > days.end:
        raise WrongRange(f"--since {days.begin} is later than --until {days.end}: there would be nothing to search")
    return days
