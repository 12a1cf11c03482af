"""What each verb does with the words of its clause."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from extractors.citations.annex_sets import ANNEX_WORD, find_annex_sets
from extractors.citations.find import FoundCitation, clean_title, scan_citations
from extractors.citations.point_sets import find_point_set
from extractors.citations.view import Reading
from extractors.directive.kinds import find_kind
from extractors.effects.clauses import Clause
from extractors.effects.dates import RETROACTIVE, EffectDate, read_commencement, read_stated_start, read_until
from extractors.effects.objects import (
    NO_PREAMBLE,
    ActObject,
    is_attached,
    is_basis,
    is_with_annexes,
    own_annexes,
    read_objects,
    read_preamble,
    replaced_annexes,
    without_histories,
)
from extractors.model.directive import Part
from extractors.model.effect import Affected, Effect, EffectKind, Scope
from extractors.model.evidence import Evidence, Span
from extractors.model.finding import Finding
from extractors.model.text import DocumentText

_ONE_DAY = 1
# What may enter into force or be applied: the act that speaks, its points and annexes, what it approves.
_SUBJECT = re.compile(
    r"k[äa]skki|käesolev|määrus|korraldus|otsus|(?<!\w)(?:\w{0,30}kord|korda|\w{0,30}eeskiri|\w{0,30}juhend|põhimäärus|koosseis|akt|see|seda"
    r"|mis|mida|need|neid|nimetatud|ametijuhend\w*|juhend\w*|muudatus\w*|tingimus\w*|lisa|lisad|lisasid|punkt\w*|lõige|säte|sätted)(?!\w)|§|\bp\s?\d",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r"takse$|tehakse", re.IGNORECASE)
_NEW_WORDING = re.compile(r"uu[es]\w{0,2}\s+(?:redaktsioon|sõnastus)|muudatus|täiendus", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Governor:
    """A verb that governs the points below it. ``target`` is the act a list of amendments changes; ``bare`` gives
    issuer and act word to references below; ``starts`` the day stated in the lead."""

    effect: EffectKind
    quote: Span
    target: Affected | None
    bare: FoundCitation | None
    starts: EffectDate | None
    has_numbers: bool
    kind: str | None
    scope: Scope


@dataclass(frozen=True, slots=True)
class Outcome:
    effects: tuple[Effect, ...] = ()
    findings: tuple[Finding, ...] = ()
    targets: tuple[Affected, ...] = ()
    opens: Governor | None = None
    is_bare: bool = False

    def plus(self, other: Outcome) -> Outcome:
        return Outcome(
            self.effects + other.effects, self.findings + other.findings, self.targets + other.targets,
            other.opens or self.opens,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class ClauseReader:
    """Reads clauses and list items of one act. ``act_date`` is the act's own date, which rules and lost years need."""

    text: DocumentText
    reading: Reading
    act_date: date | None
    parts: tuple[Part, ...]
    quotes: dict[Span, Evidence] = field(default_factory=dict)

    def read_clause(self, clause: Clause, quote: Span, governor: Governor | None) -> Outcome:
        """What one verb of a sentence does; an ``unread_operative_sentence`` where nothing could be read."""
        match clause.effect:
            case "revoke":
                return self._revoke(clause, quote, governor)
            case "approve":
                return self._approve(clause, quote, governor)
            case "amend":
                return self._amend(clause, quote, governor)
            case "commence" | "apply":
                return self._commence(clause, quote)

    def read_item(self, span: Span, quote: Span, governor: Governor) -> Outcome:
        """What a list item without a verb of its own is to the verb that governs it."""
        match governor.effect:
            case "revoke":
                return self._revoke_item(span, quote, governor)
            case "approve":
                return self._approve_item(span, quote, governor)
            case _:
                return Outcome()

    # revoke

    def _revoke(self, clause: Clause, quote: Span, governor: Governor | None) -> Outcome:
        objects = self._objects(clause, governor.bare if governor else None)
        if objects:
            return self._revoked(objects, clause.span, quote, None)
        target = self._part_of_target(clause.span, governor)
        if target is not None and governor is not None:
            starts = self.stated_start(clause.span, ())
            return Outcome((self._effect("revoke", target, quote, starts or governor.starts),))
        titled = self._titled(clause.span)
        if titled is not None:
            starts = self.stated_start(clause.span, ())
            finding = Finding("revoked_without_reference", "what is revoked is named by its title alone", quote)
            return Outcome((self._effect("revoke", titled, quote, starts),), (finding,))
        return Outcome(findings=(self._unread(quote),))

    def _revoke_item(self, span: Span, quote: Span, governor: Governor) -> Outcome:
        found = scan_citations(self.reading, span, self.act_date, governor.bare)
        kept = [
            c
            for c in without_histories(self.reading, found, span)
            if not is_basis(self.reading, c, span, span.start, NO_PREAMBLE)
        ]
        if not kept:
            target = self._part_of_target(span, governor)
            if target is not None:
                return Outcome((self._effect("revoke", target, quote, governor.starts),))
            return (
                Outcome(findings=(self._unread(quote),))
                if ":" not in self.reading.masked[span.start : span.end]
                else Outcome()
            )
        objects = [_of_kind(one, governor.kind) for one in read_objects(self.reading, kept, span)]
        return self._revoked(objects, span, quote, governor.starts)

    def _part_of_target(self, span: Span, governor: Governor | None) -> Affected | None:
        """The points or annexes that a clause names of the act under amendment ("lisa 3 tunnistatakse kehtetuks")."""
        if governor is None or governor.target is None:
            return None
        points = find_point_set(self.reading.masked, span.start, span.end)
        if points is not None:
            return replace(governor.target, points=points.points, scope="points")
        numbers = tuple(n for s in find_annex_sets(self.reading.masked, span.start, span.end) for n in s.numbers)
        if numbers:
            return replace(governor.target, points=None, annexes=tuple(dict.fromkeys(numbers)), scope="annexes")
        return None

    def _revoked(self, objects: Sequence[ActObject], span: Span, quote: Span, lead: EffectDate | None) -> Outcome:
        """A day behind one object of a list holds for it and for those before it that have none of their own; a day
        before the first object holds for all."""
        first = objects[0].citation.span.start
        general = self.stated_start(Span(span.start, first), ()) or lead
        effects: list[Effect] = []
        starts: EffectDate | None = None
        for one in reversed(objects):
            starts = self.stated_start(one.tail, ()) or starts
            for affected, own in self._dated_annexes(one):
                effects.append(self._effect("revoke", affected, quote, own or starts or general))
        effects.reverse()
        return Outcome(_distinct(effects))

    def _dated_annexes(self, one: ActObject) -> list[tuple[Affected, EffectDate | None]]:
        """ "lisa 1 alates 01.04.2025 ja lisa 2 alates 01.05.2025": last first, each set of annexes with its own day."""
        view = self.reading.masked
        sets = [s for s in find_annex_sets(view, one.tail.start, one.tail.end) if s.numbers]
        if one.affected.scope != "annexes" or len(sets) < 2 or one.affected.except_annexes or one.affected.points:
            return [(one.affected, None)]
        ends = [*(s.start for s in sets[1:]), one.tail.end]
        days = [self.stated_start(Span(s.end, end), ()) for s, end in zip(sets, ends, strict=True)]
        if sum(day is not None for day in days) < 2:
            return [(one.affected, None)]
        dated = [(replace(one.affected, annexes=s.numbers), day) for s, day in zip(sets, days, strict=True)]
        return dated[::-1]

    # approve

    def _approve(self, clause: Clause, quote: Span, governor: Governor | None) -> Outcome:
        behind = Span(self._object_start(clause), clause.span.end)
        before = Span(clause.span.start, clause.verbs[0].start)
        target = self._part_of_target(before, governor)
        if target is not None and _NEW_WORDING.search(self.reading.masked, behind.start, behind.end):
            # "lisa 4 kinnitatakse uues sõnastuses (lisa 1)" in a list of amendments: one annex replaces another
            own = self._own_affected(behind, own_annexes(self.reading, behind, ()))
            new = (self._effect("approve", own, quote, None),) if own.scope != "act" else ()
            return Outcome((self._effect("amend", target, quote, None), *new))
        objects = self._objects(clause, None)
        amended = [o for o in objects if self._is_new_wording(o, clause)]
        starts = self.stated_start(clause.span, tuple((o.citation.span.start, o.citation.span.end) for o in objects))
        effects = [self._effect("amend", one.affected, quote, starts) for one in amended]
        numbers = own_annexes(self.reading, clause.span, amended)
        own = self._own_affected(behind, numbers)
        if own.annexes is None and self._is_norm(clause, behind):
            return Outcome(tuple(effects))
        if not amended or numbers or own.scope == "attached":
            effects.append(self._effect("approve", own, quote, starts))
        return Outcome(tuple(effects), targets=tuple(one.affected for one in amended))

    def _approve_item(self, span: Span, quote: Span, governor: Governor) -> Outcome:
        view = self.reading.masked
        sets = [one for one in find_annex_sets(view, span.start, span.end) if one.numbers]
        numbers = tuple(dict.fromkeys(number for one in sets for number in one.numbers))
        starts = self.stated_start(span, ()) or governor.starts
        if not numbers and (span.end - span.start > 300 or governor.has_numbers or governor.scope == "act"):
            own = self._own_affected(span, ())
            if own.annexes is None and own.scope == "act":
                return Outcome()
        own = self._own_affected(span, numbers)
        own = replace(own, kind=own.kind or governor.kind)
        if own.scope == "act" and governor.scope != "act":
            own = replace(own, scope=governor.scope)
        title = self._item_title(span)
        return Outcome((replace(self._effect("approve", own, quote, starts), item_title=title),))

    def _own_affected(self, span: Span, numbers: tuple[str, ...]) -> Affected:
        view = self.reading.masked
        kind = self.kind_of(span)
        title = None
        if quoted := re.search(r"„·*“", view[span.start : span.end]):
            title = clean_title(self.reading.view[span.start + quoted.start() : span.start + quoted.end()])
        if numbers:
            return Affected(kind=kind, title=title, annexes=numbers, scope="annexes")
        if is_with_annexes(view, span):
            return Affected(kind=kind, title=title, annexes="all", scope="attached")
        if is_attached(view, span):
            single = self._only_annex_number()
            if kind == "ametijuhend" and single is not None and not self._is_plural_job(span):
                return Affected(kind=kind, title=title, annexes=(single,), scope="annexes")
            return Affected(kind=kind, title=title, scope="attached")
        return Affected(kind=kind, title=title, scope="act")

    def _only_annex_number(self) -> str | None:
        annexes = [part for part in self.parts if part.part == "annex"]
        return annexes[0].annex_number if len(annexes) == 1 else None

    def _is_plural_job(self, span: Span) -> bool:
        return (
            re.search(r"ametijuhendi(?:d|te|tele)\b", self.reading.view[span.start : span.end], re.IGNORECASE)
            is not None
        )

    def _is_new_wording(self, one: ActObject, clause: Clause) -> bool:
        words = self.reading.masked[clause.span.start : clause.span.end]
        return one.affected.scope in ("annexes", "approved", "act") and _NEW_WORDING.search(words) is not None

    def _is_norm(self, clause: Clause, behind: Span) -> bool:
        """ "Ametijuhend kinnitatakse peadirektori käskkirjaga": a rule about future acts approves nothing."""
        words = self.reading.masked[clause.span.start : clause.span.end]
        verb = self.reading.masked[clause.verbs[0].start : clause.verbs[0].end]
        return (
            _PASSIVE.search(verb) is not None
            and re.search(
                r"(?:käskkirja|otsuse|määruse|korralduse)ga\b(?!\s*nr)|\bpoolt\b|\b(?:peab|tuleb|võib)\b",
                words,
                re.IGNORECASE,
            )
            is not None
        )

    def _item_title(self, span: Span) -> str | None:
        words = self.reading.view[span.start : span.end]
        words = re.sub(
            r"\(\s*lisa\w*\b[^()]*\)|\b(?:vastavalt\s+)?lisa(?:le|s|na)?\s+\d+\b", "", words, flags=re.IGNORECASE
        )
        words = re.sub(r"\(\s*(?:juurde\s+)?lisatud\s*\)|\balates\b.*$", "", words, flags=re.IGNORECASE | re.DOTALL)
        words = re.sub(r"\s+", " ", words).strip(" ;.,-")
        return words[:300] or None

    # amend

    def _amend(self, clause: Clause, quote: Span, governor: Governor | None) -> Outcome:
        view = self.reading.masked
        objects = self._objects(clause, None)
        starts = self.stated_start(clause.span, tuple((o.citation.span.start, o.citation.span.end) for o in objects))
        if objects:
            targets = tuple(one.affected for one in objects)
            return Outcome(_distinct([self._effect("amend", t, quote, starts) for t in targets]), targets=targets)
        points = find_point_set(view, clause.span.start, clause.span.end)
        annexes = replaced_annexes(self.reading, clause.span)
        target = governor.target if governor is not None and governor.effect == "amend" else None
        if target is not None:
            if points is not None:
                target = replace(target, points=points.points, scope="points")
            elif annexes:
                target = replace(target, annexes=annexes, scope="annexes")
            return Outcome((self._effect("amend", target, quote, starts),))
        own = replace(self._own_affected(clause.span, ()), title=None)
        if own.kind is None and points is None:
            weak = re.match(r"(?i)lisa|asenda|kustuta|tehakse|teha|jäe|arva", view[clause.verbs[0].start :][:12])
            return Outcome() if weak else Outcome(findings=(self._unread(quote),))
        if points is not None:
            own = replace(own, points=points.points, scope="points")
        elif own.scope == "annexes":
            own = replace(own, annexes=None, scope="attached")
        finding = Finding("amended_without_reference", "the act that is amended is not named by date or number", quote)
        return Outcome((self._effect("amend", own, quote, starts),), (finding,), targets=(own,))

    # commence, apply

    def _commence(self, clause: Clause, quote: Span) -> Outcome:
        view = self.reading.masked
        subject = Span(clause.span.start, clause.verbs[0].start)
        if not re.search(r"\b(?!ja\b|ning\b)\w{2,}", view[subject.start : subject.end]):
            # "… jõustub 1. juunil ja kehtib kuni …": the subject stands once, before the first verb
            subject = Span(min(quote.start, subject.start), subject.end)
        words = view[clause.span.start : clause.span.end]
        if not _SUBJECT.search(view, subject.start, subject.end) and not _SUBJECT.search(words):
            return Outcome()
        found = read_commencement(view, clause.verbs[0].start, clause.span.end, self.act_date)
        if found is None and clause.effect == "commence":
            found = read_commencement(view, clause.span.start, clause.span.end, self.act_date)
        is_retroactive = RETROACTIVE.search(words) is not None
        affected = self._commencing(subject)
        effects: list[Effect] = []
        if found is not None and (clause.effect == "commence" or found.on is not None):
            effect = self._effect(clause.effect, affected, quote, found)
            effects.append(replace(effect, is_retroactive=effect.is_retroactive or is_retroactive))
        until = read_until(view, clause.verbs[0].start, clause.span.end, self.act_date)
        if until is not None and clause.effect == "commence":
            ends = EffectDate(date.fromordinal(until.toordinal() + _ONE_DAY), "stated", "expiry")
            effects.append(self._effect("revoke", affected, quote, ends))
        if not effects and clause.effect == "commence":
            return Outcome(findings=(self._unread(quote),))
        return Outcome(tuple(effects))

    def _commencing(self, subject: Span) -> Affected:
        view = self.reading.masked
        points = find_point_set(view, subject.start, subject.end)
        numbers = tuple(n for s in find_annex_sets(view, subject.start, subject.end) for n in s.numbers)
        if numbers:
            return Affected(annexes=numbers, scope="annexes")
        if points is not None:
            return Affected(points=points.points, scope="points")
        return Affected()

    # pieces

    def _objects(self, clause: Clause, bare: FoundCitation | None) -> tuple[ActObject, ...]:
        """The acts a clause acts upon: those behind the verb, or before it where the verb stands at the end."""
        verb = clause.verbs[0]
        found = scan_citations(self.reading, clause.span, self.act_date, bare)
        found = tuple(without_histories(self.reading, found, clause.span))
        preamble = read_preamble(self.reading, clause.span, verb.start)
        kept = [c for c in found if not is_basis(self.reading, c, clause.span, verb.start, preamble)]
        before = [c for c in kept if c.span.start < verb.start]
        behind = [c for c in kept if c.span.start >= verb.start]
        is_passive = _PASSIVE.search(self.reading.masked[verb.start : verb.end].split()[0]) is not None
        chosen = before if (before and (is_passive or not behind)) else behind
        dropped = {c.span.start for c in found} - {c.span.start for c in kept}
        return read_objects(self.reading, chosen, clause.span, sorted(dropped)) if chosen else ()

    def _object_start(self, clause: Clause) -> int:
        verb = clause.verbs[0]
        words = self.reading.masked[verb.end : clause.span.end]
        return verb.end if len(re.findall(r"[^\W\d_]{3,}", words)) >= 1 else clause.span.start

    def _titled(self, span: Span) -> Affected | None:
        view = self.reading.masked
        quoted = re.search(r"„·*“", view[span.start : span.end])
        if quoted is None:
            return None
        title = clean_title(self.reading.view[span.start + quoted.start() : span.start + quoted.end()])
        return Affected(kind=self.kind_of(span), title=title)

    def stated_start(self, span: Span, taken: tuple[tuple[int, int], ...]) -> EffectDate | None:
        """The day a clause states for what it does ("alates 01.01.2026"); ``None`` where it states none."""
        return read_stated_start(self.reading.masked, span.start, span.end, self.act_date, taken)

    def kind_of(self, span: Span) -> str | None:
        """What is approved, by its noun: outside quotation marks first, then in a title."""
        span = Span(span.start, min(span.end, span.start + 2_000))
        return find_kind(self.reading.masked[span.start : span.end]) or find_kind(
            self.reading.view[span.start : span.end]
        )

    def lead_scope(self, span: Span) -> Scope:
        """Whether a lead says that what it lists is attached."""
        has_annex = ANNEX_WORD.search(self.reading.masked, span.start, span.end) is not None
        return "attached" if has_annex or is_attached(self.reading.masked, span) else "act"

    def has_numbers(self, outcome: Outcome) -> bool:
        return any(isinstance(effect.affected.annexes, tuple) for effect in outcome.effects)

    def _effect(self, effect: EffectKind, affected: Affected, quote: Span, starts: EffectDate | None) -> Effect:
        on = starts.on if starts else None
        is_early = on is not None and self.act_date is not None and on < self.act_date
        return Effect(
            effect,
            affected,
            self._evidence(quote),
            on,
            starts.basis if starts else None,
            starts.rule if starts else None,
            is_early and effect != "revoke",
        )

    def _evidence(self, quote: Span) -> Evidence:
        """One value for all effects of a sentence: a list of a thousand acts must not hold its sentence a thousand
        times."""
        if quote not in self.quotes:
            self.quotes[quote] = self.text.evidence(quote)
        return self.quotes[quote]

    def _unread(self, quote: Span) -> Finding:
        words = re.sub(r"\s+", " ", quote.of(self.text.text))[:120]
        return Finding("unread_operative_sentence", f"an operative verb, but nothing could be read: {words}", quote)


def _of_kind(one: ActObject, kind: str | None) -> ActObject:
    """An item below a lead that says what is revoked ("järgmised ametijuhendid:"): the noun holds for items that say
    by which act something was approved and not what."""
    affected = one.affected
    is_silent = affected.scope == "act" and one.citation.is_comitative and not one.citation.own_kind
    if kind is None or not (is_silent or (affected.scope == "approved" and affected.kind == "document")):
        return one
    return replace(one, affected=replace(affected, scope="approved", kind=kind))


def _distinct(effects: Sequence[Effect]) -> tuple[Effect, ...]:
    return tuple(dict.fromkeys(effects))
