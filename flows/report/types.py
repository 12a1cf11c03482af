"""Define the JSON of a run's report, for everything that reads it: files, notifications, the page, scripts.

Days and instants are ISO 8601 text, instants in UTC. ``null`` means not known. A report holds references and numbers
but no words of a document, because it is kept when a document is withdrawn.
"""

from __future__ import annotations

from typing import NotRequired, TypedDict


class RequestCounts(TypedDict):
    """Requests sent; ``budget`` is null without a limit."""

    sent: int
    budget: int | None


class DocumentNews(TypedDict):
    """A document that is "new", "changed", "restricted", "gone" or "public again" (``what``)."""

    document_id: str
    register: str
    number: str | None
    registered_on: str | None
    what: str


class EndedNews(TypedDict):
    """An annex whose end became known or changed, with the place of the sentence that ended it."""

    annex_id: str
    annex_number: str | None
    institution: str | None
    number: str | None
    directive_date: str | None
    ends_on: str
    ended_on_before: str | None
    by_directive_id: str | None
    by_number: str | None
    by_date: str | None
    evidence_id: str | None
    page_number: int | None


class BegunNews(TypedDict):
    """An annex that is in force, or will be, and was not before."""

    annex_id: str
    annex_number: str | None
    institution: str | None
    number: str | None
    directive_date: str | None
    begins_on: str
    ends_on: str | None
    is_text_held: bool


class DoubtNews(TypedDict):
    """An annex that came into doubt. ``annex_id`` is null where the whole directive did."""

    annex_id: str | None
    directive_id: str | None
    undecided_from: str | None
    reason: str


class LostNews(TypedDict):
    """An annex or a document (``kind``) that was held before."""

    kind: str
    id: str


class DocumentList(TypedDict):
    """``rows`` are the first of ``total``."""

    total: int
    rows: list[DocumentNews]


class EndedList(TypedDict):
    """``rows`` are the first of ``total``."""

    total: int
    rows: list[EndedNews]


class BegunList(TypedDict):
    """``rows`` are the first of ``total``."""

    total: int
    rows: list[BegunNews]


class DoubtList(TypedDict):
    """``rows`` are the first of ``total``."""

    total: int
    rows: list[DoubtNews]


class LostList(TypedDict):
    """``rows`` are the first of ``total``."""

    total: int
    rows: list[LostNews]


class News(TypedDict, total=False):
    """What changed since the published file before. Empty where nothing was published or compared."""

    documents: DocumentList
    newly_ended: EndedList
    newly_in_force: BegunList
    newly_undecided: DoubtList
    no_longer_held: LostList


class Tomorrow(TypedDict):
    """An annex that enters into force tomorrow ("enters") or is in force for the last day today ("ends")."""

    what: str
    annex_id: str
    annex_number: str | None
    institution: str | None
    number: str | None
    directive_date: str | None
    begins_on: str | None
    ends_on: str | None
    by_directive_id: str | None


class WithdrawnDocument(TypedDict):
    """A document whose content this run withdrew."""

    document_id: str
    number: str | None
    registered_on: str | None
    cause: str


class HeldBack(TypedDict):
    """What is held back under one code; ``new_number`` of them since the run began. At most twenty documents."""

    stage: str
    code: str
    open_number: int
    new_number: int
    document_ids: list[str]


class CoveredPeriod(TypedDict):
    """Days of a register, both ends included, and whether they are proven complete."""

    register: str
    begin_on: str
    end_on: str
    day_number: int
    state: str
    oldest_search_at: str | None


class Coverage(TypedDict):
    """Days of the register by state, and the periods that are not proven complete."""

    days: dict[str, int]
    not_proven: list[CoveredPeriod]


class TroubledHost(TypedDict):
    """A host that does not answer as it should; not asked before ``not_before_at``."""

    host: str
    state: str
    since_at: str
    not_before_at: str | None


class SilentRegister(TypedDict):
    """A register without a new document for longer than usual, in working days."""

    register: str
    last_on: str
    silent_working_days: int
    usual_longest_gap: int | None
    allowed_working_days: int


class OverdueRegister(TypedDict):
    """A register over which no run has ended well for some days."""

    register: str
    last_run_at: str
    last_good_run_at: str | None
    last_outcome: str | None


class Delivery(TypedDict):
    """How a notification ended: by "command" or "address" (``via``)."""

    via: str
    is_delivered: bool
    outcome: str


class Report(TypedDict):
    """A whole report. ``failure`` is the class of the error that stopped the run.

    ``comparison`` says what ``news`` was compared with, null where nothing was published; then the fields from
    ``enters_tomorrow`` on are missing. ``told`` are the lasting troubles that need no further notification;
    ``notified`` is there after one was sent.
    """

    run_id: str
    kind: str
    register: str
    started_at: str
    finished_at: str
    duration_s: float
    outcome: str
    is_complete: bool
    failure: str | None
    counts: dict[str, int]
    requests: RequestCounts
    news: News
    comparison: str | None
    needs_person: list[str]
    told: NotRequired[list[str]]
    notified: NotRequired[list[Delivery]]
    enters_tomorrow: NotRequired[list[Tomorrow]]
    ends_tomorrow: NotRequired[list[Tomorrow]]
    withdrawn: NotRequired[list[WithdrawnDocument]]
    held_back: NotRequired[list[HeldBack]]
    undecided_number: NotRequired[int]
    rulings: NotRequired[dict[str, int]]
    coverage: NotRequired[Coverage]
    hosts: NotRequired[list[TroubledHost]]
    silent: NotRequired[list[SilentRegister]]
    overdue: NotRequired[list[OverdueRegister]]
