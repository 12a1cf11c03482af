"""Sentences put together from verb × target × qualifier × date × damage, with their answers.

A seed gives the same texts for good. A text holds four sentences, so that a misreading may spill over into the next.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from benchmarks.accuracy.answers import Answer
from benchmarks.accuracy.composing_objects import Object, Qualifier, make_object, make_qualifier, make_whole
from benchmarks.accuracy.gold import GoldSentence, GoldText
from benchmarks.accuracy.phrases import POSTS, UNITS, listed, make_act, on_day, since, until

PER_TEXT = 4


@dataclass(frozen=True, slots=True)
class Composed:
    """A sentence with its answers; ``family`` names the parts that make it hard."""

    family: str
    words: str
    answers: tuple[Answer, ...]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _revoke(chance: Random, today: date) -> Composed:
    qualifier = make_qualifier(chance, today)
    target = make_whole(chance, today) if qualifier.needs_whole else make_object(chance, today)
    is_dated = chance.random() < 0.3 and qualifier.family in ("", "harmless")
    day = today + timedelta(days=chance.randint(5, 300))
    words = _sentence(chance, target, qualifier, " " + since(day, chance) if is_dated else "")
    answer = qualifier.changes(target.answer)
    answer = replace(answer, on=(day.isoformat(),)) if is_dated else answer
    return Composed(f"revoke.{qualifier.family or ('dated' if is_dated else target.family)}", words, (answer,))


def _sentence(chance: Random, target: Object, qualifier: Qualifier, when: str) -> str:
    """The sentence of a revocation: the verb first, last, or around its object.

    A relative clause stands right behind its noun, other words may also follow the verb.
    """
    behind_noun, behind_verb = (qualifier.words, "") if qualifier.hangs_on_noun else ("", qualifier.words)
    comma = "," if behind_noun.startswith(",") else ""
    total, subject, owner = (each + behind_noun + comma for each in (target.total, target.subject, target.owner))
    loses = "kaotavad" if target.is_plural else "kaotab"
    return chance.choice(
        (
            f"Tunnistan kehtetuks {target.total}{qualifier.words}{when}.",
            f"Tunnistan{when} kehtetuks {target.total}{qualifier.words}.",
            f"Tunnistatakse kehtetuks {target.subject}{qualifier.words}{when}.",
            f"Tunnistada kehtetuks {target.subject}{qualifier.words}{when}.",
            f"Loen kehtetuks {target.total}{qualifier.words}{when}.",
            f"Tunnistan {total} kehtetuks{behind_verb}{when}.",
            f"{_capital(subject)} tunnistatakse kehtetuks{when}{behind_verb}.",
            f"{_capital(subject)} {loses} kehtivuse{when}{behind_verb}.",
            f"Lõpetan {owner} kehtivuse{when}{behind_verb}.",
        )
    )


def _list(chance: Random, today: date) -> Composed:
    """Two or three objects under one verb; the later ones without the office."""
    objects = [make_object(chance, today) for _ in range(chance.randint(2, 3))]
    first, rest = objects[0].total, [each.total for each in objects[1:]]
    if chance.random() < 0.5:
        items = [f"{number}) {each.total}" for number, each in enumerate(objects, start=1)]
        words = "Tunnistan kehtetuks:\n" + ";\n".join(items) + "."
        return Composed("list.colon", words, tuple(each.answer for each in objects))
    joined = ", ".join([first, *rest[:-1]]) + chance.choice((" ja ", " ning ")) + rest[-1]
    return Composed("list.running", f"Tunnistan kehtetuks {joined}.", tuple(each.answer for each in objects))


def _nothing(chance: Random, today: date) -> Composed:
    target, unit = make_object(chance, today), chance.choice(UNITS)
    stays = "jäävad" if target.is_plural else "jääb"
    family, words = chance.choice(
        (
            ("refusal", f"Jätan rahuldamata taotluse tunnistada kehtetuks {target.subject}."),
            ("refusal", f"Keeldun tunnistamast kehtetuks {target.total}."),
            ("negated", f"{_capital(target.subject)} kehtetuks ei tunnistata."),
            ("proposal", f"Teen ettepaneku tunnistada kehtetuks {target.subject}."),
            ("postponed", f"{_capital(target.owner)} kehtetuks tunnistamine otsustatakse eraldi käskkirjaga."),
            ("stays", f"{_capital(target.subject)} {stays} kehtima."),
            (
                "task",
                f"{_capital(unit)} juhatajal korraldada teavitamine seoses {target.owner} kehtetuks tunnistamisega.",
            ),
            ("reported", f"Võtan teadmiseks, et on tunnistatud kehtetuks {target.subject}."),
        )
    )
    return Composed(f"none.{family}", words, ())


def _approve(chance: Random, today: date) -> Composed:
    unit, post = chance.choice(UNITS), chance.choice(POSTS)
    numbers = sorted(chance.sample(range(1, 9), chance.choice((1, 2, 3, 4))))
    annexes = frozenset(map(str, numbers))
    these = listed(numbers, chance)
    verb = chance.choice(("Kinnitan", "Kinnitada", "Kehtestan"))
    if len(numbers) == 1:
        words = chance.choice((f"{verb} {post} ametijuhend{'' if verb == 'Kinnitada' else 'i'} (lisa {these}).",))
    else:
        words = chance.choice(
            (
                f"{verb} {unit} ametijuhendid (lisad {these}).",
                f"{verb} {unit} ametijuhendid vastavalt lisadele {these}.",
            )
        )
    if chance.random() < 0.25:
        target = make_object(chance, today)
        gerund = f"{words[:-1]}, tunnistades ühtlasi kehtetuks {target.total}."
        return Composed("approve.gerund", gerund, (Answer("approve", annexes=annexes), target.answer))
    return Composed("approve.plain", words, (Answer("approve", annexes=annexes),))


def _other(chance: Random, today: date) -> Composed:
    """Suspensions, extensions, corrections, renumberings, revivals and replacements."""
    act, number = make_act(chance, today), chance.randint(1, 9)
    annexes = frozenset({str(number)})
    day = today + timedelta(days=chance.randint(30, 400))
    name, end = f"{act.named(1, chance)} lisa {number}", (day.isoformat(),)
    base = Answer("amend", date=act.iso, number=act.number, annexes=annexes)
    own = Answer("approve", annexes=frozenset({"1"}), is_optional=True)
    action, words, changes = chance.choice(
        (
            ("suspend", f"Peatan {name} kehtivuse {until(day, chance)}.", {"until": end}),
            ("extend", f"Pikendan {name} kehtivust {until(day, chance)}.", {"until": end}),
            ("reinstate", f"Taastan {name} kehtivuse.", {}),
            ("renumber", f"Loen {name} lisaks {number + 1}.", {}),
            ("correct", f"Parandan {act.named(1, chance)} lisas {number} ilmse kirjavea.", {}),
            ("amend", f"Asendan {name} käesoleva käskkirja lisaga 1.", {}),
            ("amend", f"Kinnitan {name} uues sõnastuses (lisa 1).", {}),
        )
    )
    answers = (replace(base, action=action, **changes), *((own,) if action == "amend" else ()))  # type: ignore[arg-type]
    return Composed(f"other.{action}", words, answers)


def _commence(chance: Random, today: date) -> Composed:
    day, later = today + timedelta(days=chance.randint(1, 90)), today + timedelta(days=chance.randint(100, 300))
    signing = Answer("commence", on=(today.isoformat(),), flags=frozenset({"signing"}))
    stated, point = Answer("commence", on=(day.isoformat(),)), frozenset({"2"})
    split = replace(stated, except_points=point, maybe=frozenset({"except_points"}))
    other = Answer("commence", on=(later.isoformat(),), points=point)
    family, words, answers = chance.choice(
        (
            ("signing", "Käskkiri jõustub allkirjastamisest.", (signing,)),
            ("stated", f"Käskkiri jõustub {on_day(day, chance)}.", (stated,)),
            ("notice", "Käskkiri jõustub teatavakstegemisest.", (Answer("commence"),)),
            (
                "condition",
                "Käskkiri jõustub nõukogu nõusoleku saamisel.",
                (Answer("commence", flags=frozenset({"condition"})),),
            ),
            (
                "split",
                f"Käskkiri jõustub {on_day(day, chance)}, välja arvatud punkt 2, mis jõustub {on_day(later, chance)}.",
                (split, other),
            ),
        )
    )
    return Composed(f"commence.{family}", words, answers)


SPACED = re.compile(r"\b(?:Tunnistan|Tunnistada|Tunnistatakse|Kinnitan)\b(?: kehtetuks\b)?")
ZERO = re.compile(r"(?P<before>(?:[Nn]r\.? |number )[^\s0]*)0")


def _damage(composed: Composed, chance: Random) -> Composed:
    """One damage to one sentence, where it fits; most sentences stay whole."""
    kind = chance.choice(("break", "break", "blanks", "spaced", "typo", "digit", "hyphen"))
    words = DAMAGES[kind](composed.words, chance)
    if words == composed.words:
        return composed
    answers = composed.answers
    if kind == "digit":
        answers = tuple(replace(each, flags=each.flags | {"told"}) for each in answers)
    return Composed(f"damage.{kind}", words, answers)


def _break(words: str, chance: Random) -> str:
    blanks = [match.start() for match in re.finditer(" ", words)]
    at = chance.choice(blanks) if blanks else 0
    return f"{words[:at]}\n{words[at + 1 :]}" if at else words


def _hyphen(words: str, chance: Random) -> str:
    return words.replace("kehtetuks", "kehte-\ntuks", 1)


def _typo(words: str, chance: Random) -> str:
    right, wrong = chance.choice(
        (("kehtetuks", "kehtetks"), ("Tunnistan", "Tunnsitan"), ("käskkirja", "käskirja"), ("kehtivuse", "kehtivse"))
    )
    return words.replace(right, wrong, 1)


def _spaced(words: str, chance: Random) -> str:
    gap = chance.choice((" ", "  "))
    return SPACED.sub(lambda match: gap.join(" ".join(word) for word in match[0].split()), words, count=1)


def _digit(words: str, chance: Random) -> str:
    return ZERO.sub(r"\g<before>O", words, count=1)


def _blanks(words: str, chance: Random) -> str:
    return words.replace(" ", "  ") if "\n" not in words else words


DAMAGES: dict[str, Callable[[str, Random], str]] = {
    "break": _break,
    "blanks": _blanks,
    "spaced": _spaced,
    "typo": _typo,
    "digit": _digit,
    "hyphen": _hyphen,
}


def compose_sentence(chance: Random, today: date) -> Composed:
    """Return one sentence with its answers."""
    make = chance.choice((_revoke, _revoke, _revoke, _revoke, _list, _nothing, _nothing, _approve, _other))
    composed = make(chance, today)
    return _damage(composed, chance) if chance.random() < 0.15 else composed


def compose_texts(seed: int, sentences: int) -> Iterator[GoldText]:
    """Return whole directives until so many sentences are made, commencements not counted."""
    for number in range(-(-sentences // PER_TEXT)):
        # A text of its own seed: a change of one text moves no other.
        yield _compose_text(f"c{number:05}", Random(f"{seed}/{number}"))


def _compose_text(name: str, chance: Random) -> GoldText:
    today = date(2010, 1, 4) + timedelta(days=chance.randrange(5500))
    number = f"{chance.randint(2, 199)}"
    parts = [compose_sentence(chance, today) for _ in range(PER_TEXT)] + [_commence(chance, today)]
    text = f"RANNAAMET\nPEADIREKTOR\n\nKÄSKKIRI\nKuressaare {today:%d.%m.%Y} nr {number}\n\nTöökorralduse aktid\n\n"
    sentences = []
    for label, part in enumerate(parts, start=1):
        text += f"{label}. "
        sentences.append(
            GoldSentence(
                label=str(label),
                start=len(text),
                end=len(text) + len(part.words),
                words=part.words,
                answers=part.answers,
                family=part.family,
                comment="composed",
            )
        )
        text += f"{part.words}\n"
    text += "\n(allkirjastatud digitaalselt)\nAune Liivak\n"
    return GoldText(name, text, today.isoformat(), number, "composed", tuple(sentences))
