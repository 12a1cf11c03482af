"""List ordinals in words, in all cases: "esimene", "teise", "kolmandat", "neljas ja viies"."""

from __future__ import annotations

import re

_FORMS = {
    1: "esime(?:ne|se|st|sed|ste|si|sel|sele|sest|ses)",
    2: "tei(?:ne|se|st|sel|sele|sest|ses)",  # "teised" are the others
    3: "kolma(?:s|nda|ndat|ndad|ndate|ndaid|ndal|ndale|ndas|ndast)",
    4: "nelja(?:s|nda|ndat|ndad|ndate|ndaid|ndal|ndale|ndas|ndast)",
    5: "vii(?:es|enda|endat|endad|endate|endaid|endal|endale|endas|endast)",
    6: "kuu(?:es|enda|endat|endad|endate|endaid|endal|endale|endas|endast)",
    7: "seitsme(?:s|nda|ndat|ndad|ndate|ndaid|ndal|ndale|ndas|ndast)",
    8: "kaheksa(?:s|nda|ndat|ndad|ndate|ndaid|ndal|ndale|ndas|ndast)",
    9: "üheksa(?:s|nda|ndat|ndad|ndate|ndaid|ndal|ndale|ndas|ndast)",
    10: "kümne(?:s|nda|ndat|ndad|ndate|ndaid|ndal|ndale|ndas|ndast)",
    11: "üheteistkümne(?:s|nda|ndat|ndad|ndate|ndaid)",
    12: "kaheteistkümne(?:s|nda|ndat|ndad|ndate|ndaid)",
    13: "kolmeteistkümne(?:s|nda|ndat|ndad|ndate|ndaid)",
    14: "neljateistkümne(?:s|nda|ndat|ndad|ndate|ndaid)",
    15: "viieteistkümne(?:s|nda|ndat|ndad|ndate|ndaid)",
    20: "kahekümne(?:s|nda|ndat|ndad|ndate|ndaid)",
}

# "teine", "2." right before "lisa": "nr 2. lisa" is no ordinal, since a number sign stands before the figure
ORDINAL = (
    rf"(?:(?:{'|'.join(_FORMS[number] for number in sorted(_FORMS, reverse=True))})(?!\w)"
    rf"|(?<![\w./-])(?:\d{{1,2}}\.?\s?-\s?)?\d{{1,2}}\.(?!\d))"
)
"""One ordinal, in words or figures, or a range of figures ("7.-10."), read without regard to case."""

_COUNTS = {"kaks": 2, "kolm": 3, "neli": 4, "viis": 5, "kuus": 6, "seitse": 7, "kaheksa": 8, "üheksa": 9, "kümme": 10}
_COUNT_FIRST = rf"(?<!\w)(?:{'|'.join(_COUNTS)})\s{{1,3}}esimest(?!\w)"

ALSO = (
    r"(?:(?:ja|ning)(?:\s{1,3}(?:ka|samuti|veel|ühtlasi)){0,2}|(?:samuti|ühtlasi)(?:\s{1,3}(?:ka|veel))?|kui\s{1,3}ka)"
)
"""What joins one more number to those before it: "4. ja 7.", "nii 4 kui ka 7", "4, samuti 7", "4 ning ühtlasi ka 7"."""
_JOIN = rf"(?:{ALSO}|kuni|või)"

# "esimene ja kolmas", "kolm esimest"
ORDINAL_LIST = (
    rf"(?:{_COUNT_FIRST}|{ORDINAL}(?:\s{{0,3}},\s{{0,3}}{ORDINAL}){{0,20}}"
    rf"(?:(?:\s{{1,3}}|,\s{{0,3}}){_JOIN}\s{{1,3}}{ORDINAL}){{0,3}})"
)

_CARDINALS = {"üks": 1, **_COUNTS}
CARDINAL = rf"(?:{'|'.join(_CARDINALS)})"
"""One number as a word."""
CARDINAL_LIST = (
    rf"{CARDINAL}(?:\s{{0,2}},\s{{0,2}}{CARDINAL}){{0,10}}(?:\s{{1,3}}(?:ja|ning|kuni)\s{{1,3}}{CARDINAL})?(?!\w)"
)
"""Numbers as words behind a plural: "lisad üks kuni kolm", "lisad kaks ja neli"."""

_ONE = re.compile(rf"(?P<word>{ORDINAL})|(?P<range>\bkuni\b)", re.IGNORECASE)
_FIRST = re.compile(rf"({'|'.join(_COUNTS)})\s+esimest", re.IGNORECASE)
_VALUES = tuple((number, re.compile(words, re.IGNORECASE)) for number, words in _FORMS.items())


def read_ordinals(words: str) -> tuple[str, ...]:
    """Return the numbers of a list of ordinals as text: "teise ja kolmanda" → 2 3, "kolm esimest" → 1 2 3."""
    first = _FIRST.match(words)
    if first is not None:
        return tuple(str(number) for number in range(1, _COUNTS[first[1].casefold()] + 1))
    numbers: list[int] = []
    is_range = False
    for match in _ONE.finditer(words):
        if match["range"]:
            is_range = True
            continue
        *before, number = _values(match["word"])
        numbers += before
        if is_range and numbers and 0 < number - numbers[-1] <= 100:
            numbers += range(numbers[-1] + 1, number)
        numbers.append(number)
        is_range = False
    return tuple(str(number) for number in dict.fromkeys(numbers))


def read_cardinals(words: str) -> tuple[str, ...]:
    """Return the numbers of a list of cardinals as text: "üks kuni kolm" → 1 2 3."""
    numbers = [_CARDINALS[word] for word in re.findall(CARDINAL, words.casefold())]
    if "kuni" in words.casefold() and len(numbers) == 2:
        numbers = list(range(numbers[0], numbers[1] + 1))
    return tuple(str(number) for number in dict.fromkeys(numbers))


def _values(word: str) -> list[int]:
    """Return the number of an ordinal, or those of a range in order; both ends of a range that runs back."""
    if not word[0].isdecimal():
        return [next(number for number, pattern in _VALUES if pattern.fullmatch(word))]
    if "-" not in word:
        return [int(word.rstrip("."))]
    first, last = (int(figure) for figure in re.findall(r"\d+", word))
    return list(range(first, last + 1)) if first < last else [first, last]
