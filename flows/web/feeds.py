"""Answer feeds: what changes in an authority, a unit, a post, an act, or in what a search finds."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from fastapi.responses import Response

from flows.addresses import unit_of_path
from flows.ask import site
from flows.ask.feeds import MOST_HITS, Choice, Form, write_feed
from flows.ask.search import Filters, search_in
from flows.ask.sentences import NOT_TOLD
from flows.web.asking import Asked, Asking, NotHeld, NotPublic, Pages, WrongQuestion
from flows.web.names import act_words
from flows.web.outcomes import act_outcomes, held_authority
from flows.web.words import Words

router = Pages(include_in_schema=False)
MEDIA_TYPES: dict[Form, str] = {
    "atom": "application/atom+xml; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
}


@router.get("/voog.atom")
def atom(a: Asked, asutus: str = "", yksus: str = "", koht: str = "", akt: str = "", q: str = "") -> Response:
    """Answer an Atom feed (RFC 4287). Without parameters it follows everything."""
    return _feed(a, "atom", {"asutus": asutus, "yksus": yksus, "koht": koht, "akt": akt, "q": q})


@router.get("/voog.ics")
def calendar(a: Asked, asutus: str = "", yksus: str = "", koht: str = "", akt: str = "", q: str = "") -> Response:
    """Answer a calendar (RFC 5545) of the same days."""
    return _feed(a, "ics", {"asutus": asutus, "yksus": yksus, "koht": koht, "akt": akt, "q": q})


def _feed(a: Asking, form: Form, asked: dict[str, str]) -> Response:
    given = {name: words.strip() for name, words in asked.items() if words.strip()}
    content = write_feed(a.w, _choice(a, given), form, a.base_url, a.today)
    headers = {"etag": a.etag, "cache-control": "no-cache"}
    return Response(content, media_type=MEDIA_TYPES[form], headers=headers)


def _choice(a: Asking, given: dict[str, str]) -> Choice:
    """Return the choice that the parameters name. Raises ``WrongQuestion``, ``NotHeld`` or ``NotPublic``."""
    common: dict[str, Any] = {"name": urlencode(sorted(given.items())) or "all", "keel": a.language}
    match sorted(given):
        case []:
            return Choice(title=Words(a.language)("changes"), **common)
        case ["akt"]:
            return _of_act(a, given["akt"], common)
        case ["q"]:
            return _of_search(a, given["q"], common)
        case ["asutus"] | ["asutus", "yksus"] | ["asutus", "koht", "yksus"]:
            return _of_authority(a, given, common)
    raise WrongQuestion("asutus · asutus, yksus · asutus, yksus, koht · akt · q")


def _of_act(a: Asking, directive_id: str, common: dict[str, Any]) -> Choice:
    act, _ = act_outcomes(a, directive_id)
    if act.outcome in NOT_TOLD:
        raise NotPublic(directive_id, act.outcome)
    title = act_words(act.act_kind, act.directive_date, act.number, act.institution)
    return Choice(title=title, directive_ids={directive_id}, **common)


def _of_search(a: Asking, words: str, common: dict[str, Any]) -> Choice:
    hits = search_in(a.w, words, Filters(), MOST_HITS).hits.named_rows
    return Choice(
        title=f"{Words(a.language)('search')}: {words}",
        directive_ids={hit["directive_id"] for hit in hits if hit["annex_id"] is None and hit["directive_id"]},
        annex_ids={hit["annex_id"] for hit in hits if hit["annex_id"] is not None},
        **common,
    )


def _of_authority(a: Asking, given: dict[str, str], common: dict[str, Any]) -> Choice:
    found = held_authority(a, given["asutus"])
    key, name = found["authority"], found["name"]
    if "koht" not in given:
        unit = given.get("yksus")
        return Choice(title=unit or name, authority=key, unit=unit, **common)
    unit = unit_of_path(given["yksus"])
    posts = site.posts_named(a.w, key, unit, given["koht"], a.day)
    if not posts:
        raise NotHeld(given["koht"])
    annexes = {version["annex_id"] for one in posts for version in one.versions}
    return Choice(title=f"{given['koht']} ({name})", authority=key, annex_ids=annexes, **common)
