"""Answers of registers that were damaged on their way: seeded, so that a failure can be played again."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import httpx

from benchmarks.peak_memory import peak_mib
from tests.flows.small_register import FIRST_DAY, SmallRegister, ask

# Numbers, dates and markup beyond what any register sends; none of them says "Avalik", and none opens a comment or a
# script, in which the register's own word would be hidden from every reader.
TOKENS = (
    *(b"9" * 5000, str(2**64).encode(), b"-1", b"0", b"1e999", b"NaN", b"\xff\xfe", b"\x00", b"\xc3", b"&#x110000;"),
    *(b"31.12.9999", b"00.00.0000", b"9999-12-31", b"Kokku: 99999999999", b"N\xc3\xa4itan: 9 - 1", b"/dokument/"),
    *(b"<table>" * 30, b"<div>" * 120, b"<tr><td>" * 200, b"<td>", b"</table>", b"</tr>", b"</html>", b"&amp;" * 500),
    *(b"{" * 50, b"]" * 50, b'"', b"\\u0000", b",", b"null", b'{"id":', b'"restriction": "AK",', b"<a href='//[x'>"),
)
HEADERS = (
    *(("retry-after", value) for value in ("9" * 5000, "Fri, 31 Dec 9999 23:59:59 -2359", "x", "-1")),
    *(("content-length", value) for value in ("9" * 5000, "5", "x")),
    *(("content-encoding", value) for value in ("gzip", "br", "gzip, gzip", "deflate", "x" * 500)),
    *(("location", value) for value in ("//[", "http://127.0.0.1:99999999/", "/?returnUrl=x", "x" * 5000)),
    *(("content-type", value) for value in ("", "text/html; charset=" + "x" * 500, "text/html; charset=utf-16")),
    *(("set-cookie", value) for value in ("a=b; Max-Age=" + "9" * 5000, "a=b; expires=Fri, 31 Dec 9999 25:61:61")),
    *(("etag", value) for value in ('"' + "x" * 5000, "")),
)
STATUSES = (200, 200, 200, 203, 204, 301, 304, 400, 403, 404, 410, 429, 451, 500, 503, 599)


def damage(body: bytes, rng: random.Random, spared: bytes = b"") -> bytes:
    """Return the body after one to five changes. The first ``spared`` bytes like these stay as they are."""
    before, kept, after = body.partition(spared) if spared else (body, b"", b"")
    parts = [bytearray(before), bytearray(after)]
    for _ in range(rng.randint(1, 5)):
        part = parts[rng.randrange(2)] if after else parts[0]
        _change(part, rng)
    return bytes(parts[0]) + kept + bytes(parts[1])


def _change(part: bytearray, rng: random.Random) -> None:
    at = rng.randint(0, len(part))
    kind = rng.randrange(5)
    if kind == 0:
        part[at:at] = rng.choice(TOKENS)
    elif kind == 1:
        del part[at : at + rng.choice((1, 10, 300))]
    elif kind == 2:
        piece = part[at : at + rng.choice((5, 100, 1000))]
        part[at:at] = piece * rng.choice((1, 2, 50))
    elif kind == 3 and part:
        part[min(at, len(part) - 1)] = rng.choice(b"\x00 09az\xff")
    else:
        del part[at:]


@dataclass
class Damaging(httpx.BaseTransport):
    """The way to a register on which some answers are damaged: headers, status, body. ``number`` counts these."""

    inner: httpx.BaseTransport
    rng: random.Random
    number: int = 0

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        answer = self.inner.handle_request(request)
        body = answer.read()
        headers = {name: value for name, value in answer.headers.items() if name != "content-length"}
        status = answer.status_code
        if request.url.path == "/robots.txt" or self.rng.random() < 0.4:
            return httpx.Response(status, headers=headers, stream=_Bytes(body))
        self.number += 1
        kind = self.rng.randrange(4)
        if kind == 0:
            name, value = self.rng.choice(HEADERS)
            headers[name] = value
        elif kind == 1:
            status = self.rng.choice(STATUSES)
        else:
            body = damage(body, self.rng)
        return httpx.Response(status, headers=headers, stream=_Bytes(body))

    def close(self) -> None:
        self.inner.close()


@dataclass
class _Bytes(httpx.SyncByteStream):
    body: bytes

    def __iter__(self) -> Iterator[bytes]:
        yield self.body


def play(folder: Path, seed: int, least: int, tell: Callable[[str], object] = lambda line: None) -> int:
    """Play nights until ``least`` answers came damaged; return how many did.

    Raises whatever a night raises, and ``AssertionError`` where content of a restricted document is held.
    """
    register = SmallRegister(folder)
    for n in range(6):
        register.add(str(100 + n), str(n + 1), date(2026, 1, 5) + timedelta(weeks=n), f"Kinnitan töökorra nr {n}.")
    for n in range(3):
        register.add(str(200 + n), f"2{n}", date(2026, 2, n + 1), None, access="AK", access_basis="AvTS § 35 lg 1 p 12")
    rng, number, day = random.Random(seed), 0, FIRST_DAY
    while number < least:
        made: list[Damaging] = []

        def through(transport: httpx.BaseTransport, made: list[Damaging] = made) -> httpx.BaseTransport:
            made.append(Damaging(transport, rng))
            return made[-1]

        register.through = through
        register.night(day, recheck_days=1, recheck_hidden_days=1, max_attempts=1, failures_before_giving_up=50)
        number += sum(each.number for each in made)
        day += timedelta(days=8)  # no pause of a host outlasts a week
        for rows in ("documents WHERE is_public AND", "files WHERE", "annexes WHERE"):
            column = "directive_id" if rows.startswith("annexes") else "document_id"
            assert ask(register.data, f"SELECT count(*) FROM {rows} {column} LIKE 'mets/2%'") == [(0,)], (
                seed,
                day,
                rows,
            )
        tell(f"{day}: {number}")
    return number


if __name__ == "__main__":
    print(play(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
    print(round(peak_mib()))
