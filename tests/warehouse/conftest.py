"""A working warehouse in a folder of its own, and the published one over it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from warehouse.connection import Warehouse, open_published, open_working
from warehouse.publish import publish


@pytest.fixture
def working(tmp_path: Path) -> Iterator[Warehouse]:
    with open_working(tmp_path) as w:
        yield w


@pytest.fixture
def ask(working: Warehouse, tmp_path: Path) -> Any:
    """Publishes what was loaded and answers SQL over it as a list of tuples."""

    def answer(sql: str, *values: Any) -> list[tuple[Any, ...]]:
        publish(working, tmp_path)
        with open_published(tmp_path) as published:
            return published.connection.execute(sql, list(values)).fetchall()

    return answer
