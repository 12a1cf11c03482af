"""Damaged texts come out legible with the original beside them; everything else comes out as it went in."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.files.plain import text_document
from extractors.model.evidence import Box, Span
from extractors.model.finding import Finding
from extractors.model.text import DocumentText, PlacedText
from extractors.repair.text import repair_text
from tests.extractors.repair.damaged import HEALTHY, damage, strip


def document(text: str) -> DocumentText:
    return text_document(text, "sha")


def repaired(text: str) -> DocumentText:
    return repair_text(document(text))[0]


def test_a_healthy_text_is_the_very_same_object() -> None:
    whole, finding = document(HEALTHY), Finding("odd", "odd", Span(0, 3))
    text, findings, region = repair_text(whole, (finding,))
    assert text is whole
    assert findings == (finding,)
    assert region == Span(0, len(HEALTHY))


@pytest.mark.parametrize(
    "text",
    [
        "The keeper lights the lamp, and he is liable for the results of his work on the coast. " * 8,
        "Начальник маяка отвечает за работу и составляет приказы. " * 12,
        "03.02.2025 nr 6-d/60 lisa 16 60 000 " * 30,
        "Lisa nr 6 kehtetuks ja on",
        "Talituse juhataja korraldab talituse tegevust ning vastutab vara eest ja koostab aruanded alluvate kohta. "
        * 5,
        "",
    ],
    ids=["English", "Russian", "figures", "too short to tell", "Estonian that happens to have none of them", "empty"],
)
def test_what_lacks_the_letters_for_another_reason_is_left_alone(text: str) -> None:
    whole = document(text)
    assert repair_text(whole)[0] is whole


@pytest.mark.parametrize("seed", range(4))
def test_most_damaged_words_are_restored_and_nothing_else_changes(seed: int) -> None:
    found = repaired(damage(HEALTHY, seed)).text.split()
    was, broken = HEALTHY.split(), damage(HEALTHY, seed).split()
    hurt = [at for at in range(len(was)) if was[at] != broken[at]]
    restored = [at for at in hurt if found[at].casefold() == was[at].casefold()]
    harmed = [(was[at], found[at]) for at in range(len(was)) if at not in hurt and found[at] != broken[at]]
    assert harmed == []
    assert len(restored) >= 0.85 * len(hurt)


def test_letters_that_were_never_typed_are_restored_too() -> None:
    text = repaired(strip(HEALTHY)).text
    for words in ("TÖÖKOHA EESMÄRK", "TÖÖÜLESANDED", "käskkirjaga", "ühekordseid ülesandeid", "Struktuuriüksus"):
        assert words in text


def test_letters_replaced_by_a_question_mark_are_restored() -> None:
    text = repaired(re.sub("[õäöüÕÄÖÜ]", "?", HEALTHY)).text
    assert "eesmärk on tagada" in text
    assert "tööks vajalikku" in text


def test_numbers_dates_and_names_stay_as_they_stand() -> None:
    text = repaired(
        damage(HEALTHY, 1) + "Toomas Kadakas, tel 600 0600, ruum 60b, nr 31u, post.keskus@naide.ee, RIK, B2\n"
    ).text
    assert re.findall(r"\d[\d./a-z-]*", text.split("Toomas")[0])[-3:] == ["03.02.2025", "6-d/60", "16."]
    assert "Toomas Kadakas, tel 600 0600, ruum 60b, nr 31u, post.keskus@naide.ee, RIK, B2" in text


def test_every_repair_names_its_place_its_original_and_its_rule() -> None:
    text = repaired(damage(HEALTHY, 2))
    assert text.repairs
    for repair in text.repairs:
        assert repair.span.of(text.text) == repair.repaired != repair.original
        assert repair.rule in ("domain", "dictionary", "compound")
        assert 0 < repair.confidence <= 1


@pytest.mark.parametrize("seed", range(3))
def test_the_original_can_be_had_back_to_the_letter(seed: int) -> None:
    assert repaired(damage(HEALTHY, seed)).original == damage(HEALTHY, seed)


@settings(max_examples=25)
@given(st.lists(st.sampled_from([*strip(HEALTHY).split(), "\n", "\t", "B1", "t66d", "[&bi", "s@brad."]), min_size=60))
def test_whatever_the_words_the_original_comes_back_and_the_cells_hold_the_same_words(words: list[str]) -> None:
    whole = document(" ".join(["ja nõue".replace("õ", "d"), *words]))
    text = repair_text(whole)[0]
    assert text.original == whole.text
    assert len(text.blocks) == len(whole.blocks)
    for new, old in zip(text.blocks, whole.blocks, strict=True):
        assert len(new.span.of(text.text).split()) == len(old.span.of(whole.text).split())


def test_boxes_pages_and_findings_follow_their_words() -> None:
    broken = strip(HEALTHY)
    half = broken.index("3. TOO")
    lines = [Span(found.start(), found.end()) for found in re.finditer(r"[^\n]+", broken)]
    places = tuple(
        PlacedText(
            span, Box(1, 10, 12.0 * at, 10 + 6 * (span.end - span.start), 12.0 * at + 10), _edges(span.of(broken))
        )
        for at, span in enumerate(lines)
    )
    whole = DocumentText("sha", broken, document(broken).blocks, (Span(0, half), Span(half, len(broken))), places)
    at = broken.index("nouetekohase")
    text, findings, _ = repair_text(whole, (Finding("odd", "odd", Span(at, at + 12)),))
    place = text.text.index("nõuetekohase")
    assert findings[0].span == Span(place, place + 12)
    assert text.boxes(Span(place, place + 12)) == whole.boxes(Span(at, at + 12))
    assert text.pages[1].of(text.text).startswith("3. TÖÖÜLESANDED")
    assert [len(page.of(text.text).split()) for page in text.pages] == [
        len(page.of(broken).split()) for page in whole.pages
    ]


def _edges(line: str) -> tuple[float, ...]:
    return tuple(10.0 + 6 * edge for word in re.finditer(r"[^ ]+", line) for edge in word.span())


def test_outside_the_region_nothing_is_touched_and_the_region_ends_with_its_words() -> None:
    head, tail = "Tooandja: Naidisamet\n", "\nKoostoo lopp\n"
    whole = document(head + strip(HEALTHY) + tail)
    text, _, region = repair_text(whole, region=Span(len(head), len(whole.text) - len(tail)))
    assert text.text.startswith(head)
    assert text.text.endswith(tail)
    assert region.of(text.text).startswith("AMETIJUHEND")
    assert region.of(text.text).endswith("lisa 16.\n")


def test_one_damaged_annex_among_healthy_ones_is_the_only_one_touched() -> None:
    text = repaired(HEALTHY * 2 + strip(HEALTHY) * 2 + HEALTHY * 2)
    assert text.repairs
    assert text.text.startswith(HEALTHY * 2)
    assert text.text.endswith(HEALTHY * 2)


def test_the_file_says_what_was_done_to_it_and_what_could_not() -> None:
    text, findings, _ = repair_text(document(strip(HEALTHY) + "Vahendajate ja sulearvuti eest.\n"))
    told = {finding.code: finding for finding in findings}
    assert f"{len(text.repairs)} words" in told["repaired_text"].message
    assert "ULDOSA → ÜLDOSA" in told["repaired_text"].message
    assert "sülearvuti eest" in text.text
    assert "Vahendajate (Vahendajate or vähendajate)" in told["repair_undecided"].message
    assert told["repaired_text"].span is not None
    assert told["repaired_text"].span.of(text.text) == "ÜLDOSA"
