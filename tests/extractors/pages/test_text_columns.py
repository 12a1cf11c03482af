"""Pages set in newspaper columns are read column by column where that is sure; tables never are."""

from __future__ import annotations

import pytest

from extractors.model.finding import Finding
from extractors.model.text import DocumentText
from extractors.pages.gutter_signs import follows, numbers_go_on, read_number
from extractors.pages.layout import read_pdf
from extractors.read import read_file
from tests.extractors.pages.typeset.column_press import ColumnPress
from tests.extractors.pages.typeset.press import Style
from tests.extractors.pages.typeset.score import compare
from tests.extractors.pages.typeset.settings import Setting, write_job

PREAMBLE = (
    "Sadamaseaduse § 5 lõike 2 ja Rannaküla sadama põhimääruse § 9 alusel ning arvestades, et majakate töö on viidud "
    "üle uuele valgustuskavale ja senised juhendid ei vasta enam tegelikule töökorraldusele:"
)
PROVISIONS = (
    "1. Kinnitan majakavahi ametijuhendi (lisa 1).",
    "2. Kinnitan udupasuna hooldamise korra (lisa 2), mille järgi hooldab pasunat majakavaht ja katsetab seda lootsija "
    "kord nädalas, välja arvatud jääkattega ajal, mil sadam on laevadele suletud ja pasun talveks maha võetud.",
    "3. Tunnistan kehtetuks Rannaküla sadama 11.02.2019 käskkirja nr 4 „Majakate valvekorra kinnitamine“.",
    "4. Majakavaht tutvub uue ametijuhendiga kahe nädala jooksul ja annab selle kohta allkirja sadama kantseleis, kus "
    "allkirjaleht säilib viis aastat koos käesoleva käskkirja ja selle lisadega.",
    "5. Kantseleijuhatajal saata käskkiri kõigile osakondadele, lootsidele ja sadama veebilehe toimetajale hiljemalt "
    "järgmisel tööpäeval pärast allkirjastamist.",
    "6. Käskkiri jõustub 1. aprillil 2024.",
)


def words_of(*pieces: str) -> list[str]:
    return [word for piece in pieces for word in piece.split()]


def codes(findings: tuple[Finding, ...]) -> set[str]:
    return {finding.code for finding in findings}


def set_act(press: ColumnPress, *, above: tuple[str, ...] = (), down: float = 0, below: str = "") -> bytes:
    """A directive whose body stands in columns below a heading over the whole page."""
    press.line("RANNAKÜLA SADAM", x=240)
    press.line("KÄSKKIRI 05.03.2024 nr 7", x=220)
    press.skip()
    for text in above:
        press.paragraph(text)
    press.begin(down)
    for text in (PREAMBLE, *PROVISIONS):
        press.paragraph(text)
    if below:
        press.end()
        press.skip(2)
        press.paragraph(below)
    return press.finish()


def read(data: bytes) -> tuple[DocumentText, tuple[Finding, ...]]:
    return read_pdf(data, "0" * 64)


@pytest.mark.parametrize("down", [0, 5.5], ids=["level", "shifted"])
@pytest.mark.parametrize(
    "style",
    [
        Style(size=10, bottom=560),
        Style(size=10, bottom=560, justify=True, runs="word"),
        Style(size=9, bottom=590, hyphenate=True, justify=True, font="Times-Roman"),
    ],
    ids=["ragged", "justified", "hyphens"],
)
def test_a_directive_in_two_columns_is_read_down_each_of_them(style: Style, down: float) -> None:
    """Every word stands in the order in which a person reads, whatever lies level with it in the other column."""
    text, findings = read(set_act(ColumnPress(style), down=down))
    want = words_of("RANNAKÜLA SADAM KÄSKKIRI 05.03.2024 nr 7", PREAMBLE, *PROVISIONS)
    got = words_of(text.text.replace("-\n", "")) if style.hyphenate else words_of(text.text)
    assert got == want
    assert codes(findings) == set()


def test_the_effects_of_a_directive_in_columns_are_its_sentences() -> None:
    """A sentence that the gutter cuts acts all the same, and nothing is made of two halves that stand level."""
    found = read_file(set_act(ColumnPress(Style(size=10, bottom=560))), "kaskkiri.pdf")
    said = [(effect.effect, effect.affected.number, effect.affected.annexes) for effect in found.effects]
    assert said == [
        ("approve", None, ("1",)),
        ("approve", None, ("2",)),
        ("revoke", "4", None),
        ("commence", None, None),
    ]


@pytest.mark.parametrize(
    ("cut", "annexes"),
    [
        ("lisad 1 kuni 3, 6 ja|12 kuni 14.", ("1", "2", "3", "6", "12", "13", "14")),
        ("lisad 2 ning|7.", ("2", "7")),
        ("lisad 4 kuni|6.", ("4", "5", "6")),
    ],
)
def test_a_list_cut_between_short_columns_goes_on_in_the_next(cut: str, annexes: tuple[str, ...]) -> None:
    """One numbered point on the left, and lines that do not fill the columns: the open list alone shows the way."""
    press = ColumnPress(Style(size=10, bottom=400))
    press.begin()
    left, right = cut.split("|")
    for text in ("RANNAKÜLA SADAM", "KÄSKKIRI", "05.03.2024 nr 7", "Lisade kehtetuks tunnistamine", PREAMBLE):
        press.paragraph(text)
    press.paragraph(f"1. Tunnistan kehtetuks Rannaküla sadama 11.02.2019 käskkirja nr 4 {left}")
    press.new_page()
    for text in (right, *PROVISIONS[3:5], "4. Käskkiri jõustub 1. aprillil 2024."):
        press.paragraph(text)
    found = read_file(press.finish(), "a.pdf")
    revoked = [e for e in found.effects if e.effect == "revoke"]
    assert [(e.affected.number, e.affected.annexes, e.doubt) for e in revoked] == [("4", annexes, None)]
    assert found.header is not None
    assert found.header.number == "7"


def test_a_page_may_begin_and_end_over_its_whole_width() -> None:
    """What lies across the gutter bounds the columns above and below, and is read before and after them."""
    above = ("Käesolev käskkiri asendab senise valvekorra ning on koostatud koos lootside ja kantseleiga " * 4,)
    below = "Käskkirja peale võib esitada vaide sadama kaptenile kolmekümne päeva jooksul teatavaks tegemisest. " * 2
    press = ColumnPress(Style(size=10, bottom=470))
    text, findings = read(set_act(press, above=above, below=below))
    heading = "RANNAKÜLA SADAM KÄSKKIRI 05.03.2024 nr 7"
    assert words_of(text.text) == words_of(heading, *above, PREAMBLE, *PROVISIONS, below)
    assert codes(findings) == set()


def test_three_columns_are_read_one_after_the_other() -> None:
    text, findings = read(set_act(ColumnPress(Style(size=9, bottom=620), count=3, gutter=16)))
    assert words_of(text.text)[6:] == words_of(PREAMBLE, *PROVISIONS)
    assert codes(findings) == set()


@pytest.mark.parametrize("bottom", [380, 470, 60], ids=["short", "middle", "long"])
@pytest.mark.parametrize("numbers", ["dotted", "none"])
@pytest.mark.parametrize("job", ["lighthouse", "clerk", "forester"])
def test_a_job_description_in_two_columns_keeps_each_duty_and_label(job: str, numbers: str, bottom: float) -> None:
    """Over one page or several, level entries of both columns never taken for one row."""
    style = Style(size=10, bottom=bottom, margin=45, header=())
    setting = Setting("columns", job=job, labels="inline", duties="plain", numbers=numbers, style=style)
    press = ColumnPress(style, first="1. Üldosa")
    write_job(press, setting)
    found = read_file(press.finish(), "lisa.pdf")
    score = compare(setting, found.positions[0], list(found.findings))
    assert score.wrong == ()
    assert (score.rows_right, score.labels_right) == (score.rows, score.labels)


def set_pairs(lefts: tuple[str, ...], rights: tuple[str, ...]) -> bytes:
    """Texts side by side, line by line, at two places of a page."""
    press = ColumnPress(Style(size=10))
    press.line("VALVEKORRA LISA, MIS KEHTIB SADAMAS JA MAJAKATEL AASTA LÄBI", x=100)
    top = press.y
    for x, texts in ((57.0, lefts), (310.0, rights)):
        press.y = top
        for text in texts:
            press.paragraph(text, x=x, width=225)
    return press.finish()


LEFTS = (
    "1. Majakavaht süütab laternad tund enne loojangut ja kustutab need päikesetõusul, kirjutades kellaaja päevikusse.",
    "2. Udupasun pannakse tööle, kui nähtavus on alla ühe miili, ja tehakse sellest märge.",
    "3. Tormi ajal on valves kaks inimest, kellest üks jääb raadio juurde ja teine hoiab silma peal laternatel,",
)


def test_a_table_with_numbers_on_the_left_alone_is_not_taken_apart() -> None:
    """Its last cell may be open and the first one beside it go on from a page elsewhere: told, no more."""
    rights = (
        "mida päevik tõendab, ja rikked on kõrvaldatud enne järgmist ööd, millest sadamakaptenile on teada antud.",
        "Pasun on kuulda kolme miili kaugusel ning katkestusi ei ole olnud rohkem kui üks kord kuus, nagu nõutud.",
        "Valves olijad on tormipäevikus nimetatud ja kutsungitele on vastatud kohe, ka öösel ja pühade ajal.",
    )
    text, findings = read(set_pairs(LEFTS, rights))
    assert any(len(block.cells) == 2 for block in text.blocks)
    assert [finding.code for finding in findings if finding.code != "rows_uncertain"] == ["columns_uncertain"]
    assert "only the left column is numbered" in next(f.message for f in findings if f.code == "columns_uncertain")


def test_the_same_page_is_parted_where_the_numbers_go_on() -> None:
    rights = (
        "sest jää võib klaasi katta ja tule varjata kogu ööks, ilma et keegi seda kaldalt märkaks.",
        "4. Jää eemaldatakse klaasilt kohe, kui see tekib, ja kasutatakse selleks ainult puidust abinõusid.",
        "5. Valve üleandmisel loetakse päevik läbi ja kirjutatakse mõlema nimed alla.",
    )
    text, findings = read(set_pairs(LEFTS, rights))
    assert words_of(text.text)[9:] == words_of(*LEFTS, *rights)
    assert codes(findings) == set()


def test_the_head_of_a_table_of_duties_outweighs_all_else() -> None:
    """Even where the outcomes are numbered as if they went on from the duties."""
    lefts = ("Teenistusülesanded", *LEFTS)
    rights = (
        "Oodatavad tulemused",
        "4. Laternad on põlenud igal ööl ja kellaajad on päevikus, mida sadamakapten kontrollib kord kuus.",
        "5. Pasun on kuulda kolme miili kaugusel ning katkestusi ei ole olnud rohkem kui üks kord kuus.",
    )
    text, findings = read(set_pairs(lefts, rights))
    rows = [[cell.of(text.text) for cell in block.cells] for block in text.blocks]
    assert ["Teenistusülesanded", "Oodatavad tulemused"] in rows
    assert "columns_uncertain" not in codes(findings)


def test_labels_beside_values_are_no_columns_of_text() -> None:
    """However long the values: labels are narrower than what stands beside them."""
    lefts = ("Teenistuskoht", "Vahetu juht", "Alluvad", "Asendab", "Eesmärk", "Haridus", "Keeleoskus")
    rights = (
        "majakavaht",
        "sadamakapten",
        "abimajakavaht",
        "lootsija",
        "hoida tuled põlemas",
        "keskharidus",
        "eesti keel",
    )
    text, findings = read(set_pairs(lefts, rights))
    rows = [[cell.of(text.text) for cell in block.cells] for block in text.blocks]
    assert rows[1:] == [list(pair) for pair in zip(lefts, rights, strict=True)]
    assert codes(findings) == set()


@pytest.mark.parametrize(
    ("before", "number", "is_next"),
    [
        ((2, 3), (2, 4), True),
        ((2, 3), (3,), True),
        ((2, 3), (3, 1), True),
        ((2,), (2, 1), True),
        ((2, 3), (2, 3, 1), True),
        ((2, 3), (2, 5), False),
        ((2, 3), (4,), False),
        ((2, 3), (1,), False),
        ((2, 3), (3, 2), False),
        ((2, 3), (2, 3), False),
    ],
)
def test_a_number_follows_another_at_any_level(before: tuple[int, ...], number: tuple[int, ...], is_next: bool) -> None:
    assert follows(before, number) is is_next


def test_numbers_counted_across_the_columns_do_not_go_on() -> None:
    """1 | 2, 3 | 4: entries set row by row; and one number alone tells nothing."""
    assert numbers_go_on([(1,), (2,), (3,)], [(4,), (5,)])
    assert not numbers_go_on([(1,), (3,), (5,)], [(2,), (4,), (6,)])
    assert not numbers_go_on([(1,)], [(2,)])
    assert not numbers_go_on([(1,), (2,)], [])


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2.3. Lootsimine", (2, 3)),
        ("4) lootsimine", (4,)),
        ("§ 5. Valve", (5,)),
        ("2.10 Valve", (2, 10)),
        ("05.03.2024 käskkiri", None),
        ("1. aprillil jõustub", None),
        ("30 päeva jooksul", None),
        ("Valve", None),
    ],
)
def test_numbers_of_provisions_are_told_from_dates_and_counts(text: str, number: tuple[int, ...] | None) -> None:
    assert read_number(text) == number


def test_full_columns_that_nothing_but_their_look_speaks_for_are_told() -> None:
    """The left column ends with a sentence, the lines stand level, nothing is numbered: read as before, and said."""
    sentence = "Majakavaht süütab laternad tund enne loojangut ja kustutab need päikesetõusul, kirjutades kella üles. "
    lefts = (sentence, sentence * 2, sentence * 3, sentence * 2)
    rights = (
        "Pasun pannakse tööle " + "ja hoitakse töös, kuni udu on hajunud ning laevad on sadamas, " * 13 + "alati.",
    )
    _, findings = read(set_pairs(lefts, rights))
    assert "columns_uncertain" in codes(findings)
