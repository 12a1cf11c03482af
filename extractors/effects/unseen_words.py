"""Doubt the effects of sentences in whose lines words are hidden, printed over one another, or printed and not read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.model.effect import Effect
from extractors.model.evidence import Box, Evidence
from extractors.model.text import AsideText, DocumentText

_CODES = {
    "covered": "unseen_words",
    "colour": "unseen_words",
    "not drawn": "unseen_words",
    "tiny": "unseen_words",
    "withheld": "redaction_not_applied",
    "replaced": "replaced_words",
    "crossed": "crossed_words",
    "overprinted": "letters_over_letters",
    "unread": "unread_ink",
    "contradicted": "layer_contradicted",
}
"""Words beside the page or their form belong to no line; words struck out or on a layer that is off are left out of it
on purpose, and the file itself says so. Many slanted lines are as a rule a ground. A picture over the lines, such as a
stamp, hides nothing of the sentence."""

_LETTER = re.compile(r"[^\W\d_]")


def doubt_unseen(text: DocumentText, effects: Sequence[Effect]) -> tuple[Effect, ...]:
    """Return the effects; doubted where a person reads other words in the sentence than kehtiv did."""
    aside = [each for each in text.unseen if each.why in _CODES and (each.box is not None or each.why == "crossed")]
    if not aside:
        return tuple(effects)
    return tuple(_doubted(text.text, effect, aside) for effect in effects)


def _doubted(text: str, effect: Effect, aside: Sequence[AsideText]) -> Effect:
    found = next((each for each in aside if _is_met(text, each, effect.evidence)), None)
    if found is None or effect.doubt is not None:
        return effect
    return replace(effect, doubt=_CODES[found.why], doubt_quote=found.words)


def _is_met(text: str, aside: AsideText, evidence: Evidence) -> bool:
    """Return whether words stand in a sentence: by their place, in formats without pages by what they say.

    The number before a sentence may belong to the quote of the one before: it alone says nothing.
    """
    if aside.box is not None:
        return _is_within(aside.box, evidence.boxes)
    words = aside.words or ""
    said = re.compile(r"\s{1,9}".join(map(re.escape, words.split())))
    span, reach = evidence.span, 2 * len(words)
    return bool(said.pattern) and any(
        _LETTER.search(text, max(span.start, found.start()), min(span.end, found.end())) is not None
        for found in said.finditer(text, max(0, span.start - reach), span.end + reach)
    )


def _is_within(box: Box, lines: Sequence[Box]) -> bool:
    """Return whether a place is on one of the lines or between them."""
    same = [line for line in lines if line.page_number == box.page_number]
    middle = (box.top + box.bottom) / 2
    return bool(same) and min(line.top for line in same) <= middle <= max(line.bottom for line in same)
