"""A lake written from the sample night, its catalog in a file, for all tests that read it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from flows.run.summary import Summary
from tests.flows.conftest import sample_night as sample_night
from tests.warehouse.lake.opened import open_lake
from warehouse.exports.source import open_source
from warehouse.lake.extensions import DUCKLAKE, find_extension
from warehouse.lake.place import LakePlace, name_place
from warehouse.lake.write import write_lake


@pytest.fixture(scope="session", autouse=True)
def extension() -> None:
    if find_extension(DUCKLAKE) is None:
        pytest.skip(f"DuckDB's extension ducklake has no wheel for DuckDB {duckdb.__version__}")


@pytest.fixture(scope="session")
def place(sample_night: tuple[Path, Summary], tmp_path_factory: pytest.TempPathFactory) -> LakePlace:
    folder = tmp_path_factory.mktemp("lake")
    made = name_place(str(folder / "lake.ducklake"), str(folder / "data"))
    with open_source(sample_night[0]) as source:
        write_lake(source, made)
    return made


@pytest.fixture(scope="session")
def lake(place: LakePlace) -> Iterator[duckdb.DuckDBPyConnection]:
    with open_lake(place) as connection:
        yield connection
