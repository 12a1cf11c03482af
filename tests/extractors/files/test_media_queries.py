"""Which rules of a style sheet hold on a usual screen."""

from __future__ import annotations

import pytest

from extractors.files.media_queries import holds_on_screens
from extractors.read import read_file

HOLD = (
    "",
    "all",
    "screen",
    "print, screen",
    "only screen",
    "(min-width: 600px)",
    "screen and (min-width: 30em)",
    "not print",
    "not screen and (max-width: 600px)",
    "(hover)",
    "screen and (color)",
)
DO_NOT = (
    "print",
    "print and (min-width: 10cm)",
    "not all",
    "not screen",
    "screen and (max-width: 600px)",
    "(max-width: 40em)",
    "(min-width: 1600px)",
    "(prefers-color-scheme: dark)",
    "speech",
)


@pytest.mark.parametrize(
    ("media", "holds"), [*((media, True) for media in HOLD), *((media, False) for media in DO_NOT)]
)
def test_a_media_query_is_judged_as_a_usual_screen_does(media: str, holds: bool) -> None:
    assert holds_on_screens(media) == holds


@pytest.mark.parametrize(
    "sheet", ["<style media='{}'>.a{{display:none}}</style>", "<style>@media {} {{.a{{display:none}}}}</style>"]
)
@pytest.mark.parametrize(("media", "is_hidden"), [("(min-width: 600px)", True), ("(max-width: 600px)", False)])
def test_words_hidden_on_usual_screens_alone_are_left_out(sheet: str, media: str, is_hidden: bool) -> None:
    found = read_file(f"<html>{sheet.format(media)}<p>Kinnitan</p><p class=a>korra</p></html>".encode(), "a.html")
    assert found.text is not None
    assert ("korra" in found.text.text) != is_hidden
