"""Say in a sentence what holds of an act or annex, or what a reference came to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Protocol

from flows.ask.quotes import tell_place
from warehouse.ask.answer import Answer, Outcome

REASONS = {
    "start_condition": "it begins on an event that the text does not date",
    "start_unknown": "neither a clause nor a signing day nor a registration gives its first day",
    "end_condition": "its end depends on an event that the text does not date",
    "end_unknown": "the day of its end is not known",
    "end_ambiguous": "several held acts have the number and date that a sentence ends",
    "end_kind_unknown": "a kind of annex is revoked, and the kind of this one is not known",
    "end_doubt": "a sentence that may end it holds words that were not understood",
    "end_part": "a sentence ends a part of the act, and it is not known which",
    "end_withdrawn": "the act that ended or changed it was withdrawn, and its sentence is no longer held",
}
"""What the codes of ``undecided.reason`` mean."""

BASES = {
    "stated": "the day is stated",
    "clause": "by a clause on entry into force",
    "signing": "from its signing day, as no sentence names a day",
    "registration": "from its day of registration, as no other day is known",
}


class Named(Protocol):
    """Whatever names an act."""

    @property
    def directive_id(self) -> str: ...
    @property
    def institution(self) -> str | None: ...
    @property
    def act_kind(self) -> str | None: ...
    @property
    def number(self) -> str | None: ...
    @property
    def directive_date(self) -> date | None: ...


def name_act(act: Named) -> str:
    """Return an act as people cite it: "käskkiri 14.02.2022 nr 5 (Näidisamet)"; its id where it has no number."""
    if act.number is None:
        return act.directive_id
    day = f"{act.directive_date:%d.%m.%Y}" if act.directive_date else None
    words = " ".join(part for part in (act.act_kind or "act", day, f"nr {act.number}") if part)
    return f"{words} ({act.institution})" if act.institution else words


def name_outcome(one: Outcome) -> str:
    """Return what an outcome is about: the act, or the annex with its act."""
    if one.annex_id is None:
        return name_act(one)
    title = f" “{one.title}”" if one.title else ""
    number = f"annex {one.annex_number}" if one.annex_number else "the annex"
    return f"{number}{title} of {name_act(one)}"


def tell_outcome(one: Outcome, name: str | None = None, *, is_plural: bool = False) -> str:
    """Return one sentence on what holds, without the words that decide it. ``name`` replaces the name of the thing."""
    name = name or name_outcome(one)
    is_, was = ("are", "were") if is_plural else ("is", "was")
    by = f" by {_ender(one)}" if one.by_directive_id else ""
    from_day = f" from {one.since_on}" if one.since_on else ""
    change = f"; from {one.until_on} no longer, or in doubt" if one.until_on else ""
    match one.outcome:
        case "in_force":
            basis = BASES.get(one.reason or "", one.reason or "no basis")
            return f"{name} {is_} in force{from_day} ({basis}){change}"
        case "not_yet":
            return f"{name} {is_} not yet in force: the first day is {one.until_on}"
        case "ended":
            return f"{name} {is_} no longer in force{from_day}: ended{by}"
        case "never_in_force":
            return f"{name} {was} never in force: ended{by} before the first day"
        case "suspended":
            return f"{name} {is_} suspended{from_day}{by}{change}"
        case "undecided":
            why = REASONS.get(one.reason or "", one.reason or "no reason is recorded")
            return f"{name} {is_} undecided{from_day}: {why}" + (f" ({_ender(one)})" if by else "")
        case "draft":
            return f"{name} {is_} a draft: a draft never enters into force"
        case "restricted":
            ground = ", ".join(part for part in (one.access, one.access_basis) if part) or "no ground given"
            return f"{name} {is_} restricted by the register ({ground}){_last_day(one)}: the content is not held"
        case "withdrawn":
            on = f" on {one.withdrawn_on}" if one.withdrawn_on else ""
            return f"{name} {was} taken down here{on} ({one.withdrawn_reason}): the content is no longer held"
        case "gone":
            return f"{name} {is_} gone: the register no longer shows it, and the content is not held"


def _last_day(one: Outcome) -> str:
    return f" until {one.access_until}" if one.access_until else ""


def _ender(one: Outcome) -> str:
    return "itself" if one.by_directive_id == one.directive_id else one.by_act or str(one.by_directive_id)


def tell_words(one: Outcome) -> str | None:
    """Return the sentence that decides an outcome with its page and place; ``None`` where no sentence does."""
    if not one.quote:
        return None
    return tell_place(one.quote, one.page_number, one.evidence_id)


def tell_annexes(annexes: Sequence[Outcome]) -> Iterator[tuple[str, Outcome]]:
    """Return a sentence for each group of annexes that share outcome and deciding words, with one of the group."""

    def alike(one: Outcome) -> tuple[str, str, str, str]:
        return one.outcome, str(one.since_on), str(one.until_on), str(one.quote)

    for _, group in groupby(sorted(annexes, key=alike), alike):
        members = sorted(group, key=lambda one: _number_order(one.annex_number))
        numbers = ", ".join(one.annex_number or "without a number" for one in members)
        is_plural = len(members) > 1
        name = f"annexes {numbers}" if is_plural else f"annex {numbers}"
        yield tell_outcome(members[0], name, is_plural=is_plural), members[0]


def _number_order(number: str | None) -> tuple[int, str]:
    return (int(number), "") if number and number.isdigit() else (10**9, number or "")


def tell_missing(answer: Answer) -> str:
    """Return the sentence that says why a reference names nothing that is held."""
    words = f"“{answer.reference.strip()}”"
    if answer.answer == "annex_not_held":
        return "; ".join(_tell_annexes_held(answer, one) for one in answer.directives)
    if answer.answer == "not_a_reference":
        found = "annexes of that name follow" if answer.posts else "no annex or post of that name is held either"
        return f"{words} is not a reference to an act (write “14.02.2022 nr 5”): {found}"
    if answer.impossible_day:
        return f"{words} names no act: there is no day {answer.impossible_day}"
    if answer.taken_down:
        one = answer.taken_down[0]
        return f"{words} is no longer held: {one.document_id} was withdrawn on {one.withdrawn_on} ({one.cause})"
    cited = f"; {len(answer.citing)} held sentences cite it" if answer.citing else ""
    meant = " or ".join(f"{name_act(one)} [{one.directive_id}]" for one in answer.similar)
    return f"{words} is not held{cited}" + (f": did you mean {meant}?" if meant else "")


def _tell_annexes_held(answer: Answer, act: Outcome) -> str:
    if act.outcome in NOT_TOLD:  # which annexes it had is not held either
        return tell_outcome(act)
    numbers = [one.annex_number or "one without a number" for one in answer.annexes_of(act.directive_id)]
    held = f"known are {', '.join(numbers)}" if numbers else "none are known"
    return f"{name_act(act)} has no annex {answer.annex}: {held}"


NOT_TOLD = ("restricted", "withdrawn", "gone")
OPEN = (*NOT_TOLD, "undecided")


def exit_status(answer: Answer, open_outcomes: tuple[str, ...] = OPEN) -> int:
    """Return how a command that was asked about this ends.

    0: it was answered. 1: a person has to look, because something asked about is one of ``open_outcomes``. 2: the
    reference names nothing that is held.
    """
    if answer.taken_down:
        return 1
    if answer.answer == "held":
        return 1 if any(one.outcome in open_outcomes for one in answer.outcomes) else 0
    if answer.answer == "annex_not_held" and any(one.outcome in NOT_TOLD for one in answer.directives):
        return 1
    return 0 if answer.answer == "not_a_reference" and answer.posts else 2
