"""What is not installed is looked for once."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.util import find_spec
from types import ModuleType

import duckdb
import pytest

from warehouse.absent import note_absent


class Searches:
    """A finder that finds nothing and remembers what was looked for."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def find_spec(self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None) -> None:
        self.names.append(name)


@pytest.fixture
def searches(monkeypatch: pytest.MonkeyPatch) -> Searches:
    """What this process looks for, as if nobody had noted anything yet."""
    monkeypatch.delitem(sys.modules, "pandas", raising=False)
    if find_spec("pandas") is not None:
        pytest.skip("pandas is installed here")
    searches = Searches()
    monkeypatch.setattr(sys, "meta_path", [searches, *sys.meta_path])
    return searches


def _ask() -> None:
    with duckdb.connect() as con:
        con.execute("SELECT ?", ["a"]).fetchall()


def test_duckdb_looks_for_pandas_in_each_query_with_parameters(searches: Searches) -> None:
    _ask()
    _ask()
    assert searches.names.count("pandas") >= 2, "DuckDB asks no more: warehouse/absent.py can go"


def test_it_is_not_looked_for_once_its_absence_is_noted(searches: Searches) -> None:
    note_absent()
    searches.names.clear()
    _ask()
    assert "pandas" not in searches.names
    with pytest.raises(ImportError):
        import pandas  # noqa: F401


def test_a_package_that_is_there_stays_importable(monkeypatch: pytest.MonkeyPatch) -> None:
    there = ModuleType("pandas")
    monkeypatch.setitem(sys.modules, "pandas", there)
    note_absent()
    assert sys.modules["pandas"] is there
