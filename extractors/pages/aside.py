"""List what pages keep beside their text: words that are not seen or struck out, texts over texts, unread ink."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.model.evidence import Box
from extractors.model.finding import Finding
from extractors.model.text import AsideReason, AsideText
from extractors.pages.lines import find_lines, join_words
from extractors.pages.near import Corners
from extractors.pages.words import PageWords, Word

_QUOTED = 200
_CODES = {
    "withheld": "redaction_not_applied",
    "struck": "struck_words",
    "replaced": "replaced_words",
    "hatched": "hatched_words",
    "crossed": "crossed_words",
    "overprinted": "letters_over_letters",
    "unread": "unread_ink",
    "contradicted": "layer_contradicted",
    "pictured": "picture_over_text",
}
_NOT_PUBLISHED = ("covered", "withheld")
_SAID = {
    "covered": "words under a bar, a box or an image are not read, and not shown here",
    "withheld": "words are marked for removal, and the file still holds them; not read, and not shown here",
    "colour": "words in the colour of their ground are not seen and not read",
    "outside": "words beside the page, or beside the box of their form, are not seen and not read",
    "not drawn": "words that no viewer draws (invisible or clipped) are not read",
    "switched off": "words on a layer that is switched off are not seen and not read",
    "tiny": "words too small for anybody to read are not read",
    "struck": "words that a line strikes out are not read",
    "crossed": "a line that is no level rule runs through words, which may be crossed out; they were read",
    "hatched": "many slanted lines run through words; they were read as those of a hatched ground or a drawing",
    "replaced": "a comment, or text set beside struck words or small above a line, may give other words for these",
    "overprinted": "two texts are printed on one place; what was read there may be neither",
    "contradicted": "the picture of the page shows, or may show, other figures than its text, which was read",
    "pictured": "a picture, such as a stamp, lies over lines of text; what it says was not read: look at the page",
    "unread": "there is print of which the file has no words; look at the page",
}


def list_aside(pages: Sequence[PageWords]) -> Iterator[AsideText]:
    """Yield what stands beside the text, page by page, a line at a time."""
    for page in pages:
        for why in dict.fromkeys(each.why for each in page.unseen):
            words = [each.word for each in page.unseen if each.why == why]
            for line, box in _lines(words, page):
                yield AsideText(why, None if why in _NOT_PUBLISHED else line, box)
        for reason, kept in _read_or_struck(page):
            for line, box in _lines(kept, page):
                yield AsideText(reason, line, box)
        for place in page.unread:
            yield AsideText("unread", None, _shown(place, page))
        for place in page.pictured:
            yield AsideText("pictured", None, _shown(place, page))


def _read_or_struck(page: PageWords) -> Iterator[tuple[AsideReason, Sequence[Word]]]:
    yield "struck", page.struck
    yield "replaced", page.replaced
    yield "crossed", page.crossed
    yield "hatched", page.hatched
    yield "overprinted", page.overprinted
    yield "contradicted", page.contradicted


def aside_findings(aside: Sequence[AsideText]) -> Iterator[Finding]:
    """Yield one finding for each page and reason, with the height at which a person looks."""
    for (number, why), found in _grouped(aside).items():
        tops = [each.box.top for each in found if each.box]
        place = f"page {number}, {min(tops):.0f} points from the top" if tops else "in the text"
        words = " / ".join(each.words for each in found if each.words)[:_QUOTED]
        told = f"{place}: {_SAID[why]}" + (f": {words}" if words else "")
        yield Finding(_CODES.get(why, "unseen_words"), told)


def _grouped(aside: Sequence[AsideText]) -> dict[tuple[int | None, str], list[AsideText]]:
    groups: dict[tuple[int | None, str], list[AsideText]] = {}
    for each in aside:
        groups.setdefault((each.box.page_number if each.box else None, each.why), []).append(each)
    return groups


def _lines(words: Sequence[Word], page: PageWords) -> Iterator[tuple[str, Box]]:
    """Yield the lines of words and their places on the page as shown, as those of the text are."""
    for line in find_lines(words):
        x0, x1 = min(word.x0 for word in line), max(word.x1 for word in line)
        top, bottom = min(word.top for word in line), max(word.bottom for word in line)
        place = round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2)
        yield join_words(line), _shown(place, page)


def _shown(place: Corners, page: PageWords) -> Box:
    """Return a place on the page as shown."""
    box = Box(page.page_number, *place)
    return page.turn.back(box) if page.turn else box
