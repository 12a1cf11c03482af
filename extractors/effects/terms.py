"""Count terms behind an event: "kolmandal päeval pärast", "10. päeval", "kahe nädala möödumisel", "päev pärast"."""

from __future__ import annotations

import re

from extractors.words.guarded import Guarded

_ORDINALS = {
    "esimesel": 1, "teisel": 2, "kolmandal": 3, "neljandal": 4, "viiendal": 5, "kuuendal": 6, "seitsmendal": 7,
    "kaheksandal": 8, "üheksandal": 9, "kümnendal": 10, "järgmisel": 1, "järgneval": 1, "järgmisest": 1,
    "järgnevast": 1, "ülejärgmisel": 2, "üheteistkümnendal": 11, "kaheteistkümnendal": 12, "neljateistkümnendal": 14,
    "viieteistkümnendal": 15, "kahekümnendal": 20, "kolmekümnendal": 30,
}  # fmt: skip
GENITIVES = {
    "ühe": 1, "kahe": 2, "kolme": 3, "nelja": 4, "viie": 5, "kuue": 6, "seitsme": 7, "kaheksa": 8, "üheksa": 9,
    "kümne": 10, "neljateistkümne": 14, "viieteistkümne": 15, "kahekümne": 20, "kolmekümne": 30,
}  # fmt: skip
_NOMINATIVES = {
    "üks": 1, "kaks": 2, "kolm": 3, "neli": 4, "viis": 5, "kuus": 6, "seitse": 7, "kaheksa": 8, "üheksa": 9,
    "kümme": 10,
}  # fmt: skip
# "kolmandal päeval pärast", "10. päeval pärast", "järgmisel päeval pärast", "järgmisest tööpäevast"
DAYS_AFTER = Guarded(
    rf"(?:(?P<word>{'|'.join(_ORDINALS)})|(?P<figure>\d{{1,2}})\.)\s+(?P<work>töö)?päev\w{{0,4}}"
    rf"|(?P<count>{'|'.join(GENITIVES)}|\d{{1,2}})\s+(?P<works>töö)?(?P<span>päeva|nädala)\s+(?:pärast|möödumisel|möödumisest|möödudes)"
    # "päev pärast allkirjastamist", "kaks nädalat pärast …"
    rf"|(?<!\w)(?:(?P<so_many>{'|'.join(_NOMINATIVES)}|\d{{1,2}})\s+)?(?P<worked>töö)?(?P<term>päeva?|nädala?t?)\s+(?:pärast|peale)(?=\s+[^\W\d_])",
    "nädala peale päev pärast",
)

COUNT_OF_TERM = re.compile(
    rf"(?<!\w)(?:{'|'.join(_NOMINATIVES)})\s+(?=(?:töö)?(?:päeva?|nädala?t?)\s+(?:pärast|peale)(?!\w))", re.IGNORECASE
)
"""The number of a term, as a word: elsewhere "kolm" is a word like others."""


def count_term(days: re.Match[str]) -> int:
    """Return how many days behind its event a rule has: "kolmandal päeval pärast", "kümne päeva pärast"."""
    if days["word"]:
        return _ORDINALS[days["word"].casefold()]
    figure = (days["figure"] or days["count"] or days["so_many"] or "1").casefold()
    number = int(figure) if figure.isdecimal() else (GENITIVES | _NOMINATIVES)[figure]
    return number * (7 if (days["span"] or days["term"] or "").casefold().startswith("nädal") else 1)


def is_of_working_days(days: re.Match[str]) -> bool:
    """Tell whether a term counts working days, whose number no calendar here knows."""
    return bool(days["work"] or days["works"] or days["worked"])
