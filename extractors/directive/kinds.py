"""Find what an annex or an approved document is: "ametijuhend", "kord", "koosseis" …"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from extractors.model.evidence import Span
from extractors.words.guarded import fold

# kind ← the word in any case, as the last part of a compound ("hankekorra" is a kord, "kodukord" a kind of its own)
_KINDS = (
    ("ametijuhend", r"ametijuhend\w{0,6}|(?:töö|ameti)kirjeldus\w{0,4}"),
    ("kodukord", r"kodukor(?:d|ra|da|dade)\w{0,4}"),
    ("töökord", r"töökor(?:d|ra|da|dade)\w{0,4}"),
    ("sisekorraeeskiri", r"sisekorraees?k(?:iri|irja|irju)\w{0,4}"),
    ("põhimäärus", r"p[õo]him[äa]{2}rus\w{0,5}"),
    ("koosseis", r"(?:\w{0,30})?koosseisu?(?:nimesti\w{1,5})?(?:d|ga|s|de)?"),
    ("struktuur", r"(?:\w{0,30})?struktuur\w{0,4}"),
    ("eeskiri", r"(?:\w{0,30})?ees?k(?:iri|irja|irju)\w{0,4}"),
    ("juhend", r"(?:\w{0,30})?juhen(?:d|di|dit|did|dite|deid|diga|dis)\w{0,3}"),
    ("juhis", r"(?:\w{0,30})?juhis\w{0,4}"),
    ("tingimused", r"(?:\w{0,30})?tingimus(?:ed|te|i|ega|tega)"),
    ("reeglid", r"(?:\w{0,30})?reegl\w{1,5}"),
    ("põhimõtted", r"(?:\w{0,30})?põhimõtted|(?:\w{0,30})?põhimõt(?:te|teid|etega)"),
    ("loetelu", r"(?:\w{0,30})?loetelu\w{0,3}"),
    ("nimekiri", r"(?:\w{0,30})?nimek(?:iri|irja|irjad)\w{0,3}"),
    ("vorm", r"(?:\w{0,30})?vorm(?:i|id|e|ide|idega|iga)?"),
    ("plaan", r"(?:\w{0,30})?plaan(?:i|id|e|ide|iga)?"),
    ("kava", r"(?:\w{0,30})?(?<!hak)kava(?:d|de|ga)?"),
    ("eelarve", r"(?:\w{0,30})?eelarve\w{0,3}"),
    ("metoodika", r"(?:\w{0,30})?metoodika\w{0,3}"),
    ("klassifikaator", r"(?:\w{0,30})?klassifikaator\w{0,3}"),
    ("strateegia", r"(?:\w{0,30})?strateegia\w{0,3}"),
    ("leping", r"(?:\w{0,30})?leping\w{0,4}"),
    ("kord", r"(?:\w{0,30})?(?<!olu)kor(?:d|ra|da|rad|dade|raga)"),
    ("alused", r"(?:\w{0,30})?alused"),
)
_PATTERN = re.compile(
    "|".join(rf"(?P<k{number}>(?<![\w-]){words}(?!\w))" for number, (_, words) in enumerate(_KINDS)), re.IGNORECASE
)
# One of these is in every word above: only such words are tried.
# Looked for in small letters: without regard to case the engine tries every place.
_STEM = re.compile(
    r"juhen|kirjeldus|juhis|kor[dra]|ees?k[ij]|m[äa]{2}rus|koosseis|struktuur|tingimus|reegl|põhimõt|loetelu|nimek[ij]|vorm|plaan|kava"
    r"|eelarve|metoodika|klassifikaator|strateegia|leping|alused"
)
_LONGEST = 60
_NAMES = tuple(name for name, _ in _KINDS)

# "korda", "kord" after a number is "times"; "alused" are grounds; "asutuse" is no kind
_NO_KIND = re.compile(r"(?:\d\s{0,2}|esimest |teist |ühe |iga )$", re.IGNORECASE)


@lru_cache(maxsize=512)
def find_kind(words: str) -> str | None:
    """Return the kind that the first fitting noun names, in the nominative; ``None`` where no noun does.

    "dokumentide haldamise korra" → "kord"; "ametijuhendid" → "ametijuhend". Asjaajamiskorra alused count as a kord.
    """
    for match in _find(words):
        if match.group().casefold() in ("kord", "korda") and _NO_KIND.search(
            words[max(0, match.start() - 8) : match.start()]
        ):
            continue
        return _name(match)
    return None


def find_kind_spans(words: str) -> list[Span]:
    """Return the places of all nouns that name a kind, in order."""
    return [Span(match.start(), match.end()) for match in _find(words)]


def find_last_kind(words: str) -> str | None:
    """Return the kind that the last fitting noun names: the noun at the end of a title says what the document is."""
    found: str | None = None
    for match in _find(words):
        found = _name(match)
    return found


def _find(words: str) -> Iterator[re.Match[str]]:
    """Yield all nouns that name a kind, in order: each is a whole word that contains one of the stems."""
    cursor, lower = 0, fold(words)
    while stem := _STEM.search(lower, cursor):
        start = _word_start(words, stem.start(), cursor)
        match = _PATTERN.match(words, start)
        cursor = match.end() if match else stem.start() + 1
        if match:
            yield match


def _word_start(words: str, offset: int, floor: int) -> int:
    floor = max(floor, offset - _LONGEST)
    while offset > floor and (words[offset - 1].isalnum() or words[offset - 1] == "_"):
        offset -= 1
    return offset


def _name(match: re.Match[str]) -> str:
    name = _NAMES[int((match.lastgroup or "k0")[1:])]
    return "kord" if name == "alused" else name
