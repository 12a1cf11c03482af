"""Make the tests independent of the machine's speed, and find the given documents for those that read them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.patience import SETTINGS

# Hypothesis measures by the clock how long an example takes and how long drawing one takes; neither is a fault of ours
# on a busy machine. CI draws the same cases every time, so that it judges the change and not the draw.
settings.register_profile("explore", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("explore"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "explore")

os.environ.update(SETTINGS)

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents beside the checkout; tests that need it skip where it is absent."""
    folder = ROOT.parent / "shared"
    if not (folder / "real" / "seeds").is_dir():
        pytest.skip("needs ../shared (the real documents), which is not part of the repository")
    return folder
