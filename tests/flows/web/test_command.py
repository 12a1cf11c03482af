"""`kehtiv web` as a program: it listens, answers, and ends on Ctrl-C."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from flows.run.summary import Summary
from flows.web.serve import listen
from tests.flows.conftest import Run
from tests.patience import PATIENCE_S


def test_it_answers_until_it_is_interrupted(sample_night: tuple[Path, Summary]) -> None:
    code = [sys.executable, "-m", "kehtiv", "web", "--port", "0", "--data", str(sample_night[0])]
    with subprocess.Popen(code, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as program:
        assert program.stderr is not None
        told = program.stderr.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+/", told)
        assert address is not None, told
        assert "Näidisamet" in httpx.get(address[0], timeout=PATIENCE_S).text
        program.send_signal(signal.SIGINT)
        out, rest = program.communicate(timeout=PATIENCE_S)
    assert (program.returncode, out, "Traceback" in rest) == (130, "", False)


def test_an_address_in_use_and_a_wrong_base_url_are_told(run: Run, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        status, _, told = run("web", "--port", taken.getsockname()[1], "--data", tmp_path)
    assert status == 1
    assert "cannot be listened on" in told
    assert run("web", "--base-url", "kehtiv.example", "--data", tmp_path)[0] == 2
    assert run("web", "--allow-origin", "kehtiv.example", "--data", tmp_path)[0] == 2
    assert run("web", "--port", "70000", "--data", tmp_path)[0] == 2


def test_where_people_reach_it_may_stand_in_the_environment(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[object] = []
    monkeypatch.setattr("flows.web.serve.serve", lambda *values: given.append(values[2].base_url))
    monkeypatch.setenv("KEHTIV_BASE_URL", "https://kehtiv.example")
    assert run("web", "--data", tmp_path)[0] == 0
    assert run("web", "--base-url", "https://other.example", "--data", tmp_path)[0] == 0
    assert given == ["https://kehtiv.example", "https://other.example"]


def test_sql_is_answered_on_loopback_alone_unless_said(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[object] = []
    monkeypatch.setattr("flows.web.serve.serve", lambda *values: given.append(values[2].has_sql))
    for words in ((), ("--no-sql",), ("--host", "0.0.0.0"), ("--host", "0.0.0.0", "--sql")):
        assert run("web", *words, "--data", tmp_path)[0] == 0
    assert given == [True, False, False, True]


def test_queries_are_counted_where_others_reach_the_page(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[object] = []
    monkeypatch.setattr("flows.web.serve.serve", lambda *values: given.append(values[2].sql_per_minute))
    public = ("--base-url", "https://kehtiv.example")
    for words in ((), ("--host", "0.0.0.0"), public, ("--base-url", "http://localhost:9000")):
        assert run("web", *words, "--data", tmp_path)[0] == 0
    monkeypatch.setenv("KEHTIV_SQL_PER_MINUTE", "5")
    assert run("web", *public, "--data", tmp_path)[0] == 0
    assert given == [0, 30, 30, 0, 5]


def test_beyond_this_machine_it_says_what_that_means() -> None:
    from flows.web.serve import _beyond

    assert "without --base-url" in _beyond(None)
    assert "TLS" in _beyond("https://kehtiv.example/")


@pytest.mark.parametrize(
    "words", ["--host", "--port", "--base-url", "--sql", "--allow-origin", "KEHTIV_SQL_PER_MINUTE"]
)
def test_the_help_names_its_options(run: Run, words: str) -> None:
    assert words in run("web", "--help")[1]


def test_parts_of_an_answer_are_sent_at_once() -> None:
    """A page of two parts would wait 40 ms for the browser's acknowledgement of the first."""
    with listen("127.0.0.1", 0) as listening, socket.create_connection(listening.getsockname()):
        accepted, _ = listening.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
