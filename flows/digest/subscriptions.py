"""Read ``subscriptions.toml``: who wants to be told of what. It lies beside ``kehtiv.toml``."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from extractors.words.searched import words_of
from flows.folder import config_file
from flows.settings import Settings
from warehouse.ask.asked_words import MOST_WORDS

FILE = "subscriptions.toml"
FORMATS = ("mail", "atom", "ics")
LANGUAGES = ("en", "et")

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_ADDRESS = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+")


class BadSubscriptions(ValueError):
    """The file of subscriptions cannot be used; the message names the file, the subscription and the fault."""


@dataclass(frozen=True)
class Subscription:
    """What one person, or one list of people, wants to be told of.

    ``name`` names the files of its feeds. Of ``authorities``, ``units``, ``posts`` and ``searches`` each that is not
    empty must agree with a change, by any of its values. A search is words as ``kehtiv search`` takes them. ``to`` are
    the addresses that a hook is given for the mail. ``sends_empty``: a mail is sent also when nothing changed.
    """

    name: str
    title: str
    to: tuple[str, ...] = ()
    authorities: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()
    searches: tuple[str, ...] = ()
    formats: tuple[str, ...] = FORMATS
    keel: str = "en"
    sends_empty: bool = False


_LISTS = ("to", "authorities", "units", "posts", "searches", "formats")
_KEYS = tuple(field.name for field in fields(Subscription))


def subscriptions_file(settings: Settings) -> Path:
    """Return where the file is: what the setting names, else beside ``kehtiv.toml``, else where kehtiv is called."""
    if settings.subscriptions is not None:
        return settings.subscriptions
    config = config_file()
    return (config.parent if config is not None else Path()) / FILE


def read_subscriptions(settings: Settings) -> tuple[Subscription, ...]:
    """Return the subscriptions in the file's order; empty where there is no file. Raises ``BadSubscriptions``."""
    path = subscriptions_file(settings)
    if not path.exists() and settings.subscriptions is None:
        return ()
    try:
        given = tomllib.loads(path.read_text("utf-8"))
        return _read(given)
    except (OSError, ValueError) as error:
        raise BadSubscriptions(f"{path}: {error}") from error


def _read(given: Mapping[str, Any]) -> tuple[Subscription, ...]:
    _refuse_unknown(given, ("subscription",), "the file")
    tables = given.get("subscription", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise ValueError("write each subscription as a table [[subscription]]")
    found = tuple(_subscription(table, f"subscription {turn}") for turn, table in enumerate(tables, 1))
    for turn, one in enumerate(found):
        if one.name in {other.name for other in found[:turn]}:
            raise ValueError(f"two subscriptions are named {one.name!r}: their feeds would be one file")
    return found


def _subscription(table: Mapping[str, Any], where: str) -> Subscription:
    name = table.get("name")
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise ValueError(f'{where}: name must be lower-case letters a–z, digits and hyphens, such as "legal-team"')
    where = f"subscription {name!r}"
    _refuse_unknown(table, _KEYS, where)
    lists = {key: _words(table[key], f"{where}: {key}") for key in _LISTS if key in table}
    _refuse_other(lists.get("formats", ()), FORMATS, f"{where}: formats")
    _refuse_other([table.get("keel", "en")], LANGUAGES, f"{where}: keel")
    for address in lists.get("to", ()):
        if not _ADDRESS.fullmatch(address):
            raise ValueError(f"{where}: to: {address!r} is not an e-mail address")
    for words in lists.get("searches", ()):
        _refuse_no_search(words, f"{where}: searches")
    sends_empty = table.get("sends_empty", False)
    if not isinstance(sends_empty, bool):
        raise ValueError(f"{where}: sends_empty must be true or false")
    title = table.get("title", name)
    if not isinstance(title, str) or not title.strip():
        raise ValueError(f"{where}: title must be text")
    return Subscription(name=name, title=title.strip(), keel=table.get("keel", "en"), sends_empty=sends_empty, **lists)


def _words(value: Any, where: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not value or not all(isinstance(one, str) and one.strip() for one in value):
        raise ValueError(
            f'{where} must be a list of words that is not empty, such as ["Näidisamet"]; leave it out for all'
        )
    return tuple(one.strip() for one in value)


def _refuse_no_search(words: str, where: str) -> None:
    number = len(set(words_of(words)))
    if not number:
        raise ValueError(f"{where}: {words!r} has no word to look for")
    if number > MOST_WORDS:
        raise ValueError(f"{where}: {words[:40]!r}… has {number} words; at most {MOST_WORDS} are looked for")


def _refuse_unknown(given: Mapping[str, Any], known: Iterable[str], where: str) -> None:
    for key in given:
        if key not in known:
            raise ValueError(f"{where}: {key!r} is unknown{_hint(key, known)}")


def _refuse_other(given: Iterable[Any], known: Iterable[str], where: str) -> None:
    for value in given:
        if value not in known:
            raise ValueError(f"{where}: {value!r} is not one of {', '.join(known)}{_hint(str(value), known)}")


def _hint(word: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(word, list(known), n=1)
    return f": did you mean {near[0]!r}?" if near else ""
