"""Where the given documents are, for the tests that read them."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents beside the checkout; tests that need it skip where it is absent."""
    folder = ROOT.parent / "shared"
    if not (folder / "real" / "seeds").is_dir():
        pytest.skip("needs ../shared (the real documents), which is not part of the repository")
    return folder
