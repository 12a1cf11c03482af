"""A style sheet is cut into rules, and rules in rules hold for what both name."""

from __future__ import annotations

import pytest

from extractors.files.css_rules import rules_of
from extractors.files.html import read_html


@pytest.mark.parametrize(
    ("sheet", "rules"),
    [
        (".a{x:1}.b,.c{y:2}", [(".a", "x:1"), (".b", "y:2"), (".c", "y:2")]),
        (".a{x:1;.b{y:2}z:3}", [(".a", "x:1"), (".a .b", "y:2"), (".a", "z:3")]),
        (".a{&.b{y:2} & > p{z:3} .d &{w:4}}", [(".a.b", "y:2"), (".a > p", "z:3"), (".d .a", "w:4")]),
        (".a{> p{y:2}}", [(".a > p", "y:2")]),
        (".a,.b{.c{y:2}}", [(".a .c", "y:2"), (".b .c", "y:2")]),
        ("p{@media screen{.x{y:2} z:3} @media print{w:4}}", [("p .x", "y:2"), ("p", "z:3")]),
        ("@layer a;@layer b{@layer c{.x{y:2}}}", [(".x", "y:2")]),
        ("@supports not (x:y){.x{y:2}}@supports (x:y){.z{w:4}}", [(".z", "w:4")]),
        ("@keyframes k{from{x:1}to{x:2}}@font-face{x:1}@page{x:1;@top-left{y:2}}.x{y:2}", [(".x", "y:2")]),
        ("@scope (.a){.x{y:2}}", [(".a .x", "y:2")]),
        (".x::before{content:'}{;'}.y{z:3}", [(".x::before", "content:'}{;'"), (".y", "z:3")]),
        (".x{background:url(data:a;b,c);y:2}", [(".x", "background:url(data:a;b,c);y:2")]),
        (":is(.a,.b) p{x:1}", [(":is(.a,.b) p", "x:1")]),
        (".x{y:2", [(".x", "y:2")]),
        ("}}.x{y:2}", [(".x", "y:2")]),
        ("", []),
    ],
)
def test_rules_are_cut_as_browsers_do(sheet: str, rules: list[tuple[str, str]]) -> None:
    assert list(rules_of(sheet)) == rules


def test_rules_nested_without_end_are_few() -> None:
    assert len(list(rules_of(".a,.b{x:1;" * 50 + "}" * 50))) < 2_000


@pytest.mark.parametrize(
    "sheet",
    [
        "body{& .x{display:none}}",
        "p{@media screen{.x{display:none}}}",
        "span{color:red;&.x{display:none}}",
        r".\78 {display:none}",
        "html body div p > .x{display:none}",
    ],
)
def test_words_that_nested_rules_hide_are_left_out(sheet: str) -> None:
    page = f"<html><style>{sheet}</style><body><div><p>lisad 2, <span class=x>3, </span>5.</p></div></body></html>"
    assert read_html(page.encode(), "0")[0].text == "lisad 2, 5.\n"
