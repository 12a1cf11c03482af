"""Name addresses of pages over whatever is published: its acts, annexes and posts, on different days."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from urllib.parse import quote

from flows.addresses import path_of_act, path_of_annex, path_of_authority, path_of_evidence, path_of_post
from warehouse.connection import open_published

MIX = {
    "act": 20, "annex": 30, "post": 14, "words": 8, "reference": 6, "authority": 4, "changes": 3, "doubts": 1,
    "place": 3, "authorities": 2, "coverage": 1, "front": 2, "api status": 4, "api in-force": 1, "health": 1,
}  # fmt: skip
"""Pages of each kind in a hundred: what a crawl of acts and annexes asks, with some searches among them."""
MOST_SUBJECTS = 20_000
_DAYS = [f"{year}-{month:02}-{day:02}" for year in range(2021, 2027) for month in range(1, 13) for day in range(1, 29)]


@dataclass(frozen=True)
class Subjects:
    """What a published file has to ask about, in an order without meaning."""

    acts: Sequence[str]
    annexes: Sequence[str]
    posts: Sequence[tuple[str, str | None, str]]
    authorities: Sequence[str]
    words: Sequence[str]
    references: Sequence[str]
    places: Sequence[str]


def read_subjects(data: Path) -> Subjects:
    """Return at most ``MOST_SUBJECTS`` of each kind, the same in each run over the same file."""
    with open_published(data) as w:

        def ask(columns: str, source: str) -> list[tuple[str, ...]]:
            sql = f"SELECT {columns} FROM {source} ORDER BY hash({columns.split(', ')[0]}), 1 LIMIT {MOST_SUBJECTS}"
            return w.connection.execute(sql).fetchall()

        def names(column: str, source: str) -> list[str]:
            return [row[0] for row in ask(column, f"{source} WHERE {column} IS NOT NULL")]

        numbered = ask("directive_id, number, strftime(coalesce(signed_on, registered_on), '%d.%m.%Y')", "directives")
        chains = ask("chain_id, authority, unit, subject", "annex_chains JOIN directives USING (directive_id)")
        return Subjects(
            acts=names("directive_id", "directives"),
            annexes=names("annex_id", "annexes"),
            posts=list(dict.fromkeys((row[1], row[2], row[3]) for row in chains)),
            authorities=names("authority", "authorities"),
            words=list(dict.fromkeys(names("title", "annexes"))),
            references=[f"{day} nr {number}" for _, number, day in numbered if number and day],
            places=names("evidence_id", "effects"),
        )


@dataclass(frozen=True)
class Habits:
    """How somebody asks. ``other_days``: the share of pages asked about another day than today, any of six years.

    ``searched_days``: the same for searches, periods and the API. ``exponent``: the address that is asked the n-th most
    often of its kind is asked n to this power times more rarely than the first (Zipf); 0: all alike.
    """

    other_days: float
    searched_days: float
    exponent: float


CRAWL = Habits(other_days=0.3, searched_days=1, exponent=0)
"""Each page once: nearly all addresses over a large warehouse are different."""
PEOPLE = Habits(other_days=0.1, searched_days=0.1, exponent=1)
"""Logs of web servers show about this exponent (0.6 to 0.8 at proxies, which many servers lie behind)."""


def addresses(kind: str, subjects: Subjects, number: int, seed: int, habits: Habits = CRAWL) -> list[str]:
    """Return addresses of a kind of page; where the file has nothing to ask about, fewer or none."""
    rng = random.Random(f"{kind} {seed}")

    def day() -> str:
        return rng.choice(_DAYS)

    def on_a_day(path: Callable[[str], str]) -> Callable[[str], str]:
        return lambda value: f"{path(value)}?paev={day()}" if rng.random() < habits.other_days else path(value)

    def searched(path: Callable[[str], str], name: str) -> Callable[[str], str]:
        return lambda value: f"{path(value)}&{name}={day()}" if rng.random() < habits.searched_days else path(value)

    def period(_: str) -> str:
        if rng.random() >= habits.searched_days:
            return "/muudatused"
        first, last = sorted((day(), day()))
        return f"/muudatused?alates={last[:8]}01&kuni={last}" if first[:4] != last[:4] else f"/muudatused?kuni={first}"

    posts = [path_of_post(*post) for post in subjects.posts]
    makers: dict[str, tuple[Sequence[str], Callable[[str], str]]] = {
        "front": (("",), lambda _: "/"),
        "health": (("",), lambda _: "/tervis"),
        "coverage": (("",), lambda _: "/katvus"),
        "authorities": (("",), on_a_day(lambda _: "/asutused")),
        "doubts": (("",), on_a_day(lambda _: "/otsustamata")),
        "changes": (("",), period),
        "authority": (subjects.authorities, on_a_day(path_of_authority)),
        "act": (subjects.acts, on_a_day(path_of_act)),
        "annex": (subjects.annexes, on_a_day(path_of_annex)),
        "post": (posts, on_a_day(str)),
        "place": (subjects.places, path_of_evidence),
        "words": (subjects.words, searched(lambda title: f"/otsi?q={quote(title)}", "paev")),
        "reference": (subjects.references, lambda words: f"/otsi?q={quote(words)}"),
        "api status": (subjects.acts, searched(lambda one: f"/api/v1/status?ref={quote(one)}", "on")),
        "api in-force": (
            subjects.annexes,
            searched(lambda one: f"/api/v1/in-force?cursor={quote(one, safe='')}", "on"),
        ),
    }
    values, path = makers[kind]
    weights = list(accumulate(1 / turn**habits.exponent for turn in range(1, len(values) + 1)))
    return [path(value) for value in rng.choices(values, cum_weights=weights, k=number)] if values else []


def mixed(subjects: Subjects, number: int, seed: int, habits: Habits = CRAWL) -> list[tuple[str, str]]:
    """Return about so many addresses with their kinds, by ``MIX``, in an order without meaning."""
    asked = [
        (kind, address)
        for kind, share in MIX.items()
        for address in addresses(kind, subjects, max(1, number * share // 100), seed, habits)
    ]
    random.Random(seed).shuffle(asked)
    return asked
