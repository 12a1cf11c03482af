"""Each fault does what it says, when it is due and only then."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from flows.sample.faults import KINDS, Fault, Faults
from flows.sample.server import SampleRegister
from tests.patience import PATIENCE_S

PDF = "fail/700111/x.pdf"
SEARCH = {"documentTypes": "5201101"}


def ask(fault: Fault, path: str = "dokument/700110", **options: Any) -> httpx.Response:
    with SampleRegister(faults=Faults(fault)) as register:
        return httpx.get(register.base_url + path, timeout=PATIENCE_S, **options)


def client_of(register: SampleRegister) -> httpx.Client:
    return httpx.Client(base_url=register.base_url, timeout=PATIENCE_S)


@pytest.mark.parametrize(
    "kind, status",
    [("forbidden", 403), ("not_found", 404), ("too_many_requests", 429), ("server_error", 500), ("unavailable", 503)],
)
def test_statuses(kind: Any, status: int) -> None:
    answer = ask(Fault(kind))
    assert answer.status_code == status
    assert "Retry-After" not in answer.headers


@pytest.mark.parametrize("kind", ["too_many_requests", "unavailable"])
def test_retry_after_is_sent_where_it_is_given(kind: Any) -> None:
    assert ask(Fault(kind, retry_after="120")).headers["Retry-After"] == "120"


def test_a_robot_check_is_a_page_with_the_widget_and_without_the_document() -> None:
    answer = ask(Fault("robot_check"))
    assert answer.status_code == 200
    assert 'id="turnstile-wait"' in answer.text
    assert 'class="adr-turnstile-widget"' in answer.text
    assert 'value="/naidis/dokument/700110" name="returnUrl"' in answer.text
    assert "Metaandmed" not in answer.text


def test_a_robot_redirect_leads_to_the_robot_check() -> None:
    with SampleRegister(faults=Faults(Fault("robot_redirect", path="/dokument/"))) as register:
        first = httpx.get(register.base_url + "dokument/700110", timeout=PATIENCE_S)
        second = httpx.get(register.base_url + "dokument/700110", follow_redirects=True, timeout=PATIENCE_S)
    assert (first.status_code, first.headers["Location"]) == (302, "/?returnUrl=%2Fnaidis%2Fdokument%2F700110")
    assert "turnstile-wait" in second.text


def test_maintenance_is_a_page_with_status_200() -> None:
    answer = ask(Fault("maintenance"))
    assert answer.status_code == 200
    assert "Hooldustööd" in answer.text
    assert "Metaandmed" not in answer.text


def test_an_error_page_takes_the_place_of_a_pdf() -> None:
    answer = ask(Fault("error_page", path=r"/fail/"), PDF)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/html")
    assert not answer.content.startswith(b"%PDF")


def test_a_changed_shape_keeps_the_words_and_loses_the_tables() -> None:
    answer = ask(Fault("changed_shape"))
    assert "Nõustamisosakonna ametijuhendite kinnitamine" in answer.text
    assert "<table" not in answer.text
    assert "Viit:" not in answer.text


def test_a_changed_shape_leaves_files_alone() -> None:
    assert ask(Fault("changed_shape"), PDF).content.startswith(b"%PDF")


def test_the_first_page_may_come_in_place_of_the_one_asked_for() -> None:
    fault = Fault("first_page", nth=(2,))
    with SampleRegister(faults=Faults(fault)) as register, client_of(register) as client:
        first = client.post("otsing", data={**SEARCH, "pageNumber": "1"})
        struck = client.post("otsing", data={**SEARCH, "pageNumber": "2"})
        second = client.post("otsing", data={**SEARCH, "pageNumber": "2"})
    assert struck.text == first.text
    assert second.text != first.text


def test_an_expired_session_forgets_the_search() -> None:
    fault = Fault("expired_session", path=r"/otsing/2", nth=(2,))
    with SampleRegister(faults=Faults(fault)) as register, client_of(register) as client:
        client.post("otsing", data=SEARCH)
        assert "Otsingu tulemused" in client.get("otsing/2").text
        assert "Otsingu tulemused" not in client.get("otsing/2").text
        assert "Otsingu tulemused" not in client.get("otsing/1").text
        client.post("otsing", data=SEARCH)
        assert "Otsingu tulemused" in client.get("otsing/1").text, "a new search works again"


def test_a_reset_closes_the_connection_without_an_answer() -> None:
    with pytest.raises(httpx.ReadError):
        ask(Fault("reset"))


def test_a_hang_ends_without_an_answer_after_its_seconds() -> None:
    with pytest.raises(httpx.RemoteProtocolError):
        ask(Fault("hang", seconds=0))


def test_a_hang_does_not_outlive_the_register() -> None:
    """Leaving the with statement frees a client that waits for a hanging answer."""
    caught: list[BaseException] = []

    def wait(url: str) -> None:
        try:
            httpx.get(url, timeout=None)
        except httpx.HTTPError as error:
            caught.append(error)

    with SampleRegister(faults=Faults(Fault("hang", seconds=3600))) as register:
        client = threading.Thread(target=wait, args=(register.base_url,))
        client.start()
        assert register.wait_for_requests(1, PATIENCE_S)
    client.join(PATIENCE_S)
    assert not client.is_alive()
    assert len(caught) == 1


def test_a_short_body_promises_more_than_it_sends() -> None:
    with pytest.raises(httpx.RemoteProtocolError, match="without sending complete message body"):
        ask(Fault("short_body"), PDF)


def test_a_wrong_length_makes_a_cut_file_that_looks_whole() -> None:
    whole = ask(Fault("forbidden", path="never"), PDF).content
    cut = ask(Fault("wrong_length"), PDF)
    assert cut.status_code == 200
    assert cut.content == whole[: len(whole) // 2]


def test_a_slow_body_comes_in_pieces() -> None:
    with (
        SampleRegister(faults=Faults(Fault("slow_body", seconds=36000))) as register,
        httpx.stream("GET", register.base_url + PDF, timeout=PATIENCE_S) as answer,
    ):
        first = next(answer.iter_raw())
        assert 0 < len(first) < int(answer.headers["Content-Length"])


def test_a_slow_body_is_the_whole_body_in_the_end() -> None:
    whole = ask(Fault("forbidden", path="never"), PDF).content
    assert ask(Fault("slow_body", seconds=0.001), PDF).content == whole


def test_a_fault_is_due_for_the_nth_request_that_matches() -> None:
    faults = Faults(Fault("forbidden", path=r"/dokument/", nth=(2, 4)))
    seen = [faults.next_for("GET", path) for path in ("/x/dokument/1", "/x/otsing", *["/x/dokument/1"] * 4)]
    assert [fault.kind if fault else None for fault in seen] == [None, None, "forbidden", None, "forbidden", None]


def test_a_fault_may_concern_one_method_only() -> None:
    faults = Faults(Fault("reset", method="POST"))
    assert faults.next_for("GET", "/x/otsing") is None
    assert faults.next_for("POST", "/x/otsing") is not None


def test_the_first_of_two_due_faults_happens_and_both_count() -> None:
    faults = Faults(Fault("forbidden", nth=(1,)), Fault("reset", nth=(1, 2)))
    kinds = [fault.kind if (fault := faults.next_for("GET", "/")) else None for _ in range(3)]
    assert kinds == ["forbidden", "reset", None]


def test_an_unknown_fault_is_refused() -> None:
    wrong: Callable[..., Fault] = Fault
    with pytest.raises(ValueError, match="no such fault: 'bad'"):
        wrong("bad")


def test_every_kind_of_fault_is_tried_here() -> None:
    """A new kind needs a test: its name must stand in this file, or in the table that nights are struck with."""
    here = Path(__file__)
    text = here.read_text("utf-8") + (here.parents[1] / "fault_cases.py").read_text("utf-8")
    assert [kind for kind in KINDS if f'"{kind}"' not in text] == []


def test_the_log_names_the_fault_that_answered() -> None:
    with SampleRegister(faults=Faults(Fault("forbidden", nth=(2,)))) as register:
        for _ in range(2):
            httpx.get(register.base_url, timeout=PATIENCE_S)
    assert [entry.fault for entry in register.log] == [None, "forbidden"]


def test_the_most_requests_at_one_moment_are_counted() -> None:
    with SampleRegister(faults=Faults(Fault("hang", seconds=3600))) as register:

        def wait() -> None:
            with pytest.raises(httpx.HTTPError):
                httpx.get(register.base_url, timeout=None)

        clients = [threading.Thread(target=wait) for _ in range(3)]
        for client in clients:
            client.start()
        assert register.wait_for_requests(3, PATIENCE_S)
    for client in clients:
        client.join(PATIENCE_S)
    assert register.max_in_flight == 3
