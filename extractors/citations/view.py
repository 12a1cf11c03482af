"""Prepare the text that the grammar reads, without moving any offset.

A reading view has exactly as many code points as the stored text. Words that typesetting tore apart (letter-spaced,
hyphenated at a line end, decomposed diacritics) are closed up and padded with blanks after them. Patterns can therefore
name such words plainly, and a match still points into the stored text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from extractors.citations.lookalikes import read_lookalikes
from extractors.citations.note_marks import blank, without_note_marks
from extractors.citations.quotes import find_quotes, mask_quotes
from extractors.citations.spaced_days import close_spaced_days
from extractors.words.spelling import find_misspelt, find_torn, is_form, split_joined

_LETTER = r"[^\W\d_]"
_WORD_SIGN = re.compile(r"\w")

_SINGLE = {
    **dict.fromkeys(
        "\t\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "
    ),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    **dict.fromkeys("\u000b\u000c\u0085\u2028\u2029", "\n"),
    "\r": " ",
    "\u200b": " ",
    "\ufeff": " ",
}
# "nr ５", "lisad ② ja Ⅵ": figures that are one sign each are read as the figure, but "6②" is 6 with a mark, not 62
_WHOLE = frozenset("①②③④⑤⑥⑦⑧⑨⑴⑵⑶⑷⑸⑹⑺⑻⑼ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅰⅱⅲⅳⅴⅵⅶⅷⅸ")
_SINGLE |= {
    sign: str(int(unicodedata.numeric(sign)))
    for sign in map(chr, range(0x80, 0x10000))
    if unicodedata.category(sign) == "Nd" or sign in _WHOLE
}
_ODD = re.compile(f"[{''.join(_SINGLE)}]")
# "lisad 𝟐 ja 𝟔"; among the others, signs beyond the first plane would make the pattern ten times as slow
_MATHEMATICAL = re.compile("[\U0001d7ce-\U0001d7ff]")

# "K ä s k k i r i", "K I N N I T A T U D": single letters parted by one blank
_THREE_SINGLE = re.compile(rf" {_LETTER} {_LETTER} ")
# "4 j a 12", "n r 5" beside words set in the same way
_SPACED_PAIR = re.compile(r"(?<!\w)n\s{1,3}r(?=\.?\s+\d)|(?<=\d\s)j\s{1,3}a(?=\s+\d)", re.IGNORECASE)
_SPACED = re.compile(rf"(?<![\w]){_LETTER}(?: {_LETTER}){{3,60}}(?!\w)")
# "KOR R A L D U S": the first letters kept together
_HALF_SPACED = re.compile(rf"(?<![\w-]){_LETTER}{{2,4}}(?: {_LETTER}){{3,20}}(?!\w)")
# "käsk\u00adkirja", "koos\u00ad\nseis"
_SOFT_HYPHEN = re.compile(rf"(?<!\w){_LETTER}{{1,60}}+(?:\u00ad\s{{0,3}}{_LETTER}{{1,60}}+)+")
# "käsk-\nkirja", but not "tervise-\nja tööministri"
_LINE_HYPHEN = re.compile(r"[a-zõäöüšž]{2,60}+-[ ]?\n[ ]{0,8}(?!(?:ja|ning|või|ega)\b)[a-zõäöüšž]{2,60}+")
# "keht- etuks": the line end itself was lost
_LOST_LINE = re.compile(r"(?<!\w)[^\W\d_]{2,12}- [a-zõäöüšž]{2,12}(?!\w)")
# "1-2/22-\n015", "lisad 1-\n11"
_BROKEN_NUMBER = re.compile(r"(?<![\w./-])[\w./-]{0,30}\d[-/]\n[ ]{0,8}\d[\w./-]{0,30}")
# "määrus" with the dots as characters of their own
_DECOMPOSED = re.compile(r"(?<!\w)\w{0,60}+(?:[\u0300-\u036f]\w{0,60}+)+")

# "RT I 1996, 2, 34", "RTL 2008, 14, 198", "RT I, 28.12.2018, 29", "ENSV Teataja 1977, 40, 467": number triples, no acts
_PUBLICATION = re.compile(
    r"[REÜK](?<!\w\w)(?:(?<=R)T(?:\s?(?:III|II|I|IV|V))?|(?<=R)TL|(?<=E)NSV\s+(?:ÜVT|Teataja)|(?<=Ü)VT|(?<=K)O)\b,?\s{0,3}"
    r"(?:\d{1,2}\.\d{1,2}\.\d{4}|\d{4}),[ \d,./õiend-]{1,60}"
)

# "käskkirjad nr-d 5 ja 6", "nr-ga 5", "nr.-d", "nr nr 5 ja 6", "numbrid 5 ja 6": the sign with its case
# The class in front lets the engine skip; so IGNORECASE is for what stands behind it
_SIGN_WITH_CASE = re.compile(
    r"[nN](?<![\w-].)(?:(?i:(?P<sign>r)(?:\.?\s?-\s?(?:de|d|ide|id|idega|ga|dega|tega|te|ile|le|i|iga)|d|\.?\s?nr\.?)"
    r"|umbrid(?=\s{1,2}\S)))(?=\s{0,4}(?:[A-ZÕÄÖÜ]{1,4}[.-]{0,2})?\d)"
)
# "nr 224lisad 2", "lisad 1, 3ja 6": the blank that was typed behind a word in place of before it
_GLUED = re.compile(r"(?<=\d)(?P<word>lisa(?:d|de)?|punkti?d?|ja|ning|kuni)(?P<blank>[ \n])(?=\d)")
# "nr 8O2", "lisa 1l", "l2.O5.2020": letters that a scan took for the figures they look like
_FIGURE = r"[0-9OoIl]"
_LIKE_FIGURES = re.compile(
    rf"""(?<![\w./-])(?:
        (?=[\dOoIl.]*[OoIl]) {_FIGURE}{{1,2}}\.\s?{_FIGURE}{{2}}\.\s?[12]{_FIGURE}{{3}} (?!\w)
      | (?:(?<=[nN]r\s)|(?<=[nN]r\.\s)|(?<=number\s))
          (?:\d+[OoIl]{_FIGURE}*\d|\d{{1,3}}[Il](?!\w)|[Il]{_FIGURE}*\d|\d+O{{1,2}}(?=(?:ü|-[a-zA-ZõäöüÕÄÖÜ]{{1,3}})?(?!\w)))(?![^\Wü])
      | (?<=[nN]r)(?:\d+[OoIl]{_FIGURE}*\d|[Il]\d{{1,3}})(?!\w)
      | (?:(?<=[nN]r\s)|(?<=[nN]r\.\s)|(?<=number\s))(?:{_FIGURE}{{1,3}}[-/.]){{1,3}}{_FIGURE}{{1,4}}(?!\w)
    )""",
    re.VERBOSE,
)
# "nr J-1-4/2O/34", "1-2/O8/341": a letter O beside a figure in one part of a number
_PART_OF_NUMBER = re.compile(r"(?<=\d[-/])(?=O*\d)(?=\d*O)[\dO]{2,4}(?![^\W_])")
# "nr T-4-l/23/13": a small l that is a part of a number alone, or beside a figure
_SMALL_L = re.compile(r"(?<=[\dA-ZÕÄÖÜ][-/.])(?=\d*l)[\dl]{1,3}(?=[-/.]\d)")
# "nr 1-2/ 15/225": no number ends in a stroke
_STROKE_BLANK = re.compile(
    r"(?:(?<=nr\s)|(?<=nr\.\s)|(?<=nr)|(?<=number\s))\d[\w.-]{0,12}/[ ](?!\d{1,2}\.\s?\d)\d[\w./-]{0,20}", re.IGNORECASE
)
# "lisad l, 2 ja 1O": a list of annexes or points; what is no figure in it must look like one
_LIST_OF_FIGURES = re.compile(
    rf"(?<![\w-])(?:lisa|lisad|lisade|lisale|lisadele|punkti?|punktid|punktide)\s(?:(?:{_FIGURE}{{1,3}}(?!\w)|ja(?!\w)|ning(?!\w)|kuni(?!\w)|[\s,–-]){{1,60}})"
)
_IN_LIST = re.compile(r"(?<![\w./-])(?:(?=[OoIl]*\d)[\dOoIl]{2,3}|[Il])(?!\w)")
# Most texts hold none of these. The class in front lets the engine skip.
_MAY_BE_FIGURES = re.compile(
    r"[OoIl](?:(?<=\d[OoIl])|(?=\d)|(?<=\s[OoIl])(?=[OoIl]\.\s?\d)|(?<=\s[Il])(?=,\s\d)|(?<=[a-z]\s[Il])(?!\w)|(?<=[-/.]l)(?=[-/.]))"
)
_AS_FIGURES = str.maketrans("OoIl", "0011")


# "„12“ jaanuar 1999": a day that was written by hand into quotation marks
_QUOTED_DAY = re.compile(
    r"[„“”\"«](?P<day>\d{1,2})[“”\"»](?=\s{1,4}(?:jaan|veeb|märts|apr|mai|juun|juul|aug|sept|okt|nov|dets))",
    re.IGNORECASE,
)
# "21. märtsi 2O13"
_WORDED_YEAR = re.compile(
    rf"(?<=(?:nuari|ruari|ärtsi|prill|rilli|juuni|juuli|gusti|embri|oobri|.\smai)\s)[12]{_FIGURE}{{3}}(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """``view`` shows titles, ``masked`` has every quotation as ``„···“``; both are as long as the stored text.

    ``misspelt`` and ``numbers`` are the places of words and numbers that one wrong letter or figure had changed, or
    that a blank had cut in two; the views have them right.
    """

    view: str
    masked: str
    quotes: tuple[tuple[int, int], ...]
    misspelt: tuple[tuple[int, int], ...] = ()
    numbers: tuple[tuple[int, int], ...] = ()


@lru_cache(maxsize=8)
def reading_of(text: str) -> Reading:
    """Return the reading view of a text (cached for the last few: header, parts and effects read the same one)."""
    view = _MATHEMATICAL.sub(lambda sign: str(unicodedata.decimal(sign.group())), _ODD.sub(_plain, text))
    if _has_combining(view):
        view = _DECOMPOSED.sub(_close_decomposed, view)
    if "\u00ad" in view:
        view = _SOFT_HYPHEN.sub(_close_soft_hyphen, view)
        view = view.replace("\u00ad", " ")
    if "-\n" in view or "- \n" in view:
        view = _LINE_HYPHEN.sub(_close_line_hyphen, view)
    if "- " in view:
        view = _LOST_LINE.sub(_close_lost_line, view)
    if "-\n" in view or "/\n" in view:
        view = _BROKEN_NUMBER.sub(_close_blanks, view)
    if _THREE_SINGLE.search(view):
        view = _HALF_SPACED.sub(_close_half_spaced, view)
        view = _SPACED.sub(_close_spaced, view)
        view = _SPACED_PAIR.sub(_close_blanks, view)
    parted = tuple(match.span() for match in _STROKE_BLANK.finditer(view)) if "/ " in view else ()
    if parted:
        view = _STROKE_BLANK.sub(_close_blanks, view)
    view, spaced = close_spaced_days(view) if " . " in view else (view, ())
    view = _QUOTED_DAY.sub(lambda day: f" {day['day']} ", view)
    view = without_note_marks(view)
    view = _SIGN_WITH_CASE.sub(_close_sign, view)
    glued = tuple(match.span() for match in _GLUED.finditer(view))
    view = _GLUED.sub(r"\g<blank>\g<word>", view) if glued else view
    view, alike = read_lookalikes(view)
    view, misspelt = _mend_words(view)
    view, numbers = _mend_numbers(view)
    view = _PUBLICATION.sub(blank, view)
    quotes = find_quotes(view)
    return Reading(view, mask_quotes(view, quotes), quotes, (*alike, *misspelt), (*parted, *spaced, *glued, *numbers))


def _mend_words(view: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    torn = find_torn(view)
    for start, end in torn:
        view = view[:start] + "".join(view[start:end].split()).ljust(end - start) + view[end:]
    found = find_misspelt(view)
    if not found:
        return view, torn
    places = sorted(place for word in found for place in _places_of(word, view))
    pieces, at = [], 0
    for start, end in places:
        pieces += [view[at:start], found[view[start:end]].ljust(end - start)[: end - start]]
        at = end
    return "".join([*pieces, view[at:]]), (*torn, *places)


def _places_of(word: str, view: str) -> Iterator[tuple[int, int]]:
    """Yield the places at which a word stands alone."""
    at = view.find(word)
    while at >= 0:
        end = at + len(word)
        if not (_WORD_SIGN.match(view, end) or (at and _WORD_SIGN.match(view, at - 1))):
            yield at, end
        at = view.find(word, end)


def _mend_numbers(view: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    if _MAY_BE_FIGURES.search(view) is None:
        return view, ()
    places = {match.span() for match in _LIKE_FIGURES.finditer(view)}
    places |= {match.span() for match in _WORDED_YEAR.finditer(view)}
    for part in (*_PART_OF_NUMBER.finditer(view), *_SMALL_L.finditer(view)):
        if not any(start <= part.start() < end for start, end in places):
            places.add(part.span())
    for listed in _LIST_OF_FIGURES.finditer(view):
        places |= {match.span() for match in _IN_LIST.finditer(view, listed.start(), listed.end())}
    wrong = sorted(place for place in places if re.search("[OoIl]", view[slice(*place)]))
    pieces, at = [], 0
    for start, end in wrong:
        pieces += [view[at:start], view[start:end].translate(_AS_FIGURES)]
        at = end
    return ("".join([*pieces, view[at:]]) if wrong else view), tuple(wrong)


def _plain(match: re.Match[str]) -> str:
    sign = match.group()
    is_mark = sign in _WHOLE and match.string[max(0, match.start() - 1) : match.start()].isalnum()
    return sign if is_mark else _SINGLE[sign]


def _has_combining(text: str) -> bool:
    return re.search("[\u0300-\u036f]", text) is not None


def _pad(word: str, match: re.Match[str]) -> str:
    return word.ljust(len(match.group()))[: len(match.group())]


def _close_sign(match: re.Match[str]) -> str:
    return _pad(f"{match.group()[0]}{match['sign'] or 'r'}", match)


def _close_decomposed(match: re.Match[str]) -> str:
    return _pad(unicodedata.normalize("NFC", match.group()), match)


def _close_soft_hyphen(match: re.Match[str]) -> str:
    return _pad(re.sub(r"\u00ad\s*", "", match.group()), match)


def _close_line_hyphen(match: re.Match[str]) -> str:
    return _pad(re.sub(r"-\s*", "", match.group()), match)


def _close_lost_line(match: re.Match[str]) -> str:
    joined = match.group().replace("- ", "")
    return _pad(joined, match) if is_form(joined) else match.group()


def _close_blanks(match: re.Match[str]) -> str:
    return _pad(re.sub(r"\s+", "", match.group()), match)


def _close_spaced(match: re.Match[str]) -> str:
    """Close up a letter-spaced word; where the gap between two words is no wider than that between letters, the words
    are told apart by what they are ("L o e t a k s e k e h t e t u k s")."""
    joined = re.sub(r"\s+", "", match.group())
    pieces = split_joined(joined)
    return _pad(" ".join(pieces) if pieces else joined, match)


def _close_half_spaced(match: re.Match[str]) -> str:
    joined = re.sub(r"\s+", "", match.group())
    return _pad(joined, match) if split_joined(joined) else match.group()
