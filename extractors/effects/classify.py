"""Find operative verbs: first person, passive and infinitive; split from "kehtetuks"; letter-spaced.

Participles ("kinnitatud", "muudetud"), nouns ("kinnitamine") and the third person ("peadirektor kinnitab") describe and
do nothing, so no pattern here matches them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import get_args

from extractors.citations.anchors import Offsets
from extractors.model.effect import EffectKind
from extractors.words.acts import ACT_NAME, ACT_STEM
from extractors.words.guarded import Guarded, fold, heads_pattern
from extractors.words.verbs import OPERATIVE_VERBS, VERB_HEADS

# Looked for in small letters
_HEAD = re.compile(heads_pattern(VERB_HEADS))
_LONGEST_HEAD = max(map(len, VERB_HEADS))


def _verbs_of(head: str) -> re.Pattern[str]:
    """Return the pattern of the verbs that may begin with a head; "kehtestan" is never tried where "muudan" stands."""
    rows = ((number, words) for number, (_, heads, words) in enumerate(OPERATIVE_VERBS) if head in heads.split())
    return re.compile("|".join(f"(?P<v{number}>{words})" for number, words in rows), re.IGNORECASE)


_VERBS = {head: _verbs_of(head) for head in VERB_HEADS}

_EFFECTS: dict[str, EffectKind] = {kind: kind for kind in get_args(EffectKind)}

# Notices of appeal speak of acts and dates and do nothing.
_APPEAL = Guarded(
    r"(?<!\w)(?:vaie|vaide\w{0,6}|vaideme\w*|kaebus\w{0,5}|halduskoh\w+|vaidlusta\w+)(?!\w)"
    # "kaebuste lahendamise kord", "vaiete ja kaebuste menetlemise juhend": names of documents
    r"(?!\s+(?:(?:ja|ning)\s+\w+\s+)?(?:lahenda|menetle|läbi\s?vaata|käsitle|registreeri|halda|analüüsi)mi(?:se|st)(?!\w))|edasikaeb",
    "vai kaebus halduskoh edasikaeb",
)
# "Rahuldan vaide ja tunnistan kehtetuks …", "Otsus jõustub vaide esitajale teatavakstegemisest": who decides an appeal
# or follows a court acts in the first person, or says when the act begins
_DECIDES = re.compile(
    rf"(?<!\w)(?:tunnista|kinnita|kehtesta|tühista|muuda|peata|pikenda|taasta|ennista|lõpeta)(?:n|me)(?!\w)"
    r"|(?<!\w)tunnista(?:da|takse)(?!\w)(?:[^.]|\.(?=\s?[\da-zõäöü])){0,200}\bnr\b"
    rf"|^\s*(?:käesolev\s+)?(?:{ACT_NAME})\s+jõustub(?!\w)",
    re.IGNORECASE,
)
# "Akt tunnistab kehtetuks": a line of register metadata
_METADATA = Guarded(r"\bakti?\s+tunnistab\s+kehtetuks", "tunnistab")
# "teha ettepanek tunnistada kehtetuks": another is asked to do it. "Juhataja ettepanekul" is a reason and no request.
_REQUEST = Guarded(
    r"\b(?:ettepanek|palun|palume|palub|paluvad|paluda)\b[^.;:]{0,120}?\b(?:tunnistada|kinnitada|muuta|kehtestada|tühistada)\b",
    "palu ettepanek",
)
# "Määrus kehtestatakse … alusel": the enacting formula; it names a legal basis and approves nothing
_ENACTING = Guarded(
    rf"(?:^|\n)\s{{0,40}}(?:kaskkiri|{ACT_NAME}|eeskiri|kord)\s+(?:kehtestatakse|antakse|võetakse|kinnitatakse)\b.{{0,1500}}?\balusel",
    "alusel",
    re.IGNORECASE | re.DOTALL,
)

# "Käskkiri jõustub allkirjastamisest, kui käskkirjas ei ole märgitud teist tähtaega": a rule about all acts
_OF_ALL_ACTS = Guarded(
    rf"(?<!\w)(?:{ACT_NAME}|akt)\s+jõustub\s[^.;]*?\bkui\s+(?:\w+\s+)?(?:käskkirjas|otsuses|korralduses|määruses|aktis|selles)\s+(?:ei\s+ole|pole)(?!\w)",
    "jõustub",
)
# "Käskkirja eelnõuga kinnitatakse kord ja lõpetatakse … kehtivus": what a draft would do
_OF_A_DRAFT = Guarded(
    rf"\A\s*(?:käesoleva\s+)?(?:(?:{ACT_NAME}|{ACT_STEM})\w*\s+)?eelnõuga\s(?=[^.;:]{{0,80}}takse(?!\w))", "eelnõuga"
)
_WITHOUT_EFFECT = (_METADATA, _REQUEST, _ENACTING, _OF_ALL_ACTS, _OF_A_DRAFT)

_BLANKS = re.compile(r"[ \n]{0,40}")


@dataclass(frozen=True, slots=True)
class OperativeVerb:
    effect: EffectKind
    start: int
    end: int


@lru_cache(maxsize=64)
def find_verbs(view: str, start: int, end: int) -> tuple[OperativeVerb, ...]:
    """Return the operative verbs between two offsets of a masked view, in order.

    A sentence is asked for them several times in a row; few answers are kept, since each keeps its view.
    """
    return tuple(_verbs_in(view, start, end))


def first_verb(view: str, start: int, end: int) -> int | None:
    """Return where the first operative verb between two offsets ends; ``None`` where there is none."""
    verb = next(_verbs_in(view, start, end), None)
    return verb.end if verb else None


def starts_with_verb(view: str, offset: int, end: int) -> bool:
    """Return whether an operative verb stands at the head of the words at ``offset``."""
    blanks = _BLANKS.match(view, offset, end)
    start = blanks.end() if blanks else offset
    return _HEAD.match(fold(view), start, end) is not None and _verb_at(view, start, end) is not None


def _verbs_in(view: str, start: int, end: int) -> Iterator[OperativeVerb]:
    heads = _heads(view).before(end)
    cursor = start
    for index in range(bisect_left(heads, start), len(heads)):
        if heads[index] >= end:
            return
        match = _verb_at(view, heads[index], end) if heads[index] >= cursor else None
        if match is not None:
            effect = OPERATIVE_VERBS[int((match.lastgroup or "v0")[1:])][0]
            yield OperativeVerb(_EFFECTS[effect], match.start(), match.end())
            cursor = match.end()


def _verb_at(view: str, start: int, end: int) -> re.Match[str] | None:
    """Return the match of the first row of the table that stands at the head of a word."""
    head = fold(view)[start : start + _LONGEST_HEAD]
    while head not in _VERBS:
        head = head[:-1]
    return _VERBS[head].match(view, start, end)


@lru_cache(maxsize=8)
def _heads(view: str) -> Offsets:
    """Return where an operative verb may begin in a masked view (kept for the last few views)."""
    return Offsets(fold(view), _HEAD)


def is_no_effect(words: str) -> bool:
    """Return whether a sentence does nothing although it may hold an operative verb.

    Such are a notice of appeal, a request, a line of register metadata, and the enacting formula.
    """
    if _APPEAL.search(words) is not None and _DECIDES.search(words) is None:
        return True
    return any(pattern.search(words) for pattern in _WITHOUT_EFFECT)
