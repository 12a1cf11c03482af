"""List the words that limit, negate, condition or redirect what an operative verb does: a closed class."""

from __future__ import annotations

from extractors.words.acts import ACT_STEM

# "välja arvatud", "v.a", "jättes kehtima", "säilitades", "kuid mitte": what follows is excepted
EXCEPT_LEAD = (
    r"(?:(?:kõiges\s+)?muus\s+(?:osas|ulatuses)\s*,?\s*kui|v[äa]lja\s*(?:on\s+)?arvatud|v\.\s?a\.?(?!\w)|va(?=\s+(?:lisa|punkt|p\b|§))|välja\s+arvates|arvates\s+välja|arvestades\s+välja|välja\s+jättes"
    r"|(?:mis\s+)?(?:ei\s+)?(?:puudutamata|hõlmamata|muutmata|arvestamata)|(?:(?:ainsa|ainukese)\s+)?erandi(?:ga|na|ks)(?:\s+(?:on|jääb|jäävad|jäetakse))?"
    r"|(?:kuid|ent|aga|ja|vaid)?\s*(?:(?:nende|neist|nendest)\s+(?:(?:hulgast|seast)\s+)?)?mitte(?!\s+(?:hiljem|varem|enne|ainult|üksnes))|jättes(?:\s+(?:välja|puutumata|muutmata|alles))?|säilitades|(?:tehes|teen|teha|tehakse)\s+erandi(?=\s+(?:lisa|punkti)(?:le|dele)(?!\w))|(?:kehtima|jõusse|alles|välja|kõrvale)\s+jättes"
    r"|mille\s+(?:hulgas|seas)\s+(?:ei\s+ole|pole)|mille\s+hulka\s+ei\s+kuulu"
    r"|erand(?=\s*:)|(?<=lisad\s)peale|(?<=punktid\s)peale|peale(?=\s+(?:lisa|punkt|§|\w+\s+(?:lisa|punkt)))|kõik\s+peale|lisaks\s+mitte)"
)
NAMED_IN_A_POINT = r"(?:ala)?punkti(?:s|des)\s+\d[\d.]{0,6}\s+(?:nimetatud|toodud|loetletud|märgitud|viidatud)"
"""Where an act stands that is spoken of again: "punktis 1 nimetatud käskkirja". The point is not what is meant."""
# What may stand between or behind the words of an exception and add nothing.
EXCEPT_FILL = (
    rf"(?:{NAMED_IN_A_POINT}|siiski|aga|edasi|endiselt|jätkuvalt|ka|kehtima|jõusse|jõus|alles|muutmata|kehtivuse|kehtivust|kehtivaks|kehtivana|puudutamata"
    r"|kohaldamist|kohaldamine|rakendamist|rakendamine|kasutamist|kasutamine|ainsana|ainukesena"
    rf"|selle|tema|nende|sama|nimetatud|viidatud|eelnimetatud|mainitud|kõnealuse|kehtetuks\s+tunnistatava|sealhulgas|samas|kõik|ainult|üksnes|vaid|on(?!\s+(?:alates\s[^;]{{0,60}}\s)?kehtetu)|akti(?:s|st)?|(?:{ACT_STEM})\w*)(?!\w)"
)
# "jääb kehtima", "kehtib edasi", "jäetakse jõusse", "kehtetuks ei tunnistata": what stands before is excepted
STAYS = (
    r"(?:jää(?:b|vad)(?:\s+(?:siiski|aga|ikka|veel|edasi|edaspidi|endiselt|jätkuvalt|muutmata(?:\s+kujul)?|ka|täies\s+ulatuses|(?:endises|senises|samas)\s+(?:sõnastuses|redaktsioonis|ulatuses|mahus))){0,2}\s+(?:kehtima|jõusse|alles|kehtivaks|muutmata(?:\s+kujul)?|puutumata|muutumatuks)"
    r"|(?:muutmata|senisel|endisel)\s+kujul\s+jää(?:b|vad)\s+(?:kehtima|jõusse)"
    r"|(?:kehtima|kehtivaks|jõusse|alles)\s+jää(?:b|vad)"
    r"|(?:jäetakse|jätan|jätta|jätame)(?:\s+(?:siiski|edasi|endiselt))?\s+(?:kehtima|jõusse|alles|muutmata)|(?:kehtima|jõusse)\s+(?:jäetakse|jätta|jätan)"
    r"|(?:kehti(?:b|vad)|on)\s+(?:siiski\s+)?(?:(?:endises|senises|samas)\s+(?:sõnastuses|redaktsioonis|ulatuses|mahus)\s+)?(?:edasi|endiselt|jätkuvalt)(?:\s+(?:kehtiv(?:ad)?|jõus))?|jätka(?:b|vad)\s+kehtimist"
    r"|kehtivus(?:t|e)?\s+(?:säilib|säilitatakse|püsib|jätkub|ei\s+lõpe|ei\s+muutu|jääb\s+püsima)|säilita(?:b|vad)\s+(?:oma\s+)?kehtivuse|säili(?:b|vad)"
    r"|(?:kohalda|rakenda|kasuta)(?:takse|n|me)\s+(?:edasi|endiselt|jätkuvalt|ka\s+edaspidi)|(?:edasi|endiselt|jätkuvalt)\s+(?:kohalda|rakenda|kasuta)takse"
    r"|(?:kohaldami|rakendami|kasutami|kehtimi)(?:st|ne)\s+(?:jätkatakse|jätkub)"
    r"|kehtivust\s+(?:see|nimetatu|eelnev|käesolev\s+punkt)\s+ei\s+(?:mõjuta|muuda|puuduta)"
    r"|(?:see|nimetatu|eelnev)\s+ei\s+(?:mõjuta|muuda|puuduta)(?=\s*[.;)]|\s*\Z)"
    r"|(?:kehtetuks\s+)?ei\s+(?:tunnistata|loeta|kuulu)(?:\s+kehtetuks)?(?:\s+tunnistamisele)?|ei\s+kaota\s+kehtivust)"
)
STAYS_SIGNS = (
    "jää jät jäe säili kehti kasuta kohalda rakenda kuulu loeta muuda mõjuta puuduta tunnistata edasi endiselt kujul"
)
"""Signs of ``STAYS`` for a guarded pattern."""
# "jätkub", "säilib", "kohaldatakse", "kasutamine", "jõus": that something holds on, or may
HOLDS_ON = r"(?:jätka\w+|jätku\w+|säili\w+|(?:kohalda|rakenda|kasuta)(?:takse|mi\w+)|jõus(?:se)?(?!\w))"
# "…, millega seoses kaotab kehtivuse", "…, millega ühtlasi tunnistatakse kehtetuks": joins two deeds, and tells of none
ALONG_WITH_WHICH = r"(?:seoses|ühtlasi|samuti|samas|samaaegselt)"
# "kehtetuks tunnistamine ei puuduta punkti 3": what stands before or behind is excepted
DOES_NOT_TOUCH = r"ei\s+(?:puuduta|laiene|hõlma|mõjuta|käi|kohaldu|kohaldata|rakendu|rakendata|kehti|muuda)"

# "Kinnitan … (lisa 1), millega muutub kehtetuks käskkiri nr 5": what is approved does it, and so does the sentence
BY_WHICH_IT_ENDS = (
    r"(?:(?<=lisa\s\d\),\s)|(?<=lisa\s\d\d\),\s))millega"
    r"(?=\s+(?:kaota|muutu|lakka|lõp{1,2}e)(?:b|vad)\s+(?:kehti?vuse|kehtetuks|kehtimast|jõu)(?!\w))"
)

# Nouns for pieces of an annex or a point that have no numbering of their own in the model
SUBUNIT = (
    r"(?:(?:tabeli|loetelu|lisa)?\s?(?:rida|rea|read|ridu|ridade|reas|reast|veer(?:g|u|ud|ge|gude|us)|lahter|lahtri|lahtrid)"
    r"|tabel(?:i|id|it|ite|is)?|lause(?:d|t|i|te|s)?|lõi(?:k|gu|gud|ku|kude|gus)(?!\w)|joonis(?:e|ed|t|te|el)?|peatü(?:kk|ki|kid|kk[iu]|kkide|kis)"
    r"|jao(?:tis|tise|tised|tist|d)?|jagu|osa(?:d)?(?=\s+(?:\d|[IVX]|„))|skeem(?:i|id)?|kaart|kaardi|kaardid|plaan|plaani|plaanid|märkus(?:e|ed|t)?|joonealu\w+|alajaot[iu]s\w*"
    r"|(?:ala)?punkti?(?:d|s|de|st)?(?=\s+[a-zõäöü][).,;]?(?:\s|\Z))|preambul(?:i|is|ist|it)?(?:\s+(?=lause|esimes|tei[sn]|viima))?|sissejuhatus\w*"
    r"|poole(?!\w)|lehekül(?:je|jed|ge|gede|g)|sõna(?:d|de|st)?|lauseosa\w*|tekstiosa\w*|vorm(?:i|id)?(?=\s+\d)|positsioon(?:i|id)?|kirje(?:d|t)?|taan(?:e|de|ded))"
)

# "kehtetuks … kui aegunud", "kui oma aja ära elanud": as what it ends, which is a reason and no condition
OBSOLETE = r"(?:aegunu|iganenu|vananenu|kehtetu|ebavajalik|mittevajalik|tarbetu)\w*"
ITS_OWN = r"oma\s+(?:tähtsuse|aja)"

# Nouns of events on which something may hang
EVENT = (
    r"(?:(?<!teatavaks)(?<!teatavaks )tegemi|läbivaatami|kolimi|müümi|ostmi|lahendami"
    r"|jõustumi|rakendumi|kinnitami|kehtestami|allkirjastami|allakirjutami|saami|sõlmimi|avaldami|avalikustami|loomi|valmimi|moodustami|nimetami"
    r"|lõppemi|lõpetami|lõpu|registreerimi|kooskõlastami|asumi|kasutuselevõtmi|kasutusele\s?võtmi|vastuvõtmi|vastu\s?võtmi|teatavakstegemi|täitumi|täitmi"
    r"|andmi|esitami|koostami|täitmi|laekumi|tekkimi|möödumi|saabumi|toimumi|käivitumi|käivitami|heakskiitmi|otsustami|alustami|muutumi|muutmi|ülevõtmi|üleandmi|avamini|avami|lõplikku|valimi|lahkumi|vabastami"
    # any other deed: "osakonna likvideerimisel", "uue korra kehtima hakkamisel"
    r"|(?<!\w)(?!(?:(?:üle)?järg|tunnista|tühista|teatavaks|tutvusta|teavita|kättetoimeta)mi)[^\W\d_]{3,24}mi)"
)
# Events that no "-mine" names: "infosüsteemi kasutuselevõtust", "ehitustööde lõppedes"
EVENT_NOUN = (
    r"(?:(?:kasutusele|üle|vastu|töösse)?võtu(?:st|ga|l|\s+(?:päevast|päeval|kuupäevast|hetkest|ajast|järel|korral))"
    r"|(?:lõppe|möödu|saabu|jõustu|täitu|valmi|avane|tekki|muutu|käivitu)des)"
)
