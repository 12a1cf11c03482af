"""A style sheet that a page links to strikes out and hides like its own, or the page says that it is missing."""

from __future__ import annotations

import base64

import pytest

from extractors.files.html import read_html
from extractors.files.mhtml import read_mhtml

RULES = ".vana { text-decoration: line-through } .peidus { display: none }"
PAGE = '<html><head>{}</head><body><p>nr 5</p><p class="vana">nr 6</p><p class="peidus">nr 7</p></body></html>'
CODED = base64.b64encode(RULES.encode()).decode()
HEAD = b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n'


def saved(link: str, place: str, own: str = "http://amet.example/a/leht.html") -> bytes:
    page = f"--x\r\nContent-Type: text/html; charset=utf-8\r\nContent-Location: {own}\r\n\r\n{PAGE.format(link)}\r\n"
    sheet = f"--x\r\nContent-Type: text/css\r\n{place}\r\n\r\n{RULES}\r\n--x--\r\n"
    return HEAD + page.encode() + sheet.encode()


@pytest.mark.parametrize(
    ("link", "place"),
    [
        ("<link rel=stylesheet href='cid:s@amet'>", "Content-ID: <s@amet>"),
        ("<link rel=StyleSheet href='http://amet.example/s.css'>", "Content-Location: http://amet.example/s.css"),
        ("<link rel=stylesheet href='s.css'>", "Content-Location: http://amet.example/a/s.css"),
        ("<link rel=stylesheet media='screen, print' href='s.css'>", "Content-Location: s.css"),
        ("<style>@import url(s.css);</style>", "Content-Location: http://amet.example/a/s.css"),
        ("<style>@import 'cid:s@amet';</style>", "Content-ID: <s@amet>"),
        (
            "<style>@import url('cid:s@amet') layer(a) supports((a: b) and (c: d)) screen;</style>",
            "Content-ID: <s@amet>",
        ),
        ("<style>@import url('cid:s@amet') layer supports(a: b);</style>", "Content-ID: <s@amet>"),
        (
            "<link rel=stylesheet href='data:text/css,@import%20%22cid:s@amet%22'>",
            "Content-ID: <s@amet>",
        ),
    ],
)
def test_a_sheet_saved_with_the_page_holds(link: str, place: str) -> None:
    text, findings = read_mhtml(saved(link, place), "leht.mht", "0")
    assert text.text == "nr 5\n"
    assert {finding.code for finding in findings} == {"struck_words", "hidden_text"}


@pytest.mark.parametrize(
    "address",
    [
        f"data:text/css;base64,{CODED}",
        f"data:text/css;base64,{CODED[:40]}\n {CODED[40:].rstrip('=')}",
        f"data:text/css,{RULES.replace(' ', '%20')}",
    ],
)
def test_a_sheet_within_the_address_holds(address: str) -> None:
    text, _ = read_html(PAGE.format(f'<link rel="stylesheet" href="{address}">').encode(), "0")
    assert text.text == "nr 5\n"


@pytest.mark.parametrize(
    "link",
    [
        "<link rel=stylesheet href='s.css'>",
        "<link rel=stylesheet href='data:text/css;base64,#'>",
        "<style>@import url('s.css');</style>",
        "<style>@import url('http://[s.css');</style>",
        "<link rel=stylesheet href='data:text/css,@import%20%22s.css%22'>",
    ],
)
def test_a_sheet_that_is_not_there_is_told(link: str) -> None:
    text, findings = read_html(PAGE.format(link).encode(), "0")
    assert text.text == "nr 5\nnr 6\nnr 7\n"
    assert [finding.code for finding in findings] == ["style_sheet_missing"]


def test_sheets_import_one_another_from_their_own_places() -> None:
    page = '<html><link rel=stylesheet href="stiil/a.css"><p>nr 5</p><p class="vana">nr 6</p></html>'
    rules = ".vana { text-decoration: line-through }"
    sheets = {"stiil/a.css": "@import 'b.css';", "stiil/b.css": f"@import 'a.css'; {rules}", "b.css": ""}
    text, findings = read_html(page.encode(), "0", None, sheets)
    assert text.text == "nr 5\n"
    assert [finding.code for finding in findings] == ["struck_words"]


def test_a_rule_outweighs_those_that_its_sheet_imports() -> None:
    page = "<html><style>@import 's.css'; .vana { text-decoration: none }</style><p class=vana>nr 5</p></html>"
    assert read_html(page.encode(), "0", None, {"s.css": RULES})[0].text == "nr 5\n"


@pytest.mark.parametrize(
    "link",
    [
        "<link rel=stylesheet media=print href='s.css'>",
        "<link rel='alternate stylesheet' href='s.css'>",
        "<link rel=icon href='a.png'>",
        f"<style media=print>{RULES}</style>",
        "<style>@import url('s.css') print;</style>",
        "<link rel=File-List href='filelist.xml'>",
    ],
)
def test_other_links_are_no_sheets_of_the_screen(link: str) -> None:
    assert read_html(PAGE.format(link).encode(), "0")[1] == ()
