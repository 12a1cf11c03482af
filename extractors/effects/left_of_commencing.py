"""Find the words of a clause of commencement or application that nothing understood.

Understood are the subject (the act that speaks, its points and annexes, a document by its kind), the verb, the day or
the rule that leads to it, and what adds nothing. "Käskkiri jõustub osaliselt 1. mail" begins in part only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from extractors.citations.annex_sets import find_annex_sets
from extractors.citations.calendar_dates import find_dates
from extractors.citations.point_sets import find_point_sets
from extractors.directive.kinds import find_kind_spans
from extractors.effects.act_reading import ActReading
from extractors.effects.clauses import Clause
from extractors.effects.dates import FROM_BEFORE, OWN_WORD, RULES
from extractors.effects.its_points import points_within_annexes, unclear_points
from extractors.effects.left_over import broken_references
from extractors.effects.places import blank_places
from extractors.effects.understood import find_understood
from extractors.model.effect import Effect
from extractors.model.evidence import Span
from extractors.words.acts import ACT_STEM, DAMAGED_ACT_STEM
from extractors.words.fillers import COMMENCING, FILLERS, LIMITING
from extractors.words.verbs import TERM_OF_VALIDITY

_WORD = re.compile(r"(?<![\w.])(?:[^\W\d_]{2,}(?:-[^\W\d_]+)*|\d{1,3})(?![\w])")
# "…, välja arvatud punkt 2, mis jõustub 1. mail": the point has its own day
_EXCEPTED = re.compile(
    r"(?<!\w)(?:välja\s*arvatud|v\.\s?a\.?)(?=\s+(?:selle\s+)?(?:punkt|lisa|lõi[gk]|§))", re.IGNORECASE
)
# "enne määruse jõustumist antud nõusolekud kehtivad kuni …": what was given under an act is no act
_OTHER_SUBJECT = re.compile(
    r"(?<!\w)(?:antud|väljastatud|väljaantud|sõlmitud|tehtud|esitatud|määratud|saadud|algatatud|alustatud)\s+"
    rf"(?:[^\W\d_][\w-]*\s+){{0,3}}(?!(?:{ACT_STEM}|lisa|kor[dr]|\w*(?:kord|juhend|eeskir)))[^\W\d_][\w-]*(?=\s+\Z)",
    re.IGNORECASE,
)
# "jõustub 1. mail, nõukogu heakskiidu korral varem": behind the day, what moves it
_HANGS_BEHIND = re.compile(
    r"(?<!\w)(?:varem|hiljem|korral|juhul|tingimus(?:el|ega)|eeldus(?:el|ega))(?!\w)", re.IGNORECASE
)
# "lisa 3 osas 1. jaanuaril", "Punkti 1 osas jõustub käskkiri 1. jaanuaril"
_OF_A_DAY = re.compile(r"(?<!\w)osas(?=\s+(?:(?:alates\s+)?\d|jõustu|hakka))", re.IGNORECASE)
# "jõustub allkirjastamisest, kuid mitte enne 1. juunit"
_LIMITS_START = re.compile(
    r"(?<!\w)(?:mitte\s+(?:enne|varem|hiljem)|hiljemalt|kõige\s+varem|(?<!muus\s)(?<!ülejäänud\s)osas|osaliselt"
    r"|ulatuses)(?!\w)",
    re.IGNORECASE,
)
# "Kehtestan, et käskkiri jõustub 1. mail"
_SO_ORDERED = re.compile(r"(?<!\w)(?:kehtesta|määra|otsusta|sätesta)(?:n|me|da|ta|takse),?\s+et(?!\w)", re.IGNORECASE)
# "hakkab kehtima alles 1. mail": the day says as much
_NOT_BEFORE_DAY = re.compile(r"(?<!\w)alles(?=\s+(?:alates\s+)?\d{1,4}\.)", re.IGNORECASE)
# "Käskkiri tehakse teatavaks töötajatele ja jõustub 1. mail": another thing is done before, to no part of the act
_MADE_KNOWN = re.compile(
    r"(?<!\w)(?:tehakse\s+teatavaks|avaldatakse|avalikustatakse|edastatakse|saadetakse|allkirjastatakse)"
    r"(?:\s+(?!lisa|punkt|osa)[^\W\d_][\w-]*){0,6}\s+(?:ja|ning)(?=\s+(?:jõustub|hakkab|kehtib)(?!\w))",
    re.IGNORECASE,
)
# "esimesel päeval" dates, "esimeses" and "esimese" say of what
# "kehtib ühe aasta alates allkirjastamisest": it ends, on a day that is not read
_FOR_A_TERM = re.compile(
    rf"(?<!\w)kehti(?:b|vad)\s+(?:[^\W\d_]+\s+){{0,2}}?(?P<term>{TERM_OF_VALIDITY})", re.IGNORECASE
)
_OF_WHAT = re.compile(r"(?:esimes|teis)(?!el|est)\w*")
_HOUR = re.compile(r"(?<!\w)kell\s+\d{1,2}[.:]\d\d", re.IGNORECASE)
_OWN_ACT = re.compile(rf"(?:{DAMAGED_ACT_STEM})\w*", re.IGNORECASE)
# ", ja avaldatakse veebilehel", "; järelevalve jääb juhatajale": another thing is said behind the day
_FURTHER = re.compile(r"(?:[,;]|(?<!\w)(?:ja|ning|kuid|aga|samuti)(?!\w))", re.IGNORECASE)


def left_of_commencement(act: ActReading, clause: Clause, effects: Sequence[Effect]) -> list[Span]:
    """Return what limits a commencement, and a subject other than the act ("antud nõusolekud kehtivad kuni …")."""
    view = act.reading.masked
    split: set[int] = set()
    if len({effect.effective_on for effect in effects}) > 1:
        # "lisa 3 osas 1. jaanuaril": the annex has its own day
        ends = [s.end for s in find_annex_sets(view, clause.span.start, clause.span.end)]
        ends += [s.end for s in find_point_sets(view, clause.span.start, clause.span.end)]
        days = _OF_A_DAY.finditer(view, clause.span.start, clause.span.end)
        split = {m.end() for m in days if any(0 < m.start() - end < 3 for end in ends)}
    limits = _LIMITS_START.finditer(view, clause.span.start, clause.span.end)
    left = [Span(*m.span()) for m in limits if m.end() not in split]
    left += [Span(*m.span()) for m in _OTHER_SUBJECT.finditer(view, clause.span.start, clause.verbs[0].start)]
    left += [Span(*m.span("term")) for m in _FOR_A_TERM.finditer(view, clause.verbs[0].start, clause.span.end)]
    left += unclear_points(view, clause.span, effects)
    if clause.effect == "commence":
        left += points_within_annexes(view, clause.span, effects)
    is_plain = any(effect.effective_on is not None and effect.doubt is None for effect in effects)
    if left or not is_plain:
        return left
    left = _unread_units(act, clause, effects) + _unread_days(act, clause, effects) + _residue(act, clause)
    if any(effect.affected.number or effect.affected.enacted_on for effect in effects):
        left += broken_references(act, clause.span, effects)
    # "rakendatakse 1. maist 2025 tehtud toimingutele": to what it is applied is said in free words
    return [word for word in left if clause.effect != "apply" or word.of(view).casefold() in LIMITING]


def _unread_units(act: ActReading, clause: Clause, effects: Sequence[Effect]) -> list[Span]:
    """Return the annexes and points that a clause names and none of its effects holds."""
    view, start, end = act.reading.masked, clause.span.start, clause.span.end
    held: set[str] = set()
    for effect in effects:
        affected = effect.affected
        if affected.annexes == "all":
            return []
        held |= {*(affected.annexes or ()), *(affected.points or ()), *affected.except_annexes, *affected.except_points}
    held |= {point.rpartition(".")[2] for point in held}
    sets = [(s.start, s.end, s.numbers) for s in find_annex_sets(view, start, end)]
    sets += [(s.start, s.end, s.points) for s in find_point_sets(view, start, end)]
    cited = [c.span for c in act.cited(clause.span)]
    left = [(a, b) for a, b, units in sets if set(units) - held and not any(c.start <= a < c.end for c in cited)]
    # "mis kehtib alates 1. maist (lisa 6)" names the document, "lisa 1 punkt 4" a point of the annex
    ends = {b for _, b, _ in sets}
    return [Span(a, b) for a, b in left if view[a - 1 : a] != "(" and not any(0 <= a - end <= 2 for end in ends)]


def _unread_days(act: ActReading, clause: Clause, effects: Sequence[Effect]) -> list[Span]:
    """Return the days before the verb from which something is said to hold, and that no effect begins on."""
    if clause.effect != "commence" or not all(effect.date_basis == "clause" for effect in effects):
        return []
    view, start = act.reading.masked, clause.span.start
    # "Käskkiri alates 01.02.2031 jõustub allkirjastamisega"
    found = find_dates(view, start, clause.verbs[0].start)
    return [Span(day.start, day.end) for day in found if FROM_BEFORE.search(view, start, day.start)]


def _residue(act: ActReading, clause: Clause) -> list[Span]:
    """Return the words that belong neither to the subject, nor to the verb, nor to the day and its rule."""
    view, span = act.reading.masked, clause.span
    left = blank_places(view, span, _understood(act, clause))
    end = _end_of_saying(view, clause) - span.start
    return [
        Span(span.start + word.start(), span.start + word.end())
        for word in _WORD.finditer(left, 0, max(0, end))
        if not _is_known(word.group())
    ] + [Span(*match.span()) for match in _HANGS_BEHIND.finditer(view, span.start + max(0, end), span.end)]


def _end_of_saying(view: str, clause: Clause) -> int:
    """Return where a clause has said what it says: at the first joint behind its last day or rule."""
    start = clause.verbs[-1].end
    ends = [day.end for day in find_dates(view, start, clause.span.end)]
    ends += [match.end() for rule in RULES for match in rule.finditer(view, start, clause.span.end)]
    joint = _FURTHER.search(view, max(ends, default=start), clause.span.end)
    return joint.start() if joint and ends else clause.span.end


def _is_known(word: str) -> bool:
    lower = word.casefold()
    if lower in COMMENCING or lower in LIMITING:
        return lower in COMMENCING
    if lower.isdecimal() or _OF_WHAT.fullmatch(lower) is not None:
        return False
    return (
        lower in FILLERS
        or lower.startswith(("jõustumis", "hakkamise"))
        or bool(OWN_WORD.fullmatch(word) or _OWN_ACT.fullmatch(word))
    )


def _understood(act: ActReading, clause: Clause) -> Iterable[tuple[int, int]]:
    view, start, end = act.reading.masked, clause.span.start, clause.span.end
    yield from find_understood(act, clause.span, clause, None)
    yield from ((start + kind.start, start + kind.end) for kind in find_kind_spans(view[start:end]))
    for pattern in (_EXCEPTED, _HOUR, _SO_ORDERED, _NOT_BEFORE_DAY, _MADE_KNOWN, *RULES):
        yield from (match.span() for match in pattern.finditer(view, start, end))
