"""The list of registers, and how one is named."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlsplit

import pytest

from extractors.registers import connector_for
from flows.registers import BadRegisterList, UnknownRegister, find_register, load_registers, parse_registers

ENTRY = '[[register]]\ncode = "rama"\nauthority = "Rabamaa Amet"\nplatform = "adr"\n'
BASE = 'base_url = "https://adr.rabamaa.example/rama/"\n'


def test_the_list_holds_the_bundled_register_and_well_known_ones() -> None:
    registers = {register.code: register for register in load_registers()}
    assert registers["sample"].is_bundled
    assert registers["sample"].base_url is None
    assert registers["som"].base_url == "https://adr.rik.ee/som/"
    assert registers["ska"].authority == "Sotsiaalkindlustusamet"


def test_hosts_behind_a_robot_check_are_marked_and_no_others() -> None:
    marked = {urlsplit(register.base_url or "").hostname for register in load_registers() if register.has_robot_check}
    assert marked == {"adr.politsei.ee", "adr.smit.ee", "adr.rescue.ee", "adr.siseministeerium.ee"}


def test_every_listed_register_has_a_connector() -> None:
    for register in load_registers():
        base_url = register.base_url or "http://127.0.0.1:8000/naidis/"
        assert connector_for(register.platform, base_url, register.authority).base_url == base_url


@pytest.mark.parametrize("name", ["som", "SOM", " som ", "Sotsiaalministeerium", "sotsiaalministeerium"])
def test_a_register_is_found_by_its_code_or_its_authority(name: str) -> None:
    assert find_register(name).code == "som"


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
    with pytest.raises(UnknownRegister, match=r"'smi'.*did you mean smit"):
        find_register("smi")
    with pytest.raises(UnknownRegister, match=r"known are sample, som"):
        find_register("qqqqqqqq")


@pytest.mark.parametrize(
    "url", ["ftp://adr.rik.ee/som/", "http:///som/", "https://u:p@adr.rik.ee/som/", "http://x:99999/a/"]
)
def test_an_address_that_is_no_base_url_is_refused(url: str) -> None:
    with pytest.raises(UnknownRegister, match="no base URL"):
        find_register(url)


def test_the_bundled_register_gets_its_address_when_it_is_served() -> None:
    served = find_register("sample").at("http://127.0.0.1:4321/naidis/")
    assert served.code == "sample"
    assert served.base_url == "http://127.0.0.1:4321/naidis/"


def test_all_keys_of_an_entry_are_read() -> None:
    more = 'interval_s = 3\nsince = 2022-05-01\nrobot_check = true\ndocument_types = ["Otsus"]\n'
    (register,) = parse_registers(ENTRY + BASE + more)
    assert (register.interval_s, register.since, register.has_robot_check) == (3, date(2022, 5, 1), True)
    assert register.document_types == ("Otsus",)


@pytest.mark.parametrize(
    "text, told",
    [
        ("[[register", "no TOML"),
        (ENTRY, "no http"),
        (ENTRY + 'base_url = "adr.rabamaa.example"\n', "no http"),
        (ENTRY + BASE + "intervall = 3\n", "intervall"),
        (ENTRY.replace('authority = "Rabamaa Amet"\n', "") + BASE, "authority"),
        (ENTRY.replace('"rama"', '"../rama"') + BASE, "impossible code"),
        (ENTRY.replace('"adr"', '"notes"') + BASE, "platform"),
        (ENTRY + BASE + 'since = "eile"\n', "date for since"),
        ((ENTRY + BASE) * 2, "rama twice"),
    ],
)
def test_a_damaged_list_says_what_is_wrong_with_it(text: str, told: str) -> None:
    with pytest.raises(BadRegisterList, match=told):
        parse_registers(text)
