"""Elements stand on the line or as blocks as a browser lays them, and what boxes lie over is not read."""

from __future__ import annotations

import pytest

from extractors.files.html import read_html


def read(body: str, style: str = "") -> tuple[str, set[str]]:
    """The text of a page, and the codes of its findings."""
    text, findings = read_html(f"<html><style>{style}</style><body>{body}</body></html>".encode(), "0", "utf-8")
    return text.text.strip(), {finding.code for finding in findings}


COVER = "position:absolute;inset:0;background:#fff"
WHITE = ("color:Canvas", "color:oklch(100%", "color:color-mix(in srgb,white", "-webkit-text-fill-color:#fff")
"""Looked for by simple selectors alone: whether the ground is white as well, other rules tell."""
COVERED = {
    "inset": f"<span style='position:relative'>3, <i style='{COVER}'></i></span>",
    "four sides": "<span style='position:relative'>3, <i style='position:absolute;top:0;left:0;right:0;bottom:0;"
    "background:white'></i></span>",
    "whole size": "<span style='position:relative'>3, <i style='position:absolute;width:100%;height:100%;"
    "background-color:#fff'></i></span>",
    "of the style": "<span class='x'>3, </span>",
}
NOT_COVERED = {
    "clear": COVER.replace("#fff", "transparent"),
    "half clear": COVER.replace("#fff", "rgba(0,0,0,.1)"),
    "below": f"{COVER};z-index:-1",
    "a part": COVER.replace("inset:0", "top:0;left:0;width:10%"),
}


@pytest.mark.parametrize("markup", COVERED.values(), ids=COVERED)
def test_words_under_a_laid_box_are_left_out(markup: str) -> None:
    style = f".x{{position:relative}} .x::after{{content:'';{COVER}}}"
    assert read(f"<p>lisad 2, {markup}5.</p>", style) == ("lisad 2, 5.", {"hidden_text"})


@pytest.mark.parametrize(("words", "cells"), [("12", "A\t12\tB"), ("", "A\t\tB")])
def test_a_cell_under_a_laid_box_shows_the_words_of_the_box(words: str, cells: str) -> None:
    style = f"td.c{{position:relative}} td.c::after{{content:'{words}';{COVER}}}"
    markup = "<p>Lisad</p><table><tr><td>A</td><td class=c>11</td><td>B</td></tr></table>"
    assert read(markup, style) == (f"Lisad\n{cells}", {"hidden_text"})


def test_words_on_a_laid_box_are_read() -> None:
    markup = f"<div style='position:relative'><p>lisa 3</p><div style='{COVER}'><p>lisa 2</p></div></div>"
    assert read(markup) == ("lisa 2", {"hidden_text"})


@pytest.mark.parametrize("style", NOT_COVERED.values(), ids=NOT_COVERED)
def test_words_that_a_box_lets_through_are_read(style: str) -> None:
    assert read(f"<p style='position:relative'>lisa 2<i style='{style}'></i></p>") == ("lisa 2", set())


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        ("<p>lisad 2, <marquee>3, </marquee>5.</p>", "lisad 2, 3, 5."),
        ("<p>lisad 2, <x-lisa>3, </x-lisa>5.</p>", "lisad 2, 3, 5."),
        ("<p>lisad 2, <slot>3, </slot>5.</p>", "lisad 2, 3, 5."),
        ("<div>lisad 2, <div style='display:inline'>3, </div>5.</div>", "lisad 2, 3, 5."),
        ("<span style='display:block'>lisa 2</span><span style='display:block'>3. Kord</span>", "lisa 2\n3. Kord"),
        ("<p>lisa <meter value='3'>3</meter>5</p>", "lisa 5"),
    ],
)
def test_elements_stand_as_a_browser_lays_them(markup: str, shown: str) -> None:
    assert read(markup)[0] == shown


@pytest.mark.parametrize(
    ("markup", "codes"),
    [
        ("<details><summary>Lisad</summary>lisa 2</details>", {"folded_text"}),
        ("<p>lisa <details style='display:inline'>2</details></p>", {"folded_text"}),
        ("<details open><summary>Lisad</summary>lisa 2</details>", set()),
        ("<details><summary>lisa 2</summary></details>", set()),
    ],
)
def test_what_shows_only_once_opened_is_read_and_told(markup: str, codes: set[str]) -> None:
    text, found = read(markup)
    assert "2" in text
    assert found == codes


@pytest.mark.parametrize(
    ("markup", "folded"),
    [
        ("<details>lisa 2<details>ja 3</details></details>", 10),
        ("<details><summary>Lisad</summary>lisa 2<p><details><summary>ja</summary>3</details></p></details>", 9),
        ("<details>lisa 2<details open>ja 3</details></details>", 10),
        ("<details open>lisa 2<details>ja 3</details></details>", 4),
        ("<details><summary>Lisad<details>ja 3</details></summary>lisa 2</details>", 10),
        ("<details><details><summary>ja<details>3</details></summary></details></details>", 3),
    ],
)
def test_what_is_folded_twice_is_counted_once(markup: str, folded: int) -> None:
    _, findings = read_html(f"<html><body>{markup}</body></html>".encode(), "0", "utf-8")
    assert [finding.message.split()[0] for finding in findings if finding.code == "folded_text"] == [str(folded)]


@pytest.mark.parametrize(
    "style",
    [
        "font:0/0 a",
        "font:1px serif",
        "display:inline-block;transform:rotateX(90deg)",
        "display:inline-block;content-visibility:hidden",
        "display:inline-block;inline-size:0;overflow:hidden",
        "color:Canvas",
        "color:oklch(100% 0 0)",
        "color:color-mix(in srgb,white 100%,black)",
        "-webkit-text-fill-color:#fff",
        "position:absolute;inset-inline-start:-9999px",
        "position:absolute;left:-999em",
        "position:absolute;left:-200vw",
        "mask-image:linear-gradient(transparent,transparent)",
        "clip-path:polygon(0 0,0 0,0 0)",
        "clip-path:inset(0 100% 0 0)",
        "opacity:.01",
        "color:#00000000",
        "color:rgb(0 0 0 / 0)",
        "filter:blur(20px)",
    ],
)
def test_words_that_a_style_hides_are_left_out(style: str) -> None:
    assert read(f"<p>lisad 2, <span style='{style}'>3, </span>5.</p>") == ("lisad 2, 5.", {"hidden_text"})
    if not style.startswith(WHITE):
        markup = "<p class=x>lisad 2, <span class=y>3, </span>5.</p>"
        assert read(markup, f".x .y{{{style}}}") == ("lisad 2, 5.", {"hidden_text"})


@pytest.mark.parametrize(
    "style",
    [
        "font:12px/1.5 serif",
        "opacity:0.9",
        "color:#000000ff",
        "color:rgb(0 0 0 / 1)",
        "transform:rotate(0deg)",
        "transform:translate(0,-50%)",
        "margin-left:-10px",
        "clip-path:inset(0 10% 0 0)",
        "filter:blur(0)",
        "line-height:0",
        "backface-visibility:hidden",
        "background:linear-gradient(transparent 60%,yellow 60%)",
        "background:linear-gradient(transparent 90%,#000 90%)",
        "background:linear-gradient(#fff,#eee)",
    ],
)
def test_words_that_a_style_leaves_in_sight_are_read(style: str) -> None:
    assert read(f"<p>lisad 2, <span style='{style}'>3, </span>5.</p>") == ("lisad 2, 3, 5.", set())


@pytest.mark.parametrize(
    "style",
    [
        "background:linear-gradient(transparent 45%,#000 45%,#000 55%,transparent 55%)",
        "background:linear-gradient(to top right,transparent 47%,red 49%,red 51%,transparent 53%)",
        "background:linear-gradient(red,red) no-repeat center/100% 2px",
        "background-image:linear-gradient(#000,#000);background-size:100% 1px;background-position:0 50%",
    ],
)
def test_a_line_as_the_ground_of_words_strikes_them_out(style: str) -> None:
    assert read(f"<p>lisad 2, <span style='{style}'>3, </span>5.</p>") == ("lisad 2, 5.", {"struck_words"})


SHADOW = "position:absolute;left:1px;top:1px"
TWICE = {
    "an element": f"<span style='position:relative'>2 ja 5<span style='{SHADOW}'>2 ja 5</span></span>",
    "of the style": "<span class=d data-t='2 ja 5'>2 ja 5</span>",
}


@pytest.mark.parametrize("markup", TWICE.values(), ids=TWICE)
def test_a_shadow_of_words_is_read_once(markup: str) -> None:
    style = f".d{{position:relative}} .d::after{{content:attr(data-t);{SHADOW}}}"
    assert read(f"<p>lisad {markup}.</p>", style) == ("lisad 2 ja 5.", set())


def test_other_words_laid_upon_words_stay() -> None:
    markup = f"<p>lisad <span style='position:relative'>2 ja 5<span style='{SHADOW}'>, 7</span></span>.</p>"
    assert read(markup)[0] == "lisad 2 ja 5, 7."


def test_a_slanted_word_leaves_the_line_on_which_it_lies() -> None:
    slanted = "<span style='position:absolute;top:90px;transform:rotate(-45deg)'>KOOPIA</span>"
    assert read(f"<p>lisad 2{slanted} ja 5.</p>")[0] == "lisad 2 ja 5.\nKOOPIA"


def test_a_box_over_all_of_the_window_is_told() -> None:
    box = "<div style='position:fixed;inset:0;background:#fff'>Laadin</div>"
    assert read(f"<p>lisad 2 ja 5.</p>{box}") == ("lisad 2 ja 5.\nLaadin", {"unseen_words"})
    assert read(f"<p>lisad 2 ja 5.</p>{box.replace('#fff', 'rgba(0,0,0,.5)')}")[1] == set()


@pytest.mark.parametrize(("words", "told"), [("Lubage skriptid.", set()), ("lisad 2 ja 5", {"hidden_text"})])
def test_words_of_an_act_for_browsers_without_scripts_are_told(words: str, told: set[str]) -> None:
    assert read(f"<p>Käskkiri</p><noscript><p>{words}</p></noscript>") == ("Käskkiri", told)
