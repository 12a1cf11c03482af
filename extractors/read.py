"""Read everything from one file: the only place where the readers are put together.

bytes ── type by content ─┬─ container ── members, each read in turn
                          ├─ saved register page ── RegisterEntry + the region that is content
                          └─ PDF, DOCX, text, HTML ── DocumentText, and the files inside, each read in turn
DocumentText ── damaged words set right ── DocumentText
DocumentText ── heading ── parts ─┬─ body ── citations, provisions, effects, signatories
                                  └─ job descriptions ── positions
"""

from __future__ import annotations

import hashlib
from dataclasses import replace

from extractors.citations.find import find_citations
from extractors.citations.laws import find_provisions
from extractors.context import context_of
from extractors.directive.header import read_header
from extractors.directive.parts import split_parts
from extractors.directive.promises import compare_promised
from extractors.directive.signatories import find_signatories
from extractors.effects.gaps import doubt_lost_members
from extractors.effects.marked_limits import doubt_marked_limits
from extractors.effects.mixed_columns import doubt_mixed_columns
from extractors.effects.open_endings import doubt_open_endings
from extractors.effects.other_wordings import doubt_other_wordings
from extractors.effects.read import read_effects
from extractors.effects.unseen_words import doubt_unseen
from extractors.errors import EmptyFile, ExtractionError, OcrMissing, is_machine_trouble
from extractors.files.containers import Budget, Container, Member, open_container
from extractors.files.embedded import open_embedded
from extractors.files.media import PDF, is_container, media_type
from extractors.files.read_text import read_text
from extractors.letters import as_marked
from extractors.model.directive import ActHeader, Part
from extractors.model.effect import Citation, Effect
from extractors.model.evidence import Span
from extractors.model.extraction import ActContext, Failure, FileExtraction
from extractors.model.finding import Finding
from extractors.model.position import Position
from extractors.model.text import DocumentText
from extractors.pages.attachments import Beside, find_beside
from extractors.pages.filled_in import draw_filled_in
from extractors.positions.read import read_position
from extractors.registers import PLATFORMS
from extractors.registers.base import SavedPage
from extractors.repair.doubts import find_repaired_effects
from extractors.repair.text import repair_text
from extractors.tools import NO_TOOLS, Tools


def read_file(
    data: bytes,
    name: str,
    context: ActContext | None = None,
    *,
    tools: Tools = NO_TOOLS,
    budget: Budget | None = None,
    depth: int = 0,
) -> FileExtraction:
    """Return everything that one file says.

    ``context`` is what the register says of its act, ``None`` for a file on its own. ``tools`` are the programs of this
    machine that reading may use.

    Raises an ``ExtractionError`` when the file itself cannot be read. A member of a container that cannot be read
    becomes a ``Failure`` in the result: the other members are still read.
    """
    context = context or ActContext()
    sha256 = hashlib.sha256(data).hexdigest()
    media = media_type(data, name)
    if is_container(media):
        return _read_container(data, name, media, sha256, context, tools, budget or Budget(), depth)
    if media == "text/html":
        saved = _read_register_page(data, name, media, sha256)
        if saved is not None:
            return saved
    return _read_document(data, name, media, sha256, context, tools, budget, depth)


def _read_document(
    data: bytes,
    name: str,
    media: str,
    sha256: str,
    context: ActContext,
    tools: Tools,
    budget: Budget | None,
    depth: int,
) -> FileExtraction:
    """Read a file that has text of its own, and the files inside it."""
    beside = find_beside(data) if media == PDF else Beside()
    drawn, notes = draw_filled_in(data, beside) if media == PDF else (data, ())
    budget = budget or Budget()
    # The parts of a DOCX are no files of the container: it pays for their bytes alone.
    inside = open_embedded(data, name, media, beside, budget, depth=depth)
    try:
        media, text, findings = read_text(drawn, name, sha256, tools, budget.of_document(), beside.marks)
    except EmptyFile as error:
        if not inside.members or isinstance(error, OcrMissing):
            raise
        said = Finding("no_text_of_its_own", str(error))
        base = FileExtraction(name, media, sha256, len(data), findings=(said, *notes))
        return _with_members(base, inside, context, tools, budget, depth)
    base = FileExtraction(name, media, sha256, len(data), text=text, findings=(*findings, *notes))
    if media == "text/plain" and (page := _saved_text(text.text)) is not None:
        return _read_text_page(base, text, page)
    read = _read_repaired(base, text, Span(0, len(text.text)), context)
    return _with_members(read, inside, context, tools, budget, depth)


def _read_container(
    data: bytes, name: str, media: str, sha256: str, context: ActContext, tools: Tools, budget: Budget, depth: int
) -> FileExtraction:
    container = open_container(data, name, budget, depth=depth, kind=media)
    base = FileExtraction(name, media, sha256, len(data), signatures=container.signatures)
    return _with_members(base, container, context, tools, budget, depth)


def _with_members(
    base: FileExtraction, container: Container, context: ActContext, tools: Tools, budget: Budget, depth: int
) -> FileExtraction:
    """Return the file with what the files in it hold; one that cannot be read costs its neighbours nothing."""
    members: list[FileExtraction] = []
    failures: list[Failure] = list(container.failures)
    for member in container.members:
        try:
            found = read_file(member.data, member.name, context, tools=tools, budget=budget, depth=depth + 1)
            members.append(as_marked(found, member))
        except ExtractionError as error:
            if is_machine_trouble(error):
                raise  # the whole container is read again once the machine is well
            failures.append(_failure(member, error.code, str(error)))
        except (MemoryError, RecursionError) as error:
            failures.append(_failure(member, "file_too_complex", f"reading needs more than a file may take: {error!r}"))
        except Exception as error:  # a bug in a reader must cost this member, not its neighbours
            if is_machine_trouble(error):
                raise
            failures.append(_failure(member, "reader_error", f"a reader failed on this file: {error!r}"))
    read, differing = doubt_other_wordings(members)
    findings = (*base.findings, *container.findings, *differing)
    return replace(base, members=read, failures=tuple(failures), findings=findings)


def _failure(member: Member, code: str, message: str) -> Failure:
    """Return the failure of a member with the digest of its bytes, by which a person finds it in its container."""
    return Failure(member.name, hashlib.sha256(member.data).hexdigest(), code, message)


def _read_register_page(data: bytes, name: str, media: str, sha256: str) -> FileExtraction | None:
    """Read a register page saved as HTML; return ``None`` where the file is any other HTML.

    Raises ``UnexpectedPage`` for a listing or a refusal: neither is a document, and reading one would invent a
    directive.
    """
    page = next((page for each in PLATFORMS.values() if (page := each.read_saved_html(data)) is not None), None)
    if page is None:
        return None
    entry, base = page.entry, FileExtraction(name, media, sha256, len(data), entry=page.entry)
    if not isinstance(page.content, str):
        return replace(base, findings=entry.findings)
    _, text, findings = read_text(page.content.encode("utf-8"), "content.txt", sha256)
    base = replace(base, findings=(*entry.findings, *findings))
    if not entry.is_public:
        return base
    return _read_repaired(base, text, Span(0, len(text.text)), context_of(entry))


def _saved_text(text: str) -> SavedPage | None:
    return next((page for each in PLATFORMS.values() if (page := each.read_saved_text(text)) is not None), None)


def _read_text_page(base: FileExtraction, text: DocumentText, page: SavedPage) -> FileExtraction:
    with_entry = replace(base, entry=page.entry, findings=(*base.findings, *page.entry.findings))
    if not page.entry.is_public:
        # Nothing restricted is kept: the page's metadata may stay, what its files say may not.
        return replace(with_entry, text=None)
    content = page.content if isinstance(page.content, Span) else Span(len(text.text), len(text.text))
    return _read_repaired(with_entry, text, content, context_of(page.entry))


def _read_repaired(base: FileExtraction, text: DocumentText, region: Span, context: ActContext) -> FileExtraction:
    """Read an act after repairing its damaged words.

    Text outside the region (what the register says) stays unchanged, and no offset changes once anything has been read.
    """
    text, findings, region = repair_text(text, base.findings, region)
    return _read_act(replace(base, text=text, findings=findings), text, region, context)


def _read_act(base: FileExtraction, text: DocumentText, region: Span, context: ActContext) -> FileExtraction:
    header = read_header(text, region, context)
    parts, part_findings = split_parts(text, region, context)
    findings: list[Finding] = [*base.findings, *part_findings]
    citations: list[Citation] = []
    effects: list[Effect] = []
    for part in parts:
        if part.part == "body":
            citations += find_citations(text, part.evidence.span, context)
            found, doubts = read_effects(text, part.evidence.span, header, context, parts)
            found, cut = doubt_open_endings(
                text.text, doubt_marked_limits(text.text, doubt_lost_members(text, doubt_unseen(text, found)))
            )
            effects += doubt_mixed_columns(found, base.findings)
            findings += (*doubts, *cut)
    bodies = [part.evidence.span for part in parts if part.part == "body"]
    positions: list[Position] = []
    for part in parts:
        position, doubts = _read_job_description(text, part, header)
        findings += doubts
        if position is not None:
            positions.append(position)
    if any(part.part == "annex" for part in parts) and effects:
        findings += compare_promised(tuple(effects), parts)
    findings += find_repaired_effects(text, effects)
    return replace(
        base,
        header=header,
        parts=parts,
        citations=tuple(citations),
        provisions=tuple(each for body in bodies for each in find_provisions(text, body)),
        signatories=tuple(each for body in bodies for each in find_signatories(text, body)),
        effects=tuple(effects),
        positions=tuple(positions),
        findings=tuple(findings),
    )


def _read_job_description(
    text: DocumentText, part: Part, header: ActHeader
) -> tuple[Position | None, tuple[Finding, ...]]:
    if part.part != "annex" or part.kind != "ametijuhend":
        return None, ()
    return read_position(text, part, header)
