"""What is right for a sentence, and the line that says so in a file of the gold.

    a revoke 2024-05-03 nr 17 annexes=1-3,5 on=2025-01-01   # list.mixed: a comment
    │ │      │          │     │                             │
    │ action act's date number further facts                family: what the sentence protects

``tests/gold/README.md`` lists the facts that a line may state.
"""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass, field
from datetime import date

ACTIONS = (
    "approve",
    "amend",
    "revoke",
    "commence",
    "apply",
    "suspend",
    "extend",
    "correct",
    "renumber",
    "reinstate",
)
SETS = ("annexes", "except_annexes", "points", "except_points")
FLAGS = ("limit", "condition", "approved", "signing", "told")

ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")
LABEL = re.compile(r"(?P<label>\w+)(?:/(?P<reading>[2-9]))?(?P<maybe>\?)?")
RANGE = re.compile(r"(\d+)-(\d+)")

Items = frozenset[str] | str | None
"""Annex numbers or points; "all" for every annex; ``None`` where annexes or points are not what is meant."""


class AnswerError(ValueError):
    """A line of a gold file that says nothing this module understands."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One effect that is right. Dates are ISO; ``None`` is "the sentence says none".

    ``action`` is one of ``ACTIONS``, or "finding" where a finding or a doubt is the right answer.
    ``maybe`` holds the names of the facts that a right reading may leave out. ``on`` has several days where more
    than one is right. ``is_optional``: may be read beside the others, but need not.
    """

    action: str
    date: str | None = None
    number: str | None = None
    title: str | None = None
    annexes: Items = None
    except_annexes: Items = None
    points: Items = None
    except_points: Items = None
    on: tuple[str, ...] = ()
    until: tuple[str, ...] = ()
    flags: frozenset[str] = frozenset()
    maybe: frozenset[str] = frozenset()
    is_optional: bool = False


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """``answer`` is ``None`` for a sentence without any effect. ``family`` and ``comment`` stand behind the "#".

    ``reading`` numbers the ways of saying the same: "a/2" begins a second one, which is as right as the first.
    """

    label: str
    reading: int
    answer: Answer | None
    family: str | None
    comment: str | None


@dataclass
class _Facts:
    """What was read of a line so far."""

    values: dict[str, object] = field(default_factory=dict)
    flags: set[str] = field(default_factory=set)
    maybe: set[str] = field(default_factory=set)


def parse_answer(line: str) -> AnswerLine:
    """Return what a line says. Raises ``AnswerError`` where it cannot be understood."""
    facts, _, remark = line.partition(" # ")
    family, colon, comment = (part.strip() for part in remark.partition(":"))
    if remark and not (family and colon and comment):
        raise AnswerError(f"behind # stand a family and, after a colon, what it protects: {line!r}")
    words = shlex.split(facts)
    if len(words) < 2:
        raise AnswerError(f"a label and an action are needed: {line!r}")
    label, action, *rest = words
    head = LABEL.fullmatch(label)
    if head is None:
        raise AnswerError(f"not a label: {label!r}")
    answer = None if action == "none" else _answer(action, rest, bool(head["maybe"]), line)
    if answer is None and rest:
        raise AnswerError(f"none takes no facts: {line!r}")
    return AnswerLine(
        label=head["label"],
        reading=int(head["reading"] or 1),
        answer=answer,
        family=family or None,
        comment=comment or None,
    )


def _answer(action: str, words: list[str], is_optional: bool, line: str) -> Answer:
    if action not in (*ACTIONS, "finding"):
        raise AnswerError(f"unknown action {action!r}: {line!r}")
    facts = _Facts()
    left = iter(words)
    for word in left:
        if word == "nr":
            facts.values["number"] = next(left, None)
        elif ISO_DATE.fullmatch(word) or re.fullmatch(r"\d{4}", word):
            facts.values["date"] = word
        else:
            _read_fact(word, facts, line)
    values = facts.values
    return Answer(
        action=action,
        flags=frozenset(facts.flags),
        maybe=frozenset(facts.maybe),
        is_optional=is_optional,
        **values,  # type: ignore[arg-type]
    )


def _read_fact(word: str, facts: _Facts, line: str) -> None:
    name, equals, value = word.partition("=")
    if (value or name).endswith("?"):
        facts.maybe.add(name.rstrip("?"))
        name, value = name.rstrip("?"), value.rstrip("?")
    if not equals and name in FLAGS:
        if name not in facts.maybe:
            facts.flags.add(name)
    elif name in SETS and value:
        facts.values[name] = parse_items(value)
    elif name in ("on", "until") and value:
        days = tuple(value.split("|"))
        _ = [date.fromisoformat(day) for day in days]
        facts.values[name] = days
    elif name == "title" and value:
        facts.values[name] = value
    else:
        raise AnswerError(f"unknown fact {word!r}: {line!r}")


def parse_items(value: str) -> frozenset[str] | str:
    """Return the members of "1-3,7", or "all"."""
    if value == "all":
        return value
    items: set[str] = set()
    for part in value.split(","):
        between = RANGE.fullmatch(part)
        items |= {str(n) for n in range(int(between[1]), int(between[2]) + 1)} if between else {squeeze(part)}
    return frozenset(items)


def squeeze(text: object) -> str:
    """Return a number, point or title without blanks and dots at its end, in small letters: for comparing."""
    return re.sub(r"\s+", "", str(text)).rstrip(".").casefold().replace("–", "-").replace("—", "-")
