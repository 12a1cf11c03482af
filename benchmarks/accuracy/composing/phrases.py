"""Words of which sentences are composed: days, numbers, offices, act words and titles, each in its cases."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

MONTHS = (
    "jaanuar",
    "veebruar",
    "märts",
    "aprill",
    "mai",
    "juuni",
    "juuli",
    "august",
    "september",
    "oktoober",
    "november",
    "detsember",
)
MONTH_STEMS = (
    "jaanuari",
    "veebruari",
    "märtsi",
    "aprilli",
    "mai",
    "juuni",
    "juuli",
    "augusti",
    "septembri",
    "oktoobri",
    "novembri",
    "detsembri",
)
OFFICES = (
    "peadirektori",
    "Rannaameti peadirektori",
    "kantsleri",
    "tuuleministri",
    "vallavanema",
    "Lahe Linnavalitsuse",
    "endise Jõeinspektsiooni juhataja",
    "tuuleministri ja rannaministri",
    "Tähe Põhikooli direktori",
    "",
)
KINDS = {
    "käskkiri": ("käskkirja", "käskkirjaga", "käskkirjad"),
    "korraldus": ("korralduse", "korraldusega", "korraldused"),
    "otsus": ("otsuse", "otsusega", "otsused"),
    "määrus": ("määruse", "määrusega", "määrused"),
}
"""The act word with its genitive, comitative and plural."""

TITLES = (
    "",
    "",
    "„Rannavalve kord“",
    "«Teenistujate ametijuhendid»",
    '"Hangete läbiviimine"',
    "„Töökorraldus“",
    "„Ametijuhendite kinnitamine arhiivi osas“",
    "„Direktori 02.02.2011 käskkirja nr 5 muutmine“",
)
UNITS = ("rannavaatluse osakonna", "lüüside talituse", "kantselei", "Lääne piirkonna", "hoidlate osakonna")
POSTS = ("vaatleja", "inspektori", "arhivaari", "paadijuhi", "nõuniku")
ORDINALS = {1: "esimene", 2: "teine", 3: "kolmas", 4: "neljas", 5: "viies", 6: "kuues"}


@dataclass(frozen=True, slots=True)
class Act:
    """An act to be named. ``word`` is its kind in the nominative, ``office`` stands in the genitive."""

    day: date
    number: str
    word: str
    office: str
    title: str

    @property
    def iso(self) -> str:
        return self.day.isoformat()

    def named(self, case: int, chance: Random) -> str:
        """Return the act named in full: ``case`` 0 nominative, 1 genitive, 2 comitative."""
        word = (self.word, *KINDS[self.word])[case]
        nr = chance.choice(("nr ", "nr ", "nr ", "nr. ", "Nr ", "number "))
        written = chance.choice(DAY_FORMS)(self.day)
        order = chance.randrange(5)
        if order == 0:
            name = f"{word} {nr}{self.number} ({self.day:%d.%m.%Y})"
        elif order == 1:
            name = f"{word} {self.day:%d.%m.%Y} {nr}{self.number}"
        else:
            name = f"{written} {word} {nr}{self.number}"
        return " ".join(part for part in (self.office, name, self.title) if part)


def _numeric(day: date) -> str:
    return f"{day:%d.%m.%Y}"


def _numeric_a(day: date) -> str:
    return f"{day:%d.%m.%Y}. a"


def _in_words(day: date) -> str:
    return f"{day.day}. {MONTH_STEMS[day.month - 1]} {day.year}"


def _in_words_year(day: date) -> str:
    return f"{day.day:02}. {MONTH_STEMS[day.month - 1]} {day.year}. aasta"


def _year_first(day: date) -> str:
    return f"{day.year}. aasta {day.day}. {MONTH_STEMS[day.month - 1]}"


DAY_FORMS = (_numeric, _numeric, _numeric_a, _in_words, _in_words, _in_words_year, _year_first)


def since(day: date, chance: Random) -> str:
    """Return "from that day on" in one of its forms."""
    elative = f"{day.day}. {MONTH_STEMS[day.month - 1]}st {day.year}"
    return chance.choice(
        (
            f"alates {day:%d.%m.%Y}",
            f"alates {elative}",
            f"alates {day.year}. aasta {day.day}. {MONTH_STEMS[day.month - 1]}st",
            elative,
        )
    )


def on_day(day: date, chance: Random) -> str:
    """Return "on that day" in one of its forms."""
    adessive = f"{MONTH_STEMS[day.month - 1]}l"
    return chance.choice(
        (f"{day:%d.%m.%Y}", f"{day.day}. {adessive} {day.year}", f"{day.year}. aasta {day.day}. {adessive}")
    )


def until(day: date, chance: Random) -> str:
    """Return "until that day" in one of its forms."""
    terminative = f"{MONTH_STEMS[day.month - 1]}ni"
    return chance.choice((f"kuni {day:%d.%m.%Y}", f"kuni {day.day}. {terminative} {day.year}"))


def make_act(chance: Random, before: date) -> Act:
    """Return an act of one of the ten years before a day."""
    day = before - timedelta(days=chance.randint(30, 3600))
    count = chance.randint(2, 399)
    number = chance.choice(
        (
            f"{count}",
            f"{count}",
            f"{count}-P",
            f"{count}ü",
            f"1-2/{day:%y}/{count}",
            f"1.1-3/{count}-ü",
            f"J-1-4/{day:%y}/{count}",
            f"2-3/{day:%y}-{count:03}",
        )
    )
    word = chance.choice(("käskkiri", "käskkiri", "käskkiri", "korraldus", "otsus", "määrus"))
    return Act(day, number, word, chance.choice(OFFICES), chance.choice(TITLES))


def listed(numbers: Iterable[int], chance: Random) -> str:
    """Return numbers as a list in which runs of three and more are ranges: "1–3, 5 ja 7"."""
    ascending, pieces = sorted(numbers), []
    while ascending:
        run = 1
        while run < len(ascending) and ascending[run] == ascending[0] + run:
            run += 1
        if run >= 3:
            dash = chance.choice(("-", "–", " – ", "—", " kuni "))
            pieces.append(f"{ascending[0]}{dash}{ascending[run - 1]}")
        else:
            pieces += map(str, ascending[:run])
        ascending = ascending[run:]
    if len(pieces) == 1:
        return pieces[0]
    return ", ".join(pieces[:-1]) + chance.choice((" ja ", " ning ")) + pieces[-1]
