"""Answer a search: lead to the act of a reference, else show posts of that name and what has the words, in pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Query
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from flows.addresses import path_of_evidence, path_of_row
from flows.ask import site
from flows.ask.search import ENGLISH, ESTONIAN, KINDS, STATUSES, Fact, Filters, SearchPage, parse_language, search_page
from flows.web.again import may_be_kept
from flows.web.asking import Asked, Asking, Pages, WrongQuestion
from flows.web.names import with_query

router = Pages(default_response_class=HTMLResponse, include_in_schema=False)

_MARKED_WORD = re.compile(r"»(\w+)«")
MOST_HITS = 500
"""How many hits are counted and can be paged through, best first."""
HITS_A_PAGE = 20
MOST_POSTS = 200
"""How many posts and subjects of a name are shown; if there are more, the page says so."""


@dataclass(frozen=True)
class Facets:
    """What narrows a search, each empty where it does not.

    ``liik`` is one of ``KINDS``, ``olek`` one of ``STATUSES`` on the day asked about, ``aasta`` the year of the act,
    ``yksus`` words of a unit, ``oskus`` a language with its level.
    """

    liik: str = ""
    olek: str = ""
    aasta: str = ""
    yksus: str = ""
    oskus: str = ""

    @property
    def is_any(self) -> bool:
        return self != Facets()

    @property
    def query(self) -> dict[str, str]:
        """Return the parameters that links keep."""
        return {"liik": self.liik, "olek": self.olek, "aasta": self.aasta, "yksus": self.yksus, "oskus": self.oskus}


def facets_of(
    liik: str = "", olek: str = "", aasta: str = "", yksus: str = "", oskus: str = "", kehtib: bool = False
) -> Facets:
    """Return what a request is narrowed to; ``kehtib`` is an older way to ask for what is in force.

    Raises ``WrongQuestion``.
    """
    status, year = olek or ("in_force" if kehtib else ""), aasta.strip()
    if liik and liik not in KINDS:
        raise WrongQuestion(f"liik: {', '.join(KINDS)}")
    if status and status not in STATUSES:
        raise WrongQuestion(f"olek: {', '.join(STATUSES)}")
    if year and not (year.isascii() and year.isdigit() and len(year) == 4):
        raise WrongQuestion("aasta: 2022")
    return Facets(liik, status, year, yksus.strip(), oskus.strip())


@router.get("/otsi")
def search(
    a: Asked, facets: Annotated[Facets, Depends(facets_of)], q: str = "", lk: Annotated[int, Query(ge=1, le=1000)] = 1
) -> Response:
    """Show what words find; ``lk`` is the page of the hits."""
    words = q.strip()
    shown: dict[str, Any] = {"facets": facets, "kinds": KINDS, "statuses": STATUSES}
    if not words:
        return a.page("search.html", answer=None, found=None, **shown)
    answer = site.find_answer(a.w, words, a.day, most_posts=MOST_POSTS + 1)
    if answer.answer == "held" and len(answer.directives) == 1 and not facets.is_any:
        may_be_kept(a.request.scope, a.version)
        return RedirectResponse(with_query(_path_of(answer), a.kept), 303)
    found = search_page(a.w, words, _filters(a, facets), MOST_HITS, a.day, lk, HITS_A_PAGE)
    hits = found.found
    shown |= {
        "hits": [_shown(hit) for hit in hits.rows], "number": len(hits.facts), "counts": count_hits(hits.facts),
        "asked": [_asked(found, a)], "page_number": hits.number, "last": hits.last, "first_hit": hits.first,
        "most_posts": MOST_POSTS,
        "note": found.note_in(ESTONIAN if a.language == "et" else ENGLISH),
    }  # fmt: skip
    return a.page("search.html", answer=answer, found=found, feed={"q": words}, **shown)


def _path_of(answer: site.Answer) -> str:
    annexes = [one for one in answer.outcomes if one.annex_id is not None]
    alone = annexes[0].annex_id if answer.annex is not None and len(annexes) == 1 else None
    return path_of_row(alone, answer.directives[0].directive_id)


def _filters(a: Asking, facets: Facets) -> Filters:
    language, level = parse_language(facets.oskus) if facets.oskus else (None, None)
    return Filters(
        kind=facets.liik or None,
        unit=facets.yksus or None,
        language=language,
        level=level,
        year=int(facets.aasta) if facets.aasta else None,
        status=facets.olek or None,
        status_on=a.day if facets.olek else None,
    )


def _asked(found: SearchPage, a: Asking) -> site.Asked:
    filters = found.filters
    day = a.day if filters.status == "in_force" else None
    return site.Asked("search", {"words": found.words, "kind": filters.kind, "day": day})


def _shown(hit: Mapping[str, Any]) -> dict[str, Any]:
    """Return a hit with its sentence in pieces, of which those at odd places are the words looked for, and its path.

    A job description that stands in no act that is held has no page of its own: its path is that of its sentence, and
    ``None`` where no words are to be shown.
    """
    path = path_of_evidence(hit["evidence_id"]) if hit["evidence_id"] else None
    if hit["directive_id"]:
        path = path_of_row(hit["annex_id"], hit["directive_id"])
    return {**hit, "pieces": _MARKED_WORD.split(hit["sentence"]), "path": path}


def count_hits(facts: Sequence[Fact]) -> tuple[tuple[str, list[tuple[str, int]]], ...]:
    """Return for each facet its values among the hits with how many have them.

    Kinds and statuses come by number, the most first; years the newest first. A hit without a value is not counted.
    """
    kinds = Counter(fact.kind for fact in facts)
    states = Counter(fact.status for fact in facts if fact.status)
    years = Counter(str(fact.year) for fact in facts if fact.year)
    return (
        ("liik", kinds.most_common()),
        ("olek", states.most_common()),
        ("aasta", sorted(years.items(), reverse=True)),
    )
