"""Judge what stands at a page break: a foot, a head or a footnote between the halves of one sentence, or a number that
belongs to the sentence.

A letterhead's foot stands on the first page alone and a running head begins on the second, so repetition cannot show
them. Left in place, they end a list of annexes in the middle, and what follows is lost.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.pages.labels import heads_duties
from extractors.pages.lines import find_lines, find_runs, join_words
from extractors.pages.words import PageWords, Word
from extractors.words.endings import must_go_on
from extractors.words.months import ANY_GENITIVE

_IS_OVER = re.compile(r"[.;:!?)\]”“\"»]\s*$")
# "4 ja 7 kuni 10.", "4, 5", "14.02.2022 käskkirja", "7 lisad", "1-3/14-ü lisa", but not "4. Käskkiri" or "4) juhataja"
_GOES_ON = re.compile(
    r"[a-zõäöüšž(](?!\))|\d{1,3}(?:\s*[,;]|\s*[-–]\s*\d|\s+(?:ja|ning|kuni|või)\s|\s*\.?\s*$)"
    r"|\d{1,2}\.\s?(?:\d\d?\.\s?\d{4}|[a-zõäöü])|\d+(?:[./-]\w+)*,?\s+[a-zõäöüšž]"
)
_LOW = re.compile(r"[a-zõäöüšž]|\d{1,2}\.\s?\d{1,2}\.\s?\d{4}\.?\s+(?!nr\b)[a-zõäöüšž]")
# "16.05." before "2021 käskkirja", "14. veebruari" before "2022. aasta", "14." before "veebruari 2022"
_DAY_BEGUN = re.compile(rf"(?<![\w.])\d{{1,2}}\.\s?(?:\d{{1,2}}\.|{ANY_GENITIVE})?\s*\Z", re.IGNORECASE)
_DAY_ENDS = re.compile(
    rf"(?:{ANY_GENITIVE}\s+|\d{{1,2}}\.\s?)?(?:19|20)\d{{2}}(?:\.\s?(?:aasta|a\b)|(?=\.?\s+[a-zõäöüšž])|(?=\s+nr\b))",
    re.IGNORECASE,
)
# "3. Käskkiri jõustub", "1.2. jurist", "2) juhataja"
_BEGINS_A_POINT = re.compile(r"\d{1,3}(?:\.\d{1,3}){0,3}[.)]\s+[^\W\d]|§\s?\d|[a-zõäöü]\)\s")
_FIGURE = re.compile(r"\d{1,4}\.?")
_CONTACT = re.compile(
    r"@|\bwww\.|https?:|\btel\b|telefon|registrikood|reg\.?\s?(?:nr|kood)|\be-post|\bfaks|\bEE\d{2}[ \d]{16,}"
    r"|\b\d{5}\s+[A-ZÕÄÖÜ]\w+|\+372|\b\d{3}\s\d{4}\b",
    re.IGNORECASE,
)
# "¹ Muudetud …", "1 Muudetud …": the mark of a note has no full stop behind it
_NOTE = re.compile(r"(?:[¹²³⁴-⁹⁽]+|\d{1,2}|\*{1,3})\s*[^\W\d_]")
_OPENS_A_PART = re.compile(r"kinnitatud|kinnitanud|kehtestatud|^\W*lisa(?:\s+\d|\s*$)|juhend\s*$", re.IGNORECASE)
_FOOT_FROM, _DEEP_FOOT_FROM, _HEAD_TO = 0.75, 0.925, 0.12
_MOST_LINES = 6
_SMALLER, _ALIKE = 0.88, 0.12
_APART = 1.5
_FAR = 2.5
_FLUSH = 4.0
_USUAL_PITCH = 1.35


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line across the whole page."""

    text: str
    top: float
    bottom: float
    x0: float
    words: tuple[Word, ...]

    @property
    def size(self) -> float:
        """Return the height of the tallest word, which stands in for the font size."""
        return max([word.bottom - word.top for word in self.words])


@dataclass(frozen=True, slots=True)
class Interruption:
    """Lines of a page that stand between the halves of a sentence and are no part of it."""

    page_number: int
    lines: tuple[PrintedLine, ...]


@dataclass(frozen=True, slots=True)
class _Setting:
    """How a page is set: the size of its letters, the distance of its lines, its left margin, in points."""

    size: float
    pitch: float
    left: float


def printed_lines(page: PageWords) -> list[PrintedLine]:
    """Return the lines of a page from top to bottom."""
    return [
        PrintedLine(
            join_words(line), min([w.top for w in line]), max([w.bottom for w in line]), line[0].x0, tuple(line)
        )
        for line in find_lines(page.words)
    ]


def find_interruptions(
    before: PageWords, above: Sequence[PrintedLine], after: PageWords, below: Sequence[PrintedLine]
) -> tuple[Interruption, ...]:
    """Return what stands between the halves of a sentence that goes on over the break between two pages.

    ``above`` and ``below`` are the lines of the pages without page numbers and repeated heads and feet. Where no
    sentence goes on, everything stays.
    """
    if not above or not below:
        return ()
    feet = _feet(before, above)
    ways = [(foot, head) for foot in feet for head in _heads(after, below)]
    ways.sort(key=lambda way: not _are_set_alike(above[len(above) - len(way[0]) - 1], below[len(way[1])]))
    for is_same_sentence, tried in ((_surely_goes_on, ways), (_may_go_on, [(foot, ()) for foot in feet])):
        for foot, head in tried:
            rest, more = above[: len(above) - len(foot)], below[len(head) :]
            if is_same_sentence(rest[-1].text, more[0].text):
                kept = ((before.page_number, foot), (after.page_number, head))
                return tuple(Interruption(number, tuple(lines)) for number, lines in kept if lines)
    return ()


def _are_set_alike(line: PrintedLine, other: PrintedLine) -> bool:
    """Return whether two lines are of one size, as the halves of a sentence are and a small foot is not."""
    return abs(line.size - other.size) <= _ALIKE * line.size


def _surely_goes_on(before: str, after: str) -> bool:
    if _DAY_BEGUN.search(before) and _DAY_ENDS.match(after):
        return True
    if must_go_on(before):
        return _GOES_ON.match(after) is not None
    return _IS_OVER.search(before) is None and _LOW.match(after) is not None


def _may_go_on(before: str, after: str) -> bool:
    return must_go_on(before) and _BEGINS_A_POINT.match(after) is None and _OPENS_A_PART.search(after) is None


def _feet(page: PageWords, lines: Sequence[PrintedLine]) -> list[Sequence[PrintedLine]]:
    """Return what may be the foot of a page, the shortest first; first of all, nothing."""
    setting = _setting_of(lines)
    feet: list[Sequence[PrintedLine]] = [()]
    for count in range(1, min(_MOST_LINES, len(lines) - 1) + 1):
        foot, above = lines[-count:], lines[-count - 1]
        if foot[0].top < _FOOT_FROM * page.height:
            break
        gap = foot[0].top - above.top
        is_small = all(line.size <= _SMALLER * setting.size for line in foot)
        is_deep = foot[0].top > _DEEP_FOOT_FROM * page.height and gap > _APART * setting.pitch
        # Where paragraphs stand apart, the foot stands no further from the text than they do.
        is_low = foot[-1].bottom > _DEEP_FOOT_FROM * page.height or gap > _USUAL_PITCH * setting.pitch
        is_contact = is_low and any(_CONTACT.search(line.text) for line in foot)
        is_note = _NOTE.match(foot[0].text) is not None and gap > _FAR * setting.pitch
        if is_small or is_deep or is_contact or is_note:
            feet.append(foot)
    return feet


def _heads(page: PageWords, lines: Sequence[PrintedLine]) -> list[Sequence[PrintedLine]]:
    """Return what may be the head of a page, the shortest first; first of all, nothing."""
    setting = _setting_of(lines)
    heads: list[Sequence[PrintedLine]] = [()]
    for count in range(1, min(_MOST_LINES, len(lines) - 1) + 1):
        head, below = lines[:count], lines[count]
        if head[-1].bottom > _HEAD_TO * page.height or any(_opens(line, page.page_number) for line in head):
            break
        is_small = all(line.size <= _SMALLER * setting.size for line in head)
        if is_small or below.top - head[-1].top > _APART * setting.pitch:
            heads.append(head)
    return heads


def _opens(line: PrintedLine, page_number: int) -> bool:
    """Return whether a part, a point or a table begins with the line."""
    if _OPENS_A_PART.search(line.text) or _BEGINS_A_POINT.match(line.text):
        return True
    return heads_duties(tuple(run.text for run in find_runs(line.words, page_number)))


def is_in_text(figure: PrintedLine, lines: Sequence[PrintedLine], page_number: int, other: str | None) -> bool:
    """Return whether a bare number at the edge of a page is the end of a list rather than the page's number.

    ``lines`` are the lines of its page, ``other`` the line on the other side of the page break; ``None`` where there is
    no page. A number in the text's own column, at the text's distance and size, is text where a sentence needs it and
    where it does not count pages.
    """
    if not _FIGURE.fullmatch(figure.text) or len(lines) < 3:
        return False
    is_last = lines[-1] is figure
    near = lines[-2] if is_last else lines[1]
    setting = _setting_of([line for line in lines if line is not figure])
    distance = abs(figure.top - near.top)
    is_set_alike = abs(figure.size - setting.size) < 0.12 * setting.size and abs(figure.x0 - setting.left) < _FLUSH
    if not is_set_alike or distance > _USUAL_PITCH * setting.pitch:
        return False
    before = near.text if is_last else other or ""
    if must_go_on(before):
        return True
    return is_last and int(figure.text.rstrip(".")) != page_number and _IS_OVER.search(before) is None


def _setting_of(lines: Sequence[PrintedLine]) -> _Setting:
    sizes = Counter(round(word.size, 1) for line in lines for word in line.words)
    steps = sorted(two.top - one.top for one, two in pairwise(lines))
    lefts = Counter(round(line.x0) for line in lines)
    size = max(sizes, key=lambda size: (sizes[size], size))
    # Gaps between paragraphs are wider, and a page of few lines has more of them.
    pitch = min([*steps[len(steps) // 4 :][:1], 2 * size])
    return _Setting(size, pitch, max(lefts, key=lambda left: (lefts[left], -left)))
