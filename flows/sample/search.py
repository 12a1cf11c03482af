"""Search the register: find the documents that match a form, and cut them into pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flows.sample.catalogue import TRANSMITTAL_MODES, Catalogue, SampleDocument

ROWS_PER_PAGE = 20
ROW_CAP = 100
"""The register cuts a search that finds more to its newest hundred. "Kokku" counts those; no page says so."""

Form = tuple[tuple[str, str], ...]

SEARCH_FIELDS = (
    "title", "regDateBegin", "regDateEnd", "documentTypes", "party", "senderRegNr", "transmittalModes",
    "accessRestriction", "accessRestrictionReason", "accessRestrictionBeginDate", "accessRestrictionEndDate",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ResultPage:
    """One page of results. ``total`` is the number that the register states."""

    rows: tuple[SampleDocument, ...]
    total: int
    page_number: int

    @property
    def last_page_number(self) -> int:
        return max(1, -(-self.total // ROWS_PER_PAGE))


def first_value(form: Form, name: str) -> str:
    """Return the first value sent under ``name``, stripped; "" where there is none."""
    return next((value.strip() for key, value in form if key == name), "")


def all_values(form: Form, name: str) -> list[str]:
    return [value for key, value in form if key == name and value]


def is_empty_search(form: Form) -> bool:
    """Return whether a search field is filled; if none is, the register answers with its empty form."""
    return not any(value.strip() for key, value in form if key in SEARCH_FIELDS)


def page_number(form: Form) -> int:
    value = first_value(form, "pageNumber")
    return max(1, int(value)) if value.isdecimal() else 1


def find_documents(catalogue: Catalogue, form: Form, day: date) -> list[SampleDocument]:
    """Return the documents that the advanced search finds on ``day``, newest first, cut at the cap."""
    tests = _tests(catalogue, form)
    return [document for document in catalogue.shown_on(day) if all(test(document) for test in tests)][:ROW_CAP]


def find_anywhere(catalogue: Catalogue, text: str, day: date) -> list[SampleDocument]:
    """Return the documents with ``text`` in any shown field (the quick search)."""
    needle = text.casefold()
    shown = catalogue.shown_on(day)
    return [document for document in shown if any(needle in text.casefold() for text in _shown_texts(document))][
        :ROW_CAP
    ]


def cut_page(matches: Sequence[SampleDocument], number: int) -> ResultPage:
    """Return page ``number`` of the matches; a number past the end gives the last page."""
    last = max(1, -(-len(matches) // ROWS_PER_PAGE))
    number = min(number, last)
    start = (number - 1) * ROWS_PER_PAGE
    return ResultPage(tuple(matches[start : start + ROWS_PER_PAGE]), len(matches), number)


def _tests(catalogue: Catalogue, form: Form) -> list[Callable[[SampleDocument], bool]]:
    text_fields: list[tuple[str, Callable[[SampleDocument], str | None]]] = [
        ("title", lambda document: document.title),
        ("party", lambda document: document.addressee),
        ("senderRegNr", lambda document: document.counterpart_reference),
        ("accessRestrictionReason", lambda document: document.access_basis),
    ]
    tests = [_contains(first_value(form, name), read) for name, read in text_fields if first_value(form, name)]
    tests += _between(form, "regDateBegin", "regDateEnd", lambda document: document.registered_on)
    tests += _between(
        form, "accessRestrictionBeginDate", "accessRestrictionEndDate", lambda document: document.access_until
    )
    if values := all_values(form, "documentTypes"):
        names = {kind.name for kind in catalogue.document_types if kind.value in values}
        tests.append(lambda document: document.document_type in names)
    if values := all_values(form, "transmittalModes"):
        modes = {mode for value, mode in enumerate(TRANSMITTAL_MODES) if str(value) in values}
        tests.append(lambda document: document.transmittal in modes)
    if access := first_value(form, "accessRestriction"):
        tests.append(lambda document: document.access == access)
    return tests


def _contains(text: str, read: Callable[[SampleDocument], str | None]) -> Callable[[SampleDocument], bool]:
    return lambda document: text.casefold() in (read(document) or "").casefold()


def _between(
    form: Form, begin: str, end: str, read: Callable[[SampleDocument], date | None]
) -> list[Callable[[SampleDocument], bool]]:
    first, last = _day(first_value(form, begin)), _day(first_value(form, end))
    tests: list[Callable[[SampleDocument], bool]] = []
    if first is not None:
        tests.append(lambda document: (value := read(document)) is not None and value >= first)
    if last is not None:
        tests.append(lambda document: (value := read(document)) is not None and value <= last)
    return tests


def _day(text: str) -> date | None:
    try:
        return datetime.strptime(text, "%d.%m.%Y").date()  # noqa: DTZ007 (a calendar day, not an instant)
    except ValueError:
        return None


def _shown_texts(document: SampleDocument) -> Iterable[str]:
    fields = (
        document.number, document.title, document.document_type, document.function, document.series,
        document.dossier, document.addressee, document.responsible, document.counterpart_reference,
    )  # fmt: skip
    return (field for field in fields if field)
