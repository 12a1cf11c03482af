"""Run Prefect's server on loopback in its own process, for one night or for `kehtiv serve`."""

from __future__ import annotations

import atexit
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress

from flows.http.own_hosts import OwnHostFails, ask_api
from flows.run.errors import RunError
from flows.run.interrupt import STOPPING

API_URL = "PREFECT_API_URL"
ANSWERED_S = 30.0
"""For one answer of Prefect's server, which a busy machine holds up for ten seconds and more; SIGTERM waits for it."""
START_S = 600.0
"""For Prefect's server to answer: half a minute, several on a busy machine. One that dies is noticed at once."""
ENDS_S = 15.0
LOOKED_S = 0.2

_SERVER = "import sys; from flows.schedule.scheduled import run_server; run_server(int(sys.argv[1]))"


class ServerFails(RunError):
    """Prefect's server does not come up; the message says why."""


def spawn(code: str, argument: str) -> subprocess.Popen[bytes]:
    """Start a process in a session of its own: Ctrl-C reaches this process alone, which ends the others in order."""
    return subprocess.Popen([sys.executable, "-c", code, argument], stdin=subprocess.DEVNULL, start_new_session=True)


def spawn_server(port: int | None = None) -> subprocess.Popen[bytes]:
    """Start a server and name its address in the environment, where Prefect looks for it."""
    place = port or _free_port()
    os.environ[API_URL] = f"http://127.0.0.1:{place}/api"
    return spawn(_SERVER, str(place))


def await_server(server: subprocess.Popen[bytes] | None, is_stopping: Callable[[], bool] = lambda: False) -> None:
    """Return when the server answers, or when ``is_stopping``. ``server`` is ``None`` where it is the operator's own.

    Raises ``ServerFails`` where the process ended or nothing answers in ``START_S``.
    """
    deadline = time.monotonic() + START_S
    while not is_stopping():
        if server is not None and server.poll() is not None:
            raise ServerFails(f"Prefect's server ended with status {server.returncode}: see what it said above")
        with suppress(OwnHostFails):
            if 200 <= ask_api("GET", f"{os.environ[API_URL]}/health", timeout_s=ANSWERED_S)[0] < 300:
                return
        if time.monotonic() > deadline:
            raise ServerFails(f"no Prefect server answers at {os.environ[API_URL]}")
        time.sleep(LOOKED_S)


def end(process: subprocess.Popen[bytes], patience_s: float = ENDS_S) -> None:
    """Ask a process to end, and kill all of its session after ``patience_s`` (seconds)."""
    with suppress(ProcessLookupError):
        process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(patience_s)
    kill_session(process)


def kill_session(process: subprocess.Popen[bytes]) -> None:
    """Kill a process that was spawned here, with all that it started."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def serve_this_run(say: Callable[[str], None]) -> None:
    """Start a server for this process, unless the operator has one (``PREFECT_API_URL``), and wait until it answers.

    It ends last of all when the process does, because Prefect speaks to it until then. Call this before Prefect is
    imported: what is registered first to run at exit runs last. Raises ``ServerFails``.
    """
    if API_URL in os.environ:
        await_server(None)
        return
    say("starting Prefect's server; the first time in a data folder that takes half a minute")
    server = spawn_server()
    STOPPING.last_steps.append(lambda: kill_session(server))
    atexit.register(end, server)
    await_server(server)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
