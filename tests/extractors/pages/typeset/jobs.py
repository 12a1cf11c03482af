"""Three made-up job descriptions, as values: what every setting of them must be read back to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Job:
    """``fields`` are (canonical field, label, value); ``duties`` are (number, duty, outcomes)."""

    annex: str
    general: tuple[tuple[str, str, str], ...]
    duties: tuple[tuple[str, str, tuple[str, ...]], ...]
    requirements: tuple[tuple[str, str, str], ...]
    rights: str = "Õigus saada tööks vajalikke andmeid ja teha ettepanekuid sadama töö korraldamiseks."
    liability: str = "Vastutab ülesannete õigeaegse täitmise ja talle usaldatud vara säilimise eest."


SYNONYMS = {
    "Teenistuskoht": "Ametikoha nimetus",
    "Struktuuriüksus": "Struktuuriüksuse nimetus",
    "Vahetu juht": "Otsene ülem",
    "Alluvad": "Temale alluvad",
    "Teenistuja asendab": "Keda asendab",
    "Teenistuja asendaja": "Kes asendab",
    "Teenistuskoha eesmärk": "Ametikoha eesmärk",
}

LIGHTHOUSE = Job(
    "4",
    (
        ("position", "Teenistuskoht", "Majakavaht"),
        ("unit", "Struktuuriüksus", "Majakate ja meremärkide osakond"),
        ("reports_to", "Vahetu juht", "Sadamakapten"),
        ("subordinates", "Alluvad", "Abimajakavaht"),
        ("substitutes_for", "Teenistuja asendab", "Lootsija, poimeister"),
        ("substituted_by", "Teenistuja asendaja", "Poimeister"),
        (
            "purpose",
            "Teenistuskoha eesmärk",
            "Tagada, et Rannaküla sadama majakad ja tulepaagid põlevad igal ööl, meresõitjad saavad õigel ajal teate "
            "riketest ning majakate hooned ja seadmed püsivad korras.",
        ),
    ),
    (
        (
            "2.1",
            "Majakate laternate süütamine ja kustutamine vastavalt kehtivale valgustuskavale, sealhulgas udu ja tormi "
            "korral kapteni antud erikorralduse järgi.",
            ("Laternad põlevad ettenähtud ajal.", "Kõrvalekalded kavast on päevikusse kantud."),
        ),
        (
            "2.2",
            "Seadmete hooldamine.",
            (
                "Hooldus on tehtud tootja juhiste järgi ja hoolduse aeg, tegija ning vahetatud varuosad on kirjas "
                "hooldusraamatus, mida saab igal ajal kontrollida.",
                "Varuosi on laos kolmeks kuuks.",
            ),
        ),
        (
            "2.3",
            "Rikete kõrvaldamine, raskemate rikete korral remondibrigaadi kutsumine ja juhendamine kuni rikke lõpliku "
            "kõrvaldamiseni.",
            ("Rike on kõrvaldatud ööpäeva jooksul.",),
        ),
        (
            "2.4",
            "Meresõitjate teavitamine tulede seisundist.",
            (
                "Teade on edastatud ühe tunni jooksul.",
                "Teate sisu on arusaadav ka võõrkeelsele laevale.",
                "Edastatud teated on arhiivis alles viis aastat.",
            ),
        ),
        ("2.5", "Udupasuna katsetamine kord nädalas.", ("Pasun on kuulda kolme miili kaugusel.",)),
        (
            "2.6",
            "Ilmavaatluste tegemine ja vaatlusandmete saatmine keskusesse kolm korda ööpäevas, tormihoiatuse korral "
            "iga tund, kasutades selleks ette nähtud vormi.",
            ("Andmed on saadetud õigel ajal.", "Vaatluste read on katkematud."),
        ),
        (
            "2.7",
            "Külastajate vastuvõtmine.",
            (
                "Külastajad on juhendatud ohutuse alal ja nende arv ei ületa lubatut.",
                "Külastuste kohta on esitatud kuuaruanne, milles on näidatud külastajate arv, grupid ja tagasiside.",
            ),
        ),
        ("2.8", "Varade arvestuse pidamine.", ("Inventuur on tehtud kord aastas ja puudujääki ei ole.",)),
        (
            "2.9",
            "Abimajakavahi juhendamine ja tema töö kontrollimine igapäevaselt, sealhulgas vahetuste ajakava koostamine "
            "üheks kuuks ette.",
            ("Vahetused on kaetud.", "Juhendamine on dokumenteeritud."),
        ),
        (
            "2.10",
            "Muude ühekordsete ülesannete täitmine vahetu juhi korraldusel.",
            ("Ülesanded on täidetud tähtajaks.",),
        ),
    ),
    (
        ("education", "Haridus", "Vähemalt keskharidus, soovitavalt merenduse või elektri alal."),
        ("experience", "Erialane töökogemus", "Vähemalt kaks aastat tööd sadamas või laeval."),
        ("languages", "Keeleoskus", "Eesti keel tasemel C1, inglise keel tasemel B1."),
    ),
)

CLERK = Job(
    "7",
    (
        ("position", "Teenistuskoht", "Arhivaar-kantseleijuht"),
        ("unit", "Struktuuriüksus", "Kantselei"),
        ("reports_to", "Vahetu juht", "Haldusdirektor"),
        ("subordinates", "Alluvad", "Sekretär, käskjalg"),
        ("substitutes_for", "Teenistuja asendab", "Sekretäri"),
        ("substituted_by", "Teenistuja asendaja", "Haldusdirektori määratud teenistuja"),
        (
            "purpose",
            "Teenistuskoha eesmärk",
            "Korraldada Kadaka valla asjaajamist ja arhiivi nii, et iga dokument on leitav ja hoitud seaduses "
            "ettenähtud aja.",
        ),
    ),
    tuple(
        (f"2.{number}", duty, outcomes)
        for number, (duty, outcomes) in enumerate(
            (
                (
                    "Asjaajamise korraldamine ja dokumendihalduse põhimõtete väljatöötamine kogu valla asutustes, "
                    "koolides ja lasteaedades.",
                    ("Kord on kehtestatud ja ajakohane.", "Töötajad tunnevad korda."),
                ),
                ("Saabunud kirjade registreerimine.", ("Kiri on registreeritud saabumise päeval.",)),
                (
                    "Dokumentide vormistamine ja keeleline toimetamine.",
                    (
                        "Dokumendid vastavad vorminõuetele, on keeleliselt korrektsed ning jõuavad allkirjastajani "
                        "vähemalt üks tööpäev enne tähtaega.",
                    ),
                ),
                (
                    "Arhiivi korrastamine, hävitamisaktide koostamine ja avalikku arhiivi üleandmine vastavalt "
                    "kinnitatud liigitusskeemile ning arhiiviseaduse nõuetele.",
                    ("Arhivaalid on üle antud.", "Aktid on koostatud.", "Säilitustähtajad on järgitud."),
                ),
                ("Teabenõuetele vastamine.", ("Vastused on antud viie tööpäeva jooksul.",)),
                (
                    "Isikuandmete kaitse nõuete täitmise jälgimine dokumendiregistris ja juurdepääsupiirangute "
                    "seadmine.",
                    ("Piirangud on õiged.", "Rikkumisi ei ole."),
                ),
                ("Koosolekute protokollimine.", ("Protokoll on valmis kolme päevaga ja osalejatele saadetud.",)),
                (
                    "Pitsatite ja plankide arvestuse pidamine.",
                    ("Arvestus on täpne; kadunud plangist on teatatud kohe.",),
                ),
                (
                    "Uute teenistujate juhendamine asjaajamises nende esimesel töönädalal ja edaspidi vastavalt "
                    "vajadusele.",
                    ("Juhendamine on toimunud.",),
                ),
                ("Käskjala töö korraldamine.", ("Saadetised on kohale viidud samal päeval.",)),
                ("Muude juhi antud ülesannete täitmine.", ("Ülesanded on täidetud.",)),
            ),
            1,
        )
    ),
    (
        ("education", "Haridus", "Kõrgharidus, soovitavalt arhiivinduse või infohalduse erialal."),
        ("experience", "Erialane töökogemus", "Vähemalt 3 aastat asjaajamise alal."),
        ("languages", "Keeleoskus", "Eesti keel tasemel C1 ja vene keel tasemel B2."),
    ),
)

FORESTER = Job(
    "1",
    (
        ("position", "Teenistuskoht", "Metsavahi abi"),
        ("unit", "Struktuuriüksus", "Põhjaranniku metskond, metsakaitse ja jahinduse talitus"),
        ("reports_to", "Vahetu juht", "Metsaülem"),
        ("subordinates", "Alluvad", "Metsatöölised"),
        ("substitutes_for", "Teenistuja asendab", "Metsavahti"),
        ("substituted_by", "Teenistuja asendaja", "Metsavaht, metsaülema määratud spetsialist"),
        ("purpose", "Teenistuskoha eesmärk", "Aidata metsavahil hoida metsa ja loomi."),
    ),
    tuple(
        (f"2.{number}", duty, outcomes)
        for number, (duty, outcomes) in enumerate(
            (
                ("Metsa ülevaatus.", ("Kõik kvartalid on kord kuus läbi käidud.", "Leitud kahju on kaardil.")),
                (
                    "Raielankide märkimine ja piiride tähistamine looduses koos maaomaniku või tema esindajaga enne "
                    "raie algust.",
                    ("Piirid on nähtavad.",),
                ),
                (
                    "Tuleohutuse tagamine põuaperioodil.",
                    (
                        "Valve on korraldatud ööpäev läbi, tulekahjust on teatatud viivitamata ja kustutusvahendid on "
                        "kasutuskorras.",
                        "Sihid on niidetud.",
                    ),
                ),
                ("Loomade loendamine.", ("Loendus on tehtud märtsis.", "Andmed on sisestatud jahisüsteemi.")),
                (
                    "Istutustööde juhendamine, istikute vastuvõtmine ja hoidmine kuni istutamiseni jahedas ning "
                    "varjulises kohas.",
                    ("Istikutest kasvab vähemalt üheksakümmend protsenti.",),
                ),
                ("Metsateede korrashoid.", ("Teed on läbitavad.", "Truubid on puhtad.", "Tõkked on suletud.")),
                ("Jahimeeste lubade kontrollimine.", ("Rikkumisest on koostatud akt.",)),
                (
                    "Kuuaruannete esitamine metsaülemale hiljemalt iga kuu viiendaks kuupäevaks.",
                    ("Aruanne on esitatud.",),
                ),
            ),
            1,
        )
    ),
    (
        ("education", "Haridus", "Kutseharidus metsanduses."),
        ("experience", "Erialane töökogemus", "Vähemalt 1 aasta metsatööd."),
        ("languages", "Keeleoskus", "Eesti keel tasemel B2."),
    ),
)

JOBS = {"lighthouse": LIGHTHOUSE, "clerk": CLERK, "forester": FORESTER}
