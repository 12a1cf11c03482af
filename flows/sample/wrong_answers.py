"""Answer with the faults that are answers: statuses, robot checks, wrong pages."""

from __future__ import annotations

import gzip
import re
from dataclasses import replace
from urllib.parse import quote

from flows.sample import pages
from flows.sample.answers import HTML, Answer, Asked, RegisterAnswers, html_answer
from flows.sample.faults import Fault


def faulty_answer(fault: Fault, asked: Asked, answers: RegisterAnswers) -> Answer:
    """Return the answer of a fault. Raises ``ValueError`` for a fault that is not an answer."""
    retry = (("Retry-After", fault.retry_after),) if fault.retry_after else ()
    statuses = {"forbidden": 403, "too_many_requests": 429, "server_error": 500, "unavailable": 503}
    if fault.kind in statuses:
        return html_answer(pages.server_error_page(), statuses[fault.kind], *retry)
    if fault.kind == "robot_redirect":
        return Answer(302, b"", (("Location", f"/?returnUrl={quote(asked.target, safe='')}"),))
    if fault.kind in ("moved_away", "redirect_loop"):
        elsewhere = "http://elsewhere.invalid/"
        return Answer(302, b"", (("Location", elsewhere if fault.kind == "moved_away" else asked.target),))
    if fault.kind in ("too_big", "gzip_bomb", "packed_twice", "many_tags", "cut_gzip"):
        return _swollen(fault, answers.answer(asked))
    if fault.kind == "absurd_numbers":
        return _absurd(answers.answer(asked))
    if fault.kind == "other_page":
        return answers.answer(_another(asked, answers))
    if fault.kind == "wrong_type":
        return _mislabelled(answers.answer(asked))
    if fault.kind == "not_modified":
        return Answer(304, b"", ())
    if fault.kind == "empty_form":
        return html_answer(pages.search_page(answers.catalogue))
    if fault.kind == "first_page":
        form = tuple(pair for pair in asked.form if pair[0] != "pageNumber")
        return answers.answer(replace(asked, form=form))
    if fault.kind == "changed_shape":
        return _redesigned(answers.answer(asked))
    if fault.kind == "expired_session":
        answers.forget_sessions()
        return answers.answer(asked)
    texts = {
        "withdrawn": pages.not_found_page,
        "not_found": pages.not_found_page,
        "robot_check": lambda: pages.robot_check_page(answers.catalogue, asked.target),
        "maintenance": pages.maintenance_page,
        "error_page": pages.server_error_page,
    }
    if fault.kind not in texts:
        raise ValueError(f"{fault.kind} is not an answer")
    return html_answer(texts[fault.kind](), {"not_found": 404, "withdrawn": 410}.get(fault.kind, 200))


def _swollen(fault: Fault, answer: Answer) -> Answer:
    """Return a body that is too large or cannot be unpacked."""
    if fault.kind == "too_big":
        return Answer(answer.status, answer.body + b" " * 2**20, answer.headers)
    if fault.kind == "many_tags":
        return Answer(answer.status, answer.body + b"<i>" * 100_000, answer.headers)
    if fault.kind == "packed_twice":
        twice = gzip.compress(gzip.compress(b"\0" * (20 * 2**20)))
        return Answer(answer.status, twice, (*answer.headers, ("Content-Encoding", "gzip, gzip")))
    packed = gzip.compress(b"\0" * (20 * 2**20) if fault.kind == "gzip_bomb" else answer.body)
    cut = packed if fault.kind == "gzip_bomb" else packed[: len(packed) // 2]
    return Answer(answer.status, cut, (*answer.headers, ("Content-Encoding", "gzip")))


def _absurd(answer: Answer) -> Answer:
    """Return a page whose counts and days no register has."""
    text = re.sub(r"(Kokku: )\d+", rf"\g<1>{'9' * 5000}", answer.body.decode())
    return Answer(answer.status, re.sub(r"\d\d\.\d\d\.\d{4}", "31.12.9999", text).encode(), answer.headers)


def _another(asked: Asked, answers: RegisterAnswers) -> Asked:
    """Return the request for the page of another public document of the register."""
    own = asked.path.rpartition("/")[2]
    other = next(one.id for one in answers.catalogue.documents if one.id != own and one.access == "Avalik")
    return replace(asked, target=f"{asked.path.rpartition('/')[0]}/{other}")


def _mislabelled(answer: Answer) -> Answer:
    named = ("Content-Type", "application/pdf" if ("Content-Type", HTML) in answer.headers else HTML)
    return Answer(answer.status, answer.body, (named, *(each for each in answer.headers if each[0] != named[0])))


def _redesigned(answer: Answer) -> Answer:
    """Return the page as after a redesign of the platform: tables and labels that no reader knows."""
    if ("Content-Type", HTML) not in answer.headers:
        return answer
    text = answer.body.decode()
    for old, new in (("table", "section"), ("Viit", "Tähis"), ("Otsingu tulemused", "Tulemused"), ("Kokku:", "Leiti")):
        text = text.replace(old, new)
    return Answer(answer.status, text.encode(), answer.headers)
