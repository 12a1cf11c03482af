"""Write Akoma Ntoso 3: one file per act, with its body, each annex as its own component, and the events of its life.

The text is as kehtiv holds it: a line is a paragraph, and a line that begins with a number is a numbered one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from flows.exports.acts import Act, Named, read_acts
from flows.exports.akn_metadata import Work, annex_work, metadata, work_of
from flows.exports.akn_xml import Element, element, serialise
from flows.exports.values import Occasion, WrittenFile
from warehouse.ask.export import write_csv
from warehouse.exports.source import ExportSource

MEDIA_TYPE = "application/akn+xml"
INDEX = "akn/index.csv"
NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"

_NUMBERED = re.compile(r"(?P<number>\d{1,3}(?:\.\d{1,3})*\.)\s+(?P<words>\S.*)")
_COLUMNS = ("directive_id", "file", "uri", "annex_number")


def write(source: ExportSource, folder: Path, occasion: Occasion) -> Iterator[WrittenFile]:
    """Write a file for each dated act below ``akn/REGISTER/YEAR/``, then their index, and yield each.

    Akoma Ntoso names an act by its date, so an act of unknown date has no file; the index shows it without one.
    """
    (folder / "akn").mkdir()
    lines: list[tuple[str, str | None, str | None, int]] = []
    for act in read_acts(source, occasion.day):
        work, name = work_of(act), act.values["directive_id"]
        if work is None:
            lines.append((name, None, None, len(act.annexes)))
            continue
        path = f"akn/{_safe(act.values['register'] or 'files')}/{work.day.year}/{_safe(name)}.xml"
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        with (folder / path).open("x", encoding="utf-8", newline="\n") as file:
            file.write(serialise(document(act, work, occasion)))
        lines.append((name, path, work.uri, len(act.annexes)))
        yield WrittenFile(path, MEDIA_TYPE, "An act in Akoma Ntoso 3.", is_listed=False)
    with (folder / INDEX).open("w", encoding="utf-8", newline="") as file:
        write_csv(file, _COLUMNS, lines, line_end="\r\n")
    yield WrittenFile(INDEX, "text/csv", "Which file holds which act, under which address of Akoma Ntoso.")


def document(act: Act, work: Work, occasion: Occasion) -> Element:
    """Return the whole document of an act."""
    annexes = [_attachment(act, work, annex, place, occasion) for place, annex in enumerate(act.annexes, 1)]
    return element(
        "akomaNtoso",
        element(
            "act",
            metadata(work, act.values, occasion, act),
            _preface(act),
            element("body", *_body(act.values["text"])),
            element("attachments", *annexes) if annexes else None,
            name=_slug_word(act.values["act_kind"] or "act"),
        ),
        xmlns=NAMESPACE,
    )


def _preface(act: Act) -> Element:
    values = act.values
    return element(
        "preface",
        element(
            "p",
            element("docType", values["act_kind"] or "akt"),
            " ",
            element("docDate", f"{values['enacted_on']:%d.%m.%Y}", date=values["enacted_on"].isoformat()),
            *((" nr ", element("docNumber", values["number"])) if values["number"] else ()),
        ),
        element("p", element("docTitle", values["title"])) if values["title"] else None,
    )


def _body(text: str | None) -> Iterator[Element]:
    """Yield the paragraphs of an act: the words before the first number, then each numbered line with its rest."""
    lines = [line.strip() for line in (text or "").splitlines() if line.strip()]
    groups: list[tuple[str | None, list[str]]] = [(None, [])]
    for line in lines:
        match = _NUMBERED.fullmatch(line)
        if match:
            groups.append((match["number"], [match["words"]]))
        else:
            groups[-1][1].append(line)
    if not lines:
        groups = [(None, [""])]
    for place, (number, words) in enumerate(group for group in groups if group[1]):
        yield element(
            "paragraph",
            element("num", number) if number else None,
            element("content", *(element("p", line) for line in words)),
            eId=f"para_{place + 1}",
        )


def _attachment(act: Act, work: Work, annex: Named, place: int, occasion: Occasion) -> Element:
    """Return an annex as a document of its own, named as a component of the act."""
    own = annex_work(work, annex, place)
    lines = [line.strip() for line in (annex["text"] or "").splitlines() if line.strip()]
    heading = f"Lisa {annex['annex_number']}" if annex["annex_number"] else "Lisa"
    return element(
        "attachment",
        element("heading", heading),
        element("subheading", annex["title"]) if annex["title"] else None,
        element(
            "doc",
            metadata(own, act.values | annex, occasion, None),
            element("mainBody", *(element("p", line) for line in lines or [""])),
            name="annex",
        ),
        eId=f"att_{place}",
    )


def _slug_word(words: str) -> str:
    return re.sub(r"\W+", "-", words.lower()).strip("-") or "act"


def _safe(name: str) -> str:
    """Return an id as the name of a file: no separator, nothing that leads elsewhere."""
    return quote(name.rpartition("/")[2] or name, safe="")[-200:].lstrip(".") or "_"
