"""A day that the words forbid is refused; any other is for the person to decide."""

from __future__ import annotations

from datetime import date

import pytest

from flows.rulings.contradiction import contradicts


@pytest.mark.parametrize(
    "quote, question, day, is_against",
    [
        ("Kord jõustub hoone valmimisel, mitte varem kui 1. märtsil 2026.", "start_day", "2026-02-28", True),
        ("Kord jõustub hoone valmimisel, mitte varem kui 1. märtsil 2026.", "start_day", "2026-03-01", False),
        ("Kord jõustub hoone valmimisel, kuid mitte enne 01.03.2026.", "start_day", "2026-01-05", True),
        ("Lõpeb leppe sõlmimisel, hiljemalt 31.12.2026.", "end_day", "2027-01-01", False),
        ("Lõpeb leppe sõlmimisel, hiljemalt 31.12.2026.", "end_day", "2027-01-02", True),
        ("Jõustub leppe sõlmimisel, hiljemalt 31.12.2026.", "start_day", "2027-01-01", True),
        ("Tunnistan kehtetuks 02.02.2026 käskkirja nr 5 uue korra jõustumisel.", "end_day", "2026-01-01", False),
        (None, "end_day", "2026-01-01", False),
    ],
)
def test_a_day_that_the_quote_forbids(quote: str | None, question: str, day: str, is_against: bool) -> None:
    assert (contradicts(quote, question, date.fromisoformat(day)) is not None) == is_against
