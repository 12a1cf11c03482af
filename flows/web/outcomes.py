"""Find what holds of the act or annex that an address names, and whether any of it may be shown."""

from __future__ import annotations

from dataclasses import dataclass

from flows.addresses import path_of_act, path_of_annex, unit_of_path
from flows.ask import site
from flows.ask.sentences import NOT_TOLD
from flows.web.asking import Asking, NotHeld, NotPublic
from flows.web.names import act_words

_MOST_SPLITS = 4
"""How many ways of splitting an address are tried."""


def act_outcomes(a: Asking, directive_id: str) -> tuple[site.Outcome, tuple[site.Outcome, ...]]:
    """Return what holds of a directive and all that is asked of it. Raises ``NotHeld`` or ``NotPublic``."""
    answer = site.find_answer(a.w, directive_id, a.day)
    if answer.taken_down:
        one = answer.taken_down[0]
        raise NotPublic(f"{one.document_id}: {one.withdrawn_on}", "gone" if one.cause == "gone" else "withdrawn")
    acts = [one for one in answer.directives if one.directive_id == directive_id]
    if not acts:
        similar = (
            (path_of_act(one.directive_id), act_words(one.act_kind, one.directive_date, one.number, one.institution))
            for one in answer.similar
        )
        raise NotHeld(directive_id, tuple(similar))
    return acts[0], answer.outcomes


def annex_outcome(a: Asking, directive_id: str, tail: str) -> tuple[site.Outcome, site.Outcome]:
    """Return what holds of a directive, and of the annex that the end of an address names.

    Where nothing of the directive may be shown, both are the directive's. Raises ``NotHeld`` or ``NotPublic``.
    """
    act, outcomes = act_outcomes(a, directive_id)
    if find_closed(act) is not None:
        return act, act
    # The end of an id names one annex; anything else may be the number of several.
    outcome = next((one for one in outcomes if one.annex_id == f"{directive_id}#{tail}"), None)
    if outcome is None:
        ids = site.ids_of_annexes(a.w, directive_id, tail)
        outcome = next((one for one in outcomes if len(ids) == 1 and one.annex_id == ids[0]), None)
    if outcome is None:
        near = tuple((path_of_annex(name), name) for name in ids) or (
            (path_of_act(directive_id), act_words(act.act_kind, act.directive_date, act.number, act.institution)),
        )
        raise NotHeld(f"{directive_id} lisa {tail}", near)
    return act, outcome


@dataclass(frozen=True)
class NamedPosts:
    """The posts that an address names on the day; each staff group of a post counts as a post of its own."""

    authority: site.Row
    unit: str | None
    subject: str
    posts: list[site.Post]


def held_authority(a: Asking, name: str) -> site.Row:
    """Return the authority that an address or a question names. Raises ``NotHeld``."""
    found = site.find_authority(a.w, name)
    if found is None:
        raise NotHeld(name)
    return found


def find_posts(a: Asking, authority: str, unit: str, subject: str) -> NamedPosts:
    """Return the posts that an address names. Raises ``NotHeld``.

    The names of units and posts may hold "/": where nothing has these names, the next "/" may part them.
    """
    found = held_authority(a, authority)
    words = f"{unit}/{subject}"
    ends = [place for place, sign in enumerate(words) if sign == "/" and place >= len(unit)]
    for end in ends[:_MOST_SPLITS]:
        named, post = unit_of_path(words[:end]), words[end + 1 :]
        posts = site.posts_named(a.w, found["authority"], named, post, a.day)
        if posts:
            return NamedPosts(authority=found, unit=named, subject=post, posts=posts)
    raise NotHeld(subject)


def find_closed(*outcomes: site.Outcome) -> site.Outcome | None:
    """Return the first of them whose content may not be told (451); ``None`` where all may."""
    return next((one for one in outcomes if one.outcome in NOT_TOLD), None)
