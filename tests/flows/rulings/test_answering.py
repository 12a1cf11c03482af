"""What an answer must be, question by question: what is taken, how it is written down, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from flows.rulings.answering import Refused, answer
from tests.flows.conftest import clock_at
from tests.flows.rulings.test_letter import DOUBT
from warehouse.ask.doubts import Doubt

CLOCK = clock_at(datetime(2026, 11, 29, 10, 0, tzinfo=UTC))


def about(question: str, *candidates: str) -> Doubt:
    return replace(DOUBT, question=question, candidates=candidates)


@pytest.mark.parametrize(
    "doubt, outcome, kept",
    [
        (about("field_of_position", "unit", "purpose"), "unit: Arhiiv", "unit: Arhiiv"),
        (about("field_of_position", "unit", "purpose"), " purpose :  Hoida\n kord: jah ", "purpose: Hoida kord: jah"),
        (about("field_of_position", "duty"), "Nõustab: kirjalikult", "duty: Nõustab: kirjalikult"),
        (about("field_of_position", "title"), "Arhivaar", "title: Arhivaar"),
        (about("field_of_position", "title"), "No\u0303unik", "title: Nõunik"),
        (about("field_of_position", "staff_group", "unit"), "staff_group: ametnik", "staff_group: ametnik"),
        (about("field_of_position", "unit"), "none", "none"),
        (about("same_act", "na/1", "na/2"), "na/2", "na/2"),
        (about("same_act", "na/1"), "none", "none"),
    ],
)  # fmt: skip
def test_an_answer_is_written_down_in_one_form(doubt: Doubt, outcome: str, kept: str) -> None:
    made = answer(doubt, outcome, "vastas amet", "arhivaar", CLOCK)
    assert (made.outcome, made.question, made.text_sha256) == (kept, doubt.question, doubt.text_sha256)


@pytest.mark.parametrize(
    "doubt, outcome, why",
    [
        (about("field_of_position", "unit", "purpose"), "Arhiiv", "name one of the fields unit, purpose"),
        (about("field_of_position", "unit", "purpose"), "title: Arhivaar", "name one of the fields"),
        (about("field_of_position", "unit", "purpose"), "unit: ", "needs a value"),
        (about("field_of_position", "duty"), "duty:", "needs a value"),
        (about("field_of_position", "staff_group", "unit"), "staff_group: nõunik", "ametnik, töötaja"),
        (about("same_act", "na/1"), "na/3", "none of the entries that may be the same act: na/1, or none"),
    ],
)
def test_an_answer_that_cannot_be_right_says_why(doubt: Doubt, outcome: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        answer(doubt, outcome, "vastas amet", "arhivaar", CLOCK)
