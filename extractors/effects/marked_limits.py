"""Doubt effects whose sentence a sign beside its words may limit: a note that excepts something, a box not ticked.

Tunnistan kehtetuks … lisad 4, 9 ja 11⁽¹⁾.        ⁽¹⁾ Välja arvatud lisa 9, mis jääb kehtima.
Tunnistan kehtetuks … järgmised lisad: ☒ lisa 4 ☐ lisa 9
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.model.effect import Effect
from extractors.words.qualifiers import DOES_NOT_TOUCH, EXCEPT_LEAD, STAYS

NOTE, BOX = "note_limits", "box_not_ticked"

_MARK = re.compile(r"⁽[^⁾\n]{1,6}⁾|[⁰¹²³⁴-⁹]{1,3}⁾?|(?<=[\w.)])\*{1,3}(?!\*)")
# What a note can say without limiting anything: where an act was published, what its title is
_LIMITS = re.compile(
    rf"{EXCEPT_LEAD}|{STAYS}|{DOES_NOT_TOUCH}|(?<!\w)(?:kehti|kehtetu|jõustu|jõusse|lisa(?:d|de|s|st|ga)?(?!\w)|punkt|osas?(?!\w)"
    r"|alates|arvates|kuni|üksnes|ainult|vaid|tingim|eran?d|juhul|peatat|pikenda|asendat|muudet)",
    re.IGNORECASE,
)
# What tells of the past limits nothing: "Muudetud 01.02.2022",
# "on muudetud käskkirjaga nr 3", "vormi aluseks on käskkirja nr 88 lisa 1"
_TOLD = re.compile(
    r"\A\s*muudetud\s(?=(?:\w+\s){0,3}(?:\d|käskkirjaga))"
    r"|(?<!\w)(?:on|oli)\s(?:(?:[^.;,\n]|(?<=\d)[.]){0,80}\s)?muudetud(?!\w)|(?<!\w)(?:\w+\s)?aluseks\s(?:on|oli|võetud)\s[^.;,]*(?:[.]\d[^.;,]*)*",
    re.IGNORECASE,
)
# A note's line and the next one
_NOTE = r"[ \t]*(?P<note>[^\W\d_][^\n]*(?:\n(?![⁽⁰¹²³⁴-⁹*])[^\n]+)?)"
_UNTICKED = re.compile(r"[☐□▢◻⬜❏❑❒]|\[ ?\](?=\s)")


def doubt_marked_limits(text: str, effects: Sequence[Effect]) -> tuple[Effect, ...]:
    """Return the effects; doubted where a note to their sentence limits it, or a box in it is not ticked."""
    return tuple(_doubted(text, effect) for effect in effects)


def _doubted(text: str, effect: Effect) -> Effect:
    if effect.doubt is not None:
        return effect
    span = effect.evidence.span
    line = text[text.rfind("\n", 0, span.start) + 1 : span.end]
    if box := _UNTICKED.search(line):
        ticked_by = line[box.start() :].split("\n", 1)[0]
        return replace(effect, doubt=BOX, doubt_quote=" ".join(ticked_by.split())[:120])
    for mark in {match.group() for match in _MARK.finditer(line)}:
        note = re.search(rf"^[ \t]*{re.escape(mark)}{_NOTE}", text, re.MULTILINE)
        if (
            note is not None
            and not span.start <= note.start() < span.end
            and _LIMITS.search(_TOLD.sub(" ", note["note"]))
        ):
            return replace(effect, doubt=NOTE, doubt_quote=" ".join(note["note"].split())[:200])
    return effect
