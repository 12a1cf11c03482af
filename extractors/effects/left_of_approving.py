"""Find the words of an approval that nothing understood.

The name of what is approved is in free words; behind its annex there are few, and none may stand within its number.
"""

from __future__ import annotations

import re

from extractors.citations.annex_sets import AnnexSet, find_annex_sets
from extractors.directive.kinds import find_kind_spans
from extractors.effects.act_reading import ActReading
from extractors.effects.classify import find_verbs
from extractors.model.evidence import Span
from extractors.words.fillers import BEHIND_ANNEXES, FILLERS, LIMITING

# "(lisa 1) osaliselt.": the words behind an annex in brackets, up to the next joint or stop
_WORD = r"(?!(?:ja|ning|samuti|kuid|ent)(?!\w))[^\W\d_][\w-]*"
_BEHIND = re.compile(
    rf"\)?[^\S\n]+(?P<words>(?:{_WORD}\s+){{0,3}}{_WORD})\s*(?=[.;,]|\Z|(?<!\w)(?:ja|ning)\s)", re.IGNORECASE
)
# "(lisad 7 osaliselt ja 8)": no word stands between the numbers of annexes
_BRACKET = re.compile(r"\(\s*lisa\w{0,3}\s[^()]{0,200}\)", re.IGNORECASE)
_IN_BRACKET = re.compile(
    r"lisa\w{0,4}|ja|ning|kuni|samuti|nr|number|vastavalt|punkt\w{0,5}|[a-zõäöü]|[IVX]+|käesolev\w*|juurde|edaspidi|koos",
    re.IGNORECASE,
)
# "lisas 3 esitatud tabelile": what the annex holds
_SHOWN_BEHIND = re.compile(r"(?<!\w)(?:toodud|esitatud|sisalduv\w*|sätestatud)\s+[^\W\d_]+\Z", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]+")
_ANY_WORD = re.compile(r"[\w.]+")


def left_of_approval(act: ActReading, span: Span) -> list[Span]:
    """Return the words behind the annexes of a clause that belong to nothing, and annexes whose number is torn off."""
    view = act.reading.masked
    sets = [one for one in find_annex_sets(view, span.start, span.end) if one.numbers]
    left = []
    for one in sets:
        behind = _BEHIND.match(view, one.end, span.end)
        if behind is None or all(_is_known(word) for word in _ANY_WORD.findall(behind["words"])):
            continue
        is_last = behind.group().startswith(")") or _is_behind_name(view, span, one, behind)
        # "Juristi ametijuhend (lisa 1) kinnitatakse."
        if is_last and not find_verbs(view, behind.start(), behind.end()):
            left.append(Span(*behind.span("words")))
    for bracket in _BRACKET.finditer(view, span.start, span.end):
        words = _LETTERS.findall(bracket.group())
        if not all(_IN_BRACKET.fullmatch(word) for word in words) and re.search(r"\d", bracket.group()):
            left.append(Span(*bracket.span()))
    return left


def _is_behind_name(view: str, span: Span, annex: AnnexSet, behind: re.Match[str]) -> bool:
    """Tell whether words behind an annex without brackets follow upon the name too: "kinnitan korra lisa 1 järgi".

    In "kinnitan lisana 4 ruumide plaani" and "lisas 3 esitatud tabeli" they are the name.
    """
    words = behind["words"]
    is_named = bool(find_kind_spans(view[span.start : annex.start])) and not find_kind_spans(words)
    return is_named and _SHOWN_BEHIND.search(words) is None


def _is_known(word: str) -> bool:
    lower = word.casefold()
    return lower not in LIMITING and (lower.startswith("lisa") or lower in FILLERS or lower in BEHIND_ANNEXES)
