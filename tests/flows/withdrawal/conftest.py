"""The register of `tests.flows.test_takedown`, for tests of what else a take-down reaches."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.flows.small_register import SmallRegister


@pytest.fixture
def register(first_night: SmallRegister, tmp_path: Path) -> SmallRegister:
    return first_night.copied_to(tmp_path)
