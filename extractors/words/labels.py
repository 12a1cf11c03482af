"""List the labels of job descriptions by the fields that they open, in correct spelling.

Every reader of labels uses this list: pages are cut into rows by labels, and the parts of a file and the fields of a
position are recognised by them. Add a label met in a new document under its field, and all readers know it.
"""

from __future__ import annotations

import re
from itertools import product

_HOLDER = ("", "Teenistuja ", "Ametniku ", "Töötaja ", "Teenistuskoha ", "Ametikoha ", "Töökoha ")
_POST = ("", "Teenistuskoha ", "Ametikoha ", "Töökoha ", "Ameti ", "Töötaja ", "Teenistuja ", "Ametniku ")


def _each(prefixes: tuple[str, ...], *cores: str) -> tuple[str, ...]:
    return tuple(prefix + core for prefix, core in product(prefixes, cores))


JOB_DESCRIPTIONS = ("ametijuhend", "töökirjeldus", "ametikirjeldus")
"""What a job description calls itself."""

HEADING = rf"(?:{'|'.join(JOB_DESCRIPTIONS)})"
"""Pattern of any of its names, in the nominative."""

LABELS: dict[str, tuple[str, ...]] = {
    "position": (
        *("Teenistuskoht", "Teenistuskoha nimetus", "Ametinimetus", "Ametnimetus", "Ameti nimetus", "Ametikoht"),
        *("Ametikoha nimetus", "Töökoht", "Töökoha nimetus", "Ametikoha nimi", "Teenistuja ametikoht", "Amet"),
        *("Ametikoht ja nimetus", "Teenistuskoha nimi", "Töökoha nimi", "Ametnimi"),
    ),
    "unit": (
        *("Struktuuriüksus", "Struktuuriüksuse nimetus", "Struktuuri üksus", "Struktuurüksus", "Allüksus"),
        *("Osakond", "Üksus", "Osakond ja talitus", "Osakond/talitus", "Osakond talitus"),
        *(
            "Osakonna nimetus",
            "Üksuse nimetus",
            "Allüksuse nimetus",
            "Talitus",
            "Büroo",
            "Tiim",
            "Teenistus",
            "Asukoht struktuuris",
        ),
        *_each(("Ametikoha ", "Teenistuskoha ", "Töökoha "), "asukoht struktuuris", "koht struktuuris"),
        *("Koht struktuuris", "Struktuuriüksus ja talitus", "Kuulub struktuuriüksusesse"),
    ),
    "reports_to": (
        *("Vahetu juht", "Vahetu ülem", "Vahetu ülemus", "Otsene ülem", "Otsene juht", "Otsene ülemus", "Alluvus"),
        *("Allub", "Kellele allub", "Teenistuja allub", "Ametnik allub", "Töötaja allub", "Tema allub", "Ülemus"),
        *("Kelle alluvuses", "Alluvussuhe", "Alluvussuhted", "Allumine", "Allub vahetult", "Vahetult allub"),
        *(
            "Juht",
            "Vahetu juhi ametikoht",
            "Kellele vahetult allub",
            "Kellele ametnik allub",
            "Kellele teenistuja allub",
        ),
        *("Kellele töötaja allub", "Otseselt allub", "Allub otseselt", "Allub kellele", "Vahetu ülema ametikoht"),
        *("Vahetu juhi nimetus", "Kelle alluvuses töötab"),
    ),
    "subordinates": (
        *("Alluvad", "Temale alluvad", "Talle alluvad", "Teenistujale alluvad", "Ametnikule alluvad"),
        *("Töötajale alluvad", "Vahetud alluvad", "Otsesed alluvad", "Kes alluvad", "Alluvad teenistujad"),
        *("Kes on alluvad", "Kes on otsesed alluvad", "Kes on vahetud alluvad"),
        *("Kes talle alluvad", "Kes ametnikule alluvad", "Kes teenistujale alluvad", "Kes töötajale alluvad"),
        *("Alluvad ametikohad", "Alluvad töötajad", "Alluvate ametikohad"),
    ),
    "substitutes_for": (
        *("Teenistuja asendab", "Ametnik asendab", "Töötaja asendab", "Tema asendab", "Keda asendab", "Asendab"),
        *("Ise asendab", "Keda teenistuja asendab", "Keda ametnik asendab", "Keda töötaja asendab", "Asendatav"),
        *("Asendab keda", "Asendatavad", "Vajadusel asendab", "Keda ta asendab", "Kelle asendaja on"),
        *("Asendatav ametikoht", "Asendatav teenistuja", "Asendatav ametnik", "Asendatav töötaja", "Kohustus asendada"),
    ),
    "substituted_by": (
        *("Teenistuja asendaja", "Ametniku asendaja", "Töötaja asendaja", "Tema asendaja", "Asendaja", "Asendajad"),
        *("Teenistujat asendab", "Ametnikku asendab", "Töötajat asendab", "Teda asendab", "Kes asendab"),
        *("Kes teda asendab", "Kes teenistujat asendab", "Kes ametnikku asendab", "Asendatakse"),
        *("Äraolekul asendab teda", "Teda asendab äraolekul", "Asendaja äraolekul"),
        *("Kelle poolt asendatakse", "Kes asendab teda", "Kes asendab teenistujat", "Kes asendab ametnikku"),
        *("Kes asendab töötajat", "Asendab teda", "Kelle poolt asendatav", "Asendatakse kelle poolt"),
        *("Asendaja ametikoht", "Puudumisel asendab teda"),
    ),
    "substitution": ("Asendamine", "Asendus", "Asendamise kord", "Asendamised", "Asendamise korraldus"),
    "group": (
        *("Ametikoha grupp", "Teenistuskoha grupp", "Teenistusgrupp", "Ametikoha liik", "Teenistuskoha liik"),
        *("Teenistuja liik", "Ametikoha grupi nimetus"),
        *("Teenistusrühm", "Töösuhte liik", "Teenistussuhte liik", "Töötaja liik", "Teenistuja staatus"),
    ),
    "purpose": (
        *_each(_POST, "eesmärk", "põhieesmärk", "eesmärgid", "peamine eesmärk"),
        *("Töö eesmärk", "Ametikoha loomise eesmärk"),
        *("Töö põhieesmärk", "Teenistuse eesmärk"),
    ),
    "special_conditions": ("Eritingimused", "Eritingimus", "Ametikoha eritingimused", "Teenistustingimuste erisused"),
    "duties": (
        *_each(_POST, "tööülesanded", "teenistusülesanded", "ülesanded", "põhiülesanded", "ametiülesanded"),
        *_each(_POST, "teenistuskohustused", "põhikohustused", "kohustused", "töökohustused", "tööülesanne"),
        *_each(("Peamised ", "Põhilised "), "teenistusülesanded", "tööülesanded", "ülesanded", "ametiülesanded"),
        *("Peamised kohustused", "Kohustused ja ülesanded", "Ülesanded ja kohustused", "Tööülesanded ja kohustused"),
        *_each(_POST, "ülesanded ja tulemused", "tööülesanded ja tulemused", "teenistusülesanded ja tulemused"),
        *_each(
            (
                *("Ülesanded ", "Põhiülesanded ", "Tööülesanded ", "Teenistusülesanded ", "Ametiülesanded "),
                *("Peamised ülesanded ", "Peamised tööülesanded ", "Peamised teenistusülesanded "),
                *("Põhilised ülesanded ", "Põhilised tööülesanded ", "Peamised ametiülesanded "),
            ),
            *("ja oodatavad tulemused", "ja oodatav tulemus", "ja nende tulemused", "ja soovitud tulemused"),
        ),
        *("Teenistusülesanne", "Põhiülesanne", "Ülesanne", "Tööülesannete kirjeldus", "Tegevused", "Töö sisu"),
        *(
            "Põhitegevused",
            "Peamised tegevused",
            "Töö kirjeldus",
            "Ametikoha sisu",
            "Ametikohustused",
            "Peamised töökohustused",
        ),
        *("Teenistusülesannete kirjeldus", "Tegevused ja tulemused"),
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
        *_each(("Nõuded ", "Nõudmised "), "ametikohale", "teenistuskohale", "töökohale", "kandidaadile", "täitjale"),
        *("Nõudmised"),
        *("Nõutav kvalifikatsioon", "Ametikoha täitja nõuded", "Nõuded haridusele ja kogemusele"),
    ),
    "education": (
        *("Haridus", "Haridusnõuded", "Haridustase", "Nõutav haridus", "Haridus ja eriala", "Haridus ja kutse"),
        *("Haridus ja erialane ettevalmistus", "Hariduse tase", "Nõuded haridusele", "Haridusnõue", "Erialane haridus"),
        *("Haridus, eriala", "Haridus ja kvalifikatsioon", "Haridus ja väljaõpe"),
    ),
    "education_and_experience": (
        *("Haridus ja töökogemus", "Haridus ja kogemus", "Haridus, töökogemus", "Haridus ja staaž"),
        *("Haridus ja erialane töökogemus", "Nõuded haridusele ja töökogemusele"),
    ),
    "experience": (
        *("Töökogemus", "Erialane töökogemus", "Erialane kogemus", "Eelnev töökogemus", "Varasem töökogemus"),
        *("Kogemus", "Kogemused", "Nõutav töökogemus", "Tööstaaž", "Töökogemused", "Eelnev kogemus"),
        *("Staaž", "Staaž ja kogemus", "Tööstaaž ja kogemus", "Erialane staaž", "Erialane tööstaaž", "Nõutav kogemus"),
        *("Töökogemus ja staaž", "Töökogemuse nõuded", "Nõuded töökogemusele", "Varasem kogemus", "Praktiline kogemus"),
        *("Töökogemuse pikkus", "Töö kogemus"),
    ),
    "languages": (
        *("Keeleoskus", "Keelteoskus", "Keelte oskus", "Keeleoskuse nõuded", "Nõutav keeleoskus", "Keeled"),
        *("Keeleoskuse tase", "Keelteoskuse nõuded"),
        *(
            "Riigikeele oskus",
            "Võõrkeeled",
            "Võõrkeelte oskus",
            "Võõrkeeleoskus",
            "Keelenõuded",
            "Nõuded keeleoskusele",
        ),
        *("Keelte valdamine", "Keelteoskuse tase", "Keeleoskus ja tase"),
    ),
    "computer_skills": (
        *("Arvutikasutamise oskus", "Arvutioskus", "Arvuti kasutamise oskus", "Arvutikasutusoskus"),
        *("Arvutialased oskused", "Arvutikasutamise oskused", "Arvutialased teadmised", "Arvuti kasutamine"),
        *("Digioskused", "Digipädevus", "Arvutikasutus"),
    ),
    "knowledge": (
        *("Teadmised ja oskused", "Oskused ja teadmised", "Teadmised", "Oskused", "Muud nõuded", "Lisanõuded"),
        *("Nõutavad teadmised", "Nõutavad oskused", "Nõutavad teadmised ja oskused", "Vajalikud teadmised ja oskused"),
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

KEPT = (
    *("Asutus", "Ametiasutus", "Asutuse nimetus", "Kontaktid", "Palgaaste", "Palgaastmestik", "Palgatabel"),
    *("Palgarühm", "Palk", "Koormus", "Töökoormus", "Tööaeg", "Tööaja korraldus", "Töölepingu tähtaeg", "Katseaeg"),
    *("Teenistuja nimi", "Töötaja nimi", "Ametniku nimi", "Nimi", "Ametikoha kood", "Teenistuskoha kood", "Kood"),
    *("Koostöö", "Koostööpartnerid", "Koostöösuhted", "Suhted", "Suhtlemine", "Infovahetus", "Teabe vahetus"),
    *("Relvaluba", "Riigisaladuse luba", "Juurdepääs riigisaladusele", "Julgeolekukontroll", "Juhiluba"),
    *("Juhtimisõigus", "Kutse", "Kutsetunnistus", "Kutsestandard", "Tervis", "Ujumisoskus", "Kandevõime"),
    *("Täiendkoolitus", "Koolitus", "Koolitused", "Muud tingimused", "Märkused", "Kehtivus", "Valveaeg"),
    *("Ametijuhend kehtib alates", "Teenistuskoha grupi kood", "Põhigrupp", "Ametikohtade arv"),
)
"""Labels that no field is for: their values are kept under the labels' own words, and are in no doubt."""

REMARKS = frozenset(
    (
        *("äraolekul", "puudumisel", "puhkuse", "haiguse", "äraoleku", "puudumise", "ajal", "vajadusel", "vajaduse"),
        *("korral", "tema", "teda", "ajutiselt", "ametinimetus", "ametikoht", "nimetus", "vahetult"),
    )
)
"""Words between a label and its colon that leave its field as it is ("Keda asendab äraolekul:")."""

FOREIGN = frozenset(
    (
        *("position", "job", "title", "post", "unit", "department", "division", "structural", "immediate", "direct"),
        *("supervisor", "superior", "manager", "head", "reports", "subordinate", "subordinates", "substitutes"),
        *("substitute", "substituted", "replaces", "replaced", "deputy", "purpose", "objective", "objectives", "main"),
        *("duties", "tasks", "responsibilities", "results", "outcomes", "expected", "requirements", "education"),
        *("experience", "work", "language", "languages", "skills", "computer", "rights", "liability", "tools", "group"),
        *("of", "to", "the", "by", "for", "and", "name", "description", "qualifications", "knowledge", "personal"),
        *("должность", "подразделение", "структурное", "непосредственный", "руководитель", "начальник", "подчинённые"),
        *("подчиненные", "замещает", "заместитель", "цель", "обязанности", "образование", "опыт", "работы", "языки"),
        *("требования", "права", "ответственность"),
    )
)
"""Words of the second language of a label ("Ametikoht / Position")."""

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
        *("Allüksus", "Kooskõlastatud", "Asendatav", "Asendatakse", "Alluvussuhe", "Kompetentsid", "Juht", "Talitus"),
        *("Büroo", "Tiim", "Teenistus", "Asendatavad", "Staaž", "Nõudmised", "Võõrkeeled", "Digioskused", "Ametnimi"),
        *("Põhitegevused", "Digipädevus", "Arvutikasutus"),
    )
)

_NEVER_BESIDE = frozenset({"general", "duties", "outcomes", "review", "signatures", "requirements"})
_STEMS = (
    *(r"(?:struktuuriüksus|teenistuskoh|ametikoh|töökoh)\w*", r"(?:teenistuja|ametnik|töötaja)\w* asenda\w*"),
    *(r"arvuti\w*", r"tööks vajalik\w*", "töö asukoht", "teadmised", "oskused", "kompetentsid?"),
    *("nimi", "palgaaste", "koormus"),
)


def _row_labels() -> tuple[str, ...]:
    beside = [label for field, labels in LABELS.items() if field not in _NEVER_BESIDE for label in labels]
    beside.extend(label for label in KEPT if " " in label)
    named = sorted({label for label in beside if label not in SHY}, key=lambda label: (-len(label), label))
    return (*(re.escape(label).replace(r"\ ", r"\s+") for label in named), *_STEMS)


ROW_LABELS = _row_labels()
"""Patterns of labels that stand beside their values on a printed page, longest first; the case of a letter does not
count. Everyday words and headings of chapters are left out."""

DUTIES_HEAD = ("ülesan", "kohustus", "tegevus")
OUTCOMES_HEAD = ("tulemus", "oodatav", "väljund", "mõõdik", "kriteerium", "näitaja")
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
