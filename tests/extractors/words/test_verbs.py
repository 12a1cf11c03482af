"""The heads beside each operative verb are all those with which its pattern may begin: no verb is left untried."""

from __future__ import annotations

import pytest

from extractors.words.verbs import OPERATIVE_VERBS, VERB_HEADS
from tests.extractors.pattern_trees import beginnings


@pytest.mark.parametrize(("heads", "words"), [(heads, words) for _, heads, words in OPERATIVE_VERBS])
def test_a_verb_begins_with_one_of_its_heads_and_with_each(heads: str, words: str) -> None:
    """A head that is missing would hide the verb; one too many would try it in vain."""
    begun = beginnings(words, 3)
    assert all(any(start.startswith(head) for head in heads.split()) for start in begun)
    assert all(any(start.startswith(head) for start in begun) for head in heads.split())


def test_no_head_is_the_beginning_of_another() -> None:
    """Otherwise a word would be tried with the verbs of the longer one alone."""
    assert not [(one, other) for one in VERB_HEADS for other in VERB_HEADS if one != other and other.startswith(one)]
