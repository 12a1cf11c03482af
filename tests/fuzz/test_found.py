"""What fuzzing found: each was a time-out, a full memory or an exception that no reader foresaw."""

from __future__ import annotations

from extractors.pages.tables import _touching
from extractors.pages.words import Rule
from extractors.positions.sentences import find_statements
from extractors.repair.confusions import find_readings


def test_a_page_of_letters_without_a_full_stop_says_nothing_of_a_post() -> None:
    assert find_statements("majakavaht 0 0 cm " * 6000) == ()
    assert find_statements("Majakavaht allub osakonnajuhatajale.") != ()


def test_thousands_of_letters_run_together_are_not_read_as_a_damaged_word() -> None:
    assert list(find_readings("kaskkiri?" * 1000)) == []
    assert next(iter(find_readings("kaskkiri")), None) is not None


def test_strokes_beside_each_other_form_no_table_and_are_not_compared() -> None:
    strokes = [Rule(float(n), 0.0, float(n), 800.0) for n in range(20_000)]
    assert len(_touching(strokes)) == 20_000
    assert len(_touching([*strokes, Rule(0.0, 5.0, 20_000.0, 5.0)])) == 1
