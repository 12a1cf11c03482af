"""Find operative verbs: first person, passive and infinitive; split from "kehtetuks"; letter-spaced.

Participles ("kinnitatud", "muudetud"), nouns ("kinnitamine") and the third person ("peadirektor kinnitab") describe and
do nothing, so no pattern here matches them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import get_args

from extractors.citations.anchors import finditer_at
from extractors.model.effect import EffectKind
from extractors.words.acts import ACT_NAME, ACT_STEM
from extractors.words.verbs import OPERATIVE_VERBS, VERB_HEADS

_VERB = re.compile(
    "|".join(f"(?P<v{number}>{words})" for number, (_, words) in enumerate(OPERATIVE_VERBS)), re.IGNORECASE
)


def _either_case(letters: str) -> str:
    return "".join(f"[{letter}{letter.upper()}]" for letter in letters)


# A plain class in front lets the engine skip; IGNORECASE would forbid that.
_HEAD = re.compile(
    rf"[{''.join(sorted({c for head in VERB_HEADS for c in head[0] + head[0].upper()}))}](?<!\w\w)(?:"
    + "|".join(rf"(?<={_either_case(head[0])}){_either_case(head[1:])}" for head in VERB_HEADS)
    + ")"
)

_EFFECTS: dict[str, EffectKind] = {kind: kind for kind in get_args(EffectKind)}

# Notices of appeal speak of acts and dates and do nothing.
_APPEAL = re.compile(
    r"(?<!\w)(?:vaie|vaide\w{0,6}|vaideme\w*|kaebus\w{0,5}|halduskoh\w+|vaidlusta\w+)(?!\w)"
    # "kaebuste lahendamise kord", "vaiete ja kaebuste menetlemise juhend": names of documents
    r"(?!\s+(?:(?:ja|ning)\s+\w+\s+)?(?:lahenda|menetle|läbi\s?vaata|käsitle|registreeri|halda|analüüsi)mi(?:se|st)(?!\w))|edasikaeb",
    re.IGNORECASE,
)
# "Rahuldan vaide ja tunnistan kehtetuks …", "Otsus jõustub vaide esitajale teatavakstegemisest": who decides an appeal
# or follows a court acts in the first person, or says when the act begins
_DECIDES = re.compile(
    rf"(?<!\w)(?:tunnista|kinnita|kehtesta|tühista|muuda|peata|pikenda|taasta|ennista|lõpeta)(?:n|me)(?!\w)"
    r"|(?<!\w)tunnista(?:da|takse)(?!\w)[^.]{0,200}\bnr\b"
    rf"|^\s*(?:käesolev\s+)?(?:{ACT_NAME})\s+jõustub(?!\w)",
    re.IGNORECASE,
)
# "Akt tunnistab kehtetuks": a line of register metadata
_METADATA = re.compile(r"\bakti?\s+tunnistab\s+kehtetuks", re.IGNORECASE)
# "teha ettepanek tunnistada kehtetuks": another is asked to do it. "Juhataja ettepanekul" is a reason and no request.
_REQUEST = re.compile(
    r"\b(?:ettepanek|palun|palume|palub|paluvad|paluda)\b[^.;:]{0,120}?\b(?:tunnistada|kinnitada|muuta|kehtestada|tühistada)\b",
    re.IGNORECASE,
)
# "Määrus kehtestatakse … alusel": the enacting formula; it names a legal basis and approves nothing
_ENACTING = re.compile(
    rf"(?:^|\n)\s{{0,40}}(?:kaskkiri|{ACT_NAME}|eeskiri|kord)\s+(?:kehtestatakse|antakse|võetakse|kinnitatakse)\b.{{0,1500}}?\balusel",
    re.IGNORECASE | re.DOTALL,
)

# "Käskkiri jõustub allkirjastamisest, kui käskkirjas ei ole märgitud teist tähtaega": a rule about all acts
_OF_ALL_ACTS = re.compile(
    rf"(?<!\w)(?:{ACT_NAME}|akt)\s+jõustub\s[^.;]*?\bkui\s+(?:\w+\s+)?(?:käskkirjas|otsuses|korralduses|määruses|aktis|selles)\s+(?:ei\s+ole|pole)(?!\w)",
    re.IGNORECASE,
)
# "Käskkirja eelnõuga kinnitatakse kord ja lõpetatakse … kehtivus": what a draft would do
_OF_A_DRAFT = re.compile(
    rf"\A\s*(?:käesoleva\s+)?(?:(?:{ACT_NAME}|{ACT_STEM})\w*\s+)?eelnõuga\s(?=[^.;:]{{0,80}}takse(?!\w))", re.IGNORECASE
)


# What every match of these patterns holds: most sentences hold none of it
_APPEAL_HINTS = ("vai", "kaebus", "halduskoh", "edasikaeb")
_HINTED = (
    (_METADATA, "tunnistab"), (_REQUEST, "palu"), (_REQUEST, "ettepanek"), (_ENACTING, "alusel"),
    (_OF_ALL_ACTS, "jõustub"), (_OF_A_DRAFT, "eelnõuga"),
)  # fmt: skip

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
    return tuple(
        OperativeVerb(_EFFECTS[OPERATIVE_VERBS[int((match.lastgroup or "v0")[1:])][0]], match.start(), match.end())
        for match in finditer_at(_VERB, view, _heads(view), start, end)
    )


def first_verb(view: str, start: int, end: int) -> int | None:
    """Return where the first operative verb between two offsets ends; ``None`` where there is none."""
    match = next(finditer_at(_VERB, view, _heads(view), start, end), None)
    return match.end() if match else None


def starts_with_verb(view: str, offset: int, end: int) -> bool:
    """Return whether an operative verb stands at the head of the words at ``offset``."""
    blanks = _BLANKS.match(view, offset, end)
    start = blanks.end() if blanks else offset
    return _HEAD.match(view, start, end) is not None and _VERB.match(view, start, end) is not None


@lru_cache(maxsize=8)
def _heads(view: str) -> tuple[int, ...]:
    """Return where an operative verb may begin in a masked view (cached for the last few views)."""
    return tuple(match.start() for match in _HEAD.finditer(view))


def is_no_effect(words: str) -> bool:
    """Return whether a sentence does nothing although it may hold an operative verb.

    Such are a notice of appeal, a request, a line of register metadata, and the enacting formula.
    """
    lower = words.casefold()
    is_appeal = any(hint in lower for hint in _APPEAL_HINTS) and _APPEAL.search(words) is not None
    if is_appeal and _DECIDES.search(words) is None:
        return True
    return any(pattern.search(words) for pattern, hint in _HINTED if hint in lower)
