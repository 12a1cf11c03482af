"""End a run: collect its report, keep it, and notify whoever asked for it.

Nothing here may fail a run whose work is done and published. What goes wrong becomes a sentence for the operator.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from flows.report import notify
from flows.report.collect import RunFacts, collect_report
from flows.report.keep import NoReport, load_report, write_report
from flows.report.types import Report
from flows.settings import Settings
from warehouse.ask.news import News
from warehouse.errors import WarehouseError


@dataclass
class Written:
    """A report that was kept, and what went wrong with it. ``report`` is ``None`` where it could not be collected."""

    report: Report | None = None
    before: Report | None = None
    troubles: list[str] = field(default_factory=list)


def report_run(facts: RunFacts, settings: Settings, news: News | None, published: Path | None) -> Written:
    """Collect and keep the report of a run. ``published`` is ``None`` where the run failed before publishing."""
    written = Written()
    try:
        written.before = load_report(settings.data, register=facts.register)
    except (NoReport, OSError, ValueError):
        written.before = None
    try:
        report = collect_report(facts, settings, news, published)
    except WarehouseError as error:
        written.troubles.append(f"the report of this run is short: {error}")
        report = collect_report(facts, settings, None, None)
    report["told"] = notify.standing(report)
    try:
        write_report(settings.data, report, settings.reports_kept)
    except OSError as error:
        where = error.filename or settings.folder.reports
        written.troubles.append(f"the report of this run could not be written to {where}: {error.strerror or error}")
    written.report = report
    return written


def tell_run(written: Written, settings: Settings, delivered: set[str] | None = None) -> list[str]:
    """Run the hooks where there is reason to, and return a sentence for each hook that failed.

    The report records how each ended. What was not delivered is sent again with the next run. Runs that are published
    together share ``delivered``, the lasting troubles that were told with one of them: all their reports have them.
    """
    delivered = set() if delivered is None else delivered
    report = written.report
    if report is None or not (settings.notify_command or settings.notify_url):
        return []
    reasons = notify.reasons_to_tell(report, written.before, settings, delivered)
    if not reasons:
        return []
    outcomes = notify.tell(report, reasons, settings)
    failed = [f"notification by {one['via']} failed: {one['outcome']}" for one in outcomes if not one["is_delivered"]]
    report["notified"] = outcomes
    if not failed:
        delivered.update(notify.standing(report))
    else:
        report["told"] = [name for name in report["told"] if name not in reasons]
    try:
        write_report(settings.data, report, settings.reports_kept)
    except OSError as error:
        failed.append(f"how the notification ended could not be written: {error.strerror or error}")
    return failed
