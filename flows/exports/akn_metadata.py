"""Describe an act for Akoma Ntoso: its names by the Naming Convention, its events, the days it is in force."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from flows.exports.acts import Act, Named, iri_of
from flows.exports.akn_xml import Element, element
from flows.exports.values import Occasion

_COUNTRY, _LANGUAGE = "ee", "est"
_SOURCE = "#kehtiv"
_ONTOLOGY = f"/akn/ontology/{_COUNTRY}"
_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Work:
    """A work by its address. ``eid`` begins the ids of its elements, so that those of annexes are their own."""

    uri: str
    component: str
    day: date
    eid: str

    @property
    def this(self) -> str:
        return f"{self.uri}/!{self.component}"


def work_of(act: Act) -> Work | None:
    """Return the work that an act is; ``None`` where its date is not known."""
    values = act.values
    if values["enacted_on"] is None:
        return None
    number = slug(values["number"] or "") or slug(values["directive_id"])
    kind, actor = slug(values["act_kind"] or "") or "akt", slug(values["institution"] or "") or "teadmata"
    uri = f"/akn/{_COUNTRY}/act/{kind}/{actor}/{values['enacted_on'].isoformat()}/{number}"
    return Work(uri, "main", values["enacted_on"], "")


def annex_work(work: Work, annex: Named, place: int) -> Work:
    """Return the work that an annex is; the place of annexes without a number distinguishes them."""
    number = slug(annex["annex_number"] or "")
    return replace(work, component=f"annex_{number or 'x'}_{place}", eid=f"att_{place}__")


def slug(words: str) -> str:
    """Return words as a part of an address: lower case, ASCII letters and digits, joined by dashes."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return _NOT_IN_NAMES.sub("-", plain).strip("-")


def metadata(work: Work, values: Named, occasion: Occasion, act: Act | None) -> Element:
    """Return the ``meta`` of an act or an annex. ``act`` is given for an act: its annexes' ends are events of it."""
    events = list(_events(values, act))
    return element(
        "meta",
        element("identification", *_levels(work, values, occasion), source=_SOURCE),
        element(
            "lifecycle",
            *(_event(work, place, event) for place, event in enumerate(events, 1)),
            source=_SOURCE,
        ),
        _interval(work, events),
        # The annexes of an act speak of the same things, and an id stands once in a file.
        element("references", *_references(values), source=_SOURCE) if act is not None else None,
    )


def _levels(work: Work, values: Named, occasion: Occasion) -> Iterator[Element]:
    author = element("FRBRauthor", href="#issuer", as_="#author")
    number = values["annex_number"] if "annex_id" in values else values["number"]
    expression = f"{work.uri}/{_LANGUAGE}@{work.day.isoformat()}"
    yield element(
        "FRBRWork",
        element("FRBRthis", value=work.this),
        element("FRBRuri", value=work.uri),
        element("FRBRalias", value=iri_of(values.get("annex_id") or values["directive_id"]), name="kehtiv"),
        element("FRBRdate", date=work.day.isoformat(), name="enactment"),
        author,
        element("FRBRcountry", value=_COUNTRY),
        element("FRBRnumber", value=number) if number else None,
        element("FRBRname", value=values["title"]) if values["title"] else None,
    )
    yield element(
        "FRBRExpression",
        element("FRBRthis", value=f"{expression}/!{work.component}"),
        element("FRBRuri", value=expression),
        element("FRBRdate", date=work.day.isoformat(), name="enactment"),
        author,
        element("FRBRlanguage", language=_LANGUAGE),
    )
    yield element(
        "FRBRManifestation",
        element("FRBRthis", value=f"{expression}/!{work.component}.xml"),
        element("FRBRuri", value=f"{expression}.xml"),
        element("FRBRdate", date=occasion.day.isoformat(), name="export"),
        element("FRBRauthor", href=_SOURCE, as_="#editor"),
        element("FRBRformat", value="application/akn+xml"),
    )


@dataclass(frozen=True)
class _Event:
    """Something that happened to an act: ``kind`` as the schema has it, ``what`` as we say it, ``by`` which act."""

    day: date
    kind: str
    what: str
    by: str


def _events(values: Named, act: Act | None) -> Iterator[_Event]:
    own = iri_of(values["directive_id"])
    yield _Event(values["enacted_on"], "generation", "enactment", own)
    if values["in_force_from"]:
        yield _Event(values["in_force_from"], "generation", "entry-into-force", own)
    annexes = act.annexes if act else ()
    # An end without a day is undecided: it is no event yet.
    ends = {(one["in_force_until"], one["ended_by"]) for one in annexes if one["ended_by"] and one["in_force_until"]}
    for day, by in sorted(ends - {(values["in_force_until"], values["ended_by"])}):
        yield _Event(day, "amendment", "end-of-annexes", iri_of(by))
    if values["in_force_until"]:
        yield _Event(values["in_force_until"], "repeal", "end", iri_of(values["ended_by"] or values["directive_id"]))


def _event(work: Work, place: int, event: _Event) -> Element:
    return element(
        "eventRef",
        eId=f"{work.eid}evt_{place}",
        date=event.day.isoformat(),
        source=event.by,
        type=event.kind,
        refersTo=f"#{event.what}",
    )


def _interval(work: Work, events: list[_Event]) -> Element | None:
    """Return the days in force, from one event to the other; ``None`` where the first is not known."""
    places = {event.what: f"#{work.eid}evt_{place}" for place, event in enumerate(events, 1)}
    start = places.get("entry-into-force")
    if start is None:
        return None
    interval = element("timeInterval", start=start, end=places.get("end"), refersTo="#in-force")
    return element("temporalData", element("temporalGroup", interval, eId=f"{work.eid}tmpg_1"), source=_SOURCE)


def _references(values: Named) -> Iterator[Element]:
    if values["source_url"]:
        yield element("original", eId="original", href=values["source_url"], showAs="register")
    issuer = values["institution"] or "teadmata"
    yield element("TLCOrganization", eId="issuer", href=f"{_ONTOLOGY}/organization/{slug(issuer)}", showAs=issuer)
    yield element("TLCOrganization", eId="kehtiv", href="urn:kehtiv:export", showAs="kehtiv")
    for role in ("author", "editor"):
        yield element("TLCRole", eId=role, href=f"{_ONTOLOGY}/role/{role}", showAs=role)
    for concept in ("enactment", "entry-into-force", "end-of-annexes", "end", "in-force"):
        yield element("TLCConcept", eId=concept, href=f"{_ONTOLOGY}/concept/{concept}", showAs=concept)
