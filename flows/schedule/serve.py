"""Keep the nightly schedules and begin interrupted nights again (`kehtiv serve`).

Two processes are started and watched: Prefect's server on loopback (unless ``PREFECT_API_URL`` names another) and the
runner, which starts a process for each night. The ledger records what a night has done, so beginning again continues
it. This process does not import Prefect, so it stays small and answers SIGTERM at once.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from flows.clock import Clock
from flows.folder import DataFolder
from flows.http.own_hosts import OwnHostFails, ask_api
from flows.registers.find import RegisterConfig, find_register
from flows.report.collect import RunFacts
from flows.report.write import report_run, tell_run
from flows.run.data_folder import prepare_data_folder
from flows.run.errors import RunError
from flows.schedule import flow, server, unfinished
from flows.schedule.cron import BadCron, parse_cron
from flows.schedule.say import say
from flows.schedule.unfinished import Unfinished
from flows.settings import Settings

LOOKED_S = 1.0
NIGHT_ENDS_S = 120.0
"""After SIGTERM a night stops at the next safe point. Publishing a large warehouse takes longest to reach one."""
FORGOTTEN_AFTER = timedelta(hours=20)
"""A night interrupted longer ago than this is not begun again at once, because the next one is near."""

_RUNNER = """import json, sys
from flows.schedule.scheduled import Schedule, run_schedules
run_schedules([Schedule(**each) for each in json.loads(sys.argv[1])])"""


class ServeError(RunError):
    """The schedules cannot be kept; the message says why."""


@dataclass(frozen=True)
class Plan:
    """When the night over a register begins: a cron line in Tallinn's time, or every ``every_s`` seconds."""

    register: str
    cron: str
    every_s: float | None = None

    @property
    def told(self) -> str:
        return f"every {self.every_s:g} s" if self.every_s is not None else str(self.cron)

    def next_after(self, now: datetime) -> datetime | None:
        """Return when a night is due next, in Tallinn's time; ``None`` where only Prefect knows."""
        return parse_cron(self.cron).next_after(now) if self.every_s is None else None


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


@dataclass
class Serve:
    """The processes of one `kehtiv serve`. ``resumed`` holds the attempt last asked for, by register."""

    settings: Settings
    plans: Sequence[Plan]
    clock: Clock
    stopping: threading.Event = field(default_factory=threading.Event)
    server: subprocess.Popen[bytes] | None = None
    runner: subprocess.Popen[bytes] | None = None
    resumed: dict[str, int] = field(default_factory=dict)
    falls: list[float] = field(default_factory=list)
    due: dict[str, datetime] = field(default_factory=dict)

    @property
    def data(self) -> Path:
        return self.settings.data

    # --- the processes ---

    def start(self) -> None:
        """Start server and runner. Raises ``ServeError`` where the server does not come up."""
        flow.prepare_environment(self.settings.folder.prefect)
        os.environ["KEHTIV_DATA"] = str(self.data)
        if server.API_URL not in os.environ:
            self.server = server.spawn_server()
        server.await_server(self.server, self.stopping.is_set)
        self._start_runner()

    def _start_runner(self) -> None:
        if not self.stopping.is_set():
            self.runner = server.spawn(_RUNNER, json.dumps([asdict(plan) for plan in self.plans]))

    def _ask(self, method: str, path: str, json: Any = None) -> tuple[int, Any]:
        """Return the status and the JSON that Prefect's server answers. Raises ``OwnHostFails``."""
        return ask_api(method, os.environ[server.API_URL] + path, json=json, timeout_s=server.ANSWERED_S)

    def _order_again(self, register: str) -> bool:
        """Have the runner begin a night again; false where it has not told the server of the register yet."""
        status, deployment = self._ask("GET", f"/deployments/name/nightly/{flow.deployment_name(register)}")
        if status == 404:
            return False
        if deployment is None:
            raise OwnHostFails(f"it answers {status}")
        order = {"state": {"type": "SCHEDULED", "message": "the night was cut off"}}
        status, _ = self._ask("POST", f"/deployments/{deployment['id']}/create_flow_run", order)
        if not 200 <= status < 300:
            raise OwnHostFails(f"it answers {status}")
        return True

    def watch(self) -> None:
        """Begin interrupted nights again and restart processes that ended, until told to stop."""
        while not self.stopping.wait(LOOKED_S):
            self._keep_up()
            self._tell_due()
            for night in unfinished.list_unfinished(self.data):
                if not self._is_going_on(night):
                    self._resume(night)

    def _tell_due(self) -> None:
        """Say that a night is due, and when the one after it will be."""
        now = self.clock.now()
        for plan in self.plans:
            due, after = self.due.get(plan.register), plan.next_after(now)
            if due is not None and after is not None and now >= due:
                say(self.clock, f"{plan.register}: the night is due; the next one is at {_hour(after)}")
            if after is not None:
                self.due[plan.register] = after

    def _keep_up(self) -> None:
        fallen = [
            name for name in ("server", "runner") if (p := getattr(self, name)) is not None and p.poll() is not None
        ]
        if not fallen:
            return
        self.falls = [at for at in self.falls if time.monotonic() - at < 3600] + [time.monotonic()]
        if len(self.falls) > 5:
            raise ServeError(f"Prefect's {' and '.join(fallen)} ended for the sixth time within an hour")
        say(self.clock, f"Prefect's {' and '.join(fallen)} ended unexpectedly and will be restarted")
        if "server" in fallen:
            port = os.environ[server.API_URL].rsplit(":", 1)[1].removesuffix("/api")
            self.server = server.spawn_server(int(port))
            server.await_server(self.server, self.stopping.is_set)
        if "runner" in fallen:
            self._start_runner()

    # --- nights that were cut off ---

    def _is_going_on(self, night: Unfinished) -> bool:
        """Return whether a night is running: only nights are in the runner's session, not a reused process number."""
        try:
            return self.runner is not None and os.getsid(night.pid) == self.runner.pid
        except ProcessLookupError:
            return False

    def _resume(self, night: Unfinished) -> None:
        if night.register not in {plan.register for plan in self.plans}:
            return
        now = self.clock.now()
        if now - night.first_at > FORGOTTEN_AFTER:
            unfinished.end(self.data, night.register)
        elif night.attempt >= self.settings.serve_attempts:
            self._give_up(night, now)
        elif self.resumed.get(night.register) != night.attempt and self._pause_is_over(night, now):
            self._begin_again(night)

    def _pause_is_over(self, night: Unfinished, now: datetime) -> bool:
        return now - night.began_at >= timedelta(seconds=self.settings.serve_pause_s * 2 ** (night.attempt - 1))

    def _begin_again(self, night: Unfinished) -> None:
        try:
            if not self._order_again(night.register):
                return
        except (OwnHostFails, KeyError) as error:
            say(self.clock, f"{night.register}: Prefect's server could not be asked to begin again: {error}")
            return
        self.resumed[night.register] = night.attempt
        say(self.clock, f"{night.register}: the night was interrupted and begins again (attempt {night.attempt + 1})")

    def _give_up(self, night: Unfinished, now: datetime) -> None:
        unfinished.end(self.data, night.register)
        self.resumed.pop(night.register, None)
        say(self.clock, f"{night.register}: interrupted {night.attempt} times, the night waits for its next hour")
        run_id = f"{now:%Y%m%dT%H%M%S.%f}Z"
        failure = f"cut off {night.attempt} times"
        facts = RunFacts(run_id, "serve", night.register, night.first_at, now, "interrupted", False, {}, failure)
        for trouble in tell_run(report_run(facts, self.settings, None, None), self.settings):
            say(self.clock, trouble)

    # --- the end ---

    def stop(self) -> None:
        """Stop the night first, which closes its run, then the runner, then the server. Kill what does not end."""
        for night in unfinished.list_unfinished(self.data):
            if self._is_going_on(night):
                _signal(night.pid, signal.SIGTERM)
                _await(lambda night=night: not self._is_going_on(night), NIGHT_ENDS_S)
        for process in (self.runner, self.server):
            if process is not None:
                server.end(process)


def serve(plans: Sequence[Plan], settings: Settings, clock: Clock) -> None:
    """Keep the schedules until SIGTERM or Ctrl-C. Raises ``ServeError`` where that cannot be done."""
    data = prepare_data_folder(settings.data).resolve()
    with _only_one(data):
        serving = Serve(settings.model_copy(update={"data": data}), plans, clock)
        with _stopped_by_signals(serving.stopping):
            try:
                say(clock, "starting Prefect's server; the first time in a data folder that takes half a minute")
                serving.start()
                if not serving.stopping.is_set():
                    at = "; ".join(_told(plan, clock.now()) for plan in plans)
                    page = os.environ[server.API_URL].removesuffix("/api")
                    say(clock, f"serving {at}; Prefect's page: {page}")
                serving.watch()
            finally:
                serving.stop()
    say(clock, "stopped")


def _told(plan: Plan, now: datetime) -> str:
    after = plan.next_after(now)
    return f"{plan.register}: {plan.told}" + (f", next at {_hour(after)}" if after is not None else "")


def _hour(at: datetime) -> str:
    return f"{at:%F %R}"


@contextmanager
def _only_one(data: Path) -> Iterator[None]:
    try:
        with FileLock(DataFolder(data).serve_lock, timeout=0):
            yield
    except Timeout as error:
        raise ServeError(f"another `kehtiv serve` is keeping the schedules of {data}") from error


@contextmanager
def _stopped_by_signals(stopping: threading.Event) -> Iterator[None]:
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)}
    for number in before:
        signal.signal(number, lambda *_: stopping.set())
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _signal(pid: int, number: int) -> None:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return


def _await(is_over: Any, patience_s: float) -> None:
    deadline = time.monotonic() + patience_s
    while not is_over() and time.monotonic() < deadline:
        time.sleep(0.2)
