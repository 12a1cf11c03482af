"""An act that its register shows under a new id is one directive, and ends what it ended."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from flows.sample.catalogue import StateChange
from tests.flows.small_register import FIRST_DAY, SmallRegister, ask

SECOND, THIRD, FOURTH = (FIRST_DAY + timedelta(days=n) for n in (1, 2, 3))
ENDS = "Tunnistan kehtetuks peadirektori 02.02.2026 käskkirja nr 5 lisa 1."


def moved(folder: Path) -> SmallRegister:
    """An act with two annexes, one that ends the first of them, and one that ends the act which ends it."""
    register = SmallRegister(folder)
    register.add("100", "5", date(2026, 2, 2), "Kinnitan metsatalituse ametijuhendid (lisad 1 ja 2).")
    register.add("300", "7", date(2026, 2, 16), ENDS)
    register.add("400", "8", date(2026, 2, 17), "Tunnistan kehtetuks peadirektori 16.02.2026 käskkirja nr 7.")
    register.night(FIRST_DAY)
    register.add("301", "7", date(2026, 2, 16), ENDS)
    register.change("300", changes=(StateChange(SECOND, "gone"),))
    return register


def says(register: SmallRegister) -> dict[str, list[tuple[object, ...]]]:
    return {
        "directives": ask(register.data, "SELECT directive_id FROM directives WHERE number = '7' ORDER BY 1"),
        "in force": ask(register.data, "SELECT annex_id FROM annexes_in_force_on(DATE '2026-03-01') ORDER BY 1"),
        "undecided": ask(register.data, "SELECT annex_id FROM undecided ORDER BY 1"),
        "ended by": ask(register.data, "SELECT ended_by, in_force_until_basis FROM annexes WHERE annex_number = '1'"),
        "revoked": ask(
            register.data,
            "SELECT DISTINCT revoked_directive_id, resolution FROM revocations WHERE document_id = 'mets/400'",
        ),
    }


@pytest.mark.long
def test_an_act_under_a_new_id_is_one_directive_from_the_first_night_on(tmp_path: Path) -> None:
    register = moved(tmp_path)
    before = says(register)
    assert before["in force"] == [("mets/100#2",)]
    assert before["undecided"] == []
    expected = before | {
        "directives": [("mets/301",)],
        "ended by": [("mets/301", before["ended by"][0][1])],
        "revoked": [("mets/301", "resolved")],
    }
    # Missing, then gone.
    for day in (SECOND, THIRD, FOURTH):
        register.night(day, recheck_days=1)
        assert says(register) == expected, day
    assert ask(register.data, "SELECT document_id, cause FROM takedowns") == [("mets/300", "gone")]


@pytest.mark.long
def test_two_acts_that_are_both_shown_stay_two(tmp_path: Path) -> None:
    """The same number on the same day, and neither is gone: which one is meant is not for us to say."""
    register = moved(tmp_path)
    register.change("300", changes=())
    register.night(SECOND, recheck_days=1)
    assert says(register)["directives"] == [("mets/300",), ("mets/301",)]
