"""List the parts of which the compounds of directives and job descriptions are made, and what stands before them.

A dictionary holds few of these compounds ("arhiivitöö", "üldsäte"): the field makes a new one for each subject.
"""

from __future__ import annotations

_LAST = (
    "aasta abi ait akt ala alus amet ametnik analüüs andmed arhiiv aru aruanne aruandlus arv arvestus arveldus"
    " asendaja asi asutus auto büroo dokument eelarve eeskiri ekspert eksam ese grupp haldur hange hinnang"
    " hoidja hoidla hooldus hoone hoonestus inspektor isik jaoskond järelevalve juhataja juhend juht juhtimine"
    " kaart kabinet kaitse kandja kantselei kapital käskkiri keel keskkond keskus kiri kirjeldus klass klient koda"
    " koht kogu kohustus komisjon komplekt konsultant kontroll koolitus koopia koosolek koostöö kord korraldaja"
    " korraldus korrus kulu kutse käitumine käsiraamat kinnitus labor laev lahendus laekumine laen leht leping liige"
    " liik liin linn luba lugu lähetus maa maks mall materjal meede meetod menetleja menetlus minister moodul"
    " muudatus määr määrus märge mõju nimekiri nimetus norm nõue nõukogu nõunik nõustaja nõustamine näit näitaja"
    " objekt olek omanik operaator oskus osakond osa osutaja õigus õppus paigaldus palk partner peatükk pind piirang"
    " planeerimine plaan poliitika post programm projekt protokoll protsess puhkus päev päevik raamat raha regulatsioon"
    " reegel register registraator riik risk ruum rühm sari sekretär seade seadus seire seisund side spetsialist"
    " struktuur süsteem säte talitus tagatis taotlus tase tasu teade teave tegevus teenindus teenistus teenus tehnik"
    " tehnika tellimus test toetus toiming toimik toode tulemus turg töö töötaja tüüp tunnistus täitja tähtaeg"
    " ülem ülesanne ümbrik üksus vahend vaht valdkond valik valitsus valve valvur vara vastutus vedu viide vorm"
    " võrgustik võrk väli väärtus ehitus energia ettepanek hooldaja hüvitis kindlustus jaam kiirus kasutaja"
    " koordinaator küsitlus loend luure meeskond ohutus oht pilt päring sisu sõiduk teekond"
    " ühing"
)
LAST_PARTS = frozenset(_LAST.split())
"""Lemmas with which compounds end. A compound that ends with a form of one needs a known first part alone."""

_FIRST = (
    "abi aja ala alg all alus ameti ase asja audio avaliku büroo digi eel eri esma haldus hange hanke hoiu inim"
    " järel juht kaas kaug kesk kodu koos kriisi käsk küber liht lisa luba maa mitte nõu noorem ohvri pea poliitika"
    " pool raha riigi sise side suur täis tehno tele toll töö uus üht üld vabariigi vahe vald välis vanem video"
    " võrgu õigus üle ühis lähi peri samm siht tava väike era infra bio geo hüdro mikro multi auto foto"
    " ohutus teabe teavitus turva valve kriis vee metsa keskkonna kliima loodus sadama lüüsi"
)
FIRST_PARTS = frozenset(_FIRST.split())
"""First parts of compounds that stand alone in no dictionary or in another sense."""
