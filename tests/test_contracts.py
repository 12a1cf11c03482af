"""The import contracts of pyproject.toml hold, and each can fail; no SQL stands outside the warehouse."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import grimp
import pytest
from importlinter.application.use_cases import read_user_options
from importlinter.configuration import configure
from importlinter.contracts.forbidden import ForbiddenContract
from importlinter.contracts.layers import LayersContract

ROOT = Path(__file__).resolve().parents[1]
configure()
LINTER = read_user_options(str(ROOT / "pyproject.toml"))
SESSION = LINTER.session_options
CONTRACTS = {contract["id"]: contract for contract in LINTER.contracts_options}
KINDS = {"layers": LayersContract, "forbidden": ForbiddenContract}

FORBIDDEN = [
    ("packages", "warehouse.connection", "flows.clock"),
    ("packages", "extractors.read", "warehouse.errors"),
    ("rooms-of-flows", "flows.archive.store", "flows.stages.load"),
    ("rooms-of-flows", "flows.terminal.printing", "flows.night.ingest"),
    ("rooms-of-warehouse", "warehouse.connection", "warehouse.load.rows"),
    ("rooms-of-warehouse", "warehouse.publish.publish", "warehouse.load.rows"),
    ("warehouse-sees-values", "warehouse.load.rows", "extractors.citations.find"),
    ("model-is-values", "extractors.model.text", "lxml"),
    ("extractors-are-pure", "extractors.files.plain", "httpx"),
    ("home-of-duckdb", "flows.ask.answers", "duckdb"),
    ("home-of-markup", "flows.http.client", "bs4"),
    ("home-of-prefect", "flows.add", "prefect"),
    ("home-of-httpx", "flows.takedown", "httpx"),
    ("home-of-terminal", "flows.stages.load", "rich"),
    ("web-stands-on-ask", "flows.web.pages", "warehouse.connection"),
    ("home-of-dask", "flows.rereading.reextract", "distributed"),
    ("home-of-psycopg", "flows.http.turns", "psycopg"),
    ("home-of-pdf", "flows.web.extract", "typst"),
    ("home-of-web", "flows.ask.site", "fastapi"),
    ("home-of-obstore", "flows.archive.opening", "obstore"),
]
"""Contract, a module, and what it may not import."""


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph(*SESSION["root_packages"], include_external_packages=True, cache_dir=None)


def is_kept(contract_id: str, graph: grimp.ImportGraph) -> bool:
    options: dict[str, Any] = CONTRACTS[contract_id]
    contract = KINDS[options["type"]](name=options["name"], session_options=SESSION, contract_options=options)
    return bool(contract.check(deepcopy(graph), verbose=False).kept)


@pytest.mark.parametrize("contract_id", CONTRACTS)
def test_every_contract_is_kept(graph: grimp.ImportGraph, contract_id: str) -> None:
    assert is_kept(contract_id, graph)


@pytest.mark.parametrize(("contract_id", "importer", "imported"), FORBIDDEN)
def test_one_forbidden_import_breaks_its_contract(
    graph: grimp.ImportGraph, contract_id: str, importer: str, imported: str
) -> None:
    broken = deepcopy(graph)
    assert importer in broken.modules
    broken.add_module(imported, is_squashed="." not in imported)
    broken.add_import(importer=importer, imported=imported)
    assert not is_kept(contract_id, broken)


def test_every_contract_is_shown_to_fail() -> None:
    assert {contract_id for contract_id, _, _ in FORBIDDEN} == set(CONTRACTS)


@pytest.mark.parametrize(
    ("contract_id", "room"), [("rooms-of-flows", "flows.attic"), ("rooms-of-warehouse", "warehouse.attic")]
)
def test_a_room_that_has_no_place_breaks_the_contract(graph: grimp.ImportGraph, contract_id: str, room: str) -> None:
    added = deepcopy(graph)
    added.add_module(room)
    assert not is_kept(contract_id, added)


# --- SQL ---

SQL = re.compile(
    r"\b(SELECT\b.*\bFROM|INSERT\s+INTO|UPDATE\b.*\bSET|DELETE\s+FROM"
    r"|(CREATE|DROP|ALTER)\s+(OR\s+REPLACE\s+)?(TEMP(ORARY)?\s+)?(TABLE|VIEW|MACRO|SCHEMA|INDEX)|ATTACH|DETACH)\b",
    re.DOTALL,
)
"""In capitals, as all SQL of kehtiv is written."""


def strings_of(source: str) -> Iterator[str]:
    """Every string of a module, those with values in them with "?" in their place."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "?" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_no_sql_stands_in_flows() -> None:
    found = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "flows").rglob("*.py")
        if any(SQL.search(text) for text in strings_of(path.read_text("utf-8")))
    }
    assert found == set()


@pytest.mark.parametrize(
    "source",
    [
        "w.execute('SELECT 1\\nFROM runs')",
        "ask(f'UPDATE base.{table} SET x = 1')",
        "_SQL = ('INSERT ' 'INTO base.runs VALUES (1)')",
        "'DELETE FROM x'",
        "'CREATE OR REPLACE TEMP TABLE x'",
        "'DROP VIEW x'",
    ],
)
def test_sql_is_found_however_it_is_written(source: str) -> None:
    assert any(SQL.search(text) for text in strings_of(source))


def test_plain_words_are_no_sql() -> None:
    assert not any(SQL.search(text) for text in strings_of("'Select one from these, or update it and set KEHTIV_DATA'"))
