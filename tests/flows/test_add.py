"""`kehtiv add`: saved files and pages go the way of fetched ones, and nothing restricted is kept on the way."""

from __future__ import annotations

import io
import os
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from flows.add import add_paths, find_files
from flows.clock import Clock
from flows.run.summary import Summary
from flows.sample import pages
from flows.sample.catalogue import Catalogue, SampleDocument
from flows.settings import Settings
from tests.flows.small_register import ORDERS, act_text, ask, files_with

DAY = date(2026, 2, 2)
ACT = act_text("5", DAY, "Kinnitan metsatalituse töökorra.")
SECRET = "kaldapealse-vahtkonna"


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


def add(inbox: Path, *, hour: int = 1) -> Summary:
    now = datetime(2026, 3, 2, hour, tzinfo=UTC)
    return add_paths([inbox], Settings(data=inbox.parent / "data", workers=1), Clock(now=lambda: now))


def counted(summary: Summary) -> dict[str, int]:
    return {name: n for name, n in summary.counts.items() if n}


def page_of(access: str) -> bytes:
    document = SampleDocument("9", "9", DAY, ORDERS.name, "Käskkiri", DAY, access=access, access_basis="AvTS § 35 lg 1")
    catalogue = Catalogue("mets", "Metsaamet", "Metsaameti", (ORDERS,), (document,))
    return pages.document_page(catalogue, document).encode()


def container(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, body in members.items():
            packed.writestr(name.replace("_", "."), body)
    return out.getvalue()


def test_the_same_bytes_under_two_names_are_one_document(inbox: Path) -> None:
    (inbox / "a.txt").write_text(ACT, "utf-8")
    (inbox / "b.txt").write_text(ACT, "utf-8")
    assert counted(add(inbox)) == {"new": 1, "files": 1, "unchanged": 1}
    assert ask(inbox.parent / "data", "SELECT count(*) FROM files") == [(1,)]
    assert counted(add(inbox, hour=2)) == {"unchanged": 2}


def test_what_is_loaded_can_be_derived_again_without_the_saved_file(inbox: Path) -> None:
    (inbox / "a.txt").write_text(ACT, "utf-8")
    add(inbox)
    assert len(files_with(inbox.parent / "data" / "archive" / "objects", "metsatalituse")) == 1


def test_of_a_saved_restricted_page_metadata_is_kept_and_no_bytes(inbox: Path) -> None:
    (inbox / "leht.html").write_bytes(page_of("AK"))
    summary = add(inbox)
    assert summary.exit_status == 0
    assert counted(summary) == {"restricted": 1}
    assert any("only metadata is kept" in note for note in summary.notes)
    data = inbox.parent / "data"
    assert ask(data, "SELECT number, access FROM documents") == [("9", "AK")]
    assert ask(data, "SELECT count(*) FROM files") == [(0,)]
    assert not (data / "archive" / "objects").exists()


def test_a_saved_public_page_describes_its_document(inbox: Path) -> None:
    (inbox / "leht.html").write_bytes(page_of("Avalik"))
    assert add(inbox).exit_status == 0
    found = ask(inbox.parent / "data", "SELECT number, registered_on, access FROM documents")
    assert found == [("9", DAY, "Avalik")]
    assert counted(add(inbox, hour=2)) == {"unchanged": 1}


def aggregator_page(access: str) -> str:
    labels = {
        "Dokumendiregister": "Metsaamet",
        "Viit": "5",
        "Registreeritud": "02.02.2026",
        "Sünkroonitud": "03.02.2026",
        "Liik": ORDERS.name,
        "Funktsioon": "1 Juhtimine",
        "Sari": "1-1 Käskkirjad",
        "Toimik": "1-1/2026",
        "Juurdepääsupiirang": access,
        "Adressaat": "",
        "Saabumis/saatmisviis": "",
        "Vastutaja": "Mari Näidis",
        "Originaal": "Ava uues aknas",
    }
    table = "".join(f"| {label} | {value} |\n" for label, value in labels.items())
    return f"{table}\n{act_text('5', DAY, f'Kinnitan {SECRET} töökorra.')}"


def test_a_saved_aggregator_page_gives_entry_and_act(inbox: Path) -> None:
    (inbox / "leht.txt").write_text(aggregator_page("Avalik"), "utf-8")
    assert add(inbox).exit_status == 0
    data = inbox.parent / "data"
    assert ask(data, "SELECT number, access, registered_on FROM documents") == [("5", "Avalik", DAY)]
    assert ask(data, "SELECT number, signed_on, in_force_from FROM directives") == [("5", DAY, DAY)]
    assert ask(data, "SELECT effect FROM effects WHERE effect = 'approve'") == [("approve",)]


def test_a_restricted_aggregator_page_leaves_no_word_of_its_files(inbox: Path) -> None:
    (inbox / "leht.txt").write_text(aggregator_page("AK"), "utf-8")
    assert counted(add(inbox)) == {"restricted": 1}
    assert files_with(inbox.parent / "data", SECRET) == []


def test_a_member_that_cannot_be_read_is_held_back_and_its_neighbours_are_loaded(inbox: Path) -> None:
    (inbox / "kogum.zip").write_bytes(container(kaskkiri_txt=ACT.encode(), lisa_pdf=b"%PDF-1.4 torn"))
    summary = add(inbox)
    data = inbox.parent / "data"
    assert ask(data, "SELECT name FROM files WHERE parent_file_id IS NOT NULL") == [("kaskkiri.txt",)]
    assert ask(data, "SELECT number FROM directives") == [("5",)]
    [(name, stage, code)] = ask(data, "SELECT name, stage, code FROM quarantine WHERE closed_at IS NULL")
    assert (name, stage) == ("file/lisa.pdf", "member")
    assert summary.exit_status == 1
    assert any("lisa.pdf" in told and code in told for told in summary.wants_person)


def test_a_mended_file_is_another_document_and_the_torn_one_stays_in_quarantine(inbox: Path) -> None:
    """A loose file is known by its bytes: nothing proves that the new one is the old one mended."""
    (inbox / "kaskkiri.pdf").write_bytes(b"%PDF-1.4 torn")
    assert add(inbox).exit_status == 1
    (inbox / "kaskkiri.pdf").unlink()
    (inbox / "kaskkiri.txt").write_text(ACT, "utf-8")
    summary = add(inbox, hour=2)
    assert summary.exit_status == 0
    assert counted(summary) == {"new": 1, "files": 1}
    data = inbox.parent / "data"
    assert ask(data, "SELECT name, closed_at FROM quarantine") == [("kaskkiri.pdf", None)]


def test_a_torn_file_added_again_stays_one_row_in_quarantine(inbox: Path) -> None:
    (inbox / "kaskkiri.pdf").write_bytes(b"%PDF-1.4 torn")
    add(inbox)
    add(inbox, hour=2)
    rows = ask(inbox.parent / "data", "SELECT first_seen_at < last_seen_at, closed_at FROM quarantine")
    assert rows == [(True, None)]


def test_a_file_that_cannot_be_opened_is_named_and_forgiven_when_it_can(inbox: Path) -> None:
    """A link to nowhere stands for every path that exists and cannot be read."""
    (inbox / "a.txt").write_text(ACT, "utf-8")
    target = inbox / "b.txt"
    target.symlink_to(inbox / "gone.txt")
    data = inbox.parent / "data"
    now = datetime(2026, 3, 2, 1, tzinfo=UTC)
    paths, settings, clock = [inbox / "a.txt", target], Settings(data=data, workers=1), Clock(now=lambda: now)
    summary = add_paths(paths, settings, clock)
    assert summary.exit_status == 1
    assert ask(data, "SELECT name, code FROM quarantine") == [("b.txt", "unreadable_path")]
    target.unlink()
    target.write_text(act_text("6", DAY, "Kinnitan teise korra."), "utf-8")
    assert add_paths(paths, settings, clock).exit_status == 0
    assert ask(data, "SELECT count(*) FROM quarantine WHERE closed_at IS NULL") == [(0,)]
    assert ask(data, "SELECT count(*) FROM directives") == [(2,)]


def test_files_in_folders_come_sorted_and_hidden_ones_are_left_out(inbox: Path) -> None:
    for name in ("b.txt", "a.txt", ".peidus.txt"):
        (inbox / name).write_text("tekst")
    (inbox / ".git").mkdir()
    (inbox / ".git" / "c.txt").write_text("tekst")
    assert [path.name for path in find_files([inbox, inbox / ".peidus.txt"])] == ["a.txt", "b.txt", ".peidus.txt"]


@pytest.mark.parametrize("encoding", ["cp1257", "iso8859-1", "cp775"])
def test_a_name_that_is_no_utf8_costs_nothing(inbox: Path, encoding: str) -> None:
    """Neither the name of a file nor that of its folder nor that of the file that cannot be read."""
    folder = os.fsencode(inbox) + b"/" + "käskkirjad".encode(encoding)
    os.mkdir(folder)
    named = "õiend".encode(encoding)
    for name, body in ((named + b".txt", ACT.encode()), (b"\xff\xfe.docx", b"PK\x03\x04 damaged")):
        with open(folder + b"/" + name, "wb") as file:
            file.write(body)
    (inbox / "b.txt").write_text(ACT + " ", "utf-8")
    os.symlink(b"/nowhere/" + named, os.fsencode(inbox) + b"/" + named)
    summary = add(inbox)
    assert counted(summary) == {"new": 2, "files": 2, "quarantined": 1}
    data = inbox.parent / "data"
    names = {name for (name,) in ask(data, "SELECT name FROM files")}
    assert len(names) == 2
    assert "b.txt" in names
    assert [code for (code,) in ask(data, "SELECT code FROM quarantine")] == ["truncated_file"]
    for (told,) in ask(data, "SELECT arguments::VARCHAR FROM runs"):
        assert told.encode("utf-8")


def test_an_old_name_is_read_as_estonian(inbox: Path) -> None:
    with open(os.fsencode(inbox) + b"/" + "käskkiri žürii.txt".encode("cp1257"), "wb") as file:
        file.write(ACT.encode())
    add(inbox)
    assert ask(inbox.parent / "data", "SELECT name FROM files") == [("käskkiri žürii.txt",)]


def test_a_named_path_that_is_no_utf8_and_missing_is_held_back(inbox: Path) -> None:
    missing = Path(os.fsdecode(os.fsencode(inbox) + b"/m\xe4rkus.txt"))
    settings = Settings(data=inbox.parent / "data", workers=1)
    summary = add_paths([missing], settings, Clock(now=lambda: datetime(2026, 3, 2, tzinfo=UTC)))
    assert counted(summary) == {"quarantined": 1}
    assert any("märkus.txt: No such file or directory" in sentence for sentence in summary.wants_person)
