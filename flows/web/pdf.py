"""Write an extract as PDF: A4, PDF/UA-1, with its fonts inside, the same bytes for the same words.

Needs typst (the extra ``pdf``). The words reach the layout as data that typst never reads as markup, so that no title
can become a command. No font of the machine is used and no file is read or written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.visible import make_visible

if TYPE_CHECKING:
    from typst import Fonts

_LAYOUT = (Path(__file__).parent / "templates" / "extract.typ").read_bytes()
# What the fonts inside typst certainly have: Latin, Greek and Cyrillic letters, and typographic signs.
_RARE = re.compile(
    r"[^\n\t\x20-\x7e\xa0-\u0233\u0386-\u038a\u038c\u038e-\u03a1\u03a3-\u03ce\u0400-\u045f"
    r"\u2010-\u2014\u2018-\u201e\u2022\u2026\u20ac]"
)


def can_write_pdf() -> bool:
    """Return whether typst is installed."""
    return find_spec("typst") is not None


def write_pdf(told: Mapping[str, Any], published_at: datetime, picture: bytes | None) -> bytes:
    """Return the file. ``told`` are its words, ``published_at`` its instant, ``picture`` the page as PNG, if any.

    The standard forbids characters for which the fonts have no glyph: where there are any, rare characters are written
    as their codes.
    """
    import typst

    try:
        return _compile(_map_words(told, make_visible), published_at, picture)
    except typst.TypstError:
        return _compile(_map_words(told, _spell_out), published_at, picture)


def _compile(told: Mapping[str, Any], published_at: datetime, picture: bytes | None) -> bytes:
    import typst

    # typst takes files in memory as text alone, so the picture goes as numbers. None of it touches the disk, where
    # a picture could outlive the withdrawal of its document. The stubs of typst leave files in memory out.
    data = json.dumps({**told, "picture": list(picture or b"")})
    files: Any = {"main.typ": _LAYOUT, "told.json": data.encode()}
    written = typst.Compiler(files, font_paths=_fonts()).compile(
        format="pdf", pdf_standards=["ua-1"], timestamp=int(published_at.timestamp())
    )
    assert isinstance(written, bytes)
    return written


@cache
def _fonts() -> Fonts:
    import typst

    return typst.Fonts(include_system_fonts=False)


def _spell_out(text: str) -> str:
    return _RARE.sub(lambda found: f"\\u{{{ord(found[0]):x}}}", make_visible(text))


def _map_words(value: Any, change: Any) -> Any:
    """Return the same structure with each of its texts changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Mapping):
        return {name: _map_words(one, change) for name, one in value.items()}
    return [_map_words(one, change) for one in value] if isinstance(value, (list, tuple)) else value
