"""A saved web form shows its values; what a browser does not show is no text."""

from __future__ import annotations

import pytest

from extractors.files.html import read_html


@pytest.mark.parametrize(
    ("control", "shown"),
    [
        ("<input name=nr value='3-4/27'>", "nr 3-4/27 lisa"),
        ("<input type=number value=5>", "nr 5 lisa"),
        ("<input type=hidden value=7>", "nr lisa"),
        ("<input type=submit value=Saada>", "nr lisa"),
        ("<input>", "nr lisa"),
        ("<select><option>4<option selected>5<option>6</select>", "nr 5 lisa"),
        ("<select><option>4<option>5</select>", "nr 4 lisa"),
        ("<select multiple><option selected>4<option>5<option selected>6</select>", "nr 4, 6 lisa"),
        ("<select multiple><option>4<option>5</select>", "nr lisa"),
        ("<select></select>", "nr lisa"),
        ("<textarea>2, 6 ja 13</textarea>", "nr 2, 6 ja 13 lisa"),
        ("<input type=checkbox checked>", "nr ☒ lisa"),
        ("<input type=radio>", "nr ☐ lisa"),
    ],
)
def test_a_control_shows_its_value(control: str, shown: str) -> None:
    text, findings = read_html(f"<html><p>nr {control} lisa</p></html>".encode(), "0")
    assert text.text == f"{shown}\n"
    assert findings == ()
