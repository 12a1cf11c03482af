"""Say why a search finds nothing, or what became of words that were not looked for as typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from warehouse.ask.asked_words import MOST_WORDS, WordAsked
from warehouse.ask.search import Filters

_LONGEST_TOLD = 60

ENGLISH = {
    "quoted": "“{word}”",
    "or": " or ",
    "no_word": "there is no word to look for: write words of the text, such as: kehtiv search asjaajamise kord",
    "passed_over": "nearly every text has {words}: add a word that fewer have",
    "unknown": "no text has {word} in any form",
    "meant": " (did you mean {words}?)",
    "leave_unknown": "{told}: leave it out or write another word",
    "another_form": "no text has {word}: looked for {looked_for} in all its forms",
    "without_marks": "no text has {words} as typed: looked for with õ, ä, ö, ü",
    "cut": "the first {number} words were looked for",
    "nothing_has_all": "nothing has all these words together: leave one out",
    "nothing_has_it": "nothing has this word: leave one out",
    "nothing_has_all_within": "nothing has all these words together within the limits given: leave one out",
    "nothing_has_it_within": "nothing has this word within the limits given: leave one out",
}
"""What notes say in English, by name."""

ESTONIAN = {
    "quoted": "„{word}“",
    "or": " või ",
    "no_word": "ei ole sõna, mida otsida: kirjutage teksti sõnu, näiteks: asjaajamise kord",
    "passed_over": "{words} on peaaegu igas tekstis: lisage haruldasem sõna",
    "unknown": "üheski tekstis ei ole sõna {word} üheski vormis",
    "meant": " (kas mõtlesite {words}?)",
    "leave_unknown": "{told}: jätke see välja või kirjutage teine sõna",
    "another_form": "üheski tekstis ei ole {word}: otsiti sõna {looked_for} kõigis vormides",
    "without_marks": "üheski tekstis ei ole nii kirjutatud {words}: otsiti õ, ä, ö ja ü-ga",
    "cut": "otsiti esimest {number} sõna",
    "nothing_has_all": "kõik need sõnad ei esine kuskil koos: jätke mõni välja",
    "nothing_has_it": "seda sõna ei ole kuskil: otsige teist",
    "nothing_has_all_within": "antud piirides ei esine kõik need sõnad kuskil koos: jätke mõni sõna või piir välja",
    "nothing_has_it_within": "antud piirides ei ole seda sõna kuskil: jätke mõni piir välja",
}
"""The same in Estonian."""


def note_of(
    asked: tuple[WordAsked, ...], filters: Filters, *, has_hits: bool, phrases: Mapping[str, str] = ENGLISH
) -> str | None:
    """Return the note of a search in the language of these phrases; ``None``: there is nothing to say."""
    if not asked:
        return phrases["no_word"]
    if all(one.meaning == "passed_over" for one in asked):
        return phrases["passed_over"].format(words=_quoted(phrases, (one.word for one in asked)))
    unknown = [one for one in asked if one.meaning == "unknown"]
    if unknown:
        told = "; ".join(_tell_unknown(phrases, one) for one in unknown)
        return phrases["leave_unknown"].format(told=told)
    return "; ".join(_tell(phrases, asked, filters, has_hits=has_hits)) or None


def _tell(
    phrases: Mapping[str, str], asked: tuple[WordAsked, ...], filters: Filters, *, has_hits: bool
) -> Iterator[str]:
    for one in asked:
        if one.meaning == "another_form":
            word, looked_for = (phrases["quoted"].format(word=each) for each in (one.word, one.looked_for))
            yield phrases["another_form"].format(word=word, looked_for=looked_for)
    unmarked = [one.word for one in asked if one.meaning == "without_marks"]
    if unmarked:
        yield phrases["without_marks"].format(words=_quoted(phrases, unmarked))
    if len(asked) == MOST_WORDS:
        yield phrases["cut"].format(number=MOST_WORDS)
    if not has_hits:
        several = sum(one.meaning != "passed_over" for one in asked) > 1
        name = "nothing_has_all" if several else "nothing_has_it"
        yield phrases[name if filters.is_empty else f"{name}_within"]


def _tell_unknown(phrases: Mapping[str, str], one: WordAsked) -> str:
    told = phrases["unknown"].format(word=phrases["quoted"].format(word=one.word[:_LONGEST_TOLD]))
    meant = phrases["or"].join(phrases["quoted"].format(word=word) for word in one.similar)
    return told + (phrases["meant"].format(words=meant) if meant else "")


def _quoted(phrases: Mapping[str, str], words: Iterable[str]) -> str:
    return ", ".join(phrases["quoted"].format(word=word) for word in words)
