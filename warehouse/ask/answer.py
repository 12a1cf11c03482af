"""Define the answer to a reference: what holds of the acts and annexes it names, or what may have been meant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

OutcomeName = Literal[
    "in_force",
    "not_yet",
    "suspended",
    "undecided",
    "ended",
    "never_in_force",
    "draft",
    "restricted",
    "withdrawn",
    "gone",
]
"""What holds of an act or annex. "restricted", "withdrawn" (an operator took it down) and "gone" (the register no
longer shows it) say that its content is not held; the rest is as in ``annex_status_on`` and ``directive_status_on``."""

AnswerName = Literal["held", "annex_not_held", "not_held", "not_a_reference"]
"""What a reference comes to. "annex_not_held": the act is held and has no such annex."""


@dataclass(frozen=True)
class Outcome:
    """What holds of a directive (``annex_id`` is ``None``) or of an annex on the day ``asked_on``.

    ``status`` is what follows from sentences even where ``outcome`` is "restricted", "withdrawn" or "gone". It has held
    since ``since_on`` and changes on ``until_on`` as far as is known (``None``: open). ``reason`` is the basis of the
    day, or of the doubt, as in the table ``undecided``; ``by_directive_id`` and ``by_act`` name the act that ended or
    suspended it, or may have. ``quote`` is the sentence that decides, ``evidence_id`` the argument of `kehtiv show`.
    """

    directive_id: str
    annex_id: str | None
    annex_number: str | None
    title: str | None
    institution: str | None
    act_kind: str | None
    number: str | None
    directive_date: date | None
    asked_on: date
    status: str
    outcome: OutcomeName
    since_on: date | None
    until_on: date | None
    reason: str | None
    by_directive_id: str | None
    by_act: str | None
    quote: str | None
    page_number: int | None
    evidence_id: str | None
    source_url: str | None
    applied_from: date | None
    is_text_held: bool | None
    access: str | None
    access_basis: str | None
    access_until: date | None
    withdrawn_reason: str | None
    withdrawn_on: date | None


@dataclass(frozen=True)
class SimilarAct:
    """A held directive that may have been meant."""

    directive_id: str
    institution: str | None
    act_kind: str | None
    number: str | None
    directive_date: date | None


@dataclass(frozen=True)
class CitingSentence:
    """A sentence of a held directive that cites the act that is not held. ``effect`` is what it does to that act."""

    effect: str
    directive_id: str
    institution: str | None
    act_kind: str | None
    number: str | None
    directive_date: date | None
    quote: str
    page_number: int | None
    evidence_id: str | None


@dataclass(frozen=True)
class Post:
    """An annex that bears the name asked for. ``status`` is that of the day asked about, ``since_on`` since when."""

    annex_id: str
    directive_id: str
    annex_number: str | None
    title: str | None
    kind: str | None
    institution: str | None
    act_kind: str | None
    number: str | None
    directive_date: date | None
    status: str
    since_on: date | None
    until_on: date | None


@dataclass(frozen=True)
class TakenDown:
    """A document that was withdrawn whole, so that no directive of that name is held. ``cause`` as in ``takedowns``."""

    document_id: str
    number: str | None
    registered_on: date | None
    document_type: str | None
    cause: str
    withdrawn_on: date


@dataclass(frozen=True)
class Answer:
    """What a reference came to on a day.

    ``outcomes`` has each directive that it names, newest first, followed by its annexes (where ``annex`` is given: by
    that annex alone). Where none is, ``similar``, ``citing``, ``posts`` and ``taken_down`` say what may be meant.
    ``impossible_day`` is a day in the reference that no calendar has, as written.
    """

    reference: str
    annex: str | None
    asked_on: date
    answer: AnswerName
    outcomes: tuple[Outcome, ...] = ()
    similar: tuple[SimilarAct, ...] = ()
    citing: tuple[CitingSentence, ...] = ()
    posts: tuple[Post, ...] = ()
    taken_down: tuple[TakenDown, ...] = ()
    impossible_day: str | None = None

    @property
    def directives(self) -> tuple[Outcome, ...]:
        """Return the outcomes of the acts themselves."""
        return tuple(one for one in self.outcomes if one.annex_id is None)

    def annexes_of(self, directive_id: str) -> tuple[Outcome, ...]:
        """Return the outcomes of the annexes of an act."""
        return tuple(one for one in self.outcomes if one.annex_id is not None and one.directive_id == directive_id)

    @property
    def asked(self) -> tuple[Outcome, ...]:
        """Return the outcomes of just what was asked about: the annexes where an annex was named, else the acts; empty
        where it is not held."""
        if self.answer != "held":
            return ()
        return tuple(one for one in self.outcomes if (one.annex_id is not None) == (self.annex is not None))
