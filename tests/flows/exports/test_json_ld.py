"""The JSON-LD is RDF by the vocabularies, holds its own shapes, and says of each act what the sample's README says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyshacl
import pytest
from pyld import jsonld
from rdflib import RDF, Graph, Literal, Namespace, URIRef

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's own reader of JSON-LD

ELI = Namespace("http://data.europa.eu/eli/ontology#")
PROV = Namespace("http://www.w3.org/ns/prov#")
SCHEMA = Namespace("https://schema.org/")
TERMS = Namespace("urn:kehtiv:terms:")


@pytest.fixture(scope="module")
def told(exported: Path) -> dict[str, Any]:
    return dict(json.loads((exported / "jsonld" / "legislation.jsonld").read_text("utf-8")))


@pytest.fixture(scope="module")
def graph(exported: Path) -> Graph:
    return Graph().parse(exported / "jsonld" / "legislation.jsonld", format="json-ld")


def name(row_id: str) -> URIRef:
    return URIRef(f"urn:kehtiv:{row_id.replace('#', '%23').replace('!', '%21')}")


def test_every_term_is_an_address_to_pyld_without_the_network(told: dict[str, Any]) -> None:
    """PyLD drops what the context does not explain: nothing is dropped."""
    expanded = jsonld.expand(told)
    assert len(expanded) == len(told["@graph"])
    for node, given in zip(expanded, told["@graph"], strict=True):
        assert len(node) == len(given), given["@id"]
        assert all(key.startswith(("@", "http", "urn:")) for key in node)


def test_acts_annexes_and_revocations_are_all_there(graph: Graph, exported: Path) -> None:
    import duckdb

    def number(table: str) -> int:
        rows = duckdb.sql(f"SELECT count(*) FROM '{exported / 'parquet' / table}.parquet'").fetchall()
        return int(rows[0][0])

    resources = set(graph.subjects(RDF.type, ELI.LegalResource))
    assert len(resources) == number("directives") + number("annexes")
    assert len(set(graph.subjects(RDF.type, TERMS.Revocation))) == number("revocations")


def test_an_annex_that_ended_says_since_when_and_by_which_act(graph: Graph) -> None:
    """Directive 14 of 3 April 2023 revokes the annexes 1 to 3 of directive 5 of 14 February 2022."""
    annex, act, ending = name("sample/700110#1"), name("sample/700110"), name("sample/710188")
    assert str(graph.value(annex, ELI.first_date_entry_in_force)) == "2022-02-14"
    assert str(graph.value(annex, ELI.date_no_longer_in_force)) == "2023-04-03"
    assert graph.value(annex, ELI.in_force) == ELI["InForce-notInForce"]
    assert graph.value(annex, SCHEMA.legislationLegalForce) == SCHEMA.NotInForce
    assert graph.value(annex, ELI.repealed_by) == ending
    assert graph.value(annex, ELI.is_part_of) == act
    assert act in set(graph.objects(ending, ELI.changes))
    [quote] = {graph.value(one, PROV.value) for one in graph.subjects(TERMS.revokes, annex)}
    assert "lisad 1-3" in str(quote)


def test_what_is_in_force_says_so_in_both_vocabularies(graph: Graph) -> None:
    annex = name("sample/700240#4")
    assert graph.value(annex, SCHEMA.legislationLegalForce) == SCHEMA.InForce
    assert graph.value(annex, ELI.in_force) == ELI["InForce-inForce"]
    assert graph.value(annex, ELI.date_no_longer_in_force) is None


def test_the_graph_holds_its_shapes(graph: Graph, exported: Path) -> None:
    holds, _, text = pyshacl.validate(graph, shacl_graph=str(exported / "jsonld" / "shapes.ttl"))
    assert holds, text


@pytest.mark.parametrize(
    ("what", "value"),
    [
        (ELI.first_date_entry_in_force, Literal("2030-01-01")),
        (ELI.in_force, ELI["InForce-inForce"]),
        (ELI.is_part_of, URIRef("urn:kehtiv:nothing")),
        (TERMS.status, Literal("valid")),
    ],
)
def test_the_shapes_can_fail(graph: Graph, exported: Path, what: URIRef, value: Any) -> None:
    wrong = Graph()
    wrong += graph
    wrong.add((name("sample/700110#1"), what, value))
    assert not pyshacl.validate(wrong, shacl_graph=str(exported / "jsonld" / "shapes.ttl"))[0]
