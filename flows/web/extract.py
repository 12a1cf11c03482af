"""Answer an extract for a file ("kehtivuse väljavõte"): what holds of an annex or act on a day, and on what ground.

The same words as a page for print and as PDF.
"""

from __future__ import annotations

import re

from fastapi.responses import HTMLResponse, RedirectResponse, Response

from flows.addresses import path_of_annex, path_of_extract, path_of_row
from flows.ask import site
from flows.web.asking import Asked, Asking, NoPdf, NotHeld, NotPublic, Pages, WrongQuestion
from flows.web.extract_words import Extract, told_of
from flows.web.kept import Kept
from flows.web.names import act_words, with_query
from flows.web.outcomes import act_outcomes, annex_outcome, find_closed, find_posts
from flows.web.pdf import can_write_pdf, write_pdf
from flows.web.places import can_draw, draw, find_place
from flows.web.render import WORDS

router = Pages(prefix="/valjavote", default_response_class=HTMLResponse, include_in_schema=False)
HOW_TO_PDF = 'pip install "kehtiv[pdf]"'
_UNSAFE_IN_NAME = re.compile(r"[^A-Za-z0-9._-]")


@router.get("/kaskkiri/{directive_id:path}/lisa/{tail}")
def of_annex(a: Asked, directive_id: str, tail: str, vorm: str = "") -> Response:
    """Give the extract of an annex; ``vorm`` "pdf" is the file."""
    act, outcome = annex_outcome(a, directive_id, tail)
    return _answer(a, act, outcome, vorm)


@router.get("/kaskkiri/{directive_id:path}")
def of_act(a: Asked, directive_id: str, vorm: str = "") -> Response:
    """Give the extract of a directive. What was known on a day is told of annexes alone."""
    if a.known_on is not None:
        raise WrongQuestion("teada: /lisa/…")
    outcome, _ = act_outcomes(a, directive_id)
    return _answer(a, outcome, outcome, vorm)


@router.get("/koht/{authority}/{unit}/{subject:path}")
def of_post(a: Asked, authority: str, unit: str, subject: str, vorm: str = "") -> Response:
    """Lead to the extract of the annex that describes a post on the day."""
    posts = [one.row for one in find_posts(a, authority, unit, subject).posts]
    paths = [with_query(path_of_extract(path_of_annex(row["annex_id"])), {**a.kept, "vorm": vorm}) for row in posts]
    if len(paths) != 1:
        raise NotHeld(subject, tuple((path, row["title"] or subject) for path, row in zip(paths, posts, strict=True)))
    return RedirectResponse(paths[0], 303)


def _answer(a: Asking, act: site.Outcome, outcome: site.Outcome, form: str) -> Response:
    closed = find_closed(act, outcome)
    if closed is not None:
        return a.page("closed.html", 451, outcome=closed, act=act)
    if form not in ("", "pdf"):
        raise WrongQuestion("vorm: pdf")
    if form == "pdf":
        return _file(a, act, outcome)
    told, place = _tell(a, act, outcome)
    asked = [site.Asked("why", {"annex_id": outcome.annex_id, "day": a.day})] if outcome.annex_id else []
    return a.page(
        "extract.html",
        outcome=outcome,
        told=told,
        place=place,
        how_to_pdf=None if can_write_pdf() else HOW_TO_PDF,
        asked=asked,
    )


def _tell(a: Asking, act: site.Outcome, outcome: site.Outcome) -> tuple[dict[str, object], site.EvidencePlace | None]:
    """Return the words of the extract, and the place of the sentence where its page can be drawn."""
    place = _place_to_draw(a, outcome)
    return told_of(_gather(a, act, outcome), WORDS[a.language], has_picture=place is not None), place


def _file(a: Asking, act: site.Outcome, outcome: site.Outcome) -> Response:
    """Return the extract as PDF, made once for each publish. Raises ``NoPdf``."""
    if not can_write_pdf():
        raise NoPdf(HOW_TO_PDF)
    files: Kept[bytes] = a.request.app.state.pictures
    content = files.find(a.version, ("extract", a.etag))
    if content is None:
        told, place = _tell(a, act, outcome)
        published_at = a.request.app.state.held.describe(a.version).published_at
        content = write_pdf(told, published_at, draw(a, place, None) if place else None)
        files.keep(a.version, ("extract", a.etag), content)
    about = f"{outcome.directive_id}-lisa-{outcome.annex_number or ''}" if outcome.annex_id else outcome.directive_id
    name = _UNSAFE_IN_NAME.sub("-", f"valjavote-{about}-{a.day}")[:100]
    headers = {
        "content-disposition": f'inline; filename="{name}.pdf"',
        "etag": a.etag,
        "cache-control": "no-cache",
        "content-language": a.language,
    }
    return Response(content, media_type="application/pdf", headers=headers)


def _gather(a: Asking, act: site.Outcome, outcome: site.Outcome) -> Extract:
    path = path_of_row(outcome.annex_id, outcome.directive_id)
    # The address names the day even if it is today: tomorrow it must still say the same.
    question = {**a.kept, "paev": a.day.isoformat()}
    return Extract(
        act=act_words(act.act_kind, act.directive_date, act.number, act.institution),
        outcome=outcome,
        known_on=a.known_on,
        is_in_force_as_known=_as_known(a, outcome),
        made_on=a.today,
        published=a.request.app.state.held.describe(a.version),
        version=a.version,
        address=a.base_url + with_query(path, question),
        files=site.files_read(a.w, outcome.directive_id, outcome.annex_id, outcome.evidence_id),
    )


def _as_known(a: Asking, outcome: site.Outcome) -> bool | None:
    if outcome.annex_id is None or a.known_on is None:
        return None
    held = site.annex(a.w, outcome.annex_id, a.day, a.known_on)
    return held.is_in_force_as_known if held else None


def _place_to_draw(a: Asking, outcome: site.Outcome) -> site.EvidencePlace | None:
    """Return the place of the sentence that decides where its page can be drawn; ``None`` where it cannot."""
    if outcome.evidence_id is None:
        return None
    try:
        place = find_place(a, outcome.evidence_id)
        if can_draw(place):
            draw(a, place, None)
            return place
    except (NotHeld, NotPublic):
        return None
    return None
