"""Turn a person's answer to a doubt into a ruling, or refuse it with the reason."""

from __future__ import annotations

from datetime import date

from flows.clock import Clock
from flows.rulings.lines import NONE, UNSURE, Ruling, with_id
from warehouse.ask.days import parse_day_argument
from warehouse.ask.doubts import Doubt


class Refused(ValueError):
    """The answer cannot be right; the message says why."""


def answer(doubt: Doubt, outcome: str, because: str, by: str, clock: Clock, until: date | None = None) -> Ruling:
    """Return the ruling that answers a doubt. Raises ``Refused``.

    ``outcome`` is as in ``Ruling``, a day also as dd.mm.yyyy. ``until``: when to look again, with "unsure" alone.
    """
    if not because.strip() or not by.strip():
        raise Refused("a ruling needs a reason and who decided (a role will do)")
    if (outcome == UNSURE) != (until is not None):
        raise Refused("who is unsure says on which day to look again, and nobody else does")
    ruling = Ruling(
        question=doubt.question,
        document_id=doubt.document_id,
        quote=doubt.quote,
        words_before=doubt.words_before,
        words_after=doubt.words_after,
        quote_number=doubt.quote_number,
        text_sha256=doubt.text_sha256,
        reference_key=doubt.reference_key,
        premises=doubt.premises,
        outcome=outcome if outcome == UNSURE else _checked(doubt, outcome),
        because=because.strip(),
        decided_by=by.strip(),
        decided_on=clock.today(),
        look_again_on=until,
    )
    return with_id(ruling, clock.now().isoformat())


def _checked(doubt: Doubt, outcome: str) -> str:
    if doubt.question == "end_day":
        return _day(doubt, outcome).isoformat()
    if outcome != NONE and outcome not in doubt.candidates:
        raise Refused(f"{outcome} is none of the acts that may be meant: {', '.join(doubt.candidates)}, or {NONE}")
    return outcome


def _day(doubt: Doubt, outcome: str) -> date:
    try:
        day = parse_day_argument(outcome)
    except ValueError as error:
        raise Refused(str(error)) from error
    if doubt.starts_on is not None and day < doubt.starts_on:
        raise Refused(f"{day} is before {doubt.starts_on}, on which what ends began")
    if doubt.signed_on is not None and day < doubt.signed_on:
        raise Refused(f"{day} is before {doubt.signed_on}, on which the act that says so was signed")
    return day
