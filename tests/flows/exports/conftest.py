"""One export of the sample night in every format, for all tests that look into it."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from flows.exports.write import FORMATS, write_export
from flows.run.summary import Summary
from flows.settings import Settings

DAY = date(2026, 11, 22)


@pytest.fixture(scope="session")
def exported_data(sample_night: tuple[Path, Summary], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sample night's folder, for an export writes its journal into it."""
    return Path(shutil.copytree(sample_night[0], tmp_path_factory.mktemp("exported") / "data", symlinks=True))


@pytest.fixture(scope="session")
def exported(exported_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("out") / "public"
    write_export(Settings(data=exported_data, workers=1), folder, tuple(FORMATS), today=DAY, day=None)
    return folder
