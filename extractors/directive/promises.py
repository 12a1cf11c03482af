"""Find what the body of an act says of each annex it approves: its number, and the words that distinguish it.

"Kinnitan majakavahi (põhjasadam) ametijuhendi (lisa 1)": annex 1 is the one of the northern harbour. An annex that
bears no number itself gets it from here where these words leave no choice, and from nowhere else: numbering by order
would put the wrong text in force in a file whose annexes are out of order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.model.directive import Part
from extractors.model.effect import Effect
from extractors.model.evidence import Span
from extractors.model.finding import Finding
from extractors.model.text import DocumentText

_PROMISE = re.compile(
    r"\bametijuhend\w*\s*(?:\(\s*(?:lisatud,?\s*)?|,?\s*vastavalt\s+)lisa(?:le)?\s*(?:nr\.?\s*)?(?P<number>\d{1,3})\b",
    re.IGNORECASE,
)
# An item of the act begins: "2. kinnitan", "1) majakavahi", "…; ", "(lisa 1) ja"
_ITEM = re.compile(
    r"\n\s*\d{1,2}(?:\.\d{1,2})*[.)]?\s|[;:]|\.\s|\blisa(?:le)?\s*\d{1,3}\)?|\bkinnita\w*|\bkehtesta\w*", re.I
)
_ASIDE = re.compile(r"\([^()]*\)")
_CLAUSE_REACH = 400
_VERB = re.compile(
    r"\b(?:(?P<approves>(?:kinnita|kehtesta)(?:n|da|b|me|takse))|kehtetuks|tunnista\w*|muuda\w*)\b", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]{4,}")
_HEAD_REACH = 700
_SUFFIX = 4


@dataclass(frozen=True, slots=True)
class Promise:
    """``place`` holds the words that say what annex ``number`` is."""

    number: str
    place: Span
    words: frozenset[str]


def number_annexes(text: DocumentText, parts: Sequence[Part]) -> tuple[tuple[Part, ...], tuple[Finding, ...]]:
    """Return the parts with ``approved_as`` set where the body tells it, and numbers for annexes that bear none.

    An annex gets a number only where the words that distinguish one promise stand at the head of that annex alone; a
    finding says so. Everything else stays unchanged.
    """
    body = next((part for part in parts if part.part == "body"), None)
    promises = find_promises(text.text, body.evidence.span) if body else []
    taken = {part.annex_number for part in parts if part.annex_number}
    waiting = [part for part in parts if part.part == "annex" and part.annex_number is None]
    chosen = _choose(text.text, [p for p in promises if p.number not in taken], promises, waiting)
    findings: list[Finding] = []
    numbered: list[Part] = []
    for part in parts:
        promise = chosen.get(part.evidence.span)
        if promise:
            part = replace(part, annex_number=promise.number)
            words = " ".join(promise.place.of(text.text).split())
            message = f"bears no number; annex {promise.number} by the words of the act that approves it: {words[:160]}"
            findings.append(Finding("annex_number_from_body", message, part.evidence.span))
        told = [one for one in promises if part.part == "annex" and one.number == part.annex_number]
        numbered.append(replace(part, approved_as=text.evidence(told[0].place)) if len(told) == 1 else part)
    return tuple(numbered), tuple(findings)


def find_promises(source: str, body: Span) -> list[Promise]:
    """Return the job descriptions that the body approves by number, in its order, without numbers named twice."""
    found: list[Promise] = []
    for match in _PROMISE.finditer(source, body.start, body.end):
        floor = max(body.start, match.start() - _CLAUSE_REACH)
        verbs = list(_VERB.finditer(source, floor, match.start()))
        if not verbs or not verbs[-1]["approves"]:
            continue
        place = _trimmed(source, Span(_clause_start(source, floor, match.start()), match.start()))
        words = frozenset(word.casefold() for word in _WORD.findall(place.of(source)))
        if words:
            found.append(Promise(match["number"], place, words))
    numbers = [promise.number for promise in found]
    return [promise for promise in found if numbers.count(promise.number) == 1]


def _clause_start(source: str, floor: int, end: int) -> int:
    """Return where the words before ``end`` begin; an item never begins within brackets."""
    before = _ASIDE.sub(lambda aside: " " * len(aside[0]), source[floor:end])
    return floor + max((item.end() for item in _ITEM.finditer(before)), default=0)


def _trimmed(source: str, span: Span) -> Span:
    words = span.of(source)
    start = span.start + len(words) - len(words.lstrip(" \n,"))
    return Span(start, max(start, span.start + len(words.rstrip(" \n,"))))


def _choose(
    source: str, free: Sequence[Promise], promises: Sequence[Promise], waiting: Sequence[Part]
) -> dict[Span, Promise]:
    """Return the one promise that each waiting annex's head names; none for an annex that could be meant by two."""
    fits: dict[Span, list[Promise]] = {}
    for part in waiting:
        span = part.evidence.span
        head = source[span.start : min(span.end, span.start + _HEAD_REACH)].casefold()
        named = [promise for promise in promises if _is_named(promise, promises, head)]
        fits[span] = named if len(named) == 1 and named[0] in free else []
    chosen = {span: named[0] for span, named in fits.items() if named}
    numbers = [promise.number for promise in chosen.values()]
    return {span: promise for span, promise in chosen.items() if numbers.count(promise.number) == 1}


def _is_named(promise: Promise, promises: Sequence[Promise], head: str) -> bool:
    others = [word for other in promises if other is not promise for word in other.words]
    return any(_stem(word, others) in head for word in promise.words if word not in others)


def _stem(word: str, others: Sequence[str]) -> str:
    """Return a word without its ending, and without the second half that it shares with another promise's word."""
    shared = max((_common_end(word, other) for other in others), default=0)
    if shared >= _SUFFIX and len(word) - shared >= _SUFFIX:
        return word[: len(word) - shared]
    return word[: max(5, len(word) - 3)]


def _common_end(one: str, other: str) -> int:
    length = 0
    while length < min(len(one), len(other)) and one[-1 - length] == other[-1 - length]:
        length += 1
    return length


def compare_promised(effects: tuple[Effect, ...], parts: tuple[Part, ...]) -> tuple[Finding, ...]:
    """Compare the annexes that an act's own approvals promise with the annexes found in all of its files.

    ``annex_missing``: promised, but not found; ``annex_not_promised``: an annex that no sentence approves. Annexes
    without a number are compared by count alone; an act that promises no numbers is not compared.
    """
    promised: dict[str, Span] = {}
    for effect in effects:
        affected = effect.affected
        if effect.effect == "approve" and affected.number is None and isinstance(affected.annexes, tuple):
            for number in affected.annexes:
                promised.setdefault(number, effect.evidence.span)
    annexes = [part for part in parts if part.part == "annex"]
    numbered = {part.annex_number: part for part in annexes if part.annex_number is not None}
    if not promised:
        return ()
    spare = sum(part.annex_number is None for part in annexes)
    missing = [number for number in promised if number not in numbered]
    findings = [
        Finding("annex_missing", f"annex {number} is approved, but no such annex was found", promised[number])
        for number in missing
        if len(missing) > spare
    ]
    findings += [
        Finding("annex_not_promised", f"annex {number} is here, but no sentence approves it", part.evidence.span)
        for number, part in numbered.items()
        if number not in promised
    ]
    return tuple(findings)
