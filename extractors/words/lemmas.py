"""Find the lemma of an Estonian word: what a search compares instead of the form in which the word stands.

The dictionary is simplemma's, read in place (about 1.2 s once and 40 MB; as a mapping in memory it takes 200 MB). What
it lacks or errs on has rules here: compounds, verbal nouns, participles, agents. A word of which nothing is known is
its own lemma.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Mapping
from functools import cache

from simplemma.strategies.dictionaries.stream_dictionary_factory import StreamDictionaryFactory

from extractors.words.compounds import FIRST_PARTS, LAST_PARTS

_LANGUAGE = "et"
_CASES = "(?:sse|st|lt|le|ks|ni|na|ta|ga|s|l)"
_VERBAL_NOUN = re.compile(rf"(?P<stem>[^\W\d_]{{2,}})mi(?:ne|se{_CASES}?|sed|st|ste{_CASES}?|si|sse|sis|sil|siks)")
_AGENT = re.compile(rf"(?P<stem>[^\W\d_]{{3,}})ja(?:te{_CASES}?|id|is|il|iks|d|t|{_CASES})?")
_PRESENT = re.compile(rf"(?P<stem>[^\W\d_]{{3,}})va(?:te{_CASES}?|id|d|t|{_CASES})?")
_QUALITY = re.compile(rf"(?P<lemma>[^\W\d_]{{3,}}lik)(?:u(?:d|t|{_CASES})?|ku|ke|ele|el|elt|es|est|eks|id|e)")
_PASSIVE = re.compile(r"[^\W\d_]{2,}[td]ud")
_PAST = re.compile(r"(?P<stem>[^\W\d_]{2,})nud")

_SHORTEST_TAIL, _SHORTEST_FREE_TAIL, _SHORTEST_HEAD, _SHORTEST_STEM = 3, 5, 3, 5

_IRREGULAR = {
    "loodud": "looma", "tehtud": "tegema", "teinud": "tegema", "toodud": "tooma", "viidud": "viima",
    "saadud": "saama", "pandud": "panema", "nähtud": "nägema", "näinud": "nägema", "läinud": "minema",
    "peetud": "pidama", "jäetud": "jätma", "müüdud": "müüma", "käidud": "käima", "jäädud": "jääma",
    "ajad": "aeg", "ajaks": "aeg", "ajale": "aeg", "ajast": "aeg", "ajani": "aeg", "ajal": "aeg",
    "kirjad": "kiri", "kirjas": "kiri", "kirju": "kiri", "kirjaks": "kiri", "kirjast": "kiri",
    "vahetus": "vahetus", "teenus": "teenus",
    "punktides": "punkt", "punktiks": "punkt", "alune": "alune", "aluste": "alus", "alused": "alus",
    "alustest": "alus", "alustel": "alus", "aluseid": "alus", "võttes": "võtma", "täites": "täitma",
    "muuta": "muutma", "määrata": "määrama", "kuude": "kuu", "kuud": "kuu", "kuuks": "kuu",
}  # fmt: skip
"""Forms for which the dictionary has another word that the field does not use, or none."""


def lemma_of(form: str) -> str:
    """Return the lemma of a lower-case word; the word itself where nothing is known of it, as of numbers."""
    if not form.isalpha():
        return form
    return _IRREGULAR.get(form) or _of_verb(form) or _listed(form) or _derived(form) or _of_compound(form) or form


def _of_verb(form: str) -> str | None:
    """Return the verb of a participle, or the verbal noun of one of its forms.

    The dictionary takes "kinnitatud" for the plural of "kinnitatu", which a search for the verb would miss.
    """
    if _PASSIVE.fullmatch(form):
        return _listed_verb(f"{form[:-2]}akse")
    past = _PAST.fullmatch(form)
    if past is not None:
        return _listed_verb(f"{past['stem']}ma")
    noun = _VERBAL_NOUN.fullmatch(form)
    return f"{noun['stem']}mine" if noun is not None and _is_verbal(noun["stem"]) else None


def _is_verbal(stem: str) -> bool:
    return _listed(f"{stem}mine") is not None or _listed_verb(f"{stem}ma") is not None


def _listed_verb(form: str) -> str | None:
    lemma = _listed(form)
    return lemma if lemma is not None and lemma.endswith("ma") else None


def _derived(form: str) -> str | None:
    """Return the lemma of a form of a word derived from a verb or a noun, which no dictionary lists."""
    for pattern, ending in ((_AGENT, "ja"), (_PRESENT, "v")):
        found = pattern.fullmatch(form)
        if found is not None and _listed_verb(f"{found['stem']}ma") is not None:
            return found["stem"] + ending
    noun = _VERBAL_NOUN.fullmatch(form)
    if noun is not None and len(noun["stem"]) > _SHORTEST_STEM:
        return f"{noun['stem']}mine"
    quality = _QUALITY.fullmatch(form)
    return quality["lemma"] if quality is not None else None


def _of_compound(form: str) -> str | None:
    """Return the lemma of a compound: its last part, the longest that is known, in its lemma."""
    for at in range(_SHORTEST_HEAD - 1, len(form) - _SHORTEST_TAIL + 1):
        head, tail = form[:at], form[at:]
        last = _last_part(tail)
        if last is not None and (last in LAST_PARTS or len(tail) >= _SHORTEST_FREE_TAIL) and _is_first_part(head):
            return head + last
    return None


def _last_part(tail: str) -> str | None:
    lemma = _IRREGULAR.get(tail) or _listed(tail)
    if lemma is None:
        lemma = _derived(tail)
    return None if lemma is None or (lemma.endswith("ma") and len(lemma) > 4) else lemma


def _is_first_part(head: str) -> bool:
    if head in FIRST_PARTS:
        return True
    if len(head) < _SHORTEST_HEAD:
        return False
    return _listed(head) is not None or (head.endswith("mis") and _is_verbal(head[:-3])) or _is_joined(head)


def _is_joined(head: str) -> bool:
    """Return whether a first part is a compound itself."""
    return any(
        (head[:at] in FIRST_PARTS or _listed(head[:at]) is not None) and _listed(head[at:]) is not None
        for at in range(_SHORTEST_HEAD, len(head) - _SHORTEST_TAIL + 1)
    )


def _listed(form: str) -> str | None:
    lemma = _dictionary().get(form)
    return lemma.lower() if lemma is not None else None


@cache
def _dictionary() -> Mapping[str, str]:
    return StreamDictionaryFactory().get_dictionary(_LANGUAGE)


def forget_dictionary() -> None:
    """Free the memory of the dictionary; the next lemma reads it again."""
    _dictionary.cache_clear()
    # simplemma's factory refers to itself and to the dictionary: without the collector 31 MiB stayed until a run ended.
    gc.collect()
