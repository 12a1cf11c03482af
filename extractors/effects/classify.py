"""Operative verbs: what a sentence does. First person, passive and infinitive; split from "kehtetuks"; letter-spaced.

Participles ("kinnitatud", "muudetud"), nouns ("kinnitamine") and the third person ("peadirektor kinnitab") describe and
do nothing, so no pattern here matches them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from extractors.citations.anchors import finditer_at
from extractors.model.effect import EffectKind

# tunnistan … kehtetuks · tunnistame · tunnistada · tunnistatakse · tunnistas (never "tunnistatud", "tunnistamine")
_TUNNISTA = r"tunnista(?:n|me|da|takse)"


def _up_to(verb: str) -> str:
    """What may stand between a verb and its other half, within a sentence; never the same verb again (which keeps a
    text of nothing but verbs from being read over and over), nor "tunnistan", whose own half that is."""
    return rf"(?:(?!tunnista|{verb})[^.!?]|\.(?!\s+(?-i:[A-ZÕÄÖÜ][a-zõäöü]))){{0,900}}?"


_VERBS: tuple[tuple[str, str], ...] = (
    # "tunnistan kehtetuks", "tunnistan alates 1. juulist kehtetuks", "kehtetuks tunnistada", "Kehtetuks tunnistatakse"
    ("revoke", rf"(?<!\w){_TUNNISTA}\s{{1,6}}kehtetuks(?!\w)"),
    ("revoke", rf"(?<!\w)kehtetuks\s{{1,6}}{_TUNNISTA}(?!\w)"),
    ("revoke", rf"(?<!\w){_TUNNISTA}(?=\s{_up_to('tunnista')}\skehtetuks(?!\w))"),
    # "loetakse kehtetuks", "tühistan", "kaotab kehtivuse", "kaotavad kehtivuse"
    ("revoke", r"(?<!\w)(?:loetakse|lugeda|loen|muudan|muutu(?:b|vad))\s{1,6}kehtetuks(?!\w)"),
    ("revoke", rf"(?<!\w)(?:loetakse|lugeda|loen)(?=\s{_up_to('loen|loetakse|lugeda')}\skehtetuks(?!\w))"),
    # "loetakse kehtivuse kaotanuks", "lõpetan … kehtivuse", "kaotavad … kehtivuse"
    ("revoke", rf"(?<!\w)(?:{_TUNNISTA}|loetakse|lugeda|loen)\s{{1,6}}kehtivuse\s{{1,6}}kaotanuks(?!\w)"),
    ("revoke", rf"(?<!\w)l[õo]peta(?:n|me|da|takse)(?=\s{_up_to('l[õo]peta')}\s?kehtivuse?(?!\w))"),
    ("revoke", r"(?<!\w)(?:tühista(?:n|me|da|takse))(?!\w)"),
    ("revoke", r"(?<!\w)kaota(?:b|vad)\s{1,6}kehtivuse(?!\w)"),
    ("revoke", rf"(?<!\w)kaota(?:b|vad)(?=\s{_up_to('kaota')}\skehtivuse(?!\w))"),
    # "Kinnitan", "kinnitada", "kinnitatakse", "kehtestan", "kehtestatakse"
    ("approve", r"(?<!\w)(?:kinnita|kehtesta)(?:n|me|da|takse)(?!\w)"),
    # "muudan", "muuta", "muudetakse", "tehakse järgmised muudatused", "teen … muudatuse"
    ("amend", r"(?<!\w)(?:muudan|muudame|muuta|muudetakse)(?!\w)"),
    ("amend", r"(?<!\w)(?:tehakse|teha|teen)\s(?=(?s:.{0,250}?)muudatus)"),
    # "täiendan", "asendada", "sõnastatakse", "jäetakse välja", "jätta välja", "lisatakse", "kustutada"
    ("amend", r"(?<!\w)(?:täienda|asenda|s[õo]nasta|kustuta)(?:n|me|da|takse)(?!\w)"),
    ("amend", r"(?<!\w)(?:jäetakse|jätta|jätan|arvata|arvatakse)(?=\s[^.;]{0,200}?välja(?!\w)|\s+välja)"),
    ("amend", r"(?<!\w)(?:lisatakse|lisada|lisan)(?!\w)"),
    # "jõustub", "jõustuvad", "jõustatakse", "hakkab kehtima", "kehtib alates", "kehtib kuni"
    ("commence", r"(?<!\w)(?:j[õo6]ustu(?:b|vad)|j[õo6]ustatakse|j[õo6]ustada|j[õo6]ustan)(?!\w)"),
    ("commence", r"(?<!\w)(?:loetakse|lugeda)\s{1,6}j[õo]ustunuks(?!\w)"),
    ("commence", r"(?<!\w)hakka(?:b|vad)\s{1,4}kehtima(?!\w)"),
    ("commence", r"(?<!\w)(?:kehti(?:b|vad)|kehtima)"
     r"(?=[^.]{0,30}?\s(?:alates|kuni|tagasiulatuvalt|\d{1,2}\.\d{1,2}\.\d{4}\s?-))"),
    # "rakendatakse tagasiulatuvalt", "rakendada", "rakendub", "kohaldatakse"
    ("apply", r"(?<!\w)(?:rakenda(?:takse|da|n)|rakendu(?:b|vad)|kohalda(?:takse|da)|kohaldu(?:b|vad))(?!\w)"),
    ("apply", r"(?<!\w)kuulu(?:b|vad)\s+rakendamisele(?!\w)"),
)  # fmt: skip

_VERB = re.compile("|".join(f"(?P<v{number}>{words})" for number, (_, words) in enumerate(_VERBS)), re.IGNORECASE)

# How the verbs above begin: only words with one of these heads are tried, which is what makes long texts quick.
_HEADS = (
    "tun", "tüh", "teh", "tee", "täi", "keh", "kin", "kao", "kus", "kuu", "koh", "loe", "lug", "lõp", "lop", "lis",
    "muu", "ase", "arv", "sõn", "son", "jäe", "jät", "jõu", "jou", "j6u", "hak", "rak",
)  # fmt: skip


def _either_case(letters: str) -> str:
    return "".join(f"[{letter}{letter.upper()}]" for letter in letters)


# A plain class in front lets the engine skip; IGNORECASE would forbid that.
_HEAD = re.compile(
    rf"[{''.join(sorted({c for head in _HEADS for c in head[0] + head[0].upper()}))}](?<!\w\w)(?:"
    + "|".join(rf"(?<={_either_case(head[0])}){_either_case(head[1:])}" for head in _HEADS)
    + ")"
)

_EFFECTS: dict[str, EffectKind] = {
    "revoke": "revoke", "approve": "approve", "amend": "amend", "commence": "commence", "apply": "apply",
}  # fmt: skip

# Notices of appeal speak of acts and dates and do nothing.
_APPEAL = re.compile(
    r"(?<!\w)(?:vaie|vaide\w{0,6}|vaideme\w*|kaebus\w{0,5}|halduskoh\w+|vaidlusta\w+)(?!\w)|edasikaeb", re.IGNORECASE
)
# "Akt tunnistab kehtetuks": a line of register metadata
_METADATA = re.compile(r"\bakti?\s+tunnistab\s+kehtetuks", re.IGNORECASE)
# "teha ettepanek tunnistada kehtetuks": another is asked to do it. "Juhataja ettepanekul" is a reason and no request.
_REQUEST = re.compile(
    r"\b(?:ettepanek|palun|palume|paluda)\b[^.;:]{0,120}?\b(?:tunnistada|kinnitada|muuta|kehtestada|tühistada)\b",
    re.IGNORECASE,
)
# "Määrus kehtestatakse … alusel": the enacting formula; it names a legal basis and approves nothing
_ENACTING = re.compile(
    r"(?:^|\n)\s{0,40}(?:k[äa]skkiri|määrus|korraldus|otsus|eeskiri|kord)\s+(?:kehtestatakse|antakse|võetakse|kinnitatakse)\b.{0,1500}?\balusel",
    re.IGNORECASE | re.DOTALL,
)


_BLANKS = re.compile(r"[ \n]{0,40}")


@dataclass(frozen=True, slots=True)
class OperativeVerb:
    effect: EffectKind
    start: int
    end: int


def find_verbs(view: str, start: int, end: int) -> tuple[OperativeVerb, ...]:
    """The operative verbs between two offsets of a masked view, in order."""
    return tuple(
        OperativeVerb(_EFFECTS[_VERBS[int((match.lastgroup or "v0")[1:])][0]], match.start(), match.end())
        for match in finditer_at(_VERB, view, _heads(view), start, end)
    )


def starts_with_verb(view: str, offset: int, end: int) -> bool:
    """Whether an operative verb stands at the head of what begins here."""
    blanks = _BLANKS.match(view, offset, end)
    start = blanks.end() if blanks else offset
    return _HEAD.match(view, start, end) is not None and _VERB.match(view, start, end) is not None


@lru_cache(maxsize=8)
def _heads(view: str) -> tuple[int, ...]:
    """Where an operative verb may begin in a masked view (kept for the last few)."""
    return tuple(match.start() for match in _HEAD.finditer(view))


def is_no_effect(words: str) -> bool:
    """Whether a sentence that may hold an operative verb does nothing all the same: a notice of appeal, a request, a
    line of register metadata, or the enacting formula."""
    return bool(_APPEAL.search(words) or _METADATA.search(words) or _REQUEST.search(words) or _ENACTING.search(words))
