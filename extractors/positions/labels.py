"""Labels of job descriptions: which canonical field a label opens, found in the text wherever one begins.

The table grows by lines: a label met in a new document goes under its field, in the spelling it should have.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise, product

from extractors.model.evidence import Span
from extractors.positions.skeleton import skeleton
from extractors.positions.words import trim

_HOLDER = ("", "Teenistuja ", "Ametniku ", "Töötaja ", "Teenistuskoha ", "Ametikoha ", "Töökoha ")
_POST = ("", "Teenistuskoha ", "Ametikoha ", "Töökoha ", "Ameti ", "Töötaja ", "Teenistuja ", "Ametniku ")


def _each(prefixes: tuple[str, ...], *cores: str) -> tuple[str, ...]:
    return tuple(prefix + core for prefix, core in product(prefixes, cores))


LABELS: dict[str, tuple[str, ...]] = {
    "position": (
        *("Teenistuskoht", "Teenistuskoha nimetus", "Ametinimetus", "Ametnimetus", "Ameti nimetus", "Ametikoht"),
        *("Ametikoha nimetus", "Töökoht", "Töökoha nimetus", "Ametikoha nimi", "Teenistuja ametikoht", "Amet"),
    ),
    "unit": (
        *("Struktuuriüksus", "Struktuuriüksuse nimetus", "Struktuuri üksus", "Struktuurüksus", "Allüksus"),
        *("Osakond", "Üksus", "Osakond ja talitus", "Osakond/talitus", "Osakond talitus"),
    ),
    "reports_to": (
        *("Vahetu juht", "Vahetu ülem", "Vahetu ülemus", "Otsene ülem", "Otsene juht", "Otsene ülemus", "Alluvus"),
        *("Allub", "Kellele allub", "Teenistuja allub", "Ametnik allub", "Töötaja allub", "Tema allub", "Ülemus"),
        *("Kelle alluvuses", "Alluvussuhe", "Alluvussuhted", "Allumine", "Allub vahetult", "Vahetult allub"),
    ),
    "subordinates": (
        *("Alluvad", "Temale alluvad", "Talle alluvad", "Teenistujale alluvad", "Ametnikule alluvad"),
        *("Töötajale alluvad", "Vahetud alluvad", "Otsesed alluvad", "Kes alluvad", "Alluvad teenistujad"),
    ),
    "substitutes_for": (
        *("Teenistuja asendab", "Ametnik asendab", "Töötaja asendab", "Tema asendab", "Keda asendab", "Asendab"),
        *("Ise asendab", "Keda teenistuja asendab", "Keda ametnik asendab", "Keda töötaja asendab", "Asendatav"),
    ),
    "substituted_by": (
        *("Teenistuja asendaja", "Ametniku asendaja", "Töötaja asendaja", "Tema asendaja", "Asendaja", "Asendajad"),
        *("Teenistujat asendab", "Ametnikku asendab", "Töötajat asendab", "Teda asendab", "Kes asendab"),
        *("Kes teda asendab", "Kes teenistujat asendab", "Kes ametnikku asendab", "Asendatakse"),
        *("Äraolekul asendab teda", "Teda asendab äraolekul", "Asendaja äraolekul"),
    ),
    "substitution": ("Asendamine", "Asendus", "Asendamise kord"),
    "group": (
        *("Ametikoha grupp", "Teenistuskoha grupp", "Teenistusgrupp", "Ametikoha liik", "Teenistuskoha liik"),
        *("Teenistuja liik", "Ametikoha grupi nimetus"),
    ),
    "purpose": (
        *_each(_POST, "eesmärk", "põhieesmärk", "eesmärgid", "peamine eesmärk"),
        *("Töö eesmärk", "Ametikoha loomise eesmärk"),
    ),
    "special_conditions": ("Eritingimused", "Eritingimus", "Ametikoha eritingimused", "Teenistustingimuste erisused"),
    "duties": (
        *_each(_POST, "tööülesanded", "teenistusülesanded", "ülesanded", "põhiülesanded", "ametiülesanded"),
        *_each(_POST, "teenistuskohustused", "põhikohustused", "kohustused", "töökohustused", "tööülesanne"),
        *_each(("Peamised ", "Põhilised "), "teenistusülesanded", "tööülesanded", "ülesanded", "ametiülesanded"),
        *("Peamised kohustused", "Kohustused ja ülesanded", "Ülesanded ja kohustused", "Tööülesanded ja kohustused"),
        *_each(_POST, "ülesanded ja tulemused", "tööülesanded ja tulemused", "teenistusülesanded ja tulemused"),
        *("Teenistusülesanne", "Põhiülesanne", "Ülesanne", "Tööülesannete kirjeldus", "Tegevused", "Töö sisu"),
    ),
    "outcomes": (
        *("Oodatavad tulemused", "Oodatav tulemus", "Oodatud tulemused", "Oodatud tulemus", "Tulemused", "Tulemus"),
        *("Töö tulemus", "Töö tulemused", "Töötulemused", "Soovitud tulemus", "Soovitud tulemused"),
        *("Tulemuslikkuse mõõtmise kriteeriumid", "Tulemuslikkuse mõõtmise", "Kriteeriumid", "Soovitud töötulemus"),
        *(
            "Tulemuslikkuse kriteeriumid",
            "Mõõdikud",
            "Töötulemus",
            "Tulemuslikkuse näitajad",
            "Tulemusnäitajad",
            "Hindamiskriteeriumid",
            "Soorituse kriteeriumid",
        ),
    ),
    "general": ("Üldosa", "Üldsätted", "Üldandmed", "Üldinfo", "Üldised andmed", "Üldine osa", "Üldine"),
    "appointed_by": ("Ametisse nimetab", "Ametisse nimetamine", "Tööle võtab", "Nimetab ametisse"),
    "location": (*_each(_POST[1:], "asukoht"), "Töö tegemise koht", "Asukoht", "Teenistuse asukoht"),
    "requirements": (
        *_each(_HOLDER, "täitjale esitatavad nõuded", "kvalifikatsiooninõuded"),
        *_each(("Teenistuskohale ", "Ametikohale ", "Töökohale ", "Teenistujale ", "Ametnikule "), "esitatavad nõuded"),
        *_each(("Nõuded ",), "teenistuskoha täitjale", "ametikoha täitjale", "töökoha täitjale"),
        *("Töötajale esitatavad nõuded", "Esitatavad nõuded", "Nõuded", "Kvalifikatsioon", "Nõuded töötajale"),
        *("Nõuded kvalifikatsioonile", "Nõuded teenistujale", "Nõuded ametnikule", "Haridusnõuded ja töökogemus"),
        *("Kvalifikatsioonile esitatavad nõuded", "Ametikoha nõuded", "Nõudmised ametikoha täitjale"),
    ),
    "education": ("Haridus", "Haridusnõuded", "Haridustase", "Nõutav haridus", "Haridus ja eriala"),
    "education_and_experience": ("Haridus ja töökogemus", "Haridus ja kogemus", "Haridus, töökogemus"),
    "experience": (
        *("Töökogemus", "Erialane töökogemus", "Erialane kogemus", "Eelnev töökogemus", "Varasem töökogemus"),
        *("Kogemus", "Kogemused", "Nõutav töökogemus", "Tööstaaž", "Töökogemused", "Eelnev kogemus"),
    ),
    "languages": (
        *("Keeleoskus", "Keelteoskus", "Keelte oskus", "Keeleoskuse nõuded", "Nõutav keeleoskus", "Keeled"),
        *("Keeleoskuse tase", "Keelteoskuse nõuded"),
    ),
    "computer_skills": (
        *("Arvutikasutamise oskus", "Arvutioskus", "Arvuti kasutamise oskus", "Arvutikasutusoskus"),
        *("Arvutialased oskused", "Arvutikasutamise oskused", "Arvutialased teadmised"),
    ),
    "knowledge": (
        *("Teadmised ja oskused", "Oskused ja teadmised", "Teadmised", "Oskused", "Muud nõuded", "Lisanõuded"),
        *("Erialased teadmised", "Teadmised, oskused", "Ametialased teadmised ja oskused"),
    ),
    "traits": (
        *("Isikuomadused", "Isiksuseomadused", "Omadused", "Täiendavad kompetentsid, isikuomadused ja teadmised"),
        *("Tööks vajalikud isikuomadused", "Võimed ja isikuomadused"),
    ),
    "competences": ("Tööks vajalikud kompetentsid", "Kompetentsid", "Kompetentsus", "Vajalikud kompetentsid"),
    "rights": (*_each(_HOLDER, "õigused"), "Õigused ja volitused", "Volitused"),
    "liability": (*_each(_HOLDER, "vastutus"), "Vastutuse ulatus"),
    "rights_and_liability": (
        *("Õigused ja vastutus", "Vastutus ja õigused", "Õigused ja kohustused", "Õigused, kohustused ja vastutus"),
    ),
    "tools": (
        *("Töövahendid", "Töötingimused", "Töövahendid ja töötingimused", "Vajalikud töövahendid"),
        *("Töökorraldus ja töövahendid", "Töötingimused ja töövahendid"),
    ),
    "review": (
        *("Ametijuhendi muutmine", "Ametijuhendi läbivaatamine", "Ametijuhendi kehtivus", "Lõppsätted"),
        *("Ametijuhendi muutmine ja täiendamine", "Rakendussätted", "Ametijuhendi läbivaatamine ja muutmine"),
    ),
    "signatures": (
        *("Poolte allkirjad", "Allkirjad", "Allkirjastatud digitaalselt", "Ametijuhendiga tutvunud"),
        *("Olen ametijuhendiga tutvunud", "Ametijuhendiga on tutvunud", "Tutvunud", "Kooskõlastatud"),
    ),
}

IDENTITY = frozenset(
    {"position", "unit", "reports_to", "subordinates", "substitutes_for", "substituted_by", "substitution", "group"}
)
"""Fields that say which post it is: they are labels, never sections."""

BARE = frozenset({"general", "requirements", "rights_and_liability", "signatures", "outcomes"})
"""Headings that hold other labels and no value of their own."""

# Everyday words: without a number, a colon or a cell of their own they are far more often plain text.
_SHY = frozenset(
    skeleton(word)
    for word in (
        *("Amet", "Osakond", "Üksus", "Ülemus", "Töökoht", "Tulemus", "Tulemused", "Ülesanne", "Tegevused", "Nõuded"),
        *("Kogemus", "Kogemused", "Teadmised", "Oskused", "Omadused", "Kompetentsus", "Asukoht", "Keeled", "Üldine"),
        *("Kohustused", "Ülesanded", "Kvalifikatsioon", "Tutvunud", "Asendamine", "Asendus", "Allumine", "Volitused"),
        *("Allüksus", "Kooskõlastatud", "Asendatav", "Asendatakse", "Alluvussuhe", "Kompetentsid"),
    )
)

_NUMBER = re.compile(
    r"(?:(?P<arabic>\d{1,2}(?:\s?\.\s?\d{1,2}){0,3})\s?[.)]?\s*|(?P<roman>[IVX]{1,5})(?:\.\s*|\s+))(?=[^\W\d_])"
)
# The head of a column of numbers, joined to the head beside it: "Jrk nr Tööülesanded"
_COUNTER = re.compile(r"(?:(?:jrk\.?\s*)?nr\.?|jrk\.?|p-kt)\s+(?=[^\W\d_])", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:-\s*\n\s*[^\W_]+)*")
_GAP = re.compile(r"[\s,/*]*")
_COLON = re.compile(r"[\s*)/]*(?P<colon>[:–—]|-(?=\s))?[\s*]*")


def _by_first_word() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    table: dict[str, dict[tuple[str, ...], str]] = defaultdict(dict)
    for field, labels in LABELS.items():
        for label in labels:
            words = tuple(skeleton(word) for word in _WORD.findall(label))
            table[words[0]].setdefault(words, field)
    return {first: sorted(entries.items(), key=lambda entry: -len(entry[0])) for first, entries in table.items()}


_TABLE = _by_first_word()


@dataclass(frozen=True, slots=True)
class Head:
    """A label where a line or cell begins. ``rest`` is what follows it there (empty: the label stands alone)."""

    field: str
    number: str | None
    label: Span
    rest: Span
    has_colon: bool
    is_shy: bool
    is_upper: bool

    @property
    def is_whole(self) -> bool:
        return self.rest.start == self.rest.end

    @property
    def depth(self) -> int:
        """1 for "2." and "II", 2 for "1.5.", 0 without a number."""
        return 0 if self.number is None else self.number.count(".") + 1


def find_number(source: str, span: Span) -> tuple[str | None, int]:
    """The ordinal that ``span`` begins with ("1.5", "II") and where the words after it begin."""
    number = _NUMBER.match(source, span.start, span.end)
    if not number:
        return None, span.start
    return re.sub(r"\s", "", number["arabic"] or number["roman"]), number.end()


def find_head(source: str, span: Span) -> Head | None:
    """The longest known label at the beginning of ``span``, after an ordinal if there is one; else ``None``."""
    span = trim(source, span, " \t\n\r\u00a0*(")
    counter = _COUNTER.match(source, span.start, span.end)
    number, start = (None, counter.end()) if counter else find_number(source, span)
    found = _first_words(source, start, span.end)
    whole = [(skeleton(word[0]), word.end()) for word in found]
    for words in (whole, *_mended(source, found)):
        for label, field in _TABLE.get(words[0][0], ()) if words else ():
            if tuple(word for word, _ in words[: len(label)]) == label:
                return _head(source, span, number, field, Span(start, words[len(label) - 1][1]), label)
    return None


def _mended(source: str, found: list[re.Match[str]]) -> list[list[tuple[str, int]]]:
    """The words with one pair joined that a narrow cell broke within a word ("Struktuuriüksu" / "s")."""
    mended: list[list[tuple[str, int]]] = []
    for at, (word, after) in enumerate(pairwise(found)):
        if source[word.end() : after.start()] == "\n" and after[0][0].islower():
            words = [(skeleton(one[0]), one.end()) for one in found]
            mended.append([*words[:at], (skeleton(word[0] + after[0]), after.end()), *words[at + 2 :]])
    return mended


def _first_words(source: str, start: int, end: int, most: int = 6) -> list[re.Match[str]]:
    words: list[re.Match[str]] = []
    while len(words) < most and (word := _WORD.match(source, start, end)):
        words.append(word)
        gap = _GAP.match(source, word.end(), end)
        start = gap.end() if gap else word.end()
    return words


def _head(source: str, span: Span, number: str | None, field: str, label: Span, key: tuple[str, ...]) -> Head | None:
    if label.end < span.end and source[label.end] in "-‑'":
        return None  # "Vastutus-" is the first half of a longer word
    colon = _COLON.match(source, label.end, span.end)
    after = colon.end() if colon else label.end
    text = source[label.start : label.end]
    return Head(
        field,
        number,
        label,
        trim(source, Span(after, span.end)),
        bool(colon and colon["colon"]),
        len(key) == 1 and key[0] in _SHY,
        text.upper() == text,
    )
