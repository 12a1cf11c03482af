"""The list of registers, an operator's own list over it, and how a register is named."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from typer.testing import CliRunner

from extractors.registers import PLATFORMS, connector_for
from flows.cli import app, main
from flows.registers.find import (
    BadRegisterList,
    UnknownRegister,
    find_register,
    list_authorities,
    load_registers,
    parse_registers,
)

ENTRY = '[[register]]\ncode = "rama"\nauthority = "Rabamaa Amet"\nplatform = "adr"\n'
BASE = 'base_url = "https://adr.rabamaa.example/rama/"\n'


def test_the_list_holds_the_bundled_registers_and_well_known_ones() -> None:
    registers = {register.code: register for register in load_registers()}
    assert registers["sample"].is_bundled
    assert registers["sample"].base_url is None
    assert registers["sample-aggregator"].platform == "aggregator"
    assert registers["som"].base_url == "https://adr.rik.ee/som/"
    assert registers["ska"].authority == "Sotsiaalkindlustusamet"


def test_the_whole_network_is_listed_and_each_register_once() -> None:
    adr = [register for register in load_registers() if register.platform == "adr" and not register.is_bundled]
    assert len(adr) >= 45
    assert len({register.base_url for register in adr}) == len(adr)
    assert {urlsplit(register.base_url or "").scheme for register in adr} == {"https"}


def test_hosts_behind_a_robot_check_are_marked_and_no_others() -> None:
    marked = {urlsplit(register.base_url or "").hostname for register in load_registers() if register.has_robot_check}
    assert marked == {"adr.politsei.ee", "adr.smit.ee", "adr.rescue.ee", "adr.siseministeerium.ee"}


def test_every_address_says_where_it_comes_from_and_only_recorded_ones_are_called_verified() -> None:
    sources = tomllib.loads(files("flows").joinpath("registers.toml").read_text("utf-8"))["sources"]
    assert all(register.source in sources for register in load_registers())
    verified = {register.code for register in load_registers() if register.is_verified and not register.is_bundled}
    assert verified == {register.code for register in load_registers() if register.source == "recorded"} == {"som"}


def test_no_name_stands_for_two_registers() -> None:
    names = [name for register in load_registers() for name in register.names]
    assert len(names) == len(set(names))


def test_every_listed_register_has_a_connector() -> None:
    for register in load_registers():
        base_url = register.base_url or "http://127.0.0.1:8000/naidis/"
        assert connector_for(register.platform, base_url, register.authority).base_url == base_url


def test_the_aggregator_is_asked_no_faster_than_it_allows() -> None:
    paces = [register.interval_s for register in load_registers() if register.platform == "aggregator"]
    assert all(pace is None or pace >= 1 for pace in paces)
    assert find_register("koondvaade").interval_s == 1.1


@pytest.mark.parametrize("name", ["som", "SOM", " som ", "Sotsiaalministeerium", "sotsiaalministeerium"])
def test_a_register_is_found_by_its_code_or_its_authority(name: str) -> None:
    assert find_register(name).code == "som"


@pytest.mark.parametrize(
    "name, code", [("TTJA", "tja"), ("Justiitsministeerium", "jm"), ("kmin", "kaitseministeerium")]
)
def test_a_register_is_found_by_another_name_of_its_authority(name: str, code: str) -> None:
    assert find_register(name).code == code


@pytest.mark.parametrize("url", ["https://adr.rik.ee/som/", "https://adr.rik.ee/som", "HTTPS://ADR.RIK.EE/som/otsing"])
def test_an_address_that_the_list_holds_gives_the_listed_register(url: str) -> None:
    assert find_register(url) == find_register("som")


@pytest.mark.parametrize(
    "url, base_url, code",
    [
        ("http://127.0.0.1:8000/ska/", "http://127.0.0.1:8000/ska/", "ska"),
        ("http://localhost:8000/naidis", "http://localhost:8000/naidis/", "naidis"),
        ("http://[::1]:8000/x/", "http://[::1]:8000/x/", "x"),
        ("https://adr.rabamaa.example:443/Rama Amet/", "https://adr.rabamaa.example/Rama Amet/", "rama-amet"),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:8000/", "127.0.0.1-8000"),
    ],
)
def test_any_base_url_is_a_register_of_the_adr_platform(url: str, base_url: str, code: str) -> None:
    register = find_register(url)
    assert (register.base_url, register.code, register.platform) == (base_url, code, "adr")


def test_an_unknown_name_is_answered_with_near_ones() -> None:
    with pytest.raises(UnknownRegister, match=r"'transpordi'.*did you mean transpordiamet"):
        find_register("transpordi")
    with pytest.raises(UnknownRegister, match=r"known are sample, sample-aggregator, som"):
        find_register("qqqqqqqq")


@pytest.mark.parametrize(
    "url", ["ftp://adr.rik.ee/som/", "http:///som/", "https://u:p@adr.rik.ee/som/", "http://x:99999/a/"]
)
def test_an_address_that_is_no_base_url_is_refused(url: str) -> None:
    with pytest.raises(UnknownRegister, match="not the base URL"):
        find_register(url)


def test_the_bundled_register_gets_its_address_when_it_is_served() -> None:
    served = find_register("sample").at("http://127.0.0.1:4321/naidis/")
    assert served.code == "sample"
    assert served.base_url == "http://127.0.0.1:4321/naidis/"


def test_all_keys_of_an_entry_are_read() -> None:
    more = 'interval_s = 3\nsince = 2022-05-01\nrobot_check = true\ndocument_types = ["Otsus"]\naliases = ["Raba"]\n'
    (register,) = parse_registers(ENTRY + BASE + more)
    assert (register.interval_s, register.since, register.has_robot_check) == (3, date(2022, 5, 1), True)
    assert register.document_types == ("Otsus",)
    assert register.aliases == ("Raba",)
    assert not register.is_verified


def test_an_aggregator_may_be_narrowed_to_authorities_and_name_hosts_of_originals() -> None:
    more = 'organisations = ["rmk", "tallinn"]\nfile_hosts = ["hoidla.rabamaa.example"]\n'
    (register,) = parse_registers(ENTRY.replace('"adr"', '"aggregator"') + BASE + more)
    assert register.organisations == ("rmk", "tallinn")
    assert register.file_hosts == ("hoidla.rabamaa.example",)


WRONG = [
    ("[[register", "is not TOML"),
    ("register = 3\n", r"otherwise than as a \[\[register\]\] table"),
    ("[registers]\n", r"unknown keys: registers"),
    ("[sources]\nx = 1\n", "a value that is not text"),
    (ENTRY, r"'rama'.*has no base_url"),
    (ENTRY + 'base_url = "adr.rabamaa.example"\n', r"'rama'.*not an http\(s\) address"),
    (ENTRY + BASE + "intervall = 3\n", r"'rama'.*unknown key intervall"),
    (ENTRY.replace('authority = "Rabamaa Amet"\n', "") + BASE, r"'rama'.*missing key authority"),
    (ENTRY.replace('code = "rama"\n', "") + BASE, r"a register without a code.*missing key code"),
    (ENTRY.replace('"rama"', '"../rama"') + BASE, r"'../rama'.*code: String should match"),
    (ENTRY.replace('"adr"', '"notes"') + BASE, r"'rama'.*no platform 'notes': known are adr, aggregator"),
    (ENTRY + BASE + 'since = "eile"\n', r"'rama'.*since: Input should be a valid date"),
    (ENTRY + BASE + "interval_s = -1\n", r"'rama'.*interval_s: Input should be greater than 0"),
    (ENTRY + BASE + 'interval_s = "kiiresti"\n', r"'rama'.*interval_s: Input should be a valid number"),
    (ENTRY + BASE + 'organisations = ["rmk"]\n', r"'rama'.*platform aggregator"),
    (ENTRY.replace('"adr"', '"aggregator"') + BASE + 'document_types = ["Otsus"]\n', r"'rama'.*search form"),
    (ENTRY.replace('"adr"', '"aggregator"') + BASE + 'file_hosts = ["https://x.example/"]\n', r"'rama'.*no host names"),
    (ENTRY + BASE + 'source = "hearsay"\n', r"'rama'.*'hearsay' is not in \[sources\]"),
    ((ENTRY + BASE) * 2, "rama twice"),
    (ENTRY + BASE + (ENTRY + BASE).replace('"rama"', '"raba"'), r"'rama' and 'raba' have one address"),
]


@pytest.mark.parametrize("text, told", WRONG, ids=[told[:40] for _, told in WRONG])
def test_a_damaged_list_says_which_table_is_wrong_and_how(text: str, told: str) -> None:
    with pytest.raises(BadRegisterList, match=told):
        parse_registers(text)


def test_everything_that_is_wrong_with_a_table_is_said_at_once() -> None:
    with pytest.raises(BadRegisterList, match=r"since.*; unknown key intervall"):
        parse_registers(ENTRY + BASE + 'since = "eile"\nintervall = 3\n')


@pytest.fixture
def own_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "omad.toml"
    monkeypatch.setenv("KEHTIV_REGISTERS", str(path))
    return path


def test_an_own_list_adds_registers_to_the_shipped_ones(own_list: Path) -> None:
    own_list.write_text(ENTRY + BASE, encoding="utf-8")
    assert find_register("Rabamaa Amet").base_url == "https://adr.rabamaa.example/rama/"
    assert find_register("som").base_url == "https://adr.rik.ee/som/"


def test_an_own_table_changes_the_keys_that_it_names_and_leaves_the_others(own_list: Path) -> None:
    own_list.write_text('[[register]]\ncode = "som"\ninterval_s = 5.0\nsince = 2024-01-01\n', encoding="utf-8")
    changed = find_register("som")
    assert (changed.interval_s, changed.since) == (5.0, date(2024, 1, 1))
    assert changed.base_url == "https://adr.rik.ee/som/"
    assert changed.authority == "Sotsiaalministeerium"


def test_an_own_list_may_name_sources_of_its_own(own_list: Path) -> None:
    text = '[sources]\nletter = "a letter of 3.11.2026"\n' + ENTRY + BASE + 'source = "letter"\nis_verified = true\n'
    own_list.write_text(text, encoding="utf-8")
    assert find_register("rama").source == "letter"
    assert find_register("rama").is_verified


def test_what_is_wrong_with_an_own_list_is_said_with_its_name(own_list: Path) -> None:
    own_list.write_text(ENTRY, encoding="utf-8")
    with pytest.raises(BadRegisterList, match=r"'rama' in .*omad\.toml: it has no base_url"):
        load_registers()
    own_list.unlink()
    with pytest.raises(BadRegisterList, match=r"omad\.toml .*cannot be read"):
        load_registers()
    own_list.write_bytes(b"\xff\xfe\xff")
    with pytest.raises(BadRegisterList, match="not UTF-8"):
        load_registers()


def test_platforms_without_a_register_would_never_be_tried() -> None:
    assert {register.platform for register in load_registers()} == set(PLATFORMS)


def test_the_command_lists_every_register_whole_with_what_is_known_of_its_address() -> None:
    result = CliRunner().invoke(app, ["registers"])
    assert result.exit_code == 0
    lines = [re.split(r"\s{2,}", line) for line in result.output.splitlines()]
    assert lines[0] == ["code", "authority", "platform", "robot check", "verified", "address"]
    assert len(lines) == len(load_registers()) + 1
    assert ["sample", "Näidisamet", "adr", "no", "yes", "bundled"] in lines
    assert ["ppa", "Politsei- ja Piirivalveamet", "adr", "yes", "no", "https://adr.politsei.ee/ppa/"] in lines


def test_a_damaged_own_list_is_wrong_use_and_no_crash(
    own_list: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    own_list.write_text(ENTRY, encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["kehtiv", "ingest", "rama", "--plain"])
    with pytest.raises(SystemExit, match="2"):
        main()
    assert "'rama'" in " ".join(capsys.readouterr().err.split())


def test_whose_registers_are_listed_leaves_out_the_invented_and_those_of_many() -> None:
    listed = {each.register: each for each in list_authorities()}
    assert "SKA" in listed["ska"].aliases
    assert not listed.keys() & {"sample", "sample-aggregator", "koondvaade"}
    assert len(listed) == sum(not each.is_bundled for each in load_registers()) - 1
