"""One act in every form that it may come in: how a construct looks, and the same construct set by each producer.

A construct marks some words of one sentence (raised, struck out, white …). ``by_reportlab`` and ``by_hand`` set pages,
``as_word`` a DOCX, ``as_page`` a web page, and ``by_office`` has LibreOffice print the DOCX.
"""

from __future__ import annotations

import io
import subprocess
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from tests.extractors.pages.situations import WHITE, Bar, Item, Letters, lines, width_of
from tests.patience import PATIENCE_S

HEAD = ("PAJUMETSA AMET", "PEADIREKTORI KÄSKKIRI", "Paju, 03.05.2021 nr 48", "Lisade kehtetuks tunnistamine")
OWN_HEAD = ("PAJUMETSA AMET", "PEADIREKTORI KÄSKKIRI", "03.05.2021 nr 48", "Lisade kehtetuks tunnistamine")
KEPT = "1. Tunnistan kehtetuks peadirektori 11.01.2019 käskkirja nr 7 lisad 1 ja 2."
OTHER = "1.1. Tunnistan kehtetuks peadirektori 02.02.2018 käskkirja nr 33."
"""Below ``OWN_HEAD`` what stays in any case, and what a form hides or not."""
LAST = "2. Käskkiri jõustub allkirjastamisest."
LEFT, TOP, LEADING = 50.0, 72.0, 20.0
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


@dataclass(frozen=True)
class Construct:
    """``runs``: the words of each printed line of the sentence with the look of each; "" is plain, "page" ends the
    page. ``revoked``: number and annexes that the sentence revokes; ``None``: nobody sees it, or it is struck out.
    ``codes``: findings of which each form must bring one; empty where there is nothing to tell."""

    runs: Sequence[Sequence[tuple[str, str]]]
    revoked: tuple[str, tuple[str, ...]] | None
    codes: frozenset[str] = frozenset()


def _sentence(*marked: tuple[str, str]) -> Sequence[Sequence[tuple[str, str]]]:
    return [[("1. Tunnistan kehtetuks peadirektori 11.01.2019 käskkirja nr 7", ""), *marked]]


def _whole(look: str) -> Sequence[Sequence[tuple[str, str]]]:
    return [[("1. Tunnistan kehtetuks peadirektori 11.01.2019 käskkirja nr 7 lisad 1 ja 5.", look)]]


ALL = ("7", ("1", "5"))
UNSEEN = frozenset({"unseen_words", "hidden_text"})
CONSTRUCTS: dict[str, Construct] = {
    "plain": Construct(_whole(""), ALL),
    "underlined": Construct(_whole("under"), ALL),
    "bold": Construct(_whole("bold"), ALL),
    "a mark behind the number": Construct(_sentence(("2", "raised"), (" lisad 1 ja 5.", "")), ALL),
    "an inserted annex": Construct(_sentence((" lisad 1", ""), ("1", "raised"), (" ja 5.", "")), ("7", ("1¹", "5"))),
    "letters set apart": Construct(_whole("spread"), ALL),
    "a range with a dash": Construct(_sentence((" lisad 1\u20133 ja 5.", "")), ("7", ("1", "2", "3", "5"))),
    "over two pages": Construct(
        [[*_sentence()[0], (" lisad 1,", "")], [("", "page"), ("3 ja 5.", "")]], ("7", ("1", "3", "5"))
    ),
    "struck out": Construct(_whole("struck"), None, frozenset({"struck_words"})),
    "struck out twice": Construct(_whole("twice"), None, frozenset({"struck_words"})),
    "one annex struck out": Construct(
        _sentence((" lisad 1", ""), (", 3", "struck"), (" ja 5.", "")), ALL, frozenset({"struck_words"})
    ),
    "white": Construct(_whole("white"), None, UNSEEN),
    "black on black": Construct(_whole("bar"), None, UNSEEN),
    "hidden": Construct(_whole("hidden"), None, UNSEEN),
}


def set_pages(construct: Construct) -> list[list[Item]]:
    """The pages of the act for ``by_reportlab`` and ``by_hand``."""
    pages: list[list[Item]] = [lines(*HEAD, x=LEFT, top=TOP)]
    top = TOP + LEADING * len(HEAD)
    for runs in construct.runs:
        x = LEFT
        for text, look in runs:
            if look == "page":
                pages.append([])
                top = TOP
                continue
            pages[-1] += _set_run(x, top, text, look)
            x += _width(text, look)
        top += LEADING
    pages[-1] += lines(LAST, x=LEFT, top=top)
    return pages


def _set_run(x: float, top: float, text: str, look: str) -> list[Item]:
    right, base = x + width_of(text), top + 11
    if look == "raised":
        return [Letters(x, top + 4, text, size=7, rise=5)]
    looks: dict[str, list[Item]] = {
        "bold": [Letters(x, top, text, copies=((0.3, 0.0),))],
        "spread": [Letters(x, top, text, size=9, spread=2.0)],
        "white": [Letters(x, top, text, colour=WHITE)],
        "hidden": [Letters(x, top, text, mode=3)],
        "struck": [Letters(x, top, text), Bar(x, base - 3.3, right, base - 2.7)],
        "twice": [Letters(x, top, text), Bar(x, base - 4.2, right, base - 3.7), Bar(x, base - 2.5, right, base - 2.0)],
        "under": [Letters(x, top, text), Bar(x, base + 1.3, right, base + 1.9)],
        "bar": [Bar(x, top, right, base + 4), Letters(x, top, text)],
    }
    return looks.get(look) or [Letters(x, top, text)]


def _width(text: str, look: str) -> float:
    return width_of(text, 7) if look == "raised" else width_of(text)


_PROPERTIES = {
    "raised": '<w:vertAlign w:val="superscript"/>',
    "bold": "<w:b/>",
    "spread": '<w:spacing w:val="44"/><w:sz w:val="18"/>',
    "white": '<w:color w:val="FFFFFF"/>',
    "hidden": "<w:vanish/>",
    "struck": "<w:strike/>",
    "twice": "<w:dstrike/>",
    "under": '<w:u w:val="single"/>',
    "bar": '<w:color w:val="000000"/><w:highlight w:val="black"/>',
}


def as_word(construct: Construct) -> bytes:
    """A DOCX; lines of the sentence follow one another in one paragraph."""
    runs = "".join(
        '<w:r><w:br w:type="page"/></w:r>'
        if look == "page"
        else f'<w:r><w:rPr>{_PROPERTIES.get(look, "")}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
        for line in construct.runs
        for text, look in line
    )
    plain = [f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>" for text in (*HEAD, LAST)]
    body = f"{''.join(plain[:-1])}<w:p>{runs}</w:p>{plain[-1]}"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{_TYPE}"/></Types>',
        )
        package.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="a" '
            f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        package.writestr("word/document.xml", f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>')
    return out.getvalue()


_MARKUP = {
    "raised": "<sup>{}</sup>",
    "bold": "<b>{}</b>",
    "spread": '<span style="letter-spacing:2px">{}</span>',
    "white": '<span style="color:#FFFFFF">{}</span>',
    "hidden": '<span style="display:none">{}</span>',
    "struck": "<s>{}</s>",
    "twice": '<span style="text-decoration: line-through double">{}</span>',
    "under": "<u>{}</u>",
    "bar": '<span style="background-color:black; color:black">{}</span>',
}


def as_page(construct: Construct) -> bytes:
    """A web page; a page break on paper is none on the screen."""
    words = " ".join(
        "".join(_MARKUP.get(look, "{}").format(escape(text)) for text, look in line) for line in construct.runs
    )
    paragraphs = "".join(f"<p>{escape(text)}</p>" for text in HEAD) + f"<p>{words}</p><p>{LAST}</p>"
    return f'<html><head><meta charset="utf-8"></head><body>{paragraphs}</body></html>'.encode()


def by_office(program: str, folder: Path, constructs: Mapping[str, Construct]) -> Callable[[str], bytes]:
    """Have LibreOffice print the DOCX of every construct in one go; returns how to get one by its name."""
    names = {name: f"k{at}" for at, name in enumerate(constructs)}
    for name, construct in constructs.items():
        (folder / f"{names[name]}.docx").write_bytes(as_word(construct))
    subprocess.run(
        [
            *(program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"),
            *("--convert-to", "pdf", "--outdir", str(folder)),
            *(str(folder / f"{name}.docx") for name in names.values()),
        ],
        check=True,
        capture_output=True,
        timeout=PATIENCE_S,
    )
    return lambda name: (folder / f"{names[name]}.pdf").read_bytes()
