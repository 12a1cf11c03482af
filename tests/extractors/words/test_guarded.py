"""A guard hides nothing: every match of a guarded pattern holds one of its signs, in whatever case it is written."""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
from collections.abc import Iterator

import pytest

from extractors.words.guarded import Guarded, fold
from tests.extractors.pattern_trees import always_holds

LETTERS = "abcdefghijklmnopqrsštuvwzžõäöüxy"


def guarded_patterns() -> Iterator[tuple[str, Guarded]]:
    """Yield the guarded patterns of all modules, alone or in a table."""
    rooms = [f"extractors.{room}" for room in ("citations", "directive", "effects", "words")]
    for room in rooms:
        for module in pkgutil.iter_modules(importlib.import_module(room).__path__, f"{room}."):
            for name, value in vars(importlib.import_module(module.name)).items():
                yield from ((f"{module.name}.{name}", one) for one in _in(value))


def _in(value: object) -> Iterator[Guarded]:
    if isinstance(value, Guarded):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _in(one)


@pytest.mark.parametrize(("name", "guarded"), list(guarded_patterns()))
def test_every_match_holds_a_sign(name: str, guarded: Guarded) -> None:
    """Proved by the tree of the pattern, not by examples."""
    assert guarded.signs
    assert always_holds(guarded.pattern, guarded.signs), name


def test_the_proof_fails_where_a_sign_is_missing() -> None:
    assert always_holds(re.compile(r"lisad?(?=\s\d)|punkti?(?:d|s)"), ("lisa", "punkt"))
    assert not always_holds(re.compile(r"lisad?(?=\s\d)|punkti?(?:d|s)"), ("lisad", "punkt"))
    assert not always_holds(re.compile(r"(?:kehtiv)?\s+lisa|kehti"), ("lisa",))
    assert not always_holds(re.compile(r"(?<=lisa\s)\d"), ("lisa",))


def test_small_letters_are_those_of_a_pattern_without_regard_to_case() -> None:
    """ "ſ", "ı", "İ" and the sign of Kelvin are letters for a pattern that ignores case, and for the guard."""
    every = "".join(chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code < 0xE000)
    folded = fold(every)
    assert len(folded) == len(every)
    for match in re.finditer(f"[{LETTERS}]", every, re.IGNORECASE):
        assert re.fullmatch(folded[match.start()], match.group(), re.IGNORECASE)
        assert folded[match.start()] in LETTERS


def test_a_guard_looks_between_the_offsets_alone() -> None:
    guarded = Guarded(r"(?<!\w)LISA\w*", "lisa")
    view = "Lisad 1, lisa 2, liſa ja lıSa"
    assert [match.group() for match in guarded.finditer(view)] == ["Lisad", "lisa", "liſa", "lıSa"]
    assert guarded.search(view, 6, 12) is None
    assert guarded.match(view, 9) is not None
