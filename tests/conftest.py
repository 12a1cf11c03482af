"""Share among the tests: patience with a busy machine, the given documents, first nights, a warehouse for each test."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Generator, Iterator
from functools import cache
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, settings

from tests.derived import Derived
from tests.flows.first_nights import keep_nights_in
from tests.patience import SETTINGS
from warehouse.absent import note_absent
from warehouse.connection import Warehouse, open_working
from warehouse.sources import SQL_FOLDER

# Hypothesis measures by the clock how long an example takes and how long drawing one takes; neither is a fault of ours
# on a busy machine. CI draws the same cases every time, so that it judges the change and not the draw.
settings.register_profile("explore", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("explore"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "explore")
os.environ.update(SETTINGS)
note_absent()

ROOT = Path(__file__).resolve().parent.parent

LONGEST_FIRST = (
    "flows/run/test_full_disk.py",
    "benchmarks/test_network.py",
    "flows/rereading/test_reextract_killed.py",
    "flows/withdrawal/test_states.py",
    "flows/night/test_fault_matrix.py",
    "warehouse/publish/partly/test_nights.py",
    "flows/schedule/test_serve.py",
    "flows/night/test_interrupted.py",
    "flows/test_nights_on_s3.py",
    "flows/test_takedown.py",
    "warehouse/lake/test_server.py",
    "flows/night/test_resume.py",
)
"""The files whose tests take the longest, the longest test first: `--durations=30` tells them."""


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Collect without looking for garbage: a third of the time went into looking through what stays until the end.

    Nor is it looked through again afterwards, by no worker process.
    """
    gc.disable()
    try:
        return (yield)
    finally:
        gc.collect()
        gc.freeze()
        gc.enable()


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Load for `make test-long` only the files that hold a long test: one in five."""
    wanted = config.option.markexpr != "long" or collection_path.suffix != ".py" or _names_long_tests(collection_path)
    return None if wanted else True


@cache
def _names_long_tests(file: Path) -> bool:
    return b"mark.long" in file.read_bytes()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest, so that none of them is left when the other worker processes have nothing more to do."""
    hidden = {item.nodeid for item in items if item.get_closest_marker("long") and not _names_long_tests(item.path)}
    if hidden:
        raise pytest.UsageError(f"write pytest.mark.long in their own file, `make test-long` looks for it: {hidden}")
    places = {ROOT / "tests" / name: place for place, name in enumerate(LONGEST_FIRST)}
    items.sort(key=lambda item: places.get(item.path, len(places)))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents beside the checkout; tests that need it skip where it is absent."""
    folder = ROOT.parent / "shared"
    if not (folder / "real" / "seeds").is_dir():
        pytest.skip("needs ../shared (the real documents), which is not part of the repository")
    return folder


@pytest.fixture(scope="session", autouse=True)
def first_nights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Share first nights between the worker processes of pytest, whose folders lie in one of the whole run."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "first-nights"
    keep_nights_in(folder)
    # Clients on the machine's clock take turns there, and leave nothing among the system's temporary files.
    os.environ["KEHTIV_TURNS_DIR"] = str(folder.with_name("turns"))
    return folder


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working file that has been through every migration and holds nothing, to be copied."""
    with open_working(tmp_path_factory.mktemp("empty")) as w:
        return w.path


@pytest.fixture
def working(tmp_path: Path, empty_file: Path) -> Iterator[Warehouse]:
    """A working warehouse in a folder of its own."""
    shutil.copyfile(empty_file, tmp_path / empty_file.name)
    with open_working(tmp_path) as w:
        yield w


@pytest.fixture
def ask(working: Warehouse) -> Derived:
    """Answers SQL over the public tables of what was loaded, as a list of tuples."""
    return Derived(working)


@pytest.fixture(scope="session")
def macros() -> Iterator[duckdb.DuckDBPyConnection]:
    """Yield a database that has the macros of comparing, and nothing else."""
    with duckdb.connect() as connection:
        connection.execute((SQL_FOLDER / "macros" / "functions.sql").read_text("utf-8"))
        yield connection
