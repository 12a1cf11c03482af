"""Read which documents of those that an act approved are meant: by their name, or by whose they are.

käskkirjaga nr 5 kinnitatud juristi ametijuhend                    behind the participle
käskkirjaga nr 5 kinnitatud ametijuhenditest juristi ametijuhend   one out of several
juristi ametijuhend, mis on kinnitatud käskkirjaga nr 5            before the relative clause
"""

from __future__ import annotations

import re

from extractors.model.evidence import Span
from extractors.words.acts import APPROVED

_DOCUMENT = r"\w*(?:juhend|kord|korra|eeskir|kava|plaan|põhimäärus)"
_ANY = r"(?:juhend|dokument|kor[dr]|eeskir|lisa|plaan|kava)"
_OUT_OF = rf"\w*{_ANY}\w*(?:test|dest|st)|\w*{_ANY}\w*(?:te|de)\s+(?:hulgast|seast)"
_OUT_OF_SEVERAL = re.compile(
    rf"(?<!\w){APPROVED}\s+(?:{_OUT_OF})\s+(?P<name>(?:[^\W\d_][\w-]*,?\s+){{0,12}}?{_DOCUMENT}\w{{0,6}})(?!\w)",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    rf"(?<!\w){APPROVED}\s+(?P<name>(?!ametijuhend|kõik\s)(?:[^\W\d_][\w-]*,?\s+){{1,12}}?ametijuhend(?!it?e)\w{{0,6}})(?!\w)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?<!\w)(?P<name>(?:(?!kehtetuks(?!\w)|tunn?ista|kõik(?!\w)|järgmis|neid?(?!\w)|need(?!\w)|loe\w*\s|kehtivuse(?!\w))[^\W\d_][\w-]*,?\s+){1,12}?ametijuhend(?:id|i|it)?)\s*,?\s*(?:mis\s+(?:on\s+|olid\s+|oli\s+)?)?\Z",
    re.IGNORECASE,
)
# "kogude osakonna ametijuhendid": those of a unit or of a group, of which no title need say that it is one
_OF_A_GROUP = re.compile(
    r"(?:osakonna|talituse|üksuse|büroo|teenistuse|keskuse|valdkonna|rühma|meeskonna|sektori|divisjoni|filiaali|jaoskonna"
    r"|teenistujate|töötajate|ametnike|ametikohtade|teenistuskohtade|spetsialistide|juhtide)\s+\w*juhend\w*\Z",
    re.IGNORECASE,
)
# "teenistujate ametijuhendid" are everybody's
_OF_EVERYBODY = re.compile(
    r"(?:(?:kõigi|kõikide|asutuse|ameti)\s+)?(?:teenistujate|töötajate|ametikohtade|teenistuskohtade)\s+ametijuhendi(?:d|te)",
    re.IGNORECASE,
)


def name_behind(view: str, tail: Span) -> str | None:
    """Return whose documents are meant behind the participle ("kinnitatud juristi ja nõuniku ametijuhendid"), or which
    of them; ``None`` where all are.
    """
    named = _OUT_OF_SEVERAL.search(view, tail.start, tail.end) or _BEHIND.search(view, tail.start, tail.end)
    return " ".join(named["name"].split()) if named else None


def name_before(words: str) -> str | None:
    """Return whose documents are meant by the words before "mis on kinnitatud"; ``None`` where all are."""
    named = _BEFORE.search(words)
    return " ".join(named["name"].split()) if named else None


def is_part_of_several(view: str, tail: Span, name: str) -> bool:
    """Tell whether a name takes a part out of what was approved: one out of several, or what is a unit's."""
    if _OUT_OF_SEVERAL.search(view, tail.start, tail.end) is not None:
        return True
    return _OF_A_GROUP.search(name) is not None and _OF_EVERYBODY.fullmatch(name) is None
