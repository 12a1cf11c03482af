"""Whole sentences that say who stands above, below and beside a post; the case of a word gives the direction.

sotsiaalnõunikule annab tööülesandeid vallavanem      the one in the allative reports to the other
sotsiaalnõunikku asendab vallasekretär                the one in the partitive is substituted
koristajad asendavad vajadusel üksteist               each substitutes for the others
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.positions.nominative import from_allative, from_genitive, is_object_form, without_aside

_END = r"(?=\s*(?:[.;]|,\s+\S+na allub|$))"
_ALLUB = re.compile(rf"(?P<who>[^.;,]*?)\s*\ballu(?:b|vad)\s+(?P<above>[^.;]*?){_END}", re.IGNORECASE)
_BELOW = re.compile(r"(?P<who>[^\W\d_][^.;]*?le)\s+alluvad\s+(?P<below>[^.;]+)", re.IGNORECASE)
_TASKS = re.compile(
    r"(?P<who>[^\W\d_][^.;]*?le)\s+anna(?:b|vad)\s+(?:töö)?ülesandeid\s+(?P<above>[^.;]+)", re.IGNORECASE
)
_ORDERS = re.compile(r"\bjuhindub\s+(?P<above>[^.;,]+?)\s+korraldustest\b", re.IGNORECASE)
_SUBSTITUTES = re.compile(r"(?P<left>[^.;]*?)\s*\basenda(?:b|vad)\s+(?P<right>[^.;]+)", re.IGNORECASE)
_APPOINTED = re.compile(
    r"^(?P<who>[^.;]*?)\s+"
    r"(?:(?:nimetab ametisse|vabastab ametist|võtab tööle|kinnitab ametisse)\b|sõlmib\b[^.;]*töölepingu)",
    re.IGNORECASE,
)
_CIRCUMSTANCE = re.compile(
    r"\b(?:vajadusel|vajaduse korral|äraolekul|ajutiselt|(?:tema|teda|tööalaselt)?\s*(?:puhkuse|äraoleku|haiguse|"
    r"puudumise)(?:\s+(?:ja|või)\s+\w+)?\s+(?:ajal|korral)|tema äraolekul)\b\s*",
    re.IGNORECASE,
)
_ROLE = re.compile(r"^\s*(?P<role>[^\W\d_]+na)\s*$", re.IGNORECASE)
_EACH_OTHER = re.compile(r"^(?:üksteist|teineteist)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Statement:
    """What a sentence says of one field; ``start``/``end`` are the sentence's own words for it.

    ``is_weak``: said in passing (who gives orders), so that a plain statement outranks it.
    ``field`` is "unclear" where the grammar leaves the direction of a substitution open.
    """

    field: str
    value: str
    start: int
    end: int
    is_weak: bool = False


_LONGEST = 5000


def find_statements(words: str) -> tuple[Statement, ...]:
    """All that ``words`` (one or several sentences, without an ordinal) say of a post's place.

    Nothing where they are longer than any sentence: the patterns look back from each verb for who it speaks of, which
    takes hours over a page of letters without a full stop.
    """
    if len(words) > _LONGEST:
        return ()
    return (*_find_post(words), *_find_above(words), *_find_below(words), *_find_substitution(words))


def _find_post(words: str) -> list[Statement]:
    match = _APPOINTED.match(words)
    if not match:
        return []
    who = match["who"].strip()
    post = who[:-2] if who.endswith("ga") else from_genitive(who)
    return [Statement("position", post, match.start("who"), match.end("who"), is_weak=True)] if post else []


def _find_above(words: str) -> list[Statement]:
    clauses = [match for match in _ALLUB.finditer(words) if re.search(r"le\b", match["above"])]
    if clauses:
        values = [from_allative(match["above"]) + _role(match["who"]) for match in clauses]
        return [Statement("reports_to", ", ".join(values), clauses[0].start("above"), clauses[-1].end("above"))]
    tasks = _TASKS.search(words)
    if tasks:
        return [Statement("reports_to", tasks["above"].strip(), tasks.start("above"), tasks.end("above"), is_weak=True)]
    orders = _ORDERS.search(words)
    if orders:
        value = from_genitive(orders["above"])
        return [Statement("reports_to", value, orders.start("above"), orders.end("above"), is_weak=True)]
    return []


def _role(who: str) -> str:
    """ " (asjaajajana)" where someone reports in one of two roles."""
    role = _ROLE.match(who)
    return f" ({role['role']})" if role else ""


def _find_below(words: str) -> list[Statement]:
    match = _BELOW.search(words)
    return (
        [Statement("subordinates", match["below"].strip(), match.start("below"), match.end("below"))] if match else []
    )


def _find_substitution(words: str) -> list[Statement]:
    match = _SUBSTITUTES.search(words)
    if not match:
        return []
    left = without_aside(_CIRCUMSTANCE.sub("", match["left"]).strip(" ,"))
    right = without_aside(_CIRCUMSTANCE.sub("", match["right"]).strip(" ,"))
    span = (match.start("left"), match.end("right"))
    if not left or not right:
        return []
    if _EACH_OTHER.match(right):
        both = f"{left} ({right})"
        return [Statement("substitutes_for", both, *span), Statement("substituted_by", both, *span)]
    if is_object_form(left) and not is_object_form(right):
        return [Statement("substituted_by", right, *span)]
    if is_object_form(right) and not is_object_form(left):
        return [Statement("substitutes_for", right, *span)]
    return [Statement("unclear", f"{left} asendab {right}", *span)]
