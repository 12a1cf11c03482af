"""Define the JSON that `kehtiv extract --json` prints, for everything that reads it: the page, exports, scripts.

Days and instants are ISO 8601 text, instants in UTC. A ``span`` is [start, end): code points in the text of the file.
Pages count from 1; boxes are in PDF points from the top left corner of the page as shown. ``null`` means that the file
does not say it.
"""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

from extractors.model.effect import DateBasis, EffectKind, Scope
from extractors.model.position import Basis
from extractors.model.text import AsideReason


class BoxReport(TypedDict):
    """A rectangle on a page."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


class PlaceReport(TypedDict):
    """Where words were read. ``page`` is null and ``boxes`` is empty for formats without pages."""

    quote: str
    span: list[int]
    page: int | None
    boxes: list[BoxReport]


class DirectiveReport(TypedDict):
    """What the file says about its own act."""

    number: str | None
    date: str | None
    title: str | None
    issuer: str | None
    document_type: str | None
    access: str | None


class ApprovalReport(TypedDict):
    """The act that an approval mark names."""

    date: str | None
    number: str | None


class PartReport(TypedDict):
    """A body or an annex. ``annex`` is null for a body and for an annex without a number."""

    part: Literal["body", "annex"]
    annex: str | None
    title: str | None
    kind: str | None
    approved_by: ApprovalReport | None
    span: list[int]
    page: int | None
    heading: PlaceReport | None


class AffectedReport(TypedDict):
    """What an effect acts upon. ``annexes`` is null where annexes are not meant; a number with letters is text."""

    issuer: str | None
    kind: str | None
    date: str | None
    number: str | None
    title: str | None
    annexes: list[int | str] | Literal["all"] | None
    except_annexes: list[int | str] | None
    points: list[str] | None
    except_points: list[str] | None
    limit: str | None
    scope: Scope


class EffectReport(TypedDict):
    """One operative statement. With a ``doubt`` it decides nothing."""

    effect: EffectKind
    affected: AffectedReport
    date: str | None
    date_basis: DateBasis | None
    date_rule: str | None
    until: str | None
    is_retroactive: bool
    item_title: str | None
    doubt: str | None
    doubt_quote: str | None
    quote: str
    span: list[int]
    page: int | None
    boxes: list[BoxReport]


class DutyReport(PlaceReport):
    """A duty and the outcomes expected of it."""

    number: str | None
    duty: str
    outcomes: list[str]


class LanguageReport(TypedDict):
    """A language that a post asks for; the place is missing where the text has none of its own for it."""

    language: str
    level: str | None
    quote: NotRequired[str]
    span: NotRequired[list[int]]
    page: NotRequired[int | None]
    boxes: NotRequired[list[BoxReport]]


class PositionReport(TypedDict):
    """A job description. ``basis`` and ``places`` say, by field, what its value rests on and where it stands."""

    annex: str | None
    position: str | None
    unit: str | None
    reports_to: str | None
    subordinates: str | None
    substitutes_for: str | None
    substituted_by: str | None
    group: str | None
    purpose: str | None
    special_conditions: str | None
    duties: list[DutyReport]
    education: str | None
    experience: str | None
    experience_years: int | None
    languages: list[LanguageReport]
    rights: str | None
    liability: str | None
    other: dict[str, str]
    layout: str | None
    basis: dict[str, Basis]
    span: list[int] | None
    places: dict[str, PlaceReport]


class RepairReport(TypedDict):
    """A word that damage had changed; ``span`` counts in the repaired text, like every span."""

    file: str
    span: list[int]
    original: str
    repaired: str
    rule: str
    confidence: float


class AsideReport(TypedDict):
    """What the file holds and its pages do not show, or the other way round; ``AsideText`` explains the reasons.

    ``words`` is null for what is covered, because it may be blacked out for a person's sake, and where there are none.
    """

    file: str
    why: AsideReason
    words: str | None
    place: BoxReport | None


class FindingReport(TypedDict):
    """A doubt about what was read."""

    code: str
    message: str
    span: list[int] | None


class MemberReport(TypedDict):
    """A file inside a container."""

    file: str
    media_type: str
    sha256: str


class SignatureReport(TypedDict):
    """A signature; ``extractors.model.extraction.Signature`` explains the fields."""

    file: str
    signer: str | None
    is_seal: bool | None
    role: str | None
    claimed_at: str | None
    trusted_at: str | None
    trusted_by: str | None
    profile: str | None
    checked: str
    reason_code: str | None
    reason: str | None
    is_refuted: bool
    covers: list[str] | None


class FailureReport(TypedDict):
    """A member that could not be read."""

    file: str
    code: str
    message: str


class FileReport(TypedDict):
    """What one file says. Everything in the members of a container is listed as the container's own."""

    file: str
    media_type: str
    sha256: str
    directive: DirectiveReport
    parts: list[PartReport]
    effects: list[EffectReport]
    positions: list[PositionReport]
    repairs: list[RepairReport]
    unseen: list[AsideReport]
    findings: list[FindingReport]
    members: list[MemberReport]
    signatures: list[SignatureReport]
    failures: list[FailureReport]
