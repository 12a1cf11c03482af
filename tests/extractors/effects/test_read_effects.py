# ruff: noqa: E501 (rows of a table stay on one line)
"""Effects of whole acts, doubts, and what hostile text may not do."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.citations.find import find_citations
from extractors.citations.view import reading_of
from extractors.directive.header import read_header
from extractors.directive.parts import split_parts
from extractors.effects.read import read_effects
from extractors.effects.sentences import read_provisions
from extractors.model.effect import Effect
from extractors.model.evidence import Span
from extractors.model.extraction import ActContext
from extractors.model.finding import Finding
from extractors.model.text import DocumentText

PIECES = st.sampled_from(
    ["Tunnistan kehtetuks ", "käskkirja ", "nr 5 ", "nr ", "23.12.2024 ", "lisad 1 kuni 3, ", "kinnitatud ametijuhendid",
     "Kinnitan ", "(lisatud)", "„", "“", '"', "\n", "1. ", "1) ", "1.1. ", "§ 2. ", "alusel ", "peadirektori ", "ja ",
     "KINNITATUD\n", "Lisa 2\n", "AMETIJUHEND\n", "jõustub ", "1. juulist ", "allkirjastamisest", ". ", "; ", ": ",
     "välja arvatud ", "punktid 1-3 ", "KÄSKKIRI\n", "EELNÕU\n", "seletuskiri\n", "kehtib kuni ", "31.12.9999 ", "0.0.0",
     "\u00ad", "\u0308", "9" * 30]
)  # fmt: skip


def read(words: str, context: ActContext | None = None) -> tuple[tuple[Effect, ...], list[Finding]]:
    """All parts of a text through all readers, as the integration does it."""
    context = context or ActContext()
    text = DocumentText("0" * 64, words)
    region = Span(0, len(words))
    header = read_header(text, region, context)
    parts, findings = split_parts(text, region, context)
    doubts = list(findings)
    effects: list[Effect] = []
    for part in parts:
        assert part.evidence.quote == part.evidence.span.of(words)
        if part.part == "body":
            for citation in find_citations(text, part.evidence.span, context):
                assert citation.evidence.quote == citation.evidence.span.of(words)
            found, more = read_effects(text, part.evidence.span, header, context, parts)
            effects += found
            doubts += more
    return tuple(effects), doubts


@settings(max_examples=300)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_no_arrangement_of_legal_words_breaks_the_readers(words: str) -> None:
    """Whatever the order of the pieces: no exception, and every quote is the text at its span."""
    effects, findings = read(words)
    for effect in effects:
        assert effect.evidence.quote == effect.evidence.span.of(words)
    assert all(finding.span is None or finding.span.end <= len(words) for finding in findings)


@settings(max_examples=150)
@given(st.text(max_size=300))
def test_no_text_at_all_breaks_the_readers(words: str) -> None:
    """Arbitrary text gives values or nothing, never an exception."""
    read(words)


def test_a_megabyte_of_citations_without_a_number_comes_to_an_end() -> None:
    """No pattern may be slow on repeated text: repetition is bounded everywhere."""
    read("KÄSKKIRI\n01.02.2024 nr 5\nTunnistan kehtetuks " + "käskkirja nr " * 76_000)


@pytest.mark.parametrize(
    "unit",
    [
        "23.12.2024 käskkirja nr 5, ",
        "tunnistan ",
        "\n",
        " ",
        "„",
        "1) ",
        "lisa 1, ",
        "a b c d ",
        "KINNITATUD\n",
        "loen ",
        "kaotab ",
    ],
)
def test_long_runs_of_one_thing_come_to_an_end(unit: str) -> None:
    """Nor may any reader look back over all that came before, each time."""
    read("KÄSKKIRI\n01.02.2024 nr 5\nTunnistan kehtetuks " + unit * (60_000 // len(unit)))


def test_a_job_description_attached_without_a_number_takes_the_number_of_the_only_annex() -> None:
    """(lisatud) in the body, Lisa 1 above the single job description: annex 1 is what was approved."""
    words = (
        "KÄSKKIRI\n01.02.2024 nr 5\nSeaduse § 5 alusel kinnitan vaatleja ametijuhendi (lisatud).\n"
        "(allkirjastatud digitaalselt)\nLisa 1\nVEEAMET\nAMETIJUHEND\n1. Üldosa\n"
    )
    effects, _ = read(words)
    assert [effect.affected.annexes for effect in effects] == [("1",)]


def test_an_order_attached_without_a_number_stays_attached() -> None:
    """Of a kord "(lisatud)" the number is not inferred: its own annexes may bear numbers too."""
    words = "KÄSKKIRI\n01.02.2024 nr 5\nalusel kinnitan hankekorra (lisatud).\nLisa 1\nKINNITATUD 01.02.2024 käskkirjaga nr 5\nHankekord\n"
    effects, _ = read(words)
    assert [(effect.affected.scope, effect.affected.annexes) for effect in effects] == [("attached", None)]


def test_a_draft_has_no_effect_but_a_finding() -> None:
    """What an eelnõu would revoke is not revoked."""
    effects, findings = read("EELNÕU\nKÄSKKIRI\n01.02.2024 nr 5\nTunnistan kehtetuks 01.01.2020 käskkirja nr 3.\n")
    assert effects == ()
    assert [finding.code for finding in findings] == ["draft"]


def test_a_memorandum_has_no_effect() -> None:
    """A seletuskiri tells what an act does; it does nothing itself."""
    effects, findings = read(
        "Töökorra muutmise seletuskiri\n1. Sissejuhatus\nKäskkirjaga muudetakse 01.01.2020 käskkirja nr 3.\n"
    )
    assert effects == ()
    assert "memorandum" in {finding.code for finding in findings}


def test_a_cover_letter_before_the_act_has_no_effect() -> None:
    """What a letter asks for is not what the act behind it does."""
    words = (
        "Palume tunnistada kehtetuks direktori 01.01.2020 käskkiri nr 3.\n"
        "KÄSKKIRI\n01.02.2024 nr 5\nTöökord\nalusel\n1. Kinnitan töökorra (lisa 1).\n"
    )
    effects, _ = read(words)
    assert [effect.effect for effect in effects] == ["approve"]


def test_an_operative_sentence_that_cannot_be_read_is_a_finding() -> None:
    """Recall can be watched on documents without gold."""
    _, findings = read("KÄSKKIRI\n01.02.2024 nr 5\nTunnistan kehtetuks senise kokkuleppe.\n")
    assert [finding.code for finding in findings] == ["unread_operative_sentence"]


def test_backdating_without_the_word_is_a_finding() -> None:
    """Nothing enters into force before it is signed unless the text says so."""
    _, findings = read("KÄSKKIRI\n10.02.2024 nr 5\n1. Kinnitan koosseisu (lisa 1) alates 01.01.2024.\n")
    assert "enters_into_force_before_signing" in {finding.code for finding in findings}


def test_backdating_with_the_word_is_none() -> None:
    """ "tagasiulatuvalt" says that it is meant."""
    _, findings = read("KÄSKKIRI\n10.02.2024 nr 5\nKäskkirja rakendatakse tagasiulatuvalt alates 01.01.2024.\n")
    assert findings == []


def test_what_is_revoked_by_title_alone_is_kept_with_a_doubt() -> None:
    """An act without date and number can be joined to nothing, but is not lost."""
    effects, findings = read("KÄSKKIRI\n10.02.2024 nr 5\nTunnistan kehtetuks „Vaatluse kord“.\n")
    assert [effect.affected.title for effect in effects] == ["Vaatluse kord"]
    assert [finding.code for finding in findings] == ["revoked_without_reference"]


def test_the_date_of_the_register_serves_where_the_heading_is_missing() -> None:
    """A body without a heading is dated by its register entry."""
    effects, _ = read(
        "Käskkiri jõustub allkirjastamisest.", ActContext(kind="käskkiri", registered_on=date(2024, 2, 1))
    )
    assert [effect.effective_on for effect in effects] == [date(2024, 2, 1)]


def test_items_carry_their_titles() -> None:
    """A list item's words are what the annex is called."""
    effects, _ = read(
        "KÄSKKIRI\n01.02.2024 nr 5\n1. Kinnitan ametijuhendid:\n1.1. vaatleja (rannik) (lisa 1);\n1.2. mõõtja (lisa 2).\n"
    )
    assert [effect.item_title for effect in effects] == ["vaatleja (rannik)", "mõõtja"]
    assert [effect.evidence.quote for effect in effects] == [
        "1.1. vaatleja (rannik) (lisa 1);",
        "1.2. mõõtja (lisa 2).",
    ]


def test_points_are_split_whatever_the_layout() -> None:
    """Points on lines of their own and points in one line are the same provisions; dates are none."""
    flat = "alusel 1. Kinnitan: 1.1. korra; 1.2. vormi. 2. Käskkiri jõustub 1. juulil 2024."
    lines = "alusel\n1. Kinnitan:\n1.1. korra;\n1.2. vormi.\n2. Käskkiri jõustub\n1. juulil 2024."
    for words in (flat, lines):
        provisions = read_provisions(reading_of(words), Span(0, len(words)))
        assert [(p.number, p.depth) for p in provisions] == [(None, 0), ("1", 1), ("1.1", 2), ("1.2", 2), ("2", 1)]


def test_the_gold_is_read(shared: Path) -> None:
    """The real directive of seed 004: annexes 1, 2, 4, 7–10 of nr 192, and what five further acts approved."""
    words = next((shared / "real" / "seeds").glob("004*.txt")).read_text("utf-8")
    start = words.index("KÄSKKIRI\n")
    end = words.index("| Nimi | K.p.")
    effects, _ = read(words[start:end])
    revoked = {(e.affected.number, e.affected.annexes, e.affected.scope) for e in effects if e.effect == "revoke"}
    assert ("192", ("1", "2", "4", "7", "8", "9", "10"), "annexes") in revoked
    assert {number for number, _, scope in revoked if scope == "approved"} == {"19", "67", "68", "80", "182"}
    sentences = [json.loads(line) for line in (shared / "gold" / "effects.jsonl").read_text("utf-8").splitlines()]
    approved = {a for e in effects if e.effect == "approve" for a in e.affected.annexes or ()}
    wanted = {str(a) for row in sentences if row["source"].startswith("004") for e in row["effects"]
              if e["action"] == "approve" for a in e["annexes"]}  # fmt: skip
    assert approved == wanted
