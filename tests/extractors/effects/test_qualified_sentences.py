# ruff: noqa: E501 (rows of a table stay on one line)
"""Qualified sentences of revocation: exceptions, limits, conditions, relative clauses, lists, and what is no effect.

Each row is (sentence, effects, codes of findings); ``{A}`` stands for an act. What is written ``?…`` is in doubt for these
words: never silently wrong. Names and authorities are invented.
"""

from __future__ import annotations

import pytest

from tests.extractors.effects.sentence_reading import describe, read_sentence

EXCEPTIONS = [
    ("Tunnistan kehtetuks {A}, kuid mitte selle lisa 2.", ["revoke 2020-02-03#14 v.a=2"], []),
    ("Tunnistan kehtetuks {A}, jättes jõusse lisad 2 ja 5.", ["revoke 2020-02-03#14 v.a=2,5"], []),
    ("Tunnistan kehtetuks {A}, v.a lisad 2-4.", ["revoke 2020-02-03#14 v.a=2,3,4"], []),
    ("Tunnistan kehtetuks {A}, va lisa 3.", ["revoke 2020-02-03#14 v.a=3"], []),
    ("Tunnistan kehtetuks {A} (välja arvatud lisad 1 ja 4).", ["revoke 2020-02-03#14 v.a=1,4"], []),
    ("Tunnistan kehtetuks {A} kõik lisad, v.a lisa 3.", ["revoke 2020-02-03#14 annexes lisa=all v.a=3"], []),
    ("Tunnistan kehtetuks kõik {A} lisad peale lisade 2 ja 3.", ["revoke 2020-02-03#14 annexes lisa=all v.a=2,3"], []),
    ("Tunnistan kehtetuks {A} kõik punktid peale punkti 4.", ["revoke 2020-02-03#14 v.a.p=4"], []),
    ("Tunnistan kehtetuks {A} lisad 2 ja 3, lisa 5 jääb kehtima.", ["revoke 2020-02-03#14 annexes lisa=2,3 v.a=5"], []),
    ("Tunnistan kehtetuks {A}; lisa 5 jääb kehtima.", ["revoke 2020-02-03#14 v.a=5"], []),
    ("Tunnistan kehtetuks {A}; punktid 2 ja 3 kehtivad edasi.", ["revoke 2020-02-03#14 v.a.p=2;3"], []),
    ("Tunnistan kehtetuks {A}, millest jääb kehtima vaid lisa 2.", ["revoke 2020-02-03#14 v.a=2"], []),
    ("Tunnistan kehtetuks {A}, mille punkt 6 kehtib endiselt.", ["revoke 2020-02-03#14 v.a.p=6"], []),
    ("Tunnistan kehtetuks {A}, kusjuures lisa 4 jääb jõusse.", ["revoke 2020-02-03#14 v.a=4"], []),
    ("Tunnistan kehtetuks {A}, erandiga lisa 3 osas.", ["revoke 2020-02-03#14 v.a=3"], []),
    ("Tunnistan kehtetuks {A}. Erandina jääb kehtima lisa 3.", ["revoke 2020-02-03#14 v.a=3"], []),
    ("Tunnistan kehtetuks {A}. Käskkirja lisa 2 jääb kehtima.", ["revoke 2020-02-03#14 v.a=2"], []),
    ("Tunnistan kehtetuks {A}. Lisa 2 jääb kehtima.", ["revoke 2020-02-03#14 v.a=2"], []),
    ("Tunnistan kehtetuks {A}. Kehtetuks tunnistamine ei laiene lisadele 1 ja 2.", ["revoke 2020-02-03#14 v.a=1,2"], []),
    ("Tunnistan kehtetuks {A}. See ei puuduta punkti 7.", ["revoke 2020-02-03#14 v.a.p=7"], []),
    ("Tunnistan kehtetuks {A} ilma lisata 3.", ["revoke 2020-02-03#14 ?ilma lisata"], []),
    ("Tunnistan kehtetuks {A}, jättes välja lisa 2.", ["revoke 2020-02-03#14 v.a=2"], []),
    ("Tunnistan kehtetuks {A}, jättes lisa 2 muutmata kujul kehtima.", ["revoke 2020-02-03#14 v.a=2 ?kujul kehtima"], []),
    ("Tunnistan kehtetuks {A}, lisa 3 kehtivust muutmata.", ["revoke 2020-02-03#14 annexes lisa=3 ?muutmata"], []),
    ("Tunnistan kehtetuks {A}, hoides jõus punkti 3.", ["revoke 2020-02-03#14 points p=3 ?hoides"], []),
    ("Tunnistan kehtetuks {A}, säilib lisa 2 kehtivus.", ["revoke 2020-02-03#14 v.a=2"], []),
    ("Peale lisa 3 tunnistan kehtetuks {A}.", ["revoke 2020-02-03#14 v.a=3"], []),
    ("Peadirektori 03.02.2020 käskkiri nr 14, välja arvatud selle lisa 6, tunnistatakse kehtetuks.", ["revoke 2020-02-03#14 v.a=6"], []),
    ("Peadirektori 03.02.2020 käskkiri nr 14 kaotab kehtivuse, v.a punktid 3 ja 5.", ["revoke 2020-02-03#14 v.a.p=3;5"], []),
    ("Tunnistan kehtetuks {A}, välja arvatud juristi ametijuhend.", ["revoke 2020-02-03#14 part <välja arvatud juristi ametijuhend>"], []),
    ("Tunnistan kehtetuks {A}, välja arvatud juristi ametijuhend (lisa 3).", ["revoke 2020-02-03#14 v.a=3"], []),
    ("Tunnistan kehtetuks {A}, välja arvatud § 5.", ["revoke 2020-02-03#14 v.a.p=§ 5"], []),
    ("Tunnistan kehtetuks {A}, välja arvatud esimene ja kolmas lisa.", ["revoke 2020-02-03#14 v.a=1,3"], []),
]  # fmt: skip

LIMITS = [
    ("Tunnistan kehtetuks {A} osas, milles see käsitleb puhkuste andmist.", ["revoke 2020-02-03#14 part <osas, milles see käsitleb puhkuste andmist>"], []),
    ("Tunnistan kehtetuks {A} selles osas, mis puudutab õigusosakonda.", ["revoke 2020-02-03#14 part <selles osas, mis puudutab õigusosakonda>"], []),
    ("Tunnistan kehtetuks {A} niivõrd, kuivõrd see käsitleb lähetusi.", ["revoke 2020-02-03#14 part <niivõrd, kuivõrd see käsitleb lähetusi>"], []),
    ("Tunnistan kehtetuks {A} õigusosakonda käsitlevas osas.", ["revoke 2020-02-03#14 part <õigusosakonda käsitlevas osas>"], []),
    ("Tunnistan kehtetuks {A}, kuid ainult õigusosakonna teenistujate suhtes.", ["revoke 2020-02-03#14 part <kuid ainult õigusosakonna teenistujate suhtes>"], []),
    ("Tunnistan kehtetuks {A} juristide puhul.", ["revoke 2020-02-03#14 part <juristide puhul>"], []),
    ("Tunnistan kehtetuks {A} üksnes juristi ametijuhendi osas.", ["revoke 2020-02-03#14 part <üksnes juristi ametijuhendi osas>"], []),
    ("Tunnistan kehtetuks {A} lisa 3 järelevalve osakonna ametikohtade osas.", ["revoke 2020-02-03#14 part lisa=3 <järelevalve osakonna ametikohtade osas>"], []),
    ("Tunnistan osaliselt kehtetuks {A}.", ["revoke 2020-02-03#14 part <osaliselt>"], []),
    ("Tunnistan {A} osaliselt kehtetuks.", ["revoke 2020-02-03#14 part <osaliselt>"], []),
    ("Tunnistan {A} lisa 2 kehtetuks osaliselt.", ["revoke 2020-02-03#14 part lisa=2 <osaliselt>"], []),
    ("{A} tunnistatakse kehtetuks osaliselt.", ["revoke 2020-02-03#14 part <osaliselt>"], []),
    ("Tunnistan kehtetuks {A} lisa 2 tabeli rea 4.", ["revoke 2020-02-03#14 part lisa=2 <tabeli rea 4>"], []),
    ("Tunnistan kehtetuks {A} lisa 2 tabelis 1 read 4-6.", ["revoke 2020-02-03#14 part lisa=2 <tabelis 1 read 4-6>"], []),
    ("Tunnistan kehtetuks {A} punkti 3 esimese lause.", ["revoke 2020-02-03#14 part p=3 <esimese lause>"], []),
    ("Tunnistan kehtetuks {A} punkti 3 teise ja kolmanda lause.", ["revoke 2020-02-03#14 part p=3 <teise ja kolmanda lause>"], []),
    ("Tunnistan kehtetuks {A} lisa 2 peatüki 3.", ["revoke 2020-02-03#14 part lisa=2 <peatüki 3>"], []),
    ("Tunnistan kehtetuks {A} lisa 4 joonise 2.", ["revoke 2020-02-03#14 part lisa=4 <joonise 2>"], []),
    ("Tunnistan kehtetuks {A} lisa 1 kolmanda lõigu.", ["revoke 2020-02-03#14 part lisa=1 <kolmanda lõigu>"], []),
    ("Tunnistan kehtetuks {A} lisast 2 sõnad „ja nõunik“.", ["revoke 2020-02-03#14 part lisa=2 <sõnad „ja nõunik“>"], []),
    ("Tunnistan kehtetuks {A} preambuli.", ["revoke 2020-02-03#14 ?preambuli"], []),
    ("Tunnistan kehtetuks {A} personaliosakonna kohta.", ["revoke 2020-02-03#14 part <personaliosakonna kohta>"], []),
    ("Tunnistan kehtetuks {A} ainult lisa 9.", ["revoke 2020-02-03#14 annexes lisa=9"], []),
    ("Tunnistan kehtetuks üksnes {A} lisa 9.", ["revoke 2020-02-03#14 annexes lisa=9"], []),
    ("Tunnistan kehtetuks {A} vaid punktide 2 ja 3 osas.", ["revoke 2020-02-03#14 points p=2;3"], []),
    ("Tunnistan kehtetuks {A} teenistujate Mari Mets ja Jaan Nurm osas.", ["revoke 2020-02-03#14 part <teenistujate Mari Mets ja Jaan Nurm osas>"], []),
    ("Tunnistan kehtetuks peadirektori 03.02.2020 käskkirjaga nr 14 kinnitatud ametijuhendid, mis käsitlevad õigusosakonda.", ["revoke 2020-02-03#14 part <mis käsitlevad õigusosakonda>"], []),
    ("Tunnistan kehtetuks peadirektori 03.02.2020 käskkirjaga nr 14 kinnitatud õigusosakonna juristi ametijuhendi.", ["revoke 2020-02-03#14 approved ametijuhend"], []),
    ("Tunnistan kehtetuks {A} täies ulatuses.", ["revoke 2020-02-03#14"], []),
    ("Tunnistan kehtetuks {A} koos kõigi lisadega.", ["revoke 2020-02-03#14 lisa=all"], []),
    ("Tunnistan kehtetuks {A} ja selle lisad.", ["revoke 2020-02-03#14"], []),
]  # fmt: skip

CONDITIONS = [
    ("Tunnistan kehtetuks {A}, kui minister annab nõusoleku.", ["revoke 2020-02-03#14 condition"], []),
    ("Kui nõukogu otsustab nii, tunnistan kehtetuks {A}.", ["revoke 2020-02-03#14 condition"], []),
    ("Tunnistan kehtetuks {A} eeldusel, et uus kord on kinnitatud.", ["revoke 2020-02-03#14 condition"], []),
    ("Tunnistan kehtetuks {A} alates uue korra kehtestamisest.", ["revoke 2020-02-03#14 condition"], []),
    ("Tunnistan kehtetuks {A} uue põhimääruse jõustumisel.", ["revoke 2020-02-03#14 condition"], []),
    ("Tunnistan kehtetuks {A} pärast uue käskkirja allkirjastamist.", ["revoke 2020-02-03#14 condition"], []),
    ("Tunnistan kehtetuks {A} uue direktori ametisse asumise päevast.", ["revoke 2020-02-03#14 condition"], []),
    ("Tunnistan kehtetuks {A} ministri heakskiidu saamisel.", ["revoke 2020-02-03#14 condition"], []),
    ("Tunnistan kehtetuks {A} lisa 2 hanke lõppemisel.", ["revoke 2020-02-03#14 annexes lisa=2 condition"], []),
    ("Tunnistan kehtetuks {A} seni, kuni kehtestatakse uus kord.", ["revoke 2020-02-03#14 condition"], ["cue_without_effect"]),
    ("Uue korra jõustumisest alates on kehtetu {A}.", ["revoke 2020-02-03#14 condition"], []),
    ("Tunnistan kehtetuks {A} alates käesoleva käskkirja jõustumisest.", ["revoke 2020-02-03#14"], []),
    ("Tunnistan kehtetuks {A} käesoleva käskkirja allkirjastamise päevast.", ["revoke 2020-02-03#14"], []),
    ("Tunnistan kehtetuks {A} alates päevast, mil uus kord jõustub.", ["revoke 2020-02-03#14 condition"], []),
    ("Tunnistan ajutiselt kehtetuks {A}.", ["revoke 2020-02-03#14 ?ajutiselt"], []),
    ("Tunnistan kehtetuks {A} kuni uue korra kinnitamiseni.", ["revoke 2020-02-03#14 condition"], []),
    ("Juhul kui leping sõlmitakse, tunnistatakse kehtetuks {A}.", ["revoke 2020-02-03#14 condition"], []),
]  # fmt: skip

RELATIVE_CLAUSES = [
    ("Tunnistan kehtetuks {A}, millega tunnistati kehtetuks peadirektori 01.01.2019 käskkirja nr 5 lisad 1 ja 2.", ["revoke 2020-02-03#14"], []),
    ("Tunnistan kehtetuks {A}, millega kehtestati hankekord.", ["revoke 2020-02-03#14"], []),
    ("Tunnistan kehtetuks {A}, mis muutis peadirektori 01.01.2019 käskkirja nr 5.", ["revoke 2020-02-03#14"], []),
    ("Tunnistan kehtetuks {A} (millega muudeti peadirektori 01.01.2019 käskkirja nr 5) lisa 3.", ["revoke 2020-02-03#14 annexes lisa=3"], []),
    ("Tunnistan kehtetuks {A}, millega muudeti peadirektori 01.01.2019 käskkirja nr 5, ja peadirektori 02.02.2019 käskkirja nr 6.", ["revoke 2020-02-03#14", "revoke 2019-02-02#6"], []),
    ("Peadirektori 03.02.2020 käskkiri nr 14, millega muudeti 01.01.2019 käskkirja nr 5, tunnistatakse kehtetuks.", ["revoke 2020-02-03#14"], []),
]  # fmt: skip

LISTS = [
    ("Tunnistan kehtetuks peadirektori 2021. aasta käskkirjad nr 61 ja 62.", ["revoke ?#61", "revoke ?#62"], []),
    ("Tunnistan kehtetuks peadirektori 2021. aasta käskkirjad nr 61 ja 62 ning 2022. aasta käskkirja nr 7.", ["revoke ?#61", "revoke ?#62", "revoke ?#7"], []),
    ("Tunnistan kehtetuks peadirektori 03.02.2021 käskkirjad nr 61, 62 ja 63.", ["revoke 2021-02-03#61", "revoke 2021-02-03#62", "revoke 2021-02-03#63"], []),
    ("Tunnistan kehtetuks ministri 03.02.2021 käskkirja nr 61 ja kantsleri 05.02.2021 käskkirja nr 62 lisa 2.", ["revoke 2021-02-03#61", "revoke 2021-02-05#62 annexes lisa=2"], []),
    ("Tunnistan kehtetuks peadirektori käskkirjad: 03.02.2021 nr 61; 04.02.2021 nr 62 ja 05.02.2021 nr 63.", ["revoke 2021-02-03#61", "revoke 2021-02-04#62", "revoke 2021-02-05#63"], []),
    ("Tunnistan kehtetuks peadirektori 2011. aasta 12. aprilli käskkirja nr 178 lisa 2, 8. mai käskkirja nr 397 lisad 1-3 ja 2. detsembri käskkirja nr 5.", ["revoke 2011-04-12#178 annexes lisa=2", "revoke 2011-05-08#397 annexes lisa=1,2,3", "revoke 2011-12-02#5"], []),
    ("Tunnistan kehtetuks peadirektori 12.04.2011 käskkirja nr 178 ja sama aasta 8. mai käskkirja nr 397.", ["revoke 2011-04-12#178", "revoke 2011-05-08#397"], []),
    ("Tunnistan kehtetuks {A} lisad 1 ja 2 alates 01.03.2025 ning peadirektori 01.02.2021 käskkirja nr 15 lisa 3 alates 01.04.2025.", ["revoke 2020-02-03#14 annexes lisa=1,2 @2025-03-01", "revoke 2021-02-01#15 annexes lisa=3 @2025-04-01"], []),
    ("Tunnistan kehtetuks {A} lisa 1, peadirektori 05.05.2021 käskkirjaga nr 20 kinnitatud ametijuhendid ja ministri 06.06.2021 määruse nr 3.", ["revoke 2020-02-03#14 annexes lisa=1", "revoke 2021-05-05#20 approved ametijuhend", "revoke 2021-06-06#3"], []),
    ("Tunnistan kehtetuks järgmised käskkirjad: peadirektori 03.02.2021 nr 61 „Kord“; peadirektori 04.02.2021 nr 62 „Juhend“.", ["revoke 2021-02-03#61", "revoke 2021-02-04#62"], []),
]  # fmt: skip

GERUNDS = [
    ("Kinnitan juristi ametijuhendi (lisa 1) ja tunnistan ühtlasi kehtetuks {A} lisa 3.", ["approve annexes lisa=1 ametijuhend", "revoke 2020-02-03#14 annexes lisa=3"], []),
    ("Kinnitan juristi ametijuhendi (lisa 1), lugedes kehtetuks {A} lisa 3.", ["approve annexes lisa=1 ametijuhend", "revoke 2020-02-03#14 annexes lisa=3"], []),
    ("Kinnitan juristi ametijuhendi (lisa 1), tunnistades samaaegselt kehtetuks peadirektori 03.02.2020 käskkirjaga nr 14 kinnitatud ametijuhendi.", ["approve annexes lisa=1 ametijuhend", "revoke 2020-02-03#14 approved ametijuhend"], []),
    ("Tunnistades kehtetuks {A}, kehtestan uue töökorra (lisa 1).", ["revoke 2020-02-03#14", "approve annexes lisa=1 töökord"], []),
    ("Kinnitan juristi ametijuhendi (lisa 1) ühes {A} kehtetuks tunnistamisega.", ["approve annexes lisa=1 ametijuhend"], ["unread_operative_sentence"]),
    ("Kinnitan juristi ametijuhendi (lisa 1) koos {A} lisa 2 kehtetuks tunnistamisega.", ["approve annexes lisa=1 ametijuhend"], ["unread_operative_sentence"]),
    ("Kinnitades juristi ametijuhendi (lisa 1), tunnistan kehtetuks {A} lisa 3.", ["approve annexes lisa=1 ametijuhend", "revoke 2020-02-03#14 annexes lisa=3"], []),
]  # fmt: skip

NO_EFFECT = [
    ("Keeldun {A} kehtetuks tunnistamisest.", [], []),
    ("Jätan {A} kehtima.", [], []),
    ("Jätan {A} lisa 3 jõusse.", [], []),
    ("Jätan rahuldamata taotluse tunnistada kehtetuks {A}.", [], []),
    ("Jätan rahuldamata Mari Metsa taotluse {A} kehtetuks tunnistamiseks.", [], []),
    ("Ei tunnista kehtetuks {A}.", [], []),
    ("{A} ei tunnistata kehtetuks.", [], []),
    ("Teen ettepaneku tunnistada kehtetuks {A}.", [], []),
    ("Palun ministril tunnistada kehtetuks {A}.", [], []),
    ("Soovitan kaaluda {A} kehtetuks tunnistamist.", [], []),
    ("Kavas on tunnistada kehtetuks {A}.", [], []),
    ("Personaliosakonnal valmistada ette {A} kehtetuks tunnistamise eelnõu.", [], []),
    ("Teen personaliosakonnale ülesandeks esitada ettepanekud {A} muutmiseks.", [], []),
    ("Personaliosakonnal tuleb tunnistada kehtetuks {A}.", [], []),
    ("Volitan õigusosakonna juhatajat tunnistama kehtetuks {A}.", [], []),
    ("Märgin, et {A} on tunnistatud kehtetuks.", [], []),
    ("Märgin, et {A} tunnistatakse kehtetuks.", [], []),
    ("Võtta teadmiseks, et {A} kaotab kehtivuse 01.01.2025.", [], []),
    ("Teavitan teenistujaid, et {A} tunnistatakse kehtetuks.", [], []),
    ("Kuna {A} on kehtetuks tunnistatud, kinnitan uue korra (lisa 1).", ["approve annexes lisa=1 kord"], []),
    ("Seoses {A} kehtetuks tunnistamisega kinnitan uue korra (lisa 1).", ["approve annexes lisa=1 kord"], ["cue_without_effect"]),
    ("Tuletan meelde, et {A} on kehtetu alates 01.01.2025.", [], []),
    ("Lükkan {A} kehtetuks tunnistamise edasi.", [], []),
    ("Juristi ametijuhendit (lisa 1) mitte kinnitada.", [], []),
    ("Jätta kinnitamata juristi ametijuhend (lisa 1).", [], ["cue_without_effect"]),
    ("Kui {A} tunnistatakse kehtetuks, teavitab osakond teenistujaid.", [], []),
    ("Määran Mari Metsa vastutavaks {A} täitmise eest.", [], []),
    ("Kontrolli {A} täitmise üle teostab kantsler.", [], []),
    ("Menetlus {A} kehtetuks tunnistamiseks lõpetatakse.", [], []),
]  # fmt: skip

FURTHER = [
    ("Tunnistan kehtetuks peadirektori 3. veebruari 2020. a käskkirja nr 1-2/14 lisa 2, v.a selle punkt 4.", ["revoke 2020-02-03#1-2/14 annexes lisa=2 v.a.p=4"], []),
    ("Tunnistan kehtetuks ministri 03.02.2020 määruse nr 14 § 5 lõike 2, välja arvatud selle punkt 1.", ["revoke 2020-02-03#14 points p=§ 5 lg 2 v.a.p=1"], []),
    ("Tunnistan kehtetuks {A}. Jõusse jäävad lisad 1 ja 2.", ["revoke 2020-02-03#14 v.a=1,2"], []),
    ("Tunnistan kehtetuks {A}. Kehtima jäävad punktid 1 kuni 3.", ["revoke 2020-02-03#14 v.a.p=1;2;3"], []),
    ("Tunnistan kehtetuks {A}. Eelnimetatud käskkirja lisa 4 kehtib edasi.", ["revoke 2020-02-03#14 v.a=4"], []),
    ("Tunnistan kehtetuks {A} kõik lisad, lisa 3 aga jääb kehtima.", ["revoke 2020-02-03#14 annexes lisa=all v.a=3"], []),
    ("Tunnistan kehtetuks {A}, ent selle punkt 5 jääb jõusse.", ["revoke 2020-02-03#14 v.a.p=5"], []),
    ("Tunnistan kehtetuks {A}, välja arvatud punktis 3 sätestatu.", ["revoke 2020-02-03#14 v.a.p=3"], []),
    ("Tunnistan kehtetuks {A}, arvestamata lisa 3.", ["revoke 2020-02-03#14 v.a=3"], []),
    ("Tunnistan kehtetuks {A}, mis ei puuduta lisa 3.", ["revoke 2020-02-03#14 v.a=3"], []),
    ("Tunnistan kehtetuks {A}, kehtima jääb üksnes punkt 2.", ["revoke 2020-02-03#14 v.a.p=2"], []),
    ("Tunnistan kehtetuks {A} tervikuna, välja arvatud lisa 3.", ["revoke 2020-02-03#14 v.a=3"], []),
    ("Tunnistan {A} kehtetuks, jättes lisa 3 kehtima.", ["revoke 2020-02-03#14 v.a=3"], []),
    ("{A} tunnistatakse kehtetuks, lisa 3 jääb kehtima.", ["revoke 2020-02-03#14 v.a=3"], []),
    ("Tunnistan kehtetuks {A} lisadest lisa 3.", ["revoke 2020-02-03#14 annexes lisa=3 ?lisadest"], []),
    ("Tunnistan kehtetuks {A} osas, mis reguleerib lähetusi, ning peadirektori 05.05.2021 käskkirja nr 20.", ["revoke 2020-02-03#14 part <osas, mis reguleerib lähetusi>", "revoke 2021-05-05#20"], []),
    ("Tunnistan kehtetuks {A} õigusosakonna juristi ametikohta puudutavas osas.", ["revoke 2020-02-03#14 part <õigusosakonna juristi ametikohta puudutavas osas>"], []),
    ("Tunnistan kehtetuks {A} selles ulatuses, milles see puudutab Tartu talitust.", ["revoke 2020-02-03#14 part <selles ulatuses, milles see puudutab Tartu talitust>"], []),
    ("Tunnistan kehtetuks {A} ulatuses, mis käsitleb puhkusi.", ["revoke 2020-02-03#14 part <ulatuses, mis käsitleb puhkusi>"], []),
    ("Tunnistan kehtetuks {A} määral, mil see on vastuolus seadusega.", ["revoke 2020-02-03#14 part <määral, mil see on vastuolus seadusega>"], []),
    ("Tunnistan kehtetuks {A} üksnes Tartu talituse osas.", ["revoke 2020-02-03#14 part <üksnes Tartu talituse osas>"], []),
    ("Tunnistan kehtetuks {A} Mari Metsa kohta käivas osas.", ["revoke 2020-02-03#14 part <Mari Metsa kohta käivas osas>"], []),
    ("Tunnistan kehtetuks {A} ametijuhendi nr 3.", ["revoke 2020-02-03#14 ?ametijuhendi"], []),
    ("Tunnistan kehtetuks {A} punktid 1-3, 5 ja 7 ning lisad 2 ja 4.", ["revoke 2020-02-03#14 points p=1;2;3;5;7", "revoke 2020-02-03#14 annexes lisa=2,4"], []),
    ("Tunnistan kehtetuks {A} punkti 3.2 teise lause ja punkti 4.", ["revoke 2020-02-03#14 part p=3.2 <teise lause> ?punkti 4"], []),
    ("Tunnistan kehtetuks {A} lisas 2 oleva tabeli.", ["revoke 2020-02-03#14 part lisa=2 <tabeli> ?oleva"], []),
    ("Tunnistan kehtetuks {A} lisa 2 esimese osa.", ["revoke 2020-02-03#14 part lisa=2 <esimese osa>"], []),
    ("Tunnistan kehtetuks {A} lisa 2 vormi 3.", ["revoke 2020-02-03#14 annexes lisa=2 ?vormi"], []),
    ("Tunnistan kehtetuks {A} ajutised lisad.", ["revoke 2020-02-03#14 ?ajutised"], []),
    ("Tunnistan kehtetuks {A} teenistujate nimekirja.", ["revoke 2020-02-03#14 ?teenistujate nimekirja"], []),
    ("Tunnistan kehtetuks {A} lisa 2, kui uus lisa jõustub.", ["revoke 2020-02-03#14 annexes lisa=2 condition"], []),
    ("Tunnistan kehtetuks {A} järgmise eelarveaasta algusest.", ["revoke 2020-02-03#14 ?eelarveaasta algusest"], []),
    ("Tunnistan kehtetuks {A} alates uue osakonna loomisest.", ["revoke 2020-02-03#14 condition"], []),
    ("Tunnistan kehtetuks {A} lepingu lõppemise päevast.", ["revoke 2020-02-03#14 condition"], []),
    ("Tunnistan kehtetuks {A} kohe pärast teenistujate teavitamist.", ["revoke 2020-02-03#14 ?pärast teenistujate teavitamist"], []),
    ("Tunnistan kehtetuks {A} ministri nõusolekul.", ["revoke 2020-02-03#14 condition"], []),
    ("Tunnistan kehtetuks {A} kooskõlastatult ministriga.", ["revoke 2020-02-03#14 ?kooskõlastatult ministriga"], []),
    ("Tunnistan kehtetuks {A} personaliosakonna juhataja ettepanekul.", ["revoke 2020-02-03#14"], []),
    ("Tunnistan kehtetuks {A} seoses uue töökorra kehtestamisega.", ["revoke 2020-02-03#14"], []),
    ("Tunnistan kehtetuks {A}, sest see on aegunud.", ["revoke 2020-02-03#14"], []),
    ("Tunnistan kehtetuks nii {A} kui ka peadirektori 04.04.2021 käskkirja nr 22.", ["revoke 2020-02-03#14", "revoke 2021-04-04#22"], []),
    ("Tunnistan kehtetuks {A} ning sellega kinnitatud töökorra.", ["revoke 2020-02-03#14 approved töökord ?ning sellega kinnitatud"], []),
    ("Tunnistan kehtetuks {A} ja sellega kinnitatud ametijuhendid.", ["revoke 2020-02-03#14 approved ametijuhend ?ja sellega kinnitatud"], []),
    ("Tunnistan kehtetuks {A} muutmise käskkirja.", [], ["unread_operative_sentence"]),
    ("Tunnistan kehtetuks {A} muutmiseks antud peadirektori 04.04.2021 käskkirja nr 22.", ["revoke 2021-04-04#22 ?muutmiseks"], []),
    ("Tunnistan kehtetuks endise Veeameti {A}.", ["revoke 2020-02-03#14"], []),
    ("Tunnistan kehtetuks Veeameti ja Maa-ameti peadirektori 03.02.2020 ühiskäskkirja nr 14.", ["revoke 2020-02-03#14"], []),
    ("Tunnistan kehtetuks justiitsministri ja rahandusministri 03.02.2020 määruse nr 14.", ["revoke 2020-02-03#14"], []),
    ("Tunnistan kehtetuks {A} „Kord“ (edaspidi Kord).", ["revoke 2020-02-03#14"], []),
    ("Tunnistan kehtetuks {A}, mis on avaldatud RT L 2020, 3, 4.", ["revoke 2020-02-03#14"], []),
    ("{A} ei kehti enam.", ["revoke 2020-02-03#14"], []),
    ("{A} tunnistatakse alates 1. juulist 2025 kehtetuks.", ["revoke 2020-02-03#14 @2025-07-01"], []),
    ("Alates käesoleva käskkirja jõustumisest on kehtetu {A}.", ["revoke 2020-02-03#14"], []),
    ("Käesoleva käskkirjaga tunnistatakse kehtetuks {A}.", ["revoke 2020-02-03#14"], []),
    ("Tunnistada kehtetuks alates 01.07.2025: peadirektori 03.02.2020 käskkiri nr 14; peadirektori 04.02.2020 käskkiri nr 15.", ["revoke 2020-02-03#14 @2025-07-01", "revoke 2020-02-04#15 @2025-07-01"], []),
    ("Lugeda alates 01.07.2025 kehtetuks {A}.", ["revoke 2020-02-03#14 @2025-07-01"], []),
]  # fmt: skip

LISTS_QUALIFIED = [
    ("Tunnistan kehtetuks {A}, välja arvatud lisa 2, ja ministri 04.04.2021 käskkirja nr 22.", ["revoke 2020-02-03#14 v.a=2", "revoke 2021-04-04#22"], []),
    ("Tunnistan kehtetuks {A} ja ministri 04.04.2021 käskkirja nr 22, välja arvatud selle lisa 2.", ["revoke 2020-02-03#14", "revoke 2021-04-04#22 v.a=2"], []),
    ("Tunnistan kehtetuks {A} osaliselt ja ministri 04.04.2021 käskkirja nr 22 täielikult.", ["revoke 2020-02-03#14 part <osaliselt>", "revoke 2021-04-04#22"], []),
    ("Tunnistan kehtetuks: 1) {A}, v.a lisa 3; 2) ministri 04.04.2021 käskkirja nr 22 osas, mis käsitleb hankeid; 3) kantsleri 05.05.2021 käskkirja nr 23.", ["revoke 2020-02-03#14 v.a=3", "revoke 2021-04-04#22 part <osas, mis käsitleb hankeid>", "revoke 2021-05-05#23"], []),
    ("Välja arvatud lisad 2 ja 3, tunnistan kehtetuks {A} ja ministri 04.04.2021 käskkirja nr 22.", ["revoke 2020-02-03#14 v.a=2,3 ?Välja arvatud lisad 2 ja 3, tunnistan kehtetuks", "revoke 2021-04-04#22 v.a=2,3 ?Välja arvatud lisad 2 ja 3, tunnistan kehtetuks"], []),
    ("Tunnistan kehtetuks {A} alates 01.07.2025, lisa 3 alates 01.09.2025.", ["revoke 2020-02-03#14 annexes lisa=3 @2025-07-01 ?alates 01.07.2025, lisa 3 alates 01.09.2025."], []),
    ("Peatan {A} kehtivuse, välja arvatud lisa 3, kuni 31.12.2025.", ["suspend 2020-02-03#14 v.a=3 until=2025-12-31"], []),
    ("Käskkiri jõustub allkirjastamisest, kuid mitte enne 01.06.2025.", ["commence @2025-06-01 ?mitte enne"], []),
    ("Tühistan 1. juulist 2025 linnapea käskkirja nr J.1-1/80 (03.02.2020. a) lisad 2 ja 7.", ["revoke 2020-02-03#J.1-1/80 annexes lisa=2,7 @2025-07-01"], []),
    ("Tunnistan kehtetuks määruse nr 9-P (03. 02. 2020. a.) „Hankekord“ kõik lisad.", ["revoke 2020-02-03#9-P annexes lisa=all"], []),
    ("Otsuse nr 31ü (03.02.2020) „Kord“ punkt 3 on kehtetu alates 2025. aasta 1. juulist teenistujate suhtes.", ["revoke 2020-02-03#31ü part p=3 @2025-07-01 <teenistujate suhtes>"], []),
]  # fmt: skip

CASES = [*EXCEPTIONS, *LIMITS, *CONDITIONS, *RELATIVE_CLAUSES, *LISTS, *GERUNDS, *NO_EFFECT, *FURTHER, *LISTS_QUALIFIED]


@pytest.mark.parametrize("sentence, effects, codes", CASES, ids=[case[0][:90] for case in CASES])
def test_a_qualified_sentence_says_what_it_leaves_and_what_it_waits_for(
    sentence: str, effects: list[str], codes: list[str]
) -> None:
    found, findings = read_sentence(sentence)
    assert [describe(effect) for effect in found] == effects
    assert [finding.code for finding in findings] == codes
