"""Keep the nightly schedules and begin interrupted nights again (`kehtiv serve`).

Two processes are started and watched: Prefect's server on loopback (unless ``PREFECT_API_URL`` names another) and the
runner, which starts a process for each night. The ledger records what a night has done, so beginning again continues
it. This process does not import Prefect, so it stays small and answers SIGTERM at once.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from flows.clock import Clock
from flows.folder import DataFolder
from flows.run.data_folder import prepare_data_folder
from flows.schedule import flow, server, unfinished
from flows.schedule.cut_off import CutOff
from flows.schedule.plans import Plan, ServeError, say_hour
from flows.schedule.say import say
from flows.schedule.unfinished import Unfinished
from flows.settings import Settings

LOOKED_S = 1.0
NIGHT_ENDS_S = 120.0
"""After SIGTERM a night stops at the next safe point. Publishing a large warehouse takes longest to reach one."""

_RUNNER = """import json, sys
from flows.schedule.scheduled import Schedule, run_schedules
run_schedules([Schedule(**each) for each in json.loads(sys.argv[1])])"""


@dataclass
class Serve:
    """The processes of one `kehtiv serve`, and when the next night over each register is due."""

    settings: Settings
    plans: Sequence[Plan]
    clock: Clock
    stopping: threading.Event = field(default_factory=threading.Event)
    server: subprocess.Popen[bytes] | None = None
    runner: subprocess.Popen[bytes] | None = None
    falls: list[float] = field(default_factory=list)
    due: dict[str, datetime] = field(default_factory=dict)
    cut_off: CutOff = field(init=False)

    def __post_init__(self) -> None:
        self.cut_off = CutOff(self.settings, self.clock, {plan.register for plan in self.plans})

    @property
    def data(self) -> Path:
        return self.settings.data

    def start(self) -> None:
        """Start server and runner. Raises ``ServerFails`` where the server does not come up."""
        flow.prepare_environment(self.settings.folder.prefect)
        os.environ["KEHTIV_DATA"] = str(self.data)
        if server.API_URL not in os.environ:
            self.server = server.spawn_server()
        server.await_server(self.server, self.stopping.is_set)
        self._start_runner()

    def _start_runner(self) -> None:
        if not self.stopping.is_set():
            self.runner = server.spawn(_RUNNER, json.dumps([asdict(plan) for plan in self.plans]))

    def watch(self) -> None:
        """Begin interrupted nights again and restart processes that ended, until told to stop."""
        while not self.stopping.wait(LOOKED_S):
            self._keep_up()
            self._tell_due()
            for night in unfinished.list_unfinished(self.data):
                if not self._is_going_on(night):
                    self.cut_off.resume(night)

    def _tell_due(self) -> None:
        """Say that a night is due, and when the one after it will be."""
        now = self.clock.now()
        for plan in self.plans:
            due, after = self.due.get(plan.register), plan.next_after(now)
            if due is not None and after is not None and now >= due:
                say(self.clock, f"{plan.register}: the night is due; the next one is at {say_hour(after)}")
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

    def _is_going_on(self, night: Unfinished) -> bool:
        """Return whether a night is running: only nights are in the runner's session, not a reused process number."""
        try:
            return self.runner is not None and os.getsid(night.pid) == self.runner.pid
        except ProcessLookupError:
            return False

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
                    at = "; ".join(plan.announce(clock.now()) for plan in plans)
                    page = os.environ[server.API_URL].removesuffix("/api")
                    say(clock, f"serving {at}; Prefect's page: {page}")
                serving.watch()
            finally:
                serving.stop()
    say(clock, "stopped")


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
