"""Read verbs of commencement and application: what begins, what is applied, and until when it holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from extractors.citations.annex_sets import find_annex_sets
from extractors.citations.calendar_dates import FoundDate, find_dates
from extractors.citations.find import FoundCitation
from extractors.citations.point_sets import below_point, find_point_set, find_point_sets, is_sub_point
from extractors.effects.act_reading import ActReading
from extractors.effects.clauses import Clause
from extractors.effects.dates import (
    RETROACTIVE,
    YEAR_WORD,
    EffectDate,
    hangs_on_condition,
    read_commencement,
    read_plain_day,
    read_until,
)
from extractors.effects.days_first import read_days_first
from extractors.effects.its_points import parts_of_annexes
from extractors.effects.outcome import Outcome
from extractors.effects.peeling import read_units
from extractors.effects.places import blank_places
from extractors.effects.respectively import find_respective_days, pair_parts
from extractors.model.effect import Affected, Effect
from extractors.model.evidence import Span
from extractors.words.acts import ACT_SAID_BEFORE, ACT_STEM, DAMAGED_ACT_STEM
from extractors.words.qualifiers import EXCEPT_LEAD

_ONE_DAY = 1
# What may enter into force or be applied: the act that speaks, its points and annexes, what it approves.
_SUBJECT = re.compile(
    rf"{DAMAGED_ACT_STEM}|käesolev|(?<!\w)(?:\w{{0,30}}kord|korda|\w{{0,30}}eeskiri|\w{{0,30}}juhend|põhimäärus"
    rf"|koosseis|akt|see|seda|selle(?=\s+(?:mõju|toime)(?!\w))"
    r"|mis|mida|need|neid|nimetatud|ametijuhend\w*|juhend\w*|muudatus\w*|tingimus\w*|lisa|lisad|lisasid|punkt\w*"
    r"|lõige|säte|sätted|sätteid)(?!\w)|§|\bp\s?\d",
    re.IGNORECASE,
)
_OWN_NUMBER = re.compile(r"\s*(?:§\s?)?\d{1,3}(?:\.\d{1,3})*[.)]\s")
# "punkt 3 jõustub 1. juunil, ülejäänud punktid allakirjutamisel": the verb is left out
_REST = re.compile(
    rf"(?:,|(?<!\w)(?:ja|ning))\s+(?:(?:{DAMAGED_ACT_STEM})\w*\s+)?(?:kõik\s+)?(?:ülejäänud|muus|muud|teised)\s+(?:osas|punktid|sätted|lisad)(?!\w)"
    # "lisa 1 jõustub 1. juunil, käskkiri ise allkirjastamisest"
    rf"|(?:,|(?<!\w)(?:ja|ning|kuid|aga))\s+(?:{DAMAGED_ACT_STEM})\w*\s+(?:ise|tervikuna)(?!\w)",
    re.IGNORECASE,
)
_WHICH = re.compile(r"[\s,]*(?:mida|mis)(?!\w)", re.IGNORECASE)
_DAY_ALONE = re.compile(rf"\A\s*(?:\d{{1,3}}[.)]\s+)?\d{{1,2}}\.\d{{1,2}}\.\d{{4}}{YEAR_WORD}\s*\Z")
_FROM_EVENT = re.compile(r"\s*(?:alates|pärast|peale)\s", re.IGNORECASE)
_ORDERED_OF_IT = re.compile(
    rf"määra\w{{1,4}}\s+(?:selle|nende|tema)(?!\w)(?!\s+(?:lisa|punkt|{ACT_STEM}))", re.IGNORECASE
)
_ORDERS = re.compile(r"määra(?:n|me|ta|takse)(?!\w)", re.IGNORECASE)
_HOLDS = re.compile(r"(?:on\s+)?kehti(?:b|v|vad|ma)(?!\w)", re.IGNORECASE)
# "jõustub 1. mail (punkt 1 allkirjastamisest)"
_JOINED = re.compile(r"(?:,|\(|(?<!\w)(?:ja|ning))\s*\Z")
# "kuni 01.05.2025 või kuni uue korra kehtestamiseni"
_OR_AN_EVENT = re.compile(r"(?<!\w)või(?!\w)|\w{3}miseni(?!\w)", re.IGNORECASE)
_OTHER_VERB = re.compile(
    r"(?<!\w)(?:ja|ning|kuid)\s+(?:[^\W\d_]+\s+)?(?:kehti|kaota|jõustu|hakka)(?:b|vad)(?!\w)", re.IGNORECASE
)
_EXCEPT_BEFORE = re.compile(rf"(?<!\w){EXCEPT_LEAD}\s+\Z", re.IGNORECASE)
_EXCEPTED = re.compile(
    rf"(?<!\w){EXCEPT_LEAD}\s+(?P<units>(?:lisa|punkt)[^;:]*?)(?=,\s*mi[sld]|,?\s+(?:jõustu|hakka|kehti|kohalda|rakend)|;|$)",
    re.IGNORECASE,
)


def read_clause_of_commencement(act: ActReading, clause: Clause, quote: Span) -> Outcome:
    """Return from when, and until when, an act or a part of it holds or is applied.

    Empty for other subjects, such as a contract.
    """
    view = act.reading.masked
    subject = Span(clause.span.start, clause.verbs[0].start)
    if _ORDERS.match(view, clause.verbs[0].start):
        # "määran käskkirja jõustumise ajaks 28.02.2024": the subject stands behind the verb
        subject = Span(clause.verbs[0].end, clause.span.end)
    elif not re.search(r"\b(?!(?:ja|ning|kuid|aga|ent)\b)\w{2,}|§", view[subject.start : subject.end]):
        # "… jõustub 1. juunil ja kehtib kuni …": the subject stands once, before the first verb, behind its own number
        own = _OWN_NUMBER.match(view, quote.start, subject.end)
        subject = Span(min(own.end() if own else quote.start, subject.start), subject.end)
    words = view[clause.span.start : clause.span.end]
    is_heading = view[clause.verbs[0].start : clause.verbs[0].end].endswith(":")
    if not (
        is_heading  # "Jõustumine: allkirjastamisest." says it of the act that speaks
        or is_ordered_of_it(act, clause)
        or _SUBJECT.search(view, subject.start, subject.end)
        or _SUBJECT.search(words)
    ):
        return Outcome()
    if ACT_SAID_BEFORE.search(view, subject.start, subject.end):
        # "Nimetatud käskkirja lisa 3 kehtib kuni 31.12.2026": not of the act that speaks
        return Outcome(findings=(act.unread(quote),))
    if split := read_days_first(act, clause):
        return Outcome(tuple(act.effect(clause.effect, part, quote, day) for part, day in split))
    rest = _REST.search(view, clause.verbs[-1].end, clause.span.end)
    further = _without_verb(act, clause)
    end = min(further[0][0].start if further else clause.span.end, rest.start() if rest else clause.span.end)
    found = read_commencement(view, clause.verbs[0].start, end, act.act_date)
    others = [cited for cited in act.cited(clause.span) if cited.enacted_on and cited.enacted_on != act.act_date]
    if clause.effect == "apply" and found is not None and found.on in {cited.enacted_on for cited in others}:
        # "taotlustele kohaldatakse 17. märtsi 2011 määrust nr 7": the day is that of the other act
        return Outcome()
    if any(cited.span.end <= subject.end for cited in others) and _HOLDS.match(view, clause.verbs[0].start):
        # "Direktori 02.11.2021 käskkirja nr 51 lisa 3 kehtib kuni …": it is the other act that ends
        return _ends_after(act, clause, quote)
    if clause.effect == "commence" and not _SUBJECT.search(view, subject.start, subject.end) and _is_of_another(others):
        # "1. jaanuaril 2026 jõustub juhataja 24.11.2025 käskkiri nr 50": not the act that speaks
        return Outcome(findings=(act.unread(quote),))
    if found is None and clause.effect == "commence":
        found = read_commencement(view, clause.span.start, end, act.act_date) or _day_before_verb(act, clause)
    is_retroactive = RETROACTIVE.search(words) is not None
    if days := find_respective_days(act, clause.span):
        return _respectively(act, clause, quote, days, is_retroactive=is_retroactive)
    affected = _commencing(act, subject)
    if affected.scope == "act" and not _SUBJECT.search(view, subject.start, subject.end):
        # "erandina jõustub punkt 5 allkirjastamisel": the subject stands behind the verb
        excepted = _EXCEPTED.search(view, clause.verbs[0].end, end)
        affected = _commencing(act, Span(clause.verbs[0].end, excepted.start() if excepted else end))
    if clause.effect == "commence" and (affected.scope == "act" or affected.annexes):
        affected = _with_exceptions(act, affected, clause, quote)
    effects: list[Effect] = []
    if found is not None and (clause.effect == "commence" or found.on is not None or _waits(view, clause, found)):
        effect = act.effect(clause.effect, affected, quote, found)
        effects.append(replace(effect, is_retroactive=effect.is_retroactive or is_retroactive))
    effects += [
        act.effect(clause.effect, _below_subject(_commencing(act, place), affected, act, place), quote, day)
        for place, day in further
    ]
    if rest is not None and affected.scope != "act":
        day = read_commencement(view, rest.end(), clause.span.end, act.act_date)
        day = day or read_plain_day(view, rest.end(), clause.span.end, act.act_date)  # "ülejäänud punktid 23.12.2022"
        effects += [act.effect(clause.effect, Affected(), quote, day)] if day is not None else []
    if found is not None and found.is_year_inferred and _has_unclear_year(effects):
        # "lisa 1 jõustub 1. juunil, lisa 2 1. juulil ja lisa 3 1. augustil 2026"
        yearless = {day.on for day in (found, *(day for _, day in further)) if day.is_year_inferred}
        words = clause.span.of(act.text.text)
        effects = [_in_doubt(effect, words) if effect.effective_on in yearless else effect for effect in effects]
    until = read_until(view, clause.verbs[0].start, clause.span.end, act.act_date)
    if until is not None and clause.effect == "commence":
        ends = EffectDate(date.fromordinal(until.toordinal() + _ONE_DAY), "stated", "expiry")
        effects.append(act.effect("revoke", affected, quote, ends))
    if not effects and clause.effect == "commence":
        return Outcome(findings=(act.unread(quote),))
    return Outcome(tuple(effects))


def _respectively(
    act: ActReading, clause: Clause, quote: Span, days: Sequence[FoundDate], *, is_retroactive: bool
) -> Outcome:
    """Return the parts of an act with the days that are theirs in order; a doubt where they are not as many."""
    effects = tuple(
        act.effect(clause.effect, affected, quote, day) for affected, day in pair_parts(act, clause.span, days)
    )
    if not effects:
        return Outcome(findings=(act.unread(quote),))
    return Outcome(tuple(replace(one, is_retroactive=one.is_retroactive or is_retroactive) for one in effects))


def _in_doubt(effect: Effect, words: str) -> Effect:
    return replace(effect, doubt=effect.doubt or "days_unread", doubt_quote=effect.doubt_quote or words)


def _has_unclear_year(effects: Sequence[Effect]) -> bool:
    """Return whether the year of a later day may be that of the first day too: "punkt 1 jõustub 1. juunil ja punkt 2
    1. juulil 2026". Of "1. detsembril ja … 1. jaanuaril 2026" it cannot be.
    """
    days = [effect.effective_on for effect in effects if effect.effective_on is not None]
    first = days[0] if days else None
    return any(
        first is not None and day.year != first.year and (first.month, first.day) <= (day.month, day.day)
        for day in days
    )


def _day_before_verb(act: ActReading, clause: Clause) -> EffectDate | None:
    """Return the plain day at a clause's head, right before its verb: "01.08.2026 jõustub käesolev käskkiri"."""
    view, end = act.reading.masked, clause.verbs[0].start
    alone = _DAY_ALONE.search(view[clause.span.start : end]) is not None
    return read_plain_day(view, clause.span.start, end, act.act_date) if alone else None


def is_ordered_of_it(act: ActReading, clause: Clause) -> bool:
    """Tell whether a clause orders a day of what stands before it: "ja määran selle jõustumise päevaks 1. novembri"."""
    return _ORDERED_OF_IT.match(act.reading.masked, clause.verbs[0].start, clause.span.end) is not None


def _waits(view: str, clause: Clause, found: EffectDate) -> bool:
    """Tell whether a relative clause says that a document is applied only from an event on: "(lisa 1), mida
    kohaldatakse alates teenistuskoha täitmisest"."""
    is_of_event = found.basis == "condition" and _FROM_EVENT.search(view, clause.verbs[0].end, clause.span.end)
    return bool(is_of_event) and _WHICH.match(view, clause.span.start) is not None


def _below_subject(part: Affected, first: Affected, act: ActReading, place: Span) -> Affected:
    """Return the sub-points below the point that a sentence names once.

    An example: "Punkti 1 alapunktid 1 ja 2 jõustuvad 1. veebruaril, alapunkt 3 aga 1. märtsil".
    """
    parents = {point.rpartition(".")[0] for point in first.points or ()}
    if part.points is None or len(parents) != 1 or not is_sub_point(place.of(act.reading.masked)):
        return part
    parent = parents.pop()
    return replace(part, points=tuple(below_point(parent, point) for point in part.points)) if parent else part


def _is_of_another(others: Sequence[FoundCitation]) -> bool:
    return any(cited.number is not None and not cited.is_comitative for cited in others)


def _ends_after(act: ActReading, clause: Clause, quote: Span) -> Outcome:
    """Return the end of another act, or of what it approved, that holds until a day; a doubt where no day is stated."""
    objects = act.objects(clause, None)
    until = read_until(act.reading.masked, clause.verbs[0].start, clause.span.end, act.act_date)
    words = act.reading.masked[clause.verbs[0].start : clause.span.end]
    if not objects or until is None or hangs_on_condition(words) or _OR_AN_EVENT.search(words):
        return Outcome(findings=(act.unread(quote),))
    ends = EffectDate(date.fromordinal(until.toordinal() + _ONE_DAY), "stated")
    return Outcome(tuple(act.effect("revoke", one.affected, quote, ends) for one in objects))


def _without_verb(act: ActReading, clause: Clause) -> Sequence[tuple[Span, EffectDate]]:
    """Return the places of parts whose verb is left out, with their days.

    An example: "punktid 1 ja 2 jõustuvad 1. mail ning punkt 3 1. septembril".
    """
    view, start, end = act.reading.masked, clause.verbs[-1].end, clause.span.end
    places = [(s.start, s.end) for s in find_point_sets(view, start, end)]
    places += [(s.start, s.end) for s in find_annex_sets(view, start, end) if s.numbers]
    places.sort()
    found: list[tuple[Span, EffectDate]] = []
    for index, (first, last) in enumerate(places):
        after = places[index + 1][0] if index + 1 < len(places) else end
        before = view[max(start, first - 60) : first]
        day = read_plain_day(view, last, after, act.act_date)
        if day is None and _JOINED.search(before):
            # "… ja lisa 4 ministri nõusolekul"
            day = read_commencement(view, last, after, act.act_date)
        if day is not None and _EXCEPT_BEFORE.search(before) and not list(find_dates(view, start, first)):
            continue  # "jõustub, välja arvatud punkt 3, 1. juulil": the day is that of the act
        if day is not None and not re.search(r"\blisa\w*\s[\d\s,]*$|vastavalt\s*$", before, re.IGNORECASE):
            found.append((Span(first, last), day))
    return found


def _with_exceptions(act: ActReading, affected: Affected, clause: Clause, quote: Span) -> Affected:
    """Exclude what does not begin on the day: "Käskkiri jõustub 1. märtsil, välja arvatud punkt 3, mis …".

    Not what another verb excepts behind it: "jõustub 1. märtsil ja kehtib kuni 1. maini, v.a lisa 2".
    """
    view, verb = act.reading.masked, clause.verbs[-1]
    excepted = _EXCEPTED.search(view, quote.start, quote.end)
    if excepted is None or (excepted.start() > verb.end and _OTHER_VERB.search(view, verb.end, excepted.start())):
        return affected
    # "välja arvatud lisa 2 punkt 3": a point of the annex, which begins with its act all the same
    parts = ((part.start, part.end) for part in parts_of_annexes(excepted["units"]))
    said = blank_places(excepted["units"], Span(0, len(excepted["units"])), parts)
    annexes, points = read_units(said)
    if affected.scope == "annexes":
        left = tuple(number for number in affected.annexes or () if number not in annexes)
        is_of_them = bool(left) and {*annexes} <= {*(affected.annexes or ())}
        return replace(affected, annexes=left, except_annexes=annexes) if is_of_them else affected
    return replace(affected, except_annexes=annexes, except_points=points)


def _commencing(act: ActReading, subject: Span) -> Affected:
    view = act.reading.masked
    # "Käskkiri, välja arvatud lisa 2, jõustub …": what is excepted is not what begins
    excepted = _EXCEPTED.search(view, subject.start, subject.end)
    if excepted is not None and _WHICH.match(view, excepted.end(), subject.end) is None:
        said = _commencing(act, Span(subject.start, excepted.start()))
        annexes, points = read_units(excepted["units"])
        left = tuple(number for number in said.annexes or () if number not in annexes)
        kept = tuple(point for point in said.points or () if point not in points)
        but = tuple(number for number in annexes if left and number in (said.annexes or ()))
        return replace(said, annexes=left or said.annexes, except_annexes=but, points=kept or said.points)
    found = find_point_set(view, subject.start, subject.end)
    numbers = tuple(n for s in find_annex_sets(view, subject.start, subject.end) for n in s.numbers)
    if numbers:
        return Affected(annexes=numbers, scope="annexes")
    if found is not None:
        return Affected(points=found.points, scope="points")
    return Affected()
