"""LibreOffice on a leash: what needs the real program skips where it is absent, the leash is tried on a script."""

from __future__ import annotations

import http.server
import io
import json
import pickle
import re
import threading
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from extractors.read import read_file
from extractors.tools import ToolFailed, Tools
from flows.reading.tools import soffice
from flows.reading.tools.find import find_tools
from flows.reading.tools.soffice import Soffice, find_isolation, find_soffice
from flows.settings import Settings
from tests.patience import PATIENCE_S, is_alive, wait_until

_SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"), ("text", "text"), ("draw", "drawing"), ("svg", "svg-compatible"), ("table", "table"),
    )
)  # fmt: skip


@pytest.fixture(scope="module")
def office() -> Soffice:
    found = find_soffice(PATIENCE_S, 2 * 1024**3, 64 * 1024**2)
    if found is None:
        pytest.skip("needs LibreOffice (Debian: apt install libreoffice-writer-nogui libreoffice-calc-nogui)")
    return found


@pytest.fixture
def script(tmp_path: Path) -> Soffice:
    """A shell script in the place of LibreOffice; its body is written by the test."""
    path = tmp_path / "office"
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return Soffice(str(path), timeout_s=PATIENCE_S)


def write(office: Soffice, body: str) -> None:
    with Path(office.program).open("a") as file:
        file.write(body)


def open_document(body: str, kind: str = "text") -> bytes:
    out = io.BytesIO()
    media = "spreadsheet" if kind == "spreadsheet" else "text"
    manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{media}")
        archive.writestr(
            "content.xml",
            f'<office:document-content {_SPACES} xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2">'
            f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>",
        )
        archive.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest xmlns:manifest="{manifest}" manifest:version="1.2"><manifest:file-entry'
            f' manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.{media}"/>'
            '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
            "</manifest:manifest>",
        )
    return out.getvalue()


def text_of(office: Soffice, data: bytes, name: str) -> str:
    document = read_file(data, name, tools=Tools(office=office)).text
    assert document is not None
    return document.text


def test_rich_text_is_read_with_its_letters_tables_and_numbers(office: Soffice) -> None:
    """Deleted words stay out, which a conversion to text would print."""
    rtf = rb"""{\rtf1\ansi\ansicpg1257 J\'f5geva \u382?\'fc\'fcrii {\deleted kadunud}{\revised lisatud}\par
    \trowd\cellx3000\cellx6000\pard\intbl Allub\cell Kapten\cell\row\pard L\'f5pp\par}"""
    text = text_of(office, rtf, "a.rtf")
    assert "Jõgeva žüürii" in text
    assert "kadunud" not in text
    assert "lisatud" in text
    assert "Allub\tKapten\n" in text
    assert text.endswith("Lõpp\n")


def test_open_documents_and_sheets_are_read(office: Soffice) -> None:
    """Lists keep their numbers, cells their columns."""
    rows = "".join(f"<table:table-cell><text:p>{word}</text:p></table:table-cell>" for word in ("Allub", "Kapten"))
    columns = "<table:table-column/>" * 2
    table = f'<table:table table:name="T">{columns}<table:table-row>{rows}</table:table-row></table:table>'
    body = f'<text:p text:style-name="Standard">Ülesanne</text:p>{table}'
    assert text_of(office, open_document(body), "a.odt") == "Ülesanne\nAllub\tKapten\n"
    assert text_of(office, open_document(table, "spreadsheet"), "a.ods").endswith("Allub\tKapten\n")


@pytest.fixture
def calls() -> Iterator[tuple[str, list[str]]]:
    """The address of a loopback server, and what was asked of it."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(f"{self.command} {self.path}")
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET

        def log_message(self, *args: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()
    thread.join()


FRAME = '<draw:frame svg:width="2cm" svg:height="2cm" text:anchor-type="as-char">{}</draw:frame>'
LINK = 'xlink:href="{}" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"'


def picture_at(url: str) -> bytes:
    return open_document(
        f"<text:p>pilt {FRAME.format('<draw:image ' + LINK.format(url + '/pilt.png') + '/>')}</text:p>"
    )


def calling_doc(office: Soffice, url: str, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """A Word document that asks for a picture at ``url`` when it is opened."""
    with monkeypatch.context() as patch:
        patch.setitem(soffice._OUTPUT_FILTERS, "doc", "MS Word 97")
        doc = office.convert(picture_at(url), ".odt", "doc")
    assert url.encode("utf-16-le") in doc
    return doc


def calling_documents(office: Soffice, url: str, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """Documents that ask for something at ``url`` when they are opened."""
    thing = f"<text:p>ese {FRAME.format('<draw:object ' + LINK.format(url + '/ese.odt') + '/>')}</text:p>"
    section = f'<text:section text:name="s"><text:section-source {LINK.format(url + "/osa.odt")}/>'
    return {
        "osa.odt": open_document(thing + section + "<text:p>osa</text:p></text:section>"),
        "pilt.odt": picture_at(url),
        "pilt.doc": calling_doc(office, url, monkeypatch),
        "pilt.rtf": (
            rb"{\rtf1{\*\template " + url.encode() + rb"/mall.dot}tekst {\field{\*\fldinst INCLUDEPICTURE "
            rb'"' + url.encode() + rb'/pilt.png"}{\fldrslt x}}\par}'
        ),
    }


@pytest.mark.long
def test_documents_make_no_connection(
    office: Soffice, calls: tuple[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the profile alone, as where no namespace can be had; the same office without it does call."""
    url, asked = calls
    bare = Soffice(office.program, PATIENCE_S)
    documents = calling_documents(office, url, monkeypatch)
    for name, data in documents.items():
        assert bare.convert(data, Path(name).suffix, "docx"), name
    assert asked == []
    with monkeypatch.context() as patch:
        patch.setattr(soffice, "_SETTINGS", ())
        bare.convert(documents["pilt.doc"], ".doc", "docx")
    assert "GET /pilt.png" in asked


def test_a_namespace_alone_also_makes_no_connection(
    office: Soffice, calls: tuple[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    if not office.isolate:
        pytest.skip("this machine lets nobody make a network namespace")
    url, asked = calls
    doc = calling_doc(office, url, monkeypatch)
    monkeypatch.setattr(soffice, "_SETTINGS", ())
    office.convert(doc, ".doc", "docx")
    assert asked == []


def test_a_document_takes_in_no_file_of_this_machine(office: Soffice, tmp_path: Path) -> None:
    """A linked section would print whatever file the office may read."""
    secret = tmp_path / "saladus.txt"
    secret.write_text("saladus")
    body = f'<text:p>tekst</text:p><text:section text:name="s"><text:section-source xlink:href="{secret.as_uri()}"/>'
    assert "saladus" not in text_of(office, open_document(body + "<text:p>osa</text:p></text:section>"), "a.odt")


@pytest.mark.parametrize("data, ending", [(b"{\\rtf1", ".doc"), (bytes(range(256)) * 40, ".odt")])
def test_rubbish_ends_in_a_message(office: Soffice, data: bytes, ending: str) -> None:
    with suppress(ToolFailed):
        assert office.convert(data, ending, "docx")[:2] == b"PK"


def test_too_little_memory_ends_in_a_message(office: Soffice) -> None:
    with pytest.raises(ToolFailed, match="could not convert the file"):
        Soffice(office.program, PATIENCE_S, memory_bytes=150 * 1024**2).convert(b"{\\rtf1 x}", ".rtf", "docx")


def test_originals_survive_the_way_through_rich_text(
    office: Soffice, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each duty row of an annex, numbers included, comes back from RTF as it was."""
    truth = json.loads((shared / "gold" / "originals.json").read_text("utf-8"))["annexes"]
    source = (shared / "originals" / "grid" / "grid_lisa01.docx").read_bytes()
    monkeypatch.setitem(soffice._INPUT_FILTERS, ".docx", "MS Word 2007 XML")
    monkeypatch.setitem(soffice._OUTPUT_FILTERS, "rtf", "Rich Text Format")
    result = read_file(office.convert(source, ".docx", "rtf"), "lisa.rtf", tools=Tools(office=office))
    found = {duty.number: duty.duty for duty in result.positions[0].duties}
    want = {row["no"].rstrip("."): row["duty"] for row in next(a for a in truth if a["nr"] == 1)["rows"]}

    def plain(words: str) -> str:
        return re.sub(r"\W+", "", words).casefold()

    assert {str(n).rstrip("."): plain(d) for n, d in found.items()} == {n: plain(d) for n, d in want.items()}


def test_the_time_limit_ends_the_whole_process_group(script: Soffice, tmp_path: Path) -> None:
    """What the office started goes with it. A machine too busy to start it within the limit gets a longer one."""
    write(script, f"sleep 3600 & echo $! > {tmp_path}/child; wait\n")
    for limit in (1, 8, 64, 512):
        with pytest.raises(ToolFailed, match=f"longer than {limit} s"):
            Soffice(script.program, timeout_s=limit).convert(b"x", ".doc", "docx")
        if started(tmp_path):
            break
    wait_until(lambda: not is_alive(started(tmp_path)), "what the office started was left running")


def started(folder: Path) -> int:
    """The process that the script started in the background; 0 where it came to none."""
    path = folder / "child"
    return int(path.read_text() or 0) if path.exists() else 0


def test_what_is_left_running_after_success_is_ended(script: Soffice, tmp_path: Path) -> None:
    write(script, f"sleep 3600 & echo $! > {tmp_path}/child; mkdir out; echo made > out/input.docx\n")
    assert script.convert(b"x", ".doc", "docx") == b"made\n"
    assert started(tmp_path)
    wait_until(lambda: not is_alive(started(tmp_path)), "what the office started was left running")


def test_an_office_that_makes_nothing_is_quoted(script: Soffice) -> None:
    write(script, "echo 'source file could not be loaded' >&2; exit 0\n")
    with pytest.raises(ToolFailed, match="could not convert the file: source file could not be loaded"):
        script.convert(b"x", ".doc", "docx")


def test_output_beyond_the_limit_is_not_read(script: Soffice) -> None:
    """The process cannot even write it."""
    write(script, "mkdir out; head -c 3000000 /dev/zero > out/input.docx\n")
    limited = Soffice(script.program, PATIENCE_S, output_bytes=1024 * 1024)
    with pytest.raises(ToolFailed, match="the limit is 1048576"):
        limited.convert(b"x", ".doc", "docx")


def test_the_process_sees_nothing_of_ours(script: Soffice, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the environment nor an earlier profile; limits are set before the office starts."""
    monkeypatch.setenv("HTTP_PROXY", "http://example.org")
    monkeypatch.setenv("SALAJANE", "1")
    write(script, 'mkdir out; (env; ulimit -v; ulimit -t; echo "$@"; pwd; ls) > out/input.docx\n')
    said = Soffice(script.program, 900.0, 3 * 1024**3).convert(b"x", ".doc", "docx").decode()
    assert "SALAJANE" not in said
    assert "PROXY" not in said
    assert f"\n{3 * 1024**2}\n901\n" in said
    folder = re.search(r"^(/.*kehtiv-office-\w+)$", said, re.MULTILINE)
    assert folder is not None
    assert f"-env:UserInstallation=file://{folder[1]}/profile" in said
    assert not Path(folder[1]).exists()


@pytest.mark.parametrize("ending, target", [(".exe", "docx"), (".doc", "pdf")])
def test_only_known_kinds_are_converted(script: Soffice, ending: str, target: str) -> None:
    with pytest.raises(ToolFailed, match="is not supported"):
        script.convert(b"x", ending, target)


def test_the_converter_goes_to_workers() -> None:
    office = Soffice("/usr/bin/soffice", 30.0, isolate=("unshare", "--net"))
    assert pickle.loads(pickle.dumps(office)) == office


def test_a_machine_without_libreoffice_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """And one with it makes no such remark."""
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_soffice(60.0, 2**31, 2**26) is None
    assert find_isolation() == ()
    missing = find_tools(Settings())
    assert missing.office is None
    assert any("libreoffice-writer-nogui" in words for words in missing.missing)
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    found = find_tools(Settings(office_timeout_s=7.0))
    assert isinstance(found.office, Soffice)
    assert (found.office.program, found.office.timeout_s) == (str(program), 7.0)
    assert not any("LibreOffice" in words for words in found.missing)
