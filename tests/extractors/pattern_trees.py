"""Read the tree of a regular expression, to prove of every match how it begins and what stands in it."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable, Sequence
from typing import Any

_PARSER: Any = importlib.import_module("re._parser")
_ANY = "\x00"
"""Stands for a character that is none of the letters asked for."""
_MOST, _LONGEST = 400, 40


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
    return not _without(_PARSER.parse(pattern.pattern, pattern.flags), {""}, signs)


def _without(items: Iterable[tuple[Any, Any]], runs: set[str], signs: Sequence[str]) -> set[str]:
    """Return the letters read last on each way through the items that has met none of the signs; none if there is no
    such way. Where letters may be any, what was read before them is forgotten."""
    for item in items:
        runs = _step(item, runs, signs)
        # What stands before a letter that may be any is of no use.
        runs = {run.rpartition(_ANY)[2][-_LONGEST:] for run in runs if not any(sign in run for sign in signs)}
        runs = runs if len(runs) <= _MOST else {""}
    return runs


def _step(item: tuple[Any, Any], runs: set[str], signs: Sequence[str]) -> set[str]:
    name, value = str(item[0]), item[1]
    if name == "SUBPATTERN":
        return _without(value[3], runs, signs)
    if name == "BRANCH":
        return set[str]().union(*(_without(branch, runs, signs) for branch in value[1]))
    if name.endswith("_REPEAT"):
        least, most, inner = value
        runs = {""} if runs and least > 4 else runs
        for _ in range(min(least, 4)):
            runs = _without(inner, runs, signs)
        once_more = _without(inner, runs, signs) if most > least else set()
        return runs | once_more | ({""} if runs and most > max(least, 1) else set())
    if name == "ASSERT" and value[0] > 0:
        return runs if _without(value[1], runs, signs) else set()
    if name in ("AT", "ASSERT", "ASSERT_NOT"):
        return runs
    return {run + letter for run in runs for letter in _of(item, 1)}
