"""Answer how the wordings of two annexes differ: field by field and duty by duty, or as whole texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from extractors.compare.pairing import Change
from extractors.compare.posts import ItemChange, compare_duties, compare_fields
from extractors.compare.tokens import has_same_wording
from extractors.compare.words import WordOperation, word_operations
from flows.ask.sentences import NOT_TOLD, exit_status, name_act, name_outcome, tell_missing, tell_outcome
from warehouse.ask import wordings
from warehouse.ask.answer import Answer, Outcome
from warehouse.ask.outcomes import find_answer
from warehouse.ask.wordings import WordedDuty
from warehouse.connection import Warehouse, open_published

Subject = Literal["positions", "texts"]

TEXT = "text"
"""The ``field`` of a change of whole texts."""


@dataclass(frozen=True)
class Wanted:
    """An annex as a person names it: a reference, and the annex where that is named apart."""

    reference: str
    annex: str | None = None


@dataclass(frozen=True)
class Side:
    """One of the two: what its reference came to, the annex that is compared, and why it cannot be (``trouble``).

    ``status`` is how a command ends because of it: 0 without trouble, 1 where a person has to look, 2 where the
    reference names nothing that can be compared. ``position_id`` is ``None`` where the annex has no single job
    description.
    """

    answer: Answer
    outcome: Outcome | None
    position_id: str | None
    trouble: str | None
    status: int


@dataclass(frozen=True)
class WordChange:
    """A field, a duty or the whole text that differs. ``field`` and ``change`` are as in ``position_changes``."""

    field: str
    change: Change
    is_moved: bool
    old_number: str | None
    new_number: str | None
    old_words: str | None
    new_words: str | None
    operations: tuple[WordOperation, ...] | None
    old_evidence_id: str | None
    new_evidence_id: str | None


@dataclass(frozen=True)
class Comparison:
    """What differs between two annexes. ``subject``: whether job descriptions were compared, or whole texts; ``None``
    where one side is in trouble. ``same_duties`` counts the duties that are in both and neither moved nor reworded.
    """

    old: Side
    new: Side
    subject: Subject | None
    changes: tuple[WordChange, ...]
    same_duties: int

    @property
    def status(self) -> int:
        """Return the exit status of a command that answers with this."""
        return max(self.old.status, self.new.status)


def compare(data: Path, old: Wanted, new: Wanted, today: date) -> Comparison:
    """Return what differs between two annexes, of one authority or of two. ``today`` is for what holds of them."""
    with open_published(data) as w:
        return compare_in(w, old, new, today)


def compare_in(w: Warehouse, old: Wanted, new: Wanted, today: date) -> Comparison:
    """Return what differs between two annexes of an open warehouse, as ``compare``."""
    sides = _side(w, old, today), _side(w, new, today)
    if any(side.trouble for side in sides):
        return Comparison(*sides, None, (), 0)
    old_id, new_id = (side.position_id for side in sides)
    if old_id is not None and new_id is not None:
        return Comparison(*sides, "positions", *_compare_positions(w, old_id, new_id))
    return Comparison(*sides, "texts", tuple(_compare_texts(w, *sides)), 0)


def _side(w: Warehouse, wanted: Wanted, today: date) -> Side:
    given = wanted.reference.strip()
    annex_id = wordings.annex_of_position(w, given)
    answer = find_answer(w, annex_id or given, today, wanted.annex)
    if answer.answer == "not_a_reference" and len(answer.posts) == 1:
        answer = find_answer(w, answer.posts[0].annex_id, today)
    outcome, trouble, status = _compared(answer)
    position_id = given if annex_id is not None else None
    if position_id is None and outcome is not None and outcome.annex_id is not None:
        position_id = wordings.only_position(w, outcome.annex_id)
    return Side(answer, outcome, position_id, trouble, status)


def _compared(answer: Answer) -> tuple[Outcome | None, str | None, int]:
    """Return the annex that a reference means, or why there is none to compare, and the exit status."""
    hidden = [one for one in answer.asked or answer.directives if one.outcome in NOT_TOLD]
    if answer.answer == "annex_not_held" and hidden:
        return hidden[0], tell_outcome(hidden[0]), 1
    if answer.answer != "held":
        return None, tell_missing(answer), max(exit_status(answer), 2 if not answer.taken_down else 1)
    annexes = [one for one in answer.outcomes if one.annex_id is not None]
    if len(annexes) != 1:
        if hidden:
            return hidden[0], tell_outcome(hidden[0]), 1
        return None, _tell_several(answer, annexes), 2
    [annex] = annexes
    if annex.outcome in NOT_TOLD:
        return annex, tell_outcome(annex), 1
    if not annex.is_text_held:
        return annex, f"{name_outcome(annex)} is in no file that is held: there are no words to compare", 1
    return annex, None, 0


def _tell_several(answer: Answer, annexes: Sequence[Outcome]) -> str:
    words = f"“{answer.reference.strip()}”"
    if not annexes:
        acts = " and ".join(name_act(one) for one in answer.directives)
        return f"{words} names {acts}, of which no annex is known: there is nothing to compare"
    names = ", ".join(str(one.annex_id) for one in annexes[:20])
    return f"{words} names {len(annexes)} annexes: name one of them ({names})"


def _compare_positions(w: Warehouse, old_id: str, new_id: str) -> tuple[tuple[WordChange, ...], int]:
    found = wordings.find_wordings(w, old_id, new_id)
    fields = [
        _word_change(
            one, old_evidence_id=found.old_places.get(one.field), new_evidence_id=found.new_places.get(one.field)
        )
        for one in compare_fields(found.fields)
    ]
    old, new = found.old_duties, found.new_duties
    changed = list(compare_duties([duty.item for duty in old], [duty.item for duty in new]))
    duties = [_duty_change(one, old, new) for one in changed]
    return (*fields, *duties), len(new) - sum(one.new_place is not None for one in changed)


def _duty_change(one: ItemChange, old: Sequence[WordedDuty], new: Sequence[WordedDuty]) -> WordChange:
    before = old[one.old_place] if one.old_place is not None else None
    after = new[one.new_place] if one.new_place is not None else None
    return _word_change(
        one,
        old_number=before.item.number if before else None,
        new_number=after.item.number if after else None,
        old_evidence_id=before.evidence_id if before else None,
        new_evidence_id=after.evidence_id if after else None,
    )


def _word_change(
    one: ItemChange,
    *,
    old_number: str | None = None,
    new_number: str | None = None,
    old_evidence_id: str | None = None,
    new_evidence_id: str | None = None,
) -> WordChange:
    return WordChange(
        field=one.field,
        change=one.change,
        is_moved=one.is_moved,
        old_number=old_number,
        new_number=new_number,
        old_words=one.old_words,
        new_words=one.new_words,
        operations=one.operations,
        old_evidence_id=old_evidence_id,
        new_evidence_id=new_evidence_id,
    )


def _compare_texts(w: Warehouse, old: Side, new: Side) -> Iterator[WordChange]:
    before, after = (_text(w, side) for side in (old, new))
    if not has_same_wording(before, after):
        whole = ItemChange(
            field=TEXT,
            change="reworded",
            is_moved=False,
            old_place=None,
            new_place=None,
            old_words=before,
            new_words=after,
            operations=word_operations(before, after),
        )
        yield _word_change(whole)


def _text(w: Warehouse, side: Side) -> str:
    return wordings.annex_text(w, side.outcome.annex_id) if side.outcome and side.outcome.annex_id else ""
