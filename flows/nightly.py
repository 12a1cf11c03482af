"""The night as a Prefect flow: a task for each stage and batch. The only module that knows Prefect.

Prefect is told before it is imported where its home is (inside the data folder), to be quiet and to call nobody:
it reads these settings at import. Its own records serve for looking at a run, nothing rests on them.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flows.ingest import Night, run_night

QUIET = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_LOGGING_LEVEL": "WARNING",
    "PREFECT_LOGGING_TO_API_ENABLED": "false",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "180",  # 20, the default, is too short on a small machine
    "PREFECT_CLIENT_METRICS_ENABLED": "false",
    "PREFECT_SHOW_STARTUP_TIPS": "false",
    "NO_PROXY": "127.0.0.1,localhost,::1",
}


def prepare_environment(home: Path) -> None:
    """Sets what Prefect reads at import; what the operator has set stays (a server of their own, another home)."""
    for name, value in {**QUIET, "PREFECT_HOME": str(home)}.items():
        os.environ.setdefault(name, value)


def run_with_prefect(night: Night) -> None:
    """Runs the night as a flow, without a server of the operator's: Prefect starts one for the run on loopback."""
    prepare_environment(night.run.settings.data.resolve() / ".prefect")
    from prefect import flow, task
    from prefect.cache_policies import NO_CACHE

    def call(name: str, stage: Callable[..., Any], *arguments: Any) -> Any:
        # No cache, no stored results, no retries: the ledger in the warehouse says what is done, and a stage's
        # arguments (an open database) are nothing that could be hashed or kept.
        as_task = task(name=name, cache_policy=NO_CACHE, persist_result=False, retries=0)
        return as_task(_once(stage, *arguments))()

    name = f"nightly-{night.register.code}"
    as_flow = flow(name="nightly", flow_run_name=name, persist_result=False, validate_parameters=False)
    as_flow(_once(run_night, night, call))()


def _once(work: Callable[..., Any], *arguments: Any) -> Callable[[], Any]:
    """``work(*arguments)`` as a function that lets go of both when it is called.

    Prefect keeps the functions of its tasks to the end of the process, and an open DuckDB among their arguments would
    outlive its own module.
    """
    waiting = [(work, arguments)]

    def run_stage() -> Any:
        to_do, given = waiting.pop()
        return to_do(*given)

    return run_stage
