"""Remove what letters and smuggled files say of acts: neither is an act, whatever its words."""

from __future__ import annotations

from dataclasses import replace

from extractors.files.members import Member
from extractors.model.extraction import FileExtraction
from extractors.model.finding import Finding


def as_marked(read: FileExtraction, member: Member) -> FileExtraction:
    """Return what was read of a member, as far as a file of its kind may speak of acts."""
    if member.is_smuggled:
        return _as_smuggled(read)
    return _as_letter(read) if member.is_letter else read


def _as_smuggled(read: FileExtraction) -> FileExtraction:
    """Return a file that nobody signed and no viewer shows without what it says of acts; its members likewise.

    A heading of its own changes nothing: whoever put the file there wrote the heading too.
    """
    findings = read.findings
    if read.effects:
        told = f"{read.name}: its words about acts ({len(read.effects)}) do not count: unsigned, beside the signatures"
        findings = (*findings, Finding("smuggled_file_speaks_of_acts", told))
    members = tuple(_as_smuggled(member) for member in read.members)
    return replace(_without_act(read), findings=findings, members=members)


def _without_act(read: FileExtraction) -> FileExtraction:
    return replace(
        read, entry=None, header=None, parts=(), citations=(), provisions=(), signatories=(), effects=(), positions=()
    )


def _as_letter(read: FileExtraction) -> FileExtraction:
    """Return a mail without what it says of acts, unless it bears an act's own heading.

    A letter that mentions a revocation revokes nothing. Taken for the act of its register entry, it would end annexes.
    """
    if read.header is not None and read.header.evidence is not None:
        return read
    findings = read.findings
    if read.effects:
        told = f"{read.name}: the words of a mail about acts ({len(read.effects)}) are not taken for an act"
        findings = (*findings, Finding("letter_speaks_of_acts", told))
    return replace(_without_act(read), findings=findings)
