"""List words that may stand in an operative sentence without changing what ends.

Each stands under the sentence in which it was met. A word that is missing here, and that no reader understood, makes
the effect doubtful.
"""

from __future__ import annotations

_MET = (
    # Tunnistan esmaspäevast, 6. jaanuarist 2025 kehtetuks …; …, mis olid kinnitatud; koos tehtud muudatustega
    "esmaspäevast teisipäevast kolmapäevast neljapäevast reedest laupäevast pühapäevast esmaspäeval teisipäeval "
    "kolmapäeval neljapäeval reedel laupäeval pühapäeval olid oli tehtud",
    # Tunnistan kehtetuks järgmised peadirektori käskkirjad:
    "järgmised järgmine järgmise järgnevad järgnev järgneva järgmiste järgmiselt "
    "alljärgnevad alljärgneva alljärgnev alljärgnevalt",
    # Samuti tunnistan ühtlasi kehtetuks nii … kui ka …; Ühes sellega; Lisaks sellele; Sellega seoses; Käesolevaga
    "samuti ühtlasi lisaks ühes koos seoses sellega sellele seega seetõttu käesolevaga käesoleva käesolev nii ka "
    "ning ja või samas samaaegselt",
    "järelikult selleks sellest eelnevast eelnevat tulenevalt eeltoodust eeltoodut eeltoodu lähtudes lähtuvalt "
    "vastavalt eelnevale eeltoodule nimetatule kokkuvõttes omakorda ühtlasi sealhulgas sh kaasa arvatud",
    # … mõlemad käskkirjad; … kõik kolm käskkirja koos kõigi lisadega; … selle käskkirja lisa 3
    "mõlemad kõik kõigi kõikide kõigis kõikides lisadega lisaga lisa lisad lisade lisasid lisana nimetatud sama selle "
    "tema nende punktides "
    "viidatud eelnimetatud ülalnimetatud mainitud kõnealuse kõnealune too",
    # lisad 2 ja 3 on nüüdsest kehtetud
    "nüüdsest mittekehtivaks",
    # … endise Veeameti peadirektori …; … tollase ministri …; … varasema, seni kehtinud, kehtiva käskkirja …
    "endise endine endised tollase tollane varasema varasem varasemad senise senine senised seniste kehtinud "
    "ennetähtaegselt kehtiv kehtiva kehtivad eelmise eelmine vana vanad aegunud",
    # … põhitegevuse käskkirja, personalikäskkirja, üldkäskkirja …; protokollilise otsuse
    "põhitegevuse personali üld haldus protokollilise haldusala ühine ühise ühised",
    # Tunnistada otsusega kehtetuks … tagasiulatuvalt alates …, s.o kuupäevast, a. seisuga
    "alates arvates tagasiulatuvalt seisuga kuupäevast kuupäevaga kehtivusega päevast aasta aastal aastast "
    "aastaga kell koheselt kohe viivitamata",
    # … kehtetuks (kaotanuks kehtivuse); loetakse kehtivuse kaotanuks; lakkab olemast jõus; ei kehti enam
    "kehtetuks kehtetks kehtestuks tunnistamisega kehtetu kehtetud kehtivuse kehtivus kehtivust kehtvuse kehtvus "
    "kehtvust kaotanuks tunnistatuks lugeda enam jõus jõu jõudu kehtivaks oma lõpeb lõppeb lõpetatakse kehtimise "
    "lõpetada on kehti",
    # … vastu võetud, antud, allkirjastatud, kinnitatud, kehtestatud, muudetud, registreeritud käskkirja
    "antud vastu võetud allkirjastatud kinnitatud kehtestatud kinnitati kehtestati koostatud mis "
    "avaldatud registreeritud allakirjutatud väljaantud on",
    # käskkirja nr 5 numbriga; akti nr; viitega; pealkirjaga; pealkirja kandev, nimetusega, „…“ nimeline
    "numbriga numbritega number nr akt akti aktid viit viitega pealkirjaga pealkirja nimetusega nimega nimeline "
    "nimetuse kandev teemal asjas",
    # punkt 3 ja lisa 2; § 5 lõige 1; alapunkt
    "punkt punkti punktid punktide punktis punktist punktiga lõige lõike lõiked paragrahv paragrahvi alapunkt "
    "alapunktid alapunkti sätted sätteid lg p pp",
    # dokumendid, juhendid mis on kinnitatud; ametijuhendite kinnitamise kohta
    "dokument dokumendi dokumendid",
    # Tunnistan omal algatusel / Tunnistan haldusaktina; s.t. st a.
    "st so jj vt lk tk",
    # 2. Otsustan tunnistada kehtetuks; käsin; määran
    "otsustan otsustab otsustada otsustas otsustame käsin käskisin määrab määran määrata kohaselt",
    # Tunnistan omal algatusel kehtetuks …; lisas 1 toodud
    "omal algatusel toodud",
    # Määran, et käskkiri nr 5 kaotab kehtivuse; Tunnistan kehtetuks selliselt, et …
    "et",
    # Tunnistada kehtetuks Vallavalitsuse 3. märtsi 2019. a istungi protokolli nr 4 otsus nr 7
    "istungi protokolli protokoll koosoleku korralduse käskkirja otsuse määruse redaktsioon redaktsiooni",
    # Siinsega tunnistan …; Tunnistan kehtetuks järgnevalt loetletud aktid; kõik all loetletud, allpool toodud aktid
    "senikehtinud siinsega siinjuures eelnimetatuga kuupäeval järgnevalt loetletud all allpool ülalpool eespool "
    "alltoodud allnimetatud allloetletud ülaltoodud eespooltoodud",
    # … kehtib veel kuni; tagasiulatuva jõuga; järgmised õigusaktid
    "veel tagasiulatuva jõuga õigusakt õigusakti õigusaktid õigusakte õigusaktide",
    # Tunnistan kehtetuks …: 1) …; ning käesolevale
    # Tunnistan kehtetuks käskkirja nr 31 ja seda muutva käskkirja nr 32
    "sätestatu toodu nimetatu seda neid muutva muutvad muutvate muutev muutnud täiendava täiendavad täiendanud alusel",
    # Peatan käskkirja nr 31 lisa 2 rakendamise ajavahemikul 01.05.2025-30.06.2025; pikendan kehtivuse tähtaega
    "ajavahemikul ajavahemikuks ajavahemikus perioodil perioodiks ajaks "
    "rakendamise rakendamine rakendamist kohaldamise kohaldamine kohaldamist "
    "täitmise täitmine täitmist toimimise kehtimise "
    "tähtaega tähtaeg tähtaja kehtivusaega möödub saabub "
    "kehtivusaeg kehtivustähtaega uuesti",
    "kuni",
    # Kinnitan … (lisa 1), tunnistades samal ajal kehtetuks …; … sellest päevast, samast ajast
    "samal ajal ajast hetkest hetkel",
    # Tunnistan kehtetuks käskkirja nr 17 juurde kuuluvad lisad 1-5
    # Tunnistan kehtetuks käskkirja nr 31 need sätted, mis …
    "need",
    # Tunnistan kehtetuks järgmised haldusaktid ja nende osad: …; Lõpetan järgmiste aktide kehtivuse: …
    "haldusaktid haldusakti haldusaktide õigusaktid õigusakti õigusaktide aktide",
    "juurde kuuluvad kuuluv kuuluva kuuluvate juures olevad juurdekuuluv juurdekuuluva juurdekuuluvad juurdekuuluvate",
    # Tunnistan kehtetuks oma aktuaalsuse kaotanud käskkirja
    "aktuaalsuse ajakohasuse kaotanud",
    # Tunnistan aegununa kehtetuks …; vananenud käskkirja …; kõik lisad eranditult; tagantjärele; tagasiulatuva mõjuga
    "aegununa iganenuna vananenuna iganenud vananenud eranditult tagantjärele mõjuga",
    # Muuhulgas tunnistan kehtetuks …; Teiseks …; direktori poolt antud käskkirja; koos hilisemate muudatustega
    "toime toimet",
    # Olen otsustanud tunnistada kehtetuks …; loetakse kehtivus lõppenuks …; lisas 2 sätestatud punktid 1 ja 3
    "olen oleme lõppenuks sätestatud",
    "muuhulgas muu hulgas esiteks teiseks kolmandaks lõpuks poolt hilisemate hilisemad muudatustega muudatused",
)
_COMMENCING = (
    # Käskkiri jõustub alates 1. juulist, v.a …; hakkab kehtima; Riigi Teatajas avaldamisele järgneval päeval
    "jõustub jõustuvad kehtima kehtib kehtivad hakkab hakkavad rakendatakse rakendub see seda need mis mida riigi "
    "teatajas teataja ülejäänud muud muus teised osas sätted punktid kord juhend juhendid eeskiri ametijuhendid "
    # …, mis jõustub; millest lisa 3 jõustub; lisa 2 aga 1. mail; erandina jõustub punkt 5; jätan kehtima kuni
    # Käskkiri antakse tähtajatult ja see jõustub 1. mail; määran jõustumise tähtpäevaks
    "antakse tähtajatult tähtpäevaks tähtajaks "
    "mille millest aga kuid erandina jätan jätta jäetakse jääb jäävad "
)
_BEHIND_ANNEXES = (
    # … (lisa 1) uues sõnastuses; lisas 2 toodud kujul; (lisa 1) alates 1. maist; (lisa 4) asemel; (lisa 1) tähtajatult
    "uues uuendatud muudetud sõnastuses redaktsioonis kujul esitatud vastavalt asemel järgi tähtajatult ametijuhendi "
    "ametijuhendid ametijuhendite juhendi juhendid ametikoha ametikohale teenistuskoha teenistuskohale vormi vormid "
    "korra "
)
BEHIND_ANNEXES: frozenset[str] = frozenset(_BEHIND_ANNEXES.split())
"""Words that may follow upon an annex in brackets."""
COMMENCING: frozenset[str] = frozenset(_COMMENCING.split())
"""Words that a sentence of commencement may hold, though some of them limit elsewhere."""
# Attributes that say when or where something came, in the cases in which an attribute of an object stands; the others
# may say when it ends ("järgmisel aastal")
_LATER = (
    "varasem",
    "hilisem",
    "uuem",
    "eelnev",
    "järgnev",
    "alljärgnev",
    "kehtiv",
    "muutev",
    "täiendav",
    "kuuluv",
    "olev",
    "asuv",
)
_FORMER = ("endi", "seni", "eelmi", "järgmi", "ühi", "tolla", "praegu")
_OF_OBJECTS = {
    "": ("", "a", "at", "ad", "ate", "aid", "aga", "atega"),
    "i": ("ne", "se", "st", "sed", "ste", "si", "sega", "stega"),
}
_ATTRIBUTES = [stem + ending for stem in _LATER for ending in _OF_OBJECTS[""]]
_ATTRIBUTES += [stem + ending for stem in _FORMER for ending in _OF_OBJECTS["i"]]
FILLERS: frozenset[str] = frozenset([*(word for words in _MET for word in words.split()), *_ATTRIBUTES])

_HARD = (
    "osas osaliselt osalt ulatuses arvatud erandiga erandina jättes jäävad jääb üksnes ainult kui juhul millega ei "
    "mitte keeldun rahuldamata tingimusel tingimusega eeldusel ajutiselt tinglikult "
    # Kinnitan valdavalt …; … esialgu; … edaspidi; … võimalusel; … tulevikus
    "valdavalt enamasti peaaegu põhiosas esialgu edaspidi hiljem tulevikus hiljemalt peatselt seni alles vajadusel "
    "võimalusel ära"
)
_SOFT = (
    "osaline määral suhtes puhul kohta erandiks jäetakse kehtima säilitades vaid kuna mille milles millest mis mida "
    "keeldutakse eelnõu taotlus taotluse ettepanek ettepaneku kuid ent aga ilma peale välja võib tuleb peab varem osa "
    "pooled mõned"
)
_REFUSING = "loobun vaidlustan lükkan kavatsen kavandan palun soovitan"
LIMITING: frozenset[str] = frozenset([*_HARD.split(), *_SOFT.split()])
"""Words that can limit, negate, condition or redirect: left over, they are a doubt of their own (``limit_unread``)."""
NARROWING: frozenset[str] = frozenset([*_HARD.split(), *_REFUSING.split()])
"""Words that no name of an approved document holds: those of ``LIMITING`` that are a doubt in an approval too, and
verbs by which nothing is approved (``words_unread``)."""
