"""The classes: what counts as right, incomplete, flagged, silently missed and silently wrong."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from benchmarks.accuracy.answers import parse_items
from benchmarks.accuracy.description_scoring import score_description
from benchmarks.accuracy.descriptions import parse_description
from benchmarks.accuracy.figures import compare_cases, compare_families, describe_cases, describe_families
from benchmarks.accuracy.gold import GoldText, load_directives, parse_gold
from benchmarks.accuracy.intervals import wilson
from benchmarks.accuracy.outcome import Outcome
from benchmarks.accuracy.reading import OriginalOffsets, ReadEffect, ReadFinding, Reading, read_text
from benchmarks.accuracy.scoring import score_directive
from benchmarks.accuracy.tally import measure_kinds
from extractors.model.evidence import Span
from extractors.model.repair import Repair

SIGNED = "2021-03-04"


def gold_of(answers: str) -> GoldText:
    """A directive whose one operative sentence has the given answers, beside a sentence without any."""
    text = "{{a|Tunnistan kehtetuks käskkirja nr 17 lisa 2.}} {{n|Jätan nr 18 kehtima.}}\n=====\nprotects: x\nact ?\n"
    return parse_gold("d", text + answers + "\na? finding # a: x\nn none # none: x\n")


def effect(action: str = "revoke", at: int = 0, **facts: Any) -> ReadEffect:
    """A reading of the first sentence; sets are written as in the gold."""
    sets = {name: parse_items(facts.pop(name)) for name in list(facts) if name.endswith(("annexes", "points"))}
    empty = ReadEffect(
        action=action,
        date="2020-01-02",
        number="17",
        title=None,
        annexes=None,
        except_annexes=None,
        points=None,
        except_points=None,
        scope="act",
        limit=None,
        on=None,
        until=None,
        dates_said="",
        doubt=None,
        is_retroactive=False,
        start=at,
        end=at + 20,
        quote="",
    )
    return replace(empty, **sets, **facts)


def results(gold: GoldText, *effects: ReadEffect, findings: tuple[ReadFinding, ...] = ()) -> list[tuple[str, str]]:
    """The class and the reason of the first sentence's cases."""
    outcomes = score_directive(gold, Reading(SIGNED, None, effects, findings, {}))
    return [(each.result, each.why) for each in outcomes if each.case.startswith("d.a")]


FINDING = (ReadFinding("unread_operative_sentence", 3, 9),)
WHOLE = "a revoke 2020-01-02 nr 17 # a: x"
ANNEX = "a revoke 2020-01-02 nr 17 annexes=2 # a: x"


@pytest.mark.parametrize(
    ("answer", "read", "expected"),
    [
        (WHOLE, effect(), ("right", "")),
        (WHOLE, effect(number=" 17."), ("right", "")),
        (WHOLE, effect(date=None), ("incomplete", "act named by half")),
        (WHOLE, effect(annexes="2", scope="annexes"), ("silent_wrong", "annexes")),
        (WHOLE, effect(number="18"), ("silent_wrong", "something else read")),
        (WHOLE, effect("amend"), ("silent_wrong", "something else read")),
        (WHOLE, effect(limit="osas", scope="part"), ("silent_wrong", "limit invented")),
        (WHOLE, effect(scope="approved"), ("silent_wrong", "scope")),
        (WHOLE, effect(on="2022-01-01"), ("silent_wrong", "date invented")),
        (WHOLE, effect(dates_said="condition"), ("silent_wrong", "condition invented")),
        (WHOLE, effect(doubt="residue", number="17"), ("flagged", "doubt residue")),
        (ANNEX, effect(annexes="2", scope="annexes"), ("right", "")),
        (ANNEX, effect(), ("silent_wrong", "annexes")),
        (ANNEX, effect(annexes="2,3", except_annexes="3", scope="annexes"), ("right", "")),
        ("a revoke 2020-01-02 nr 17 except_annexes=2 # a: x", effect(except_annexes="2"), ("right", "")),
        ("a revoke 2020-01-02 nr 17 except_annexes=2 # a: x", effect(), ("silent_wrong", "except_annexes")),
        ("a revoke 2020-01-02 nr 17 except_points=4 # a: x", effect(), ("silent_wrong", "except_points")),
        ("a revoke nr 17 annexes=all except_annexes=2 # a: x", effect(except_annexes="2"), ("silent_wrong", "annexes")),
        ("a revoke 2020-01-02 nr 17 limit # a: x", effect(), ("silent_wrong", "limit dropped")),
        ("a revoke 2020-01-02 nr 17 limit # a: x", effect(scope="part"), ("right", "")),
        ("a revoke 2020-01-02 nr 17 limit? # a: x", effect(scope="part"), ("right", "")),
        ("a revoke 2020-01-02 nr 17 condition # a: x", effect(), ("silent_wrong", "condition dropped")),
        ("a revoke 2020-01-02 nr 17 condition # a: x", effect(dates_said="condition"), ("right", "")),
        ("a revoke 2020-01-02 nr 17 on=2021-05-01 # a: x", effect(on="2021-05-01"), ("right", "")),
        ("a revoke 2020-01-02 nr 17 on=2021-05-01 # a: x", effect(), ("silent_wrong", "date")),
        ("a revoke 2020-01-02 nr 17 told # a: x", effect(), ("incomplete", "repaired without a finding")),
        ("a revoke 2020 nr 17 # a: x", effect(date=None), ("right", "")),
        ("a revoke title=Kord # a: x", effect(number=None, date=None, title="„Kord“"), ("right", "")),
        ("a revoke title=Kord # a: x", effect(number=None, date=None), ("incomplete", "act without its title")),
        ("a correct 2020-01-02 nr 17 # a: x", effect("amend"), ("incomplete", "read as amend")),
        ("a extend 2020-01-02 nr 17 until=2022-01-31 # a: x", effect("extend"), ("incomplete", "no end")),
        ("a suspend 2020-01-02 nr 17 until=2022-01-31 # a: x", effect("suspend", until="2022-02-01"), ("right", "")),
        ("a suspend 2020-01-02 nr 17 until=2022-01-31 # a: x", effect("suspend"), ("silent_wrong", "until dropped")),
        (
            "a apply points=1 on=2021-01-01 # a: x",
            effect("apply", number=None, date=None, points="1", on="2021-01-01"),
            ("right", ""),
        ),
        ("a finding # a: x", effect(), ("silent_wrong", "claimed")),
        ("a finding # a: x", effect(doubt="residue"), ("right", "")),
        ("a none # a: x", effect(), ("silent_wrong", "read where nothing is")),
        ("a none # a: x", effect(doubt="residue"), ("flagged", "read where nothing is")),
    ],
)
def test_one_reading_of_one_sentence(answer: str, read: ReadEffect, expected: tuple[str, str]) -> None:
    assert results(gold_of(answer), read) == [expected]


def test_nothing_read_is_a_silent_miss_unless_a_finding_lies_on_it() -> None:
    assert results(gold_of(WHOLE)) == [("silent_miss", "not read")]
    assert results(gold_of(WHOLE), findings=FINDING) == [("flagged", "not read")]


def test_a_finding_flags_what_is_read_wrong() -> None:
    assert results(gold_of(ANNEX), effect(), findings=FINDING) == [("flagged", "annexes")]


def test_findings_about_the_file_flag_nothing() -> None:
    about_annexes = (ReadFinding("annex_missing", 0, 20),)
    assert results(gold_of(WHOLE), findings=about_annexes) == [("silent_miss", "not read")]


def test_an_effect_beside_the_truth_makes_the_sentence_wrong() -> None:
    assert results(gold_of(WHOLE), effect(), effect(number="99")) == [("silent_wrong", "more read than said")]


def test_an_optional_effect_may_be_read_or_not() -> None:
    gold = gold_of(WHOLE + "\na? approve annexes=1")
    own = effect("approve", number=None, date=None, annexes="1", scope="annexes")
    assert results(gold, effect(), own) == [("right", "")]
    assert results(gold, effect()) == [("right", "")]


def test_the_same_may_be_said_in_other_effects() -> None:
    begins = {"number": None, "date": None, "annexes": "2", "scope": "annexes"}
    lines = (
        "a approve annexes=2 on=2021-05-01 # a: x",
        "a/2 approve annexes=2",
        "a/2 commence annexes=2 on=2021-05-01",
    )
    gold = gold_of("\n".join(lines))
    later = effect("commence", on="2021-05-01", **begins)
    assert results(gold, effect("approve", on="2021-05-01", **begins)) == [("right", "")]
    assert results(gold, effect("approve", **begins), later) == [("right", ""), ("right", "")]
    assert results(gold, effect("approve", **begins)) == [("silent_wrong", "date")]


def test_annexes_of_one_act_may_come_one_by_one() -> None:
    gold = gold_of("a revoke 2020-01-02 nr 17 annexes=2,3 # a: x")
    read = [effect(annexes=number, scope="annexes") for number in ("2", "3")]
    assert results(gold, *read) == [("right", "")]


def test_an_effect_goes_to_the_sentence_that_names_its_act() -> None:
    outcomes = score_directive(gold_of(WHOLE), Reading(None, None, (effect(number="18", at=35),), (), {}))
    assert {each.case: each.result for each in outcomes} == {"d.a": "silent_miss", "d.n": "silent_wrong"}


def test_an_effect_outside_every_sentence_is_a_case_of_its_own() -> None:
    outcomes = score_directive(gold_of(WHOLE), Reading(None, None, (effect(), effect(at=400)), (), {}))
    assert [(each.case, each.result) for each in outcomes][-1] == ("d.elsewhere", "silent_wrong")


@pytest.mark.parametrize(
    ("signed_on", "number", "result"),
    [
        ("2021-03-04", "5-k", "right"),
        ("2021-03-04", None, "incomplete"),
        (None, None, "silent_miss"),
        ("2021-03-05", "5-K", "silent_wrong"),
    ],
)
def test_the_head_of_the_act(signed_on: str | None, number: str | None, result: str) -> None:
    gold = parse_gold("d", "{{n|X.}}\n=====\nprotects: x\nact 2021-03-04 nr 5-K\nn none # none: x\n")
    assert score_directive(gold, Reading(signed_on, number, (), (), {}))[0].result == result


def test_precision_counts_what_is_undoubted_and_recall_what_was_to_be_read() -> None:
    gold = gold_of(WHOLE)
    read = Reading(None, None, (effect(), effect(number="99"), effect(number="98", doubt="x")), (), {})
    measured = measure_kinds(score_directive(gold, read))[0]
    assert (measured.precision.hits, measured.precision.cases) == (1, 2)
    assert (measured.recall.hits, measured.recall.cases) == (1, 1)


def case(name: str, result: str, family: str = "f") -> Outcome:
    return Outcome(case=name, kind="revoke", family=family, result=result, said="x")


def test_gains_losses_and_what_is_newly_wrong() -> None:
    figures = describe_cases(
        [case("a", "silent_wrong"), case("b", "right"), case("c", "silent_miss"), case("d", "right")]
    )
    now = [case("a", "right"), case("b", "silent_wrong"), case("c", "silent_wrong"), case("d", "silent_miss")]
    changes = compare_cases([*now, case("e", "silent_wrong")], figures)
    assert [line.split(":")[0] for line in changes.gains] == ["a"]
    assert [line.split(":")[0] for line in changes.losses] == ["b", "c", "d", "e"]
    assert [line.split(":")[0] for line in changes.new_silent_wrong] == ["b", "c", "e"]


def test_what_was_wrong_before_is_not_newly_wrong() -> None:
    outcomes = [case("a", "silent_wrong")]
    assert compare_cases(outcomes, describe_cases(outcomes)).new_silent_wrong == ()


def test_a_family_may_not_be_wrong_more_often() -> None:
    figures = describe_families([case("a", "silent_wrong"), case("b", "right", "g")])
    now = [case("a", "right"), case("b", "silent_wrong", "g")]
    changes = compare_families(now, figures)
    assert changes.gains == ("f: right 0 → 1",)
    assert changes.new_silent_wrong == ("g: 0 → 1",)


def test_wilson_interval() -> None:
    """Against the worked example of 8 in 10 and the edges."""
    assert wilson(8, 10) == pytest.approx((0.4902, 0.9433), abs=1e-4)
    assert wilson(0, 0) == (0.0, 1.0)
    assert wilson(5, 5)[1] == 1.0
    with pytest.raises(ValueError):
        wilson(3, 2)


def test_offsets_lead_back_through_repairs() -> None:
    back = OriginalOffsets(
        (Repair(Span(4, 9), "abc", "abcde", "domain", 1.0), Repair(Span(12, 14), "xyzw", "xy", "domain", 1.0))
    )
    assert [back(at) for at in (0, 4, 6, 9, 12, 14, 20)] == [0, 4, 4, 7, 10, 14, 20]


DESCRIPTION = (
    "AMETIJUHEND\nAmetikoht: nõunik\nJuht: juhataja\n=====\nprotects: x\n"
    "position: nõunik\nreports_to: juhataja | juhatajale\n"
)


def described(words: str, findings: tuple[ReadFinding, ...] = (), **fields: Any) -> dict[str, str]:
    """The classes of the fields that are not empty on both sides."""
    empty = dict.fromkeys(("position", "unit", "reports_to", "subordinates", "substitutes_for", "substituted_by"))
    empty |= dict.fromkeys(("group", "purpose", "education", "experience_years"))
    position = {**empty, "annex": None, "duties": [], "languages": [], "places": {}, **fields}
    outcomes = score_description(
        parse_description("p", words), Reading(None, None, (), findings, {"positions": [position]})
    )
    return {each.kind: each.result for each in outcomes if each.result != "right" or not each.is_negative}


def test_fields_of_a_description() -> None:
    assert described(DESCRIPTION, position="Nõunik", reports_to="juhatajale.") == {
        "position": "right",
        "reports_to": "right",
    }
    assert described(DESCRIPTION, position="nõunik Juht: juhataja") == {
        "position": "silent_wrong",
        "reports_to": "silent_miss",
    }
    assert described(DESCRIPTION, position="nõunik", reports_to="juhataja", unit="x")["unit"] == "silent_wrong"


def test_a_value_cut_short_is_incomplete() -> None:
    words = DESCRIPTION.replace("nõunik", "vanem nõunik")
    assert described(words, position="vanem", reports_to="juhataja")["position"] == "incomplete"


def test_a_finding_on_the_value_flags_it() -> None:
    finding = (ReadFinding("label_unread", 30, 40),)
    assert described(DESCRIPTION, finding, position="nõunik")["reports_to"] == "flagged"


def test_a_description_where_there_is_none() -> None:
    gold = parse_description("p", "X\n=====\nprotects: x\nnone\n")
    read = Reading(None, None, (), (), {"positions": [{"position": "nõunik"}]})
    assert [each.result for each in score_description(gold, read)] == ["silent_wrong"]
    assert [each.result for each in score_description(gold, replace(read, report={"positions": []}))] == ["right"]


def test_places_of_a_damaged_text_count_in_the_text_as_the_file_has_it() -> None:
    """ "kiimne" is a letter longer than "kümne", which stands in its place where effects are read."""
    gold = next(each for each in load_directives() if each.name == "d141_scan_wrong_language")
    reading = read_text(gold.name, gold.text)
    last = next(each for each in gold.sentences if each.label == "f")
    begins = next(each for each in reading.effects if each.action == "commence")
    assert any(len(each["original"]) != len(each["repaired"]) for each in reading.report["repairs"])
    assert gold.text[begins.start : begins.end] == f"6. {last.words}"
