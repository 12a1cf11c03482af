"""Days that a rule gives: counted from the day of the act, over the end of the year."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.effects.dates import EffectDate, read_commencement

CLAUSES = (
    "Käskkiri jõustub allkirjastamisele järgneva kuu esimesest päevast.",
    "Käskkiri jõustub järgmise kuu 1. kuupäevast.",
    "Korda rakendatakse allkirjastamisele järgneva kalendrikuu esimesel päeval.",
)


@pytest.mark.parametrize("clause", CLAUSES)
@pytest.mark.parametrize(
    ("act_date", "on"),
    [
        (date(2024, 12, 1), date(2025, 1, 1)),
        (date(2024, 12, 31), date(2025, 1, 1)),
        (date(2024, 11, 30), date(2024, 12, 1)),
        (date(2025, 1, 31), date(2025, 2, 1)),
    ],
    ids=str,
)
def test_the_first_day_of_the_month_after_an_act_of_december_is_in_the_next_year(
    clause: str, act_date: date, on: date
) -> None:
    assert read_commencement(clause, 0, len(clause), act_date) == EffectDate(on, "clause", "signing+month")
