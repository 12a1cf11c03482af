"""Fictional texts, and the damage that a reader of the wrong language does to them."""

from __future__ import annotations

import random
import re

HEALTHY = """AMETIJUHEND

1. ÜLDOSA
1.1 Teenistuskoht\tmajakavaht
1.2 Struktuuriüksus\tMajakate talitus
1.3 Vahetu juht\ttalituse juhataja
1.4 Asendaja\tteine majakavaht

2. TÖÖKOHA EESMÄRK
Töökoha eesmärk on tagada, et majaka tuli põleb igal ööl ja et mööduvad laevad näevad rannikut.
Majakavaht vastutab seadmete korrasoleku eest ning hoiab päevikut vastavalt käesolevale ametijuhendile.

3. TÖÖÜLESANDED
3.1 Süütab tule õhtul ja kustutab selle hommikul, lähtudes kehtivast tööajast.
3.2 Jälgib ilma, märgib tähelepanekud päevikusse ja edastab need õigeaegselt sadamale.
3.3 Korraldab külastajate vastuvõtmist ning tutvustab neile majaka ajalugu.
3.4 Kontrollib vähemalt kord kuus päästevahendite seisukorda ja teeb ettepanekuid nende täiendamiseks.
3.5 Täidab muid vahetu juhi antud ühekordseid ülesandeid oma pädevuse piires.

4. ÕIGUSED JA VASTUTUS
Töötajal on õigus saada tööks vajalikku väljaõpet, teavet ja töövahendeid.
Töötaja vastutab tööülesannete nõuetekohase täitmise, talle usaldatud vara säilimise ning teatavaks saanud
isikuandmete kaitse eest nii töösuhte ajal kui ka pärast seda.

5. NÕUDED
Keskharidus, eesti keele oskus tasemel B2, kaheaastane töökogemus merenduses ja hea füüsiline vorm.
Oskab kasutada raadiosaatjat, mõistab ilmateadet võõrkeeles ning on valmis töötama üksi ja öösel.
Kinnitatud Näidissaarte Veeteede Ameti peadirektori 03.02.2025 käskkirjaga nr 6-d/60, lisa 16.
"""

_MISREAD = {
    "õ": ["o", "d", "6", "0"],
    "ä": ["a", "a", "é"],
    "ö": ["o", "6", "d"],
    "ü": ["u", "i", "ii", "ll", "U"],
    "š": ["s"],
    "Õ": ["O"],
    "Ä": ["A"],
    "Ö": ["O"],
    "Ü": ["U"],
}


def damage(text: str, seed: int) -> str:
    """The text with each letter of Estonian's own read as something else, by chance."""
    draw = random.Random(seed)
    return re.sub("[" + "".join(_MISREAD) + "]", lambda found: draw.choice(_MISREAD[found[0]]), text)


def strip(text: str) -> str:
    """The text as an old typewriter of another country would give it."""
    return text.translate(str.maketrans("õäöüšžÕÄÖÜ", "oaouszOAOU"))


CLERK = """AMETIJUHEND

Ametikoht: arhiivi peaspetsialist
Struktuuriüksus: Üldosakond, dokumendihalduse talitus
Vahetu juht: üldosakonna juhataja
Alluvad: puuduvad
Keda asendab: õigusnõunik, tõlk

Eesmärk: tagada asutuse arhivaalide säilimine, kättesaadavus ja õiguspärane hävitamine.

Peamised teenistusülesanded ja oodatavad tulemused
1. Korrastab üleantud toimikud. Toimikud on köidetud, märgistatud ja kantud loetellu.
2. Nõustab struktuuriüksusi dokumentide liigitamisel. Liigitusskeem on ajakohane ja kõigile arusaadav.
3. Valmistab ette hävitamisele kuuluvate toimikute akti. Akt on kooskõlastatud ning kinnitatud tähtajaks.
4. Väljastab arhiiviteatisi. Päringutele on vastatud seadusega sätestatud tähtaja jooksul.
5. Osaleb infosüsteemide arendamises ja testimises. Ettepanekud on põhjendatud ja rakendatavad.
6. Koostab aasta tööplaani ja esitab selle käskkirja eelnõuna üldosakonna juhatajale.

Õigused
- saada juurdepääs ülesannete täitmiseks vajalikele andmekogudele;
- teha ettepanekuid töökorralduse muutmiseks ja keelduda ülesannetest, mis on vastuolus õigusaktidega;
- osaleda täienduskoolitustel, sõlmida kokkuleppeid teiste üksustega töö jagamise kohta.

Vastutus
Ametnik vastutab talle pandud kohustuste õiguspärase ja õigeaegse täitmise ning ametisaladuse hoidmise eest. Samuti
vastutab ta tema kasutusse antud töövahendite heaperemeheliku kasutamise eest.

Nõuded: kõrgharidus või omandatud eriala lõpetamata, eesti keele oskus kõrgtasemel, inglise keel B2, väga hea
väljendusoskus nii kõnes kui kirjas, täpsus, kohusetunne, pingetaluvus ja meeskonnatöö oskus.
Ametijuhendit võib muuta ametniku nõusolekuta, kui ei muutu ametikoha põhieesmärk ega suurene ülesannete maht.
"""

ORDER = """NÄIDISSAARTE VEETEEDE AMET
KÄSKKIRI
14.03.2024 nr 1-3/17

Töörühma moodustamine ja käskkirja kehtetuks tunnistamine

Käskkiri antakse välja Näidissaarte Veeteede Ameti põhimääruse § 9 lõike 2 punkti 4 alusel ning arvestades vajadust
ühtlustada majakate hooldamise põhimõtteid, vähendada tõrkeid ja tõsta töötajate teadlikkust ohtudest.

1. Moodustan töörühma koosseisus: juhataja Tõnu Põldmäe, liikmed Ülle Õunapuu ja Jüri Näkk.
2. Töörühmal esitada hiljemalt 30. septembriks 2024 ettepanekud hoolduskava täiendamiseks.
3. Töörühma tööd korraldab ja protokollib merenõunik, kes edastab kokkuvõtted kõigile osalejatele.
4. Kinnitan töörühma töökorra (lisa 1) ja külastuste eeskirja (lisa 2).
5. Tunnistan kehtetuks peadirektori 02. märtsi 2019 käskkirja nr 1-3/8 lisad 3 ja 4.
6. Käskkiri jõustub allkirjastamisest, punkti 4 rakendatakse tagasiulatuvalt alates 2024. aasta 1. jaanuarist.

Käskkirja peale võib esitada vaide ametile 30 päeva jooksul arvates päevast, millal isik sai käskkirjast teada või oleks
pidanud teada saama, või kaebuse halduskohtule seaduses sätestatud korras.
(allkirjastatud digitaalselt)
"""

OTHERS = (CLERK, ORDER)
