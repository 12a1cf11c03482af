"""A report is found by a withdrawn name however the report spells it."""

from __future__ import annotations

import json

import pytest

from flows.visible import make_visible
from flows.withdrawal.traces import _speaks_of, _spellings

NAME = 'Tõnu "Mets" \u202e käskkiri'


@pytest.mark.parametrize(
    "report",
    [
        NAME,
        make_visible(NAME),
        json.dumps({"name": NAME}),
        json.dumps({"name": NAME}, ensure_ascii=False),
        make_visible(json.dumps({"name": NAME}, ensure_ascii=False)),
    ],
)
def test_a_name_is_found_as_text_markdown_and_json(report: str) -> None:
    assert _speaks_of(f"x {report} y".encode(), [spelt.encode() for spelt in _spellings(NAME)])
