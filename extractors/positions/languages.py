"""Read which languages a post requires, and at which level of the Common European Framework (CEFR)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.model.position import LanguageRequirement
from extractors.model.text import DocumentText
from extractors.positions.skeleton import skeleton
from extractors.positions.words import Words

_NAMES = (
    *("eesti", "vene", "inglise", "saksa", "prantsuse", "soome", "läti", "leedu", "rootsi", "norra", "taani"),
    *("hispaania", "itaalia", "portugali", "poola", "ukraina", "hollandi", "ungari", "tšehhi", "kreeka", "türgi"),
    *("hiina", "jaapani", "araabia", "ladina", "võru", "heebrea", "korea"),
)
_BY_KEY = {skeleton(name): name for name in _NAMES}
_NUMERALS = {"ühe": "üks", "ühte": "üks", "üht": "üks", "üks": "üks", "1": "üks"} | {
    "kahe": "kaks", "kahte": "kaks", "kaht": "kaks", "kaks": "kaks", "2": "kaks"
}  # fmt: skip
_CLAUSE = re.compile(r"(?:[^.;()\n]|\([^()]*\)|\.(?=\S))+[.;]?")
_TOKEN = re.compile(
    r"(?P<aside>\([^()]*\))|(?P<level>\b[ABC][12]\b)|(?P<word>[^\W\d_]+(?:-(?=\s|$))?|\d+)|(?P<comma>,)", re.IGNORECASE
)
_FOREIGN = skeleton("võõrkeel")
_SIGN = skeleton("viipekeel")


@dataclass(slots=True)
class _Mention:
    """A language asked for; ``start``/``end`` are its words within the value."""

    name: str
    start: int
    end: int
    level: str | None = None


def read_languages(text: DocumentText, words: Words) -> tuple[LanguageRequirement, ...]:
    """Return one requirement for each language that ``words`` (the value of Keeleoskus) require, in their order.

    "Vene ja inglise keele oskus tasemel B2" is two; "vähemalt ühe võõrkeele (soovitavalt inglise või vene)" is one,
    named in words. A level applies to the languages before it that have none yet; where a clause begins with the level,
    it applies to those after it. The evidence is the clause.
    """
    requirements: list[LanguageRequirement] = []
    for clause in _CLAUSE.finditer(words.text):
        for mention in _read_clause(clause[0]):
            evidence = text.evidence(
                words.span(clause.start() + len(clause[0]) - len(clause[0].lstrip()), clause.end())
            )
            known = {(requirement.language, requirement.level) for requirement in requirements}
            if (mention.name, mention.level) not in known:
                requirements.append(LanguageRequirement(mention.name, mention.level, evidence))
    return tuple(requirements)


def names_language(words: str) -> bool:
    """Return whether ``words`` name a language, or a foreign language without its name."""
    return bool(_read_clause(words))


def _read_clause(clause: str) -> list[_Mention]:
    mentions: list[_Mention] = []
    level_first: str | None = None
    tokens = list(_TOKEN.finditer(clause))
    for i, token in enumerate(tokens):
        if token["level"]:
            level = token["level"].upper()
            waiting = [mention for mention in mentions if mention.level is None]
            if not mentions or (level_first and not waiting):
                level_first = level
            for mention in waiting:
                mention.level = level
        elif token["aside"]:
            _read_aside(token["aside"], mentions)
        elif token["word"]:
            _read_word(token, mentions, tokens, i)
            if level_first and mentions and mentions[-1].level is None:
                mentions[-1].level = level_first
    return mentions


def _read_word(token: re.Match[str], mentions: list[_Mention], tokens: list[re.Match[str]], i: int) -> None:
    key = skeleton(token["word"])
    if key.startswith(_FOREIGN):
        numeral = _NUMERALS.get(tokens[i - 1][0].casefold()) if i else None
        name = "võõrkeel" if numeral in (None, "üks") else "võõrkeelt"
        mentions.append(_Mention(f"{numeral} {name}" if numeral else name, token.start(), token.end()))
        return
    if key.startswith(_SIGN):
        is_estonian = bool(mentions) and mentions[-1].name == "eesti" and tokens[i - 1][0].casefold() == "eesti"
        if is_estonian:
            mentions.pop()
        mentions.append(_Mention("eesti viipekeel" if is_estonian else "viipekeel", token.start(), token.end()))
        return
    name_of = _language(token["word"])
    if name_of is None or (
        i + 1 < len(tokens) and tokens[i + 1][0].casefold().startswith(("vabarii", "riik", "riigi"))
    ):
        return
    before = tokens[i - 1][0].casefold() if i else ""
    if mentions and before == "või" and mentions[-1].level is None:
        mentions[-1].name += f" või {name_of}"
    elif (
        mentions
        and mentions[-1].name.endswith("võõrkeel")
        and before in ("soovitavalt", "eelistatult", "näiteks", "nt")
    ):
        mentions[-1].name += f" ({before} {name_of})"
    else:
        mentions.append(_Mention(name_of, token.start(), token.end()))


def _language(word: str) -> str | None:
    """Return the language that ``word`` names, alone ("vene", "vene-") or as a compound ("inglisekeelne")."""
    key = skeleton(word)
    if key in _BY_KEY:
        return _BY_KEY[key]
    compound = re.match(r"(.+?)-?keel", word, re.IGNORECASE)
    return _BY_KEY.get(skeleton(compound[1])) if compound else None


def _read_aside(aside: str, mentions: list[_Mention]) -> None:
    """Read a bracket into the mention before it.

    "(soovitavalt inglise või vene keelt)" becomes part of the name of "võõrkeel" and adds no languages. After any other
    language a bracket is a remark, unless it holds the level.
    """
    level = re.search(r"\b[ABC][12]\b", aside, re.IGNORECASE)
    if level:
        for mention in mentions:
            mention.level = mention.level or level[0].upper()
    if mentions and mentions[-1].name.endswith(("võõrkeel", "võõrkeelt")):
        inner = re.sub(r"\s+", " ", aside.strip("() "))
        inner = re.sub(r"\b(?:vähemalt\s+)?(?:tasemel\s+)?[ABC][12]\b|\b(?:keel\w*|oskus\w*)\b", "", inner).strip(" ,")
        if inner and any(_language(word) for word in re.findall(r"[^\W\d_]+", inner)):
            mentions[-1].name += f" ({re.sub(r' +', ' ', inner)})"
