"""Read who is printed below an act: "(allkirjastatud digitaalselt) / Mari Maasikas / peadirektor".

Only what stands at the mark of the signature is read. It proves nothing: the signatures of the container do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from extractors.citations.view import reading_of
from extractors.model.evidence import Span
from extractors.model.signatory import Signatory
from extractors.model.text import DocumentText
from extractors.words.offices import NOT_A_PERSON, OFFICE_HELD

# "(allkirjastatud digitaalselt)", "/digitaalselt allkirjastatud/", "(allkiri)", "/allkiri/"
SIGNED_MARK = re.compile(
    r"[(/\[]\s?(?:(?:digitaalselt\s+)?allkirjastatud(?:\s+digitaalselt)?|digiallkiri|allkiri)\s?[)/\]]"
    r"|^[ ]{0,80}(?:allkirjastatud\s+digitaalselt|digitaalselt\s+allkirjastatud)\b",
    re.IGNORECASE | re.MULTILINE,
)
"""What stands where an act is signed, with signs around it or alone on its line."""
# What begins below a signature and is of none.
_END = re.compile(
    r"\b(?:KINNITA[TN]UD|LISA|AMETIJUHEND|Koostaja|Saata|Saadetud|Jaotuskava|Teadmiseks|Lisad)\b"
    r"|^[ ]*Lisa(?:\s*\d|$)|^[ ]*\d|@|:|\|",
    re.MULTILINE,
)
_REACH = 320
_REACH_BEFORE = 160
_CAPITAL = "A-ZÕÄÖÜŠŽ"
_SMALL = "a-zõäöüšž"
_WORD = rf"[{_CAPITAL}](?:[{_SMALL}´'’]+|[{_CAPITAL}]+)(?:-[{_CAPITAL}](?:[{_SMALL}]+|[{_CAPITAL}]+))?"
_NAME = rf"{_WORD}(?:[ ](?:{_WORD}|[{_CAPITAL}]\.|von|de)){{0,2}}[ ]{_WORD}"
_OFFICE = rf"(?:[\w-]{{1,40}}[ ]){{0,8}}{OFFICE_HELD}(?!\w)(?:[ ][{_SMALL}-]{{1,40}}){{0,4}}"
_ACTING = r"(?:[\w-]{1,40}[ ]){0,4}(?:ülesannetes|kohusetäitja|kohuseid täites)"
_IS_ACTING = re.compile(r"ülesannetes|kohusetäitja|kohuseid täites|\bk\.?t\b", re.IGNORECASE)
_HELD = re.compile(rf"{_OFFICE}(?: {_ACTING})?|{_ACTING}")
_WHOLE = re.compile(rf"(?P<name>{_NAME})|(?P<office>{_OFFICE}(?: {_ACTING})?)|(?P<acting>{_ACTING})")
_CHUNK = re.compile(r"[^\n\t,;]+?(?=[ ]{2}|[\n\t,;]|$)")
# "Mari Maasikas peadirektor", "Peadirektor Mari Maasikas"
_TOGETHER = re.compile(
    rf"(?P<name>{_NAME})[ ](?P<office>(?-i:[{_SMALL}])[^\n]*)|(?P<first>{_OFFICE})[ ](?P<second>{_NAME})"
)

Kind = Literal["name", "office", "acting"]


@dataclass(frozen=True, slots=True)
class _Piece:
    kind: Kind
    span: Span


def find_signatories(text: DocumentText, region: Span) -> tuple[Signatory, ...]:
    """Return who is printed at the signature marks of a body, each name once; empty where there is no mark or name."""
    view = reading_of(text.text).masked
    found: dict[str, Signatory] = {}
    for mark in SIGNED_MARK.finditer(view, region.start, region.end):
        pieces = _pieces(view, mark.end(), _limit(view, mark.end(), region.end))
        if not any(piece.kind == "name" for piece in pieces):
            pieces = _above(view, mark.start(), region.start)
        for signatory in _signatories(text, pieces):
            found.setdefault(signatory.name.casefold(), signatory)
    return tuple(found.values())


def _limit(view: str, start: int, end: int) -> int:
    """Return where the block of a signature ends: before what begins another part, or the next mark."""
    end = min(end, start + _REACH)
    stop = _END.search(view, start, end)
    end = stop.start() if stop else end
    further = SIGNED_MARK.search(view, start, end)
    return further.start() if further else end


def _above(view: str, end: int, floor: int) -> list[_Piece]:
    """Return the one name in the lines right above a mark, with its office; several may be a list of the act's own."""
    begin = max(floor, end - _REACH_BEFORE)
    before = view[begin:end].rstrip()
    lines = before.split("\n")[-3:]
    pieces = _pieces(view, begin + len(before) - len("\n".join(lines)), end)
    return pieces if sum(piece.kind == "name" for piece in pieces) == 1 else []


def _pieces(view: str, start: int, end: int) -> list[_Piece]:
    """Return names and offices in order; a line that is neither ends them once there is one."""
    pieces: list[_Piece] = []
    for chunk in _CHUNK.finditer(view, start, end):
        found = _read_chunk(chunk)
        if not found and pieces and chunk.group().strip(" ."):
            break
        pieces += found
    return pieces


def _read_chunk(chunk: re.Match[str]) -> list[_Piece]:
    words = chunk.group().strip(" .")
    start = chunk.start() + chunk.group().find(words) if words else chunk.start()
    both = _TOGETHER.fullmatch(words)
    if both is not None:
        name, office = ("name", "office") if both["name"] else ("second", "first")
        if _is_person(both[name]) and _HELD.fullmatch(both[office]):
            return [
                _Piece("name", Span(start + both.start(name), start + both.end(name))),
                _Piece("office", Span(start + both.start(office), start + both.end(office))),
            ]
    whole = _WHOLE.fullmatch(words)
    if whole is None or (whole.lastgroup == "name" and not _is_person(words)):
        return []
    kind: Kind = "name" if whole["name"] else "acting" if whole["acting"] else "office"
    return [_Piece(kind, Span(start, start + len(words)))]


def _is_person(words: str) -> bool:
    return NOT_A_PERSON.search(words) is None


def _signatories(text: DocumentText, pieces: list[_Piece]) -> list[Signatory]:
    """Pair names with offices: each with the one behind it, or columns of as many names as offices in turn."""
    names = [piece for piece in pieces if piece.kind == "name"]
    offices = [piece for piece in pieces if piece.kind == "office"]
    in_turn = len(names) == len(offices)
    signatories = []
    for turn, name in enumerate(names):
        office = offices[turn] if in_turn else _behind(pieces, name)
        acting = _behind(pieces, office or name, "acting")
        last = acting or office
        is_beside = office is None or abs(pieces.index(office) - pieces.index(name)) == 1
        signatories.append(_signatory(text, name, office, last, is_beside))
    return signatories


def _behind(pieces: list[_Piece], piece: _Piece, kind: str = "office") -> _Piece | None:
    place = pieces.index(piece) + 1
    return pieces[place] if place < len(pieces) and pieces[place].kind == kind else None


def _signatory(
    text: DocumentText, name: _Piece, office: _Piece | None, last: _Piece | None, is_beside: bool
) -> Signatory:
    """Return the signatory of a name and an office.

    ``last`` is the last piece of the office's words: the office itself, or the one whose tasks it fills. ``is_beside``
    says that the office stands next to the name.
    """
    first = office or last
    held = None
    if first is not None and last is not None:
        held = re.sub(r"\s+", " ", text.text[first.span.start : last.span.end]).strip()
    # Between the name and the office of a column stand others' words: the place is the name's alone.
    spans = [name.span] + ([first.span, last.span] if is_beside and first is not None and last is not None else [])
    place = Span(min(span.start for span in spans), max(span.end for span in spans))
    return Signatory(
        name=re.sub(r"\s+", " ", name.span.of(text.text)),
        office=held,
        is_acting=held is not None and _IS_ACTING.search(held) is not None,
        evidence=text.evidence(place),
    )
