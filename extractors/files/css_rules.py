"""Cut a style sheet into its rules (CSS Syntax 3), with rules that stand in rules under the selectors of both."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.files.media_queries import holds_on_screens

Rule = tuple[str, str]
"""One selector, and its declarations."""

_TOKEN = re.compile(r"""[{};]|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|\((?:[^(){}"']|"[^"]*"|'[^']*')*\)""")
_COMMA = re.compile(r",(?![^(){}]*\))")
# What holds only on paper, on small screens or in a state is not what a browser shows
_CONDITIONAL = re.compile(r"@(?P<name>media|supports|layer|scope)\b(?P<condition>.*)", re.IGNORECASE | re.DOTALL)
_NOT = re.compile(r"\s*not\b", re.IGNORECASE)
_SCOPE = re.compile(r"\s*\(([^()]*)\)")
_DEEPEST, _MOST_SELECTORS = 12, 64
"""Rules in rules, and selectors of one rule that those around it make."""


def rules_of(sheet: str) -> Iterator[Rule]:
    """Yield the rules of a sheet without comments that hold on screens, in their order."""
    # Each open block: its selectors, none where it holds on no screen, and its declarations by now
    blocks: list[tuple[tuple[str, ...] | None, list[str]]] = [((), [])]
    start = 0
    for token in _TOKEN.finditer(sheet):
        if token[0] not in ("{", "}", ";"):
            continue
        words, start = sheet[start : token.start()].strip(), token.end()
        selectors, declared = blocks[-1]
        if token[0] == "{":
            # What was declared before a rule within weighs less than that rule
            yield from _rules(selectors, declared)
            declared.clear()
            blocks.append((_within(words, selectors) if len(blocks) <= _DEEPEST else None, []))
            continue
        if words and not words.startswith("@"):
            declared.append(words)
        if token[0] == "}" and len(blocks) > 1:
            yield from _rules(selectors, declared)
            blocks.pop()
    for selectors, declared in blocks:  # a sheet that ends early closes what is open
        last = [sheet[start:].strip()] if declared is blocks[-1][1] else []
        yield from _rules(selectors, [*declared, *last])


def _rules(selectors: tuple[str, ...] | None, declared: Sequence[str]) -> Iterator[Rule]:
    words = ";".join(filter(None, declared))
    if words:
        yield from ((selector, words) for selector in selectors or ())


def _within(words: str, around: tuple[str, ...] | None) -> tuple[str, ...] | None:
    """Return the selectors of a block within another one; ``None`` where nothing in it is shown or known."""
    if around is None:
        return None
    if words.startswith("@"):
        return _under_condition(words, around)
    named = [each for each in (one.strip() for one in _COMMA.split(words)) if each]
    if not around:
        return tuple(named)
    joined = [_joined(outer, inner) for inner in named for outer in around]
    return tuple(joined[:_MOST_SELECTORS])


def _under_condition(words: str, around: tuple[str, ...]) -> tuple[str, ...] | None:
    found = _CONDITIONAL.fullmatch(words)
    if found is None:
        return None
    name, condition = found["name"].casefold(), found["condition"]
    if name == "scope" and (scope := _SCOPE.match(condition)):
        return _within(scope[1], around)
    is_shown = holds_on_screens(condition) if name == "media" else not (name == "supports" and _NOT.match(condition))
    return around if is_shown else None


def _joined(outer: str, inner: str) -> str:
    if "&" in inner:
        return inner.replace("&", outer)
    return f"{outer} {inner}"
