"""Turn a person's answer to a doubt into a ruling, or refuse it with the reason."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from flows.clock import Clock
from flows.rulings.contradiction import contradicts
from flows.rulings.lines import DAY_QUESTIONS, NONE, UNSURE, Ruling, with_id
from warehouse.ask.days import parse_day_argument
from warehouse.ask.doubts import Doubt

_BETWEEN = re.compile(r"[,;\s]+")
_BLANKS = re.compile(r"\s+")
ALL = "all"
_WITH_VALUE = "name one of the fields {} with its value ({}: …), or {}"
STAFF_GROUPS = ("ametnik", "töötaja")
_OR_NONE = {
    "which_act": "the acts that may be meant",
    "same_act": "the entries that may be the same act",
    "annex_number": "the numbers that no annex bears",
    "same_position": "the job descriptions that it may continue",
}


class Refused(ValueError):
    """The answer cannot be right; the message says why."""


def answer(doubt: Doubt, outcome: str, because: str, by: str, clock: Clock, until: date | None = None) -> Ruling:
    """Return the ruling that answers a doubt. Raises ``Refused``.

    ``outcome`` is as in ``Ruling``, a day also as dd.mm.yyyy, annexes also parted by blanks, and a value without its
    field where only one field may be meant. ``until``: when to look
    again, with "unsure" alone.
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
        outcome=outcome if outcome == UNSURE else _checked(doubt, outcome.strip()),
        because=because.strip(),
        decided_by=by.strip(),
        decided_on=clock.today(),
        look_again_on=until,
        file_sha256=doubt.file_sha256,
        reader_version=doubt.reader_version,
    )
    return with_id(ruling, clock.now().isoformat())


def _checked(doubt: Doubt, outcome: str) -> str:
    if doubt.question in DAY_QUESTIONS:
        return _day(doubt, outcome).isoformat()
    if doubt.question == "which_annexes":
        return _annexes(doubt, outcome)
    if doubt.question == "field_of_position":
        return _field(doubt, outcome)
    if doubt.question in _OR_NONE and outcome != NONE and outcome not in doubt.candidates:
        raise Refused(f"{outcome} is none of {_OR_NONE[doubt.question]}: {', '.join(doubt.candidates)}, or {NONE}")
    if doubt.question == "effect_of_sentence" and outcome not in doubt.candidates:
        raise Refused(f"{outcome} is no answer here; known are {', '.join(doubt.candidates)}")
    return outcome


def _annexes(doubt: Doubt, outcome: str) -> str:
    """Return the annexes in the order of the candidates, so that two who mean the same say the same."""
    if outcome in (ALL, NONE):
        return outcome
    named = [one for one in _BETWEEN.split(outcome.lower()) if one]
    strange = [one for one in named if one not in doubt.candidates]
    if strange or not named:
        raise Refused(
            f"{', '.join(strange) or 'nothing'} is none of the annexes that may be meant: "
            f"{', '.join(doubt.candidates)}, {ALL} or {NONE}"
        )
    return ", ".join(one for one in doubt.candidates if one in named)


def _field(doubt: Doubt, outcome: str) -> str:
    """Return "field: value" with single blanks."""
    if outcome == NONE:
        return NONE
    field, colon, value = outcome.partition(":")
    if field.strip() not in doubt.candidates or not colon:
        if len(doubt.candidates) > 1:
            raise Refused(_WITH_VALUE.format(", ".join(doubt.candidates), doubt.candidates[0], NONE))
        field, value = doubt.candidates[0], outcome
    field, value = field.strip(), _BLANKS.sub(" ", unicodedata.normalize("NFC", value)).strip()
    if not value:
        raise Refused(f"the field {field} needs a value")
    if field == "staff_group" and value not in STAFF_GROUPS:
        raise Refused(f"{value} is no group of staff; known are {', '.join(STAFF_GROUPS)}")
    return f"{field}: {value}"


def _day(doubt: Doubt, outcome: str) -> date:
    try:
        day = parse_day_argument(outcome)
    except ValueError as error:
        raise Refused(str(error)) from error
    if doubt.question == "end_day" and doubt.starts_on is not None and day < doubt.starts_on:
        raise Refused(f"{day} is before {doubt.starts_on}, on which what ends began")
    if doubt.question == "start_day" and doubt.ends_on is not None and day >= doubt.ends_on:
        raise Refused(f"{day} is not before {doubt.ends_on}, on which what begins has ended")
    if doubt.signed_on is not None and day < doubt.signed_on:
        raise Refused(f"{day} is before {doubt.signed_on}, on which the act that says so was signed")
    if doubt.question == "start_day" and doubt.candidates and day.isoformat() not in doubt.candidates:
        raise Refused(f"{day} is none of the days that the sentences name: {', '.join(doubt.candidates)}")
    if why := contradicts(doubt.quote, doubt.question, day):
        raise Refused(why)
    return day
