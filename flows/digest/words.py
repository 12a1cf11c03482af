"""Say a change in words, in English or Estonian: what it is about, what holds from when, by which act, and where."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote as url_quote

from flows.addresses import path_of_evidence, path_of_row
from flows.digest.items import Item

CHANGES = {
    "began": ("in force", "kehtib"),
    "ended": ("no longer in force", "enam ei kehti"),
    "suspended": ("suspended", "kehtivus on peatatud"),
    "resumed": ("in force again", "kehtib taas"),
    "came_into_doubt": ("undecided whether in force", "kehtivus on lahtine"),
    "left_doubt": ("no longer in doubt", "kehtivus ei ole enam lahtine"),
    "start_open": ("beginning undecided", "kehtivuse algus on lahtine"),
    "end_unknown": ("no end known any more", "kehtivuse lõppu ei ole enam teada"),
    "unlisted": ("no longer listed by its document's page", "dokumendi leht seda enam ei loetle"),
}
_WORDS = {
    "from": ("from {day}", "alates {day}"),
    "learned": ("known since {day}", "teada alates {day}"),
    "annex": ("annex {number} of {act}", "{act} lisa {number}"),
    "annex_alone": ("annex of {act}", "{act} lisa"),
    "by": ("by {act}", "aluseks {act}"),
    "act": ("act", "akt"),
    "subject": ("{number} changes: {title}", "Muudatusi {number}: {title}"),
    "one": ("1 change: {title}", "1 muudatus: {title}"),
    "none": ("No changes: {title}", "Muudatusi ei ole: {title}"),
    "ahead": ("Known to come", "Teada olevad tulevased muudatused"),
    "now": ("What changed", "Mis muutus"),
    "nothing": ("Nothing changed by legal effect.", "Õigusliku mõjuga muudatusi ei olnud."),
    "place": ("place", "koht"),
}

# What RFC 3986 lets an address hold beside letters and digits; the percent sign, as it is encoded already.
_OF_ADDRESSES = ":/?#[]@!$&'()*+,;=%-._~"


def word(name: str, keel: str, **values: object) -> str:
    """Return a phrase of this room in a language ("en" or "et")."""
    return _WORDS[name][keel == "et"].format(**values)


def day_in_words(day: date, keel: str) -> str:
    return f"{day:%d.%m.%Y}" if keel == "et" else day.isoformat()


def about(item: Item, keel: str) -> str:
    """Return what a change is about: "Jurist (annex 3 of käskkiri 07.01.2026 nr 1, Näidisamet)"."""
    day = f"{item.directive_date:%d.%m.%Y}" if item.directive_date else None
    number = f"nr {item.number}" if item.number else None
    act = " ".join(part for part in (item.act_kind or word("act", keel), day, number) if part)
    if item.annex_id is not None:
        name = "annex" if item.annex_number else "annex_alone"
        act = word(name, keel, number=item.annex_number, act=act)
    place = ", ".join(part for part in (act, item.unit, item.institution) if part)
    return f"{item.title} ({place})" if item.title else place


def what_holds(item: Item, keel: str) -> str:
    """Return what holds from which day: "no longer in force from 2026-01-07, by käskkiri 07.01.2026 nr 1"."""
    words = CHANGES[item.change][keel == "et"]
    day = item.changed_on or item.learned_on
    since = word("from" if item.changed_on else "learned", keel, day=day_in_words(day, keel))
    by = f", {word('by', keel, act=item.by_act)}" if item.by_act else ""
    return f"{words} {since}{by}"


def link(item: Item, base_url: str | None) -> str | None:
    """Return the address of the directive or annex on the page, else in its register; ``None`` where there is none.

    It is of http or https and plain ASCII, so that each format can hold it as it is.
    """
    if base_url is None:
        return _plain_address(item.source_url)
    return base_url.rstrip("/") + path_of_row(item.annex_id, item.directive_id)


def _plain_address(address: str | None) -> str | None:
    if address is None or not address.startswith(("http://", "https://")):
        return None
    return url_quote(address, safe=_OF_ADDRESSES, errors="replace")


def place_link(item: Item, base_url: str | None) -> str | None:
    """Return the address of the sentence on the page; ``None`` without a page or a sentence."""
    if base_url is None or item.evidence_id is None:
        return None
    return base_url.rstrip("/") + path_of_evidence(item.evidence_id)
