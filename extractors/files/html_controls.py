"""Say what the controls of a web form show: a saved form is a page whose values are no text of their own."""

from __future__ import annotations

from bs4 import Tag

CONTROLS = frozenset({"input", "select"})

_WITHOUT_WORDS = frozenset({"hidden", "password", "submit", "button", "reset", "image", "file", "range", "color"})
_BOXES = frozenset({"checkbox", "radio"})


def shown_value(control: Tag) -> str:
    """Return the words of an ``input`` or ``select`` as a browser shows them; boxes are ☒ and ☐."""
    return _chosen(control) if control.name == "select" else _typed(control)


def _typed(control: Tag) -> str:
    kind = str(control.get("type", "text")).strip().casefold()
    if kind in _BOXES:
        return "☒ " if control.has_attr("checked") else "☐ "
    return "" if kind in _WITHOUT_WORDS else str(control.get("value", ""))


def _chosen(control: Tag) -> str:
    """Return the chosen options; a closed list without a choice shows its first one."""
    options = control.find_all("option")
    chosen = [option for option in options if option.has_attr("selected")]
    if not control.has_attr("multiple"):
        chosen = chosen[-1:] or options[:1]
    return ", ".join(" ".join(option.get_text().split()) for option in chosen)
