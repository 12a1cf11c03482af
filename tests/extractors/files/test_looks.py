"""How words look in formats without pages: struck out, raised, unseen; the same in DOCX, web pages, workbooks, text."""

from __future__ import annotations

import io
from collections.abc import Callable

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.colors import Color

from extractors.files import html_styles
from extractors.files.docx import read_docx
from extractors.files.html import read_html
from extractors.files.plain import read_plain
from extractors.files.struck_texts import part_overlaid
from extractors.files.xlsx import read_xlsx
from extractors.model.finding import Finding
from extractors.model.text import DocumentText

Word = Callable[..., bytes]
Read = tuple[DocumentText, tuple[Finding, ...]]


def shown(read: Read) -> str:
    return read[0].text.strip()


def codes(read: Read) -> set[str]:
    return {finding.code for finding in read[1]}


def run(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


STYLES = """
<w:style w:type="character" w:styleId="Mark"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Viide"><w:basedOn w:val="Mark"/></w:style>
<w:style w:type="paragraph" w:styleId="Tume"><w:pPr><w:shd w:val="clear" w:fill="003366"/></w:pPr>
  <w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Valge"><w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:style>
"""
W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
RAISED = {
    "2": ['<w:vertAlign w:val="superscript"/>', '<w:rStyle w:val="Viide"/>', '<w:position w:val="8"/>'],
    "2)": ['<w:vertAlign w:val="superscript"/>'],
    "[2]": ['<w:vertAlign w:val="superscript"/>'],
}
SUPERSCRIPT = {"2": "²", "2)": "²⁾", "[2]": "⁽²⁾"}


@pytest.mark.parametrize(("mark", "look"), [(mark, look) for mark, looks in RAISED.items() for look in looks])
def test_a_raised_figure_of_a_docx_is_a_mark(word: Word, mark: str, look: str) -> None:
    data = word(f"<w:p>{run('käskkirja nr 7')}{run(mark, look)}{run(' lisa 1')}</w:p>", styles=STYLES)
    assert shown(read_docx(data, "0")) == f"käskkirja nr 7{SUPERSCRIPT[mark]} lisa 1"


def test_a_figure_that_its_own_run_sets_level_is_a_digit_and_a_lowered_one_none(word: Word) -> None:
    level = '<w:rStyle w:val="Viide"/><w:vertAlign w:val="baseline"/>'
    lowered = '<w:position w:val="-4"/>'
    data = word(f"<w:p>{run('nr 7')}{run('2', level)}{run('3', lowered)}</w:p>", styles=STYLES)
    assert shown(read_docx(data, "0")) == "nr 72₃"


UNSEEN = {
    "a theme's ground": '<w:color w:val="auto" w:themeColor="background1"/>',
    "nearly white": '<w:color w:val="FDFDFE"/>',
    "white by its style": '<w:rStyle w:val="Valge"/>',
    "one point high": '<w:sz w:val="2"/>',
    "without ink": f"<w14:textFill {W14}><w14:noFill/></w14:textFill>",
}


@pytest.mark.parametrize("look", UNSEEN.values(), ids=UNSEEN)
def test_words_of_a_docx_that_nobody_sees_are_left_out(word: Word, look: str) -> None:
    read = read_docx(word(f"<w:p>{run('Kinnitan')}{run(' salaja', look)}</w:p>", styles=STYLES), "0")
    assert (shown(read), codes(read)) == ("Kinnitan", {"hidden_text"})


@pytest.mark.parametrize(
    "look",
    ['<w:color w:themeColor="background1" w:themeShade="80"/>', '<w:color w:val="F0F0F0"/>', '<w:sz w:val="12"/>'],
)
def test_small_and_gray_words_of_a_docx_are_read(word: Word, look: str) -> None:
    read = read_docx(word(f"<w:p>{run('Kinnitan')}{run(' korra', look)}</w:p>", styles=STYLES), "0")
    assert (shown(read), codes(read)) == ("Kinnitan korra", set())


def test_white_words_of_a_shaded_style_are_read(word: Word) -> None:
    dark = '<w:pPr><w:pStyle w:val="Tume"/></w:pPr>'
    read = read_docx(word(f"<w:p>{dark}{run('Kinnitan')}{run(' korra')}</w:p>", styles=STYLES), "0")
    assert (shown(read), codes(read)) == ("Kinnitan korra", set())


RAISED_HTML = [
    "<sup>2</sup>",
    "<span style='vertical-align: super; font-size: 60%'>2</span>",
    "<span class=m>2</span>",
    "<a href=#m style='vertical-align:4px'>2</a>",
    "<span style='position:relative;top:-3.0pt;mso-text-raise:3.0pt'>2</span>",
    "<small style='position: relative; bottom: .4em'>2</small>",
]


@pytest.mark.parametrize("mark", RAISED_HTML)
def test_a_raised_figure_of_a_page_is_a_mark(mark: str) -> None:
    page = f"<html><head><style>.m {{ vertical-align: super }}</style></head><p>nr 7{mark} lisa 1</p></html>"
    assert shown(read_html(page.encode(), "0")) == "nr 7² lisa 1"


@pytest.mark.parametrize("figure", ["<b>2</b>", "<span style='vertical-align:baseline'>2</span>"])
def test_other_figures_of_a_page_are_digits(figure: str) -> None:
    assert shown(read_html(f"<p>nr 7{figure} lisa 1</p>".encode(), "0")) == "nr 72 lisa 1"


UNSEEN_HTML = [
    "<dialog>salaja</dialog>",
    "<div popover>salaja</div>",
    "<font color=white>salaja</font>",
    "<font color='#FEFEFE'>salaja</font>",
    "<p style='color: rgb(255 255 255)'>salaja</p>",
    "<p style='color: hsl(0, 0%, 100%)'>salaja</p>",
    "<p style='color:#fff; background: white'>salaja</p>",
    "<p style='font-size: 1px'>salaja</p>",
    "<p style='position: absolute; width: 1px; height: 1px; overflow: hidden'>salaja</p>",
    "<p style='position: absolute; clip: rect(0, 0, 0, 0)'>salaja</p>",
    "<p style='position: absolute; clip: rect(1px 1px 1px 1px)'>salaja</p>",
    "<p style='color: #336699; background: #336699'>salaja</p>",
    "<style>@supports (display: grid) { .a { display: none } }</style><p class=a>salaja</p>",
    "<style>@layer base { p.a { display: none } }</style><p class=a>salaja</p>",
    "<style>p[data-k='1'] { display: none }</style><p data-k=1>salaja</p>",
    "<style>div [aria-label] { display: none }</style><div><p aria-label=x>salaja</p></div>",
]


@pytest.mark.parametrize("markup", UNSEEN_HTML)
def test_words_of_a_page_that_nobody_sees_are_left_out(markup: str) -> None:
    read = read_html(f"<body style='background:#ffffff'><p>Kinnitan</p>{markup}</body>".encode(), "0")
    assert (shown(read), codes(read)) == ("Kinnitan", {"hidden_text"})


SEEN_HTML = [
    "<dialog open>korra</dialog>",
    "<div style='background:#003366'><font color=white>korra</font></div>",
    "<div class=h><p style='color:white'>korra</p></div>",
    "<p style='font-size: 10px'>korra</p>",
    "<p style='font-size: 1.5em'>korra</p>",
    "<p style='color:#f0f0f0'>korra</p>",
    "<p style='width: 1px'>korra</p>",
    "<p style='clip: rect(0, 100px, 20px, 0)'>korra</p>",
    "<p style='color: #336699; background: #ffeecc'>korra</p>",
    "<style>@supports not (display: grid) { .a { display: none } }</style><p class=a>korra</p>",
    "<style>@media print { .a { display: none } }</style><p class=a>korra</p>",
    "<style>p[data-k='2'] { display: none }</style><p data-k=1>korra</p>",
]


@pytest.mark.parametrize("markup", SEEN_HTML)
def test_words_of_a_page_on_a_ground_of_their_own_are_read(markup: str) -> None:
    read = read_html(f"<style>.h {{ background-color: navy }}</style><p>Kinnitan</p>{markup}".encode(), "0")
    assert (shown(read), codes(read)) == ("Kinnitan\nkorra", set())


def book(*cells: object, **looks: object) -> bytes:
    """A sheet whose first cell is plain; the last one has the looks."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    for at, value in enumerate(cells, 1):
        sheet.cell(1, at, value)
    for name, look in looks.items():
        setattr(sheet.cell(1, len(cells)), name, look)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def test_struck_words_of_a_workbook_are_kept_aside() -> None:
    part = CellRichText("lisad 1", TextBlock(InlineFont(strike=True), ", 3"), " ja 5")
    read = read_xlsx(book("Kinnitan", part, "korra", font=Font(strike=True)), "0")
    assert shown(read) == "Kinnitan\tlisad 1 ja 5"
    assert [(each.why, each.words) for each in read[0].unseen] == [("struck", ", 3"), ("struck", "korra")]
    assert codes(read) == {"struck_words"}


def test_a_raised_figure_of_a_workbook_is_a_mark() -> None:
    assert (
        shown(read_xlsx(book(CellRichText("nr 7", TextBlock(InlineFont(vertAlign="superscript"), "2"))), "0"))
        == "nr 7²"
    )


@pytest.mark.parametrize(
    "looks",
    [
        {"font": Font(color="FFFFFFFF")},
        {"font": Font(color=Color(theme=0))},
        {"font": Font(color=Color(indexed=1))},
        {"font": Font(color=Color(indexed=9)), "fill": PatternFill("solid", fgColor=Color(indexed=65))},
        {"font": Font(color="FFFFFF"), "fill": PatternFill("solid", fgColor="FFFFFF")},
        {"number_format": ";;;"},
    ],
)
def test_cells_that_nobody_sees_are_left_out(looks: dict[str, object]) -> None:
    read = read_xlsx(book("Kinnitan", "salaja", **looks), "0")
    assert (shown(read), codes(read)) == ("Kinnitan", {"hidden_text"})


def test_white_words_on_a_dark_cell_are_read() -> None:
    read = read_xlsx(
        book("Kinnitan", "korra", font=Font(color="FFFFFF"), fill=PatternFill("solid", fgColor="003366")), "0"
    )
    assert (shown(read), codes(read)) == ("Kinnitan\tkorra", set())


@pytest.mark.parametrize(
    ("font", "fill", "is_shown"),
    [
        (None, "000000", False),
        ("C00000", "C00000", False),
        (Color(theme=1), "000000", False),
        (Color(indexed=9), "000000", True),
        ("C00000", "00C000", True),
        (None, "C00000", True),
    ],
)
def test_words_in_the_very_colour_of_their_cell_are_not_read(
    font: str | Color | None, fill: str, is_shown: bool
) -> None:
    read = read_xlsx(book("Kinnitan", "korra", font=Font(color=font), fill=PatternFill("solid", fgColor=fill)), "0")
    assert ("korra" in shown(read), codes(read)) == (is_shown, set() if is_shown else {"hidden_text"})


def struck(text: str) -> str:
    return "".join(letter + "\u0336" for letter in text)


@pytest.mark.parametrize(
    ("text", "rest", "words"),
    [
        ("lisad 1, 3 ja 5", "lisad 1, 3 ja 5", ()),
        (f"lisad 1{struck(', 3')} ja 5", "lisad 1 ja 5", (", 3",)),
        (f"{struck('Muudan')} Kinnitan {struck('korra')}", " Kinnitan ", ("Muudan", "korra")),
        ("1 ≠ 2, a\u0301", "1 ≠ 2, a\u0301", ()),
        ("\u0338 algab", " algab", ("",)),
    ],
)
def test_letters_with_a_stroke_are_parted(text: str, rest: str, words: tuple[str, ...]) -> None:
    assert part_overlaid(text) == (rest, words)


def test_letters_with_a_stroke_are_struck_in_every_form(word: Word) -> None:
    text = f"lisad 1{struck(', 3')} ja 5"
    forms = [
        read_docx(word(f"<w:p>{run(text)}</w:p>"), "0"),
        read_html(f"<meta charset=utf-8><p>{text}</p>".encode(), "0"),
        read_plain(text.encode(), "0"),
        read_xlsx(book(text), "0"),
    ]
    for read in forms:
        assert (shown(read), codes(read)) == ("lisad 1 ja 5", {"struck_words"})
        assert [(each.why, each.words) for each in read[0].unseen] == [("struck", ", 3")]


@pytest.mark.parametrize(
    "style", ["p { color: red } " * 13_000, ".a b { display: none } " * 3], ids=["long", "of many selectors"]
)
def test_rules_of_style_beyond_the_limit_are_told(style: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html_styles, "_MOST_COMBINED", 2)
    read = read_html(f"<style>{style}</style><p>Kinnitan</p>".encode(), "0")
    assert (shown(read), codes(read)) == ("Kinnitan", {"style_rules_left_out"})
