"""Doubt effects whose sentence a sign beside its words may limit: a note that excepts something, a box not ticked.

Tunnistan kehtetuks … lisad 4, 9 ja 11⁽¹⁾.        ⁽¹⁾ Välja arvatud lisa 9, mis jääb kehtima.
Tunnistan kehtetuks … järgmised lisad: ☒ lisa 4 ☐ lisa 9
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.citations.note_marks import RAISED_SIGNS, REFERENCE, begin_of_note
from extractors.model.effect import Effect
from extractors.words.qualifiers import DOES_NOT_TOUCH, EXCEPT_LEAD, STAYS

NOTE, BOX = "note_limits", "box_not_ticked"

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
# A note's line and the next one, unless that is another note
_NOTE = rf"(?P<note>\w[^\n]*(?:\n(?![⁽*{RAISED_SIGNS}])[^\n]+)?)"
_UNTICKED = re.compile(r"[☐□▢◻⬜❏❑❒]|\[ ?\](?=\s|\Z)")


def doubt_marked_limits(text: str, effects: Sequence[Effect]) -> tuple[Effect, ...]:
    """Return the effects; doubted where a note to their sentence limits it, or a box in it is not ticked."""
    limiting: dict[str, tuple[tuple[int, str], ...]] = {}
    return tuple(_doubted(text, effect, limiting) for effect in effects)


def _doubted(text: str, effect: Effect, limiting: dict[str, tuple[tuple[int, str], ...]]) -> Effect:
    """Return an effect, doubted where need be; ``limiting`` keeps what was found for each mark."""
    if effect.doubt is not None:
        return effect
    span = effect.evidence.span
    line = text[text.rfind("\n", 0, span.start) + 1 : span.end]
    stop = text.find("\n", span.end)
    whole = line + text[span.end : stop if stop >= 0 else len(text)]
    if box := _UNTICKED.search(whole):
        ticked_by = whole[box.start() :].split("\n", 1)[0]
        return replace(effect, doubt=BOX, doubt_quote=" ".join(ticked_by.split())[:120])
    for mark in dict.fromkeys(match.group() for match in REFERENCE.finditer(line)):
        if mark not in limiting:
            limiting[mark] = tuple(_limiting_notes(text, mark))
        note = next((note for start, note in limiting[mark] if not span.start <= start < span.end), None)
        if note is not None:
            return replace(effect, doubt=NOTE, doubt_quote=note)
    return effect


def _limiting_notes(text: str, mark: str) -> Iterator[tuple[int, str]]:
    """Yield where the notes of a mark begin that limit something, and their words."""
    for note in re.finditer(begin_of_note(mark) + _NOTE, text, re.MULTILINE):
        if _LIMITS.search(_TOLD.sub(" ", note["note"])):
            yield note.start(), " ".join(note["note"].split())[:200]
