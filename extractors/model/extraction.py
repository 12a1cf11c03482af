"""Define the result of reading one file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from extractors.model.directive import ActHeader, Part
from extractors.model.effect import Citation, Effect
from extractors.model.finding import Finding
from extractors.model.position import Position
from extractors.model.provision import Provision
from extractors.model.register import RegisterEntry
from extractors.model.signatory import Signatory
from extractors.model.text import DocumentText


@dataclass(frozen=True, slots=True)
class ActContext:
    """What the register entry says of a file's act before the file is read; an unknown field is ``None``.

    A heading in the file takes precedence. An annex in a file of its own and a body without a heading take their date
    from here.
    """

    institution: str | None = None
    kind: str | None = None
    number: str | None = None
    registered_on: date | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature in a container: who signed which files and when, and how far that is proved.

    Personal codes are never kept. ``claimed_at`` is the signer's own clock, ``trusted_at`` a third party's
    (``trusted_by``: "timestamp" or "ocsp"); both are UTC, ``None`` where there is none. ``checked`` is the highest
    level reached: "not checked", "present", "digests match", "signature valid" or "chain trusted at the time". Below
    the last level, ``reason_code`` (stable) and ``reason`` (a sentence) explain why. ``is_refuted``: the reason is
    evidence against the signature, and not only a check that could not be made. ``covers`` are the paths of the signed
    files whose digests match; ``None``: not known. ``is_seal``: an organisation's seal; ``None`` where no signer is
    named.
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
    """The result of reading one file. ``text`` is ``None`` for containers and for files without text of their own.

    ``entry`` is set where the file is a saved register page. ``members`` are the files of a container, in its order;
    each member that could not be read is in ``failures``.
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
    provisions: tuple[Provision, ...] = ()
    signatories: tuple[Signatory, ...] = ()
    effects: tuple[Effect, ...] = ()
    positions: tuple[Position, ...] = ()
    signatures: tuple[Signature, ...] = ()
    findings: tuple[Finding, ...] = ()
    members: tuple[FileExtraction, ...] = ()
    failures: tuple[Failure, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that was held back and becomes a quarantine row. ``code`` is the error's snake_case name."""

    name: str
    sha256: str | None
    code: str
    message: str
