"""Read styles of a DOCX (ISO/IEC 29500-1, 17.7), as far as they affect print: numbers, hidden words, capitals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from extractors.files.docx_names import is_on, value_of, w

_SWITCHES = ("vanish", "caps", "strike", "dstrike")
_VALUES = ("vertAlign", "sz", "position")
GROUNDS = frozenset({"background1", "light1"})
"""Colours of a theme that are those of the paper."""
_PAPER = frozenset({"auto", "ffffff"})


@dataclass(frozen=True, slots=True)
class Style:
    """A style. ``switches`` are the run properties that it turns on or off itself;
    ``values`` and ``colour`` are what it sets.
    """

    parent: str | None = None
    number: str | None = None
    depth: str | None = None
    switches: dict[str, bool] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    colour: etree._Element | None = None
    is_shaded: bool = False
    fill: str | None = None


@dataclass(slots=True)
class Styles:
    """Styles by id. ``default`` is the style of paragraphs that name none."""

    styles: dict[str, Style] = field(default_factory=dict)
    default: str | None = None
    always_on: frozenset[str] = frozenset()
    """Switches that the defaults of the document turn on for all words."""

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
        """Return whether a switch ("vanish", "caps") holds for a run: its own, or one of its styles'.

        A style turns on what the style around it turned on already, and so off again (17.7.3, toggle properties).
        """
        properties = run.find(w("rPr"))
        if properties is not None and properties.find(w(switch)) is not None:
            return is_on(properties, switch)
        levels = (self.chain(start) for start in (*self._starts(run, paragraph_style), _table_style(run)))
        set_by = (next((s.switches[switch] for _, s in level if switch in s.switches), False) for level in levels)
        return sum(set_by) % 2 == 1 or switch in self.always_on

    def run_value(self, run: etree._Element, name: str, paragraph_style: str | None) -> str | None:
        """Return what a run property ("vertAlign", "sz") is set to: by the run, its style or its paragraph's."""
        own = value_of(run.find(f"{w('rPr')}/{w(name)}"))
        found = (style.values[name] for style in self._styles_of(run, paragraph_style) if name in style.values)
        return own if own is not None else next(found, None)

    def run_colour(self, run: etree._Element, paragraph_style: str | None) -> etree._Element | None:
        """Return the colour of a run's words: its own, its style's or its paragraph's; ``None`` where none is set."""
        own = run.find(f"{w('rPr')}/{w('color')}")
        found = (style.colour for style in self._styles_of(run, paragraph_style) if style.colour is not None)
        return own if own is not None else next(found, None)

    def is_run_shaded(self, run: etree._Element, paragraph_style: str | None) -> bool:
        """Return whether a run's style or its paragraph's gives the words a ground of its own."""
        return any(style.is_shaded for style in self._styles_of(run, paragraph_style))

    def run_fill(self, run: etree._Element, paragraph_style: str | None) -> str | None:
        """Return the colour of the ground that a run's style or its paragraph's sets; ``None`` without one."""
        return next((style.fill for style in self._styles_of(run, paragraph_style) if style.fill), None)

    def _styles_of(self, run: etree._Element, paragraph_style: str | None) -> Iterator[Style]:
        for start in self._starts(run, paragraph_style):
            yield from (style for _, style in self.chain(start))

    def _starts(self, run: etree._Element, paragraph_style: str | None) -> tuple[str | None, str | None]:
        return value_of(run.find(f"{w('rPr')}/{w('rStyle')}")), paragraph_style


def _table_style(run: etree._Element) -> str | None:
    """Return the style of the table around a run."""
    table = next(run.iterancestors(w("tbl")), None)
    return style_of_table(table) if table is not None else None


def style_of_table(table: etree._Element) -> str | None:
    return value_of(table.find(f"{w('tblPr')}/{w('tblStyle')}"))


def is_dyed(shading: etree._Element | None) -> bool:
    """Return whether a shading (17.3.5) has a colour or a pattern other than white paper."""
    if shading is None:
        return False
    if value_of(shading, "themeFill") not in (None, *GROUNDS) or value_of(shading, "val") not in (None, "clear", "nil"):
        return True
    return (value_of(shading, "fill") or "auto").casefold() not in _PAPER


def _always_on(root: etree._Element | None) -> frozenset[str]:
    defaults = root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}") if root is not None else None
    return frozenset(switch for switch in _SWITCHES if is_on(defaults, switch))


def read_styles(root: etree._Element | None) -> Styles:
    """Read the styles of a document; empty where it has none."""
    styles_read = Styles(always_on=_always_on(root))
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
            values={
                name: written
                for name in _VALUES
                if properties is not None and (written := value_of(properties.find(w(name)))) is not None
            },
            colour=properties.find(w("color")) if properties is not None else None,
            fill=next(filter(None, (value_of(each, "fill") for each in element.iter(w("shd")))), None),
            is_shaded=next(element.iter(w("highlight")), None) is not None or any(map(is_dyed, element.iter(w("shd")))),
        )
        if value_of(element, "type") == "paragraph" and value_of(element, "default") in ("1", "true", "on"):
            styles_read.default = name
    return styles_read
