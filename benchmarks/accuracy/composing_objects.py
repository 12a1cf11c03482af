"""What a composed sentence acts upon, and the words that narrow, except or condition it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from benchmarks.accuracy.answers import Answer
from benchmarks.accuracy.phrases import KINDS, ORDINALS, POSTS, UNITS, Act, listed, make_act


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


@dataclass(frozen=True, slots=True)
class Qualifier:
    """Words behind an object, and what they make of the answer. ``needs_whole``: only behind a whole act."""

    family: str
    words: str
    changes: Callable[[Answer], Answer]
    needs_whole: bool = False

    @property
    def hangs_on_noun(self) -> bool:
        """Return whether the words make sense only right behind the object's name."""
        return self.words.startswith((", mil", ", mis", " (v.a"))


def _same(answer: Answer) -> Answer:
    return answer


def _flag(name: str) -> Callable[[Answer], Answer]:
    return lambda answer: replace(answer, flags=answer.flags | {name})


def _except(field: str, numbers: list[int]) -> Callable[[Answer], Answer]:
    return lambda answer: replace(answer, **{field: frozenset(map(str, numbers))})  # type: ignore[arg-type]


def make_qualifier(chance: Random, before: date) -> Qualifier:
    """Return nothing at all in two cases of five; else an exception, a limit, a condition, or harmless words."""
    kind = chance.choice(("plain", "plain", "except", "limit", "condition", "relative", "harmless"))
    if kind == "plain":
        return Qualifier("", "", _same)
    return {
        "except": _exception,
        "limit": _limit,
        "condition": _condition,
        "relative": _relative,
        "harmless": _harmless,
    }[kind](chance, before)


def _exception(chance: Random, before: date) -> Qualifier:
    numbers = sorted(chance.sample(range(1, 9), chance.choice((1, 1, 2))))
    is_one, is_annex = len(numbers) == 1, chance.random() < 0.6
    these = " ja ".join(map(str, numbers))
    one, many, of_many = ("lisa", "lisad", "lisade") if is_annex else ("punkt", "punktid", "punktide")
    of_one = "lisa" if is_annex else "punkti"
    name = f"{one if is_one else many} {these}"
    words = chance.choice(
        (
            f", välja arvatud {name}",
            f", v.a {name}",
            f" (v.a {name})",
            f", jättes kehtima {of_one if is_one else many} {these}",
            f", mille {name} {'jääb' if is_one else 'jäävad'} kehtima",
            f", kusjuures {name} {'jääb' if is_one else 'jäävad'} jõusse",
            f", säilitades {of_one if is_one else of_many} {these} kehtivuse",
        )
    )
    field = "except_annexes" if is_annex else "except_points"
    return Qualifier(f"except_{'annex' if is_annex else 'point'}", words, _except(field, numbers), needs_whole=True)


def _limit(chance: Random, before: date) -> Qualifier:
    unit, post = chance.choice(UNITS), chance.choice(POSTS)
    words = chance.choice(
        (
            f" osas, millega kinnitati {post} ametijuhend",
            f" {unit} teenistujate osas",
            f" osas, mis käsitleb {post} tasu",
            f" üksnes {unit} töötajate suhtes",
            f" ulatuses, milles see puudutab {post} tööd",
            f" ainult {unit} osas",
        )
    )
    return Qualifier("limit", words, _flag("limit"), needs_whole=True)


def _condition(chance: Random, before: date) -> Qualifier:
    words = chance.choice(
        (
            " juhul, kui uus koosseis kinnitatakse",
            " tingimusel, et ministeerium annab nõusoleku",
            " pärast nõukogu heakskiidu saamist",
            " alates uue põhimääruse jõustumisest",
            ", kui hange on lõppenud",
        )
    )
    return Qualifier("condition", words, _flag("condition"))


def _relative(chance: Random, before: date) -> Qualifier:
    other = make_act(chance, before - timedelta(days=3700))  # older than whatever act tells of it
    named = f"{other.office} {other.day:%d.%m.%Y} {{}} nr {other.number}".strip()
    words = chance.choice(
        (
            f", millega tunnistati kehtetuks {named.format(other.word)}",
            f", millega muudeti {named.format(KINDS[other.word][0])} lisa 2",
            f", mis anti {named.format(KINDS[other.word][0])} alusel",
        )
    )
    return Qualifier("relative", words, _same, needs_whole=True)


def _harmless(chance: Random, before: date) -> Qualifier:
    words = chance.choice((", kuna see on aegunud", " seoses töö ümberkorraldamisega", " vastavalt vaideotsusele"))
    return Qualifier("harmless", words, _same)
