"""What a style moves is read where a browser shows it; what selectors of structure hide is hidden."""

from __future__ import annotations

import pytest

from extractors.files.html import read_html

FIRST, SECOND = "Tunnistan kehtetuks", "lisad 2 ja 5."


def lines(body: str, style: str = "") -> list[str]:
    page = f"<!doctype html><meta charset=utf-8><style>{style}</style><body>{body}</body>"
    return read_html(page.encode(), "0")[0].text.splitlines()


@pytest.mark.parametrize(
    "body",
    [
        "<div style='display:flex;flex-direction:column-reverse'><p>{1}</p><p>{0}</p></div>",
        "<div style='display:flex'><p style='order:2'>{1}</p><p style='order:1'>{0}</p></div>",
        "<div style='display:grid'><p style='grid-row:2'>{1}</p><p style='grid-row:1'>{0}</p></div>",
        "<div><p style='position:absolute;top:30px'>{1}</p> <p style='position:absolute;top:4px'>{0}</p></div>",
        "<table><caption style='caption-side:bottom'>{1}</caption><tr><td>{0}</td></tr></table>",
        "<table><tfoot><tr><td>{1}</td></tr></tfoot><tbody><tr><td>{0}</td></tr></tbody></table>",
        "<iframe srcdoc='<p>{0}</p><p>{1}</p>'></iframe>",
        "<div><template shadowrootmode=open><p>{0}</p><p>{1}</p></template></div>",
        "<div style='float:right'>{0}</div><p style='order:1'>{1}</p>",
    ],
    ids=["reverse", "order", "grid", "absolute", "caption", "foot", "frame", "shadow", "unmoved"],
)
def test_blocks_are_read_as_they_are_shown(body: str) -> None:
    assert lines(body.format(FIRST, SECOND)) == [FIRST, SECOND]


@pytest.mark.parametrize(
    "body",
    [
        "<p style='display:flex;flex-direction:row-reverse'><span>{1}</span><span>{0} </span></p>",
        "<p><span style='float:right'>{1}</span>{0} </p>",
    ],
    ids=["reverse", "float"],
)
def test_words_of_a_line_are_read_as_they_are_shown(body: str) -> None:
    assert lines(body.format(FIRST, SECOND)) == [f"{FIRST} {SECOND}"]


@pytest.mark.parametrize(
    "style",
    [
        ":is(.b,.c){display:none}",
        ":where(.b){display:none}",
        "p:not(.a){display:none}",
        "p:has(i){display:none}",
        "p:nth-child(2){display:none}",
        "p:nth-of-type(2n){display:none}",
        ":root{--shown:none}.b{display:var(--shown)}",
        ".b{display:var(--unknown,none)}:root{--other:block}",
    ],
)
def test_selectors_of_structure_hide(style: str) -> None:
    assert lines("<p class=a>Kinnitan</p><p class=b><i>Tühistan</i></p>", style) == ["Kinnitan"]


@pytest.mark.parametrize("state", [".b:hover", "p:nth-child(3)", "p:nth-child(x)"])
def test_states_and_other_places_hide_nothing(state: str) -> None:
    assert lines("<p class=a>Kinnitan</p><p class=b>Muudan</p>", f"{state}{{display:none}}") == ["Kinnitan", "Muudan"]
