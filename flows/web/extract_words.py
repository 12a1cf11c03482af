"""Put an extract into words: one structure, which the page and the PDF each lay out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from flows.ask.held import PublishedFile
from flows.ask.site import Outcome, ReadFile
from flows.web.names import day_words, outcome_words
from flows.web.words import Words

_WEB = ("http://", "https://")


@dataclass(frozen=True)
class Extract:
    """What an extract says. ``act`` names the directive, ``address`` leads to the page of the same question.

    ``known_on`` is the second clock (``None``: as is known now), ``is_in_force_as_known`` its answer.
    """

    act: str
    outcome: Outcome
    known_on: date | None
    is_in_force_as_known: bool | None
    made_on: date
    published: PublishedFile
    version: str
    address: str
    files: tuple[ReadFile, ...]


def told_of(extract: Extract, words: Words, *, has_picture: bool) -> dict[str, Any]:
    """Return the words of an extract under fixed keys. Pairs are a name and what it is; those without one are left out.

    ``no_picture`` says why no picture of the page follows; empty where one does, or where no sentence decides.
    """
    one = extract.outcome
    has_page = bool(one.quote and one.page_number)
    return {
        "language": words.language,
        "name": words("extract"),
        "title": one.title or extract.act,
        "facts": _pairs(_facts(extract, words), words),
        "sentence_name": words("deciding_sentence"),
        "sentence": one.quote or words("no_sentence"),
        "sentence_page": f"{words('page')} {one.page_number}" if has_page else "",
        "picture_name": words("picture_of_page"),
        "no_picture": words("no_picture") if one.quote and not has_picture else "",
        "files_name": words("files_read"),
        "files": [_file(file, words) for file in extract.files],
        "sources_name": words("sources"),
        "sources": _pairs(_sources(extract, words), words),
        "page_name": words("page"),
        "caution": words("caution"),
    }


def _facts(extract: Extract, words: Words) -> list[tuple[str, str | None]]:
    one = extract.outcome
    details = outcome_words(one, words)
    status = words.status(one.outcome)
    return [
        ("act", extract.act),
        ("annex", (one.annex_number or one.title) if one.annex_id else None),
        ("question_day", day_words(one.asked_on)),
        ("status_on_day", f"{status}, {details}" if details else status),
        ("known_as_of", _known(extract, words)),
        ("next_change", day_words(one.until_on)),
    ]


def _known(extract: Extract, words: Words) -> str:
    if extract.is_in_force_as_known is None:
        return words("known_now")
    key = "known_in_force" if extract.is_in_force_as_known else "known_not_in_force"
    return words(key, day=day_words(extract.known_on))


def _sources(extract: Extract, words: Words) -> list[tuple[str, str | None]]:
    source_url = extract.outcome.source_url or ""
    return [
        ("page_of_answer", extract.address),
        ("register_page", source_url if source_url.startswith(_WEB) else None),
        ("warehouse", extract.version),
        ("published_at", f"{day_words(extract.published.published_at)} UTC"),
        ("published_sha256", extract.published.sha256),
        ("made_on", day_words(extract.made_on)),
    ]


def _pairs(named: list[tuple[str, str | None]], words: Words) -> list[tuple[str, str]]:
    return [(words(name), value) for name, value in named if value]


def _file(file: ReadFile, words: Words) -> dict[str, Any]:
    said = [
        f"{words(name)} {day_words(day)}"
        for name, day in (("seen_first", file.read_on), ("seen_last", file.checked_on))
        if day is not None
    ]
    return {
        "said": ", ".join(said + ([words("holds_sentence")] if file.decides else [])),
        "chain": [{"name": held.name, "sha256": held.sha256} for held in file.chain],
    }
