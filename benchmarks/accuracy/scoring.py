"""What became of each sentence of a directive: one class for each effect that is right, or for its absence."""

from __future__ import annotations

from dataclasses import dataclass, replace

from benchmarks.accuracy.answers import Answer, squeeze
from benchmarks.accuracy.assigning import effects_by_sentence, findings_on
from benchmarks.accuracy.comparing import Difference, differences, join_reads, may_answer
from benchmarks.accuracy.gold import GoldSentence, GoldText
from benchmarks.accuracy.outcome import TRUE, Outcome, brief
from benchmarks.accuracy.reading import ReadEffect, Reading


@dataclass(slots=True)
class _Paired:
    answer: Answer
    read: ReadEffect | None
    difference: Difference


def score_directive(gold: GoldText, reading: Reading) -> list[Outcome]:
    """Return the outcomes of all sentences, of the act's own date and number, and of what was read elsewhere."""
    own_days = {day for s in gold.sentences for a in s.answers if a.action == "commence" for day in a.on}
    own_days |= {gold.signed_on} if gold.signed_on else set()
    by_sentence, elsewhere = effects_by_sentence(gold.sentences, reading.effects)
    outcomes = [_head(gold, reading)] if gold.asks_for_head else []
    for sentence in gold.sentences:
        reads = join_reads(by_sentence[sentence.label])
        codes = findings_on(sentence, gold.sentences, reading.findings)
        outcomes += _score_sentence(f"{gold.name}.{sentence.label}", sentence, reads, codes, own_days)
    if elsewhere:
        outcomes.append(_elsewhere(gold, reading, elsewhere))
    return outcomes


def _head(gold: GoldText, reading: Reading) -> Outcome:
    """Score the act's own date and number: nothing can be joined to an act whose date or number is wrong."""
    right = [gold.signed_on, gold.number and squeeze(gold.number)]
    have = [reading.signed_on, reading.number and squeeze(reading.number)]
    if have == right:
        result, why = "right", ""
    else:
        is_less = all(read in (None, wanted) for read, wanted in zip(have, right, strict=True))
        result = "silent_miss" if have == [None, None] else "incomplete" if is_less else "silent_wrong"
        why = f"read {have[0]} nr {have[1]}"
    said = f"{gold.signed_on} nr {gold.number}"
    return Outcome(
        case=f"{gold.name}.act",
        kind="head",
        family="head",
        result=result,
        said=said,
        why=why,
        is_negative=right == [None, None],
        is_true=result in TRUE,
        false_reads=("head",) if result == "silent_wrong" else (),
    )


def _score_sentence(
    case: str, sentence: GoldSentence, reads: list[ReadEffect], codes: set[str], own_days: set[str]
) -> list[Outcome]:
    """Score the set of answers that was read without an error, or else the first set."""
    sets = (sentence.answers, *sentence.other_answers)
    scored = [_score_answers(case, sentence, answers, reads, codes, own_days) for answers in sets]
    return next((each for each in scored if all(outcome.is_true for outcome in each)), scored[0])


def _score_answers(
    case: str,
    sentence: GoldSentence,
    answers: tuple[Answer, ...],
    reads: list[ReadEffect],
    codes: set[str],
    own_days: set[str],
) -> list[Outcome]:
    wanted = [answer for answer in answers if not answer.is_optional]
    allowed = [answer for answer in answers if answer.is_optional]
    if any(answer.action == "finding" for answer in wanted):
        claims = [read for read in reads if not any(_is_right(answer, read, own_days) for answer in allowed)]
        return [_score_finding(case, sentence, reads, claims, codes)]
    paired, left = _pair(wanted, reads, own_days)
    extras = [read for read in left if not any(_is_right(answer, read, own_days) for answer in allowed)]
    if not wanted:
        return [_score_nothing(case, sentence, extras, codes)]
    outcomes = []
    for number, pair in enumerate(paired, start=1):
        result, why = _classify(pair, extras, codes)
        outcomes.append(_outcome(case if number == 1 else f"{case}{number}", sentence, pair, result, why))
    return _charge_extras(outcomes, extras, codes)


def _pair(wanted: list[Answer], reads: list[ReadEffect], own_days: set[str]) -> tuple[list[_Paired], list[ReadEffect]]:
    """Pair each answer with the reading that differs least from it; return also the readings left over."""
    left, paired = list(reads), []
    for answer in wanted:
        candidates = [(differences(answer, read, own_days), read) for read in left if may_answer(answer, read)]
        if not candidates:
            paired.append(_Paired(answer, None, Difference()))
            continue
        difference, read = min(candidates, key=lambda each: (len(each[0].wrong), len(each[0].less)))
        left.remove(read)
        paired.append(_Paired(answer, read, difference))
    return paired, left


def _is_right(answer: Answer, read: ReadEffect, own_days: set[str]) -> bool:
    return may_answer(answer, read) and not differences(answer, read, own_days).wrong


def _classify(pair: _Paired, extras: list[ReadEffect], codes: set[str]) -> tuple[str, str]:
    """Return the class of one answer and why. Other readings at its place count as used."""
    answer, read = pair.answer, pair.read
    if read is None:
        other = min(extras, key=lambda each: (each.action != answer.action, each.number != answer.number), default=None)
        if other is None:
            return ("flagged" if codes else "silent_miss"), "not read"
        extras.remove(other)
        pair.read, pair.difference = other, Difference(("something else",))
        return ("flagged" if codes or other.doubt else "silent_wrong"), "something else read"
    if read.doubt and not ("condition" in answer.flags and not pair.difference.wrong):
        return "flagged", f"doubt {read.doubt}"
    if pair.difference.wrong:
        return ("flagged" if codes else "silent_wrong"), ", ".join(pair.difference.wrong)
    if "told" in answer.flags and not codes:
        return "incomplete", "repaired without a finding"
    return ("incomplete" if pair.difference.less else "right"), ", ".join(pair.difference.less)


def _outcome(case: str, sentence: GoldSentence, pair: _Paired, result: str, why: str) -> Outcome:
    is_false = pair.read is not None and bool(pair.difference.wrong) and not pair.read.doubt
    return Outcome(
        case=case,
        kind=pair.answer.action,
        family=sentence.family,
        result=result,
        said=sentence.words,
        why=why,
        is_true=result in TRUE,
        read=(brief(pair.read),) if pair.read else (),
        false_reads=(pair.read.action,) if is_false and pair.read else (),
    )


def _charge_extras(outcomes: list[Outcome], extras: list[ReadEffect], codes: set[str]) -> list[Outcome]:
    """Charge readings beyond the truth to the first right answer of their sentence, which becomes flagged or wrong."""
    if not extras:
        return outcomes
    at = next((n for n, each in enumerate(outcomes) if each.result in TRUE), 0)
    first = outcomes[at]
    is_seen = bool(codes) or all(read.doubt for read in extras)
    is_better = first.result in TRUE
    charged = replace(
        first,
        result=("flagged" if is_seen else "silent_wrong") if is_better else first.result,
        why="more read than said" if is_better else first.why,
        read=(*first.read, *map(brief, extras)),
        false_reads=(*first.false_reads, *(read.action for read in extras if not read.doubt)),
    )
    return [*outcomes[:at], charged, *outcomes[at + 1 :]]


def _score_nothing(case: str, sentence: GoldSentence, extras: list[ReadEffect], codes: set[str]) -> Outcome:
    is_seen = bool(codes) or all(read.doubt for read in extras)
    return Outcome(
        case=case,
        kind="none",
        family=sentence.family,
        result="right" if not extras else "flagged" if is_seen else "silent_wrong",
        said=sentence.words,
        why="read where nothing is" if extras else "",
        is_negative=True,
        read=tuple(map(brief, extras)),
        false_reads=tuple(read.action for read in extras if not read.doubt),
    )


def _score_finding(
    case: str, sentence: GoldSentence, reads: list[ReadEffect], claims: list[ReadEffect], codes: set[str]
) -> Outcome:
    """Score a case in which only a finding, a doubt or an optional answer is right."""
    claimed = [read for read in claims if not read.doubt]
    is_seen = bool(codes) or (bool(reads) and not claimed)
    result = (
        "right" if is_seen and not claimed else "flagged" if is_seen else "silent_wrong" if claimed else "silent_miss"
    )
    return Outcome(
        case=case,
        kind="finding",
        family=sentence.family,
        result=result,
        said=sentence.words,
        why="" if result == "right" else "claimed" if claimed else "no finding",
        read=tuple(map(brief, reads)),
        false_reads=tuple(read.action for read in claimed),
    )


def _elsewhere(gold: GoldText, reading: Reading, effects: list[ReadEffect]) -> Outcome:
    """Score effects read outside every marked sentence, as a separate case where there are any."""
    is_seen = all(
        effect.doubt or any(f.start < effect.end and effect.start < f.end for f in reading.findings)
        for effect in effects
    )
    return Outcome(
        case=f"{gold.name}.elsewhere",
        kind="none",
        family="elsewhere",
        result="flagged" if is_seen else "silent_wrong",
        said=" | ".join(effect.quote[:80] for effect in effects),
        why="read outside the marked sentences",
        is_negative=True,
        read=tuple(map(brief, effects)),
        false_reads=tuple(effect.action for effect in effects if not effect.doubt),
    )
