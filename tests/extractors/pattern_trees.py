"""Read the tree of a regular expression, to prove of every match how it begins and what stands in it."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

_PARSER: Any = importlib.import_module("re._parser")
_ANY = "\x00"
"""Stands for a character that is none of the letters asked for."""
_MOST = 400


def beginnings(words: str, length: int) -> set[str]:
    """Return, in small letters, what a match may begin with; shorter where a match may be."""
    return {word[:length] for word in _all_of(_PARSER.parse(words, re.IGNORECASE), length)}


def _all_of(items: Iterable[tuple[Any, Any]], length: int) -> set[str]:
    found = {""}
    for item in items:
        if all(len(word) >= length for word in found):
            break
        found = {word if len(word) >= length else word + more for word in found for more in _of(item, length)}
    return found


def _of(item: tuple[Any, Any], length: int) -> set[str]:
    name, value = str(item[0]), item[1]
    if name == "LITERAL":
        return {chr(value).lower()}
    if name == "IN":
        return {chr(one).lower() if str(kind) == "LITERAL" else _ANY for kind, one in value}
    if name == "BRANCH":
        return set[str]().union(*(_all_of(branch, length) for branch in value[1]))
    if name == "SUBPATTERN":
        return _all_of(value[3], length)
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, most, inner = value
        return set[str]().union(
            *(_all_of(list(inner) * times, length) for times in range(least, min(most, length) + 1))
        )
    return {""} if name in ("AT", "ASSERT", "ASSERT_NOT") else {_ANY}


def always_holds(pattern: re.Pattern[str], signs: Sequence[str]) -> bool:
    """Tell whether every match holds one of the signs, or sees one ahead."""
    return _holds(_PARSER.parse(pattern.pattern, pattern.flags), signs)


def _holds(items: Iterable[tuple[Any, Any]], signs: Sequence[str]) -> bool:
    runs = {""}
    for item in _spread(items):
        name, value = str(item[0]), item[1]
        if _item_holds(name, value, signs):
            return True
        few = _few(item)
        grown = {run + more for run in runs for more in few} if few is not None else set()
        runs = grown if 0 < len(grown) <= _MOST else {""}
        if all(any(sign in run for sign in signs) for run in runs):
            return True
    return False


def _spread(items: Iterable[tuple[Any, Any]]) -> Iterator[tuple[Any, Any]]:
    """Yield the items; what stands there several times at least one by one, and behind it what may be any more."""
    for item in items:
        if str(item[0]).endswith("_REPEAT") and 2 <= item[1][0] <= 4:
            yield from list(item[1][2]) * item[1][0]
            yield ("ANY", None)
        else:
            yield item


def _item_holds(name: str, value: Any, signs: Sequence[str]) -> bool:
    if name == "BRANCH":
        return all(_holds(branch, signs) for branch in value[1])
    if name == "SUBPATTERN":
        return _holds(value[3], signs)
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return value[0] > 0 and _holds(value[2], signs)
    return name == "ASSERT" and value[0] > 0 and _holds(value[1], signs)


def _few(item: tuple[Any, Any]) -> set[str] | None:
    """Return all that an item of a tree may stand for, if that is little; ``None`` otherwise."""
    name, value = str(item[0]), item[1]
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, most, inner = value
        return _either(_few_of(list(inner) * times) for times in range(least, most + 1)) if most <= 2 else None
    if name == "SUBPATTERN":
        return _few_of(value[3])
    if name == "BRANCH":
        return _either(_few_of(branch) for branch in value[1])
    return _of(item, 1)


def _either(every: Iterable[set[str] | None]) -> set[str] | None:
    found: set[str] = set()
    for few in every:
        if few is None:
            return None
        found |= few
    return found


def _few_of(items: Iterable[tuple[Any, Any]]) -> set[str] | None:
    found = {""}
    for item in items:
        few = _few(item)
        if few is None or len(found) * len(few) > _MOST:
            return None
        found = {word + more for word in found for more in few}
    return found
