"""The verbs of operative sentences, and how they begin.

First person, passive and infinitive. Participles ("kinnitatud", "muudetud"), nouns ("kinnitamine") and the third person
("peadirektor kinnitab") describe and do nothing, so no pattern here matches them.
"""

from __future__ import annotations

# tunnistan … kehtetuks · tunnistame · tunnistada · tunnistatakse · tunnistas (never "tunnistatud", "tunnistamine")
_TUNNISTA = r"tunnista(?:n|me|da|takse)"


def _up_to(verb: str) -> str:
    """What may stand between a verb and its other half, within a sentence; never the same verb again (which keeps a
    text of nothing but verbs from being read over and over), nor "tunnistan", whose own half that is."""
    return rf"(?:(?!tunnista|{verb})[^.!?]|\.(?!\s+(?-i:[A-ZÕÄÖÜ][a-zõäöü]))){{0,900}}?"


OPERATIVE_VERBS: tuple[tuple[str, str], ...] = (
    # "tunnistan kehtetuks", "tunnistan alates 1. juulist kehtetuks", "kehtetuks tunnistada", "Kehtetuks tunnistatakse"
    ("revoke", rf"(?<!\w){_TUNNISTA}\s{{1,6}}kehtetuks(?!\w)"),
    ("revoke", rf"(?<!\w)kehtetuks\s{{1,6}}{_TUNNISTA}(?!\w)"),
    ("revoke", rf"(?<!\w){_TUNNISTA}(?=\s{_up_to('tunnista')}\skehtetuks(?!\w))"),
    # "loetakse kehtetuks", "tühistan", "kaotab kehtivuse", "kaotavad kehtivuse"
    ("revoke", r"(?<!\w)(?:loetakse|lugeda|loen|muudan|muutu(?:b|vad))\s{1,6}kehtetuks(?!\w)"),
    ("revoke", rf"(?<!\w)(?:loetakse|lugeda|loen)(?=\s{_up_to('loen|loetakse|lugeda')}\skehtetuks(?!\w))"),
    # "loetakse kehtivuse kaotanuks", "lõpetan … kehtivuse", "kaotavad … kehtivuse"
    ("revoke", rf"(?<!\w)(?:{_TUNNISTA}|loetakse|lugeda|loen)\s{{1,6}}kehtivuse\s{{1,6}}kaotanuks(?!\w)"),
    ("revoke", rf"(?<!\w)l[õo]peta(?:n|me|da|takse)(?=\s{_up_to('l[õo]peta')}\s?kehtivuse?(?!\w))"),
    ("revoke", r"(?<!\w)(?:tühista(?:n|me|da|takse))(?!\w)"),
    ("revoke", r"(?<!\w)kaota(?:b|vad)\s{1,6}kehtivuse(?!\w)"),
    ("revoke", rf"(?<!\w)kaota(?:b|vad)(?=\s{_up_to('kaota')}\skehtivuse(?!\w))"),
    # "Kinnitan", "kinnitada", "kinnitatakse", "kehtestan", "kehtestatakse"
    ("approve", r"(?<!\w)(?:kinnita|kehtesta)(?:n|me|da|takse)(?!\w)"),
    # "muudan", "muuta", "muudetakse", "tehakse järgmised muudatused", "teen … muudatuse"
    ("amend", r"(?<!\w)(?:muudan|muudame|muuta|muudetakse)(?!\w)"),
    ("amend", r"(?<!\w)(?:tehakse|teha|teen)\s(?=(?s:.{0,250}?)muudatus)"),
    # "täiendan", "asendada", "sõnastatakse", "jäetakse välja", "jätta välja", "lisatakse", "kustutada"
    ("amend", r"(?<!\w)(?:täienda|asenda|s[õo]nasta|kustuta)(?:n|me|da|takse)(?!\w)"),
    ("amend", r"(?<!\w)(?:jäetakse|jätta|jätan|arvata|arvatakse)(?=\s[^.;]{0,200}?välja(?!\w)|\s+välja)"),
    ("amend", r"(?<!\w)(?:lisatakse|lisada|lisan)(?!\w)"),
    # "jõustub", "jõustuvad", "jõustatakse", "hakkab kehtima", "kehtib alates", "kehtib kuni"
    ("commence", r"(?<!\w)(?:j[õo6]ustu(?:b|vad)|j[õo6]ustatakse|j[õo6]ustada|j[õo6]ustan)(?!\w)"),
    ("commence", r"(?<!\w)(?:loetakse|lugeda)\s{1,6}j[õo]ustunuks(?!\w)"),
    ("commence", r"(?<!\w)hakka(?:b|vad)\s{1,4}kehtima(?!\w)"),
    ("commence", r"(?<!\w)(?:kehti(?:b|vad)|kehtima)"
     r"(?=[^.]{0,30}?\s(?:alates|kuni|tagasiulatuvalt|\d{1,2}\.\d{1,2}\.\d{4}\s?-))"),
    # "rakendatakse tagasiulatuvalt", "rakendada", "rakendub", "kohaldatakse"
    ("apply", r"(?<!\w)(?:rakenda(?:takse|da|n)|rakendu(?:b|vad)|kohalda(?:takse|da)|kohaldu(?:b|vad))(?!\w)"),
    ("apply", r"(?<!\w)kuulu(?:b|vad)\s+rakendamisele(?!\w)"),
)  # fmt: skip
"""(effect, pattern), the more exact patterns first; read over a masked view without regard to case."""

# How the verbs above begin: only words with one of these heads are tried, which is what makes long texts quick.
VERB_HEADS = (
    "tun", "tüh", "teh", "tee", "täi", "keh", "kin", "kao", "kus", "kuu", "koh", "loe", "lug", "lõp", "lop", "lis",
    "muu", "ase", "arv", "sõn", "son", "jäe", "jät", "jõu", "jou", "j6u", "hak", "rak",
)  # fmt: skip
