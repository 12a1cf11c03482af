"""Who issued an act: the genitive before a reference, brought to the nominative."""

from __future__ import annotations

import re
from dataclasses import dataclass

# The last word of an issuer, genitive → nominative. Longer endings first where one ends in another.
_OFFICES = (
    ("ministeeriumi", "ministeerium"), ("ministri", "minister"), ("direktori", "direktor"), ("rektori", "rektor"),
    ("kantsleri", "kantsler"), ("sekretäri", "sekretär"), ("asetäitja", "asetäitja"), ("kohusetäitja", "kohusetäitja"),
    ("juhataja", "juhataja"), ("juhatuse", "juhatus"), ("juhi", "juht"), ("ülema", "ülem"), ("linnapea", "linnapea"),
    ("vanema", "vanem"), ("presidendi", "president"), ("prokuröri", "prokurör"), ("esimehe", "esimees"),
    ("nõukogu", "nõukogu"), ("volikogu", "volikogu"), ("raamatukogu", "raamatukogu"), ("valitsuse", "valitsus"),
    ("riigikogu", "riigikogu"), ("ameti", "amet"), ("inspektsiooni", "inspektsioon"), ("keskuse", "keskus"),
    ("gümnaasiumi", "gümnaasium"), ("ülikooli", "ülikool"), ("kooli", "kool"), ("agentuuri", "agentuur"),
    ("instituudi", "instituut"), ("muuseumi", "muuseum"), ("lasteaia", "lasteaed"), ("haigla", "haigla"),
    ("sihtasutuse", "sihtasutus"), ("fondi", "fond"), ("kohtu", "kohus"), ("vangla", "vangla"),
    ("osakonna", "osakond"), ("talituse", "talitus"), ("komisjoni", "komisjon"), ("asutuse", "asutus"),
    ("teenistuse", "teenistus"), ("prefektuuri", "prefektuur"), ("prefekti", "prefekt"), ("komandandi", "komandant"),
    ("arhiivi", "arhiiv"), ("büroo", "büroo"), ("koja", "koda"), ("teatri", "teater"), ("kolledži", "kolledž"),
)  # fmt: skip

_ALONE = re.compile(r"\w*(?:minister|direktor|kantsler|sekretär|juhataja|juht|ülem|rektor|linnapea|vanem|prokurör)$")

# Words that begin a sentence with a capital and are no part of a name.
_NO_NAME = re.compile(
    r"(?:Tunnista|Kinnita|Muu(?:da|t|de)|Kehtesta|Kehtetuks|Asenda(?!ja)|Täienda|Käesoleva|Käskki|Tühista|Lõpeta"
    r"|Vastavalt|Tulenevalt|Juhindu|Lähtu|Võttes|Arvesta|Kooskõlas|Järgmi|Alates|Määrus|Korraldus|Otsus|Punkt|Seletus"
    r"|Paragrahv|Seoses|Eesmärgi|Samuti|Sõnasta|Jõust|Rakenda|Alusel|Muutmine|Lugeda|Teha|Anna|Lisa\b)",
    re.IGNORECASE,
)

_TOKEN = re.compile(r"\S+")
_REACH = 180


@dataclass(frozen=True, slots=True)
class Issuer:
    """``name`` in the nominative where that could be formed; ``start`` is where the words begin in the view."""

    name: str
    start: int


def read_issuer_before(view: str, end: int, floor: int = 0) -> Issuer | None:
    """The issuer whose words end where a reference begins; ``None`` where what stands there is no office.

    "Tarbijakaitse ja Tehnilise Järelevalve Ameti peadirektori" is one name: from the office backwards it takes
    capitalised words, further offices, and a conjunction between them.
    """
    begin = max(floor, end - _REACH)
    tokens = [(m.start() + begin, m.group()) for m in _TOKEN.finditer(view[begin:end])]
    if begin and begin > floor and tokens and not view[begin - 1].isspace():
        tokens = tokens[1:]
    if not tokens or _office(tokens[-1][1]) is None:
        return None
    first = len(tokens) - 1
    while first > 0:
        word = tokens[first - 1][1]
        if _belongs(word):
            first -= 1
        elif word in ("ja", "ning", "või") and first > 1 and _belongs(tokens[first - 2][1]):
            first -= 2
        else:
            break
    words = [word for _, word in tokens[first:]]
    return Issuer(nominative(" ".join(words)), tokens[first][0])


def nominative(words: str) -> str:
    """An issuer's words with the last one in the nominative: "Vabariigi Valitsuse" → "Vabariigi Valitsus".

    Two offices joined by a conjunction are both brought there. An office alone is no name: "Maaeluministri" at the
    head of a sentence is "maaeluminister".
    """
    parts = re.split(r"\s+", words.strip())
    for index, word in enumerate(parts):
        is_last = index == len(parts) - 1
        if (is_last or parts[index + 1] in ("ja", "ning")) and not word.endswith("-"):
            office = _office(word)
            if office is not None and (is_last or word.casefold().endswith("ministri")):
                parts[index] = office
    name = " ".join(parts)
    if len(parts) == 1 and _ALONE.match(name.casefold()):
        return name.casefold()
    return name


def _office(word: str) -> str | None:
    lower = word.casefold()
    for genitive, form in _OFFICES:
        if lower.endswith(genitive):
            stem = word[: len(word) - len(genitive)]
            return stem + (form.upper() if word.isupper() else form if stem else _like(word, form))
    return None


def _like(word: str, form: str) -> str:
    return form.capitalize() if word[:1].isupper() else form


def _belongs(word: str) -> bool:
    if word[-1:] in '.,;:)“”"»·' or _NO_NAME.match(word):
        return False
    if word[:1].isupper() and word[:1].isalpha():
        return True
    return _office(word) is not None or (word.endswith("-") and word[:1].isalpha())
