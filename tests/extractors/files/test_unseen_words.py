"""Struck words and words in the colour of their ground are told, and are no part of the text: DOCX and HTML."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from extractors.files.docx import read_docx
from extractors.files.html import read_html
from extractors.model.text import DocumentText
from extractors.read import read_file
from tests.extractors.files.constructs import KEPT, OTHER, OWN_HEAD

WHITE = '<w:color w:val="FFFFFF"/>'


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraphs(*runs: str) -> str:
    return "".join(f"<w:p>{each}</w:p>" for each in runs)


WORD = {
    "struck": ("<w:strike/>", "struck_words"),
    "struck twice": ("<w:dstrike/>", "struck_words"),
    "struck by a style": ('<w:rStyle w:val="Maha"/>', "struck_words"),
    "white": ('<w:color w:val="FFFFFF"/>', "hidden_text"),
    "black on black": ('<w:highlight w:val="black"/>', "hidden_text"),
    "red on red": ('<w:color w:val="C00000"/><w:shd w:val="clear" w:fill="C00000"/>', "hidden_text"),
    "blue on blue": ('<w:color w:val="0000FE"/><w:highlight w:val="blue"/>', "hidden_text"),
    "black on black shading": ('<w:color w:val="000000"/><w:shd w:val="clear" w:fill="000000"/>', "hidden_text"),
}
PAGES = {
    "s": ("<s>{}</s>", "struck_words"),
    "strike": ("<strike>{}</strike>", "struck_words"),
    "del": ("<del>{}</del>", "tracked_changes"),
    "style": ('<span style="text-decoration: line-through">{}</span>', "struck_words"),
    "paragraph's style": ('<p style="text-decoration:underline line-through">{}</p>', "struck_words"),
    "white": ('<span style="color:#ffffff">{}</span>', "hidden_text"),
    "black on black": ('<span style="background:black;color:black">{}</span>', "hidden_text"),
    "a class": (
        "<style>b, .vana {{ text-decoration: line-through }}</style><i class='uus vana'>{}</i>",
        "struck_words",
    ),
    "an element's class": ("<style><!-- span.ara {{display:none}} --></style><span class=ara>{}</span>", "hidden_text"),
    "an id": ("<style>#p7{{visibility: hidden}}</style><span id=p7>{}</span>", "hidden_text"),
    "beside the page": ('<div style="position:absolute; left:-9999px">{}</div>', "hidden_text"),
    "within another": ("<style>div#p7 p {{display:none}}</style><div id=p7><p>{}</p></div>", "hidden_text"),
    "a child": (
        "<style>div.ara > p.vana{{display:none}}</style><div class=ara><p class=vana>{}</p></div>",
        "hidden_text",
    ),
    "next to another": ("<style>h4 + .ara {{opacity: 0}}</style><h4></h4><p class='ara'>{}</p>", "hidden_text"),
    "struck within another": (
        "<style>ul.vana li{{text-decoration:line-through}}</style><ul class=vana><li>{}</ul>",
        "struck_words",
    ),
    "on screens": ("<style>@media screen, print {{ .ara {{display:none}} }}</style><p class=ara>{}</p>", "hidden_text"),
    "no height": ('<div style="max-height:0; overflow:hidden"><p>{}</p></div>', "hidden_text"),
    "clipped": ('<p style="clip-path: inset(100%)">{}</p>', "hidden_text"),
    "no scale": ('<p style="transform: scale(0)">{}</p>', "hidden_text"),
    "transparent": ('<p style="color: rgba(20, 20, 20, 0)">{}</p>', "hidden_text"),
    "collapsed": ('<p style="visibility:collapse">{}</p>', "hidden_text"),
    "an old line": ('<p style="text-line-through: single">{}</p>', "struck_words"),
    "no size": ('<span style="font-size:0">{}</span>', "hidden_text"),
}


STYLED = {
    name: (found[1], code)
    for name, (markup, code) in PAGES.items()
    if (found := re.search(r'style="([^"]+)"', markup)) and "white" not in name and "black" not in name
}
"""Styles of elements; what has the colour of its ground is looked for by simple selectors alone."""


def judge(data: bytes, name: str, code: str) -> DocumentText:
    found = read_file(data, name)
    revoked = [(e.affected.number, e.affected.annexes) for e in found.effects if e.effect == "revoke"]
    assert revoked == [("7", ("1", "2"))]
    assert {finding.code for finding in found.findings} == {code}
    assert found.text is not None
    return found.text


@pytest.mark.parametrize(("properties", "code"), WORD.values(), ids=WORD)
def test_such_words_of_a_docx_revoke_nothing(word: Callable[..., bytes], properties: str, code: str) -> None:
    styles = '<w:style w:type="character" w:styleId="Maha"><w:rPr><w:strike/></w:rPr></w:style>'
    body = paragraphs(*(run(line) for line in (*OWN_HEAD, KEPT)), run(OTHER, properties))
    text = judge(word(body, styles=styles), "a.docx", code)
    assert [(aside.why, aside.words) for aside in text.unseen] == (
        [("struck", OTHER)] if code == "struck_words" else []
    )


TOGGLES = """<w:style w:type="paragraph" w:styleId="L"><w:rPr><w:strike/></w:rPr></w:style>
<w:style w:type="character" w:styleId="S"><w:rPr><w:strike/></w:rPr></w:style>
<w:style w:type="table" w:styleId="T"><w:rPr><w:strike/></w:rPr></w:style>"""


@pytest.mark.parametrize(
    ("paragraph", "character", "table", "is_struck"),
    [("", "", "", False), ("L", "", "", True), ("L", "S", "", False), ("", "", "T", True), ("L", "S", "T", True)],
)
def test_a_style_turns_off_what_the_style_around_it_turned_on(
    word: Callable[..., bytes], paragraph: str, character: str, table: str, is_struck: bool
) -> None:
    words = f'<w:pPr><w:pStyle w:val="{paragraph}"/></w:pPr>' + run("lisa 4", f'<w:rStyle w:val="{character}"/>')
    named = f'<w:tblPr><w:tblStyle w:val="{table}"/></w:tblPr>'
    body = paragraphs(run("Vana")) + f"<w:tbl>{named}<w:tr><w:tc>{paragraphs(words)}</w:tc></w:tr></w:tbl>"
    text, _ = read_docx(word(body, styles=TOGGLES), "0")
    assert ("lisa 4" in text.text) != is_struck
    assert bool(text.unseen) == is_struck


def test_what_the_defaults_of_a_document_strike_is_struck(word: Callable[..., bytes]) -> None:
    defaults = "<w:docDefaults><w:rPrDefault><w:rPr><w:strike/></w:rPr></w:rPrDefault></w:docDefaults>"
    body = paragraphs(run("lisa 4"), run("lisa 5", '<w:strike w:val="0"/>'))
    assert read_docx(word(body, styles=defaults), "0")[0].text == "lisa 5\n"


@pytest.mark.parametrize(("line", "is_shown"), [(10, False), (240, True)])
def test_lines_without_height_are_left_out(word: Callable[..., bytes], line: int, is_shown: bool) -> None:
    flat = f'<w:pPr><w:spacing w:line="{line}" w:lineRule="exact"/></w:pPr>{run("lisa 4")}'
    assert ("lisa 4" in read_docx(word(paragraphs(run("Vana"), flat)), "0")[0].text) == is_shown


@pytest.mark.parametrize(("markup", "code"), PAGES.values(), ids=PAGES)
def test_such_words_of_a_page_revoke_nothing(markup: str, code: str) -> None:
    page = "<html><body>" + "".join(f"<p>{line}</p>" for line in (*OWN_HEAD, KEPT)) + markup.format(OTHER)
    text = judge(page.encode(), "a.html", code)
    assert [(aside.why, aside.words) for aside in text.unseen] == (
        [("struck", OTHER)] if code == "struck_words" else []
    )


@pytest.mark.parametrize(("style", "code"), STYLED.values(), ids=STYLED)
def test_a_rule_for_an_element_within_another_hides_in_the_same_ways(style: str, code: str) -> None:
    body = "".join(f"<p>{line}</p>" for line in (*OWN_HEAD, KEPT)) + f"<div class=x><p class=y>{OTHER}</p></div>"
    judge(f"<html><style>.x .y{{{style}}}</style><body>{body}".encode(), "a.html", code)


def test_a_struck_annex_leaves_the_list(word: Callable[..., bytes]) -> None:
    line = run("1. Tunnistan kehtetuks peadirektori 11.01.2019 käskkirja nr 7 lisad 1") + run(", 5", "<w:strike/>")
    body = paragraphs(*(run(each) for each in OWN_HEAD), line + run(" ja 2."))
    judge(word(body), "a.docx", "struck_words")


def test_white_words_on_a_ground_of_their_own_are_read(word: Callable[..., bytes]) -> None:
    white = '<w:color w:val="FFFFFF"/>'
    dark = '<w:tcPr><w:shd w:val="clear" w:fill="1F3864"/></w:tcPr>'
    table = f"<w:tbl><w:tr><w:tc>{dark}{paragraphs(run('Päis', white))}</w:tc></w:tr></w:tbl>"
    shaded = run("Riba", white + '<w:shd w:val="clear" w:fill="1F3864"/>') + run(" vari", '<w:strike w:val="0"/>')
    text, findings = read_docx(word(table + paragraphs(shaded)), "0")
    assert (text.text, findings) == ("Päis\nRiba vari\n", ())
    page = '<div style="background:#333"><p style="color:white">Riba</p></div><p style="color:#fff5e0">Kiri</p>'
    text, findings = read_html(page.encode(), "0")
    assert text.text == "Riba\nKiri\n"
    assert not [finding for finding in findings if finding.code == "hidden_text"]


@pytest.mark.parametrize(
    ("cell", "table", "is_seen"),
    [
        ("", "", False),
        ('<w:shd w:val="clear" w:color="auto" w:fill="FFFFFF"/>', "", False),
        ('<w:shd w:val="clear" w:fill="auto"/>', '<w:shd w:val="nil"/>', False),
        ('<w:shd w:val="clear" w:fill="0000FF"/>', "", True),
        ('<w:shd w:val="pct75" w:fill="auto"/>', "", True),
        ('<w:shd w:val="clear" w:fill="auto" w:themeFill="accent1"/>', "", True),
        ('<w:shd w:val="clear" w:fill="FFFFFF" w:themeFill="background1"/>', "", False),
        ("", '<w:shd w:val="clear" w:fill="1F3864"/>', True),
    ],
)
def test_white_words_of_a_table_are_read_on_a_ground_alone(
    word: Callable[..., bytes], cell: str, table: str, is_seen: bool
) -> None:
    inner = f"<w:tc><w:tcPr>{cell}</w:tcPr>{paragraphs(run('Valge', WHITE))}</w:tc>"
    data = word(f"<w:tbl><w:tblPr>{table}</w:tblPr><w:tr>{inner}</w:tr></w:tbl>" + paragraphs(run("Must")))
    text, findings = read_docx(data, "0")
    assert text.text == ("Valge\nMust\n" if is_seen else "Must\n")
    assert [finding.code for finding in findings] == ([] if is_seen else ["hidden_text"])


@pytest.mark.parametrize(
    ("shading", "is_seen"),
    [
        ('<w:shd w:val="clear" w:fill="ffffff"/>', False),
        ('<w:shd w:val="clear" w:color="auto" w:fill="auto"/>', False),
        ('<w:shd w:val="clear" w:fill="FFFFFF" w:themeFill="background1"/>', False),
        ('<w:shd w:val="clear" w:fill="1F3864"/>', True),
        ('<w:shd w:val="pct75" w:fill="auto"/>', True),
    ],
)
@pytest.mark.parametrize("of", ["run", "paragraph", "style"])
def test_white_paper_is_no_ground_whatever_is_shaded_with_it(
    word: Callable[..., bytes], of: str, shading: str, is_seen: bool
) -> None:
    style = f'<w:style w:type="paragraph" w:styleId="A"><w:pPr>{shading}</w:pPr></w:style>'
    set_up = {"run": "", "paragraph": f"<w:pPr>{shading}</w:pPr>", "style": '<w:pPr><w:pStyle w:val="A"/></w:pPr>'}[of]
    white = run("Valge", WHITE + (shading if of == "run" else ""))
    text, findings = read_docx(word(f"<w:p>{set_up}{white}</w:p>" + paragraphs(run("Must")), styles=style), "0")
    assert text.text == ("Valge\nMust\n" if is_seen else "Must\n")
    assert [finding.code for finding in findings] == ([] if is_seen else ["hidden_text"])


def test_what_a_style_sheet_hides_on_paper_or_in_a_state_is_read() -> None:
    sheet = "@media print { .kiri { display:none } } .kiri:hover { display:none } div .kiri { display:none }"
    page = f"<html><head><style>{sheet}</style></head><body><p class=kiri>{KEPT}</p></body></html>"
    found = read_file(page.encode(), "a.html")
    assert found.text is not None
    assert found.text.text.strip() == KEPT
    assert [finding.code for finding in found.findings] == []


def test_a_rule_for_more_elements_than_are_looked_at_is_told() -> None:
    sheet = "html body div div div p.kiri {display:none}"
    body = f"<div><div><div><p class=kiri>{KEPT}</p></div></div></div>"
    found = read_file(f"<html><head><style>{sheet}</style></head><body>{body}</body></html>".encode(), "a.html")
    assert found.text is not None
    assert found.text.text.strip() == KEPT
    assert [finding.code for finding in found.findings] == ["style_rules_left_out"]


SHOWN = {
    "a later rule": ".pakk > .leht {display:none} .pakk > .kiri {display:block}",
    "a heavier rule": "#p7 .kiri {display:block} .pakk .kiri {display:none}",
    "a later size": ".pakk .leht {font-size:0} .pakk .kiri {font-size:12px}",
    "an important rule": ".kiri {display:block !important} #p7 .kiri {display:none}",
    "an element elsewhere": "td .kiri {display:none} .pakk + .kiri {opacity:0}",
    "small screens": "@media screen and (max-width: 600px) { .pakk .kiri {display:none} }",
    "black": ".kiri {color: rgb(0,0,0); line-height:0; overflow:hidden; min-height:0; transform: scale(0.9)}",
}


@pytest.mark.parametrize("sheet", SHOWN.values(), ids=SHOWN)
def test_what_another_rule_shows_again_is_read(sheet: str) -> None:
    body = f"<div class=pakk id=p7><p class='leht kiri'>{KEPT}</p></div>"
    found = read_file(f"<html><head><style>{sheet}</style></head><body>{body}</body></html>".encode(), "a.html")
    assert found.text is not None
    assert found.text.text.strip() == KEPT
    assert [finding.code for finding in found.findings] == []
