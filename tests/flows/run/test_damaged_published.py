"""A night over a published file that a bad disk damaged brings a whole one, though no register says anything new."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest

from tests.flows.small_register import FIRST_DAY, SmallRegister, ask
from warehouse.connection import PUBLISHED_NAME


@pytest.mark.long
def test_the_next_night_replaces_a_damaged_published_file_and_says_so(tmp_path: Path) -> None:
    register = SmallRegister(tmp_path)
    register.add("100", "5", FIRST_DAY, "Kinnitan metsatalituse töökorra.")
    register.night(FIRST_DAY)
    damaged = (register.data / PUBLISHED_NAME).resolve()
    damaged.chmod(0o644)
    os.truncate(damaged, damaged.stat().st_size // 2)

    summary = register.night(FIRST_DAY + timedelta(days=1))
    assert [note for note in summary.notes if f"{damaged.name} was damaged" in note]
    assert summary.exit_status == 0
    assert ask(register.data, "SELECT document_id FROM documents") == [("mets/100",)]
    summary = register.night(FIRST_DAY + timedelta(days=2))
    assert not [note for note in summary.notes if "was damaged" in note]
