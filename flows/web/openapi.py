"""Describe the API (OpenAPI 3.1): an example of each answer, and the refusals that may come instead."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from fastapi import FastAPI

_EXAMPLES = Path(__file__).parent / "api_examples.json"
_OF_PAGES = frozenset(("paev", "teada", "keel"))
"""Parameters of pages; the API has its own words for them."""
_REFUSALS = {
    "400": "`wrong_question`: a parameter is missing, unknown or cannot be understood.",
    "404": "`not_held`, `annex_not_held` or `not_a_reference`: nothing of that name is held.",
    "409": "`cursor_expired`: the cursor is of another question, or newer data were published; begin anew.",
    "429": "`too_often`: this address asks too often; `Retry-After` says when it may again.",
    "451": "`restricted`, `withdrawn` or `gone`: the content may not be told.",
    "503": "`too_busy` or `no_warehouse`: ask again later.",
}
_NO_EXAMPLE: dict[str, Any] = {"address": "", "answer": None}
_NAMING = frozenset(("ref", "annex_id", "authority", "name", "evidence_id"))
"""Parameters that name something, which may be held or not."""


@cache
def load_examples() -> dict[str, dict[str, Any]]:
    """Return an address and its answer for each path, as ``benchmarks.api_examples`` wrote them."""
    examples: dict[str, dict[str, Any]] = json.loads(_EXAMPLES.read_text("utf-8"))
    return examples


class Described(FastAPI):
    """The application with the description of its API."""

    def openapi(self) -> dict[str, Any]:
        """Return the description, made once."""
        if self.openapi_schema is None:
            described = super().openapi()
            described["components"]["schemas"] = {"Refusal": _refusal_schema()}
            for path, methods in described["paths"].items():
                _complete(methods["get"], load_examples().get(path, _NO_EXAMPLE))
        assert self.openapi_schema is not None
        return self.openapi_schema


def _complete(operation: dict[str, Any], example: dict[str, Any]) -> None:
    """Put the example into an operation, and the refusals that it may answer with."""
    parameters = [one for one in operation.get("parameters", []) if one["name"] not in _OF_PAGES]
    values = dict(parse_qsl(urlsplit(example["address"]).query)) | example.get("path_values", {})
    for parameter in parameters:
        if parameter["name"] in values:
            parameter["example"] = unquote(values[parameter["name"]])
    operation["parameters"] = parameters
    names = {parameter["name"] for parameter in parameters}
    answered = {"description": "The answer.", "content": {"application/json": {"example": example["answer"]}}}
    operation["responses"] = {"200": answered} | {code: _refused(code) for code in sorted(_codes(names))}


def _codes(names: set[str]) -> set[str]:
    codes = {"400", "503"}
    if names & _NAMING:
        codes |= {"404"}
    if names & (_NAMING - {"authority", "name"}):
        codes |= {"451"}
    if "cursor" in names:
        codes |= {"409"}
    if "name" in names:
        codes |= {"429"}
    return codes


def _refused(code: str) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Refusal"}
    return {"description": _REFUSALS[code], "content": {"application/json": {"schema": schema}}}


def _refusal_schema() -> dict[str, Any]:
    words = {"type": "string"}
    return {
        "type": "object",
        "required": ["refusal"],
        "properties": {"refusal": words, "message": words, "version": words, "answer": {"type": "object"}},
    }
