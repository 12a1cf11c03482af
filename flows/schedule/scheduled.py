"""Run the scheduled flow: the runner that starts it, and the server that keeps the schedules.

Each is a process of its own. `kehtiv serve` starts the runner and the server; the runner, or the operator's own worker,
starts a process for each night. Importing this module imports Prefect, which reads its environment then.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from prefect import flow, runtime
from prefect.client.schemas.objects import State
from prefect.deployments.runner import RunnerDeployment
from prefect.flows import EntrypointType  # type: ignore[attr-defined]  # there is no other way to it
from prefect.runner import Runner
from prefect.schedules import Cron, Interval
from prefect.schedules import Schedule as PrefectSchedule
from prefect.states import Completed

from flows.clock import Clock
from flows.night.ingest import ingest_register
from flows.run.errors import AnotherRun
from flows.schedule import unfinished
from flows.schedule.flow import Ended, deployment_name, run_within_flow
from flows.schedule.say import say
from flows.settings import Settings
from warehouse.absent import note_absent
from warehouse.ask.standing import last_good_start
from warehouse.connection import open_published
from warehouse.errors import NoWarehouse

WAITED_S = 15.0
"""Seconds between two checks whether another run has ended."""


@dataclass(frozen=True)
class Schedule:
    """When the night over a register begins: a cron line in Tallinn's time, or every so many seconds."""

    register: str
    cron: str
    every_s: float | None = None


@flow(name="nightly", flow_run_name="nightly-{code}", persist_result=False, retries=0)
def nightly(code: str) -> State[Any]:
    """Run one scheduled night over a register (its code or base URL), with the settings of the environment.

    The night waits for another run over the data folder and is skipped when that takes too long. However many nights
    were missed while nothing was serving, they are made up for by one.
    """
    settings, clock = Settings(), Clock()
    note_absent()
    _end_with_parent()
    if _is_superseded(settings, code, runtime.flow_run.scheduled_start_time):
        return Completed(name="Skipped", message="a later run has done this night's work")
    unfinished.begin(settings.data, code, clock.now())
    deadline = time.monotonic() + settings.serve_wait_s
    while True:
        ended = Ended()
        state = run_within_flow(
            code,
            settings.data,
            lambda call: ingest_register(
                code, settings, clock, since=None, until=None, conduct=lambda code, data, whole: whole(call)
            ),
            ended,
        )
        if not isinstance(ended.error, AnotherRun):
            break
        if time.monotonic() > deadline:
            _say(f"{code}: skipped, another run did not end in time")
            state = Completed(name="Skipped", message="another run did not end in time")
            break
        _say(f"{code}: waits for another run to end")
        time.sleep(WAITED_S)
    unfinished.end(settings.data, code)
    _tell(code, ended)
    return state


def _is_superseded(settings: Settings, register: str, scheduled_at: datetime | None) -> bool:
    """Return whether a run over the register has begun since this one was due, and ended well."""
    if scheduled_at is None:
        return False
    try:
        with open_published(settings.data) as w:
            last = last_good_start(w, register)
    except NoWarehouse:
        return False
    return last is not None and last > scheduled_at


def _tell(register: str, ended: Ended) -> None:
    """Print how a night ended, for the journal."""
    from flows.terminal.printing import print_summary

    if ended.summary is not None:
        _say(f"{register}:")
        print_summary(ended.summary)
    elif ended.error is not None and not isinstance(ended.error, AnotherRun):
        _say(f"{register}: failed: {ended.error}")


def _say(words: str) -> None:
    say(Clock(), words)


class EndingRunner(Runner):
    """A runner that ends on SIGTERM. Prefect's own handler makes a coroutine that nobody awaits, which warns."""

    def handle_sigterm(self, *args: Any, **kwargs: Any) -> None:
        sys.exit(0)


def run_schedules(schedules: Sequence[Schedule]) -> None:
    """Keep the schedules at the server that ``PREFECT_API_URL`` names until SIGTERM: one deployment a register, one
    night at a time."""
    _end_with_parent()
    runner = EndingRunner(name="kehtiv", limit=1, pause_on_shutdown=False)
    for each in schedules:
        runner.add_deployment(_deployment(each))
    asyncio.run(runner.start())


def _deployment(each: Schedule) -> RunnerDeployment:
    # The sync form in name is a coroutine inside a running loop; here there is none.
    made = nightly.to_deployment(
        name=deployment_name(each.register),
        schedule=_as_prefect(each),
        parameters={"code": each.register},
        description=f"kehtiv: the night over {each.register}",
        entrypoint_type=EntrypointType.MODULE_PATH,
    )
    assert isinstance(made, RunnerDeployment)
    return made


def _as_prefect(schedule: Schedule) -> PrefectSchedule:
    """Return Prefect's form of a schedule. Raises ``ValueError`` for an impossible cron line."""
    if schedule.every_s is not None:
        return Interval(timedelta(seconds=schedule.every_s), timezone="Europe/Tallinn")
    return Cron(schedule.cron, timezone="Europe/Tallinn")


def run_server(port: int) -> None:
    """Run Prefect's server on loopback, in this process, until SIGTERM."""
    import uvicorn

    _end_with_parent()
    uvicorn.run(
        "prefect.server.api.server:create_app",
        factory=True,
        host="127.0.0.1",
        port=port,
        log_level="error",
        timeout_graceful_shutdown=5,
    )


def _end_with_parent() -> None:
    """End this process when its parent has died: unwatched, it would keep the port, the schedule or the data folder."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="kehtiv-end-with-parent", daemon=True).start()
