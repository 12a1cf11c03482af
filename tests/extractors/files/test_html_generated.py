"""Words that a page's style adds are words; letters that it turns, bars that it draws and pictures are as seen."""

from __future__ import annotations

import pytest

from extractors.files.html import read_html
from extractors.files.html_pictures import PICTURED
from extractors.model.finding import Finding
from extractors.model.text import DocumentText


def read(body: str, style: str = "") -> tuple[DocumentText, tuple[Finding, ...]]:
    page = f"<!doctype html><meta charset=utf-8><style>{style}</style><body>{body}</body>"
    return read_html(page.encode(), "0")


def lines(body: str, style: str = "") -> list[str]:
    return read(body, style)[0].text.splitlines()


@pytest.mark.parametrize(
    ("style", "shown"),
    [
        (".n::before{content:'6'}", "lisad 3, 6 ja 9"),
        ('.n:after{content:"6"}', "lisad 3, 6 ja 9"),
        ("p .n::before{content:'\\36 '}", "lisad 3, 6 ja 9"),
        (".n::before{content:attr(data-n) '; ' attr(data-m)}", "lisad 3, 6; 7 ja 9"),
        (".n::before{content:'5'} p .n::before{content:'6'}", "lisad 3, 6 ja 9"),
        ("p{counter-reset:a 5}.n{counter-increment:a}.n::before{content:counter(a)}", "lisad 3, 6 ja 9"),
        ("p{counter-reset:a 5}.n{counter-increment:a}.n::before{content:counter(a, lower-roman)}", "lisad 3, vi ja 9"),
        (".n::before{content:url(6.png)}", f"lisad 3, {PICTURED} ja 9"),
        (".n::before{content:'6';display:none}", "lisad 3, ja 9"),
        (".n::before{content:none}", "lisad 3, ja 9"),
        (".n::before{content:'\\e900'}", "lisad 3, ja 9"),
        ("@media print{.n::before{content:'6'}}", "lisad 3, ja 9"),
    ],
)
def test_words_of_the_style_stand_at_their_element(style: str, shown: str) -> None:
    assert lines("<p>lisad 3, <b class=n data-n=6 data-m=7></b> ja 9</p>", style) == [shown]


def test_counters_count_by_their_scopes() -> None:
    style = "ol{counter-reset:p;list-style:none}li{counter-increment:p}li::before{content:counters(p,'.') '. '}"
    body = "<ol><li>Kinnitan<ol><li>esimese</li>"
    body += "<li style='display:none'>x</li><li>teise</li></ol></li><li>Jõustub</li></ol>"
    assert lines(body, style) == ["1. Kinnitan", "1.1. esimese", "1.2. teise", "2. Jõustub"]


@pytest.mark.parametrize(
    "style", ["ol{list-style:none}", "li{display:block}", "li::marker{content:''}li{list-style:none}"]
)
def test_items_without_marks_have_none(style: str) -> None:
    assert lines("<ol><li>Kinnitan</li></ol>", style) == ["Kinnitan"]


def test_the_style_may_give_an_item_its_mark() -> None:
    assert lines("<ol><li>Kinnitan</li></ol>", "li::marker{content:'7) '}") == ["7) Kinnitan"]


@pytest.mark.parametrize(
    "figure",
    [
        "<bdo dir=rtl>21</bdo>",
        "<span style='direction:rtl;unicode-bidi:bidi-override'>21</span>",
        "&#x202e;21&#x202c;",
    ],
)
def test_turned_letters_are_read_as_they_stand(figure: str) -> None:
    assert lines(f"<p>lisad {figure} ja 5</p>") == ["lisad 12 ja 5"]


@pytest.mark.parametrize(
    ("picture", "shown"),
    [
        ("<img src=6.png>", PICTURED),
        ("<svg><text>6</text></svg>", "6"),
        ("<svg><path d='M0 0h1'/></svg>", PICTURED),
        ("<script>document.write('6')</script>", PICTURED),
        ("<script>count()</script>", ""),
        ("<img src=x.gif width=1 height=1>", ""),
    ],
)
def test_a_picture_amid_words_leaves_a_sign(picture: str, shown: str) -> None:
    assert lines(f"<p>lisad 2 ja {picture}.</p>") == [f"lisad 2 ja {shown}."]


def test_a_picture_at_the_edge_leaves_none() -> None:
    assert lines("<p><img src=a.png> Amet <img src=b.png></p><p>lisad 2 ja <img src=6.png></p>") == [
        "Amet",
        f"lisad 2 ja {PICTURED}",
    ]


BAR = "position:absolute;left:0;right:0;top:50%;"


@pytest.mark.parametrize("bar", ["border-top:1px solid", "height:1px;background:#000"])
def test_words_under_a_bar_of_the_style_are_struck_out(bar: str) -> None:
    text, findings = read("<p>Kinnitan</p><p class=x>Tühistan</p>", f".x::after{{content:'';{BAR}{bar}}}")
    assert (text.text.strip(), [each.code for each in findings]) == ("Kinnitan", ["struck_words"])


@pytest.mark.parametrize("bar", ["border-top:0", "top:0;border-top:1px solid"])
def test_other_boxes_of_the_style_strike_nothing(bar: str) -> None:
    assert lines("<p class=x>Kinnitan</p>", f".x::after{{content:'';{BAR}{bar}}}") == ["Kinnitan"]


@pytest.mark.parametrize(
    "style",
    [
        "filter:opacity(0)",
        "transform:translateX(-9999px)",
        "-webkit-text-fill-color:transparent",
        "-webkit-text-security:disc",
    ],
)
def test_words_that_the_style_takes_away_are_hidden(style: str) -> None:
    text, findings = read(f"<p>Kinnitan</p><p style='{style}'>Tühistan</p>")
    assert (text.text.strip(), [each.code for each in findings]) == ("Kinnitan", ["hidden_text"])
