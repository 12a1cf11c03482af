"""Show the place where something was read: its words, its page as a picture, and the original."""

from __future__ import annotations

from fastapi.responses import HTMLResponse, Response

from flows.addresses import path_of_evidence
from flows.ask.errors import CannotShow, NoSuchEvidence, NoSuchPage, SeveralPlaces, Withdrawn
from flows.ask.show import draw_place, find_place_in
from flows.ask.site import EvidencePlace
from flows.web.asking import Asked, Asking, NotHeld, NotPublic, Pages, WrongQuestion
from flows.web.kept import Kept

router = Pages(include_in_schema=False)
AROUND = 600
"""Characters of the text that are shown before and after the words."""


@router.get("/toend/{evidence_id}/pilt.png")
def picture(a: Asked, evidence_id: str, lk: int | None = None) -> Response:
    """Return the page of the words as PNG, the words marked."""
    png = draw(a, find_place(a, evidence_id), lk)
    return Response(png, media_type="image/png", headers={"etag": a.etag, "cache-control": "no-cache"})


@router.get("/toend/{evidence_id:path}", response_class=HTMLResponse)
def place(a: Asked, evidence_id: str) -> Response:
    """Show the words in their text, what was read from them, and the picture of their page."""
    found = find_place(a, evidence_id)
    start, end = found.span.start, found.span.end
    before, after = found.text[max(0, start - AROUND) : start], found.text[end : end + AROUND]
    words_here = found.text[start:end]
    return a.page(
        "place.html", place=found, before=before, words_here=words_here, after=after, is_drawn=can_draw(found)
    )


def find_place(a: Asking, evidence_id: str) -> EvidencePlace:
    """Return the place. Raises ``NotHeld``, or ``NotPublic`` where its document was withdrawn or restricted."""
    try:
        return find_place_in(a.w, evidence_id)
    except Withdrawn as error:
        raise NotPublic(str(error), "withdrawn") from error
    except SeveralPlaces as error:
        near = tuple((path_of_evidence(one.evidence_id), one.quote[:80]) for one in error.places[:20])
        raise NotHeld(evidence_id, near) from error
    except NoSuchEvidence as error:
        raise NotHeld(evidence_id) from error


def can_draw(place: EvidencePlace) -> bool:
    """Return whether the words stand on a page of which a picture can be made."""
    return bool(place.files) and place.files[-1].media_type == "application/pdf" and bool(place.pages)


def draw(a: Asking, place: EvidencePlace, page_number: int | None) -> bytes:
    """Return the picture (PNG) of a page with the words marked; of the first such page for ``None``.

    Raises ``WrongQuestion`` for a page without them, ``NotHeld`` where the file cannot be drawn.
    """
    pictures: Kept[bytes] = a.request.app.state.pictures
    png = pictures.find(a.version, (place.evidence_id, page_number))
    if png is None:
        try:
            png, _ = draw_place(a.request.app.state.held.data, place, page_number)
        except NoSuchPage as error:
            raise WrongQuestion(f"lk: {error}") from error
        except CannotShow as error:
            raise NotHeld(str(error)) from error
        pictures.keep(a.version, (place.evidence_id, page_number), png)
    return png
