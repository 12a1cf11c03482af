"""Read a job description: from the blocks of a part to a position with its duties."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from extractors.model.directive import ActHeader, Part
from extractors.model.evidence import Span
from extractors.model.finding import Finding
from extractors.model.position import Basis, Duty, Position
from extractors.model.text import DocumentText
from extractors.positions.approval import find_unit_in_approval
from extractors.positions.duties import read_duties
from extractors.positions.experience import read_experience_years
from extractors.positions.fields import Fields
from extractors.positions.heading import find_post_in_heading
from extractors.positions.labels import find_head
from extractors.positions.languages import read_languages
from extractors.positions.layouts import LAYOUTS
from extractors.positions.layouts.base import Entry, View
from extractors.positions.lines import Line, read_lines
from extractors.positions.middle import CONTINUATION, Middle, find_middle
from extractors.positions.sections import Section, read_sections
from extractors.positions.skeleton import skeleton
from extractors.positions.staff_group import read_staff_group
from extractors.positions.table_head import find_duty_columns
from extractors.positions.unlisted import Unlisted
from extractors.words.labels import BARE, IDENTITY, JOB_DESCRIPTIONS

_JOB_DESCRIPTIONS = frozenset(skeleton(name) for name in JOB_DESCRIPTIONS)
_ENOUGH_FIELDS = 2
_WITHOUT_WORDS = BARE - {"requirements", "general"}
_TOLD_FIELDS = IDENTITY | {"education", "experience", "languages"}


def read_position(
    text: DocumentText, part: Part, context_header: ActHeader | None = None
) -> tuple[Position | None, tuple[Finding, ...]]:
    """Return the position that ``part`` describes, and the doubts about it.

    ``None`` where the part is not a job description. Where it calls itself one and no layout fits, the position holds
    what is certain (perhaps its heading alone), and the finding ``layout_unknown`` says so. ``context_header`` is the
    heading of the act to which the part belongs; the body of such an act is not a job description.

    A part that begins in the middle is the rest of a job description in another file: its layout is ``CONTINUATION``,
    its evidence begins at its first number or item, and ``begins_in_the_middle`` says so.
    """
    if part.kind not in (None, "ametijuhend") or (part.part == "body" and context_header and context_header.kind):
        return None, ()
    source = text.text
    lines = read_lines(text, part.evidence.span)
    middle = find_middle(source, lines)
    sections = read_sections(source, lines, middle)
    fields = Fields(text)
    findings: list[Finding] = []
    duties: list[Duty] = []
    layouts: Counter[tuple[str, bool]] = Counter()
    for section in sections:
        if section.name == "duties":
            found, others, doubts = read_duties(text, section)
            duties.extend(found)
            fields.other.extend(others)
        else:
            entries, doubts = _read_entries(text.text, section)
            fields.add_all(entries)
            layouts.update((entry.layout, entry.field in IDENTITY) for entry in entries if entry.layout)
        findings.extend(doubts)
    if not _is_job_description(source, lines, part, fields, duties):
        return None, ()
    position = _position(text, part, fields, duties, layouts, sections, lines)
    if middle is not None and "position" not in fields.labels:
        return _as_rest(text, position, part, lines[: middle.line], middle, findings)
    return position, (*findings, *_doubts(position, part, fields))


def _read_entries(source: str, section: Section) -> tuple[list[Entry], tuple[Finding, ...]]:
    """Return the entries that the layouts read of a section; words without a label become an entry of the section
    itself.
    """
    if section.name == "signatures":
        return [], ()  # names of people: no part of a position
    view = View(source, tuple(section.lines), is_labelled=section.is_labelled, name=section.name)
    entries: list[Entry] = []
    findings: list[Finding] = []
    own: list[Span] = []
    i = 0
    while i < len(view.lines):
        fitting = [layout for layout in LAYOUTS if layout.fits(view, i)]
        if len(fitting) > 1:
            names = ", ".join(layout.NAME for layout in fitting)
            findings.append(Finding("layout_ambiguous", f"more than one layout fits: {names}", view.lines[i].span))
        if len(fitting) != 1:
            findings.extend(_label_run_into_value(view.source, view.lines[i]))
            if view.is_unknown_alone(i):
                findings.append(Unlisted(view.lines[i].cells[0], ()).finding(source))
            own.extend(view.cells(i, i + 1))
            i += 1
            continue
        reading = fitting[0].read(view, i)
        entries.extend(reading.entries)
        findings.extend(reading.findings)
        i = max(reading.end, i + 1)
    if own and section.name not in ("preamble", "other", *_WITHOUT_WORDS):
        entries.insert(0, Entry(section.name, tuple(own), None, section.heading))
    return entries, tuple(findings)


def _label_run_into_value(source: str, line: Line) -> Iterable[Finding]:
    """Yield a finding for each cell of a row that begins with a label which no gap separates from its value."""
    for cell in line.cells if line.is_row else ():
        head = find_head(source, cell)
        if (
            head
            and not head.is_shy
            and head.field in _TOLD_FIELDS
            and source[head.rest.start : head.rest.end][:1].isupper()
        ):
            words = cell.of(source)[:80]
            yield Finding(
                "label_unread", f"a label and its value stand in one cell, and are in no field: {words}", cell
            )


def _is_job_description(source: str, lines: Iterable[Line], part: Part, fields: Fields, duties: list[Duty]) -> bool:
    """Return whether a part says enough of a post: by its own kind or heading, or by labels that nothing else combines.

    A heading in front of an annex ("Koristaja ametijuhend", then "LISA 1") is a body that says nothing: not a
    description.
    """
    told = {name for name in (*IDENTITY, "purpose") if fields.get(name) or name in fields.labels}
    tells = len(told) + bool(duties)
    is_called_one = part.kind == "ametijuhend" or any(_calls_itself_one(source, line) for line in lines)
    if is_called_one and (tells or part.part == "annex"):
        return True
    return tells > _ENOUGH_FIELDS


def _calls_itself_one(source: str, line: Line) -> bool:
    words = line.span.of(source)
    if len(words) > 120:
        return False
    found = re.findall(r"[^\W_]+", words)
    return any(skeleton(word) in _JOB_DESCRIPTIONS for word in (found[:1] + found[-5:])) and not words.endswith(
        (".", ";")
    )


def _position(
    text: DocumentText,
    part: Part,
    fields: Fields,
    duties: list[Duty],
    layouts: Counter[tuple[str, bool]],
    sections: tuple[Section, ...],
    lines: tuple[Line, ...],
) -> Position:
    heading = None if fields.known.get("position") else find_post_in_heading(text, sections[0].lines, part.title)
    post = fields.value("position")
    evidence = fields.evidence()
    if heading:
        post = heading[0]
        evidence = (("position", heading[1]), *(pair for pair in evidence if pair[0] != "position"))
    unit = fields.value("unit")
    in_approval = None if unit or "unit" in fields.labels else find_unit_in_approval(text, part.approved_as)
    if in_approval:
        unit = in_approval[0]
        evidence = (*evidence, ("unit", in_approval[1]))
    experience, languages = fields.value("experience"), fields.get("languages")
    group = read_staff_group(fields.value("group"), "\n".join(line.span.of(text.text) for line in lines))
    basis = _basis(fields, heading is not None, in_approval is not None, group, sections if duties else ())
    return Position(
        annex_number=part.annex_number,
        position=post,
        unit=unit,
        reports_to=fields.value("reports_to"),
        subordinates=fields.value("subordinates"),
        substitutes_for=fields.value("substitutes_for"),
        substituted_by=fields.value("substituted_by"),
        staff_group=group,
        purpose=fields.value("purpose"),
        special_conditions=fields.value("special_conditions"),
        education=fields.value("education"),
        experience=experience,
        experience_years=read_experience_years(experience) if experience else None,
        rights=fields.value("rights"),
        liability=fields.value("liability"),
        other=tuple(fields.other),
        duties=tuple(duties),
        languages=read_languages(text, languages.words) if languages else (),
        field_evidence=evidence,
        layout=_layout(layouts),
        evidence=part.evidence,
        field_basis=basis,
    )


def _basis(
    fields: Fields, has_heading: bool, is_in_approval: bool, group: str | None, sections: tuple[Section, ...]
) -> tuple[tuple[str, Basis], ...]:
    """Return what each field rests on; ``sections`` hold the duties, if there are any."""
    basis = dict(fields.basis())
    if has_heading:
        basis["position"] = "heading"
    if is_in_approval:
        basis["unit"] = "sentence"
    if group:
        basis.setdefault("group", "sentence")
    if sections:
        duties = [line for section in sections if section.name == "duties" for line in section.lines]
        basis["duties"] = "table" if any(line.is_row for line in duties) else "label"
    return tuple(basis.items())


def _as_rest(
    text: DocumentText, position: Position, part: Part, lead: tuple[Line, ...], middle: Middle, findings: list[Finding]
) -> tuple[Position, tuple[Finding, ...]]:
    """Return the position as the rest of a job description. Its numbers decide which description it continues."""
    place = Span(middle.at, max(part.evidence.span.end, middle.at))
    number = text.text[middle.at : middle.at + 12].split(None, 1)[0].rstrip(".)")
    first = f"at number {number}" if middle.is_numbered else "with duties that bear no numbers"
    message = f"begins in the middle, {first}: the rest of a job description that another file begins"
    marked = part.heading.span.end if part.heading and (part.approval or part.annex_number) else 0
    over = [line for line in lead if line.span.start >= marked and not find_duty_columns(text.text, line)]
    if over:
        message += f"; what stands before that is in no field: {over[0].span.of(text.text)[:80]}"
    rest = replace(position, layout=CONTINUATION, evidence=text.evidence(place))
    return rest, (*findings, Finding("begins_in_the_middle", message, place))


def _layout(layouts: Counter[tuple[str, bool]]) -> str | None:
    """Return the layout that read most of the fields that identify the post, or without those, most of all fields."""
    identifying = Counter({name: count for (name, is_identity), count in layouts.items() if is_identity})
    if identifying:
        return identifying.most_common(1)[0][0]
    return layouts.most_common(1)[0][0][0] if layouts else None


def _doubts(position: Position, part: Part, fields: Fields) -> list[Finding]:
    doubts: list[Finding] = []
    if position.layout is None:
        message = "no known layout fits this job description: only its text is certain"
        doubts.append(Finding("layout_unknown", message, part.evidence.span))
    if position.position is None:
        doubts.append(Finding("position_unnamed", "a job description that names no position", part.evidence.span))
    languages = fields.get("languages")
    if languages and not position.languages:
        message = f"asks for languages, but none could be read: {languages.value[:200]}"
        doubts.append(Finding("languages_unread", message, languages.evidence.span))
    if not position.duties:
        doubts.append(Finding("duties_missing", "a job description in which no duties were found", part.evidence.span))
    return doubts
