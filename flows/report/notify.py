"""Notify somebody, by a command, an address or both, when a run failed or a register went silent.

A failing hook never fails the run; the report says how it ended. The report is sent as its JSON: references and
numbers, no text of a document. Digests (``flows.report.digests``) go through the same hooks.
"""

from __future__ import annotations

import json
import os
import shlex
import signal
import subprocess
from collections.abc import Set

from flows.http.own_hosts import OwnHostFails, post_json
from flows.report.types import Delivery, Report
from flows.settings import Settings


def reasons_to_tell(
    report: Report, before: Report | None, settings: Settings, delivered: Set[str] = frozenset()
) -> list[str]:
    """Return the reasons to notify somebody about a run; empty where there are none.

    Silence and overdue runs count only when they are new, or when the last notification failed: nobody reads a message
    that comes every morning, nor one that comes with each run of a night. ``delivered`` names those told tonight.
    """
    reasons = []
    if report["failure"] or report["outcome"] == "interrupted":
        reasons.append("failed")
    elif not report["is_complete"]:
        reasons.append("ended early")
    elif report["needs_person"] and settings.notify_on in ("problems", "always"):
        reasons.append("needs a person")
    known = delivered | set(before.get("told", ()) if before is not None else ())
    reasons += [name for name in standing(report) if name not in known]
    if not reasons and settings.notify_on == "always":
        reasons.append("done")
    return reasons


def standing(report: Report) -> list[str]:
    """Return the names of a report's lasting troubles. A trouble keeps its name for as long as it lasts."""
    silent = [f"silent: {row['register']} since {row['last_on']}" for row in report.get("silent", ())]
    return silent + [f"overdue: {row['register']} since {row['last_good_run_at']}" for row in report.get("overdue", ())]


def tell(report: Report, reasons: list[str], settings: Settings) -> list[Delivery]:
    """Run the hooks that are set and return how each ended: ``{"via", "is_delivered", "outcome"}``."""
    return deliver(json.dumps({**report, "reasons": reasons}, ensure_ascii=False).encode(), settings)


def deliver(body: bytes, settings: Settings) -> list[Delivery]:
    """Hand a JSON body to the hooks that are set and return how each ended, as ``tell`` does."""
    outcomes = []
    if settings.notify_command:
        outcomes.append(_delivery("command", *_run(settings.notify_command, body, settings.notify_timeout_s)))
    if settings.notify_url:
        outcomes.append(_delivery("address", *_post(settings.notify_url, body, settings.notify_timeout_s)))
    return outcomes


def _delivery(via: str, is_delivered: bool, outcome: str) -> Delivery:
    return {"via": via, "is_delivered": is_delivered, "outcome": outcome}


def _run(command: str, body: bytes, timeout_s: float) -> tuple[bool, str]:
    """Run a hook without a shell: nothing in a report becomes a command. End one that hangs, with its children."""
    try:
        process = subprocess.Popen(
            shlex.split(command),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except (OSError, ValueError) as error:
        return False, f"could not be started: {error}"
    try:
        process.communicate(body, timeout=timeout_s)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        return False, f"did not end within {timeout_s:g} s"
    return process.returncode == 0, f"exit status {process.returncode}"


def _post(url: str, body: bytes, timeout_s: float) -> tuple[bool, str]:
    try:
        status = post_json(url, body, timeout_s)
    except OwnHostFails as error:
        return False, f"not delivered: {error}"
    return 200 <= status < 300, f"answered {status}"
