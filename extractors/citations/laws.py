"""Find the provisions of laws that a text names: "avaliku teenistuse seaduse § 52 lõigete 1 ja 2", "HMS § 64 lg 2".

Nothing is resolved: laws are published in Riigi Teataja and held in no register.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.citations.point_sets import PointSet, find_point_set
from extractors.citations.view import reading_of
from extractors.model.evidence import Span
from extractors.model.provision import Provision
from extractors.model.text import DocumentText
from extractors.words.laws import ABBREVIATIONS, LAW_WORD, NAMES_BEYOND_RULES, NOMINATIVES

# "avaliku teenistuse seaduse", "riigieelarveseaduse", "põhiseaduse": its last word, as whole as it stands
_LAW = re.compile(rf"(?<![\w-])(?:\w{{2,40}}-?)?{LAW_WORD}(?![\w-])", re.IGNORECASE)
# "(edaspidi ATS)", "(edaspidi – ATS)", "(lühend HMS)"
_DEFINED = re.compile(r"\s{0,3}\((?:edaspidi|lühend|lüh\.?)\s{0,2}(?:ka\s|[-:]\s?)?(?P<short>\w{2,10})\)")
_SHORT = re.compile(r"(?<![\w-])[A-ZÕÄÖÜ][A-Za-zÕÄÖÜõäöü]{0,5}[A-ZÕÄÖÜ](?=\s{0,3}§)")
# "… seaduse § 5", "… seaduse paragrahvi 5": a blank, a line break or a stray comma between
_SIGN = re.compile(r"[\s,]{0,4}(?=§|paragrahv)", re.IGNORECASE)
# "… seaduse alusel": the whole law
_WHOLE = re.compile(r"\s{1,4}(?:alusel|kohaselt|järgi)\b", re.IGNORECASE)
_TOKEN_BEFORE = re.compile(r"(?<!\S)(\S{1,60})[ \n]{1,3}\Z")
_YEARS = re.compile(r"(?:19|20)\d\d(?:-(?:19|20)\d\d)?")
# A name stands in the genitive, which ends in a vowel; these words do as well and are of no name, as are verbs
# ("kehtestatakse", "viiakse", "kinnitati") and the nominative of what is done ("kinnitamine").
_GENITIVE = re.compile(r"(?:[A-ZÕÄÖÜŠŽa-zõäöüšž]{2,40}-)?[A-ZÕÄÖÜŠŽa-zõäöüšž]{1,40}[aeiouõäöüAEIOUÕÄÖÜ]")
_OF_NO_NAME = re.compile(
    r"(?:ja|või|ka|ega|siis|käesoleva|selle|sama|nimetatud|lõike|punkti|paragrahvi|lisa|kuni|uue|kehtiva|vastava"
    r"|määruse|käskkirja|korralduse(?=\s§)|otsuse|põhimääruse|muudatuse|\w+(?:akse|[td]ati|mine))",
    re.IGNORECASE,
)
_MOST_TOKENS = 14
_POINT = re.compile(r"(?:§ (?P<section>\S+))?(?: ?lg (?P<subsection>\S+))?(?: ?p (?P<clause>\S+))?")


def find_provisions(text: DocumentText, region: Span) -> tuple[Provision, ...]:
    """Return every provision of a law that the region names, in reading order; none from inside quotation marks.

    A law is taken with a section (§), or as a whole where something is done on its basis ("… seaduse alusel").
    """
    view = reading_of(text.text).masked
    found: list[Provision] = []
    for law, place, points in _named(view, region):
        evidence = text.evidence(place)
        for point in points or ("",):
            numbers = _POINT.fullmatch(point)
            assert numbers is not None, point
            found.append(Provision(law, numbers["section"], numbers["subsection"], numbers["clause"], evidence))
    return tuple(found)


def _named(view: str, region: Span) -> Iterator[tuple[str, Span, tuple[str, ...]]]:
    """Yield each law with the place of the reference and the provisions in short form; none for the whole law."""
    shorts = dict(ABBREVIATIONS)
    floor = region.start
    for start, end, name in _laws(view, region, shorts):
        if start < floor:
            continue
        points = _points(view, end, region.end)
        if points is not None:
            floor = points.end
            yield name, Span(start, points.end), points.points
        elif _WHOLE.match(view, end, region.end):
            floor = end
            yield name, Span(start, end), ()


def _laws(view: str, region: Span, shorts: dict[str, str]) -> Iterator[tuple[int, int, str]]:
    """Yield the laws of a region by place, with the end of their words; ``shorts`` gains what the text defines."""
    for match in re.finditer(f"{_LAW.pattern}|(?-i:{_SHORT.pattern})", view[: region.end], re.IGNORECASE):
        if match.start() < region.start:
            continue
        if match.group() in shorts:
            yield match.start(), match.end(), shorts[match.group()]
            continue
        start = _begin(view, match, region.start)
        name = _nominative(view[start : match.end()])
        if name is None:
            continue
        defined = _DEFINED.match(view, match.end(), region.end)
        if defined is not None:
            shorts[defined["short"]] = name
        yield start, defined.end() if defined else match.end(), name


def _points(view: str, end: int, limit: int) -> PointSet | None:
    """Return the provisions that follow a law at once; ``None`` where none does."""
    sign = _SIGN.match(view, end, limit)
    points = find_point_set(view, sign.end(), limit) if sign is not None else None
    return points if points is not None and sign is not None and points.start == sign.end() else None


def _begin(view: str, law: re.Match[str], floor: int) -> int:
    """Return where a law's name begins: names that no rule can tell, else the genitives before its last word."""
    before = view[max(floor, law.start() - 120) : law.start()].casefold()
    flat = re.sub(r"\s", " ", before).rstrip(" ")
    for known in NAMES_BEYOND_RULES:
        if flat.endswith(known):
            return law.start() - len(before) + len(flat) - len(known)
    start = law.start()
    is_capital = False
    for _ in range(_MOST_TOKENS):
        token = _TOKEN_BEFORE.search(view, max(floor, start - 64), start)
        if token is None or not _belongs(token[1], view, token.start(), floor, is_capital):
            break
        is_capital = token[1][0].isupper()
        start = token.start()
    return start


def _belongs(word: str, view: str, place: int, floor: int, follows_capital: bool) -> bool:
    """Return whether a word goes on with a name to the left. Left of a capital stand capitals and years alone."""
    if word in ("ja", "ning"):  # "ühtekuuluvus- ja siseturvalisuspoliitika", "tööturuteenuste ja -toetuste"
        before = _TOKEN_BEFORE.search(view, max(floor, place - 64), place)
        is_half = before is not None and (
            before[1].endswith("-") or view[place + len(word) : place + 9].lstrip()[:1] == "-"
        )
        return is_half and not follows_capital
    if _YEARS.fullmatch(word):
        return True
    if follows_capital and not word[0].isupper():
        return False
    is_half = word.endswith("-") and word[:-1].isalpha()
    return is_half or (_GENITIVE.fullmatch(word.lstrip("-")) is not None and _OF_NO_NAME.fullmatch(word) is None)


def _nominative(words: str) -> str | None:
    """Return a law's name in the nominative, small unless it begins with a proper name; ``None`` for the bare word."""
    flat = re.sub(r"\s+", " ", words)
    ending = next((each for each in NOMINATIVES if flat.casefold().endswith(each)), None)
    if ending is None or flat.casefold() == ending:
        return None
    name = flat[: -len(ending)] + NOMINATIVES[ending]
    if flat.isupper():
        return name.casefold()
    first, _, rest = name.partition(" ")
    is_proper = rest[:1].isupper() or first in ("Eesti", "Kaitseliidu", "Perioodi")
    return name if is_proper else name[:1].lower() + name[1:]
