"""Remove what a page prints only because it is a page: page numbers and repeated headers.

An approval mark set as page header stands on every page of an annex. It is kept where it first appears and where its
words change (another annex begins there); its repeats would cut the cell that continues from the page before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.pages.lines import Run
from extractors.pages.page_breaks import Interruption, PrintedLine, find_interruptions, is_in_text
from extractors.pages.words import PageWords, Word
from extractors.words.acts import ACT_NAME

_PAGE_NUMBER = re.compile(
    r"(?:lk\.?|leht|lehekülg|page)?\s*[-–—]?\s*\d{1,4}\.?\s*[-–—]?\s*(?:(?:/|\(|kuni|of|-st)\s*\d{0,4}\s*\)?)?",
    re.IGNORECASE,
)
_MARK = re.compile(r"kinnitatud|kinnitanud|^\W*lisa\s+\d|käskkir|korraldus|\bnr\.?\s*\d|\d\.\d\d\.\d{4}", re.IGNORECASE)
_BEGINS_A_DOCUMENT = re.compile(rf"^(?:ameti|töö)?juhend$|^(?:kord|eeskiri|{ACT_NAME})$|^1\.?\s+\D", re.IGNORECASE)
_OF_APPROVAL = re.compile(
    r"kinnitatud|kinnitanud|kehtestatud|(?:käskkirja|korralduse|otsuse)ga|(?<!\w)lisa", re.IGNORECASE
)
_SAME_PLACE = 2.5
_EDGE, _WIDE_EDGE = 0.09, 0.13
_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi")


def find_furniture(pages: Sequence[PageWords], printed: Sequence[Sequence[PrintedLine]]) -> list[list[PrintedLine]]:
    """Return for each page the lines of its furniture, among the lines that are ``printed`` on it.

    They are its number, the foot that it shares with a neighbour, and the head that repeats the page before.
    """
    numbers: list[list[PrintedLine]] = []
    lines: list[list[PrintedLine]] = []
    for at, page in enumerate(pages):
        above, below = (printed[other] if 0 <= other < len(printed) else [] for other in (at - 1, at + 1))
        gone = [
            line
            for line in (
                *_page_number_lines(printed[at], page),
                *_counting_lines(printed[at], (above, below), page.height),
            )
            if not is_in_text(line, printed[at], page.page_number, _beyond(line, printed[at], above, below))
        ]
        numbers.append(gone)
        lines.append([line for line in printed[at] if line not in gone])
    furniture: list[list[PrintedLine]] = []
    for at, page in enumerate(pages):
        before = lines[at - 1] if at else []
        after = lines[at + 1] if at + 1 < len(lines) else []
        earlier = lines[at - 2] if at > 1 else []
        head = _repeated_head(before, lines[at], after, earlier, page.height)
        if not head and before:
            head = _first_running_head(before, lines[at], after, page.height)
        feet = [_repeated_foot(other, lines[at], page.height) for other in (before, after)]
        furniture.append([*numbers[at], *head, *max(feet, key=len)])
    return furniture


def _beyond(
    line: PrintedLine, lines: Sequence[PrintedLine], above: Sequence[PrintedLine], below: Sequence[PrintedLine]
) -> str | None:
    """Return the text on the other side of the page break at which a line stands."""
    if lines[0] is line:
        texts = [each.text for each in above if not _PAGE_NUMBER.fullmatch(each.text)]
        return texts[-1] if texts else None
    return below[0].text if below else None


def find_interrupted(
    pages: Sequence[PageWords], printed: Sequence[Sequence[PrintedLine]], furniture: Sequence[Sequence[PrintedLine]]
) -> list[Interruption]:
    """Return the lines that stand between the halves of a sentence which goes on over a page break.

    ``printed`` are the lines of each page, and ``furniture`` what is known to be no text among them.
    """
    left = lines_of_text(printed, furniture)
    found: list[Interruption] = []
    for at in range(1, len(pages)):
        found += find_interruptions(pages[at - 1], left[at - 1], pages[at], left[at])
    return found


def lines_of_text(
    printed: Sequence[Sequence[PrintedLine]], furniture: Sequence[Sequence[PrintedLine]]
) -> list[list[PrintedLine]]:
    """Return the lines of each page that are not among its ``furniture``."""
    gone = {id(line) for lines in furniture for line in lines}
    return [[line for line in lines if id(line) not in gone] for lines in printed]


def find_running_feet(pages: Sequence[PageWords], furniture: Sequence[Sequence[PrintedLine]]) -> dict[str, int]:
    """Return the feet among ``furniture``, each with the first page that has it."""
    feet: dict[str, int] = {}
    for page, gone in zip(pages, furniture, strict=True):
        for line in gone:
            is_number = _PAGE_NUMBER.fullmatch(line.text) or _is_roman(line.text, page.page_number)
            if line.top > (1 - _EDGE) * page.height and not is_number:
                feet.setdefault(_without_figures(line.text), page.page_number)
    return feet


def words_in(page: PageWords, lines: Sequence[PrintedLine | Run]) -> tuple[Word, ...]:
    """Return the words of a page, in its order, that stand in these lines of it."""
    kept = {id(word) for line in lines for word in line.words}
    return page.words if len(kept) == len(page.words) else tuple(word for word in page.words if id(word) in kept)


def _page_number_lines(lines: Sequence[PrintedLine], page: PageWords) -> list[PrintedLine]:
    return [
        line
        for line in (*lines[:1], *lines[-1:])
        if (line.bottom < _EDGE * page.height or line.top > (1 - _EDGE) * page.height)
        and (_PAGE_NUMBER.fullmatch(line.text) or _is_roman(line.text, page.page_number))
    ]


def _is_roman(text: str, page_number: int) -> bool:
    """Return whether a line is the number of its page in Roman figures; "IV" may be a heading on any other page."""
    return text.strip(" -–—.").casefold() in _ROMANS[page_number - 1 : page_number]


def _counting_lines(
    lines: Sequence[PrintedLine], neighbours: Sequence[Sequence[PrintedLine]], height: float
) -> list[PrintedLine]:
    """Return the last line where it is a figure beside the column of the text that counts on at the same place of a
    neighbour.
    """
    last = lines[-1] if len(lines) > 2 else None
    if last is None or not last.text.isdecimal() or not (1 - _WIDE_EDGE) * height < last.top <= (1 - _EDGE) * height:
        return []
    if any(abs(last.x0 - line.x0) < _SAME_PLACE for line in lines[:-1]):
        return []
    others = [other[-1] for other in neighbours if other and other[-1].text.isdecimal()]
    middle = (last.x0 + last.words[-1].x1) / 2
    counts = (
        abs(other.top - last.top) < _SAME_PLACE
        and abs((other.x0 + other.words[-1].x1) / 2 - middle) < _SAME_PLACE
        and abs(int(other.text) - int(last.text)) == 1
        for other in others
    )
    return [last] if any(counts) else []


def _repeated_head(
    before: Sequence[PrintedLine],
    lines: Sequence[PrintedLine],
    after: Sequence[PrintedLine],
    earlier: Sequence[PrintedLine],
    height: float,
) -> list[PrintedLine]:
    """Return the lines at the top that repeat the page before, word for word and at the same place.

    A page number within them may differ. Nothing is dropped where a figure of a mark changes (the mark of another annex
    must stay whole), or where the head would include a title: two annexes of one page each begin alike.
    """
    alike = _common(before, lines)
    same = next((at for at, line in enumerate(alike) if not _repeats(before[at].text, line.text)), len(alike))
    head, changed = alike[:same], alike[same : same + 1]
    if not head or any(_BEGINS_A_DOCUMENT.search(line.text) for line in head):
        return []
    # Items of one form ("1.9. peadirektori 09.05.2021 käskkirja nr 9") differ in figures as well, clear of the head.
    if any(_MARK.search(line.text) and not _is_set_apart(head, lines, height) for line in changed):
        return []
    is_mark = any(_MARK.search(line.text) for line in head)
    is_often = any(len(_common(other, lines)) >= len(head) for other in (after, earlier))
    return head if is_mark or is_often or _is_set_apart(head, lines, height) else []


def _first_running_head(
    before: Sequence[PrintedLine], lines: Sequence[PrintedLine], after: Sequence[PrintedLine], height: float
) -> list[PrintedLine]:
    """Return the line in the margin that runs from this page on: the next page has it, and the one before has not.

    The mark of an approval begins an annex in the same way, and stays.
    """
    head = _common(after, lines)[:1]
    if not head or not _repeats(head[0].text, after[0].text) or _common(before, head):
        return []
    is_mark = _OF_APPROVAL.search(head[0].text) or _BEGINS_A_DOCUMENT.search(head[0].text)
    return head if not is_mark and _is_set_apart(head, lines, height) else []


def _repeats(old: str, new: str) -> bool:
    """Return whether the words are equal, but for a figure that counts pages ("lk 2 (5)"), which no mark has."""
    if old == new:
        return True
    figures = zip(re.findall(r"\d+", old), re.findall(r"\d+", new), strict=False)
    steps = {int(b) - int(a) for a, b in figures if a != b}
    return steps == {1} and not _MARK.search(new)


def _is_set_apart(head: Sequence[PrintedLine], lines: Sequence[PrintedLine], height: float) -> bool:
    """Return whether a short head stands in the margin, clear of the text; the only evidence in files of two pages."""
    if len(head) > 2 or head[-1].bottom > _EDGE * height or len(lines) <= len(head):
        return False
    size = head[-1].bottom - head[-1].top
    return lines[len(head)].top - head[-1].bottom > 1.2 * size


def _repeated_foot(before: Sequence[PrintedLine], lines: Sequence[PrintedLine], height: float) -> list[PrintedLine]:
    foot = _common(list(reversed(before)), list(reversed(lines)))
    return [line for line in foot if line.top > (1 - _EDGE) * height]


def _common(one: Sequence[PrintedLine], other: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Return how much of ``other`` equals ``one``, figures aside."""
    alike: list[PrintedLine] = []
    for old, new in zip(one, other, strict=False):
        is_same_place = abs(old.top - new.top) < _SAME_PLACE
        if not is_same_place or _without_figures(old.text) != _without_figures(new.text):
            break
        alike.append(new)
    return alike


def _without_figures(text: str) -> str:
    return re.sub(r"\d+", "0", text)
