"""Numbers and names of look-ups made in Python are those that the macros make, by which the tables stand."""

from __future__ import annotations

from tests.derived import Derived
from warehouse.ask.keys import id_key, number_key, post_name
from warehouse.sources import literal


def test_the_number_of_an_id_is_that_of_the_macro(ask: Derived) -> None:
    names = ["", "na/1", "na/1#2", "näidisamet\n\njurist „ülem“", "𝒜/1", "a'b\"c;--"]
    asked = ", ".join(f"id_key({literal(name)})" for name in names)
    assert ask(f"SELECT {asked}") == [tuple(map(id_key, names))]


def test_an_address_that_is_no_text_has_a_number_too() -> None:
    assert id_key("na/\udce4") != id_key("na/")


def test_the_name_of_a_post_is_that_of_the_macro(ask: Derived) -> None:
    units = [None, "", "Üldosakond", "Osakond, talitus"]
    asked = ", ".join(
        f"post_name('näidisamet', {'NULL' if unit is None else literal(unit)}, 'jurist')" for unit in units
    )
    assert ask(f"SELECT {asked}") == [tuple(post_name("näidisamet", unit, "jurist") for unit in units)]


def test_the_key_of_a_number_is_that_of_the_macro(ask: Derived) -> None:
    numbers = [
        "11",
        " 11 - P. ",
        "1.1-2/25/11",
        "2\u20103\u20114\u20125\u20136\u20147\u20158\u22129",
        "1\u00a0\u202f2\t3\n4\f5",
        "..",
        "",
        "ÕÄÖÜ-Š.Ž",
    ]
    asked = ", ".join(f"number_key({literal(number)})" for number in numbers)
    assert ask(f"SELECT {asked}") == [tuple(map(number_key, numbers))]
    assert number_key("..") is None
