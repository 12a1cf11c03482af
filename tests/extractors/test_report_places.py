"""What `extract --json` says of places: enough to find each value in its file again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from extractors.read import read_file
from extractors.report import describe_file

DOCUMENTS = Path(__file__).resolve().parents[2] / "flows" / "sample" / "documents"


@pytest.fixture(scope="module")
def described() -> tuple[str, dict[str, Any]]:
    """A directive of the bundled register with its annexes, and its text."""
    file = read_file((DOCUMENTS / "740290.pdf").read_bytes(), "740290.pdf")
    assert file.text is not None
    described: dict[str, Any] = json.loads(json.dumps(describe_file(file)))
    return file.text.text, described


def test_each_value_comes_with_its_words_page_and_boxes(described: tuple[str, dict[str, Any]]) -> None:
    text, told = described
    position = told["positions"][0]
    places = [*position["duties"], *position["languages"], *position["places"].values()]
    places += [part["heading"] for part in told["parts"] if part["part"] == "annex"]
    assert len(places) > 12
    for place in places:
        assert place["quote"] == text[slice(*place["span"])]
        assert place["page"] == place["boxes"][0]["page"]


def test_effects_have_boxes_and_bodies_no_heading(described: tuple[str, dict[str, Any]]) -> None:
    _, told = described
    assert all(effect["boxes"] for effect in told["effects"])
    assert told["parts"][0]["part"] == "body"
    assert told["parts"][0]["heading"] is None


def test_a_file_without_pages_has_places_without_boxes() -> None:
    words = "AMETIJUHEND\n1. Nimetus: nõunik\nVahetu juht: direktor\n2. Peamised ülesanded\n2.1. Nõustab.\n"
    told = describe_file(read_file(words.encode(), "nounik.txt"))
    place = told["positions"][0]["places"]["reports_to"]
    assert (place["quote"], place["page"], place["boxes"]) == ("direktor", None, [])
