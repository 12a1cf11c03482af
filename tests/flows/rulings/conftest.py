"""A register of two acts, of which the second leaves open on which day it ends the first: one doubt for a person."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.flows.small_register import SmallRegister

WORD = "valvekeskuse"
"""Stands in the sentence in doubt and nowhere else."""


@pytest.fixture
def register(tmp_path: Path) -> SmallRegister:
    made = SmallRegister(tmp_path)
    made.add("100", "5", date(2026, 2, 2), "Kinnitan korra.")
    made.add(
        "300",
        "7",
        date(2026, 2, 16),
        f"Tunnistan kehtetuks peadirektori 02.02.2026 käskkirja nr 5 {WORD} põhimääruse jõustumisest.",
    )
    made.first_night()
    return made
