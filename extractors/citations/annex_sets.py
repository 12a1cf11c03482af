"""Read sets of annex numbers: "lisad 1 kuni 2, 4 ja 7 kuni 10", "lisadele 1-11", "lisad 1—4 ning 16", "lisa nr 3"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from extractors.citations.calendar_dates import match_date
from extractors.words.guarded import Guarded
from extractors.words.numbers import ALSO, CARDINAL, CARDINAL_LIST, ORDINAL_LIST, read_cardinals, read_ordinals

# lisa, lisad, lisade, lisadele, lisale, lisas, lisades, lisaga, lisadega, lisana, lisadena, lisaks is no annex
ANNEX_WORD = Guarded(
    r"(?<![\w-])lisa(?:d|de|dele|del|delt|dest|desse|des|dega|dena|deks|le|l|s|st|sse|ga|na|sid)?(?![^\W\d]|-)"
    # "töökorra, mis on käskkirja lisaks 4"
    r"|lisaks(?=\s(?:nr\.?\s)?\d{1,3}\s+(?:olev|kuulu|kinnitatu|kehtestatu|toodu))"
    r"|(?:(?<=käskkirja )|(?<=korralduse )|(?<=otsuse )|(?<=määruse ))lisaks(?=\s\d)",
    "lisa",
)

# 1 · 10 · 5.2 · 1a · 3¹
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3}){0,2}(?:[a-z](?!\w))?[¹²³⁴⁵⁶⁷⁸⁹]?")
# "-", "kuni"
_RANGE = re.compile(r"\s{0,3}-\s{0,3}|\s{1,4}kuni\s{1,4}(?:lisa(?:ni|ga)?\s{1,3})?", re.IGNORECASE)
# ",", "ja", "ning", "samuti", ", ning", "ja ka", "kui ka"
_JOIN = re.compile(
    rf"\s{{0,3}}(?:,|;|/|&)?\s{{0,3}}(?:(?:{ALSO}|või|ja/või)\s{{1,4}}|(?:ja|ning)(?=\d))?",
    re.IGNORECASE,
)
_SIGN = re.compile(r"\s{0,6}(?:(?:nr|number)\.?)?\s{0,4}", re.IGNORECASE)
# "lisad: 2, 6" within a sentence; "lisad: 1. juhataja ametijuhend" and "lisad: 4 lehel" list what is attached
_SIGN_AFTER_COLON = re.compile(
    r"\s{0,3}:\s{1,3}(?:nr\.?\s{0,3})?(?=\d{1,3}[¹²³⁴⁵⁶⁷⁸⁹]?(?![\d./])(?!\s{0,3}(?:l(?:ehel|k|eht)|eks|tk|faili|[A-ZÕÄÖÜ])))"
)
# "alates 7. kuni 10. lisani", "7. lisast 10. lisani", "lisast 7 lisani 10", "7.-10."; "7. kuni 10. märtsini" is a time
SPOKEN_RANGE = (
    r"\s{{0,3}}(?:alates\s{{1,3}})?(?:(?P<first>\d{{1,3}})\.(?:\s{{1,3}}{noun}st)?|{noun}st\s{{1,3}}(?:nr\s)?(?P<first_behind>\d{{1,3}}))"
    r"(?:\s{{0,3}}-\s{{0,3}}|\s{{1,3}}(?:kuni\s{{1,3}})?)"
    r"(?:(?P<last>\d{{1,3}})(?:\.\s{{1,3}}{noun}ni|\.(?![\d/])(?!\s{{1,3}}[a-zõäöü]))|{noun}ni\s{{1,3}}(?:nr\s)?(?P<last_behind>\d{{1,3}}))(?!\w)"
)
"""A range whose ends bear cases or stops; ``noun`` is the stem of what is numbered."""
_SPOKEN = re.compile(SPOKEN_RANGE.format(noun="lisa"), re.IGNORECASE)
_REPEATED_WORD = re.compile(r"(?:lisa\w{0,4}\s{0,4}(?:nr\.?\s{0,3})?)?", re.IGNORECASE)
# "lisad nr 1, nr 3": where the first number bears a sign the others may; "lisa 1, nr 15 lisa 2" goes on to another act
_REPEATED_SIGN = re.compile(r"(?:(?:lisa\w{0,4}\s{0,4})?(?:nr\.?\s{0,3})?(?!\d{1,3}\s{1,4}lisa))?", re.IGNORECASE)
_MAX_RANGE = 500
# "teise ja kolmanda lisa", "1. ja 2. lisa", "nr 9 viies lisa"; "nr 14. Lisa" ends a sentence
_ORDINALS_BEFORE = re.compile(rf"(?<![\w./-])(?<!nr )(?<!nr\. )({ORDINAL_LIST})\s{{1,4}}$", re.IGNORECASE)
_ORDINAL_REACH = 160
# "lisadest teise ja neljanda"
_ORDINALS_BEHIND = re.compile(
    rf"\s{{1,3}}(?P<numbers>{ORDINAL_LIST})(?=\s*(?:[.,;)]|\Z|kehtetuks|alates))", re.IGNORECASE
)
# "lisad 3., 4. ja 8." at the end of what is listed; behind "lisad 3. ja" another noun may come ("4. lõige")
_STOPS_BEHIND = re.compile(
    r"\s{1,3}(?P<numbers>\d{1,3}\.(?:\s{0,2},\s{0,2}\d{1,3}\.){0,20}\s{1,3}(?:ja|ning|kuni)\s{1,3}\d{1,3}\.)(?!\d)"
    r"(?=\s*(?:[,;)]|\Z|\n\s*\n|(?:kehtetuks|alates|tunn?ista\w*|kehti?vuse?)(?!\w)))",
    re.IGNORECASE,
)
# "lisad üks kuni kolm"; "lisa üks" may be "an annex, one …", so behind the singular nothing that is counted may follow
_CARDINALS_BEHIND = re.compile(rf"\s{{1,3}}(?P<numbers>{CARDINAL_LIST})", re.IGNORECASE)
_CARDINAL_BEHIND = re.compile(
    rf"\s{{1,3}}(?P<numbers>{CARDINAL})(?=\s*(?:[.,;)]|\Z|(?:kehtetuks|tunn?ista\w*|alates|kehtivuse?)(?!\w)))",
    re.IGNORECASE,
)
_BEFORE_COLON = frozenset({"lisad", "lisade", "lisa", "lisadest"})


@dataclass(frozen=True, slots=True)
class AnnexSet:
    """``numbers`` in the order of the text, each once; empty where the word bears no number. ``end`` is behind them."""

    start: int
    end: int
    numbers: tuple[str, ...]


@lru_cache(maxsize=128)
def find_annex_sets(view: str, start: int, end: int) -> tuple[AnnexSet, ...]:
    """Return each mention of annexes between two offsets, with the numbers that it governs.

    Many readers ask for those of one sentence; few answers are kept, since each keeps its view.
    """
    found: list[AnnexSet] = []
    cursor = start
    while match := ANNEX_WORD.search(view, cursor, end):
        numbers, stop = read_spoken_range(view, match, end, _SPOKEN)
        stopped = _STOPS_BEHIND.match(view, match.end(), end) if match.group() in _BEFORE_COLON else None
        if stopped is not None:
            numbers, stop = read_ordinals(stopped["numbers"]), stopped.end()
        if not numbers:
            numbers, stop = read_number_set(view, match.end(), end, sign=_SIGN)
        if not numbers and match.group() in _BEFORE_COLON and _SIGN_AFTER_COLON.match(view, match.end(), end):
            numbers, stop = read_number_set(view, match.end(), end, sign=_SIGN_AFTER_COLON)
        place = match.start()
        if not numbers and view[match.start()].islower():
            numbers, place = _ordinals_before(view, max(cursor, start), match.start())
            stop = match.end()
        lower = "" if numbers else match.group().casefold()
        if lower in ("lisa", "lisad", "lisade", "lisadele"):
            pattern = _CARDINAL_BEHIND if lower == "lisa" else _CARDINALS_BEHIND
            worded = pattern.match(view, match.end(), end)
            if worded is not None:
                numbers, stop, place = read_cardinals(worded["numbers"]), worded.end(), match.start()
        if not numbers and lower == "lisadest":
            behind = _ORDINALS_BEHIND.match(view, match.end(), end)
            if behind is not None:
                numbers, stop, place = read_ordinals(behind["numbers"]), behind.end(), match.start()
        found.append(AnnexSet(place, stop if numbers else match.end(), numbers))
        cursor = max(match.end(), stop if numbers else 0)
    return tuple(found)


def read_spoken_range(
    view: str, noun: re.Match[str], end: int, pattern: re.Pattern[str]
) -> tuple[tuple[str, ...], int]:
    """Return the numbers of a range whose ends bear cases ("lisad alates 7. kuni 10. lisani"), and the offset after it;
    none leaves the noun's own. The noun may stand before the range or be its first word."""
    match = pattern.match(view, noun.end(), end) or pattern.match(view, noun.start(), end)
    if match is None:
        return (), noun.end()
    first, last = match["first"] or match["first_behind"], match["last"] or match["last_behind"]
    return tuple(expand_range(first, last)), match.end()


def _ordinals_before(view: str, floor: int, end: int) -> tuple[tuple[str, ...], int]:
    """Return the numbers that stand before the word as ordinals, and where they begin; none leaves ``end``."""
    match = _ORDINALS_BEFORE.search(view[max(floor, end - _ORDINAL_REACH) : end])
    if match is None:
        return (), end
    return read_ordinals(match[1]), max(floor, end - _ORDINAL_REACH) + match.start(1)


def read_number_set(view: str, start: int, end: int, sign: re.Pattern[str] = _SIGN) -> tuple[tuple[str, ...], int]:
    """Return the numbers of a list that begins at ``start``, and the offset after it.

    A list ends before anything that is a date ("lisad 1 ja 2, 28.04.2025 käskkirja") or an ordinal ("3. lõige").
    """
    lead = sign.match(view, start, end)
    cursor = lead.end() if lead else start
    is_signed = lead is not None and not lead.group().isspace() and lead.end() > start
    numbers: list[str] = []
    stop = start
    while True:
        number = _number_at(view, cursor, end)
        if number is None or (numbers and _is_mark_of_item(view, start, number.end())):
            break
        cursor = stop = number.end()
        between = _RANGE.match(view, cursor, end)
        last = _number_at(view, between.end(), end) if between else None
        if last is not None:
            numbers += expand_range(number.group(), last.group())
            cursor = stop = last.end()
        else:
            numbers.append(number.group())
        join = _JOIN.match(view, cursor, end)
        if join is None or not join.group().strip():
            break
        word = None
        if sign in (_SIGN, _SIGN_AFTER_COLON):
            word = (_REPEATED_SIGN if is_signed else _REPEATED_WORD).match(view, join.end(), end)
        cursor = word.end() if word else join.end()
    return tuple(dict.fromkeys(numbers)), stop


# "2. lõige"; "… lisa 2." above a blank line or a signature ends the sentence
_ORDINAL_STOP = re.compile(r"\.(?!\s*\n\s*\n|\s*(?:digi|allkirja))\s{0,2}[a-zõäöü]")
_NO_ANNEX_BEHIND = re.compile(
    r"(?:[/\w]|-[a-zõäöü]|\s?(?:%|protsen|euro|päeva|kuu(?:d|s|le|ga|ks|st|lise)?(?!\w)|aasta))"
)


def _number_at(view: str, offset: int, end: int) -> re.Match[str] | None:
    match = _NUMBER.match(view, offset, end)
    if match is None or match_date(view, offset) is not None:
        return None
    after = view[match.end() : match.end() + 14]
    # "2. lõige" is an ordinal, "2/3" and "2-p" are numbers of acts, "12 kuu" is seen by what follows
    if "." not in match.group() and _ORDINAL_STOP.match(after):
        return None
    if _NO_ANNEX_BEHIND.match(after):
        return None
    return match


def _is_mark_of_item(view: str, start: int, end: int) -> bool:
    """Tell whether a number before ``end`` counts an item of a list within the sentence: "1) … lisad 2 ja 7; 3) …"."""
    return (
        view[end : end + 1] == ")"
        and view.rfind("(", 0, start) <= view.rfind(")", 0, start)
        and "(" not in view[start:end]
    )


def expand_range(first: str, last: str) -> list[str]:
    """Expand a range: "7", "10" → 7 8 9 10; "5.1", "5.3" → 5.1 5.2 5.3; "2a", "2c" → 2a 2b 2c. A reversed or absurd one
    stays two numbers.
    """
    if first[:-1] == last[:-1] and first[:-1].isdecimal() and "a" <= first[-1] < last[-1] <= "z":
        return [first[:-1] + chr(letter) for letter in range(ord(first[-1]), ord(last[-1]) + 1)]
    head, _, low = first.rpartition(".")
    tail, _, high = last.rpartition(".")
    if head != tail or not (low.isdecimal() and high.isdecimal()) or not 0 < int(high) - int(low) <= _MAX_RANGE:
        return [first, last]
    prefix = f"{head}." if head else ""
    return [f"{prefix}{number}" for number in range(int(low), int(high) + 1)]


def format_annex_set(numbers: Sequence[int]) -> str:
    """Return numbers as a directive would list them: "1 kuni 3, 7 ja 9"."""
    ordered = sorted(set(numbers))
    runs: list[list[int]] = []
    for number in ordered:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    words = [f"{run[0]} kuni {run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]
    return " ja ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)
