"""Words behind an object: exceptions, limits, conditions, relative clauses, and words that change nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from benchmarks.accuracy.answers import Answer
from benchmarks.accuracy.composing.phrases import KINDS, POSTS, UNITS, make_act


@dataclass(frozen=True, slots=True)
class Qualifier:
    """Words, and what they make of the answer.

    ``needs_whole``: only of a whole act. ``is_before``: the words open the sentence.
    """

    family: str
    words: str
    changes: Callable[[Answer], Answer]
    needs_whole: bool = False
    is_before: bool = False

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
    name, stays = f"{one if is_one else many} {these}", "jääb" if is_one else "jäävad"
    words = chance.choice(
        (
            f", välja arvatud {name}",
            f", välja arvatud selle {name}",
            f", v.a {name}",
            f" (v.a {name})",
            f", jättes kehtima {of_one if is_one else many} {these}",
            f", mille {name} {stays} kehtima",
            f", kusjuures {name} {stays} jõusse",
            f", säilitades {of_one if is_one else of_many} {these} kehtivuse",
            f"; {name} {stays} kehtima",
            f". Nimetatud akti {name} {stays} kehtima",
            f"Välja arvatud {name},",
        )
    )
    return Qualifier(
        family=f"except_{'annex' if is_annex else 'point'}",
        words=words,
        changes=_except("except_annexes" if is_annex else "except_points", numbers),
        needs_whole=True,
        is_before=words.startswith("Välja"),
    )


def _limit(chance: Random, before: date) -> Qualifier:
    unit, post = chance.choice(UNITS), chance.choice(POSTS)
    words = chance.choice(
        (
            f" osas, millega kinnitati {post} ametijuhend",
            f" {unit} teenistujate osas",
            f" {post} ametijuhendi osas",
            f" osas, mis käsitleb {post} tasu",
            f" üksnes {unit} töötajate suhtes",
            f" ulatuses, milles see puudutab {post} tööd",
            f" ainult {unit} osas",
            f" {post} tööd puudutavas osas",
        )
    )
    return Qualifier("limit", words, _flag("limit"), needs_whole=True)


def _condition(chance: Random, before: date) -> Qualifier:
    words = chance.choice(
        (
            " juhul, kui uus koosseis kinnitatakse",
            " tingimusel, et ministeerium annab nõusoleku",
            " eeldusel, et hange on lõppenud",
            " pärast nõukogu heakskiidu saamist",
            " alates uue põhimääruse jõustumisest",
            " uue töökorralduse jõustumisel",
            ", kui hange on lõppenud",
        )
    )
    return Qualifier("condition", words, _flag("condition"))


def _relative(chance: Random, before: date) -> Qualifier:
    other = make_act(chance, before - timedelta(days=3700))  # older than whatever act tells of it
    named = f"{other.office} {other.day:%d.%m.%Y} {{}} nr {other.number}".strip()
    nominative, genitive = named.format(other.word), named.format(KINDS[other.word][0])
    words = chance.choice(
        (
            f", millega tunnistati kehtetuks {nominative}",
            f", millega tunnistati osaliselt kehtetuks {nominative}",
            f", millega muudeti {genitive} lisa 2",
            f", millega peatati {genitive} kehtivus",
            f", mis anti {genitive} alusel",
        )
    )
    return Qualifier("relative", words, _same, needs_whole=True)


def _harmless(chance: Random, before: date) -> Qualifier:
    words = chance.choice(
        (
            ", kuna see on aegunud",
            " seoses töö ümberkorraldamisega",
            " vastavalt vaideotsusele",
            " selle aegumise tõttu",
            ", et tagada õigusselgus",
        )
    )
    return Qualifier("harmless", words, _same)
