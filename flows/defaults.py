"""Where the data folder is when nobody says otherwise: known here, so that asking loads no settings."""

from __future__ import annotations

import os
from pathlib import Path

DATA_FOLDER = Path("data")
DATA_VARIABLE = "KEHTIV_DATA"


def data_folder(named: Path | None) -> Path:
    """Return the data folder: the one named on the command line, else in the environment, else ``data/``."""
    return named or Path(os.environ.get(DATA_VARIABLE) or DATA_FOLDER)
