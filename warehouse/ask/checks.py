"""Run the data-quality checks: each is a SELECT of ``sql/checks`` that finds errors; no rows is a pass."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from warehouse.ask.queries import run_query
from warehouse.connection import Warehouse
from warehouse.sources import read_folder


@dataclass(frozen=True)
class CheckResult:
    """One check. ``level`` is "error" (the warehouse is wrong) or "warn" (a person should look)."""

    name: str
    level: str
    rows: tuple[tuple[Any, ...], ...]
    passed: bool
    description: str


def run_checks(w: Warehouse) -> list[CheckResult]:
    """Run all checks over a published warehouse and return the results by name."""
    results = []
    for source in read_folder("checks"):
        rows = run_query(w, source.sql).rows
        level = source.field("level") or "error"
        results.append(CheckResult(source.name, level, rows, not rows, source.field("checks") or ""))
    return results
