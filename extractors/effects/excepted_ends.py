"""Find what stands right behind an exception and says when the excepted part ends.

Read by ``later_ends``; here it is only lifted out, so that its verb and its day are not those of the sentence.
"""

from __future__ import annotations

import re

from extractors.effects.peeling import Peeling

# "…, mis kehtib kuni", "… (kehtib kuni"
_OF_IT = re.compile(
    r"\s*(?:[,(]|-(?=\s))?\s*(?=(?:mis|mille|mida|millest|milles|millele)(?!\w)|(?<=\()(?:kehti(?:b|vad)|kaota(?:b|vad)|lõp{1,2}e(?:b|vad))\s)",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"\s*(?=kuni\s)", re.IGNORECASE)
ENDS_LATER = re.compile(
    r"(?<!\w)(?:(?:tunnista|tühista|peata|lõpeta)(?:n|me|da|takse)|kaota(?:b|vad)|lõp{1,2}e(?:b|vad)|muutu(?:b|vad)\s+kehtetuks)(?!\w)",
    re.IGNORECASE,
)
"""The verbs by which a part is said to end, and not to hold until a day."""
_HOLDS = re.compile(
    r"(?<!\w)(?:kehti(?:b|vad)|jää(?:b|vad|tan|takse)|jäetakse|jätan|(?:kohalda|rakenda|kasuta)takse|kasutusel|jõus)(?!\w)",
    re.IGNORECASE,
)
_A_TIME = re.compile(
    r"\d|(?<!\w)(?:kuni|alates|pärast|peale|seni|siis|kui|enne)(?!\w)|mise(?:st|l|ga)?(?!\w)", re.IGNORECASE
)
_A_LAST_TIME = re.compile(r"(?<!\w)(?:kuni|seni)(?!\w)|\w{3}ni(?!\w)", re.IGNORECASE)


def lift_later_end(peeling: Peeling, at: int, units: str) -> None:
    """Lift out what stands at an offset, right behind an exception, and says when the excepted units end."""
    words = peeling.words
    told = _OF_IT.match(words, at)
    kinds = {verb.effect for verb in peeling.verbs}
    if told is None and "revoke" in kinds and kinds.isdisjoint(("suspend", "extend")):
        told = _UNTIL.match(words, at)  # "Peatan …, v.a lisa 4, kuni 1. maini": of a suspension it is the end
    if told is None:
        return
    end = peeling.clause_end(told.end())
    ends = ENDS_LATER.search(words, told.end(), end) is not None and _A_TIME.search(words, told.end(), end)
    holds = _HOLDS.search(words, told.end(), end) is not None or words[told.end()] in "kK"
    if ends or (holds and _A_LAST_TIME.search(words, told.end(), end)):
        peeling.lift("ends", told.start(), end, units)
