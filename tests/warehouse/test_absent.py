"""What is not installed is looked for once."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.util import find_spec
from types import ModuleType

import duckdb
import pyarrow as pa
import pytest

from warehouse.absent import Absent, note_absent


class Searches:
    """A finder that finds nothing and remembers what was looked for."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def find_spec(self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None) -> None:
        self.names.append(name)


@pytest.fixture
def searches(monkeypatch: pytest.MonkeyPatch) -> Searches:
    """What this process looks for, as if nobody had noted anything yet."""
    searches = Searches()
    finders = [finder for finder in sys.meta_path if not isinstance(finder, Absent)]
    monkeypatch.setattr(sys, "meta_path", [searches, *finders])
    if find_spec("pandas") is not None:
        pytest.skip("pandas is installed here")
    searches.names.clear()
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
    note_absent()
    searches.names.clear()
    _ask()
    assert searches.names == []
    with pytest.raises(ModuleNotFoundError, match="No module named 'pandas'"):
        import pandas  # noqa: F401


def test_arrow_does_without_it_too(searches: Searches) -> None:
    note_absent()
    assert pa.array([0], pa.timestamp("us", "UTC")).to_pylist()[0].year == 1970


def test_a_package_that_is_there_stays_importable(searches: Searches, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("warehouse.absent.find_spec", lambda name: object())
    note_absent()
    assert not any(isinstance(finder, Absent) for finder in sys.meta_path)
