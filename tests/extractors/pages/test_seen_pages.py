"""What is seen is what is read: each construct by two producers of PDF, told right, or told to be doubtful."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from extractors.model.effect import Effect
from extractors.model.extraction import FileExtraction
from extractors.read import read_file
from tests.extractors.pages.situations import (
    HEAD,
    PRESSES,
    WHITE,
    Bar,
    Item,
    Letters,
    Press,
    Slash,
    by_hand,
    lines,
    width_of,
)

FIRST = "1. Tunnistan kehtetuks peadirektori 11.01.2019 käskkirja nr 7 lisad 1 kuni 2,"
SECOND = "5 ja 8 kuni 9."
HIDDEN = "1.1. Tunnistan kehtetuks peadirektori 02.02.2018 käskkirja nr 33."
LAST = ("2. Käskkiri jõustub allkirjastamisest.", "", "Leida Kask", "peadirektor")
SHOWN = [("7", ("1", "2", "5", "8", "9"))]
AT_HIDDEN = 72 + 9 * 20.0


def act(*before_last: Item, **how: object) -> list[Item]:
    """The act with ``how`` set for every line; the place of the hidden sentence is left free."""
    return [*lines(*HEAD, FIRST, SECOND, "", *LAST, **how), *before_last]


def read(press: Press, *pages: list[Item]) -> FileExtraction:
    return read_file(press(pages), "a.pdf")


def revocations(found: FileExtraction) -> list[tuple[str | None, object]]:
    return [(e.affected.number, e.affected.annexes) for e in found.effects if e.effect == "revoke"]


def codes(found: FileExtraction) -> set[str]:
    return {finding.code for finding in found.findings}


def the_revocation(found: FileExtraction) -> Effect:
    (effect,) = [effect for effect in found.effects if effect.effect == "revoke"]
    return effect


@PRESSES
def test_a_plain_page_has_nothing_aside(press: Press) -> None:
    found = read(press, act())
    assert revocations(found) == SHOWN
    assert codes(found) == set()
    assert found.text is not None
    assert found.text.unseen == ()


COPIES: dict[str, tuple[tuple[float, float], ...]] = {
    "twice": ((0.35, 0.0),),
    "twice on the same place": ((0.0, 0.0),),
    "four times": ((0.3, 0.0), (0.0, 0.3), (0.3, 0.3)),
    "with a shadow": ((1.2, 1.2),),
    "with a wide shadow": ((1.5, -1.0),),
}


@PRESSES
@pytest.mark.parametrize("copies", COPIES.values(), ids=COPIES)
def test_letters_printed_more_than_once_are_one(press: Press, copies: tuple[tuple[float, float], ...]) -> None:
    found = read(press, act(copies=copies))
    assert revocations(found) == SHOWN
    assert (found.header.number, str(found.header.signed_on)) == ("48", "2021-05-03") if found.header else False
    assert codes(found) == set()


@PRESSES
def test_equal_neighbours_stay_two_letters(press: Press) -> None:
    page = lines("Allee Illilliille 11.11.2011 lll iii ...", "Hellalt 0000 ja 1111", size=7)
    found = read(press, [*page, *lines("Ülle", top=300, copies=((0.35, 0.0),))])
    assert found.text is not None
    assert found.text.text == "Allee Illilliille 11.11.2011 lll iii ...\nHellalt 0000 ja 1111\nÜlle\n"


def raised(before: str, mark: str, after: str, *, size: float = 7.0, lift: float = 4.0) -> list[Item]:
    """A line with a raised mark between two pieces."""
    x = 70 + width_of(before)
    rest = Letters(x + width_of(mark, size) + 0.2, AT_HIDDEN - 40, after)
    baseline = AT_HIDDEN - 40 + 11
    return [Letters(70, AT_HIDDEN - 40, before), Letters(x, baseline - size, mark, size, rise=lift), rest]


@PRESSES
@pytest.mark.parametrize(
    ("before", "mark", "after", "number", "annexes"),
    [
        ("1. Tunnistan kehtetuks peadirektori 11.01.2019 käskkirja nr 5", "2", " lisad 1 ja 4.", "5", ("1", "4")),
        ("1. Tunnistan kehtetuks peadirektori 11.01.2019 käskkirja nr 5", "12", " lisad 1 ja 4.", "5", ("1", "4")),
        ("1. Tunnistan kehtetuks peadirektori 11.01.2019", "3", " käskkirja nr 5 lisad 1 ja 4.", "5", ("1", "4")),
        ("1. Tunnistan kehtetuks peadirektori 11.01.2019 käskkirja", "1", " nr 5 lisad 1 ja 4.", "5", ("1", "4")),
        ("1. Tunnistan kehtetuks peadirektori 11.01.2019 käskkirja nr 5 lisad 1", "1", " ja 4.", "5", ("1¹", "4")),
        ("1. Tunnistan kehtetuks peadirektori 11.01.2019 käskkirja nr 5 lisa 12", "3", ".", "5", ("12³",)),
    ],
)
def test_raised_figures_are_marks(
    press: Press, before: str, mark: str, after: str, number: str, annexes: tuple[str, ...]
) -> None:
    found = read(press, [*lines(*HEAD), *raised(before, mark, after), *lines(*LAST, top=400)])
    assert revocations(found) == [(number, annexes)]
    assert the_revocation(found).doubt is None


@PRESSES
def test_a_raised_figure_as_large_as_the_number_is_a_mark(press: Press) -> None:
    line = raised("1. Tunnistan kehtetuks peadirektori 11.01.2019 käskkirja nr 5", "2", " lisad 1 ja 4.", size=11)
    found = read(press, [*lines(*HEAD), *line, *lines(*LAST, top=400)])
    assert revocations(found) == [("5", ("1", "4"))]


@PRESSES
def test_a_raised_letter_is_no_letter_of_the_number(press: Press) -> None:
    line = raised("1. Tunnistan kehtetuks peadirektori 11.01.2019 käskkirja nr 5", "a", " lisad 1 ja 4.")
    found = read(press, [*lines(*HEAD), *line, *lines(*LAST, top=400), *lines("a Avaldamata.", top=700)])
    assert revocations(found) == [("5", ("1", "4"))]
    assert the_revocation(found).doubt is None


@PRESSES
@pytest.mark.parametrize("size", [6.0, 7.5])
def test_a_small_figure_whose_lift_was_lost_is_a_mark(press: Press, size: float) -> None:
    line = raised(
        "1. Tunnistan kehtetuks peadirektori 11.01.2019 käskkirja nr 5", "2", " lisad 1 ja 4.", size=size, lift=0
    )
    found = read(press, [*lines(*HEAD), *line, *lines(*LAST, top=400)])
    assert revocations(found) == [("5", ("1", "4"))]


@PRESSES
@pytest.mark.parametrize("spread", [1.8, 2.2, 3.0, 4.0])
def test_letters_set_apart_are_words(press: Press, spread: float) -> None:
    short = [line.replace("peadirektori ", "") for line in (FIRST,)]
    found = read(press, lines(*HEAD, *short, SECOND, *LAST, x=20, spread=spread, size=8))
    assert revocations(found) == SHOWN
    assert found.header is not None
    assert found.header.number == "48"


@PRESSES
@pytest.mark.parametrize("spread", [2.2, 4.0])
def test_short_lines_of_a_spread_head_are_set_as_its_long_ones(press: Press, spread: float) -> None:
    """The day and the number of the act have too few letters to show a gap of their own."""
    head = lines(*HEAD, x=20, spread=spread, size=9)
    found = read(press, [*head, *lines(SECOND, *LAST, top=72 + 20 * len(HEAD))])
    assert found.header is not None
    assert (found.header.number, str(found.header.signed_on)) == ("48", "2021-05-03")


@PRESSES
def test_single_letters_and_figures_of_a_plain_line_stay_apart(press: Press) -> None:
    found = read(press, lines("Veerud A B C D E F ja § 9 p 3 a 4 b", "1 2 3 4 5 6"))
    assert found.text is not None
    assert found.text.text == "Veerud A B C D E F ja § 9 p 3 a 4 b\n1 2 3 4 5 6\n"


ACROSS: dict[str, Letters] = {
    "slanted and pale": Letters(150, 600, "ÄRAKIRI ÕIGE", 70, colour=(0.85, 0.85, 0.85), degrees=50),
    "slanted stamp": Letters(300, 300, "Saabunud 09.05.2021 nr 3-1/77", 14, colour=(0.2, 0.2, 0.9), degrees=20),
    "large and level": Letters(60, 210, "KOOPIA", 90, colour=(0.85, 0.85, 0.85)),
    "level stamp of another colour": Letters(200, 212, "SAABUNUD 09.05.2021 nr 3-1/77", 12, colour=(0.1, 0.1, 0.8)),
    "upwards": Letters(40, 600, "Pajumetsa Ameti arhiiv 12345", 9, degrees=90),
}


@PRESSES
@pytest.mark.parametrize("stamp", ACROSS.values(), ids=ACROSS)
def test_words_across_the_lines_leave_them_and_are_told(press: Press, stamp: Letters) -> None:
    found = read(press, [stamp, *act()])
    assert revocations(found) == SHOWN
    assert found.header is not None
    assert found.header.number == "48"
    told = next(finding.message for finding in found.findings if finding.code == "turned_text")
    assert stamp.text.replace(" ", "") in told.replace(" ", "")


def covered(colour: tuple[float, float, float], **how: object) -> list[Item]:
    sentence = lines(HIDDEN, top=AT_HIDDEN, **how)
    return [*sentence, Bar(65, AT_HIDDEN - 2, 80 + width_of(HIDDEN), AT_HIDDEN + 14, colour)]


UNSEEN: dict[str, tuple[Callable[[], list[Item]], str]] = {
    "black bar": (lambda: covered((0.0, 0.0, 0.0)), "covered"),
    "gray bar": (lambda: covered((0.3, 0.3, 0.3)), "covered"),
    "white box": (lambda: covered(WHITE), "covered"),
    "white on white": (lambda: lines(HIDDEN, top=AT_HIDDEN, colour=WHITE), "colour"),
    "nearly white": (lambda: lines(HIDDEN, top=AT_HIDDEN, colour=(0.98, 0.98, 0.98)), "colour"),
    "beside the page": (lambda: lines(HIDDEN, top=AT_HIDDEN, x=700), "outside"),
    "below the page": (lambda: lines(HIDDEN, top=900), "outside"),
    "invisible mode": (lambda: lines(HIDDEN, top=AT_HIDDEN, mode=3), "not drawn"),
    "tiny": (lambda: lines(HIDDEN, top=AT_HIDDEN, size=0.9), "tiny"),
    "clipped": (lambda: lines(HIDDEN, top=AT_HIDDEN, is_clipped=True), "not drawn"),
}


@PRESSES
def test_words_of_which_a_bar_leaves_the_feet_revoke_nothing(press: Press) -> None:
    bar = Bar(65, AT_HIDDEN - 6, 80 + width_of(HIDDEN), AT_HIDDEN + 10)
    found = read(press, act(*lines(HIDDEN, top=AT_HIDDEN), bar))
    assert revocations(found) == SHOWN
    assert "unseen_words" in codes(found)
    assert found.text is not None
    assert "02.02.2018" not in f"{found.text.text} {found.text.unseen}"


@PRESSES
@pytest.mark.parametrize(("sentence", "why"), UNSEEN.values(), ids=UNSEEN)
def test_what_is_not_seen_revokes_nothing(press: Press, sentence: Callable[[], list[Item]], why: str) -> None:
    found = read(press, act(*sentence()))
    assert revocations(found) == SHOWN
    assert the_revocation(found).doubt is None
    assert codes(found) == {"unseen_words"}
    assert found.text is not None
    (aside,) = found.text.unseen
    assert aside.why == why
    said = " ".join(finding.message for finding in found.findings)
    if why == "covered":
        assert aside.words is None
        assert "02.02.2018" not in said, "what is blacked out is not published"
    else:
        assert aside.words == HIDDEN


@PRESSES
def test_a_page_set_on_a_small_scale_is_read(press: Press) -> None:
    found = read(press, lines(*HEAD, FIRST, SECOND, *LAST, size=2, leading=4))
    assert revocations(found) == SHOWN
    assert "unseen_words" not in codes(found)


def test_a_hidden_layer_is_not_read() -> None:
    found = read(by_hand, act(*lines(HIDDEN, top=AT_HIDDEN, layer="OC1")))
    assert revocations(found) == SHOWN
    assert codes(found) == {"unseen_words"}


@PRESSES
def test_white_words_on_a_dark_ground_are_seen(press: Press) -> None:
    """The head of a table: what is drawn is told, whatever its colour."""
    head = [Bar(60, 500, 400, 520), Letters(70, 503, "Peamised tingimused", colour=WHITE)]
    found = read(press, [*head, *act()])
    assert found.text is not None
    assert "Peamised tingimused" in found.text.text
    assert codes(found) == set()


@PRESSES
def test_a_number_under_a_bar_within_a_sentence_makes_it_doubtful(press: Press) -> None:
    at = 70 + width_of("1. Tunnistan kehtetuks peadirektori 11.01.2019 käskkirja nr ")
    bar = Bar(at - 0.5, 72 + 7 * 20 - 2, at + width_of("7") + 0.5, 72 + 7 * 20 + 14)
    found = read(press, act(bar))
    assert codes(found) >= {"unseen_words"}
    assert all(effect.doubt for effect in found.effects if effect.effect == "revoke")
    assert ("7", SHOWN[0][1]) not in revocations(found)


@PRESSES
@pytest.mark.parametrize("thick", [0.5, 1.0, 1.8])
def test_struck_words_do_not_count_and_are_shown_as_struck(press: Press, thick: float) -> None:
    strike = Bar(70, AT_HIDDEN + 7.0, 70 + width_of(HIDDEN), AT_HIDDEN + 7.0 + thick)
    found = read(press, act(*lines(HIDDEN, top=AT_HIDDEN), strike))
    assert revocations(found) == SHOWN
    assert codes(found) == {"struck_words"}
    assert found.text is not None
    assert [(aside.why, aside.words) for aside in found.text.unseen] == [("struck", HIDDEN)]


END = 70 + width_of(HIDDEN)
CROSSED = {
    "along the line": [Slash(70, AT_HIDDEN + 13, END, AT_HIDDEN - 1)],
    "a cross": [Slash(60, AT_HIDDEN - 9, END, AT_HIDDEN + 22), Slash(60, AT_HIDDEN + 22, END, AT_HIDDEN - 9)],
}


@PRESSES
@pytest.mark.parametrize("slashes", CROSSED.values(), ids=CROSSED)
def test_words_under_a_slanted_line_are_read_and_doubted(press: Press, slashes: list[Item]) -> None:
    """A person may take them for crossed out, and nothing but the line says so."""
    found = read(press, act(*lines(HIDDEN, top=AT_HIDDEN), *slashes))
    doubts = {effect.affected.number: effect.doubt for effect in found.effects if effect.effect == "revoke"}
    assert doubts == {"7": None, "33": "crossed_words"}
    assert "crossed_words" in codes(found)


@PRESSES
def test_a_drawing_crosses_nothing(press: Press) -> None:
    hatched = [Slash(60 + 9 * at, 180, 30 + 9 * at, 260) for at in range(40)]
    beside = [Slash(400, 600, 500, 700), Slash(50, AT_HIDDEN - 31, 72, AT_HIDDEN - 28)]
    for drawn in (hatched, beside):
        assert "crossed_words" not in codes(read(press, act(*drawn)))


@PRESSES
def test_an_underline_and_a_table_rule_strike_nothing(press: Press) -> None:
    at = 72 + 7 * 20
    rules = [Bar(70, at + 12.5, 70 + width_of(FIRST), at + 13.2), Bar(20, at + 26, 580, at + 26.7)]
    found = read(press, act(*rules))
    assert revocations(found) == SHOWN
    assert "struck_words" not in codes(found)


@PRESSES
def test_one_struck_annex_leaves_the_list(press: Press) -> None:
    x = 70 + width_of("1. Tunnistan kehtetuks peadirektori 11.01.2019 käskkirja nr 7 lisad 1, ")
    line = "1. Tunnistan kehtetuks peadirektori 11.01.2019 käskkirja nr 7 lisad 1, 2, 5 ja 8."
    strike = Bar(x, 72 + 7 * 20 + 7, x + width_of("2,"), 72 + 7 * 20 + 7.8)
    found = read(press, [*lines(*HEAD, line, "", *LAST), strike])
    assert revocations(found) == [("7", ("1", "5", "8"))]
    assert codes(found) == {"struck_words"}


@PRESSES
def test_two_texts_on_one_place_are_refused(press: Press) -> None:
    other = replace(Letters(70, 72 + 7 * 20, FIRST.replace("kehtetuks peadirektori", "muudetuks ja ministri")))
    found = read(press, act(other))
    assert "letters_over_letters" in codes(found)
    assert all(effect.doubt for effect in found.effects if effect.effect == "revoke")


@PRESSES
def test_a_stamp_of_two_lines_leaves_the_text_whole(press: Press) -> None:
    stamp = lines("SAABUNUD", "09.05.2021 nr 3-1/77", x=200, top=208, leading=13, size=12, colour=(0.1, 0.1, 0.8))
    found = read(press, act(*stamp))
    assert revocations(found) == SHOWN
    assert codes(found) == {"turned_text"}


@PRESSES
def test_words_of_another_colour_on_their_own_line_are_text(press: Press) -> None:
    found = read(press, act(*lines("Vaata ka post@pajumets.ee", top=600, colour=(0.0, 0.0, 0.8))))
    assert found.text is not None
    assert "Vaata ka post@pajumets.ee" in found.text.text
    assert codes(found) == set()


@PRESSES
@pytest.mark.parametrize("step", [1, 5])
def test_numbers_of_lines_are_no_part_of_them(press: Press, step: int) -> None:
    more = [f"Selgitav rida {word} ilma mõjuta." for word in ("üks", "kaks", "kolm", "neli", "viis", "kuus")]
    text = [item for item in lines(*HEAD, FIRST, SECOND, *LAST, *more) if isinstance(item, Letters)]
    numbers = [
        Letters(50 - width_of(str(at), 9), item.top, str(at), 9) for at, item in enumerate(text, 1) if at % step == 0
    ]
    found = read(press, [*text, *numbers])
    assert revocations(found) == SHOWN
    assert found.header is not None
    assert found.header.number == "48"
    assert codes(found) == {"line_numbers"}


@PRESSES
def test_numbers_of_lines_may_count_empty_ones(press: Press) -> None:
    """The list's last figure begins the fifteenth line: read with its number, it would end more annexes."""
    texts = [*HEAD, "Seletus.", "", "", FIRST, "5 ja 8 kuni", "", "", "9.", *LAST, "", "Lisa on eraldi."]
    numbers = [Letters(40, 72.0 + 20 * (at - 1), str(at)) for at in range(5, len(texts) + 1, 5)]
    assert texts[14] == "9."
    found = read(press, [*lines(*texts), *numbers])
    assert revocations(found) == SHOWN
    assert codes(found) == {"line_numbers"}


@PRESSES
def test_numbers_of_points_and_of_rows_stay(press: Press) -> None:
    points = [Letters(60, 72 + 20.0 * at, str(at)) for at in range(1, 10)]
    rows = [item for at in range(1, 10) for item in lines(f"Toode {at}", f"{at} kg", top=72 + 20.0 * at, leading=0)]
    moved = [replace(item, x=item.x + 200 * (n % 2)) for n, item in enumerate(rows) if isinstance(item, Letters)]
    found = read(press, [*points, *moved])
    assert found.text is not None
    assert "9" in found.text.text.split()
    assert codes(found) == set()


BESIDE = {
    "two lines": ("SAABUNUD", "09.05.2021 nr 3-1/77"),
    "three lines": ("Saabunud:", "09.05.2021", "kell 14:05"),
    "one line": ("ÄRAKIRI",),
    "a word above": ("ÕIGE", "Ärakiri", "09.05.2021 nr 77"),
}


@PRESSES
@pytest.mark.parametrize("down", [0.0, 6.0])
@pytest.mark.parametrize("gap", [8.0, 40.0])
@pytest.mark.parametrize("stamp", BESIDE.values(), ids=BESIDE)
def test_a_stamp_beside_the_lines_leaves_them(press: Press, stamp: tuple[str, ...], gap: float, down: float) -> None:
    head, size = lines(*HEAD, size=10), 10.0
    first = FIRST.removesuffix(" 1 kuni 2,")
    body = lines(first, f"1 kuni 2, {SECOND} Muus osas jääb see kehtima.", *LAST, top=220, leading=14, size=size)
    right = lines(*stamp, x=70 + width_of(first, size) + gap, top=220 + down, leading=14, size=size)
    found = read(press, [*head, *body, *right])
    assert revocations(found) == SHOWN
    [message] = [finding.message for finding in found.findings if finding.code == "turned_text"]
    assert message.endswith(" ".join(stamp))


@PRESSES
def test_such_a_word_in_a_sentence_or_a_letterhead_stays(press: Press) -> None:
    texts = ("Teie 03.05.2021 nr 48", "Avaldus on saabunud 09.05.2021 nr 77 all ja koopia sellest on toimikus.")
    found = read(press, [*lines(*texts), Letters(300, 72, "Saabunud 04.05.2021")])
    assert found.text is not None
    assert "saabunud 09.05.2021 nr 77 all ja koopia sellest" in found.text.text
    assert "Saabunud 04.05.2021" in " ".join(found.text.text.split())
