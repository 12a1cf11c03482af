"""What describes an export is true of it, by the tools of each standard."""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path

import pytest
import rdflib
from frictionless import Package, system
from pyld import jsonld

from tests.flows.exports.conftest import DAY


def test_each_file_has_its_digest_and_nothing_else_is_there(exported: Path) -> None:
    lines = dict(reversed(line.split("  ", 1)) for line in (exported / "SHA256SUMS").read_text("utf-8").splitlines())
    files = {path.relative_to(exported).as_posix() for path in exported.rglob("*") if path.is_file()}
    assert lines.keys() == files - {"SHA256SUMS"}
    for name, sha256 in lines.items():
        assert hashlib.sha256((exported / name).read_bytes()).hexdigest() == sha256, name


@pytest.mark.filterwarnings("ignore")
def test_frictionless_finds_the_data_package_valid(exported: Path) -> None:
    """Every CSV is read against its schema: names, types, keys; sizes and digests of all files are compared."""
    with system.use_context(trusted=True):
        package = Package(str(exported / "datapackage.json"))
        package.resources = [one for one in package.resources if one.format == "csv"]
        report = package.validate()
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "note"])[:5]
    assert report.stats["tasks"] >= 30


@pytest.mark.filterwarnings("ignore")
def test_frictionless_would_find_a_wrong_value(exported: Path, tmp_path: Path) -> None:
    told = json.loads((exported / "datapackage.json").read_text("utf-8"))
    [one] = [resource for resource in told["resources"] if resource["path"] == "csv/annexes.csv"]
    body = (exported / one["path"]).read_text("utf-8")
    (tmp_path / "annexes.csv").write_text(body.replace("2022-02-14", "14. veebruar"), "utf-8")
    package = Package({"name": "x", "resources": [one | {"path": "annexes.csv"}]}, basepath=str(tmp_path))
    kinds = {kind for (kind,) in package.validate().flatten(["type"])}
    assert {"type-error", "hash-count"} & kinds


def test_the_data_package_names_licence_version_and_every_table(exported: Path) -> None:
    told = json.loads((exported / "datapackage.json").read_text("utf-8"))
    assert told["licenses"][0]["path"].startswith("https://www.riigiteataja.ee/")
    assert told["kehtiv"]["warehouse_number"] >= 1
    assert told["kehtiv"]["day"] == DAY.isoformat()
    assert len(told["kehtiv"]["sql_version"]) == 12
    for resource in told["resources"]:
        assert resource["bytes"] == (exported / resource["path"]).stat().st_size
        assert resource["description"], resource["path"]


def test_csvw_names_each_file_with_its_columns(exported: Path) -> None:
    told = json.loads((exported / "csv" / "csvw-metadata.json").read_text("utf-8"))
    assert told["@context"][0] == "http://www.w3.org/ns/csvw"
    assert {table["url"] for table in told["tables"]} == {path.name for path in (exported / "csv").glob("*.csv")}
    for table in told["tables"]:
        with (exported / "csv" / table["url"]).open(encoding="utf-8", newline="") as file:
            heading = next(csv.reader(file))
        columns = table["tableSchema"]["columns"]
        assert [column["name"] for column in columns] == heading
        assert all(column["dc:description"] for column in columns)
        assert set(table["tableSchema"]["primaryKey"]) <= set(heading)


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # by rdflib's own reader of JSON-LD
def test_dcat_is_rdf_that_names_each_file_with_its_digest(exported: Path) -> None:
    told = json.loads((exported / "dcat.jsonld").read_text("utf-8"))
    expanded = jsonld.expand(told, {"base": "https://example.ee/data/"})
    assert expanded[0]["@type"] == ["http://www.w3.org/ns/dcat#Dataset"]
    graph = rdflib.Graph().parse(data=json.dumps(told), format="json-ld", base="https://example.ee/data/")
    dcat, spdx = rdflib.Namespace("http://www.w3.org/ns/dcat#"), rdflib.Namespace("http://spdx.org/rdf/terms#")
    [dataset] = graph.subjects(rdflib.RDF.type, dcat.Dataset)
    digests = {}
    for one in graph.objects(dataset, dcat.distribution):
        checksum = graph.value(one, spdx.checksum)
        path = str(graph.value(one, dcat.downloadURL)).removeprefix("https://example.ee/data/")
        digests[path] = str(graph.value(checksum, spdx.checksumValue))
    sums = (exported / "SHA256SUMS").read_text("utf-8")
    assert len(digests) >= 60
    assert all(f"{sha256}  {path}\n" in sums for path, sha256 in digests.items())
