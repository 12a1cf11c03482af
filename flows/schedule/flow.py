"""Run a night as a Prefect flow: a task for each stage and batch; over one register, its report as an artifact.

Prefect reads its settings when it is imported, so they are set before: its home (inside the data folder), silence, and
no calls to anybody. Its records are there to look at; nothing depends on them.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.report.keep import NoReport, list_reports, load_report
from flows.report.markdown import as_markdown
from flows.run.data_folder import refuse_second_run
from flows.run.interrupt import STOPPING, Interrupted
from flows.run.summary import Summary
from flows.schedule import server

if TYPE_CHECKING:
    from prefect.client.schemas.objects import State

QUIET = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_LOGGING_LEVEL": "WARNING",
    "PREFECT_LOGGING_TO_API_ENABLED": "false",
    # How a night or a stage ended is told by us, in words; Prefect would tell it by a traceback.
    "PREFECT_LOGGING_LOGGERS_PREFECT_FLOW_RUNS_LEVEL": "CRITICAL",
    "PREFECT_LOGGING_LOGGERS_PREFECT_TASK_RUNS_LEVEL": "CRITICAL",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "600",  # 20, the default, is too short on a small machine
    # A busy machine makes SQLite wait; with 10 s Prefect's server gives up and fills the journal.
    "PREFECT_SERVER_DATABASE_TIMEOUT": "300",
    "PREFECT_SERVER_DATABASE_CONNECTION_TIMEOUT": "300",
    "PREFECT_API_REQUEST_TIMEOUT": "300",  # a request that waits for SQLite must not give up before SQLite does
    "PREFECT_SERVER_SERVICES_LATE_RUNS_LOOP_SECONDS": "60",  # every 5 s it writes who is late, for nobody to read
    "PREFECT_CLIENT_METRICS_ENABLED": "false",
    "PREFECT_SHOW_STARTUP_TIPS": "false",
    "NO_PROXY": "127.0.0.1,localhost,::1",
}


def prepare_environment(home: Path) -> None:
    """Set what Prefect reads at import. The operator's own values stay (another server, another home)."""
    for name, value in {**QUIET, "PREFECT_HOME": str(home)}.items():
        os.environ.setdefault(name, value)


def run_as_flow(
    register: str,
    data: Path,
    work: Callable[[Callable[..., Any]], Summary],
    say: Callable[[str], None] = lambda words: None,
) -> Summary:
    """Run ``work(call)`` as a flow on a server on loopback that is started for this run; ``say`` gets what takes time.

    Whatever ``work`` raises is raised here. Prefect records a failed run with the name of the error's class alone.
    """
    refuse_second_run(data)  # before Prefect is started, which takes half a minute
    prepare_environment(data.resolve() / ".prefect")
    server.serve_this_run(say)
    from prefect import flow

    ended = Ended()
    as_flow = flow(name="nightly", flow_run_name=f"nightly-{register}", persist_result=False, validate_parameters=False)
    with STOPPING.held_back():
        as_flow(_once(run_within_flow, register, data, work, ended))(return_state=True)
    if ended.error is not None:
        raise ended.error
    if ended.summary is None:
        raise RuntimeError("the flow ended without running the night")
    return ended.summary


class Ended:
    """How the work in a flow ended: with a summary or an error."""

    summary: Summary | None = None
    error: Exception | Interrupted | None = None


def run_within_flow(
    register: str, data: Path, work: Callable[[Callable[..., Any]], Summary], ended: Ended
) -> State[Any]:
    """Run ``work`` inside a running flow and return the state in which the flow ends.

    An error is put into ``ended`` instead of being raised: Prefect would write it with its local values into its
    records, which no take-down reaches.
    """
    from prefect.states import Completed, Failed

    known = set(list_reports(data))
    try:
        with STOPPING.let_through():
            ended.summary = work(call_as_task)
    except (Exception, Interrupted) as error:
        ended.error = error
    _show_report(register, data, known)
    if ended.error is not None:
        return Failed(message=f"{type(ended.error).__name__}: kehtiv status and the journal say more")
    is_good = ended.summary is not None and ended.summary.exit_status == 0
    return Completed(message="done" if is_good else "done with problems: see the report")


def call_as_task(name: str, stage: Callable[..., Any], *arguments: Any) -> Any:
    """Run a stage as a Prefect task, without cache, stored results or retries.

    The ledger in the warehouse says what is done, and a stage's arguments (an open database) cannot be hashed or kept.
    """
    from prefect import task
    from prefect.cache_policies import NO_CACHE

    done: list[Any] = []
    as_task = task(name=name, cache_policy=NO_CACHE, persist_result=False, retries=0)
    with STOPPING.held_back():
        as_task(_once(_run_stage, done, stage, arguments))(return_state=True)
    if isinstance(done[0], Raised):
        raise done[0].error
    return done[0]


@dataclass(frozen=True)
class Raised:
    """What a stage raised, on its way around Prefect, which would print it with its traceback."""

    error: BaseException


def _run_stage(done: list[Any], stage: Callable[..., Any], arguments: tuple[Any, ...]) -> State[Any]:
    """Run a stage, put what it returns or raises into ``done``, and return the state in which its task ends."""
    from prefect.states import Completed, Failed

    try:
        with STOPPING.let_through():
            done.append(stage(*arguments))
    except (Exception, Interrupted) as error:
        done.append(Raised(error))
        return Failed(message=type(error).__name__)
    return Completed()


def _show_report(register: str, data: Path, known: set[str]) -> None:
    """Attach the run's report to the flow run as an artifact.

    A run that could not begin has none, nor has a night over several registers: each of its runs has a report.
    """
    from prefect.artifacts import create_markdown_artifact

    try:
        report = load_report(data, register=register)
    except (NoReport, OSError, ValueError):
        return
    if report["run_id"] not in known:
        create_markdown_artifact(as_markdown(report), key=artifact_key(register), description=report["outcome"])


def artifact_key(register: str) -> str:
    """Return the artifact's key. Prefect accepts lower-case letters, digits and dashes."""
    return f"run-report-{deployment_name(register)}"


def deployment_name(register: str) -> str:
    """Return the deployment's name: a base URL may name a register, but a deployment's name holds no slash."""
    return re.sub(r"[^a-z0-9]+", "-", register.lower()).strip("-")


def _once(work: Callable[..., Any], *arguments: Any) -> Callable[[], Any]:
    """Return a function that calls ``work(*arguments)`` once and then drops both.

    Prefect keeps the functions of its tasks until the process ends, and an open DuckDB among their arguments would
    outlive its own module.
    """
    waiting = [(work, arguments)]

    def run_stage() -> Any:
        to_do, given = waiting.pop()
        return to_do(*given)

    return run_stage
