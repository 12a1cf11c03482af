"""Find who issued an act: the genitive before a reference, converted to the nominative."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.words.offices import OFFICE_ALONE, office_nominative

# Words that begin a sentence with a capital and are no part of a name. A verb in the first person ends in "n", which no
# name of an authority in the genitive does: "Peatan peadirektori … käskkirja".
_NO_NAME = re.compile(
    r"(?:Tunnista|Kinnita|Muu(?:da|t|de)|Kehtesta|Kehtetuks|Asenda(?!ja)|Täienda|Täites|Järgi|Käesoleva|Käskki|Tühista|Lõpeta"
    r"|Vastavalt|Tulenevalt|Juhindu|Lähtu|Võttes|Arvesta|Kooskõlas|Järgmi|Alates|Määrus|Korraldus|Otsus|Punkt|Seletus"
    r"|Peata|Pikenda|Taasta|Taaskehtesta|Ennista|Paranda|Loeme\b|Loetakse|Jäeta|\w+[aei]n\b"
    r"|Paragrahv|Seoses|Eesmärgi|Samuti|Sõnasta|Jõust|Rakenda|Alusel|Muutmine|Lugeda|Teha|Anna|Lisa\b)",
    re.IGNORECASE,
)

# "direktori 2020. aasta käskkirjad": the year stands between the issuer and the act word
_YEAR_BETWEEN = re.compile(
    r"(?<![\w./-])(?:19|20)\d\d\s{0,4}\.?\s{0,4}a(?:asta(?:l\s{1,4}(?:välja\s?)?(?:antud|allkirjastatud|kinnitatud))?)?\.?\s{1,6}\Z"
)
_TOKEN = re.compile(r"\S+")
_REACH = 180


@dataclass(frozen=True, slots=True)
class Issuer:
    """``name`` in the nominative where that could be formed; ``start`` is where the words begin in the view."""

    name: str
    start: int


def read_issuer_before(view: str, end: int, floor: int = 0) -> Issuer | None:
    """Return the issuer whose words end where a reference begins; ``None`` where the words are not an office.

    "Tarbijakaitse ja Tehnilise Järelevalve Ameti peadirektori" is one name: from the office backwards it takes
    capitalised words, further offices, and a conjunction between them.
    """
    begin = max(floor, end - _REACH)
    year = _YEAR_BETWEEN.search(view, max(begin, end - 30), end)
    end = year.start() if year else end
    tokens = [(m.start() + begin, m.group()) for m in _TOKEN.finditer(view[begin:end])]
    if begin and begin > floor and tokens and not view[begin - 1].isspace():
        tokens = tokens[1:]
    if not tokens or office_nominative(tokens[-1][1]) is None:
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
    """Return an issuer with its last word in the nominative: "Vabariigi Valitsuse" → "Vabariigi Valitsus".

    Two offices joined by a conjunction are both brought there. An office alone is no name: "Maaeluministri" at the
    head of a sentence is "maaeluminister".
    """
    parts = re.split(r"\s+", words.strip())
    for index, word in enumerate(parts):
        is_last = index == len(parts) - 1
        if (is_last or parts[index + 1] in ("ja", "ning")) and not word.endswith("-"):
            office = office_nominative(word)
            if office is not None and (is_last or word.casefold().endswith("ministri")):
                parts[index] = office
    name = " ".join(parts)
    if len(parts) == 1 and OFFICE_ALONE.match(name.casefold()):
        return name.casefold()
    return name


def _belongs(word: str) -> bool:
    if word[-1:] in '.,;:)“”"»·' or _NO_NAME.match(word):
        return False
    if word[:1].isupper() and word[:1].isalpha():
        return True
    return office_nominative(word) is not None or (word.endswith("-") and word[:1].isalpha())
