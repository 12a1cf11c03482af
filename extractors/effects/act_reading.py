"""Read what all verbs need from an act: objects of a clause, days, kinds, evidence."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date

from extractors.citations.annex_sets import ANNEX_WORD, find_annex_sets
from extractors.citations.calendar_dates import FoundDate, find_dates
from extractors.citations.find import FoundCitation, clean_title, scan_citations
from extractors.citations.point_sets import PointSet, find_point_set
from extractors.citations.view import Reading
from extractors.directive.kinds import find_kind
from extractors.effects.act_object import ActObject
from extractors.effects.clauses import Clause
from extractors.effects.dates import EffectDate, as_stated, read_stated_start
from extractors.effects.legal_basis import is_basis, read_preamble, without_histories
from extractors.effects.objects import is_attached, read_objects
from extractors.effects.outcome import Governor
from extractors.effects.own_start import SIGNED_ON, read_own_start
from extractors.effects.qualify import Pieces, qualified
from extractors.model.directive import Part
from extractors.model.effect import Affected, Effect, EffectKind, Scope
from extractors.model.evidence import Evidence, Span
from extractors.model.finding import Finding
from extractors.model.text import DocumentText
from extractors.words.acts import SAID_BEFORE
from extractors.words.verbs import ENDS_ITSELF

# "nimetatud käskkirja" without annexes or points: the whole of it
_THAT_ACT = re.compile(
    rf"(?<!\w){SAID_BEFORE}\s+(?:k[äa]skk?i\w+|korraldus\w*|otsus\w*"
    r"|määrus\w*)",
    re.IGNORECASE,
)
# "peatan käskkirja nr 28 kehtivuse … ja tunnistan selle 1. maist 2026 kehtetuks"
_THAT_ALONE = re.compile(r"(?<!\w)selle(?=\s+(?:(?:alates\s+)?\d|kehtetuks(?!\w)))", re.IGNORECASE)
_ONLY_DAY_AND_JOINT = re.compile(
    r"(?:\s|kehtetuks|kehtivuse|lõp{1,2}eb|lõpevad|lõpetatakse|alates|arvates|kuupäevast|aasta(?:l)?|a\.?(?!\w))*(?:,|(?<!\w)(?:ja|ning|samuti)\s)\s*(?:(?:ja|ning|samuti)\s+)?(?:(?:endise|tollase|varasema|senise)\s+)?",
    re.IGNORECASE,
)
_ANY_WORD = re.compile(r"[^\W\d_]{3,}")
_TAKES_NOMINATIVE = re.compile(r"(?<!\w)(?:\w+takse|\w{4,}da|lugeda|kaota\w*)(?!\w)", re.IGNORECASE)
# "A kaotab kehtivuse 1. mail ja B 1. juunil": what ends stands before its verb, as before a passive one
_SUBJECT_FIRST = re.compile(rf"takse$|tehakse|^{ENDS_ITSELF}$|^kehti?vus$", re.IGNORECASE)
_REACH = 80
PASSIVE = re.compile(r"takse$|tehakse", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ActReading:
    """One act as the readers of its clauses see it. ``act_date`` is the act's own date, which rules and lost years
    need; ``quotes`` keeps one evidence per sentence. ``pieces`` were lifted out of its sentences; ``reading`` has
    blanks in their places. ``title_end`` is behind the act's title, whose words are no part of a sentence;
    ``silent`` are the sentences that do nothing."""

    text: DocumentText
    reading: Reading
    act_date: date | None
    parts: tuple[Part, ...]
    quotes: dict[Span, Evidence] = field(default_factory=dict)
    pieces: Pieces = field(default_factory=Pieces)
    title_end: int = 0
    silent: frozenset[Span] = frozenset()
    scans: dict[tuple[int, int, int | None], tuple[FoundCitation, ...]] = field(default_factory=dict)

    def cited(self, span: Span, bare: FoundCitation | None = None) -> tuple[FoundCitation, ...]:
        """Return the references of a span; each span is scanned once."""
        key = (span.start, span.end, bare.core_start if bare is not None else None)
        found = self.scans.get(key)
        if found is None:
            found = self.scans[key] = scan_citations(self.reading, span, self.act_date, bare)
        return found

    def objects(self, clause: Clause, bare: FoundCitation | None) -> tuple[ActObject, ...]:
        """Return the acts that a clause acts upon: those after the verb, or before a verb at the clause's end."""
        chosen, dropped, unused = self._choose(clause, bare)
        if not chosen:
            return ()
        verb = self.reading.masked[clause.verbs[0].start : clause.verbs[0].end]
        is_nominative = _TAKES_NOMINATIVE.search(verb) is not None
        others = sorted({*dropped, *(one.span.start for one in unused)})
        return read_objects(self.reading, chosen, clause.span, others, is_nominative=is_nominative)

    def unused(self, clause: Clause) -> list[FoundCitation]:
        """Return the acts that a clause names and does not act upon, other than its legal basis and amendment
        histories.
        """
        return self._choose(clause, None)[2]

    def _choose(
        self, clause: Clause, bare: FoundCitation | None
    ) -> tuple[list[FoundCitation], list[int], list[FoundCitation]]:
        """Return the acts acted upon, the starts of basis and history references, and the acts on the verb's other
        side.
        """
        verb = clause.verbs[0]
        found = self.cited(clause.span, bare)
        found = tuple(without_histories(self.reading, found, clause.span))
        preamble = read_preamble(self.reading, clause.span, verb.start)
        kept = [c for c in found if not is_basis(self.reading, c, clause.span, verb.start, preamble)]
        before = [c for c in kept if c.span.start < verb.start]
        behind = [c for c in kept if c.span.start >= verb.start]
        is_passive = _SUBJECT_FIRST.search(self.reading.masked[verb.start : verb.end].split()[0]) is not None
        chosen = before if (before and (is_passive or not behind)) else behind
        if chosen is before and behind and self._goes_on(verb.end, behind[0].span.start):
            chosen = kept
        dropped = {c.span.start for c in found} - {c.span.start for c in kept}
        return chosen, sorted(dropped), [c for c in kept if c not in chosen]

    def _goes_on(self, verb_end: int, start: int) -> bool:
        """Tell whether a list goes on behind its verb: "A tunnistatakse kehtetuks alates 1. maist ja B alates …"."""
        days = [day for day in find_dates(self.reading.masked, verb_end, start) if day.case != "until"]
        words = self.reading.masked[verb_end:start]
        for day in reversed(days):
            words = words[: day.start - verb_end] + words[day.end - verb_end :]
        return bool(days) and _ONLY_DAY_AND_JOINT.fullmatch(words) is not None

    def object_start(self, clause: Clause) -> int:
        """Return where the words begin that a verb acts upon: after it, or with the clause where nothing follows the
        verb.
        """
        verb = clause.verbs[0]
        words = self.reading.masked[verb.end : clause.span.end]
        return verb.end if _ANY_WORD.search(words) else clause.span.start

    def titled(self, span: Span) -> Affected | None:
        """Return what a clause names by its title alone; ``None`` where it quotes nothing."""
        view = self.reading.masked
        quoted = re.search(r"„·*“", view[span.start : span.end])
        if quoted is None:
            return None
        title = clean_title(self.reading.view[span.start + quoted.start() : span.start + quoted.end()])
        named = Affected(kind=self.kind_of(span), title=title)
        behind = Span(span.start + quoted.end(), span.end)
        return self.part_of(named, behind) or named

    def part_of_target(self, span: Span, governor: Governor | None) -> Affected | None:
        """Return the points or annexes of the act under amendment that a clause names ("lisa 3 tunnistatakse
        kehtetuks").

        ``None`` where there is no such act, or the clause names neither a part of it nor the act itself.
        """
        if governor is None or governor.target is None:
            return None
        part = self.part_of(governor.target, span)
        if part is not None:
            return part
        if any(pattern.search(self.reading.masked, span.start, span.end) for pattern in (_THAT_ACT, _THAT_ALONE)):
            return governor.target
        return None

    def part_of(self, target: Affected, span: Span) -> Affected | None:
        """Return the points or annexes of an act that a span names; ``None`` where it names none."""
        points = find_point_set(self.reading.masked, span.start, span.end)
        if points is not None:
            return replace(
                target, points=points.points, scope="points", annexes=self._holder_of(points) or target.annexes
            )
        numbers = tuple(n for s in find_annex_sets(self.reading.masked, span.start, span.end) for n in s.numbers)
        if numbers:
            return replace(target, points=None, annexes=tuple(dict.fromkeys(numbers)), scope="annexes")
        return None

    def _holder_of(self, points: PointSet) -> tuple[str, ...] | None:
        """Return the annexes right before some points, of which they are: "lisa 2 punktid 3 ja 4"."""
        reach = max(0, points.start - _REACH)
        sets = find_annex_sets(self.reading.masked, reach, points.start)
        return next((one.numbers for one in sets if one.numbers and 0 < points.start - one.end <= 2), None)

    def stated_start(
        self, span: Span, taken: tuple[tuple[int, int], ...], *, is_ending: bool = False
    ) -> EffectDate | None:
        """Return the day from which a clause says that it applies ("alates 01.01.2026"); ``None`` where it states none.

        With ``is_ending``, a plain day counts as well ("lõpeb 1. juulil 2021", "kaotab kehtivuse 01.07.2021").
        """
        view, day = self.reading.masked, self.act_date
        stated = read_stated_start(view, span.start, span.end, day, taken, is_ending=is_ending)
        own = read_own_start(view, span.start, span.end, day)
        return stated or own or (self._on_signing(span) if is_ending else None)

    def _on_signing(self, span: Span) -> EffectDate | None:
        """Return the act's own day where words lifted out of a clause say that something ends when it is signed.

        Without them it ends when the act enters into force, which may be later.
        """
        said = [piece for piece in self.pieces.within(span) if piece.role == "filler"]
        is_said = any(SIGNED_ON.search(self.text.text, piece.span.start, piece.span.end) for piece in said)
        return EffectDate(self.act_date, "clause", "signing") if is_said and self.act_date is not None else None

    def stated_day(self, found: FoundDate) -> EffectDate | None:
        """Return a day of the text as one from which something holds; a day without a year takes the act's."""
        return as_stated(found, self.act_date)

    def kind_of(self, span: Span) -> str | None:
        """Return the kind of what is approved, by its noun: outside quotation marks first, then in a title."""
        span = Span(span.start, min(span.end, span.start + 2_000))
        return find_kind(self.reading.masked[span.start : span.end]) or find_kind(
            self.reading.view[span.start : span.end]
        )

    def lead_scope(self, span: Span) -> Scope:
        """Return "attached" where a lead says that what it lists is attached, otherwise "act"."""
        has_annex = ANNEX_WORD.search(self.reading.masked, span.start, span.end) is not None
        return "attached" if has_annex or is_attached(self.reading.masked, span) else "act"

    def effect(self, effect: EffectKind, affected: Affected, quote: Span, starts: EffectDate | None) -> Effect:
        """Return an effect with its evidence. A day before the act's own is retroactive, except for a revocation."""
        on = starts.on if starts else None
        is_early = on is not None and self.act_date is not None and on < self.act_date
        return Effect(
            effect,
            affected,
            self.evidence(quote),
            on,
            starts.basis if starts else None,
            starts.rule if starts else None,
            is_early and effect != "revoke",
        )

    def qualified(self, effect: Effect, span: Span) -> Effect:
        """Return the effect qualified by the pieces in a span: the text after its act, or the words before the first
        act.
        """
        pieces = self.pieces.within(span)
        return qualified(effect, pieces, self.text.text) if pieces else effect

    def evidence(self, quote: Span) -> Evidence:
        """Return the evidence of a quote, one value for all effects of a sentence.

        Otherwise a list of a thousand acts would hold its sentence a thousand times.
        """
        evidence = self.quotes.get(quote)
        if evidence is None:
            evidence = self.quotes[quote] = self.text.evidence(quote)
        return evidence

    def unread(self, quote: Span) -> Finding:
        """Return the finding that nothing could be read from an operative sentence."""
        # Cut first: the sentence may be the whole text, and each of its clauses may come here.
        words = re.sub(r"\s+", " ", self.text.text[quote.start : min(quote.end, quote.start + 1_000)])[:120]
        return Finding("unread_operative_sentence", f"an operative verb, but nothing could be read: {words}", quote)
