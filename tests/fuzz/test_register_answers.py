"""Damaged answers of registers: each ends as a named trouble, and none makes a restricted document public."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from extractors.errors import UnexpectedPage
from extractors.model.register import Capture, Request
from extractors.registers.adr import AdrConnector
from extractors.registers.aggregator_api import AggregatorConnector
from extractors.registers.base import AnswerKind, Connector, classify_answer
from tests.extractors.registers.test_access import LABEL, page, row
from tests.extractors.registers.test_bounds import listing
from tests.fuzz.register_answers import HEADERS, STATUSES, damage, play

ADR = AdrConnector("http://127.0.0.1/na/")
API = AggregatorConnector("http://127.0.0.1/api/")
FORM = (
    '<html><body><form id="advancedSearch"><input name="documentTypes" id="a" value="11"/>'
    '<label for="a">Käskkiri</label>'
    '<select name="accessRestriction"><option value="AK">AK</option></select></form></body></html>'
).encode()
FILE = {"id": 3, "name": "a.pdf", "parent_id": None, "url": "http://127.0.0.1/api/f/3", "contents": "tekst"}
DOCUMENT = {"id": 7, "title": "Töökord", "reference": "11", "registration_date": "2025-03-10", "type": "Käskkiri"}
DOCUMENT |= {"restriction": "AK", "organisation": {"id": 1, "name": "Metsaamet"}, "files": [FILE]}
ROWS = {"data": [DOCUMENT], "current_page": 1, "per_page": 100, "total": 1, "last_page": 1}


def capture(body: bytes, rng: random.Random, url: str) -> Capture:
    """An answer with damaged headers and status as well."""
    return Capture(
        request=Request("GET", url),
        url=url,
        status=rng.choice(STATUSES),
        headers=tuple(rng.sample(HEADERS, 3)),
        body=body,
        fetched_at=datetime(2026, 3, 1, tzinfo=UTC),
    )


READERS: dict[str, tuple[Connector, bytes, Callable[[Connector, bytes], object]]] = {
    "page": (ADR, page(row(LABEL, "Avalik")), lambda c, body: c.parse_document(body, "http://127.0.0.1/na/dokument/7")),
    "listing": (ADR, listing(link="1"), lambda c, body: c.parse_listing(body, "http://127.0.0.1/na/otsing")),
    "form": (ADR, FORM, lambda c, body: c.parse_form(body)),
    "answer": (
        API,
        json.dumps(DOCUMENT).encode(),
        lambda c, body: c.parse_document(body, "http://127.0.0.1/api/documents/7"),
    ),
    "rows": (API, json.dumps(ROWS).encode(), lambda c, body: c.parse_listing(body, "http://127.0.0.1/api/documents")),
}


@pytest.mark.parametrize("name", READERS)
def test_a_damaged_answer_is_read_or_refused_by_name(name: str) -> None:
    connector, whole, read = READERS[name]
    read(connector, whole)
    for seed in range(60):
        rng = random.Random(f"{name} {seed}")
        body = damage(whole, rng)
        with suppress(UnexpectedPage):
            read(connector, body)
        assert isinstance(classify_answer(capture(body, rng, "http://127.0.0.1/na/dokument/7"), connector), AnswerKind)
        blank = connector.blank(body, "7", ("Töökord",), ())
        assert blank is None or isinstance(blank, bytes)


def test_no_damage_around_the_word_that_restricts_makes_a_page_public() -> None:
    restricting = row(LABEL, "AK").encode()
    read = 0
    for seed in range(150):
        rng = random.Random(f"restricted {seed}")
        rows = [row(LABEL, "Avalik"), row(LABEL, "AK")]
        rng.shuffle(rows)
        body = damage(page(*rows), rng, spared=restricting)
        assert restricting in body
        assert ADR.classify_page(body) is not AnswerKind.PUBLIC, seed
        with suppress(UnexpectedPage):
            assert not ADR.parse_document(body, "http://127.0.0.1/na/dokument/7").is_public, seed
            read += 1
    assert read > 30


@pytest.mark.long
def test_a_night_over_damaged_answers_ends_by_itself(tmp_path: Path) -> None:
    assert play(tmp_path, seed=1, least=10) >= 10


@pytest.mark.long
def test_many_damaged_answers_end_no_night_with_an_error_and_take_no_memory(tmp_path: Path) -> None:
    """More of them: `python -m tests.fuzz.register_answers FOLDER SEED 1000`, which takes over ten minutes."""
    code = [sys.executable, "-m", "tests.fuzz.register_answers", str(tmp_path), "2026", "80"]
    told = subprocess.run(code, check=True, capture_output=True, text=True, cwd=Path(__file__).resolve().parents[2])
    number, peak_mib = (int(line) for line in told.stdout.split())
    assert number >= 80
    assert peak_mib <= 600
