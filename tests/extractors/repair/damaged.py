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
