"""Make the README of the sample documents: the purpose of each and the right answer. It is made, so never stale."""

from __future__ import annotations

from typing import Any

from flows.sample.invented import Description

INTRODUCTION = """\
# The bundled sample register

A small register on loopback that answers like the ADR platform (`server.py`; wrong answers on request: `faults.py`),
with its documents. **Authority, people, posts and acts are invented.**

`python -m flows.sample.make` makes this page, `documents/` and `truth.json` from `description/`; a test proves that
making them again gives the same bytes. `documents/catalogue.json` is what the register shows. `truth.json` is what is
true of the acts (half-open intervals, each date with its basis), derived from the description, never from the files.
To look at the register, run `python -m flows.sample.server --port 8000 [--day 2026-09-14]`.
"""


def readme_text(description: Description, truth: dict[str, Any]) -> str:
    """Return Markdown with a table of the directives and one of the other documents."""
    directives = {directive["key"]: directive for directive in truth["directives"]}
    lines = [INTRODUCTION, f"## Directives, as of {truth['as_of']}\n"]
    lines += ["| nr | signed | form | purpose | right answer |", "|---|---|---|---|---|"]
    for act in description.acts:
        form = act.layout if act.delivery == "one" else f"{act.layout}, {act.delivery}"
        suspended = {
            row["suspended_annex_number"]: row for row in truth["suspensions"] if row["suspended_directive"] == act.key
        }
        answer = _answer(directives[act.key], suspended, truth["as_of"])
        lines.append(f"| {act.number} | {act.signed_on} | {form} | {act.shows} | {answer} |")
    lines += ["\n## Other documents\n", "| viit | registered | type | purpose |", "|---|---|---|---|"]
    for letter in description.letters:
        lines.append(f"| {letter.number} | {letter.registered_on} | {letter.document_type} | {letter.shows} |")
    return "\n".join(lines) + "\n"


def _answer(directive: dict[str, Any], suspended: dict[str, dict[str, Any]], as_of: str) -> str:
    if directive["content"] == "restricted":
        return f"Restricted since {directive['restricted_on']}: nothing of its content is kept."
    is_open = directive["in_force_until"] or directive["undecided_from"] or not directive["annexes"]
    parts = [_interval("act", directive, as_of)] if is_open else []
    groups: dict[str, list[str]] = {}
    for annex in directive["annexes"]:
        state = _state(annex, as_of) + _suspension(suspended.get(annex["annex_number"]))
        groups.setdefault(state, []).append(annex["annex_number"] or annex["kind"])
    for state, numbers in groups.items():
        names = sorted(numbers, key=lambda number: (len(number), number))
        parts.append(f"{'lisa' if names[0].isdecimal() else ''} {', '.join(names)}: {state}".strip())
    return "; ".join(parts)


def _suspension(row: dict[str, Any] | None) -> str:
    if row is None:
        return ""
    _, day, number = row["suspending_directive"].split("/", 2)
    days = f"from {row['suspended_from']} until {row['suspended_until']}"
    return f", suspended {days} by nr {number} of {day[:4]}"


def _interval(name: str, row: dict[str, Any], as_of: str) -> str:
    return f"{name}: {_state(row, as_of)}"


def _state(row: dict[str, Any], as_of: str) -> str:
    if row["in_force_from"] is None:
        return "from an event without a day: undecided"
    text = f"from {row['in_force_from']} ({row['in_force_from_basis']})"
    if row.get("applied_from"):
        text += f", applied from {row['applied_from']}"
    if row["undecided_from"]:
        text += f", undecided from {row['undecided_from']}"
    if row["in_force_until"] is None:
        return f"{text}, {'in force' if row['in_force_from'] <= as_of else 'not yet in force'}"
    _, day, number = row["ended_by"].split("/", 2)
    word = "ended" if row["in_force_until"] <= as_of else "ends"
    return f"{text}, {word} {row['in_force_until']} by nr {number} of {day[:4]}"
