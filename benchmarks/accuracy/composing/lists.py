"""Two or three acts under one verb: with an office, a year or a date said once, or each with a day of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from benchmarks.accuracy.answers import Answer
from benchmarks.accuracy.composing.objects import Composed, make_object
from benchmarks.accuracy.composing.phrases import KINDS, MONTH_STEMS, OFFICES, make_act, since


def compose_list(chance: Random, today: date) -> Composed:
    """Return a list in one of its forms."""
    make = chance.choice((_colon, _running, _year_shared, _date_shared, _year_only, _two_days, _bare_numbers))
    return make(chance, today)


def _colon(chance: Random, today: date) -> Composed:
    objects = [make_object(chance, today) for _ in range(chance.randint(2, 3))]
    mark = chance.choice(("{})", "({})", "-", "•"))
    items = [f"{mark.format(number)} {each.total}" for number, each in enumerate(objects, start=1)]
    words = chance.choice(("Tunnistan kehtetuks:\n", "Tunnistan kehtetuks järgmised aktid:\n"))
    return Composed("list.colon", words + ";\n".join(items) + ".", tuple(each.answer for each in objects))


def _running(chance: Random, today: date) -> Composed:
    objects = [make_object(chance, today) for _ in range(chance.randint(2, 3))]
    words = f"Tunnistan kehtetuks {_joined([each.total for each in objects], chance)}."
    return Composed("list.running", words, tuple(each.answer for each in objects))


def _year_shared(chance: Random, today: date) -> Composed:
    """Name the year first and do not repeat it."""
    year, office = today.year - chance.randint(1, 8), _office(chance)
    days = sorted(chance.sample([date(year, 1, 3) + timedelta(days=n) for n in range(0, 350, 7)], 3))
    acts = [replace(make_act(chance, today), day=day, word="käskkiri") for day in days]
    names = [f"{act.day.day}. {MONTH_STEMS[act.day.month - 1]} käskkirja nr {act.number}" for act in acts]
    words = f"Tunnistan kehtetuks {office} {year}. aasta {_joined(names, chance)}."
    return Composed("list.year_shared", words, tuple(_whole(act.iso, act.number) for act in acts))


def _date_shared(chance: Random, today: date) -> Composed:
    act, word = make_act(chance, today), chance.choice(("käskkiri", "korraldus"))
    numbers = _numbers(chance, today)
    words = f"Tunnistan kehtetuks {_office(chance)} {act.day:%d.%m.%Y} {KINDS[word][2]} nr {_joined(numbers, chance)}."
    return Composed("list.date_shared", words, tuple(_whole(act.iso, number) for number in numbers))


def _year_only(chance: Random, today: date) -> Composed:
    year, numbers = today.year - chance.randint(1, 8), _numbers(chance, today)
    words = f"Tunnistan kehtetuks {_office(chance)} {year}. aasta käskkirjad nr {_joined(numbers, chance)}."
    return Composed("list.year_only", words, tuple(_whole(str(year), number) for number in numbers))


def _two_days(chance: Random, today: date) -> Composed:
    """Give each object the day on which it ends."""
    objects = [make_object(chance, today) for _ in range(2)]
    days = [today + timedelta(days=chance.randint(10, 60)), today + timedelta(days=chance.randint(90, 300))]
    parts = [f"{each.total} {since(day, chance)}" for each, day in zip(objects, days, strict=True)]
    answers = [replace(each.answer, on=(day.isoformat(),)) for each, day in zip(objects, days, strict=True)]
    return Composed("list.two_days", f"Tunnistan kehtetuks {parts[0]} ja {parts[1]}.", tuple(answers))


def _bare_numbers(chance: Random, today: date) -> Composed:
    """Omit office and act word from the members after the first."""
    acts = [make_act(chance, today) for _ in range(3)]
    first = f"{_office(chance)} {acts[0].day:%d.%m.%Y} käskkirja nr {acts[0].number}"
    names = [first, *(f"{act.day:%d.%m.%Y} nr {act.number}" for act in acts[1:])]
    words = f"Tunnistan kehtetuks {_joined(names, chance)}."
    return Composed("list.bare_numbers", words, tuple(_whole(act.iso, act.number) for act in acts))


def _office(chance: Random) -> str:
    return chance.choice([office for office in OFFICES if office])


def _numbers(chance: Random, today: date) -> list[str]:
    return list(dict.fromkeys(make_act(chance, today).number for _ in range(chance.randint(2, 3))))


def _whole(day: str, number: str) -> Answer:
    return Answer("revoke", date=day, number=number)


def _joined(parts: list[str], chance: Random) -> str:
    return ", ".join(parts[:-1]) + chance.choice((" ja ", " ning ")) + parts[-1] if len(parts) > 1 else parts[0]
