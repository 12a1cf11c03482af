"""Labels of job descriptions: the fields they open, in the spelling a label should have.

Every reader of labels takes them from here: the pages cut rows apart by them, the parts of a file and the fields of a
position are known by them. A label met in a new document goes under its field, and all of them know it.
"""

from __future__ import annotations

from itertools import product

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
SHY = frozenset(
    (
        *("Amet", "Osakond", "Üksus", "Ülemus", "Töökoht", "Tulemus", "Tulemused", "Ülesanne", "Tegevused", "Nõuded"),
        *("Kogemus", "Kogemused", "Teadmised", "Oskused", "Omadused", "Kompetentsus", "Asukoht", "Keeled", "Üldine"),
        *("Kohustused", "Ülesanded", "Kvalifikatsioon", "Tutvunud", "Asendamine", "Asendus", "Allumine", "Volitused"),
        *("Allüksus", "Kooskõlastatud", "Asendatav", "Asendatakse", "Alluvussuhe", "Kompetentsid"),
    )
)

ROW_LABELS = (
    *(
        r"(?:struktuuriüksus|teenistuskoh|ametikoh|töökoh)\w*",
        "ameti?nimetus",
        "vahetu juht",
        "alluv(?:ad|us)",
        "allub",
    ),
    *("otsene ülem", "temale alluvad", r"(?:teenistuja|ametnik|töötaja)\w* asenda\w*", "keda asendab"),
    *(
        "kes asendab",
        "asenda(?:b|ja)",
        "eesmärk",
        "eritingimus(?:ed)?",
        "haridus",
        "(?:erialane )?töökogemus",
        "keeleoskus",
    ),
    *(r"arvuti\w*", "teadmised", "oskused", "isikuomadused", r"tööks vajalik\w*", "õigused", "vastutus"),
    *("töövahendid", "kompetentsid?", "nimi", "palgaaste", "koormus", "töö asukoht"),
)
"""Patterns of labels beside values on a printed page. The case of a letter does not count."""

DUTIES_HEAD = ("ülesan", "kohustus")
OUTCOMES_HEAD = ("tulemus", "oodatav", "väljund", "mõõdik", "kriteerium")
"""Parts of the words that head the two columns of a table of duties."""

TELLING = (
    *("(?:ameti|teenistus|töö)koha (?:põhi)?eesmärk", "vahetu juht", "ametinimetus", "ametnimetus"),
    *("teenistuskoha nimetus", "struktuuriüksus", "(?:ameti|teenistus|töö)ülesanded", "põhikohustused"),
    *(r"alluvad\b", r"asendab\b", r"alluvus\b"),
)
"""Patterns of labels two of which make a job description of a text that nobody headed."""

DAMAGED_BY_OCR = frozenset(
    (
        *("teenistusülesanded", "tööülesanded", "ametiülesanded", "põhiülesanded", "teenistuskohustused"),
        *("põhikohustused", "peamised", "oodatavad", "tulemused", "struktuuriüksus", "struktuuriüksuse"),
        *("teenistuskoht", "teenistuskoha", "ametikoht", "ametikoha", "ametinimetus", "töökoha", "alluvad", "asendab"),
        *("asendaja", "asendajad", "teenistuja", "eesmärk", "eritingimused", "haridus", "keeleoskus", "töökogemus"),
        *("erialane", "arvutikasutamise", "isikuomadused", "teadmised", "oskused", "kompetentsid", "õigused"),
        *("vastutus", "töövahendid", "ametijuhend"),
    )
)
"""Words of labels to which a word that OCR doubts is led back. No word that gives an effect to an act: what a
directive does must not rest on a guess."""
