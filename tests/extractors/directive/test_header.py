# ruff: noqa: E501 (rows of a table stay on one line)
"""What an act's heading says. Authorities are invented."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.directive.header import find_memorandum, read_header
from extractors.model.directive import ActHeader
from extractors.model.evidence import Span
from extractors.model.extraction import ActContext
from extractors.model.text import DocumentText


def header_of(words: str, context: ActContext | None = None) -> ActHeader:
    text = DocumentText("0" * 64, words)
    return read_header(text, Span(0, len(words)), context or ActContext())


HEADINGS = [
    ("kind, then date and number", "KÄSKKIRI\n07.03.2024 nr 12\nTöökorra kinnitamine\nalusel", "käskkiri", date(2024, 3, 7), "12"),
    ("office before the kind, place before the date", "MINISTRI KÄSKKIRI\nTallinn 29.11.2022 nr 193\n", "käskkiri",
     date(2022, 11, 29), "193"),
    ("letter-spaced kind", "K ä s k k i r i\n07.03.2024 nr 1-2/24-12\n", "käskkiri", date(2024, 3, 7), "1-2/24-12"),
    ("gazette's adoption line", "Korra kinnitamine\n\nVastu võetud 02.07.1996 nr 183\n", None, date(1996, 7, 2), "183"),
    ("worded date in one line with everything", "1 Valitsus KORRALDUS 23. november 2020 nr 417 Piirangute muutmine Seaduse alusel",
     "korraldus", date(2020, 11, 23), "417"),
    ("many blanks between place and date", "LAHE LASTEAED\n\nKÄSKKIRI\n\nLahe                    10.01.2023  nr 1-2/1\n",
     "käskkiri", date(2023, 1, 10), "1-2/1"),
    ("place on its own line", "KÄSKKIRI\nLahe\n17.09.2025 nr 1.3.-1/25/4-p\n", "käskkiri", date(2025, 9, 17), "1.3.-1/25/4-p"),
    ("number before the date", "KÄSKKIRI nr 15\nLahe, 12.03.2020\n", "käskkiri", date(2020, 3, 12), "15"),
    ("register line", "Lahe Linnavolikogu 06.09.2001 määrus number 36\njõustumine 13.09.2001\n", "määrus",
     date(2001, 9, 6), "36"),
    ("no kind word at all", "30.06.2025 nr 1.1.-4/25/9\nKodukorra kinnitamine\n", None, date(2025, 6, 30), "1.1.-4/25/9"),
    ("resolution", "OTSUS\n15.04.2019 nr 1-24/142\n", "otsus", date(2019, 4, 15), "1-24/142"),
]  # fmt: skip


@pytest.mark.parametrize("words, kind, day, number", [pytest.param(*case[1:], id=case[0]) for case in HEADINGS])
def test_kind_date_and_number_are_read(words: str, kind: str | None, day: date, number: str) -> None:
    """Each heading gives what it says; its evidence quotes the heading itself."""
    header = header_of(words)
    assert (header.kind, header.signed_on, header.number) == (kind, day, number)
    assert header.evidence is not None
    assert header.evidence.quote == words[header.evidence.span.start : header.evidence.span.end]
    assert not header.is_draft


@pytest.mark.parametrize(
    "citing",
    [
        "1. Tunnistan kehtetuks lepingud.\n2. Kehtetuks tunnistamine alates 28. jaanuarist 2026: peadirektori käskkiri\n02.09.2016 nr 118-K",
        "Tunnistan kehtetuks oma eelkäija antud ja seni kehtinud\npeadirektori käskkiri\n02.09.2016 nr 118-K",
        "1. Kehtivuse kaotavad:\na) peadirektori käskkiri\n02.09.2016 nr 118-K",
        "Kinnitan juhendi;\nkehtetu on käskkiri\nnr 118-K, 02.09.2016",
    ],
)
def test_an_act_that_a_sentence_cites_over_a_line_break_is_no_heading(citing: str) -> None:
    """What stands above a heading is not read as the act's own: an act cited further down would hide its points."""
    header = header_of(
        f"SOOAMET\nKÄSKKIRI\n\nTEENISTUSE KORRALDAMINE\n\nSoo    25. detsember 2025. a nr 147\n\n{citing}\n"
    )
    assert (header.signed_on, header.number) == (date(2025, 12, 25), "147")


def test_the_kind_comes_from_the_register_where_the_heading_lacks_it() -> None:
    """A bare "date nr number" line is an act of the kind that its register entry names."""
    assert header_of("30.06.2025 nr 9\nTöökord\n", ActContext(kind="käskkiri")).kind == "käskkiri"


def test_the_title_ends_where_the_preamble_begins_on_the_same_line() -> None:
    """Flattened pages run title and preamble together."""
    words = (
        "KÄSKKIRI\n07.03.2024 nr 12\nAmetijuhendite kinnitamine Veeteenistuse seaduse § 5 alusel 1. Kinnitan juhendi."
    )
    assert header_of(words).title == "Ametijuhendite kinnitamine"


def test_a_title_of_several_lines_is_joined() -> None:
    """A broken title is one title, and stops before "Tulenevalt"."""
    words = "KÄSKKIRI\n07.03.2024 nr 12\nRanniku vaatluse\nkorra kinnitamine\nTulenevalt seadusest kinnitan\n"
    assert header_of(words).title == "Ranniku vaatluse korra kinnitamine"


def test_a_title_above_the_adoption_line_is_found() -> None:
    """The gazette puts the title above "Vastu võetud"."""
    assert header_of("Korra kinnitamine\n\nVastu võetud 02.07.1996 nr 183\n").title == "Korra kinnitamine"


@pytest.mark.parametrize(
    "words",
    [
        "EELNÕU 05.07.2024\nMINISTRI KÄSKKIRI\nnr\nHoiakute toetamine\n",
        "EELNÕU\nKÄSKKIRI\n07.03.2024 nr 12\n",
        "KÄSKKIRI\nxx.yy.2025 nr 1-3/nn\nTöökorra kinnitamine\n",
    ],
)
def test_drafts_are_recognised(words: str) -> None:
    """A draft is no law: EELNÕU by the heading, or placeholders for date and number."""
    assert header_of(words).is_draft


def test_an_explanatory_memorandum_has_no_heading() -> None:
    """A seletuskiri describes an act; the act's date and number in its title are not its own."""
    words = "1\nMinistri 26. jaanuari 2023.a käskkirja nr 24 muutmise käskkirja eelnõu\nseletuskiri\n1. Sissejuhatus\n"
    header = header_of(words)
    assert header.evidence is None
    assert header.number is None
    assert find_memorandum(DocumentText("0" * 64, words), Span(0, len(words))) is not None


def test_text_without_a_heading_gives_an_empty_header() -> None:
    """A job description has no heading of an act."""
    assert header_of("AMETIJUHEND\n1. ÜLDOSA\n1.1. Ametinimetus: vaatleja\n") == ActHeader()
