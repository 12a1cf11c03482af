"""Values made of words: languages, years, groups, the dictionary form of posts, and joined lines."""

from __future__ import annotations

import pytest

from extractors.model.evidence import Span
from extractors.model.text import DocumentText
from extractors.positions.experience import read_experience_years
from extractors.positions.languages import read_languages
from extractors.positions.nominative import from_allative, from_genitive, is_object_form
from extractors.positions.skeleton import skeleton
from extractors.positions.staff_group import read_staff_group
from extractors.positions.words import read_words


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        # each language of a pair bears the level named after both
        ("Eesti keele oskus C1. Vene ja inglise keele oskus tasemel B2.", ["eesti C1", "vene B2", "inglise B2"]),
        # one of several is one requirement, in words
        ("ühe võõrkeele (soovitavalt inglise või vene keel) B1", ["üks võõrkeel (soovitavalt inglise või vene) B1"]),
        ("Võõrkeele (soovitavalt soome keel) oskus tasemel A2", ["võõrkeel (soovitavalt soome) A2"]),
        ("Ühe võõrkeele, soovitavalt saksa keele oskus tasemel B1", ["üks võõrkeel (soovitavalt saksa) B1"]),
        ("inglise või saksa keele oskus tasemel B2", ["inglise või saksa B2"]),
        ("Oskab kahte võõrkeelt tasemel B1.", ["kaks võõrkeelt B1"]),
        # levels in brackets, in front, in small letters, after a dash
        ("eesti keel (C1), inglise keel (B2)", ["eesti C1", "inglise B2"]),
        ("C1-tasemel eesti keel ja B1-tasemel vene keel", ["eesti C1", "vene B1"]),
        ("eesti – c1; läti – a2", ["eesti C1", "läti A2"]),
        # a second level of the same language is not another language
        ("Inglise keel kõnes B2, kirjas B1", ["inglise B2"]),
        # no level of the framework
        ("Eesti keel kõrgtasemel", ["eesti None"]),
        ("eesti viipekeele oskus tasemel B2", ["eesti viipekeel B2"]),
        # the state is no language
        ("Eesti Vabariigi põhiseaduse tundmine", []),
        # letters that a scan damaged
        ("Ladti keel B1", []),
        ("lnglise keele valdamine vdhemalt tasemel B1", ["inglise B1"]),
        ("inglisekeelne suhtlus tasemel B2", ["inglise B2"]),
    ],
)
def test_languages_are_told_apart(words: str, wanted: list[str]) -> None:
    """Every language once, with the level that belongs to it."""
    text = DocumentText("a" * 64, words)
    found = read_languages(text, read_words(words, (Span(0, len(words)),)))
    assert [f"{one.language} {one.level}" for one in found] == wanted
    assert all(one.evidence and one.evidence.span.of(words) == one.evidence.quote for one in found)


@pytest.mark.parametrize(
    ("words", "years"),
    [
        ("Vähemalt 2-aastane töökogemus", 2),
        ("vähemalt 3 aastat", 3),
        ("3-5 aastat", 3),
        ("5+ aastat juhtimist", 5),
        ("2 (kaks) aastat", 2),
        ("Vahemalt kaheaastane t6okogemus", 2),
        ("kolme aasta pikkune", 3),
        ("Vähemalt üheaastane kogemus ning 3-aastane juhtimiskogemus", 1),
        ("vähemalt 2 a töökogemust", 2),
        ("Kogemus alates 2015. aastast", None),
        ("Kogemus nõustamises", None),
        ("viis klienti päevas", None),
    ],
)
def test_years_are_read_from_digits_and_words(words: str, years: int | None) -> None:
    """The first number of years; a calendar year and other figures are none."""
    assert read_experience_years(words) == years


@pytest.mark.parametrize(
    ("stated", "words", "group"),
    [
        ("Ametnik", "Töötaja vastutab vara eest", "ametnik"),
        ("Töötaja", "", "töötaja"),
        (None, "TOOKOHA EESMARK\nTookoha eesmark on", "töötaja"),
        (None, "juhi määratud ametnik", "ametnik"),
        (None, "temaga sõlmib töölepingu direktor", "töötaja"),
        (None, "AMETIKOHA EESMÄRK\ntöötaja kasutusse antud", None),
        (None, "Töötaja vastutab vara eest. Ametnik on viisakas.", None),
        (None, "", None),
    ],
)
def test_the_group_is_stated_or_clear_from_the_wording(stated: str | None, words: str, group: str | None) -> None:
    """What speaks for both or for neither stays open."""
    assert read_staff_group(stated, words) == group


@pytest.mark.parametrize(
    ("genitive", "nominative"),
    [
        *(("sotsiaalnõuniku", "sotsiaalnõunik"), ("osakonna eksperdi", "osakonna ekspert"), ("juristi", "jurist")),
        *(("autojuhi", "autojuht"), ("AUTOJUHI", "AUTOJUHT"), ("direktori", "direktor"), ("sekretäri", "sekretär")),
        *(("vallavanema", "vallavanem"), ("koristaja", "koristaja"), ("direktori abi", "direktori abi")),
        *(("linnapea", "linnapea"), ("assistendi", "assistent"), ("psühholoogi", "psühholoog"), ("", "")),
    ],
)
def test_posts_find_their_dictionary_form(genitive: str, nominative: str) -> None:
    """Only the last word changes."""
    assert from_genitive(genitive) == nominative


def test_who_one_reports_to_loses_case_and_short_form_but_not_its_remark() -> None:
    """The allative goes, the short form that is introduced goes, a remark in brackets stays."""
    assert from_allative("teenistuse direktorile (edaspidi direktor)") == "teenistuse direktor"
    assert from_allative("vahetult valdkonnajuhile (koostöö).") == "valdkonnajuht (koostöö)"
    assert from_allative("Talituse juhataja") == "Talituse juhataja"


def test_the_one_who_is_substituted_stands_in_the_partitive() -> None:
    """Endings that are partitive in names of posts, beside nominatives that look alike."""
    assert all(is_object_form(post) for post in ("juhatajat", "nõunikku", "juristi", "linnapead", "direktorit (uus)"))
    assert not any(is_object_form(post) for post in ("jurist", "ekspert", "abi", "juhataja", "vallasekretär"))


def test_damaged_labels_meet_their_undamaged_spelling() -> None:
    """Misread letters fold together; different labels stay apart."""
    assert skeleton("TOOKOHA EESMARK") == skeleton("Töökoha eesmärk")
    assert skeleton("Struktuuriiksus") == skeleton("Struktuuriüksus")
    assert skeleton("Kdrgharidus") == skeleton("Kõrgharidus")
    assert skeleton("Teenistuja asendab") != skeleton("Teenistuja asendaja")
    assert skeleton("Ametnik asendab") != skeleton("Ametnikku asendab")


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("nõus-\ntamine", "nõustamine"),
        ("nõus\u00ad\ntamine", "nõustamine"),
        ("koostöö-\nja meeskond", "koostöö- ja meeskond"),
        ("e-\nkirjad", "e-kirjad"),
        ("PEA-\nkoolitus", "PEA-koolitus"),
        ("koostöö- partnerid", "koostöö- partnerid"),
        ("<ul style='x'>üks</ul>\n\tkaks **kolm**", "üks kaks kolm"),
        ("alla <5 aasta", "alla <5 aasta"),
        (" \n ", ""),
    ],
)
def test_lines_are_joined_without_harm_to_words(source: str, words: str) -> None:
    """Only a hyphen at a line's end may go, and only where it broke the word."""
    assert read_words(source, (Span(0, len(source)),)).text == words


def test_joined_words_know_where_they_stand() -> None:
    """A slice of the joined words leads back to the source, over line ends and dropped markup."""
    source = "x <b>nõus-\ntamine</b> ja abi"
    words = read_words(source, (Span(2, len(source)),))
    assert words.span(0, 10).of(source) == "nõus-\ntamine"
    with pytest.raises(ValueError, match="no words"):
        words.span(3, 3)
