"""Define what reading a sentence yields, and what it passes on to the points below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.citations.find import FoundCitation
from extractors.effects.dates import EffectDate
from extractors.model.effect import Affected, Effect, EffectKind, Scope
from extractors.model.evidence import Span
from extractors.model.finding import Finding


@dataclass(frozen=True, slots=True)
class Governor:
    """A verb that governs the points below it. ``target`` is the act a list of amendments changes; ``bare`` gives
    issuer and act word to references below; ``starts`` the day stated in the lead. ``lead`` is the clause itself, whose
    limitations and conditions are those of each point; ``left`` are its words that nothing understood."""

    effect: EffectKind
    quote: Span
    target: Affected | None
    bare: FoundCitation | None
    starts: EffectDate | None
    has_numbers: bool
    kind: str | None
    scope: Scope
    lead: Span | None = None
    left: tuple[Span, ...] = ()


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


def distinct(effects: Sequence[Effect]) -> tuple[Effect, ...]:
    """Return each effect once, in the order of the text."""
    return tuple(dict.fromkeys(effects))


def governor_of_act(effects: Sequence[Effect]) -> Governor | None:
    """Return what governs the words after some effects, with the act that they touch; ``None`` for several acts."""
    last = effects[-1].affected
    if len({effect.affected.reference_key for effect in effects}) != 1 or last.number is None:
        return None
    return Governor(effects[-1].effect, effects[-1].evidence.span, last.whole_act(), None, None, False, None, "act")
