"""Access fails closed: one clear "Avalik" is public, and nothing else is."""

from __future__ import annotations

import json

import pytest

from extractors.errors import UnexpectedPage
from extractors.registers.adr import AdrConnector
from extractors.registers.aggregator import parse_text_page
from extractors.registers.aggregator_api import AggregatorConnector
from extractors.registers.base import AnswerKind

URL = "http://127.0.0.1/na/dokument/7"
CONNECTOR = AdrConnector("http://127.0.0.1/na/")


def page(*access_rows: str, outside: str = "") -> bytes:
    return (
        '<!DOCTYPE html><html><body><div id="content"><table class="form">'
        "<tr><th>Viit:</th><td>11</td></tr><tr><th>Registreerimise kpv:</th><td>10.03.2025</td></tr>"
        "<tr><th>Dokumendi liik:</th><td>Käskkiri</td></tr><tr><th>Pealkiri:</th><td>Töökord</td></tr>"
        f"{''.join(access_rows)}</table><h2>Failid</h2>"
        '<table class="data"><tr><td><a href="/na/fail/1/a.pdf">a.pdf</a></td></tr></table>'
        f"{outside}</div></body></html>"
    ).encode()


def row(*cells: str) -> str:
    return "<tr>" + "".join(f"<th>{a}</th><td>{b}</td>" for a, b in zip(cells[::2], cells[1::2], strict=True)) + "</tr>"


LABEL = "Juurdepääsupiirang:"


@pytest.mark.parametrize(
    "body",
    [
        page(row(LABEL, "Avalik"), row(LABEL, "AK")),
        page(row(LABEL, "AK"), row(LABEL, "Avalik")),
        page(row(LABEL, "Avalik"), row(LABEL, "")),
        page(row(LABEL, ""), row(LABEL, "Avalik")),
        page(row(LABEL, "Avalik", LABEL, "AK")),
        page(row("Toimik:", "1-1", LABEL, "AK"), row(LABEL, "Avalik")),
        page(row(LABEL, "Avalik"), outside=f"<table>{row(LABEL, 'AK')}</table>"),
        page(row(LABEL, "Avalik"), outside=f'<table class="form">{row(LABEL, "AK")}</table>'),
        page(row(LABEL, "Avalik AK")),
        page(row(LABEL, "<s>Avalik</s><br>AK")),
        page(row(LABEL, "")),
        page(row(LABEL, "Avalik?")),
        page(row(LABEL, "mitteavalik")),
    ],
)
def test_whatever_is_not_one_clear_word_is_restricted(body: bytes) -> None:
    assert not CONNECTOR.parse_document(body, URL).is_public
    assert CONNECTOR.classify_page(body) is AnswerKind.RESTRICTED


def test_the_same_word_twice_is_one_word_and_two_are_told() -> None:
    entry = CONNECTOR.parse_document(page(row(LABEL, "Avalik"), row(LABEL, " avalik ")), URL)
    assert entry.is_public
    twice = CONNECTOR.parse_document(page(row(LABEL, "Avalik"), row(LABEL, "AK")), URL)
    assert twice.access == "AK; Avalik"
    assert "several_access_words" in {finding.code for finding in twice.findings}


def test_a_second_word_on_the_aggregators_page_is_no_ground() -> None:
    def text(second: str) -> str:
        rows = {"Dokumendiregister": "Rabamaa Amet", "Viit": "1", "Registreeritud": "04.05.2025", "Liik": "Käskkiri"}
        told = [*rows.items(), ("Juurdepääsupiirang", "Avalik"), ("Juurdepääsupiirang", second), ("Originaal", "")]
        return "\n".join(f"| {label} | {value} |" for label, value in told)

    assert parse_text_page(text("")).entry.is_public
    assert parse_text_page(text("AvTS § 35 lg 1 p 9")).entry.access == "Avalik"
    assert not parse_text_page(text("AK")).entry.is_public


@pytest.mark.parametrize("values", [("AK", "Avalik"), ("Avalik", "AK")])
def test_a_field_that_comes_twice_in_json_is_no_answer(values: tuple[str, str]) -> None:
    connector = AggregatorConnector("http://127.0.0.1/api/")
    told = {"id": 7, "title": "Töökord", "reference": "11", "registration_date": "2025-03-10", "type": "Käskkiri"}
    told |= {"organisation": None, "files": []}
    twice = "".join(f'"restriction": "{value}", ' for value in values)
    body = (json.dumps(told)[:-1] + f", {twice[:-2]}}}").encode()
    assert connector.classify_page(body) is AnswerKind.UNREADABLE
    with pytest.raises(UnexpectedPage, match="'restriction' twice"):
        connector.parse_document(body, "http://127.0.0.1/api/documents/7")
