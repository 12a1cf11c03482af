"""What a composed sentence acts upon, in its cases."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from random import Random

from benchmarks.accuracy.answers import Answer
from benchmarks.accuracy.composing.phrases import ORDINALS, POSTS, Act, listed, make_act


@dataclass(frozen=True, slots=True)
class Object:
    """An object in its cases.

    ``total`` stands behind "tunnistan", ``subject`` before "tunnistatakse", ``owner`` is the genitive. ``answer`` holds
    what is affected; its action is set by the verb.
    """

    family: str
    total: str
    subject: str
    owner: str
    is_plural: bool
    is_whole: bool
    answer: Answer


@dataclass(frozen=True, slots=True)
class Composed:
    """A sentence with its answers; ``family`` names the parts that make it hard."""

    family: str
    words: str
    answers: tuple[Answer, ...]


def capital(words: str) -> str:
    """Return the words as they begin a sentence."""
    return words[:1].upper() + words[1:]


def make_object(chance: Random, before: date) -> Object:
    """Return an act, annexes, points, or what an act approved."""
    make = chance.choice((_whole, _whole, _annex, _annexes, _annexes, _points, _approved, _all_annexes, _ordinal))
    return make(make_act(chance, before), chance)


def make_whole(chance: Random, before: date) -> Object:
    """Return a whole act."""
    return _whole(make_act(chance, before), chance)


def _answer(act: Act, **facts: object) -> Answer:
    return Answer("revoke", date=act.iso, number=act.number, **facts)  # type: ignore[arg-type]


def _whole(act: Act, chance: Random) -> Object:
    genitive = act.named(1, chance)
    return Object("act", genitive, act.named(0, chance), genitive, False, True, _answer(act))


def _annex(act: Act, chance: Random) -> Object:
    number = chance.randint(1, 14)
    words = f"{act.named(1, chance)} lisa {number}"
    return Object("annex", words, words, words, False, False, _answer(act, annexes=frozenset({str(number)})))


def _annexes(act: Act, chance: Random) -> Object:
    numbers = chance.sample(range(1, 13), chance.randint(2, 6))
    name, these = act.named(1, chance), listed(numbers, chance)
    answer = _answer(act, annexes=frozenset(map(str, numbers)))
    return Object(
        "annexes", f"{name} lisad {these}", f"{name} lisad {these}", f"{name} lisade {these}", True, False, answer
    )


def _all_annexes(act: Act, chance: Random) -> Object:
    name = act.named(1, chance)
    answer = _answer(act, annexes="all")
    return Object(
        "all_annexes", f"{name} kõik lisad", f"{name} kõik lisad", f"{name} kõigi lisade", True, False, answer
    )


def _points(act: Act, chance: Random) -> Object:
    numbers = chance.sample(range(1, 10), chance.randint(2, 3))
    name, these = act.named(1, chance), listed(numbers, chance)
    answer = _answer(act, points=frozenset(map(str, numbers)))
    return Object(
        "points", f"{name} punktid {these}", f"{name} punktid {these}", f"{name} punktide {these}", True, False, answer
    )


def _approved(act: Act, chance: Random) -> Object:
    act = replace(act, title="")
    name, what = act.named(2, chance), chance.choice(POSTS)
    answer = _answer(act, flags=frozenset({"approved"}))
    total, subject = f"{name} kinnitatud {what} ametijuhendi", f"{name} kinnitatud {what} ametijuhend"
    return Object("approved", total, subject, total, False, False, answer)


def _ordinal(act: Act, chance: Random) -> Object:
    number = chance.randint(1, 6)
    name = f"{act.named(1, chance)} {ORDINALS[number]} lisa"
    genitive = {1: "esimese", 2: "teise", 3: "kolmanda", 4: "neljanda", 5: "viienda", 6: "kuuenda"}[number]
    total = name.replace(f" {ORDINALS[number]} lisa", f" {genitive} lisa")
    return Object("ordinal", total, name, total, False, False, _answer(act, annexes=frozenset({str(number)})))
