"""Which fault, at which place, and what must be said of it. How they are played: ``fault_matrix``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

PLACES: dict[str, dict[str, Any]] = {
    "form": {"method": "GET", "path": "/otsing"},
    "listing": {"method": "POST", "path": "/otsing"},
    # The search for restricted documents has one page; then come both pages of the other, the second asked for twice.
    "second": {"method": "POST", "path": "/otsing", "nth": (3, 4)},
    "page": {"path": "/dokument/"},
    "file": {"path": "/fail/"},
}
A_PAUSE = "240"
AT_NINE = "Mon, 02 Mar 2026 09:00:00 GMT"
FOR_DECADES = "999999999"
IN_2990 = "Fri, 01 Jan 2990 09:00:00 GMT"
"""Pauses of which a week is honoured; an operator lifts the rest."""


@dataclass(frozen=True)
class Case:
    """``told``: words of what the night says; of a page or file that is held back, the code in quarantine.

    ``stage`` is where such a one is held back, "" where the fault ends the night; ``told`` is "" where it is no fault
    to the reader at all.
    """

    kind: str
    place: str
    told: str
    stage: str = ""
    fault: dict[str, Any] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        asked = self.fault.get("retry_after")
        pause = {None: "", AT_NINE: "-date", FOR_DECADES: "-for-decades", IN_2990: "-in-2990"}.get(asked, "-pause")
        return f"{self.kind}{pause}-{self.place}"


# What each says at form and search; what quarantine calls it at a page and at a file, and at which stage.
_ONE_ADDRESS: list[tuple[str, str, str, tuple[str, str]]] = [
    ("forbidden", "refused (403)", "address_refused", ("file", "address_refused")),
    ("server_error", "status 500", "address_fails", ("file", "address_fails")),
    ("unavailable", "status 503", "address_fails", ("file", "address_fails")),
    ("reset", "(after 2 attempts)", "address_fails", ("file", "address_fails")),
    ("short_body", "(after 2 attempts)", "address_fails", ("file", "address_fails")),
    ("wrong_length", "before its end tag", "page_cut_short", ("", "")),
    ("maintenance", "changed shape", "maintenance", ("bytes", "maintenance")),
    ("error_page", "changed shape", "unexpected_page", ("bytes", "unexpected_page")),
    ("changed_shape", "changed shape", "unexpected_page", ("", "")),
    ("moved_away", "redirects outside the register", "off_register_redirect", ("file", "off_register_redirect")),
    ("too_big", "bytes", "body_too_large", ("file", "body_too_large")),
    ("gzip_bomb", "bytes allowed", "body_too_large", ("file", "body_too_large")),
    ("packed_twice", "was asked for", "encoding_not_asked", ("file", "encoding_not_asked")),
    ("many_tags", "tags; a page of a register has no more than", "unexpected_page", ("", "")),
    ("absurd_numbers", "changed shape", "unexpected_page", ("", "")),
    ("cut_gzip", "(after 2 attempts)", "address_fails", ("file", "address_fails")),
    ("slow_drip", "takes longer than", "address_fails", ("file", "address_fails")),
    ("not_found", "", "", ("file", "file_missing")),
    ("withdrawn", "", "", ("file", "file_missing")),
]
_AT_SECOND = ("server_error", "reset", "short_body", "wrong_length", "maintenance", "changed_shape")
_HOST: list[tuple[str, str]] = [
    ("too_many_requests", "receives too many requests"),
    ("robot_check", "shows its robot check"),
    ("robot_redirect", "redirects robots to its check"),
    ("no_such_host", "cannot be reached"),
    ("bad_certificate", "cannot be reached"),
]


def _at_pages_and_files() -> Iterator[Case]:
    for kind, _, code, (stage, file_code) in _ONE_ADDRESS:
        yield Case(kind, "page", code, "page" if code else "")
        if stage:
            yield Case(kind, "file", file_code, stage)
    yield Case("redirect_loop", "page", "off_register_redirect", "page")
    yield Case("redirect_loop", "file", "off_register_redirect", "file")
    yield Case("not_modified", "page", "address_fails", "page")
    yield Case("not_modified", "file", "address_fails", "file")
    yield Case("empty_form", "page", "empty_form", "page")
    yield Case("other_page", "page", "other_document", "page")
    yield Case("wrong_type", "page", "")
    yield Case("wrong_type", "file", "")


def _ending_the_night() -> Iterator[Case]:
    """In this order: what is loaded by some is not there to be struck by others."""
    yield Case("first_page", "second", "only 20 of them were returned")
    for place in ("form", "listing"):
        # Of a form nothing is read that the sample's redesign touches: its fields get other names.
        kinds = [
            ("renamed_fields" if (kind, place) == ("changed_shape", "form") else kind, told)
            for kind, told, *_ in _ONE_ADDRESS
            if told and (kind, place) != ("absurd_numbers", "form")  # a form shows none
        ]
        yield from (Case(kind, place, told) for kind, told in kinds)
        yield Case("redirect_loop", place, "redirects without end")
    yield Case("empty_form", "listing", "changed shape")
    yield Case("empty_form", "second", "changed shape")
    yield from (Case(kind, "second", told) for kind, told, *_ in _ONE_ADDRESS if kind in _AT_SECOND)
    for place in ("form", "listing", "second", "page", "file"):
        yield from (Case(kind, place, told) for kind, told in _HOST)
        yield Case("unavailable", place, f"left alone for {A_PAUSE} s", "", {"retry_after": A_PAUSE})
    yield Case("unavailable", "listing", "left alone for", "", {"retry_after": AT_NINE})
    for absurd in (FOR_DECADES, IN_2990):
        yield Case("unavailable", "listing", "of it are honoured", "", {"retry_after": absurd})
    yield from (Case("full_disk", place, "cannot") for place in ("archive", "publish"))


TOGETHER = tuple(_at_pages_and_files())
ONE_BY_ONE = tuple(_ending_the_night())
