"""Read styles of a DOCX (ISO/IEC 29500-1, 17.7), as far as they affect print: numbers, hidden words, capitals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from extractors.files.docx_names import is_on, value_of, w

_SWITCHES = ("vanish", "caps", "strike", "dstrike")


@dataclass(frozen=True, slots=True)
class Style:
    """A style. ``switches`` are the run properties that it turns on or off itself."""

    parent: str | None = None
    number: str | None = None
    depth: str | None = None
    switches: dict[str, bool] = field(default_factory=dict)


@dataclass(slots=True)
class Styles:
    """Styles by id. ``default`` is the style of paragraphs that name none."""

    styles: dict[str, Style] = field(default_factory=dict)
    default: str | None = None

    def chain(self, name: str | None) -> Iterator[tuple[str, Style]]:
        """Return the style and its ancestors, nearest first; a style based on itself ends the chain."""
        seen: set[str] = set()
        while name and name not in seen and name in self.styles:
            seen.add(name)
            yield name, self.styles[name]
            name = self.styles[name].parent

    def of_paragraph(self, paragraph: etree._Element) -> str | None:
        return value_of(paragraph.find(f"{w('pPr')}/{w('pStyle')}")) or self.default

    def is_run_on(self, run: etree._Element, switch: str, paragraph_style: str | None) -> bool:
        """Return whether a switch ("vanish", "caps") holds for a run: its own, its style's or its paragraph's."""
        properties = run.find(w("rPr"))
        if properties is not None and properties.find(w(switch)) is not None:
            return is_on(properties, switch)
        named = value_of(properties.find(w("rStyle"))) if properties is not None else None
        for start in (named, paragraph_style):
            for _, style in self.chain(start):
                if switch in style.switches:
                    return style.switches[switch]
        return False


def read_styles(root: etree._Element | None) -> Styles:
    """Read the styles of a document; empty where it has none."""
    styles_read = Styles()
    for element in root.findall(w("style")) if root is not None else []:
        name = value_of(element, "styleId") or ""
        properties = element.find(w("rPr"))
        number = element.find(f"{w('pPr')}/{w('numPr')}")
        styles_read.styles[name] = Style(
            parent=value_of(element.find(w("basedOn"))),
            number=value_of(number.find(w("numId"))) if number is not None else None,
            depth=value_of(number.find(w("ilvl"))) if number is not None else None,
            switches={
                switch: is_on(properties, switch)
                for switch in _SWITCHES
                if properties is not None and properties.find(w(switch)) is not None
            },
        )
        if value_of(element, "type") == "paragraph" and value_of(element, "default") in ("1", "true", "on"):
            styles_read.default = name
    return styles_read
