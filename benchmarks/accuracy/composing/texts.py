"""Whole directives of composed sentences."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from benchmarks.accuracy.composing.damage import damage
from benchmarks.accuracy.composing.lists import compose_list
from benchmarks.accuracy.composing.objects import Composed
from benchmarks.accuracy.composing.own import compose_approval, compose_change, compose_commencement, compose_nothing
from benchmarks.accuracy.composing.revocations import compose_revocation
from benchmarks.accuracy.gold import GoldSentence, GoldText

PER_TEXT = 4
MAKERS = (
    *(compose_revocation,) * 4,
    *(compose_nothing,) * 3,
    compose_list,
    compose_list,
    compose_approval,
    compose_change,
)
"""How often each kind of sentence comes."""


def compose_texts(seed: int, sentences: int) -> Iterator[GoldText]:
    """Return whole directives until so many sentences are made, commencements not counted."""
    for number in range(-(-sentences // PER_TEXT)):
        # A text of its own seed: a change of one text moves no other.
        yield _compose_text(f"c{number:05}", Random(f"{seed}/{number}"))


def _compose_sentence(chance: Random, today: date) -> Composed:
    composed = chance.choice(MAKERS)(chance, today)
    return damage(composed, chance) if chance.random() < 0.15 else composed


def _compose_text(name: str, chance: Random) -> GoldText:
    today = date(2010, 1, 4) + timedelta(days=chance.randrange(5500))
    number = f"{chance.randint(2, 199)}"
    parts = [_compose_sentence(chance, today) for _ in range(PER_TEXT)] + [compose_commencement(chance, today)]
    text = f"RANNAAMET\nPEADIREKTOR\n\nKÄSKKIRI\nKuressaare {today:%d.%m.%Y} nr {number}\n\nTöökorralduse aktid\n\n"
    sentences = []
    for label, part in enumerate(parts, start=1):
        text += f"{label}. "
        sentences.append(_place(str(label), len(text), part))
        text += f"{part.words}\n"
    text += "\n(allkirjastatud digitaalselt)\nAune Liivak\n"
    return GoldText(name, text, today.isoformat(), number, "composed", tuple(sentences))


def _place(label: str, start: int, part: Composed) -> GoldSentence:
    return GoldSentence(
        label=label,
        start=start,
        end=start + len(part.words),
        words=part.words,
        answers=part.answers,
        family=part.family,
        comment="composed",
    )
