"""The night of `tests.flows.test_takedown`, for tests of what else a take-down reaches."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.flows.small_register import FIRST_DAY, SmallRegister
from tests.flows.test_takedown import new_register


@pytest.fixture(scope="module")
def first_night(tmp_path_factory: pytest.TempPathFactory) -> SmallRegister:
    made = new_register(tmp_path_factory.mktemp("first"))
    made.first_night(FIRST_DAY)
    return made


@pytest.fixture
def register(first_night: SmallRegister, tmp_path: Path) -> SmallRegister:
    return first_night.copied_to(tmp_path)
