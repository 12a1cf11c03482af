"""Timeline, marked text and words, as values."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any

import pytest

from flows.ask.sentences import tell_outcome
from flows.ask.site import Outcome
from flows.digest import words as digest
from flows.terminal import changes as terminal
from flows.web import words as vocabulary
from flows.web.marked import Piece, cut
from flows.web.names import affected_words, outcome_words
from flows.web.timeline import WIDTH, lay_out


def stretch(status: str, since: str | None, until: str | None) -> dict[str, Any]:
    return {
        "status": status,
        "status_from": date.fromisoformat(since) if since else None,
        "status_until": date.fromisoformat(until) if until else None,
    }


def test_bars_lie_where_their_days_lie() -> None:
    versions = [
        {
            "annex_id": "a",
            "stretches": [
                stretch("not_yet", None, "2022-01-01"),
                stretch("in_force", "2022-01-01", "2023-01-01"),
                stretch("ended", "2023-01-01", None),
            ],
        },
        {
            "annex_id": "b",
            "stretches": [stretch("in_force", "2023-01-01", "2023-07-01"), stretch("undecided", "2023-07-01", None)],
        },
    ]
    drawn = lay_out(versions, [], date(2023, 3, 1))
    assert drawn is not None
    first, second, open_bar = drawn.bars
    assert [bar.status for bar in drawn.bars] == ["in_force", "in_force", "undecided"]
    assert first.x + first.width == pytest.approx(second.x, abs=0.02)
    assert second.x + second.width == pytest.approx(open_bar.x, abs=0.02)
    assert open_bar.x + open_bar.width == pytest.approx(WIDTH, abs=0.02)
    assert drawn.day_x is not None
    assert second.x < drawn.day_x < open_bar.x
    assert ("2023" in [year for _, year in drawn.ticks]) is True


def test_without_any_day_there_is_nothing_to_draw() -> None:
    assert lay_out([{"annex_id": "a", "stretches": [stretch("undecided", None, None)]}], [], date(2023, 3, 1)) is None


@pytest.mark.parametrize("year", [1, 9999])
def test_days_at_the_end_of_the_calendar_are_drawn(year: int) -> None:
    drawn = lay_out(
        [{"annex_id": "a", "stretches": [stretch("in_force", f"{year:04}-06-01", None)]}], [], date(2026, 1, 1)
    )
    assert drawn is not None
    assert len(drawn.ticks) <= 13


def spans(*pairs: tuple[int, int]) -> list[dict[str, Any]]:
    return [{"span_start": start, "span_end": end} for start, end in pairs]


@pytest.mark.parametrize(
    ("rows", "pieces"),
    [
        ((), ["abcdefghij"]),
        (((12, 14),), ["ab", "cd!", "efghij"]),
        (((10, 20),), ["abcdefghij!"]),
        (((12, 16), (12, 16)), ["ab", "cdef!!", "ghij"]),
        (((12, 16), (14, 18)), ["ab", "cdef!", "gh!", "ij"]),
        (((0, 5), (30, 40)), ["abcdefghij"]),
        (((5, 12), (18, 40)), ["ab!", "cdefgh", "ij!"]),
    ],
)
def test_a_text_is_cut_at_its_sentences_and_loses_nothing(rows: tuple[tuple[int, int], ...], pieces: list[str]) -> None:
    """The text begins at the tenth character of its file."""
    cut_up = cut("abcdefghij", 10, spans(*rows))
    assert [piece.text + "!" * len(piece.rows) for piece in cut_up] == pieces
    assert "".join(piece.text for piece in cut_up) == "abcdefghij"
    assert all(isinstance(piece, Piece) for piece in cut_up)


def test_every_word_is_there_in_both_languages() -> None:
    for name in ("_WORDS", "STATUS", "CHANGE", "COMING_CHANGE", "EFFECT", "BASIS", "SETTLES"):
        for key, pair in getattr(vocabulary, name).items():
            assert len(pair) == 2, key
            assert all(word.strip() for word in pair), key


def test_every_change_has_words() -> None:
    """The terminal names all that the queries of changes tell of."""
    assert set(terminal.WORDS) <= set(vocabulary.CHANGE)
    assert set(terminal.WORDS) == set(digest.CHANGES)


def test_a_suspension_names_its_last_day_on_a_page_and_the_day_after_it_at_the_terminal() -> None:
    """Neither says "until 1 March", which a reader may take to include that day."""
    values: dict[str, Any] = dict.fromkeys(field.name for field in fields(Outcome))
    suspended = Outcome(
        **values
        | {
            "outcome": "suspended",
            "since_on": date(2026, 1, 1),
            "until_on": date(2026, 3, 1),
            "annex_id": "a",
            "annex_number": "2",
        }
    )
    said = outcome_words(suspended, vocabulary.Words("et"))
    assert said == "alates 01.01.2026, viimane päev on 28.02.2026"
    told = tell_outcome(suspended, "annex 2")
    assert told == "annex 2 is suspended from 2026-01-01; from 2026-03-01 no longer, or in doubt"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, ""),
        ({"annexes": ["1", "2"]}, "lisa 1, 2"),
        ({"annexes": ["2"], "points": ["3"]}, "lisa 2 punkt 3"),
        ({"is_every_annex": True, "except_annexes": ["4"]}, "kõik lisad, välja arvatud lisa 4"),
        ({"except_points": ["1.2"]}, "välja arvatud punkt 1.2"),
        ({"annexes": ["3"], "item_title": "jurist"}, "lisa 3 jurist"),
        ({"limit_words": "osas, mis puudutab tasu"}, "(osas, mis puudutab tasu)"),
    ],
)
def test_what_a_sentence_is_about_is_told_with_its_exceptions(given: dict[str, Any], said: str) -> None:
    empty = dict.fromkeys(
        ("annexes", "is_every_annex", "except_annexes", "points", "except_points", "limit_words", "item_title")
    )
    assert affected_words(empty | given, vocabulary.Words("et")) == said
