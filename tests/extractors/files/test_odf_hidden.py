"""Hidden sections and paragraphs of an OpenDocument text do not reach the program that converts it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import pytest

from extractors.errors import UnreadableFile
from extractors.files.odf_hidden import without_hidden

SPACE = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
HIDDEN = {
    "section": '<t:section t:display="none"><t:p>peidus</t:p></t:section>',
    "condition": '<t:section t:display="condition" t:is-hidden="true"><t:p>peidus</t:p></t:section>',
    "paragraph": '<t:p>pei<t:hidden-paragraph t:condition="a" t:is-hidden="true"/>dus</t:p>',
    "in one another": (
        '<t:section t:display="none"><t:p>pei</t:p><t:section t:display="none"><t:p>dus</t:p></t:section></t:section>'
    ),
}
SHOWN = {
    "section": '<t:section t:display="true"><t:p>peidus</t:p></t:section>',
    "condition": '<t:section t:display="condition" t:is-hidden="false"><t:p>peidus</t:p></t:section>',
    "paragraph": '<t:p>pei<t:hidden-paragraph t:condition="a" t:is-hidden="false"/>dus</t:p>',
    "border": '<t:p t:border="none">peidus</t:p>',
}


def content(middle: str) -> bytes:
    return f'<t:text xmlns:t="{SPACE}"><t:p>enne</t:p>{middle}<t:p>pärast</t:p></t:text>'.encode()


def words(markup: bytes) -> str:
    return " ".join(re.sub(r"<[^>]*>", "", re.sub(r"</t:p>", " ", markup.decode())).split())


@pytest.mark.parametrize("middle", HIDDEN.values(), ids=HIDDEN)
def test_what_is_hidden_goes(middle: str) -> None:
    shown, hidden = without_hidden(content(middle), "a.fodt", is_flat=True)
    assert (words(shown), hidden) == ("enne pärast", len("peidus"))


@pytest.mark.parametrize("middle", SHOWN.values(), ids=SHOWN)
def test_what_is_shown_stays_byte_by_byte(middle: str) -> None:
    assert without_hidden(content(middle), "a.fodt", is_flat=True) == (content(middle), 0)


def test_text_behind_hidden_words_stays() -> None:
    middle = '<t:p>lisa 1<t:hidden-text t:is-hidden="true">, 2</t:hidden-text> ja 3</t:p>'
    assert words(without_hidden(content(middle), "a.fodt", is_flat=True)[0]) == "enne lisa 1 ja 3 pärast"


def test_other_parts_of_a_package_stay(pack: Callable[..., bytes]) -> None:
    entries = {"mimetype": b"a", "content.xml": content(HIDDEN["section"]), "styles.xml": b"<s/>"}
    shown, hidden = without_hidden(pack(entries), "a.odt", is_flat=False)
    with zipfile.ZipFile(io.BytesIO(shown)) as package:
        assert [package.read(name) for name in ("mimetype", "styles.xml")] == [b"a", b"<s/>"]
        assert words(package.read("content.xml")) == "enne pärast"
    assert hidden == len("peidus")
    plain = pack({"mimetype": b"a", "content.xml": content("")})
    assert without_hidden(plain, "a.odt", is_flat=False) == (plain, 0)
    assert without_hidden(pack({"mimetype": b"a"}), "a.odt", is_flat=False)[1] == 0


def test_damaged_markup_is_refused() -> None:
    with pytest.raises(UnreadableFile):
        without_hidden(content(HIDDEN["section"])[:-9], "a.fodt", is_flat=True)
