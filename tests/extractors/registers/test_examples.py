"""Every connector has recorded-shape examples, and reads them to the very values written beside them.

A case is a folder of ``tests/examples/registers``, named after its module: ``input.html``, ``.txt`` or ``.json`` and
``expected.json`` (``reader``: which reading; ``url``: where the page was; ``expected``: what comes back). ``form``,
``listing`` and ``document`` are read by the connector of the platform that the folder is named after, made of
``connect``; other readings are named in ``READERS``.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import extractors.registers
from extractors.model.evidence import Span
from extractors.registers import PLATFORMS, adr, aggregator, connector_for
from extractors.registers.base import HoldsTexts

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "registers"
CASES = sorted(folder.name for folder in EXAMPLES.iterdir() if folder.is_dir())
SHARED_MODULES = {"__init__", "access_ground", "base", "blanking", "markup"}
KINDS = ("form", "listing", "document")
"""The readings of each kind of answer that a night asks for: every platform in the list has an example of each."""


def plain(value: Any) -> Any:
    """A value as JSON writes it; fields that hold nothing are left out, so that the examples stay readable."""
    if dataclasses.is_dataclass(value):
        pairs = ((item.name, plain(getattr(value, item.name))) for item in dataclasses.fields(value))
        return {name: told for name, told in pairs if told not in (None, [], "")}
    if isinstance(value, (tuple, list)):
        return [plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def read_text_page(body: bytes, url: str) -> Any:
    text = body.decode()
    page = aggregator.parse_text_page(text)
    spans = {name: span.of(text) for name, span in (("content", page.content), ("related", page.related)) if span}
    return {"entry": page.entry, **spans}


def read_html_page(body: bytes, url: str) -> Any:
    entry, content = aggregator.parse_html_page(body)
    return {"entry": entry, "content": content}


READERS: dict[str, Callable[[bytes, str], Any]] = {
    "saved document": lambda body, url: adr.parse_document(body, url=None),
    "text page": read_text_page,
    "html page": read_html_page,
}


def truth_of(case: str) -> dict[str, Any]:
    return dict(json.loads((EXAMPLES / case / "expected.json").read_text(encoding="utf-8")))


def read_by_connector(case: str, truth: dict[str, Any], body: bytes) -> Any:
    """With what a page that holds texts gives to read in place of files."""
    told = {name: tuple(value) if isinstance(value, list) else value for name, value in truth["connect"].items()}
    connector = connector_for(case.partition("_")[0], **told)
    value = getattr(connector, f"parse_{truth['reader']}")(body, truth.get("url", ""))
    if truth["reader"] != "document" or not isinstance(connector, HoldsTexts):
        return value
    plan = connector.files_to_read(body, value)
    return {"entry": value, "to_read": [[file.name, text.decode() if text else "asked for"] for file, text in plan]}


@pytest.mark.parametrize("case", CASES)
def test_an_example_is_read_to_the_values_written_beside_it(case: str) -> None:
    source = next((EXAMPLES / case).glob("input.*"))
    truth, body = truth_of(case), source.read_bytes()
    if truth["reader"] in KINDS:
        told = read_by_connector(case, truth, body)
    else:
        told = READERS[truth["reader"]](body, truth.get("url", ""))
    told = {name: plain(value) for name, value in told.items()} if isinstance(told, dict) else plain(told)
    assert told == truth["expected"]


def test_a_connector_without_an_example_fails_the_suite() -> None:
    folder = Path(extractors.registers.__file__).parent
    modules = {path.stem for path in folder.glob("*.py")} - SHARED_MODULES
    platforms = {name.partition("_")[0] for name in modules} | set(PLATFORMS)
    assert platforms == {case.partition("_")[0] for case in CASES}, "a platform lacks tests/examples/registers/<name>_…"


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_platform_without_an_example_of_each_kind_of_answer_fails_the_suite(platform: str, kind: str) -> None:
    """Each platform reads at least one example through each of its readings; a new one must bring them."""
    assert (platform, kind) in {(case.partition("_")[0], truth_of(case)["reader"]) for case in CASES}
    assert connector_for(platform, "https://koond.example/x/").platform == platform


def test_findings_of_a_text_page_lead_to_their_place() -> None:
    text = (EXAMPLES / "aggregator_text" / "input.txt").read_text(encoding="utf-8")
    findings = {finding.code: finding for finding in aggregator.parse_text_page(text).entry.findings}
    span = findings["unread_related_row"].span
    assert isinstance(span, Span)
    assert span.of(text) == "| poolik rida"
