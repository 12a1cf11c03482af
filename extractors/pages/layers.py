"""Tell which layers of a PDF a viewer leaves out when it opens the file (optional content, ISO 32000-1, 8.11).

The picture of the page cannot tell a word on a layer that is off where another word stands on the same place.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pdfminer.pdftypes import PDFObjRef, resolve1

from extractors.pages.pdf_values import dictionary_of, list_of, name_of

_DEEPEST = 8
"""Levels of a visibility expression; deeper ones count as shown, and the picture of the page judges."""


class Layers:
    """The layers of one document, by the numbers of their objects."""

    def __init__(self, catalog: Any) -> None:
        properties = dictionary_of(dictionary_of(catalog).get("OCProperties"))
        self._has_any = bool(_numbers(properties.get("OCGs")))
        self._are_off = _layers_off(properties)

    def __bool__(self) -> bool:
        """Return whether the document has layers. A membership may hide content while all of them are on."""
        return self._has_any or bool(self._are_off)

    def is_off(self, content: Any) -> bool:
        """Return whether what belongs to a group, or to a membership of groups, is left out."""
        if not self:
            return False
        number = content.objid if isinstance(content, PDFObjRef) else None
        if number in self._are_off:
            return True
        membership = dictionary_of(content)
        if name_of(membership.get("Type")) != "OCMD":
            return False
        if expression := list_of(membership.get("VE")):
            return not self._holds(expression, 0)
        groups = self._groups(membership.get("OCGs"))
        return bool(groups) and not _is_shown(groups, name_of(membership.get("P")))

    def _groups(self, groups: Any) -> list[bool]:
        """Return for each of the groups whether it is on."""
        if isinstance(groups, PDFObjRef) and not isinstance(resolve1(groups), list):
            return [groups.objid not in self._are_off]
        return [number not in self._are_off for number in _numbers(groups)]

    def _holds(self, expression: Any, depth: int) -> bool:
        """Return what a visibility expression says: ``[/And …]``, ``[/Or …]``, ``[/Not …]`` or a group."""
        if isinstance(expression, PDFObjRef) and not isinstance(resolve1(expression), list):
            return expression.objid not in self._are_off
        terms = list_of(expression)
        if not terms or depth > _DEEPEST:
            return True
        operator = name_of(terms[0])
        values = [self._holds(term, depth + 1) for term in terms[1:]]
        if operator == "Not":
            return not all(values)
        return any(values) if operator == "Or" else all(values)


def _is_shown(are_on: list[bool], policy: str) -> bool:
    """Return whether the policy of a membership shows its content; any group that is on, where there is none."""
    ways = {"AllOn": all(are_on), "AnyOff": not all(are_on), "AllOff": not any(are_on)}
    return ways.get(policy, any(are_on))


def _layers_off(properties: dict[str, Any]) -> frozenset[int]:
    config = dictionary_of(properties.get("D"))
    is_off_at_first = name_of(config.get("BaseState")) == "OFF"
    off = _numbers(properties.get("OCGs")) if is_off_at_first else set()
    off = (off - _numbers(config.get("ON"))) | _numbers(config.get("OFF"))
    for on, group in _by_usage(config):
        off = off - {group} if on else off | {group}
    return frozenset(off)


def _by_usage(config: dict[str, Any]) -> Iterator[tuple[bool, int]]:
    """Yield the layers that viewers switch by themselves (8.11.4.4, /AS): whether each is on, and its number."""
    for rule in (dictionary_of(each) for each in list_of(config.get("AS"))):
        categories = {name_of(each) for each in list_of(rule.get("Category"))}
        if name_of(rule.get("Event")) != "View" or "View" not in categories:
            continue
        for group in list_of(rule.get("OCGs")):
            view = dictionary_of(dictionary_of(dictionary_of(group).get("Usage")).get("View"))
            state = name_of(view.get("ViewState"))
            if state and isinstance(group, PDFObjRef):
                yield state != "OFF", group.objid


def _numbers(groups: Any) -> set[int]:
    return {each.objid for each in list_of(groups) if isinstance(each, PDFObjRef)}
