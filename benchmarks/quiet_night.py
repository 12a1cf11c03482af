"""Measure the time of a first night over the sample register, and of a second night with nothing new.

    python -m benchmarks.quiet_night

Both run through the core (`--plain`) and, with `--prefect`, through Prefect as in `make ingest`. There is no pause
between requests, because the register is on loopback; the rest is kehtiv's own work.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from benchmarks.machine import describe_machine
from flows.clock import Clock
from flows.night.ingest import Conduct, conduct_plainly, ingest_register
from flows.schedule.flow import run_as_flow
from flows.settings import Settings


def night(data: Path, conduct: Conduct) -> tuple[float, int]:
    """Return the seconds and requests of one night."""
    started = time.perf_counter()
    settings = Settings(data=data, request_interval_s=0)
    summary = ingest_register("sample", settings, Clock(), since=None, until=None, conduct=conduct)
    return time.perf_counter() - started, summary.counts["requests"]


def main() -> None:
    print(f"nights over the sample register ({describe_machine()})")
    ways = [("--plain", conduct_plainly)] + ([("Prefect", run_as_flow)] if "--prefect" in sys.argv else [])
    for name, conduct in ways:
        with tempfile.TemporaryDirectory() as folder:
            for which in ("first night", "nothing new"):
                seconds, requests = night(Path(folder), conduct)
                print(f"{name:8} {which:12} {seconds:6.2f} s  {requests:4} requests")


if __name__ == "__main__":
    main()
