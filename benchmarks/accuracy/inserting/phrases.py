"""List the words that are put into plain sentences: a class that changes what a sentence does, and unknown ones."""

from __future__ import annotations

from collections.abc import Mapping

CHANGING: Mapping[str, tuple[str, ...]] = {
    "limit": (
        "osaliselt", "osalt", "üksnes osas", "analüütikute osas", "väiksemas ulatuses", "poole ulatuses", "põhiosas",
        "valdavalt", "enamasti", "mõnede punktide", "suuremas osas", "ainult sadama jaoks", "Ida piirkonna suhtes",
        "üksikute töötajate puhul", "vaid hooajatöötajate kohta", "peaaegu",
    ),
    "except": (
        "välja arvatud lisa 9", "v.a punkt 8", "jättes kehtima lisa 9", "erandina", "ilma lisata 9", "peale lisa 9",
        "säilitades lisa 9 kehtivuse", "lisa 9 jääb kehtima", "mitte aga lisa 9",
    ),
    "negate": (
        "ei", "mitte", "ära", "keeldun", "rahuldamata", "jätan rahuldamata", "loobun", "ei ole vaja",
        "lükkan edasi", "vaidlustan",
    ),
    "condition": (
        "kui eelarve seda lubab", "juhul kui nõukogu nõustub", "tingimusel, et töö on tehtud", "nõukogu nõusolekul",
        "pärast auditi lõppu", "kuni uue korra kehtestamiseni", "vajadusel", "võimalusel", "vajaduse korral",
        "eeldusel", "uue korra jõustumisel", "pärast kooskõlastamist", "seni", "alles",
    ),
    "redirect": (
        "taotlus", "ettepanek", "teen ettepaneku", "palun", "kavatsen", "kavandan", "soovitan", "kohustan juhti",
        "volitan osakonnajuhatajat", "arutasin", "tuleb", "võib", "peab", "eelnõu", "millega", "mille kohaselt",
    ),
    "time": (
        "ajutiselt", "tinglikult", "esialgu", "edaspidi", "hiljem", "tulevikus", "hiljemalt", "varem", "peatselt",
        "üheks aastaks", "kuni 31.12.2031", "alates 01.02.2031",
    ),
    "ordinal": ("esimese", "teise lause", "viimase lõigu", "kolmanda", "esimeses", "pooled", "osa", "mõned"),
    "unit": (
        "personaliosakonna", "analüütikute", "Pärnu kontori", "hooajatöötajate", "juhtide", "ametnike", "kaardi",
        "tabeli", "lisas nimetatud töötajatele", "ka lisa 9",
    ),
}  # fmt: skip

UNKNOWN: tuple[str, ...] = (
    "kevadel", "sügiseti", "kiiresti", "suuliselt", "kirjalikult", "katseliselt", "sümboolselt", "piirkonniti",
    "hooajaliselt", "öösel", "sujuvalt", "põhjendamatult", "ühepoolselt", "kollektiivselt", "vastastikku", "roheline",
    "sinise", "kalalaev", "sõidukite", "laborites", "raamatupidajale", "eksperdiga", "Pärnus", "Tamm", "jõgede",
    "kalurid", "sadamata", "müügiks", "veebis", "tähistades", "mõõtes", "joonistada", "purjetab", "laaditakse",
    "kogunevad", "vurtsab", "blorkide", "kremsus", "xqzv", "soolaselt", "12", "kolm",
)  # fmt: skip

PHRASES: tuple[tuple[str, str], ...] = (
    *((kind, words) for kind, listed in CHANGING.items() for words in listed),
    *(("unknown", word) for word in UNKNOWN),
)
"""Each phrase behind the name of its kind."""
