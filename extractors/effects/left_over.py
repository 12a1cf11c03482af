"""Find what a clause names and its effects do not hold: annexes, points, days and acts besides its first, pieces that
were lifted out, and words that break a reference.

Most of these words were understood, so that they are no residue (``accounting``); what was done to them was not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.citations.annex_sets import find_annex_sets
from extractors.citations.calendar_dates import LONG_BEFORE, coming_year, find_dates, match_date
from extractors.citations.find import FoundCitation
from extractors.citations.point_sets import find_point_sets
from extractors.effects.act_object import is_out_of
from extractors.effects.act_reading import ActReading
from extractors.effects.clauses import Clause
from extractors.effects.dates import RETROACTIVE
from extractors.effects.issuer_words import foreign_words
from extractors.effects.its_points import unclear_points
from extractors.effects.peeling import Piece
from extractors.effects.qualify import plain_words
from extractors.effects.unclear_units import unclear_annexes, unclear_exceptions, units_in_others
from extractors.model.effect import Affected, Effect
from extractors.model.evidence import Span
from extractors.words.acts import APPROVED
from extractors.words.fillers import FILLERS
from extractors.words.guarded import Guarded

# "(muudetud 05.03.2022 käskkirjaga nr 20)", "(RTL 2002, 24, 299; 2003, 8, 90)", "(Hankekorra kinnitamine)"
ASIDE = Guarded(
    r"\((?:(?:muudetud|täiendatud|jõustunud|edaspidi)[^()]*|[\s\d,;.]*|(?:[A-Z]+\s[\s\d,;.]*)+|[A-ZÕÄÖÜ][^()]*mine)(?:\)|$)",
    "(",
    re.NOFLAG,
)
# "käskkirja nr 5 ja sellega kinnitatud töökorra": the act and what it approved, of which one effect says one
_AND_WHAT_IT_APPROVED = re.compile(rf"(?<!\w)(?:ja|ning)\s+sellega\s+{APPROVED}(?!\w)", re.IGNORECASE)
# "käskkirja nr 5 ja lisa 3": the act and its annex, or of the act the annex alone
_AND_AN_ANNEX = re.compile(
    r"[\s,)]*(?:„·*“[\s,]*)?(?P<words>(?:ja|ning|samuti)\s+lisad?\s+(?:nr\.?\s)?(?P<number>\d{1,3}))", re.IGNORECASE
)
# "käskkirja nr 5, selle lisa 3 aga alates 1. oktoobrist": the act as a whole, and a part of it on another day
_AND_ITS_PART = re.compile(
    r"[\s)]*(?:„·*“\s*)?(?P<words>,\s+(?:selle|tema|mille)\s+(?:lisa|(?:ala)?punkt)\w{0,3}\s\d[^;]{0,40}?(?<!\w)(?:aga|alates|seevastu)(?!\w)"
    # "käskkirja nr 5, lisa 3 aga alates 1. oktoobrist", "… kõik lisad, lisa 3 aga …"
    r"|(?:kõik\s+lisad)?,\s+(?:lisa|(?:ala)?punkt)\w{0,3}\s\d[\d\s,.jaingku-]*(?:kehtivus\w{0,2}\s+)?(?:aga|seevastu)(?!\w))",
    re.IGNORECASE,
)
# "käskkirja nr 59 „…“ lisa 1 ja „…“ lisa 2": the second annex is of another act, which only its title names
_FURTHER_TITLE = re.compile(r"(?:(?<!\w)(?:ja|ning)\s+|,\s*)(?P<title>„·*“)[\s,]*(?:lisa|punkt)\w*\s*\d", re.IGNORECASE)
# "lisa 2, sealhulgas selle punktid 3 ja 4": the annex as a whole, of which the points alone were read
_AMONG_IT_POINTS = re.compile(
    r"(?<=[\d\s(,])(?:sh|s\.h|sealhulgas|kaasa\s+arvatud|k\.a)\.?\s+(?:(?:selle|tema|ka)\s+)?(?:ala)?punkt\w{0,3}(?=\s+\d)",
    re.IGNORECASE,
)
# "lisa A": annexes bear numbers here, and no letter was read
_LETTERED = re.compile(r"(?<!\w)lisad?\s+[A-HJ-Z](?!\w)(?!\.\s?[A-ZÕÄÖÜ])")
# "lisad alates lisast 7", "punktid 3 jj": a list without an end, of which only the first member was read
_OPEN_RANGE = re.compile(
    r"(?<!\w)alates\s+(?:\d{1,3}\.\s+)?(?:lisa|(?:ala)?punkti)st(?!\w)"
    r"(?!\s+(?:(?:nr\s)?\d{1,3}\s*)?(?:kuni|-|lisani|punktini|\d{1,3}\.\s+(?:lisa|punkti)ni))"
    r"|(?<=[\d.]\s)(?:jj|jne|ja\s+(?:edasi|järgmised|järgnevad))(?=\s*(?:[.,;)]|\Z|kehtetuks))"
    r"|(?<=[\d.]\s)(?:ja|ning)\s+(?:kõik\s+)?(?:sellele\s+|neile\s+)?(?:järgnevad|järgmised|edasised|hilisemad)\s+(?:lisad|punktid)(?!\w)",
    re.IGNORECASE,
)
_ANNEX_LIST = re.compile(r"(?<!\w)lisad\s*:(?!\s*\Z)", re.IGNORECASE)
_ANNEX_WORD = re.compile(
    r"(?<!\w)(?:lisa(?:d|de|sid)?|(?:ala)?punktid)(?![\w-])(?!\s*(?:nr\.?\s*)?\d)(?!(?:\s+[^\W\d_]+){0,2}\s*:\s*\Z)",
    re.IGNORECASE,
)
_ALONG = re.compile(r"(?<!\w)(?:koos|ühes|ja|ning|samuti|sh|sealhulgas|ka|k\.a)(?!\w)[^,;:]{0,60}\Z", re.IGNORECASE)
_AT_ONCE = re.compile(
    r"(?<=\d\s)(?:kohe(?:selt)?|viivitama(?:ta|tult)|otsekohe)(?=\s*,|\s+(?:ja|ning|kuid|aga)(?!\w))", re.IGNORECASE
)
_APART = 60
_LETTER = re.compile(r"[^\W\d_]")
# Words between a day and its act, none of which joins another act or another thing to it
_WORDS_APART = re.compile(
    r"(?:[^\S\n]|\n(?!\s*\n)|(?!(?:ja|ning|kuni|või|samuti)(?!\w))[^\W\d_][\w-]*+){1,60}", re.IGNORECASE
)
_LOOSE_SIGN = re.compile(
    r"[\s,]{0,4}(?:(?!(?:ja|ning|kuni|samuti)(?!\w))[^\W\d_]{2,}\s{1,4}){0,4}(?<!\w)nr\.?(?=\s)", re.IGNORECASE
)
# "§ 10 lõike 1 alusel"
BASIS_BEHIND = re.compile(r"\s*(?:alusel|kohaselt)(?!\w)", re.IGNORECASE)
"""What stands behind a provision that a sentence rests upon."""


def left_of_ending(act: ActReading, clause: Clause, effects: Sequence[Effect]) -> list[Span]:
    """Return what a clause that ends something names and no effect of it holds."""
    left = _unread_acts(act, clause) + _unread_units(act, clause, effects)
    left += unclear_points(act.reading.masked, clause.span, effects) + unclear_annexes(act, clause, effects)
    left += unclear_exceptions(act, clause.span, effects)
    return left + _unread_days(act, clause, effects) + broken_references(act, clause.span, effects)


def unused_pieces(act: ActReading, span: Span, effects: Sequence[Effect]) -> list[Span]:
    """Return the exceptions, limitations and conditions of a span that none of its effects holds.

    One may stand within the words of a reference ("direktori, välja arvatud lisa 2, 01.02.2020 käskkirja nr 5").
    """
    return [piece.span for piece in act.pieces.within(span) if not _is_held(act, effects, piece)]


def _is_held(act: ActReading, effects: Sequence[Effect], piece: Piece) -> bool:
    if piece.role == "limit":
        words = plain_words(piece.span.of(act.text.text))
        limits = (effect.affected.limit for effect in effects)
        return any(limit is not None and words in limit for limit in limits)
    return any(_holds(effect, piece) for effect in effects)


def _holds(effect: Effect, piece: Piece) -> bool:
    """Return whether an effect holds an exception or a condition."""
    if piece.role == "except":
        named = {*effect.affected.except_annexes, *effect.affected.except_points}
        if effect.affected.points and not piece.annexes and not {*piece.points} & {*effect.affected.points}:
            return True  # "punktid 1-8, jättes alles punkti 4": the others are named
        return bool(named) and named >= {*piece.annexes, *piece.points}
    return piece.role != "condition" or effect.doubt is not None or effect.effect == "suspend"


def broken_references(
    act: ActReading, span: Span, effects: Sequence[Effect], bare: FoundCitation | None = None
) -> list[Span]:
    """Return what breaks the references of a span upon which its effects act.

    Words that are no part of one, a day that stands apart right before an act without a day, a number parted from its
    sign. "02.03.2020 osaline käskkirja nr 5" and "03.04.2021 käskkirja nr ainult 5" may mean the act or another.
    """
    view = act.reading.masked
    left: list[Span] = []
    keys = {effect.affected.reference_key for effect in effects}
    for cited in act.cited(span, bare):
        if cited.key not in keys:
            continue
        left += foreign_words(view, cited.span.start, cited.core_end)
        if cited.enacted_on is None:
            days = list(find_dates(view, max(span.start, cited.span.start - _APART), cited.span.start))
            left += [
                Span(d.start, d.end)
                for d in days[-1:]
                if d.case == "plain" and _is_apart(view[d.end : cited.span.start])
            ]
        if cited.number is None and (sign := _LOOSE_SIGN.match(view, cited.core_end, span.end)) is not None:
            left.append(Span(*sign.span()))
    return left


def _is_apart(words: str) -> bool:
    """Return whether words stand between a day and its act which are no part of a reference ("istungi otsuse")."""
    named = re.findall(r"[^\W\d_]+", words)
    return _WORDS_APART.fullmatch(words) is not None and not all(word.casefold() in FILLERS for word in named)


def _unread_units(act: ActReading, clause: Clause, effects: Sequence[Effect]) -> list[Span]:
    """Return the annexes and points that a clause names after its first act and that no effect holds."""
    view, end, cited = act.reading.masked, clause.span.end, act.cited(clause.span)
    numbers = {effect.affected.number for effect in effects}
    start = min((c.span.end for c in cited if c.number in numbers), default=end)
    is_behind = bool(cited) and cited[0].span.start > clause.verbs[-1].end
    annexes = {number for e in effects if isinstance(e.affected.annexes, tuple) for number in e.affected.annexes}
    points = {point for e in effects for point in (*(e.affected.points or ()), *e.affected.except_points)}
    points |= {point for piece in act.pieces.within(clause.span) if piece.role == "except" for point in piece.points}
    is_by_point = any(effect.affected.scope == "approved" for effect in effects)
    is_whole = any(effect.affected.annexes == "all" for effect in effects)
    left = (
        []
        if is_whole
        else [Span(s.start, s.end) for s in find_annex_sets(view, start, end) if set(s.numbers) - annexes]
    )
    if not is_by_point:
        left += [Span(s.start, s.end) for s in find_point_sets(view, start, end) if set(s.points) - points]
    if is_behind and not is_whole:
        # "Tunnistan kehtetuks ka lisa 9 ja käskkirja nr 5 lisa 2"
        before = find_annex_sets(view, clause.verbs[-1].end, cited[0].span.start)
        left += [Span(s.start, s.end) for s in before if set(s.numbers) - annexes]
    for pattern in (_AND_WHAT_IT_APPROVED, _OPEN_RANGE, _LETTERED, _AMONG_IT_POINTS):
        left += [Span(start + m.start(), start + m.end()) for m in pattern.finditer(view[start:end])]
    left += units_in_others(view, start, end)
    for c in cited:
        joined = _AND_AN_ANNEX.match(view, c.span.end, end)
        if joined is not None and any(joined["number"] in _annexes_of(effect, c.key) for effect in effects):
            left.append(Span(*joined.span("words")))
    parts = (_AND_ITS_PART.match(view, c.span.end, end) for c in cited)
    left += [Span(*part.span("words")) for part in parts if part is not None]
    titled = [c.span for c in cited if c.title is not None]
    for match in _FURTHER_TITLE.finditer(view, start, end):
        if not any(span.start < match.start("title") < span.end for span in titled):
            left.append(Span(*match.span()))
    return [span for span in left if not BASIS_BEHIND.match(view, span.end)]


def _annexes_of(effect: Effect, key: str) -> tuple[str, ...]:
    """Return the annexes that an effect ends of an act, of which it leaves the others; empty for another act."""
    affected = effect.affected
    is_of_it = affected.reference_key == key and affected.scope == "annexes"
    return affected.annexes if is_of_it and isinstance(affected.annexes, tuple) else ()


def _unread_days(act: ActReading, clause: Clause, effects: Sequence[Effect]) -> list[Span]:
    """Return the days that a clause names apart from its acts and that no effect holds, not even a day earlier or
    later.

    Days long before the act belong to other acts ("mis kinnitati 15.03.2016").
    """
    held = {day.toordinal() for e in effects for day in (e.effective_on, e.until) if day is not None}
    held |= {day + step for day in held for step in (-1, 1)}
    cited = [c.span for c in act.cited(clause.span)]
    left = []
    is_back = RETROACTIVE.search(act.reading.masked, clause.span.start, clause.span.end) is not None
    for found in find_dates(act.reading.masked, clause.span.start, clause.span.end):
        day = coming_year(found, act.act_date)
        is_past = not is_back and day is not None and act.act_date is not None and day < act.act_date - LONG_BEFORE
        is_read = is_past or (day is not None and day.toordinal() in held)
        if not is_read and not any(span.start <= found.start < span.end for span in cited):
            left.append(Span(found.start, found.end))
    view = act.reading.masked
    if held:
        # "lisa 2 kohe ja lisa 4 alates 1. juulist": the day is not that of the first
        left += [Span(*match.span()) for match in _AT_ONCE.finditer(view, clause.span.start, clause.span.end)]
    asides = [Span(*match.span()) for match in ASIDE.finditer(view, clause.span.start, clause.span.end)]
    if is_back:  # "tagasiulatuvalt … (15.01.2024)": a day alone may be that from which it holds
        asides = [aside for aside in asides if _LETTER.search(aside.of(view))]
    # "lisa 1 (01.02.2025), lisa 2 (01.03.2025)": a coming day in brackets is more than an aside
    coming = {day for day in left if _is_coming(act, day)}
    asides = [
        aside for aside in asides if not any(aside.contains(day) for day in coming) or _LETTER.search(aside.of(view))
    ]
    return [day for day in left if not any(aside.contains(day) for aside in asides)]


def _is_coming(act: ActReading, day: Span) -> bool:
    found = match_date(act.reading.masked, day.start)
    on = coming_year(found, act.act_date) if found is not None else None
    return on is not None and act.act_date is not None and on >= act.act_date


def whole_of_elative(act: ActReading, cited: Sequence[FoundCitation], effects: Sequence[Effect]) -> list[Span]:
    """Return the acts in the elative that were read as whole ("kehtetuks … käskkirjast nr 11").

    Something within such an act ends, never the act itself.
    """
    whole = {effect.affected.reference_key for effect in effects if _is_whole(effect.affected)}
    return [c.span for c in cited if c.key in whole and is_out_of(act.reading, c)]


def unread_annex_words(act: ActReading, clause: Clause, effects: Sequence[Effect]) -> list[Span]:
    """Return words for annexes or points that no effect accounts for: a list that "lisad:" opens, and, where an act was
    read as a whole, annexes that are not said to end along with it ("koos lisadega", "ja selle lisad").
    """
    numbers = {effect.affected.number for effect in effects}
    start = min((c.span.end for c in act.cited(clause.span) if c.number in numbers), default=clause.span.end)
    view, end = act.reading.masked, clause.span.end
    if any(effect.affected.annexes == "all" for effect in effects):
        return [Span(*match.span()) for match in _ANNEX_LIST.finditer(view, start, end)]
    if not any(_is_whole(effect.affected) for effect in effects):
        return []
    found = [Span(*match.span()) for match in _ANNEX_WORD.finditer(view, start, end)]
    sets = [Span(one.start, one.end) for one in find_annex_sets(view, start, end) if one.numbers] if found else []
    found = [word for word in found if not any(one.overlaps(word) for one in sets)]  # "kuuenda lisa"
    return [word for word in found if _ALONG.search(view, start, word.start) is None]


def _is_whole(affected: Affected) -> bool:
    is_excepted = affected.except_annexes or affected.except_points
    return affected.scope == "act" and affected.annexes is None and not is_excepted


def _unread_acts(act: ActReading, clause: Clause) -> list[Span]:
    """Return the cited acts on the other side of the verb from those that the clause acts upon."""
    return [Span(c.core_start, c.core_end) for c in act.unused(clause)]
