"""Two or three acts or annexes under one verb: with an office, a year or a date said once, or with words of each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from benchmarks.accuracy.answers import Answer
from benchmarks.accuracy.composing.objects import Composed, Object, capital, make_object
from benchmarks.accuracy.composing.phrases import KINDS, MONTH_STEMS, OFFICES, UNITS, make_act, since


def compose_list(chance: Random, today: date) -> Composed:
    """Return a list in one of its forms."""
    make = chance.choice(
        (
            _colon,
            _running,
            _year_shared,
            _date_shared,
            _year_only,
            _two_days,
            _bare_numbers,
            _days_in_front,
            _behind_verb,
            _limit_of_one,
            _days_of_annexes,
            _elative,
        )
    )
    return make(chance, today)


def _colon(chance: Random, today: date) -> Composed:
    objects = [make_object(chance, today) for _ in range(chance.randint(2, 3))]
    mark = chance.choice(("{})", "({})", "-", "•"))
    items = [f"{mark.format(number)} {each.total}" for number, each in enumerate(objects, start=1)]
    words = chance.choice(("Tunnistan kehtetuks:\n", "Tunnistan kehtetuks järgmised aktid:\n"))
    before_last = chance.choice((";\n", "; ning\n"))
    listed_items = before_last.join((";\n".join(items[:-1]), items[-1]))
    return Composed("list.colon", f"{words}{listed_items}.", tuple(each.answer for each in objects))


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
    days = _two_later_days(chance, today)
    parts = [f"{each.total} {since(day, chance)}" for each, day in zip(objects, days, strict=True)]
    return Composed("list.two_days", f"Tunnistan kehtetuks {parts[0]} ja {parts[1]}.", _on_days(objects, days))


def _days_in_front(chance: Random, today: date) -> Composed:
    """Put each day before its object, the second behind the joint."""
    objects, days = [make_object(chance, today) for _ in range(2)], _two_later_days(chance, today)
    first, second = (since(day, chance) for day in days)
    words = f"Tunnistan {first} kehtetuks {objects[0].total} ja {second} {objects[1].total}."
    return Composed("list.days_in_front", words, _on_days(objects, days))


def _behind_verb(chance: Random, today: date) -> Composed:
    """Let the list go on behind the verb."""
    objects, days = [make_object(chance, today) for _ in range(2)], _two_later_days(chance, today)
    first, second = (since(day, chance) for day in days)
    words = f"{capital(objects[0].subject)} tunnistatakse kehtetuks {first} ja {objects[1].subject} {second}."
    return Composed("list.behind_verb", words, _on_days(objects, days))


def _limit_of_one(chance: Random, today: date) -> Composed:
    """Limit the first of two annexes, or a point before an annex."""
    act, unit = make_act(chance, today), chance.choice(UNITS)
    whole = Answer("revoke", date=act.iso, number=act.number, annexes=frozenset({"7"}))
    limited, words = chance.choice(
        (
            (replace(whole, annexes=frozenset({"2"})), f"lisa 2 {unit} teenistujate osas"),
            (replace(whole, annexes=None, points=frozenset({"4"})), "punkti 4 viimase lause"),
        )
    )
    limited = replace(limited, flags=frozenset({"limit"}), maybe=frozenset({"points"}))
    return Composed(
        "list.limit_of_one", f"Tunnistan kehtetuks {act.named(1, chance)} {words} ja lisa 7.", (limited, whole)
    )


def _days_of_annexes(chance: Random, today: date) -> Composed:
    """Give two annexes a day each, and a third a condition."""
    act, days = make_act(chance, today), _two_later_days(chance, today)
    one = Answer("revoke", date=act.iso, number=act.number)
    first, second = (since(day, chance) for day in days)
    words = f"lisa 1 {first}, lisa 3 {second} ja lisa 6 nõukogu nõusolekul"
    answers = (
        replace(one, annexes=frozenset({"1"}), on=(days[0].isoformat(),)),
        replace(one, annexes=frozenset({"3"}), on=(days[1].isoformat(),)),
        replace(one, annexes=frozenset({"6"}), flags=frozenset({"condition"})),
    )
    return Composed("list.days_of_annexes", f"Tunnistan kehtetuks {act.named(1, chance)} {words}.", answers)


def _elative(chance: Random, today: date) -> Composed:
    """Put annexes behind the first act and before the second one."""
    first, second = make_act(chance, today), replace(make_act(chance, today), office="", word="käskkiri", title="")
    words = f"{first.named(1, chance)} lisad 4 ja 6 ning lisa 8 {second.day:%d.%m.%Y} käskkirjast nr {second.number}"
    answers = (
        Answer("revoke", date=first.iso, number=first.number, annexes=frozenset({"4", "6"})),
        Answer("revoke", date=second.iso, number=second.number, annexes=frozenset({"8"})),
    )
    return Composed("list.elative", f"Tunnistan kehtetuks {words}.", answers)


def _two_later_days(chance: Random, today: date) -> list[date]:
    return [today + timedelta(days=chance.randint(10, 60)), today + timedelta(days=chance.randint(90, 300))]


def _on_days(objects: list[Object], days: list[date]) -> tuple[Answer, ...]:
    return tuple(replace(each.answer, on=(day.isoformat(),)) for each, day in zip(objects, days, strict=True))


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
