"""All that reading one file gave."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from extractors.model.directive import ActHeader, Part
from extractors.model.effect import Citation, Effect
from extractors.model.finding import Finding
from extractors.model.position import Position
from extractors.model.register import RegisterEntry
from extractors.model.text import DocumentText


@dataclass(frozen=True, slots=True)
class ActContext:
    """What is known of a file's act before the file is read, from its register entry; ``None`` where it is not.

    A heading in the file outranks it; an annex in a file of its own, or a body without a heading, is dated by it.
    """

    institution: str | None = None
    kind: str | None = None
    number: str | None = None
    registered_on: date | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature in a container: who signed which files when, and how far that is proved. Personal codes are never
    kept.

    ``claimed_at`` is the signer's own clock, ``trusted_at`` a third party's (``trusted_by``: "timestamp" or "ocsp");
    both UTC, ``None`` where there is none. ``checked`` is the highest level reached: "not checked", "present", "digests
    match", "signature valid" or "chain trusted at the time"; below the last, ``reason_code`` (stable) and ``reason``
    (a sentence) say why no further. ``is_refuted``: that reason speaks against the signature, it is not only a check
    that could not be made. ``covers`` are the paths of the files it signs, as far as their digests agree; ``None``: not
    known. ``is_seal``: an organisation's seal; ``None`` where nobody is named.
    """

    signer: str | None
    role: str | None
    claimed_at: datetime | None
    checked: str
    reason: str | None = None
    reason_code: str | None = None
    is_refuted: bool = False
    trusted_at: datetime | None = None
    trusted_by: str | None = None
    profile: str | None = None
    is_seal: bool | None = None
    covers: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class FileExtraction:
    """``text`` is ``None`` for containers and for files that hold no text of their own.

    ``entry`` is set where the file is a saved register page. ``members`` are the files of a container, in the
    container's order; what could not be read among them is in ``failures``, never lost.
    """

    name: str
    media_type: str
    sha256: str
    size: int
    entry: RegisterEntry | None = None
    header: ActHeader | None = None
    text: DocumentText | None = None
    parts: tuple[Part, ...] = ()
    citations: tuple[Citation, ...] = ()
    effects: tuple[Effect, ...] = ()
    positions: tuple[Position, ...] = ()
    signatures: tuple[Signature, ...] = ()
    findings: tuple[Finding, ...] = ()
    members: tuple[FileExtraction, ...] = ()
    failures: tuple[Failure, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that had to be held back: it becomes a quarantine row. ``code`` is the error's snake_case name."""

    name: str
    sha256: str | None
    code: str
    message: str
