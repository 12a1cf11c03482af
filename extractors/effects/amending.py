"""Read verbs of amendment: the act, annexes or points that change."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.citations.point_sets import find_point_set
from extractors.effects.act_reading import ActReading
from extractors.effects.clauses import Clause
from extractors.effects.outcome import Governor, Outcome, distinct
from extractors.effects.own_parts import own_affected, replaced_annexes
from extractors.effects.peeling import ENDING
from extractors.model.effect import Affected, Effect
from extractors.model.evidence import Span
from extractors.model.finding import Finding

# "Muuta hankelepingu nr 7-3/19 punkti 4.2": a contract is no act
_CONTRACT = re.compile(r"(?<!\w)\w{0,20}lepingu(?:t|s|d|te|id)?(?=[\s,(]{1,4}(?:nr|punkt|lisa|\d))", re.IGNORECASE)
_ADDED = re.compile(r"lisa(?:n|da|takse)(?!\w)", re.IGNORECASE)
_RECEIVES = re.compile(
    r"(?<!\w)(?:lisa\s|lisad\s|lisa\w{0,3}\s\d|(?:ala)?punkt|lõi[gk]|lause|sõna|tekst|märkus|rida|veer)|§|„|(?:kirja|korralduse|otsuse|määruse)(?:le|sse|s)(?!\w)",
    re.IGNORECASE,
)
# "kuid selle lisa 3 asendatakse käesoleva käskkirja lisaga 2": of an act that something else was said of
_OF_THAT_ACT = re.compile(r"(?<!\w)(?:selle|nimetatud\s+\w+|sama\s+\w+)\s+(?:lisa|punkt)\w{0,3}\s+\d", re.IGNORECASE)

# "lisa 3 jäetakse välja": what is taken out holds no longer, though no word says that it ends
_TAKES_OUT = re.compile(r"(?:jäetakse|jätta|jätan|arvan|arvata|arvatakse|kustuta|eemalda)", re.IGNORECASE)
_WHOLE_ANNEX = re.compile(r"(?<!\w)lisad?\s+(?:nr\.?\s*)?\d", re.IGNORECASE)
_AS_A_WHOLE = re.compile(
    r"(?<!\w)lisa\s+(?:nr\.?\s*)?(?P<number>\d{1,3})\s+(?:tervikuna|täielikult|täies\s+ulatuses)(?!\w)", re.IGNORECASE
)
_OF_AN_ANNEX = re.compile(
    r"„|§|(?<!\w)(?:sõna|lause|tekst|punkt|lõi[gk]|rida|real|rea|veer|tabel|pealkir|number|numbri|märkus|osa)",
    re.IGNORECASE,
)


def _is_put_elsewhere(act: ActReading, clause: Clause) -> bool:
    """Tell whether an act as a whole is only added to something: "Lisada toimikusse direktori käskkiri nr 5"."""
    words = act.reading.masked[clause.span.start : clause.span.end]
    return _ADDED.match(act.reading.masked, clause.verbs[0].start) is not None and _RECEIVES.search(words) is None


def _taken_out(act: ActReading, clause: Clause, effect: Effect) -> Effect:
    """Return an end in doubt where whole annexes are taken out of an act; else the amendment.

    That says less than "kehtetuks": the annex may stand elsewhere from now on. In force it is not without a doubt.
    """
    view, verb = act.reading.masked, clause.verbs[0]
    words = clause.span.of(view)
    if effect.affected.scope != "annexes" or effect.date_rule or not _TAKES_OUT.match(view, verb.start):
        return effect
    is_of_one = _OF_AN_ANNEX.search(words) and not _names_whole(words, effect)
    if not _WHOLE_ANNEX.search(words) or is_of_one:
        return effect
    said = " ".join(view[verb.start : verb.end].split())
    doubt, quote = (effect.doubt, effect.doubt_quote) if effect.doubt else ("words_unread", said)
    return replace(effect, effect="revoke", doubt=doubt, doubt_quote=quote)


def _names_whole(words: str, effect: Effect) -> bool:
    """Tell whether an annex of an effect is said to be meant as a whole: "punktid 3 ja 4 ning lisa 5 tervikuna"."""
    said = _AS_A_WHOLE.search(words)
    return said is not None and said["number"] in (effect.affected.annexes or ())


def _but_excepted(act: ActReading, clause: Clause, target: Affected) -> Affected:
    """Return the annexes that change without those that the clause excepts: "lisad 5-7, v.a lisa 6"."""
    excepted = {n for p in act.pieces.within(clause.span) if p.role == "except" for n in p.annexes}
    if target.points is not None or not isinstance(target.annexes, tuple) or not excepted:
        return target
    left = tuple(number for number in target.annexes if number not in excepted)
    but = tuple(number for number in target.annexes if number in excepted)
    return replace(target, annexes=left, except_annexes=but) if left else target


def read_amendment(act: ActReading, clause: Clause, quote: Span, governor: Governor | None) -> Outcome:
    """Return what a clause changes, with a doubt where it names no act by date or number."""
    view = act.reading.masked
    objects = act.objects(clause, None)
    starts = act.stated_start(clause.span, tuple((o.citation.span.start, o.citation.span.end) for o in objects))
    if objects and _is_put_elsewhere(act, clause):
        return Outcome(findings=(act.unread(quote),))
    if objects:
        targets = tuple(_but_excepted(act, clause, one.affected) for one in objects)
        effects = [_taken_out(act, clause, act.effect("amend", t, quote, starts)) for t in targets]
        return Outcome(distinct(effects), targets=targets)
    if _CONTRACT.search(view, clause.span.start, clause.span.end):
        return Outcome()
    points = find_point_set(view, clause.span.start, clause.span.end)
    annexes = replaced_annexes(act.reading, clause.span)
    is_of_same_act = governor is not None and (
        governor.effect == "amend" or (governor.effect in ENDING and bool(points or annexes))
    )
    target = governor.target if governor is not None and is_of_same_act else None
    if target is not None:
        if points is not None:
            target = act.part_of(target, clause.span) or target
        elif annexes:
            target = replace(target, annexes=annexes, scope="annexes")
        return Outcome((_taken_out(act, clause, act.effect("amend", target, quote, starts)),))
    own = replace(own_affected(act, clause.span, ()), title=None)
    if own.kind is None and points is None:
        weak = re.match(r"(?i)lisa|asenda|vaheta|kustuta|tehakse|teha|jäe|arva", view[clause.verbs[0].start :][:12])
        is_of_an_act = _OF_THAT_ACT.search(view, clause.span.start, clause.span.end) is not None
        return Outcome() if weak and not is_of_an_act else Outcome(findings=(act.unread(quote),))
    if points is not None:
        own = replace(own, points=points.points, scope="points")
    elif own.scope == "annexes":
        own = replace(own, annexes=None, scope="attached")
    finding = Finding("amended_without_reference", "the act that is amended is not named by date or number", quote)
    return Outcome((act.effect("amend", own, quote, starts),), (finding,), targets=(own,))
