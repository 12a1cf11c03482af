"""Read one page as words and rules: the letters as a person sees them, what is not seen kept beside them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from extractors.pages.fill import words_of
from extractors.pages.frame import Frame, shown_frame
from extractors.pages.interpret import EndlessPage
from extractors.pages.letters import part_slanted, words_across
from extractors.pages.overprint import find_overprinted
from extractors.pages.picture import Picture, Pictures
from extractors.pages.raised import mark_raised
from extractors.pages.repeats import print_once
from extractors.pages.seen import Hidden, find_hidden
from extractors.pages.spread import close_up, is_spread
from extractors.pages.struck import find_crossed, find_strikes, strike_out
from extractors.pages.turned_letters import find_slant, find_turn, turn_letters, turn_rules, turned_frame
from extractors.pages.unread import find_unread
from extractors.pages.words import PageWords, Rule, Unseen, Word

Char = dict[str, Any]

THIN = 2.0
"""Points: a filled rectangle no thicker than this is a rule (word processors draw cell borders this way)."""

_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "\ufffe": "-", "\x02": "-"})
# Codes that WinAnsiEncoding leaves free print as bullets (ISO 32000-1, D.2, note 3); pdfminer has no letter for them.
_FREE_CODES = re.compile(r"\(cid:(?:127|129|141|143|144|157)\)")
# Nothing below changes these letters, and nearly every word consists of them.
_PLAIN = re.compile(r"[!-'*-~õäöüšžÕÄÖÜŠŽ]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\u2060\ufeff]")


ENDLESS = "its forms draw one another without end"


def read_sheet(page: Any, number: int, pictures: Pictures) -> PageWords:
    """Return the words and rules of a pdfplumber page; ``pictures`` show how a viewer draws it.

    A page that cannot be interpreted comes with ``failure`` set and without words.
    """
    try:
        frame = shown_frame(page.bbox[:2], page.page_obj.mediabox, page.page_obj.cropbox, page.rotation)
        rules = tuple(_rules(page, frame))
        chars, turn = page.chars, find_turn(page.chars, frame)
        if turn is not None:
            level, across = part_slanted(turn_letters(chars, frame, turn))
            letters, rules, frame = mark_raised(print_once(level)), turn_rules(rules, turn), turned_frame(turn)
            return replace(_read_letters(page, number, frame, rules, letters, across, None), turn=turn)
        level, across = part_slanted(chars)
        with pictures.of(number) as picture:
            read = _read_letters(page, number, frame, rules, mark_raised(print_once(level)), across, picture)
        slant = find_slant(level)
        return replace(read, slant=slant) if slant else read
    except EndlessPage:
        return PageWords(number, 0.0, 0.0, failure=ENDLESS)
    except RecursionError:
        return PageWords(number, 0.0, 0.0, failure="its content is nested too deep")
    except Exception:  # pdfminer raises any error for a broken stream, in words that help nobody
        return PageWords(number, 0.0, 0.0, failure="its content or one of its fonts is damaged")


def _read_letters(
    page: Any,
    number: int,
    frame: Frame,
    rules: tuple[Rule, ...],
    letters: list[Char],
    across: list[Char],
    picture: Picture | None,
) -> PageWords:
    found = words_of(page, letters)
    if is_spread(found):
        letters = close_up(letters)
        found = words_of(page, letters)
    words = _level_words(found, frame)
    strikes = find_strikes(words, rules, letters, frame)
    struck = strike_out(strikes, letters, frame)
    hidden = find_hidden(page, words, letters, frame, picture)
    gone = {id(char) for char in struck} | {id(each.char) for each in hidden}
    if gone:
        letters = [char for char in letters if id(char) not in gone]
        found = words_of(page, letters)
        words = _level_words(found, frame)
    turned = tuple(text for w in found if not w.get("upright", True) and (text := clean_text(str(w["text"]))))
    read = PageWords(
        page_number=number,
        width=frame.width,
        height=frame.height,
        words=words,
        rules=rules,
        turned=(*turned, *words_across(across)),
        unseen=tuple(_unseen(page, hidden, frame)),
        struck=_level_words(words_of(page, struck), frame) if struck else (),
        crossed=find_crossed(words, page.lines, frame),
        overprinted=find_overprinted(words, letters, frame),
    )
    if picture is None:
        return read
    return replace(read, unread=find_unread(read, across, page, frame, picture))


def _level_words(found: Sequence[dict[str, Any]], frame: Frame) -> tuple[Word, ...]:
    words = [(clean_text(str(w["text"])), w) for w in found if w.get("upright", True)]
    return tuple(
        Word(
            text,
            float(w["x0"]) - frame.left,
            float(w["top"]) - frame.top,
            float(w["x1"]) - frame.left,
            float(w["bottom"]) - frame.top,
        )
        for text, w in words
        if text
    )


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
    return _CONTROL.sub("", text.replace("\xad", "").replace("\xa0", " ")).strip()


def _rules(page: Any, frame: Frame) -> Iterator[Rule]:
    drawn = [(line, True) for line in page.lines] + [(rect, bool(rect.get("stroke"))) for rect in page.rects]
    for each, is_drawn in drawn:
        x0, x1 = (float(each[k]) - frame.left for k in ("x0", "x1"))
        top, bottom = (float(each[k]) - frame.top for k in ("top", "bottom"))
        yield from _as_rules(x0, top, x1, bottom, is_drawn=is_drawn)


def _as_rules(x0: float, top: float, x1: float, bottom: float, *, is_drawn: bool) -> Iterator[Rule]:
    width, height = x1 - x0, bottom - top
    if height <= THIN and height <= width:
        y = (top + bottom) / 2
        yield Rule(x0, y, x1, y)
    elif width <= THIN:
        x = (x0 + x1) / 2
        yield Rule(x, top, x, bottom)
    elif is_drawn:  # a frame; a filled box without a stroke is shading
        yield Rule(x0, top, x1, top)
        yield Rule(x0, bottom, x1, bottom)
        yield Rule(x0, top, x0, bottom)
        yield Rule(x1, top, x1, bottom)
