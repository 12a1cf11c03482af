"""Docstrings of modules and functions begin with a verb in the imperative: "Return …", "Load …", "Raise …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("extractors", "flows", "warehouse", "kehtiv")

NO_VERB = re.compile(
    r"""
    [^A-Z]                                                      # a quotation, a code name, a figure
    | (?:An?|The|This|That|These|Those|Its?|They|There)\b       # a noun phrase
    | (?:What|Which|Whether|Whoever|Who|Whose|Where|When|Why|How)\b
    | (?:Each|Every|Everything|All|Any|Both|Either|Neither|None|No|Nobody|Nothing|Only|Some|Several|Other|Another)\b
    | (?:One|Two|Three|First|Last|Fewer|Smaller|Entry|Values?|Told|Cited|Held|Written)\b
    | (?:As|At|Behind|Below|By|For|From|If|In|Of|On|To|Under|With|Within|Without)\b
    | [A-Z][a-z]*(?<!s)s\b                                      # "Returns", "Rows"
    | (?!Bring\b)[A-Z][a-z]+ing\b                               # "Reading"
    """,
    re.VERBOSE,
)
_DOCSTRING = re.compile(r'(?:\A|:(?:  #.*)?\n +)r?"""(?P<words>.*)')
_PROPERTY = re.compile(r"@(?:\w+\.)?(?:cached_)?(?:property|kept)\n.*\Z")


def docstrings_of(source: str) -> Iterator[tuple[int, str]]:
    """Yield line and beginning of the docstrings of a module and its functions; a property may say what it is.

    The text is searched, because building its syntax tree takes many times as long.
    """
    for match in _DOCSTRING.finditer(source):
        start = source.rfind("def ", 0, match.start())
        if match.start() and source.rfind("class ", 0, match.start()) > start:
            continue
        if not _PROPERTY.search(source, max(0, start - 120), max(0, start)):
            yield source.count("\n", 0, match.start("words")) + 1, match["words"]


def test_docstrings_begin_with_a_verb_in_the_imperative() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}: {words}"
        for package in PACKAGES
        for path in sorted((ROOT / package).rglob("*.py"))
        for number, words in docstrings_of(path.read_text("utf-8"))
        if NO_VERB.match(words)
    ]
    assert found == []


@pytest.mark.parametrize(
    "words",
    [
        "The annexes that an act approves.",
        "Whether a line is a label.",
        "Returns the annexes.",
        "Reading the annexes.",
        "Rows of a table.",
        '"lisa 1" becomes 1.',
        "``words``: the text.",
    ],
)
def test_what_is_no_verb_is_found(words: str) -> None:
    [(line, found)] = docstrings_of(f'def read(a: str) -> str:\n    """{words}')
    assert line == 2
    assert NO_VERB.match(found)


def test_verbs_properties_and_other_texts_pass() -> None:
    source = '''"""Read acts."""

LABELS = ()
"""The labels of a page."""

class Act:
    """An act."""

    @property
    def title(self) -> str:
        """The title."""

    def read(
        self, path: str = "", *, is_strict: bool = True
    ) -> str:
        """Pass on what the act says."""

    def close(self) -> None: ...
'''
    assert [words for _, words in docstrings_of(source)] == ['Read acts."""', 'Pass on what the act says."""']
    assert not any(NO_VERB.match(words) for _, words in docstrings_of(source))
