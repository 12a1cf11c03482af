"""Read what a host's robots.txt requires of kehtiv (RFC 9309, with the extensions that registers use)."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time

from protego import Protego

AGENT = "kehtiv"
"""The product token that a robots.txt may address. The User-Agent begins with it."""

MOST_BYTES = 500 * 1024
"""The least that a crawler must read (RFC 9309, 2.5); kehtiv reads no more."""


_MARK = "\ufeff"
_RULE = re.compile(
    r"[\s\u200b\u2060ï»¿Â]*(?P<name>user[\s–_-]?agent|disallow|allow)\s*[:=：](?P<value>[^#]*)", re.IGNORECASE
)
_ORIGIN = re.compile(r"https?://[^/]+(?=/|\Z)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RobotRules:
    """The rules of one host. Without a file everything is allowed."""

    rules: Protego | None = None

    def allows(self, url: str) -> bool:
        return self.rules is None or bool(self.rules.can_fetch(url, AGENT))

    def interval_s(self, at: datetime) -> float:
        """Return the seconds between requests that the host asks for (Crawl-delay, Request-rate); 0 for none.

        ``at`` is UTC: a Request-rate may hold for some hours of the day only.
        """
        if self.rules is None:
            return 0.0
        rate = self.rules.request_rate(AGENT)
        holds = rate is not None and _is_within(at, rate.start_time, rate.end_time)
        return max(self.rules.crawl_delay(AGENT) or 0.0, rate.seconds / rate.requests if rate and holds else 0.0)

    def is_open(self, at: datetime) -> bool:
        """Return whether the host allows visits at this time of the day (UTC; Visit-time)."""
        hours = self.rules.visit_time(AGENT) if self.rules is not None else None
        return hours is None or _is_within(at, hours.start_time, hours.end_time)


def parse_robots(body: bytes) -> RobotRules:
    """Return the rules in a robots.txt. Lines that are not rules (an HTML page in its place) count for nothing.

    Byte order marks are dropped anywhere (editors add one at each saving, and files are joined): the line after one
    would not be a rule, and what it forbids would be fetched.
    """
    text = _decoded(body[:MOST_BYTES]).replace(_MARK, "").replace("\x00", "")
    return RobotRules(Protego.parse("\n".join(_in_form(text))))


def _in_form(text: str) -> Iterator[str]:
    """Yield the lines as the standard writes them: what a person meant to forbid is forbidden.

    People write "User agent = *", "Disallow: fail", whole addresses, names with versions, rules above any group; marks
    that a program took for text stand before them.
    """
    has_group = False
    for line in text.splitlines():
        rule = _RULE.match(line)
        if rule is None:
            yield line
            continue
        is_agent = rule["name"].casefold().startswith("user")
        value = rule["value"].strip().strip("\"'")
        if not is_agent and not has_group:
            yield "User-agent: *"
        has_group = True
        if is_agent:
            yield f"User-agent: {value.partition('/')[0].replace('＊', '*')}"
        else:
            path = _ORIGIN.sub("", value)
            yield f"{rule['name']}: {f'/{path}' if path[:1].isalnum() else path}"


def _decoded(body: bytes) -> str:
    """Return the text: UTF-8 as the standard demands, or UTF-16 where a mark says so."""
    is_wide = body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return body.decode("utf-16" if is_wide else "utf-8", "replace")


def _is_within(at: datetime, start: time | None, end: time | None) -> bool:
    if start is None or end is None:
        return True
    now = at.time()
    return start <= now <= end if start <= end else now >= start or now <= end
