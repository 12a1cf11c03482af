"""One effect read beside one that is right: what differs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from benchmarks.accuracy.answers import Answer, Items, squeeze
from benchmarks.accuracy.reading import ReadEffect

OWN_ACTIONS = ("approve", "commence", "apply")
"""What an act does to itself, so that it names no other."""

READ_FOR_LESS = {"correct": "amend", "renumber": "amend", "extend": "amend"}
"""A correction read as an amendment is true, but says less."""


@dataclass(frozen=True, slots=True)
class Difference:
    """``wrong`` names what was lost or invented, ``less`` what is true but says less than the sentence."""

    wrong: tuple[str, ...] = ()
    less: tuple[str, ...] = ()


def may_answer(answer: Answer, read: ReadEffect) -> bool:
    """Return whether the effect read speaks of the same action and the same act."""
    return _same_action(answer, read) and _same_act(answer, read)


def _same_action(answer: Answer, read: ReadEffect) -> bool:
    if answer.action == "apply":
        return read.action == "apply" or (read.action == "commence" and read.is_retroactive)
    return read.action in (answer.action, READ_FOR_LESS.get(answer.action))


def _same_act(answer: Answer, read: ReadEffect) -> bool:
    if answer.number is None and answer.title is not None:
        return read.number is None and (read.title is None or _same_title(answer.title, read.title))
    if answer.number is None and answer.date is None:
        return read.number is None or answer.action in OWN_ACTIONS
    if answer.number is None or read.number is None:
        return read.number is None and read.date == answer.date
    if squeeze(read.number) != squeeze(answer.number):
        return False
    return read.date is None or answer.date is None or read.date.startswith(answer.date)


def _same_title(first: str, second: str) -> bool:
    return squeeze(first).strip("„“”\"'«»") == squeeze(second).strip("„“”\"'«»")


def differences(answer: Answer, read: ReadEffect, own_days: Iterable[str]) -> Difference:
    """Return what is wrong and what is less in an effect for which ``may_answer`` holds.

    ``own_days`` are the days on which the act itself is signed or enters into force: a day that the sentence does not
    state may be one of them.
    """
    wrong = [
        *_annexes(answer, read),
        *_points(answer, read),
        *_limits(answer, read),
        *_scope(answer, read),
        *_days(answer, read, set(own_days)),
    ]
    return Difference(tuple(wrong), tuple(_less(answer, read)))


def _annexes(answer: Answer, read: ReadEffect) -> list[str]:
    if answer.action in ("commence", "apply") and answer.annexes is None and read.annexes is None:
        return []
    annexes, excepted = read.annexes, read.except_annexes
    if isinstance(annexes, frozenset) and isinstance(excepted, frozenset):
        annexes, excepted = annexes - excepted, None
    wrong = [] if annexes in _right_annexes(answer, read) else ["annexes"]
    if (excepted or None) != answer.except_annexes and not (excepted is None and "except_annexes" in answer.maybe):
        wrong.append("except_annexes")
    return wrong


def _right_annexes(answer: Answer, read: ReadEffect) -> tuple[Items, ...]:
    if answer.annexes is None and answer.action == "approve":
        return (None, "all", frozenset({"1"}))
    if answer.annexes is None:
        return (None, "all") if read.scope in ("act", "part", None) or answer.except_annexes else (None,)
    if "annexes" in answer.maybe or ("limit" in answer.maybe and read.is_limited):
        return (answer.annexes, None)
    return (answer.annexes,)


def _points(answer: Answer, read: ReadEffect) -> list[str]:
    wrong = []
    for name in ("points", "except_points"):
        right, have = getattr(answer, name), getattr(read, name)
        as_limit = name == "points" and "limit" in answer.flags and have is None
        if have != right and not (have is None and name in answer.maybe) and not as_limit:
            wrong.append(name)
    return wrong


def _limits(answer: Answer, read: ReadEffect) -> list[str]:
    if "limit" in answer.flags:
        return [] if read.is_limited else ["limit dropped"]
    excepted = answer.except_annexes or answer.except_points or "limit" in answer.maybe
    if read.is_limited and not excepted and not (answer.points and not read.limit):
        return ["limit invented"]
    return []


def _scope(answer: Answer, read: ReadEffect) -> list[str]:
    if "approved" in answer.flags:
        is_right = read.scope == "approved" or read.annexes == "all" or ("limit" in answer.flags and read.is_limited)
        return [] if is_right else ["scope"]
    is_whole = answer.annexes is None and answer.points is None and answer.action not in OWN_ACTIONS
    is_narrower = read.scope == "approved" or (read.scope == "points" and not answer.except_points)
    return ["scope"] if is_whole and is_narrower and "approved" not in answer.maybe else []


def _days(answer: Answer, read: ReadEffect, own_days: set[str]) -> list[str]:
    wrong = []
    if "condition" in answer.flags:
        if read.on is not None or not read.is_conditional:
            wrong.append("condition dropped")
    elif answer.on:
        is_signing = "signing" in answer.flags and read.on is None and "sign" in read.dates_said
        is_left_out = read.on is None and "on" in answer.maybe
        if read.on not in answer.on and not is_signing and not is_left_out:
            wrong.append("date")
    elif read.on is not None and (answer.action == "commence" or read.on not in own_days):
        wrong.append("date invented")
    elif read.dates_said.startswith("condition") and answer.action not in ("commence", "approve", "extend"):
        wrong.append("condition invented")
    if answer.until and read.until is not None and read.until not in _ends(answer.until):
        wrong.append("until")
    if answer.action == "suspend" and answer.until and read.until is None:
        wrong.append("until dropped")
    return wrong


def _ends(days: Iterable[str]) -> set[str]:
    """Return the days on which an effect may end: "until 31 December" is that day or, half-open, the day after it."""
    return {*days, *((date.fromisoformat(day) + timedelta(days=1)).isoformat() for day in days)}


def _less(answer: Answer, read: ReadEffect) -> list[str]:
    less = []
    if answer.number and (read.number is None or (answer.date and len(answer.date) > 4 and read.date is None)):
        less.append("act named by half")
    if answer.number is None and answer.title is not None and read.title is None:
        less.append("act without its title")
    if read.action != answer.action and answer.action != "apply":
        less.append(f"read as {read.action}")
    if answer.action == "extend" and answer.until and read.until is None:
        less.append("no end")
    if "signing" in answer.flags and read.on is None and read.is_conditional:
        less.append("signing day unknown")
    return less


def join_reads(effects: Iterable[ReadEffect]) -> list[ReadEffect]:
    """Return the effects of a sentence with those on one act, with one day and one doubt, joined into one."""
    joined: dict[object, ReadEffect] = {}
    for effect in effects:
        own = effect.number is None and effect.action in ("commence", "apply")
        key = (
            effect.action,
            effect.date,
            effect.number,
            effect.title if effect.number is None and effect.action not in OWN_ACTIONS else None,
            effect.on,
            effect.until,
            effect.is_limited,
            effect.doubt,
            (effect.points, effect.annexes) if own else None,
        )
        joined[key] = _join(joined[key], effect) if key in joined else effect
    return list(joined.values())


def _join(first: ReadEffect, second: ReadEffect) -> ReadEffect:
    return replace(
        first,
        annexes=_union(first.annexes, second.annexes),
        except_annexes=_union(first.except_annexes, second.except_annexes),
        points=_union(first.points, second.points),
        except_points=_union(first.except_points, second.except_points),
    )


def _union(first: Items, second: Items) -> Items:
    if "all" in (first, second):
        return "all"
    return frozenset(first or ()) | frozenset(second or ()) or None
