"""Forms of one word have one lemma, also of compounds that no dictionary has; other words keep theirs."""

from __future__ import annotations

import gc
from functools import cache

import pytest
from simplemma.strategies.dictionaries.stream_dictionary_factory import StreamMap

from extractors.words import lemmas
from extractors.words.lemmas import lemma_of
from extractors.words.searched import LONGEST, words_of

FORMS = {
    "ohvriabi": "ohvriabi ohvriabiks ohvriabile",
    "kehtetu": "kehtetu kehtetuks kehtetuid",
    "tunnistama": "tunnistama tunnistan tunnistada tunnistatakse tunnistatud tunnistanud tunnistati",
    "tunnistamine": "tunnistamine tunnistamise tunnistamisest tunnistamiseks tunnistamisega",
    "üldsäte": "üldsäte üldsätted üldsätetes",
    "arhiivitöö": "arhiivitöö arhiivitööd arhiivitööks arhiivitööga",
    "arhiivitöötaja": "arhiivitöötaja arhiivitöötajale arhiivitöötajatele",
    "dokumendihaldus": "dokumendihaldus dokumendihalduse dokumendihaldust",
    "järelevalvemenetlus": "järelevalvemenetlus järelevalvemenetluse järelevalvemenetluses",
    "andmekaitsespetsialist": "andmekaitsespetsialist andmekaitsespetsialisti andmekaitsespetsialistile",
    "vastutusvaldkond": "vastutusvaldkond vastutusvaldkonna vastutusvaldkonnas",
    "käskkiri": "käskkiri käskkirja käskkirjaga käskkirjad",
    "alus": "alus alusel aluseks alused",
    "koostaja": "koostaja koostajale koostajate",
    "valdkondlik": "valdkondlik valdkondliku valdkondlikud",
    "muutma": "muutma muudan muudetud muuta muudetakse",
    "looma": "looma loodud luuakse",
}


@pytest.mark.parametrize("lemma", FORMS)
def test_every_form_leads_to_its_word(lemma: str) -> None:
    assert {form: lemma_of(form) for form in FORMS[lemma].split()} == dict.fromkeys(FORMS[lemma].split(), lemma)


@pytest.mark.parametrize("word", ["xyzzy", "12k", "2024", "", "š", "näidise"])
def test_what_is_no_known_word_is_its_own_lemma_or_a_listed_one(word: str) -> None:
    assert lemma_of(word) == ("näidis" if word == "näidise" else word)


@pytest.mark.parametrize(
    "one, other",
    [
        ("tunnistama", "tunnistus"),
        ("arhiiv", "arhiivitöö"),
        ("säte", "sättima"),
        ("juhend", "juhtimine"),
        ("alus", "alune"),
    ],
)
def test_other_words_stay_apart(one: str, other: str) -> None:
    assert lemma_of(one) != lemma_of(other)


def test_a_text_is_cut_into_words_in_lower_case() -> None:
    assert words_of("Tunnistan KEHTETUKS: lisad (nr 1-2/23)!") == [
        "tunnistan",
        "kehtetuks",
        "lisad",
        "nr",
        "1",
        "2",
        "23",
    ]
    assert words_of("koos\N{SOFT HYPHEN}töö o\N{COMBINING TILDE}igus a_b") == ["koostöö", "õigus", "a", "b"]
    assert words_of("a" * LONGEST + " " + "b" * (LONGEST + 1)) == ["a" * LONGEST]


def test_a_forgotten_dictionary_is_freed_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Malay has a small one. Its factory refers to itself, so that counting references frees nothing."""

    def held() -> int:
        return sum(isinstance(one, StreamMap) for one in gc.get_objects())

    monkeypatch.setattr(lemmas, "_LANGUAGE", "ms")
    monkeypatch.setattr(lemmas, "_dictionary", cache(lemmas._dictionary.__wrapped__))
    before = held()
    gc.disable()
    try:
        lemmas._dictionary()
        assert held() == before + 1
        lemmas.forget_dictionary()
        assert held() == before
    finally:
        gc.enable()
