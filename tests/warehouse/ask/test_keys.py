"""Numbers and names of look-ups made in Python are those that the macros make, by which the tables stand."""

from __future__ import annotations

from tests.derived import Derived
from warehouse.ask.keys import id_key, post_name
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
