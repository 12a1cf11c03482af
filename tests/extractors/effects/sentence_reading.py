"""A sentence read as the only one of an act, and its effects in a line each."""

from __future__ import annotations

from extractors.directive.header import read_header
from extractors.directive.parts import split_parts
from extractors.effects.read import read_effects
from extractors.model.effect import Effect
from extractors.model.evidence import Span
from extractors.model.extraction import ActContext
from extractors.model.finding import Finding
from extractors.model.text import DocumentText

ACT = "peadirektori 03.02.2020 käskkirja nr 14"
HEADING = "KÄSKKIRI\n10.05.2024 nr 55\nVeeameti töö korraldamine\n"
FURTHER = "\n2. Käskkiri jõustub 01.12.2030."


def read_sentence(sentence: str) -> tuple[list[Effect], list[Finding]]:
    """The effects and findings of one point; ``{A}`` in it is an act. The act's own commencement is left out."""
    return _read(f"{HEADING}Seaduse § 5 lõike 2 alusel\n1. {sentence.replace('{A}', ACT)}{FURTHER}")


def read_decision(kind: str, sentence: str, signer: str) -> tuple[list[Effect], list[Finding]]:
    """The effects and findings of one point of another kind of act, signed by someone else than a director."""
    heading = HEADING.replace("KÄSKKIRI", kind)
    return _read(f"{heading}Seaduse § 5 lõike 2 alusel\n1. {sentence}{FURTHER}\n\nMari Kask\n{signer}\n")


def _read(words: str) -> tuple[list[Effect], list[Finding]]:
    text = DocumentText("0" * 64, words)
    region = Span(0, len(words))
    parts, _ = split_parts(text, region, ActContext())
    effects, findings = read_effects(text, region, read_header(text, region, ActContext()), ActContext(), parts)
    return [effect for effect in effects if "01.12.2030" not in effect.evidence.quote], list(findings)


def words_of_object(effect: Effect) -> list[str]:
    """The effect's kind and what it is about, each piece a word."""
    affected = effect.affected
    words: list[str] = [effect.effect]
    if affected.number or affected.enacted_on:
        words.append(f"{affected.enacted_on or '?'}#{affected.number or '?'}")
    if affected.scope != "act":
        words.append(affected.scope)
    if affected.annexes:
        words.append("lisa=" + (affected.annexes if affected.annexes == "all" else ",".join(affected.annexes)))
    if affected.except_annexes:
        words.append("v.a=" + ",".join(affected.except_annexes))
    if affected.points:
        words.append("p=" + ";".join(affected.points))
    names_document = (affected.number is None and affected.enacted_on is None) or affected.scope == "approved"
    if affected.kind and names_document:
        words.append(affected.kind)
    return words


def describe(effect: Effect) -> str:
    """An effect as ``revoke 2020-02-03#14 part lisa=2 <osaliselt> @2025-07-01 until=… condition ?words in doubt``."""
    affected, words = effect.affected, words_of_object(effect)
    for said, shown in (
        (effect.effective_on, f"@{effect.effective_on}"),
        (effect.date_rule, f"~{effect.date_rule}"),
        (effect.is_retroactive, "retro"),
        (affected.except_points, f"v.a.p={';'.join(affected.except_points)}"),
        (affected.limit, f"<{affected.limit}>"),
        (effect.until, f"until={effect.until}"),
        (effect.date_basis == "condition", "condition"),
        (effect.doubt and effect.doubt != "condition", f"?{effect.doubt_quote}"),
    ):
        if said:
            words.append(shown)
    return " ".join(words)
