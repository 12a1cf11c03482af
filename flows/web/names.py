"""Name acts, annexes and days as people write them; keep the parameters of a page in its links."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from flows.ask.site import Outcome
from flows.web.words import Words


def day_words(day: date | None) -> str:
    """Return a day as Estonians write it: 07.01.2026; empty for ``None``."""
    if isinstance(day, datetime):
        return f"{day:%d.%m.%Y %H:%M}"
    return f"{day:%d.%m.%Y}" if day is not None else ""


def last_day(until: date | None) -> date | None:
    """Return the last day of a stretch that ends before ``until``; ``None`` where no end is known.

    "kuni 03.04.2023" counts that day too for who reads it in Estonian, as acts themselves say it.
    """
    return until - timedelta(days=1) if until is not None else None


def act_words(kind: str | None, day: date | None, number: str | None, institution: str | None = None) -> str:
    """Return an act as people cite it: "käskkiri 14.02.2022 nr 5 (Näidisamet)"."""
    parts = (kind or "akt", day_words(day), f"nr {number}" if number else "")
    words = " ".join(part for part in parts if part)
    return f"{words} ({institution})" if institution else words


def affected_words(row: Mapping[str, Any], words: Words) -> str:
    """Return which part of an act a sentence is about: "lisa 1, 2, 3, välja arvatud lisa 2"; empty for all of it.

    ``row`` is one of the query ``sentences_of_act``.
    """
    named = [words("every_annex")] if row["is_every_annex"] else []
    named += _numbered(words, row["annexes"], row["points"])
    excepted = _numbered(words, row["except_annexes"], row["except_points"])
    said = " ".join(named)
    if excepted:
        said += f"{', ' if said else ''}{words('except')} {' '.join(excepted)}"
    limit = f"({row['limit_words']})" if row["limit_words"] else None
    return " ".join(part for part in (said, row["item_title"], limit) if part)


def _numbered(words: Words, annexes: Sequence[str] | None, points: Sequence[str] | None) -> list[str]:
    return [
        f"{words(name).lower()} {', '.join(numbers)}"
        for name, numbers in (("annex", annexes), ("point", points))
        if numbers
    ]


def outcome_words(one: Outcome, words: Words) -> str:
    """Return what to say beside the status: since and until when, by which act, on what basis; empty for nothing."""
    since, until = day_words(one.since_on), day_words(one.until_on)
    if one.outcome == "not_yet" and until:
        return _said(words, f"esimene päev on {until}", f"the first day is {until}")
    parts = [_said(words, f"alates {since}", f"since {since}")] if since else []
    if one.outcome == "in_force" and until:
        parts.append(
            _said(words, f"alates {until} enam ei kehti või on otsustamata", f"from {until} no longer, or in doubt")
        )
    if one.outcome == "suspended" and until:
        last = day_words(last_day(one.until_on))
        parts.append(_said(words, f"viimane päev on {last}", f"the last day is {last}"))
    if one.outcome in ("ended", "suspended", "undecided", "never_in_force") and one.by_act:
        parts.append(one.by_act)
    if one.outcome in ("in_force", "undecided") and one.reason:
        parts.append(words.basis(one.reason))
    if one.outcome == "restricted":
        parts = [part for part in (one.access, one.access_basis) if part]
    if one.outcome == "withdrawn":
        parts = [day_words(one.withdrawn_on)]
    return ", ".join(part for part in parts if part)


def _said(words: Words, estonian: str, english: str) -> str:
    return estonian if words.language == "et" else english


def with_query(path: str, given: Mapping[str, Any]) -> str:
    """Return an address with those parameters that have a value."""
    kept = {name: value for name, value in given.items() if value not in (None, "", False)}
    return f"{path}?{urlencode(kept)}" if kept else path
