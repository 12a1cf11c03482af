"""Find the chapters of a job description: where each begins, and which lines belong to it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractors.model.evidence import Span
from extractors.positions.labels import Head, find_head, find_number
from extractors.positions.lines import Line, find_heads
from extractors.positions.middle import Middle
from extractors.positions.skeleton import skeleton
from extractors.positions.table_head import DutyColumns, find_duty_columns
from extractors.positions.unlisted import find_unlisted
from extractors.positions.words import BULLET, ends_sentence
from extractors.words.labels import BARE, DUTIES_HEAD, IDENTITY, OUTCOMES_HEAD

# Chapters whose heading may stand alone without number or capitals and still be a heading anywhere.
_UNMISTAKABLE = frozenset({"general", "duties", "requirements", "rights_and_liability", "review", "signatures"})
_UNNUMBERED_CHAPTERS = _UNMISTAKABLE | BARE | {"rights", "liability", "tools", "purpose", "special_conditions"}
_CLOSING = tuple(
    (skeleton(words), chapter)
    for words, chapter in (
        ("Ametijuhend vaadatakse", "review"),
        ("Ametijuhendit muudetakse", "review"),
        ("Ametijuhendit võib muuta", "review"),
        ("allkirjastatud digitaalselt", "signatures"),
        ("Olen ametijuhendiga", "signatures"),
        ("Tööandja Töötaja", "signatures"),
    )
)
# "Kinnitan, et olen ametijuhendiga tutvunud", "Ametijuhendiga on tutvunud ja nõustunud:"
_READ_BY = re.compile(
    r"^(?!\d).{0,60}\b(?:ametijuhendi\w{0,4}\b.{0,40}\btutvu(?:nud|statud|sin)|tutvu(?:nud|statud|sin)\b.{0,40}\bametijuhendi)",
    re.IGNORECASE | re.DOTALL,
)
_OUTCOMES = skeleton("tulemused")
_ITEM = re.compile(rf"\d{{1,2}}[.)]|[a-zõäöü]\)|(?:{BULLET.pattern})")
_FIRST_ITEM = re.compile(rf"1[.)]|\d{{1,2}}\.1[.)\s]|a\)|(?:{BULLET.pattern})")
_POINT = re.compile(r"(?P<chapter>\d{1,2})\.\d{1,2}(?:[.)\s]|$)")
_REQUIREMENTS_HEAD = re.compile(r"(?:nõuded|nõudmised|kvalifikatsiooninõuded)(?!\w)", re.IGNORECASE)
_DUTIES_CHAPTER = re.compile(r"(?:ülesanded|põhikohustused|(?:teenistus|töö)kohustused)(?!\w)", re.IGNORECASE)
_LONGEST_HEADING = 80
_DUTY_WORDS = re.compile("|".join((*DUTIES_HEAD, *OUTCOMES_HEAD)), re.IGNORECASE)
_LABELLED = frozenset({"preamble", "general", "requirements", "rights_and_liability"})


@dataclass(slots=True)
class Section:
    """A chapter. ``name`` is the canonical field of its heading, "preamble" before the first heading, "other" where
    unknown.

    ``number`` is the chapter's ordinal where it has an arabic one. ``columns`` are those of a table of duties whose
    head was seen. ``marks`` are the counts of lines at which "Oodatavad tulemused" stood alone.
    """

    name: str
    number: int | None = None
    heading: Span | None = None
    lines: list[Line] = field(default_factory=list)
    has_outcomes: bool = False
    columns: DutyColumns | None = None
    marks: list[int] = field(default_factory=list)

    @property
    def is_labelled(self) -> bool:
        """Whether labels are to be expected in it, rather than running text."""
        return self.name in _LABELLED


def read_sections(source: str, lines: tuple[Line, ...], middle: Middle | None = None) -> tuple[Section, ...]:
    """Return the sections in the order of the text; the first is the preamble, which may be empty.

    ``middle`` is where the rest of a job description begins whose heading stands in another file.
    """
    sections = [Section("preamble")]
    for at, line in enumerate(lines):
        if middle and middle.is_duty and at == middle.line and sections[-1].name == "preamble":
            sections.append(Section("duties", middle.chapter))
        current = sections[-1]
        if current.name == "duties" and _is_table_header(source, line, current):
            continue
        following = lines[at + 1] if at + 1 < len(lines) else None
        opened = _open_section(source, line, current, following)
        if opened is None:
            current.lines.append(line)
        else:
            sections.append(opened)
    return tuple(sections)


def _is_table_header(source: str, line: Line, duties: Section) -> bool:
    """Return whether a line within the duties is the header of their table, at its top or repeated on a new page."""
    heads = _heads(source, line)
    columns = find_duty_columns(source, line) if line.is_row else None
    if columns and not any(head.depth == 1 and head.number != str(duties.number) for head in heads):
        duties.columns, duties.has_outcomes = columns, True
        return True
    if not heads or any(head.field not in ("duties", "outcomes") for head in heads):
        return False
    if any(head.depth == 1 and head.number not in (None, str(duties.number)) for head in heads):
        return False
    if any(head.depth > 1 for head in heads):
        return False
    duties.has_outcomes = duties.has_outcomes or any(head.field == "outcomes" for head in heads)
    if not line.is_row and all(head.field == "outcomes" for head in heads):
        duties.marks.append(len(duties.lines))
    return True


def _heads(source: str, line: Line) -> tuple[Head, ...]:
    """Return the labels of a line that holds nothing else, in one cell or several."""
    if not line.is_row:
        return find_heads(source, line.cells[0])
    heads = [find_head(source, cell) for cell in line.cells if cell.start < cell.end]
    return tuple(head for head in heads if head and head.is_whole) if all(h and h.is_whole for h in heads) else ()


def _open_section(source: str, line: Line, current: Section, following: Line | None) -> Section | None:
    cell = line.cells[0]
    closing = _closing(source, line)
    if closing:
        return closing if closing.name != current.name else None
    if BULLET.match(source, cell.start, cell.end):
        return None
    columns = find_duty_columns(source, line) if line.is_row and current.name != "duties" else None
    if columns:
        return Section("duties", None, line.cells[columns.duty], has_outcomes=True, columns=columns)
    heads = _heads(source, line)
    head = heads[0] if heads else find_head(source, cell)
    if head and (_is_heading(head, heads, line, current) or _heads_labels(source, head, line, current, following)):
        return _section(source, head, heads, line, current)
    if current.name == "duties" and _ends_duties(source, head, line, current):
        return Section("general", None, None, [line])
    return _unlisted_section(source, line, current, head)


def _heads_labels(source: str, head: Head, line: Line, current: Section, following: Line | None) -> bool:
    """Return whether an everyday word that stands alone is a heading, judged by what stands below it.

    Examples: "Ülesanded" above the first item of a list, "Nõuded" after the duties and above labels.
    """
    if head.field == "duties" and current.name != "duties" and not line.is_row and head.is_whole:
        if following is not None and following.is_row and following.cells[0].of(source) == "1":
            return True  # the number has a cell of its own
        return following is not None and _FIRST_ITEM.match(source, following.span.start, following.span.end) is not None
    if current.name != "duties" or line.is_row or not head.is_whole or head.field in ("duties", "outcomes"):
        return False
    before = current.lines[-1].span.of(source) if current.lines else ""
    if head.field == "requirements" and (line.starts_paragraph or ends_sentence(before)):
        return True
    if following and BULLET.match(source, following.span.start, following.span.end):
        return bool(current.lines) and not BULLET.match(
            source, current.lines[-1].span.start, current.lines[-1].span.end
        )
    if line.span.of(source).startswith("**"):
        return True
    below = find_head(source, following.cells[0]) if following else None
    return below is not None and (below.has_colon or (following is not None and following.is_row and below.is_whole))


def _ends_duties(source: str, head: Head | None, line: Line, duties: Section) -> bool:
    """Return whether a label, known or not, follows the duties: their list has no place for it."""
    if head is None:
        is_numbered = any(_ITEM.match(source, each.span.start, each.span.end) for each in duties.lines[:3])
        if line.is_row or not is_numbered or find_number(source, line.cells[0])[0]:
            return False
        unlisted = find_unlisted(source, line, is_labelled=False)
        return unlisted is not None and not _DUTY_WORDS.search(unlisted.name(source))
    if head.field in ("duties", "outcomes"):
        return False
    if head.number and head.depth > 1 and not _begins_next_chapter(source, head.number, duties):
        return False
    return _has_colon(source, head) or (line.is_row and head.is_whole and not head.is_shy and len(line.cells) == 2)


def _begins_next_chapter(source: str, number: str, duties: Section) -> bool:
    """Return whether "3.1" follows duties of chapter 2: the next chapter has begun without its heading.

    Where neither the duties nor their heading have numbers, any chapter but the first is a later one.
    """
    chapter, *points = (int(figure) for figure in number.split("."))
    if len(points) != 1:
        return False
    numbers = [_POINT.match(source, line.span.start, line.span.end) for line in duties.lines]
    own = next((int(match["chapter"]) for match in reversed(numbers) if match), duties.number)
    return chapter == own + 1 if own is not None else chapter > 1


def _has_colon(source: str, head: Head) -> bool:
    return ":" in source[head.label.end : head.rest.start]


def _closing(source: str, line: Line) -> Section | None:
    key = skeleton(line.span.of(source)[:60])
    for words, name in _CLOSING:
        if key.startswith(words):
            return Section(name, lines=[line])
    if _READ_BY.search(line.span.of(source)[:200]):
        return Section("signatures", lines=[line])
    return None


def _is_heading(head: Head, heads: tuple[Head, ...], line: Line, current: Section) -> bool:
    if head.field in IDENTITY or head.field in ("outcomes", "appointed_by", "location"):
        return False
    if len(heads) > 1 and not (head.field == "duties" and heads[1].field == "outcomes"):
        return False  # a row of labels whose values follow
    if head.depth == 1:
        return head.is_whole or head.is_upper or not head.is_shy
    if head.depth > 1:
        return False
    if line.is_row:
        # a row of labels and values after the duties: their table has ended without a heading
        return head.is_whole and (current.name == "duties" or (head.field == "duties" and len(heads) > 1))
    stands_alone = head.is_whole or len(heads) > 1
    if not stands_alone:
        return head.has_colon and (head.field == "duties" or (current.name == "duties" and not head.is_shy))
    if head.field == "duties" and head.has_colon:
        return True
    if head.field in _UNMISTAKABLE and not head.is_shy:
        return True
    if head.is_upper:
        return True
    return not head.is_shy and not current.is_labelled


def _section(source: str, head: Head, heads: tuple[Head, ...], line: Line, current: Section) -> Section:
    name = head.field
    number = int(head.number) if head.number and head.number.isdigit() else None
    section = Section(name, number, head.label)
    names_outcomes = name == "duties" and skeleton(head.label.of(source)).endswith(_OUTCOMES)
    is_chapter = not line.is_row and name in _UNNUMBERED_CHAPTERS
    if (
        not current.is_labelled
        and head.depth == 0
        and (not is_chapter or (head.is_shy and not head.is_whole))
        and head.field not in ("duties", "requirements")
    ):
        # a lone label after running text ("Haridus"): a chapter of labels has begun without a heading
        return Section("requirements", None, None, [line])
    section.has_outcomes = any(other.field == "outcomes" for other in heads) or names_outcomes
    if len(heads) <= 1:
        cells = (head.rest, *line.cells[1:]) if not head.is_whole else line.cells[1:]
        if any(cell.start < cell.end for cell in cells):
            section.lines.append(Line(cells, line.starts_paragraph))
    return section


def _unlisted_section(source: str, line: Line, current: Section, head: Head | None) -> Section | None:
    """Return a chapter under an unlisted heading ("3. Valveaja rakendamine"): the next number, short, no full stop.

    A heading that begins with a listed one ("5. Nõuded haridusele"), or with a word that names duties or requirements,
    opens that chapter; so does one in capitals without a number. ``None`` where the line is no heading.
    """
    if head and (head.depth != 1 or head.has_colon or head.field in IDENTITY):
        return None
    cell = line.cells[0]
    number, start = find_number(source, cell)
    words = source[start : cell.end].strip(" *:")
    if line.is_row or len(words) > _LONGEST_HEADING or ends_sentence(words) or not words[:1].isupper():
        return None
    if number is None:
        name = _named_chapter(words) if words.isupper() else None
        return Section(name, None, cell) if name else None
    if not number.isdigit() or current.number is None or int(number) != current.number + 1:
        return None
    return Section(head.field if head else _named_chapter(words) or "other", int(number), Span(start, cell.end))


def _named_chapter(words: str) -> str | None:
    """Return the chapter that one word of a heading names, where no list has the whole heading."""
    if _REQUIREMENTS_HEAD.match(words):
        return "requirements"
    return "duties" if _DUTIES_CHAPTER.search(words) else None
