"""Names agree but for endings that inflection changes: a figure, a short last word and a group are none."""

from __future__ import annotations

import duckdb
import pytest


@pytest.mark.parametrize(
    "macro, one, other, agree",
    [
        ("word_agrees", "jurist", "juristi", True),
        ("word_agrees", "2021", "2021", True),
        ("word_agrees", "2021", "2022", False),
        ("word_agrees", "10121", "101215", False),
        ("word_agrees", "a1021", "a1022", False),
        ("post_agrees", "projektijuhi 2021", "Projektijuht 2021", True),
        ("post_agrees", "projektijuhi 2022", "Projektijuht 2021", False),
        ("post_agrees", "juristi (ametnik)", "Jurist", True),
        ("post_agrees", "juristi (ametnik)", "Jurist (ametnik)", True),
        ("post_agrees", "juristi (ametnik)", "Jurist (töötaja)", False),
        ("title_agrees", "2022. aasta hankeplaan", "2022. aasta hankeplaani kinnitamine", True),
        ("title_agrees", "2022. aasta hankeplaan", "2021. aasta hankeplaani kinnitamine", False),
        ("issuer_agrees", "Näidislinna gümnaasiumi direktor", "Näidislinna Gümnaasium", True),
        ("issuer_agrees", "Näidislinna Kool nr 21", "Näidislinna Kool nr 21", True),
        ("issuer_agrees", "Näidislinna Kool nr 22", "Näidislinna Kool nr 21", False),
        ("issuer_agrees", "Näidispanga president", "Näidispank", True),
        ("issuer_agrees", "Näidislinna Kool A", "Näidislinna Kool A", True),
        ("issuer_agrees", "Näidislinna Kool B", "Näidislinna Kool A", False),
        ("issuer_agrees", "Näidislinna Kool I", "Näidislinna Kool II", False),
        ("issuer_agrees", "Näidislinna Kool nr 2", "Näidislinna Kool nr 21", False),
    ],
)
def test_only_endings_may_differ(
    macros: duckdb.DuckDBPyConnection, macro: str, one: str, other: str, agree: bool
) -> None:
    assert macros.execute(f"SELECT {macro}(?, ?)", [one, other]).fetchall() == [(agree,)]


FORMS = """
jurist juristi, juht juhi, juht juhile, kokk koka, kokk kokale, osakond osakonna, osakond osakonnas, osakond
osakonda, osakond osakonnale, talitus talituse, talitus talitusest, keskus keskuse, keskus keskuste, büroo
büroole, büroo büroos, sektor sektori, üksus üksuse, direktsioon direktsiooni, tiim tiimi, juhataja
juhatajale, juhataja juhatajat, juhataja juhatajad, juhataja juhatajaks, juhataja juhatajate, ülem ülema, ülem
ülemale, arst arsti, arst arstile, arst arstide, nõunik nõuniku, nõunik nõunikule, nõunik nõunike, nõunik
nõunikud, assistent assistendi, assistent assistendile, sepp sepa, vaht vahi, vald valla, kord korra, eeskiri
eeskirja, käskkiri käskkirja, plaan plaani, kool kooli, kool koolide, linn linna, maakond maakonna,
spetsialist spetsialisti, spetsialist spetsialistile, direktor direktorile, õpetaja õpetajale, hankeplaan
hankeplaani, kaitseliit kaitseliidu, raamatukogu raamatukogus, raamatukogu raamatukogule, amet ametis, tõlk
tõlgi, laud laua, infolaud infolaua, põhimäärus põhimääruse, põhimäärus põhimäärusega, nimi nime, jurist
juristiga, jurist juristina, jurist juristita, toetus toetust, juhend juhendid, juhend juhendi, teenistus
teenistusse, arhiiv arhiivi, arhiiv arhiivist, komisjon komisjoni, sekretär sekretäri, vanem vanema, inspektor
inspektori, inspektor inspektorid, kantsler kantsleri, kulud kulude, asutus asutuste, ametijuhend
ametijuhendid, leht lehe, projekt projekti, toimetaja toimetajale, eelarve eelarvega, eelarve eelarvet,
strateegia strateegiat, arengukava arengukavas, töökord töökorra, sisekord sisekorra, hindaja hindajaks,
valvur valvuri, pagar pagari, politsei politseis, kogu kogule, teadur teaduri, koristaja koristajaks, autojuht
autojuhi, lukksepp lukksepa, kohtunik kohtunikule, vanemspetsialist vanemspetsialisti, pedagoog pedagoogi,
treener treeneri, laborant laborandi, poiss poisi, mets metsa, metsavaht metsavahi, aednik aedniku,
talituse talituste
"""
OTHER_WORDS = """
kokk kokaabi, tõlk tõlkija, juht juhatus, juht juhiabi, õpetaja õpetajaabi, raamatupidaja raamatupidajaabi,
projektijuht projektijuhiabi, teadur teadus, haldur haldus, valvur valve, kool koor, agent agentuur, prefekt
prefektuur, arhitekt arhitektuur, auto autor, rektor rektoraat, kirurg kirurgia, meedik meedia, keemik keemia,
xvii xviii, müük müüja, ravi ravim, kontroll kontrolör, lektor lektoraat, vaht vahetus, kassa kassapidaja
"""


@pytest.mark.parametrize("pairs, agree", [(FORMS, True), (OTHER_WORDS, False)], ids=["forms", "other words"])
def test_a_case_ending_makes_no_other_word_and_all_else_does(
    macros: duckdb.DuckDBPyConnection, pairs: str, agree: bool
) -> None:
    both = [pair.split() for pair in pairs.split(",")]
    asked = [[*one, *reversed(one)] for one in both]
    found = [
        (a, b)
        for a, b, *turned in asked
        if macros.execute("SELECT word_agrees(?, ?), word_agrees(?, ?)", [a, b, *turned]).fetchall() != [(agree, agree)]
    ]
    assert found == []


@pytest.mark.parametrize(
    "said, number, is_said",
    [(["1", " 2A "], "2a", True), (["1"], "2", False), ([], "1", False), (None, "1", False), (["1"], None, False)],
)
def test_an_annex_is_said_by_its_number(
    macros: duckdb.DuckDBPyConnection, said: list[str] | None, number: str | None, is_said: bool
) -> None:
    assert macros.execute("SELECT says_annex(?::VARCHAR[], ?)", [said, number]).fetchall() == [(is_said,)]
