"""What tests of several packages share: the given documents, and a warehouse of its own for each test."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from warehouse.connection import Warehouse, open_published, open_working
from warehouse.publish.publish import publish

# CI draws the same cases every time, so that it judges the change and not the draw; everyone else explores.
settings.register_profile("ci", derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "default")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents beside the checkout; tests that need it skip where it is absent."""
    folder = ROOT.parent / "shared"
    if not (folder / "real" / "seeds").is_dir():
        pytest.skip("needs ../shared (the real documents), which is not part of the repository")
    return folder


@pytest.fixture
def working(tmp_path: Path) -> Iterator[Warehouse]:
    """A working warehouse in a folder of its own."""
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
