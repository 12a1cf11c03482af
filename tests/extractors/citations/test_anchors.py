# ruff: noqa: E501 (pieces stay on few lines)
"""The quick search finds what the slow one would: no reference, date or verb begins where nothing is tried."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.citations.anchors import find_starts, finditer_at
from extractors.citations.calendar_dates import DATE
from extractors.citations.grammar import BARE_ACT_WORD, CITATION
from extractors.citations.view import reading_of
from extractors.directive.kinds import find_kind
from extractors.effects.classify import find_verbs
from extractors.words.verbs import OPERATIVE_VERBS

PIECES = st.sampled_from(
    ["käskkirja ", "Üldkäskkirjaga ", "personali-käskkiri ", "KORRALDUS ", "otsusega ", "määruse ", "põhimäärus ", "nr 5 ",
     "Nr.7", "number 11 ", "1-2/22-031 ", "1. ", "03.02.2022 ", "3.11.98.a. ", "12.05.19 ", "6. märtsi 2015 ", "06.mai ",
     "2026. aasta 1. jaanuarist ", "2024-12-23 ", "01.04.2025-31.12.2025 ", "peadirektori ", "alates ", "ja ", ", ", "(", ")",
     "tunnistan ", "KEHTETUKS ", "loen ", "lõpetada ", "kehtivus ", "jõustub ", "J6USTUB ", "muuta ", "jäetakse ", "välja ",
     "hakkab kehtima ", "kuulub rakendamisele ", "toime ulatub tagasi ", "JOSTUB ", "abi", "-", "\n"]
)  # fmt: skip
EVERY_VERB = re.compile("|".join(f"(?:{words})" for _, _, words in OPERATIVE_VERBS), re.IGNORECASE)
TEXTS = st.lists(PIECES, max_size=30).map("".join)


@pytest.mark.parametrize("pattern", [CITATION, re.compile(DATE, re.IGNORECASE | re.VERBOSE)])
@given(TEXTS)
def test_every_reference_and_date_begins_at_an_anchor(pattern: re.Pattern[str], words: str) -> None:
    """Tried at the anchors alone, the grammar finds the same as tried everywhere."""
    view = reading_of(words).masked
    quick = [match.span() for match in finditer_at(pattern, view, find_starts(view).before(len(view)), 0, len(view))]
    assert quick == [match.span() for match in pattern.finditer(view)]


@given(TEXTS)
def test_every_act_word_begins_at_an_anchor(words: str) -> None:
    """Compounds too: their beginning is looked for backwards from the act word."""
    view = reading_of(words).masked
    quick = [
        match.span()
        for match in finditer_at(BARE_ACT_WORD, view, find_starts(view).named_before(len(view)), 0, len(view))
    ]
    assert quick == [match.span() for match in BARE_ACT_WORD.finditer(view)]


@given(TEXTS)
def test_every_verb_begins_with_a_known_head(words: str) -> None:
    """Tried at the heads alone, the table finds the same as tried everywhere."""
    view = reading_of(words).masked
    quick = [(verb.start, verb.end) for verb in find_verbs(view, 0, len(view))]
    assert quick == [match.span() for match in EVERY_VERB.finditer(view)]


@pytest.mark.parametrize(
    "words, kind",
    [("dokumendihalduskorra", "kord"), ("abi-korra", None), ("koosseisunimestik", "koosseis"), ("3 korda", None),
     ("korraldus ja hankekord", "kord"), ("k" * 80 + "ord", None)],
)  # fmt: skip
def test_a_kind_is_a_whole_word(words: str, kind: str | None) -> None:
    """A stem inside another word, behind a hyphen or after a figure names no kind."""
    assert find_kind(words) == kind
