"""The lines of the gold: what they say, and what is refused."""

from __future__ import annotations

import pytest

from benchmarks.accuracy.answers import Answer, AnswerError, parse_answer
from benchmarks.accuracy.descriptions import parse_description
from benchmarks.accuracy.gold import parse_gold


def test_a_line_with_every_kind_of_fact() -> None:
    line = parse_answer(
        'b revoke 2024-05-03 nr 17 annexes=1-3,5 points="§ 2 lg 1?" on=2025-01-01|2025-01-02 limit # x.y: why'
    )
    assert line.label == "b"
    assert (line.family, line.comment) == ("x.y", "why")
    assert line.answer == Answer(
        "revoke",
        date="2024-05-03",
        number="17",
        annexes=frozenset({"1", "2", "3", "5"}),
        points=frozenset({"§2lg1"}),
        on=("2025-01-01", "2025-01-02"),
        flags=frozenset({"limit"}),
        maybe=frozenset({"points"}),
    )


def test_an_optional_answer() -> None:
    line = parse_answer("a? approve annexes=2")
    assert line.label == "a"
    assert line.answer is not None
    assert line.answer.is_optional


def test_a_second_set_of_answers() -> None:
    text = "{{a|X}}\n=====\nprotects: x\nact ?\na approve annexes=1 on=2025-01-01 # a: x\n"
    gold = parse_gold("d", text + "a/2 approve annexes=1\na/2 commence annexes=1 on=2025-01-01\n")
    assert [each.action for each in gold.sentences[0].answers] == ["approve"]
    assert [[each.action for each in answers] for answers in gold.sentences[0].other_answers] == [
        ["approve", "commence"]
    ]


def test_a_flag_that_may_be_left_out_is_not_asked_for() -> None:
    answer = parse_answer("a revoke nr 4 limit?").answer
    assert answer is not None
    assert not answer.flags
    assert answer.maybe == {"limit"}


@pytest.mark.parametrize(
    "line",
    [
        "a",
        "a end 2024-05-03 nr 17",
        "a revoke 2024-05-03 nr 17 annex=2",
        "a revoke nr 17 on=2024-02-30",
        "a none annexes=2",
        "a revoke nr 17 # a comment without a family",
    ],
)
def test_a_line_that_says_nothing_known_is_refused(line: str) -> None:
    with pytest.raises(ValueError):
        parse_answer(line)


GOLD = "KÄSKKIRI\n1. {{a|Tunnistan kehtetuks\nkäskkirja nr 4.}} {{b|Tänan.}}\n=====\nprotects: x\nact 2020-01-02 nr 9\n"
ANSWERS = "a revoke nr 4   # target: x\nb none   # none.thanks: y\n"


def test_marks_are_taken_out_and_places_kept() -> None:
    gold = parse_gold("d", GOLD + ANSWERS)
    assert gold.text == "KÄSKKIRI\n1. Tunnistan kehtetuks\nkäskkirja nr 4. Tänan.\n"
    assert [gold.text[each.start : each.end] for each in gold.sentences] == [
        "Tunnistan kehtetuks\nkäskkirja nr 4.",
        "Tänan.",
    ]
    assert gold.sentences[1].answers == ()


@pytest.mark.parametrize(
    "answers",
    ["a revoke nr 4   # target: x\n", "a revoke nr 4\nb none # none.thanks: y\n", ANSWERS + "c none # none: z\n"],
)
def test_a_sentence_without_an_answer_or_an_answer_without_a_sentence_is_refused(answers: str) -> None:
    with pytest.raises(AnswerError):
        parse_gold("d", GOLD + answers)


def test_a_description_with_two_annexes() -> None:
    gold = parse_description(
        "p", "X\n=====\nprotects: y\n[annex 1]\nposition: a | b\n[annex 2]\nlanguages: eesti C1; vene\n"
    )
    assert [each.annex for each in gold.positions] == ["1", "2"]
    assert gold.positions[0].choices("position") == ["a", "b"]
    assert gold.positions[1].languages() == {("eesti", "C1"), ("vene", None)}
    assert not gold.positions[1].is_asked("outcomes")


@pytest.mark.parametrize(
    "answers", ["protects: y\n", "none\n", "protects: y\ncolour: red\n", "protects: y\nunit: a\nunit: b\n"]
)
def test_a_description_that_is_not_whole_is_refused(answers: str) -> None:
    with pytest.raises(AnswerError):
        parse_description("p", "X\n=====\n" + answers)
