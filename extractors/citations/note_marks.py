"""Blank the marks of notes, so that "nr 33²" is nr 33, and keep those that are a part of a number: annex 1¹, § 13⁶."""

from __future__ import annotations

import re
from collections import Counter

# "nr 33²", "14.02.2022²", "käskkirja²", "(lisa 1)²": marks of notes; "lisa nr 3¹", "§ 13⁶" and "m²" are none
_FIGURES, _LETTERS = "⁰¹²³⁴⁵⁶⁷⁸⁹", "ᵃᵇᶜᵈᵉ"
RAISED_SIGNS = _FIGURES + _LETTERS
"""Signs that are set raised, for a class of a pattern: no range and nothing to escape."""
_RAISED = f"[{_FIGURES}]"
_HAS_RAISED = re.compile(f"[{RAISED_SIGNS}]")
_NOTE_MARK = re.compile(
    rf"""(?: (?<!lisa\s)(?<!lisad\s)(?<!lisade\s)(?<!\w)(?:nr|number|№)\s?\.?:?\s{{0,6}}\d[\w./-]{{0,30}}?
        | \.\d{{4}} | [^\W\d_]{{3,}} | [.,;:)“”"] )
    (?P<mark>{_RAISED}+)(?!{_RAISED}|\d)""",
    re.VERBOSE,
)
# "lisad 4 ja 11²⁾": with a bracket it is the mark of a note wherever it stands
_CLOSED_MARK = re.compile(rf"{_RAISED}+⁾")
# "nr 33¹)", "06.05.2021²) käskkirja": so old texts write it; "(lisa 3¹)" closes its own bracket
_HALF_CLOSED = re.compile(rf"(?<=[\w.]){_RAISED}+\)")
_RAISED_LETTER = rf"(?<=\d)⁽?(?P<letter>[{_LETTERS}])⁾?(?![^\W_])"
_LETTER_MARK = re.compile(_RAISED_LETTER)
"""Marks of notes where a note begins with the letter: "nr 16ᵃ" … "ᵃ Avaldamata."."""
# "¹ Avaldamata." below, or "1Avaldamata." as LibreOffice sets it: the only other ¹ of the text refers to it, be it
# behind the number of an annex
_NOTE_BELOW = re.compile(
    rf"^[ \t]*(?P<mark>{_RAISED}{{1,3}}[ \t]?(?=[^\W\d_])|[1-9]\d?(?=[A-ZÕÄÖÜŠŽ][a-zõäöüšž]))", re.MULTILINE
)
_PLAIN = str.maketrans(RAISED_SIGNS, "0123456789abcde")
_RAISE = str.maketrans("0123456789", _FIGURES)
_RAISED_RUN = re.compile(rf"{_RAISED}+")
_ASTERISKS = "*∗⁎＊"
"""One sign in different fonts: the mark may have another one than the note."""
_STARS = f"{_ASTERISKS}※†‡"
"""Signs that mark notes and nothing else."""
REFERENCE = re.compile(
    rf"⁽[^⁾\n]{{1,6}}⁾|{_RAISED}{{1,3}}[⁾)]?|{_RAISED_LETTER}"
    rf"|(?:(?<=[^\s{_STARS}])|(?<=[^\s{_STARS}][ \t]))[{_STARS}]{{1,3}}(?![{_STARS}])"
)
"""What may refer to a note: each mark that is blanked here, and stars, which open an item where they open a line."""
_BRACKETS = "⁽⁾()"


def begin_of_note(mark: str) -> str:
    """Return a pattern of what begins the line of the note that a mark refers to, up to its first word.

    The note may have other brackets than the mark or none, and plain signs where a program lost how they are set:
    "1Avaldamata", "a Avaldamata". Behind "nr 33¹)" that is also "1) Avaldamata"; behind "lisa 1¹" that is a point.
    """
    bare = mark.strip(_BRACKETS)
    plain = bare.translate(_PLAIN)
    signs = "".join(f"[{_ASTERISKS}]" if sign in _ASTERISKS else re.escape(sign) for sign in bare)
    forms = rf"[⁽(]?{signs}[⁾)]?"
    if bare in _LETTERS:
        forms = _begin_of_letter_note(bare)
    elif plain != bare:
        forms += rf"|{plain}(?=[A-ZÕÄÖÜŠŽ][a-zõäöüšž])" + (rf"|{plain}\)(?=[ \t]*[A-ZÕÄÖÜŠŽ])" if bare != mark else "")
    return rf"^[ \t]*(?:{forms})(?![{RAISED_SIGNS}⁽{_STARS}])[^\w\n]{{0,4}}"


def _begin_of_letter_note(letter: str) -> str:
    return rf"[⁽(]?[{letter}{letter.translate(_PLAIN)}][⁾)]?(?=[ \t]*[A-ZÕÄÖÜŠŽ])"


def without_note_marks(view: str) -> str:
    """Return the view, as long as before, with blanks for the marks that refer to notes."""
    if not _HAS_RAISED.search(view):
        return view
    view = _LETTER_MARK.sub(_blank_letter, _HALF_CLOSED.sub(_blank_unopened, view))
    return _CLOSED_MARK.sub(blank, _NOTE_MARK.sub(_blank_mark, _without_references(view)))


def _without_references(view: str) -> str:
    """Return the view without the marks that refer to a note below, each the only one of its kind.

    Where a mark stands twice, one of them may be a part of a number: annex 6¹ beside "käskkirja¹".
    """
    below = list(_NOTE_BELOW.finditer(view))
    if not below:
        return view
    starts, notes = (
        {match.start("mark") for match in below},
        {match["mark"].strip().translate(_RAISE) for match in below},
    )
    marks = [match for match in _RAISED_RUN.finditer(view) if match.start() not in starts]
    counted = Counter(match.group() for match in marks)
    for match in marks:
        if counted[match.group()] == 1 and match.group() in notes:
            view = view[: match.start()] + " " * len(match.group()) + view[match.end() :]
    return view


def _blank_letter(match: re.Match[str]) -> str:
    """Return blanks for a raised letter with which a note below begins."""
    note = re.search(rf"^[ \t]*{_begin_of_letter_note(match['letter'])}", match.string, re.MULTILINE)
    return blank(match) if note else match.group()


def _blank_unopened(match: re.Match[str]) -> str:
    """Return blanks for a mark and its bracket, unless the bracket was opened in the line."""
    line = match.string[match.string.rfind("\n", 0, match.start()) + 1 : match.start()]
    return match.group() if line.count("(") > line.count(")") else blank(match)


def _blank_mark(match: re.Match[str]) -> str:
    return match.group()[: match.start("mark") - match.start()] + " " * len(match["mark"])


def blank(match: re.Match[str]) -> str:
    """Return as many blanks as a match is long."""
    return " " * len(match.group())
