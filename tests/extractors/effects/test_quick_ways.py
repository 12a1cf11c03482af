"""What is looked for in a quick way is found where the slow way finds it: signatures, open words, cues."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extractors.effects.control import _ANY_HEAD, _HEAD
from extractors.effects.markers import _LONGEST_OPEN, _OPEN_BEFORE
from extractors.effects.region import _SIGNATURE, find_signature
from extractors.words.guarded import fold

PIECES = st.sampled_from(
    ["(allkirjastatud digitaalselt)", "digitaalselt  allkirjastatud", "( digi allkirjastatud", "/ allkirjastatud /",
     "/Allkiri/", "(ALLKIRI)", "(nimi)", "nimi)", "Käskkiri ", "digilahendus ", "( ", " / ", "( / ", "\n", "number",
     "nr. ", "alapunktidega ", "lisadega ", "lõigetele ", "käskkirja nr 5 ", "ja ", "- ", "paragrahvi § "]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=12).map("".join)


@given(TEXTS, st.integers(0, 20))
def test_a_signature_is_found_where_it_begins(view: str, start: int) -> None:
    match = _SIGNATURE.search(view, start, len(view))
    assert find_signature(view, start, len(view)) == (match.start() if match else None)


@given(TEXTS)
def test_an_open_word_stands_within_its_length_before_the_end(before: str) -> None:
    """A figure behind "nr" or "lisad" numbers no point; such a word is looked for at the end of the line alone."""
    at = max(0, len(before.rstrip()) - _LONGEST_OPEN)
    assert (_OPEN_BEFORE.search(before, at) is None) == (_OPEN_BEFORE.search(before) is None)


CUES = st.lists(
    st.sampled_from(
        ["kehtetuks", "Kehtib", "TÜHISTAN", "ei ", "_", "7", "abi", "muudan", "jõus", " ", "\n", "(", "lõpeb"]
    ),
    max_size=12,
).map("".join)


@given(CUES)
def test_a_cue_is_found_in_small_letters_as_in_any(words: str) -> None:
    quick, slow = _ANY_HEAD.search(fold(words)), _HEAD.search(words)
    assert (quick and quick.start()) == (slow and slow.start())
