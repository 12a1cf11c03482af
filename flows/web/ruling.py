"""Show a doubt with its page and what it may mean, and take an answer where the operator switched writing on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from flows.ask import site
from flows.rulings import journal
from flows.rulings.answering import ALL, Refused, answer
from flows.rulings.lines import NONE, UNSURE, Ruling
from flows.web.asking import Asked, Asking, NotHeld, Pages, day_of
from flows.web.forms import Forms
from flows.web.names import with_query
from flows.web.places import find_place

PATH = "/kahtlus"
router = Pages(default_response_class=HTMLResponse, include_in_schema=False)


@router.get(PATH + "/{doubt_id}")
def doubt(a: Asked, doubt_id: str, kirjas: str = "") -> Response:
    """Show one doubt: its words, its page, the candidates side by side, and the form."""
    return _shown(a, _found(a, doubt_id), written=kirjas)


async def _fields(request: Request, doubt_id: str) -> Mapping[str, list[str]]:
    """Return what was filled in. Raises ``Forged``."""
    forms: Forms = request.app.state.forms
    return await forms.read(request, doubt_id)


Fields = Annotated[Mapping[str, list[str]], Depends(_fields)]


@router.post(PATH + "/{doubt_id}")
def settle(a: Asked, doubt_id: str, fields: Fields) -> Response:
    """Write the answer into the journal: it counts from the next publish on."""
    found, by = _found(a, doubt_id), a.request.app.state.choices.rulings_by
    if by is None:
        raise NotHeld(doubt_id)
    given = {name: values[0].strip() for name, values in fields.items()}
    try:
        until = day_of(given.get("kuni"), "kuni") if given.get("valik") == UNSURE else None
        clock = a.request.app.state.clock
        made = answer(found, _outcome(given, fields), given.get("pohjendus", ""), by, clock, until)
    except Refused as error:
        return _shown(a, found, refused=str(error), given=given, status=400)
    journal.add(a.request.app.state.held.data, made)
    kept = {**a.kept, "kirjas": made.ruling_id}
    return RedirectResponse(with_query(f"{PATH}/{doubt_id}", kept), 303, {"cache-control": "no-store"})


def _found(a: Asking, doubt_id: str) -> site.Doubt:
    found = site.find_doubt(a.w, doubt_id)
    if found is None:
        raise NotHeld(doubt_id)
    return found


def _outcome(given: Mapping[str, str], fields: Mapping[str, list[str]]) -> str:
    """Return the outcome as the command takes it."""
    chosen = given.get("valik", "")
    if chosen == "these":
        return " ".join(fields.get("lisa", []))
    if value := given.get("vaartus") if chosen not in (NONE, UNSURE) else None:
        return f"{chosen}: {value}"
    return given.get("paev_vastus", "") if chosen == "day" else chosen


def _shown(
    a: Asking,
    found: site.Doubt,
    *,
    written: str = "",
    refused: str | None = None,
    given: Mapping[str, str] | None = None,
    status: int = 200,
) -> Response:
    place = find_place(a, found.evidence_id) if found.evidence_id else None
    is_drawn = place is not None and bool(place.files) and place.files[-1].media_type == "application/pdf"
    pages = place.pages if place is not None and is_drawn else ()
    forms: Forms = a.request.app.state.forms
    cookie, rulings = forms.cookie_of(a.request), _rulings_on(a, found)
    values: dict[str, Any] = {
        "doubt": found,
        "acts": site.name_acts(a.w, [found.directive_id or "", *found.candidates]),
        "rulings": rulings,
        "picture_page": (found.page_number if found.page_number in pages else pages[0]) if pages else None,
        "by": a.request.app.state.choices.rulings_by,
        "token": forms.token(cookie, found.doubt_id),
        # The page must not say that an answer was written if the journal does not hold it.
        "written": next((one.ruling_id for one in rulings if one.ruling_id == written), None),
        "refused": refused,
        "given": given or {},
        "all_of_them": ALL,
        "none_of_them": NONE,
        "unsure": UNSURE,
    }
    response = a.page("doubt.html", status, is_kept=False, **values)
    # A token belongs to one browser, and what the journal holds changes without a publish.
    del response.headers["etag"]
    response.headers["cache-control"] = "no-store"
    if values["by"] is not None:
        forms.give(response, cookie, PATH)
    return response


def _rulings_on(a: Asking, found: site.Doubt) -> list[Ruling]:
    """Return what the journal holds on this doubt, published or not yet."""
    held, _ = journal.read_rulings(a.request.app.state.held.data)
    key = (found.question, found.document_id, found.text_sha256, found.reference_key)
    return [one for one in held if (one.question, one.document_id, one.text_sha256, one.reference_key) == key]
