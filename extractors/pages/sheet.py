"""Read one page as words and rules: the letters as a person sees them, what is not seen kept beside them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pdfminer.utils import apply_matrix_pt

from extractors.pages.accents import join_accents
from extractors.pages.crossed import find_crossed
from extractors.pages.fill import words_of
from extractors.pages.frame import Frame, shown_frame
from extractors.pages.inserted import find_inserted
from extractors.pages.interpret import EndlessPage
from extractors.pages.letters import in_order, part_slanted, words_across
from extractors.pages.marked_words import find_marked, name_doubted, part_withheld
from extractors.pages.marks import NO_MARKS, Marks, Point
from extractors.pages.misnamed import find_misnamed
from extractors.pages.overprint import find_overprinted
from extractors.pages.page_rules import rules_of
from extractors.pages.painted_over import find_painted_over
from extractors.pages.picture import Picture, Pictures
from extractors.pages.pictures_over import find_pictures_over
from extractors.pages.raised import mark_raised
from extractors.pages.repeats import print_once
from extractors.pages.second_reading import is_operative
from extractors.pages.seen import Hidden, find_hidden, is_pictured
from extractors.pages.small_ink import find_pasted_over
from extractors.pages.spread import close_up, is_spread
from extractors.pages.struck import find_overlaid, find_strikes, strike_out
from extractors.pages.turned_letters import find_slant, find_turn, turn_letters, turn_marks, turn_rules, turned_frame
from extractors.pages.undrawn import part_undrawn
from extractors.pages.unprinted import as_printed
from extractors.pages.unread import find_unread
from extractors.pages.words import PageWords, Rule, Unseen, Word

Char = dict[str, Any]

_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "\ufffe": "-", "\x02": "-"})
# Codes that WinAnsiEncoding leaves free print as bullets (ISO 32000-1, D.2, note 3); pdfminer has no letter for them.
_FREE_CODES = re.compile(r"\(cid:(?:127|129|141|143|144|157)\)")
# Nothing below changes these letters, and nearly every word consists of them.
_PLAIN = re.compile(r"[!-'*-~õäöüšžÕÄÖÜŠŽ]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class _Ground:
    """A page without its letters. ``rules`` and ``marks`` stand within ``frame``; some pages cannot be drawn."""

    page: Any
    number: int
    frame: Frame
    rules: tuple[Rule, ...]
    marks: Marks
    picture: Picture | None


ENDLESS = "its forms draw one another without end"


def read_sheet(page: Any, number: int, pictures: Pictures, marks: Marks = NO_MARKS) -> PageWords:
    """Return the words and rules of a pdfplumber page; ``pictures`` show how a viewer draws it.

    ``marks`` are those of its annotations, in user space. A page that cannot be interpreted comes with ``failure`` set
    and without words.
    """
    shown = NO_MARKS
    try:
        frame = shown_frame(page.bbox[:2], page.page_obj.mediabox, page.page_obj.cropbox, page.rotation)
        shown = marks.placed(_placing(page, frame)) if marks is not NO_MARKS else marks
        return _read_framed(page, number, frame, pictures, shown)
    except EndlessPage:
        return PageWords(number, 0.0, 0.0, failure=ENDLESS, marks=shown)
    except RecursionError:
        return PageWords(number, 0.0, 0.0, failure="its content is nested too deep", marks=shown)
    except Exception:  # pdfminer raises any error for a broken stream, in words that help nobody
        return PageWords(number, 0.0, 0.0, failure="its content or one of its fonts is damaged", marks=shown)


def _placing(page: Any, frame: Frame) -> Callable[[float, float], Point]:
    """Return how to place a point of a page's user space within the frame: as pdfminer and pdfplumber place letters."""
    x0, y0, x1, y1 = page.page_obj.mediabox
    turns = {90: (0, -1, 1, 0, -y0, x1), 180: (-1, 0, 0, -1, x1, y1), 270: (0, 1, -1, 0, y1, -x0)}
    matrix = turns.get(page.rotation, (1, 0, 0, 1, -x0, -y0))
    left, top = page.mediabox[:2]

    def place(x: float, y: float) -> Point:
        across, up = apply_matrix_pt(matrix, (x, y))
        return across + left - frame.left, page.height - up + top - frame.top

    return place


def _read_framed(page: Any, number: int, frame: Frame, pictures: Pictures, marks: Marks) -> PageWords:
    rules = tuple(rules_of(page, frame))
    drawn, undrawn = part_undrawn(page.chars)
    chars, withheld = part_withheld(drawn, marks, frame)
    aside = [*(Hidden(char, why) for char, why in undrawn), *(Hidden(char, "withheld") for char in withheld)]
    turn = find_turn(chars, frame)
    if turn is not None:
        ground = _Ground(page, number, turned_frame(turn), turn_rules(rules, turn), turn_marks(marks, turn), None)
        level, across = part_slanted(turn_letters(chars, frame, turn))
        letters = turn_letters([each.char for each in aside], frame, turn)
        turned = [Hidden(char, each.why) for char, each in zip(letters, aside, strict=True)]
        read = _read_letters(ground, level, across, turned)
        return replace(read, turn=turn, marks=marks)
    level, across = part_slanted(chars)
    with pictures.of(number) as picture:
        read = _read_letters(_Ground(page, number, frame, rules, marks, picture), level, across, aside)
    slant = find_slant(level)
    return replace(read, slant=slant) if slant else read


def _read_letters(ground: _Ground, level: list[Char], across: list[Char], aside: list[Hidden]) -> PageWords:
    page, frame, marks, picture = ground.page, ground.frame, ground.marks, ground.picture
    letters = mark_raised(join_accents(print_once(level)))
    found = words_of(page, letters)
    if is_spread(found):
        letters = close_up(letters)
        found = words_of(page, letters)
    words = _level_words(found, frame)
    strikes = find_strikes(words, ground.rules, letters, frame)
    struck = in_order(
        letters, (*strike_out(strikes, letters, frame), *find_marked(letters, marks, frame), *find_overlaid(letters))
    )
    hidden = find_hidden(page, words, letters, frame, picture, marks.covers)
    # A line as thick as its words covers them: they must not be published as struck ones are.
    hidden_ids = {id(each.char) for each in hidden}
    struck = [char for char in struck if id(char) not in hidden_ids]
    if struck or hidden:
        letters = _without(letters, (*struck, *(each.char for each in hidden)))
        found = words_of(page, letters)
        words = _level_words(found, frame)
    overprinted = find_overprinted(words, letters, frame)
    if overprinted and picture is not None:
        covered = find_painted_over(overprinted, level, frame, ground.number, picture)
        if covered:
            rest = _without(level, covered)
            return _read_letters(ground, rest, across, [*aside, *(Hidden(char, "covered") for char in covered)])
    turned = tuple(text for w in found if not w.get("upright", True) and (text := clean_text(str(w["text"]))))
    crossed = find_crossed(words, page, frame)
    read = name_doubted(
        PageWords(
            page_number=ground.number,
            width=frame.width,
            height=frame.height,
            words=words,
            rules=ground.rules,
            turned=(*turned, *words_across(across)),
            unseen=tuple(_unseen(page, [*hidden, *aside], frame)),
            struck=_level_words(words_of(page, struck), frame) if struck else (),
            crossed=crossed.words,
            hatched=crossed.hatched,
            overprinted=overprinted,
            is_pictured=is_pictured(page, frame),
            marks=marks,
        )
    )
    if picture is None:
        return read
    decides = is_operative(words)
    misnamed = find_misnamed(page, letters, frame, picture) if decides else []
    return replace(
        read,
        replaced=(*read.replaced, *(find_inserted(words) if decides else ())),
        unread=(
            *find_unread(read, across, page, frame, picture),
            *(find_pasted_over(words, page.images, frame, picture) if page.images and decides else ()),
        ),
        pictured=find_pictures_over(words, page.images, frame, picture),
        contradicted=_level_words(words_of(page, misnamed), frame) if misnamed else (),
    )


def _without(chars: Sequence[Char], gone: Iterable[Char]) -> list[Char]:
    ids = {id(char) for char in gone}
    return [char for char in chars if id(char) not in ids]


def _level_words(found: Sequence[dict[str, Any]], frame: Frame) -> tuple[Word, ...]:
    words = [(clean_text(str(w["text"])), w) for w in found if w.get("upright", True)]
    return tuple(Word(text, *frame.corners_of(w)) for text, w in words if text)


def _unseen(page: Any, hidden: Sequence[Hidden], frame: Frame) -> Iterator[Unseen]:
    for why in dict.fromkeys(each.why for each in hidden):
        letters = [each.char for each in hidden if each.why == why]
        yield from (Unseen(word, why) for word in _level_words(words_of(page, letters), frame))


def clean_text(text: str) -> str:
    """Return the text in NFC: ligatures split, final soft hyphens as hyphens, control characters removed."""
    if _PLAIN.fullmatch(text):
        return text
    text = unicodedata.normalize("NFC", text.translate(_LIGATURES))
    text = "•" if _FREE_CODES.fullmatch(text) else text
    if text.endswith("\xad"):
        text = text[:-1] + "-"
    return _CONTROL.sub("", as_printed(text).replace("\xa0", " ")).strip()
