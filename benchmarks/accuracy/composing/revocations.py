"""Revocations of one object, the verb first, last or around it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from benchmarks.accuracy.composing.objects import Composed, Object, capital, make_object, make_whole
from benchmarks.accuracy.composing.phrases import since
from benchmarks.accuracy.composing.qualifiers import Qualifier, make_qualifier


def compose_revocation(chance: Random, today: date) -> Composed:
    """Return a revocation with a qualifier, a day, or neither."""
    qualifier = make_qualifier(chance, today)
    target = make_whole(chance, today) if qualifier.needs_whole else make_object(chance, today)
    is_dated = chance.random() < 0.3 and qualifier.family in ("", "harmless")
    day = today + timedelta(days=chance.randint(5, 300))
    words = _sentence(chance, target, qualifier, " " + since(day, chance) if is_dated else "")
    answer = qualifier.changes(target.answer)
    answer = replace(answer, on=(day.isoformat(),)) if is_dated else answer
    return Composed(f"revoke.{qualifier.family or ('dated' if is_dated else target.family)}", words, (answer,))


def _sentence(chance: Random, target: Object, qualifier: Qualifier, when: str) -> str:
    """Put a relative clause directly after its noun, other words also after the verb, and a day before a reason."""
    if qualifier.is_before:
        return f"{qualifier.words} {chance.choice(('tunnistan kehtetuks', 'loen kehtetuks'))} {target.total}{when}."
    behind_noun, behind_verb = (qualifier.words, "") if qualifier.hangs_on_noun else ("", qualifier.words)
    comma = "," if behind_noun.startswith(",") else ""
    total, subject, owner = (each + behind_noun + comma for each in (target.total, target.subject, target.owner))
    loses, is_void = ("kaotavad", "on kehtetud") if target.is_plural else ("kaotab", "on kehtetu")
    forms = [
        f"Tunnistan kehtetuks {target.total}{when}{qualifier.words}.",
        f"Tunnistan{when} kehtetuks {target.total}{qualifier.words}.",
        f"Tunnistatakse kehtetuks {target.subject}{when}{qualifier.words}.",
        f"Tunnistada kehtetuks {target.subject}{when}{qualifier.words}.",
        f"Samuti tunnistan kehtetuks {target.total}{when}{qualifier.words}.",
        f"Loen kehtetuks {target.total}{when}{qualifier.words}.",
        f"Kehtetuks tunnistatakse {target.subject}{when}{qualifier.words}.",
        f"Tunnistan {total} kehtetuks{when}{behind_verb}.",
        f"Tunnistada {subject} kehtetuks{when}{behind_verb}.",
        f"{capital(subject)} tunnistatakse kehtetuks{when}{behind_verb}.",
        f"{capital(total)} tunnistan kehtetuks{when}{behind_verb}.",
        f"{capital(subject)} loetakse kehtetuks{when}{behind_verb}.",
        f"{capital(subject)} {loses} kehtivuse{when}{behind_verb}.",
        f"Lõpetan {owner} kehtivuse{when}{behind_verb}.",
    ]
    if when and not qualifier.words:
        forms += [f"{capital(target.subject)} {is_void}{when}."] * 2
    return chance.choice(forms)
