"""Each construct that may mislead, in each form in which an act may come: the same sentence says the same in all."""

from __future__ import annotations

import shutil
from collections.abc import Callable

import pytest

from extractors.model.extraction import FileExtraction
from extractors.read import read_file
from tests.extractors.files.constructs import CONSTRUCTS, Construct, as_page, as_word, by_office, set_pages
from tests.extractors.pages.situations import by_hand, by_reportlab

FORMS: dict[str, tuple[str, Callable[[Construct], bytes]]] = {
    "reportlab": ("a.pdf", lambda construct: by_reportlab(set_pages(construct))),
    "by hand": ("a.pdf", lambda construct: by_hand(set_pages(construct))),
    "DOCX": ("a.docx", as_word),
    "HTML": ("a.html", as_page),
}
NOT_PRINTED = frozenset({"hidden"})
"""LibreOffice does not print these words, so that nothing of them is in its file."""


def judge(found: FileExtraction, construct: Construct, *, is_told: bool = True) -> None:
    revoked = [(each.affected.number, each.affected.annexes) for each in found.effects if each.effect == "revoke"]
    assert revoked == ([construct.revoked] if construct.revoked else [])
    assert found.header is not None
    assert found.header.number == "48"
    codes = {finding.code for finding in found.findings}
    if construct.codes and is_told:
        assert codes & construct.codes
    if not construct.codes:
        assert codes == set()


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", CONSTRUCTS)
def test_a_construct_says_the_same_in_every_form(name: str, form: str) -> None:
    called, press = FORMS[form]
    judge(read_file(press(CONSTRUCTS[name]), called), CONSTRUCTS[name])


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], bytes]:
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    return by_office(program, tmp_path_factory.mktemp("office"), CONSTRUCTS)


@pytest.mark.long
@pytest.mark.parametrize("name", CONSTRUCTS)
def test_a_construct_says_the_same_where_libreoffice_printed_it(name: str, printed: Callable[[str], bytes]) -> None:
    judge(read_file(printed(name), "a.pdf"), CONSTRUCTS[name], is_told=name not in NOT_PRINTED)
