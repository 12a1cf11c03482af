"""Keep reports in ``reports/`` of the data folder: one JSON and one Markdown file a run, the newest only."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

from flows.folder import DataFolder
from flows.report.markdown import as_markdown
from flows.report.types import Report

_NAME = re.compile(r"\d{8}T\d{6}\.\d+Z")


class NoReport(Exception):
    """There is no report of that run; the message lists the reports there are."""


def write_report(data: Path, report: Report, keep: int) -> Path:
    """Write both files, each whole or not at all; keep the newest ``keep`` runs. Return the Markdown's path.

    Raises ``OSError``.
    """
    folder = DataFolder(data).reports
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / f"{report['run_id']}.json", json.dumps(report, ensure_ascii=False, indent=1) + "\n")
    _write(folder / f"{report['run_id']}.md", as_markdown(report))
    for old in list_reports(data)[keep:]:
        for ending in (".json", ".md"):
            (folder / f"{old}{ending}").unlink(missing_ok=True)
    return folder / f"{report['run_id']}.md"


def _write(path: Path, text: str) -> None:
    aside = path.with_name(f".{path.name}.part")
    aside.write_text(text, encoding="utf-8")
    os.replace(aside, path)


def list_reports(data: Path) -> list[str]:
    """Return the runs that have a report, the newest first. A run's id begins with the instant at which it began."""
    names = (path.stem for path in DataFolder(data).reports.glob("*.json"))
    return sorted((name for name in names if _NAME.fullmatch(name)), reverse=True)


def load_report(data: Path, run_id: str | None = None, *, register: str | None = None) -> Report:
    """Return the report of a run, or the newest one (of ``register``, where one is named). Raises ``NoReport``."""
    known = list_reports(data)
    for name in known if run_id is None else [run_id] if run_id in known else []:
        report: Report = json.loads((DataFolder(data).reports / f"{name}.json").read_text("utf-8"))
        if register is None or report["register"] == register:
            return report
    subject = f"run {run_id}" if run_id else f"{register or 'any run'}"
    newest = f"; there are: {', '.join(known[:5])}" if known else ""
    raise NoReport(f"there is no report of {subject} in {DataFolder(data).reports}{newest}")


def undelivered(data: Path) -> list[str]:
    """Return a sentence for each notification of the last report that was not delivered."""
    try:
        report = load_report(data)
    except (NoReport, OSError, ValueError):
        return []
    told = [one for one in report.get("notified") or () if not one["is_delivered"]]
    return [f"run {report['run_id']}: notification by {one['via']} failed: {one['outcome']}" for one in told]


def forget_reports(data: Path, register: str) -> None:
    """Delete the reports of a register's runs; one that cannot be read is deleted as well, it may be one of them."""
    folder = DataFolder(data).reports
    for name in list_reports(data):
        try:
            is_of_register = json.loads((folder / f"{name}.json").read_text("utf-8"))["register"] == register
        except (OSError, ValueError, KeyError, TypeError):
            is_of_register = True
        if is_of_register:
            for ending in (".json", ".md"):
                (folder / f"{name}{ending}").unlink(missing_ok=True)
