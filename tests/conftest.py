"""Where the given documents are, for the tests that read them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

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
