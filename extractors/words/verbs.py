"""List the verbs of operative sentences and how these sentences begin.

They are in the first person, the passive or the infinitive. Participles ("kinnitatud", "muudetud"), nouns
("kinnitamine") and the third person ("peadirektor kinnitab") describe and do nothing, so no pattern here matches them.
Only an act that speaks of itself in the third person does what it says: "Käesolev käskkiri tunnistab kehtetuks".
"""

from __future__ import annotations

from extractors.words.acts import ACT_STEM, NUMBER_WORD

# tunnistan … kehtetuks · tunnistame · tunnistada · tunnistatakse · tunnistades (never "tunnistatud", "tunnistamine");
# "tunistan": one letter lost (``spelling``)
_TUNNISTA = r"tunn?ista(?:n|me|da|takse|des)"
# "kehtetks": one letter lost; "kehtestuks": a slip that is a word of its own, which no verb of this list goes with
KEHTETUKS = r"keht(?:etu|et|estu)ks"
# "kaotab kehtivuse", "lakkavad kehtimast", "muutub kehtetuks", "lõpeb": what ends is the subject
ENDS_ITSELF = r"(?:kaota|lakka|muutu|lõp{1,2}e)(?:b|vad)"
# "ei ole alates 1. maist enam kehtiv", "ei ole enam alates 1. maist jõus", "ei ole kehtiv alates 1. maist"
_DAY_WORDS = r"(?:\s{1,4}[\w.]{1,20}){0,8}?\s{1,4}"
_HELD = r"(?:kehti(?:v|vad|vaks|vateks)|jõus)"
NO_LONGER = rf"(?:(?:enam|alates|arvates){_DAY_WORDS}{_HELD}|{_HELD}\s{{1,4}}(?:enam|alates|arvates))"
"""How "ei ole … enam kehtiv" goes on: that something held until a day, and holds no longer."""
TERM_OF_VALIDITY = (
    r"(?:ühe|üks|kahe|kaks|kolme|kolm|nelja|neli|viie|viis|kuue|kuus|poole|pool|kümne|kümme|\d{1,3})\s{1,4}"
    r"(?:kalendri)?(?:aasta|kuu|päev|nädal)\w{0,2}(?!\w)(?!\s+(?:pärast|peale|möödu))"
)
"""How long something holds, of which no last day is read: "kehtib ühe aasta"."""
_LOE = r"loe(?:takse|n|me)|lugeda|lugedes|arvan|arvatakse"


_NEW_NUMBER = r"(?:lisa(?:de)?ks|(?:ala)?punkti(?:de)?ks|numbri(?:te)?ks(?=\s\d))"


_A_UNIT = r"(?<!\w)(?:lisa|punkt|lõi[gk])\w{0,3}\s\d"


def _up_to(verb: str) -> str:
    """Return the pattern of what may stand between a verb and its other half, within one sentence.

    The same verb never occurs in it, so that a text of nothing but verbs is not read over and over; nor does
    "tunnistan", which has a second half of its own. "tunnistati" and "tunnistatud" may occur: they speak of another
    act.
    """
    # "03.07.2010. a. Metsa valla": the year's word ends no sentence, whatever follows
    year_word = r"(?:(?<=\d\.a)|(?<=\d\.\sa)|(?<=\da)|(?<=\d\sa))\."
    stop = rf"{year_word}|\.(?!\s+(?-i:[A-ZÕÄÖÜ][a-zõäöü]))"
    return rf"(?:(?!tunn?ista(?!ti|tud)|{verb})[^.!?]|{stop}){{0,900}}?"


_A_DOCUMENT = (
    r"(?=(?:[^.;]|(?<=\d)\.){0,200}?(?:\(\s*lisa|lisatud|kord(?!\w)|korra(?!\w)|(?:kava(?!ts)|juhend|eeskir|põhimäärus|strateegia|põhimõt|plaan)"
    r"\w{0,6}(?!\w)))"
)

_OWN_EVENT = (
    r"(?:(?:teatavaks\s?tege|kättetoimeta|avalda|avalikusta|registreeri|(?:digi(?:taal)?)?allkirjasta|alla\s?kirjuta|vastu\s?võt)mi"
    r"(?:sest|sel|sega|se\s+(?:päevast|päeval|kuupäevast|hetkest|ajast)))(?!\w)"
)

# "alates 3. märtsist 2025 ei kehti", "alates 03.03.2025. a …", "alates 2025. aasta 3. märtsist …"
_BEHIND_A_DAY = r"(?:(?<=\d\d\d\d\s)|(?<=\d\d\d\d\.\sa\s)|(?<=\d\d\d\d\.\sa\.\s)|(?<=\d\d\d\da\s)|(?<=ist\s))"

_AN_ACT = rf"(?=[^;]{{0,160}}?(?:{ACT_STEM})\w*[^;]{{0,40}}?{NUMBER_WORD})"

OPERATIVE_VERBS: tuple[tuple[str, str, str], ...] = (
    # "tunnistan kehtetuks", "tunnistan alates 1. juulist kehtetuks", "kehtetuks tunnistada", "Kehtetuks tunnistatakse"
    ("revoke", "tun", rf"(?<!\w){_TUNNISTA}\s{{0,6}}{KEHTETUKS}(?!\w)"),
    ("revoke", "keh", rf"(?<!\w){KEHTETUKS}\s{{1,6}}{_TUNNISTA}(?!\w)"),
    # "Käesolev käskkiri tunnistab kehtetuks": an act speaks of itself; "Ministri käskkiri tunnistab" tells of another
    ("revoke", "tun", r"(?:(?<=käesolev\skäskkiri\s)|(?<=käesolev\skorraldus\s)"
     rf"|(?<=käesolev\sotsus\s)|(?<=käesolev\smäärus\s))tunn?istab\s{{1,6}}{KEHTETUKS}(?!\w)"),
    # "Kehtetuks tunnistatavad aktid:" at the head of a list
    ("revoke", "keh", rf"(?-i:(?<![\w,] )K){KEHTETUKS[1:]}\s{{1,6}}tunn?istatavad\s{{1,4}}"
     r"(?:aktid|haldusaktid|käskkirjad|korraldused|otsused|määrused|dokumendid|lisad)(?=\s{0,3}:)"),
    ("revoke", "tun", rf"(?<!\w){_TUNNISTA}(?=[\s,]{_up_to('tunn?ista(?!ti|tud)')}\s{KEHTETUKS}(?!\w))"),
    # "Kehtetuks tunnistatuks loetakse", "Kehtetuks on tunnistatud käesoleva käskkirjaga"
    ("revoke", "keh", rf"(?<!\w){KEHTETUKS}\s{{1,6}}tunn?istatuks\s{{1,6}}(?:{_LOE})(?!\w)"),
    ("revoke", "keh", rf"(?-i:(?<![\w,] )K){KEHTETUKS[1:]}\s{{1,6}}on\s{{1,6}}tunn?istatud"
     rf"(?=\s{{1,6}}käesoleva\s{{1,4}}(?:{ACT_STEM})\w{{1,4}}ga(?!\w))"),
    # "loetakse kehtetuks", "kehtetuks loetakse", "tühistan", "kaotab kehtivuse", "kaotavad kehtivuse"
    ("revoke", "loe lug muu arv", rf"(?<!\w)(?:{_LOE}|muudan|muutu(?:b|vad))\s{{1,6}}{KEHTETUKS}(?!\w)"),
    ("revoke", "keh", rf"(?<!\w){KEHTETUKS}\s{{1,6}}(?:{_LOE}|muutu(?:b|vad))(?!\w)"),
    ("revoke", "loe lug muu arv", rf"(?<!\w)(?:{_LOE}|muutu(?:b|vad))"
     rf"(?=\s{_up_to('loen|loetakse|lugeda|muutu')}\s{KEHTETUKS}(?!\w))"),
    # "kehtivus lugeda lõppenuks"
    ("revoke", "keh", rf"(?<!\w)kehti?vus\s{{1,6}}(?:{_LOE}|{_TUNNISTA})\s{{1,6}}lõppenuks(?!\w)"),
    # "lõppenuks loetakse … kehtivus", "loetakse … kehtivus lõppenuks"
    ("revoke", "lõp", rf"(?<!\w)lõppenuks\s{{1,6}}(?:{_LOE})(?=\s{_up_to('loen|loetakse|lugeda')}kehti?vus(?!\w))"),
    ("revoke", "loe lug arv", rf"(?<!\w)(?:{_LOE})"
     rf"(?=\s{_up_to('loen|loetakse|lugeda')}\skehti?vus\s{{1,6}}lõppenuks(?!\w))"),
    # "loetakse kehtivuse kaotanuks", "lõpetan … kehtivuse", "kaotavad … kehtivuse"
    ("revoke", "tun loe lug arv", rf"(?<!\w)(?:{_TUNNISTA}|{_LOE})\s{{1,6}}(?:kehti?vuse|jõu)\s{{1,6}}kaotanuks(?!\w)"),
    ("revoke", "loe lug arv", rf"(?<!\w)(?:{_LOE})"
     rf"(?=\s{_up_to('loen|loetakse|lugeda')}\s(?:kehti?vuse|jõu)\s{{1,6}}kaotanuks(?!\w))"),
    ("revoke", "tun", rf"(?<!\w)(?:{_TUNNISTA})"
     rf"(?=\s{_up_to('tunn?ista(?!ti|tud)')}\s(?:kehti?vuse|jõu)\s{{1,6}}kaotanuks(?!\w))"),
    ("revoke", "lõp lop", rf"(?<!\w)l[õo]peta(?:n|me|da|takse|des)"
     rf"(?=\s{_up_to('l[õo]peta')}\s?(?:kehti?vuse?|kehtimise)(?!\w))"),
    ("revoke", "keh", r"(?<!\w)kehti?vus(?:e|t)?\s{1,6}(?:l[õo]peta(?:n|me|da|takse)|kaota(?:b|vad))(?!\w)"),
    ("revoke", "keh", rf"(?<!\w)kehti?vus(?=\s{_up_to('kehti?vus')}l[õo]p(?:eb|peb|etatakse))"),
    # "kehtivusaeg möödub", "kehtivuse tähtaeg lõpeb"
    ("revoke", "keh", rf"(?<!\w)kehti?vus(?:aeg|tähtaeg|e\s{{1,3}}tähtaeg)"
     rf"(?=\s{_up_to('kehti?vus')}(?:l[õo]p{{1,2}}eb|möödub|saabub)(?!\w))"),
    ("revoke", "lõp lop", rf"(?<!\w)l[õo]p{{1,2}}eb(?=\s{_up_to('l[õo]p')}\s?kehti?vus(?!\w))"),
    ("revoke", "tüh", r"(?<!\w)tühi?sta(?:n|me|da|takse|des)(?!\w)"),
    ("revoke", "kao", r"(?<!\w)kaota(?:b|vad)\s{1,6}(?:oma\s{1,3})?(?:kehti?vuse|kehtivust|jõu)(?!\w)"),
    ("revoke", "kao", rf"(?<!\w)kaota(?:b|vad|des)(?=\s{_up_to('kaota')}\skehti?vuse(?!\w))"),
    ("revoke", "jõu", r"(?<!\w)jõu\s{1,4}kaota(?:b|vad)(?!\w)"),
    # "tunnistan … mittekehtivaks"
    ("revoke", "tun", rf"(?<!\w){_TUNNISTA}(?=\s(?:{_up_to('tunn?ista(?!ti|tud)')}\s)?mittekehtivaks(?!\w))"),
    ("revoke", "loe lug arv", rf"(?<!\w)(?:{_LOE})(?=\s(?:{_up_to('loen|loetakse|lugeda')}\s)?mittekehtivaks(?!\w))"),
    ("revoke", "lak", r"(?<!\w)lakka(?:b|vad)\s{1,6}(?:kehtimast|olemast\s{1,4}jõus)(?!\w)"),
    # "kehtivuse kaotanuks loetakse"
    ("revoke", "keh", rf"(?<!\w)kehti?vuse\s{{1,6}}kaotanuks\s{{1,6}}(?:{_TUNNISTA}|{_LOE})(?!\w)"),
    # "otsustan … käskkirja nr 5 kehtetuks tunnistamise"
    ("revoke", "ots", rf"(?<!\w)otsusta(?:n|me|da|takse)(?=\s{_up_to('otsusta')}\s{KEHTETUKS}\s{{1,3}}tunn?istamise"
     r"(?=\s*(?:[.,;:]|\Z|alates|arvates|ja\s)))"),
    # "käskkirja nr 5 kehtivuse viimane päev on", "määran käskkirja nr 5 kehtivuse lõpuks"
    ("revoke", "keh", r"(?<!\w)kehti?vuse\s{1,4}viimane\s{1,4}päev\s{1,4}on(?!\w)"),
    ("revoke", "mää", rf"(?<!\w)määra(?:n|me|ta|takse)(?=\s{_up_to('määra')}\skehti?vuse\s{{1,4}}"
     rf"(?:lõpuks|lõpp(?:tähtajaks|päevaks|kuupäevaks)|viimaseks\s{{1,4}}päevaks)(?!\w))"),
    ("revoke", "keh", r"(?<!\w)kehti(?:b|vad)\s{1,4}viimast\s{1,4}päeva(?!\w)"),
    # "tunnistan kehtivuse lõppenuks"
    ("revoke", "tun loe lug arv", rf"(?<!\w)(?:{_TUNNISTA}|{_LOE})\s{{1,6}}kehti?vuse\s{{1,6}}lõppenuks(?!\w)"),
    # "kuulutan kehtetuks", "kuulutatakse kehtetuks"
    ("revoke", "kuu", rf"(?<!\w)kuuluta(?:n|me|da|takse|des)\s{{1,6}}{KEHTETUKS}(?!\w)"),
    ("revoke", "keh", rf"(?<!\w){KEHTETUKS}\s{{1,6}}kuuluta(?:n|me|da|takse)(?!\w)"),
    ("revoke", "kuu", rf"(?<!\w)kuuluta(?:n|me|da|takse|des)(?=\s{_up_to('kuuluta')}\s{KEHTETUKS}(?!\w))"),
    # "annulleerin", "võtan tagasi … käskkirja": of acts only, a request is taken back as well
    ("revoke", "ann", rf"(?<!\w)annulleeri(?:n|me|da|takse)(?!\w){_AN_ACT}"),
    ("revoke", "võt võe", rf"(?<!\w)(?:võtan|võtame|võtta|võetakse)\s{{1,4}}tagasi(?!\w)"
     rf"(?!\s+(?:\w+\s+)?(?:ettepane|taotlus|avaldus|esildis|nõusolek|volitus|kaebus|vai)){_AN_ACT}"),
    # "kinnitan … koos käskkirja nr 5 kehtetuks tunnistamisega"
    ("revoke", "koo ühe", rf"(?<!\w)(?:koos|ühes)"
     rf"(?=\s{_up_to('koos|ühes')}\s{KEHTETUKS}\s{{1,3}}tunn?istamisega(?!\w))"),
    # "on kehtetu alates", "on alates 1. juulist kehtetud", "ei kehti enam alates"
    ("revoke", "on", rf"(?<!\w)on(?=\s(?:alates|arvates|seisuga|enam|seega|edaspidi|käesoleva|tänasest|nüüdsest|\d"
     rf"|\w{{3,9}}ist|\w{{5,18}}misest){_up_to('kehtetu')}\skehtetud?(?!\w))"),
    # a day that was lifted out leaves blanks
    ("revoke", "on", r"(?<!\w)on\s{1,200}kehtetud?(?!\w)"),
    # "Kehtetud on alates 1. maist 2025 direktori käskkirja nr 14 lisad 2 ja 3", "Kehtetud on:"
    ("revoke", "keh", r"(?-i:(?<![\w,] )K)ehtetud?\s{1,6}on(?!\w)"
     r"(?=\s{0,4}:|(?:[^.;]|\.(?=\s?(?-i:[\da-zõäöü]))){0,160}?(?<!\w)(?:nr|number)(?!\w))"),
    # "Alates 3. märtsist 2025 on direktori … käskkiri nr 14 kehtetu"
    ("revoke", "on", rf"{_BEHIND_A_DAY}on(?=\s{_up_to('kehtetu')}\skehtetud?(?!\w))"),
    ("revoke", "ei ena", r"(?<!\w)(?:ei\s{1,4}kehti\s{1,4}enam|enam\s{1,4}ei\s{1,4}kehti)(?!\w)"),
    # "ei kehti alates 1. maist enam", "ei ole alates 1. maist enam kehtiv", "ei ole direktori käskkiri nr 5 enam jõus"
    ("revoke", "ei", rf"(?<!\w)ei\s{{1,4}}(?:kehti|oma)(?=\s{_up_to('ei')}(?<!\w)enam(?!\w))"),
    ("revoke", "ei pol", rf"(?<!\w)(?:ei\s{{1,4}}(?:ole|loeta)|pole)(?=\s{_up_to('ei')}(?<!\w){NO_LONGER}(?!\w))"),
    # "Alates 3. märtsist 2025 ei kehti direktori käskkirja nr 14 lisad 2 ja 3", "… ei ole käskkiri nr 14 kehtiv"
    ("revoke", "ei", rf"{_BEHIND_A_DAY}ei\s{{1,4}}kehti(?!\w)"),
    ("revoke", "ei pol", rf"{_BEHIND_A_DAY}(?:ei\s{{1,4}}ole|pole)(?=\s{_up_to('ei')}\s(?:kehtiv(?:ad)?|jõus)(?!\w))"),
    ("revoke", "ei", rf"{_BEHIND_A_DAY}ei\s{{1,4}}oma(?=\s{_up_to('ei')}\s(?:kehti?vust|jõudu)(?!\w))"),
    ("revoke", "ei", r"(?<!\w)ei\s{1,4}(?:oma|kehti)\s{1,4}(?:enam\s{1,4})?(?:kehti?vust\s{1,4})?(?=alates|arvates)"),
    # "peatan … kehtivuse", "pikendatakse", "taastan … kehtivuse", "ennistan"
    ("suspend", "pea", r"(?<!\w)peata(?:n|me|da|takse|des)(?!\w)"),
    ("suspend", "keh", r"(?<!\w)kehti?vus(?:ed)?\s{1,6}peatu(?:b|vad)(?!\w)"),
    # "Alates 3. märtsist 2025 kuni 1. juunini 2025 on … kehtivus peatatud"
    ("suspend", "on", rf"(?:(?<=\d\d\d\d\s)|(?<=ni\s))on(?=\s{_up_to('peata')}\skehti?vus\s{{1,6}}peatatud(?!\w))"),
    ("extend", "pik", r"(?<!\w)piken(?:da(?:n|me|da|takse|des)|eb|evad)(?!\w)"),
    ("extend", "keh", r"(?<!\w)kehti(?:b|vad)\s{1,4}edasi(?=[^.]{0,30}?\skuni\s)"),
    ("reinstate", "taa enn", r"(?<!\w)(?:taasta|ennista|taaskehtesta)(?:n|me|da|takse|des)(?!\w)"),
    # "käskkiri nr 5 jõustatakse uuesti"
    ("reinstate", "jõu jou", r"(?<!\w)j[õo]usta(?:n|me|da|takse)\s{1,4}(?:uuesti|taas|jälle)(?!\w)"),
    ("reinstate", "uue taa jäl", r"(?<!\w)(?:uuesti|taas|jälle)\s{1,4}j[õo]usta(?:n|me|da|takse)(?!\w)"),
    # "tunnistan taas kehtivaks", "loetakse uuesti kehtivaks"
    ("reinstate", "tun loe lug arv", rf"(?<!\w)(?:{_TUNNISTA}|{_LOE})\s{{1,4}}(?:(?:taas|uuesti|jälle)"
     rf"\s{{1,4}})kehtivaks(?!\w)"),
    ("reinstate", "taa uue jäl", rf"(?<!\w)(?:taas|uuesti|jälle)\s{{1,4}}kehtivaks"
     rf"\s{{1,4}}(?:{_TUNNISTA}|{_LOE})(?!\w)"),
    # "lugeda … käskkiri nr 10 taas kehtivaks alates 1. veebruarist"
    ("reinstate", "tun loe lug arv", rf"(?<!\w)(?:{_TUNNISTA}|{_LOE})"
     rf"(?=\s{_up_to('tunn?ista(?!ti|tud)|loen|loetakse|lugeda')}\s(?:taas|uuesti|jälle)\s{{1,4}}kehtivaks(?!\w))"),
    # "lisad 3 ja 4 ei kehti ajavahemikus 1. märtsist kuni 1. juulini"
    ("suspend", "ei", r"(?<!\w)ei\s{1,4}kehti(?=\s{1,4}(?:ajavahemiku|perioodi)(?:s|l)(?!\w))"),
    # "punktis 3 on kirjaviga, mis parandatakse järgmiselt: …": the relative clause is told apart before
    ("correct", "on", r"(?<!\w)on\s{1,6}(?:ilmne\s{1,4})?(?:kirja|trüki|arvutus)viga(?!\w)"),
    # "parandan … kirjavea", "parandatakse ilmne ebatäpsus"
    ("correct", "par", r"(?<!\w)paranda(?:n|me|da|takse)(?!\w)"),
    # "kõrvaldada … ebatäpsus", "loen õigeks nimeks …"
    ("correct", "kõr", rf"(?<!\w)kõrvalda(?:n|me|da|takse)(?=\s{_up_to('kõrvalda')}(?:ebatäpsus|viga|vea|kirjav))"),
    ("correct", "loe lug arv", rf"(?<!\w)(?:{_LOE})(?=\s{_up_to('loen|loetakse|lugeda')}\s?õigeks(?!\w))"),
    # "käskkirjas nr 10 on ilmne viga: õige kuupäev on …"
    ("correct", "on", r"(?<!\w)on\s{1,6}(?:ilmne\s{1,4})?(?:kirja|trüki|arvutus)?viga(?!\w)(?=[^.]{0,80}?(?<!\w)õige)"),
    # "loen lisa 5 lisaks 4", "loetakse lisad 7-9 lisadeks 6-8", "nummerdan ümber"
    ("renumber", "loe lug muu nim arv", rf"(?<!\w)(?:{_LOE}|nimetan|nimetatakse|nimetada|muudan|muuta|muudetakse)"
     rf"(?=\s(?:{_up_to('loen|loetakse|lugeda|muud|muut')}\s)?{_NEW_NUMBER}(?!\w))"),
    # "lisa 3 muutub lisaks 2"
    ("renumber", "muu", rf"(?<!\w)muutu(?:b|vad)"
     rf"(?=\s{{1,4}}(?:[^\W\d_]{{1,20}}\s{{1,4}}){{0,2}}{_NEW_NUMBER}\s{{1,4}}\d)"),
    # "muudan käskkirja nr 5 lisade numeratsiooni: senine lisa 6 on edaspidi lisa 5"
    ("renumber", "muu", r"(?<!\w)(?:muudan|muudame|muuta|muudetakse)(?=\s[^;:]{0,300}?(?<!\w)(?:lisade|punktide)\s"
     r"(?:numeratsiooni?|nummerdust?|(?:järjekorra)?numbreid)\s*:[^.;]*?(?<!\w)(?:lisa|punkt)\w{0,3}\s\d)"),
    ("renumber", "num ümb", r"(?<!\w)(?:ümber\s{1,3})?(?:nummerda(?:n|me|da|takse)|numereeri(?:n|me|da|takse))(?!\w)"),
    # "lisa 8 numbriks loetakse 7"
    ("renumber", "num", rf"(?<!\w)numbriks\s{{1,4}}(?:{_LOE}|saab|jääb)(?!\w)"),
    # "muudan punkti 4 ja kehtestan selle järgmises sõnastuses: …"
    ("amend", "keh kin", r"(?<!\w)(?:kinnita|kehtesta)(?:n|me|da|takse)"
     r"(?=\s+(?:selle|see|need)\s+(?:järgmises|alljärgnevas)\s+(?:sõnastuses|redaktsioonis))"),
    # "kehtestan käskkirja nr 5 punkti 2 järgmises sõnastuses: …", "loen punkti 4 tekstiks: …"
    ("amend", "keh kin", r"(?<!\w)(?:kinnita|kehtesta)(?:n|me|da|takse)"
     rf"(?=\s[^;:]{{0,60}}?(?:{ACT_STEM})\w*\s[^;:(]{{0,20}}[^;:]{{0,160}}?{_A_UNIT}[\d.,\sjanig-]{{0,20}}"
     r"(?:järgmises|alljärgnevas)\s+(?:sõnastuses|redaktsioonis))"),
    ("amend", "loe lug arv", rf"(?<!\w)(?:{_LOE})"
     rf"(?=\s[^;:]{{0,300}}?{_A_UNIT}[^;:]{{0,40}}?\s(?:tekstiks|sõnastuseks)(?!\w))"),
    # "Kinnitan", "kinnitada", "kinnitatakse", "kehtestan", "kehtestatakse"; "Kehtestan, et …" states a rule
    ("approve", "keh kin", r"(?<!\w)(?:kinn?ita|kehtes?ta|kehtsta)(?:n|me|da|takse|des)(?!\w)(?!,\s{1,3}et\s)"
     r"(?!\s{1,4}(?:[^\W\d_]+\s{1,4}){0,3}?(?:vastutajaks|liikme(?:te)?ks|esimeheks|(?:täht)?(?:aja|päeva)ks|kohaks)(?!\w))"),
    # "lugeda kinnitatuks kord (lisa 1)"
    ("approve", "loe lug arv", rf"(?<!\w)(?:{_LOE})\s{{1,4}}(?:kinnitatuks|kehtestatuks)(?!\w){_A_DOCUMENT}"),
    # "otsustan töökorra kinnitamise (lisa 1)"
    ("approve", "ots", rf"(?<!\w)otsusta(?:n|me)(?=\s[^.;]{{0,200}}?\s(?:kinnitamise|kehtestamise)"
     rf"(?=\s+vastavalt\s+lisa|\s*\(\s*lisa)){_A_DOCUMENT}"),
    # "panna kehtima kord (lisa 6)"
    ("approve", "pan mää", rf"(?<!\w)(?:pan(?:en|eme|na|nakse)|määra(?:n|me|ta|takse))\s{{1,4}}kehtima"
     rf"(?!\w){_A_DOCUMENT}"),
    # "võtan vastu arengukava (lisa 3)", "annan heakskiidu", "kiidan heaks": only of documents
    ("approve", "võt", rf"(?<!\w)(?:võtan|võtame|võtta)\s{{1,4}}vastu(?!\w){_A_DOCUMENT}"),
    ("approve", "ann and", rf"(?<!\w)(?:anna(?:n|me|takse)|anda)\s{{1,4}}heakskii(?:du|t)(?!\w){_A_DOCUMENT}"),
    ("approve", "kii", rf"(?<!\w)(?:kiida(?:n|me)|kiita|kiidetakse)\s{{1,4}}heaks(?!\w){_A_DOCUMENT}"),
    # "muudan", "muuta", "muudetakse", "tehakse järgmised muudatused", "teen … muudatuse"
    ("amend", "muu", r"(?<!\w)(?:muudan|muudame|muuta|muudetakse)(?!\w)"),
    ("amend", "teh tee", r"(?<!\w)(?:tehakse|teha|teen)\s(?=(?s:.{0,250}?)muudatus)"),
    # "lisa 2 asemele tuleb käesoleva käskkirja lisa"; "õpetaja asemele tuleb võtta …" says what is to be done
    ("amend", "ase", r"(?<!\w)asemele\s{1,4}(?:tule(?:b|vad)|asu(?:b|vad)|pannakse|panen|lähe(?:b|vad)|võetakse)(?!\w)"
     rf"(?=\s{{1,4}}(?:[^\W\d_]+\s{{1,4}})?käesoleva\s{{1,4}}(?:{ACT_STEM})\w{{1,4}}\s{{1,4}}lisa(?!\w))"),
    # "viin … lisasse 5 sisse muudatuse"
    ("amend", "vii", r"(?<!\w)(?:viin|viime|viia|viiakse)(?=\s[^;:]{0,300}?\ssisse\s[^.;:]{0,40}?muudatus)"),
    # "lisa 5 kehtib edaspidi käesoleva käskkirja lisas 1 toodud sõnastuses"
    ("amend", "keh", r"(?<!\w)kehti(?:b|vad)(?=\s(?:edaspidi\s)?[^.;]{0,60}?"
     r"(?<!\w)lisa(?:s|des)\s\d[^.;]{0,40}?(?:sõnastuses|redaktsioonis))"),
    # "täiendan", "asendada", "sõnastatakse", "jäetakse välja", "jätta välja", "lisatakse", "kustutada"
    ("amend", "täi kus ase sõn son", r"(?<!\w)(?:täienda|asenda|s[õo]nasta|kustuta)(?:n|me|da|takse)(?!\w)"),
    # "eemaldan … lisa 3": of annexes only, people and things are removed as well
    ("amend", "eem", r"(?<!\w)eemalda(?:n|me|da|takse)(?!\w)(?=[^;]{0,200}?(?<!\w)lisad?\s(?:nr\.?\s?)?\d)"),
    # "tunnistada kehtetuks ja arvata kasutusest välja" says twice that it ends
    ("amend", "arv jäe jät", r"(?<!\w)(?:jäetakse|jätta|jätan|arvan|arvata|arvatakse)(?!\s{1,4}kasutuse(?:st|lt)(?!\w))"
     r"(?=\s(?:[^.;]|\.(?=[\s\w-])(?!\s+(?-i:[A-ZÕÄÖÜ]))){0,200}?"
     # "jätan 3. mail välja antud käskkirja kehtima"
     r"välja(?!\w)(?!\s{1,4}(?!lisatud)\w{2,12}tud(?!\w)))"),
    # "lisada käskkiri toimikusse": put somewhere, and changed in nothing
    ("amend", "lis", r"(?<!\w)(?:lisatakse|lisada|lisan)(?!\w)"
     # "… korra, mis lisatakse käesolevale käskkirjale (lisa 1)": attached, and changed in nothing either
     rf"(?!\s{{1,4}}(?:juurde\s{{1,4}})?käesoleva(?:le)?\s{{1,4}}(?:{ACT_STEM})\w{{0,4}}le(?!\w))"
     r"(?!(?:[^.;]|\.(?=[\s\w])){0,240}?\s(?:\w*toimikusse|\w*toimikutesse|arhiivi|\w*kausta|\w*registrisse|\w*andmebaasi)(?!\w))"),
    # "vahetan … lisa 3 välja": of acts and annexes only, locks are changed as well
    ("amend", "vah", rf"(?<!\w)vaheta(?:n|me|da|takse)(?=\s{_up_to('vaheta')}\s?välja(?!\w))"
     r"(?=[^;]{0,200}?(?:nr\.?\s?\d|(?<!\w)lisa\w{0,4}\s\d))"),
    # "lisa 2 saab uue pealkirja", "annan punktile 3 uue sõnastuse"
    ("amend", "saa", r"(?<!\w)saa(?:b|vad)\s{1,4}(?=uu(?:e|ed)\s{1,4}(?:pealkir|nim|sõnastus))"),
    # "lisa 2 saab uueks numbriks 1"
    ("renumber", "saa", r"(?<!\w)saa(?:b|vad)\s{1,4}(?=(?:enda\s{1,4}|oma\s{1,4})?uu(?:eks|teks)"
     r"\s{1,4}numbri(?:ks|teks))"),
    # "annan … lisale 5 uue sõnastuse (lisa 1)", "esitan … lisa 3 uues sõnastuses"
    ("amend", "ann and", r"(?<!\w)(?:anna(?:n|me|takse)|anda)(?=\s[^;:]{0,300}?(?:lisa|punkti)\w{0,4}\s\d[^;:]{0,80}?"
     r"\suu(?:e|ed)\s{1,3}(?:sõnastus|redaktsioon)\w*)"),
    ("amend", "esi", r"(?<!\w)(?:esita(?:n|me|takse|da))(?=\s[^;:]{0,300}?(?:lisa|punkt)\w{0,4}\s\d[^;:]{0,80}?"
     r"\suu(?:es|tes)\s{1,3}(?:sõnastus|redaktsioon)\w*)"),
    # "lisa 4 loetakse asendatuks käesoleva korralduse lisaga 3"
    ("amend", "loe lug arv", rf"(?<!\w)(?:{_LOE})\s{{1,6}}asendatuks(?!\w)"),
    # "loen käskkirja nr 5 lisa 4 asendatuks käesoleva käskkirja lisaga 1"
    ("amend", "loe lug arv", rf"(?<!\w)(?:{_LOE})"
     rf"(?=\s{_up_to('loen|loetakse|lugeda')}\s(?:asendatuks|muudetuks)(?!\w))"),
    # "jõustub", "jõustuvad", "jõustatakse", "hakkab kehtima", "kehtib alates", "kehtib kuni"
    ("commence", "jõu jõs jou jos j6u j6s", r"(?<!\w)(?:j[õo6]u?stu(?:b|vad)"
     r"|j[õo6]ustatakse|j[õo6]ustada|j[õo6]ustan)(?!\w)"),
    ("commence", "loe lug", r"(?<!\w)(?:loetakse|lugeda)\s{1,6}j[õo]ustunuks(?!\w)"),
    # "määran käskkirja jõustumise ajaks 28.02.2024", "… jõustumispäevaks …", "jõustumise ajaks määratakse …"
    ("commence", "mää", r"(?<!\w)määra(?:n|me|ta|takse)"
     r"(?=\s[^.;]{0,60}?(?:jõustumis(?:e\s{1,4})?|kehtima\s{1,4}hakkamise\s{1,4})"
     r"(?:ajaks|(?:kuu|täht)?päevaks)(?!\w))"),
    ("commence", "jõu", r"(?<!\w)jõustumis(?:e\s{1,4})?(?:ajaks|(?:kuu|täht)?päevaks)"
     r"\s{1,4}määra(?:n|me|ta|takse)(?!\w)"),
    # "käskkirja jõustumise kuupäev on 21.06.2013"
    ("commence", "keh jõu jou", r"(?<!\w)(?:j[õo]ustumis(?:e\s{1,4})?|kehtima\s{1,4}hakkamise\s{1,4})"
     r"(?:(?:kuu|täht)?päev|aeg|tähtaeg)\s{1,4}on(?!\w)"),
    # "käskkirja kehtivuse algus on 9. oktoober 2025"
    ("commence", "keh", r"(?:(?<=käskkirja\s)|(?<=korralduse\s)|(?<=otsuse\s)|(?<=määruse\s))"
     r"kehti?vuse\s{1,4}(?:algus|alguskuupäev)\s{1,4}on(?!\w)"),
    # "käskkirja kehtivus algab teatavakstegemisest", "… saab alguse 1. mail 2026"
    ("commence", "keh", r"(?:(?<=käskkirja\s)|(?<=korralduse\s)|(?<=otsuse\s)|(?<=määruse\s)|(?<=lisa\s)|(?<=akti\s))"
     r"kehti?vus\s{1,4}(?:algab|saab\s{1,4}alguse)(?!\w)"),
    # "käskkiri omandab kehtivuse 12.06.2013"
    ("commence", "oma", r"(?<!\w)omanda(?:b|vad)\s{1,4}(?:õigusliku\s{1,4})?(?:kehti?vuse|jõu)(?!\w)"),
    # "Jõustumine: allkirjastamisest.", "Jõustumise aeg: 6. juuni 2026"
    ("commence", "jõu", r"(?-i:(?<![\w,] )J)õustumi(?:ne|se\s{1,4}(?:aeg|tähtaeg|(?:kuu)?päev))\s{0,3}:"),
    ("commence", "hak", r"(?<!\w)hakka(?:b|vad)\s{1,4}kehtima(?!\w)"),
    # "hakkab alates 1. maist kehtima"
    ("commence", "hak", r"(?<!\w)hakka(?:b|vad)(?=\s(?:[\w.]{1,30}\s){1,6}kehtima(?!\w))"),
    ("commence", "keh", r"(?<!\w)(?:kehti(?:b|vad)|kehtima(?!\s+(?:jää|pandud)))"
     r"(?=[^.]{0,30}?\s(?:alates|kuni|tagasiulatuvalt|\d{1,2}\.\d{1,2}\.\d{4}\s?-))"),
    # "käskkiri on kehtiv arvates 1. juulist 2018", "kehtib allkirjastamisest", "on kehtiv selle teatavakstegemisest"
    ("commence", "on", r"(?<!\w)on\s{1,4}kehti(?:v|vad)(?=\s{1,4}(?:alates|arvates|kuni)\s)"),
    ("commence", "keh on", rf"(?<!\w)(?<!mis\s)(?:on\s{{1,4}})?kehti(?:b|v|vad)"
     rf"(?=\s+(?:[^\W\d_]+\s+){{0,4}}?{_OWN_EVENT})"),
    # "Käskkiri kehtib 13. märtsist 2013"; "…, mis kehtib 1. märtsist" tells of something
    ("commence", "keh", r"(?<!\w)(?<!mis\s)kehti(?:b|vad)"
     r"(?=\s+(?:\d{4}\.\s?a(?:asta|\.)?\s)?\d{1,2}\.\s?[jvmasond][a-zõäöü]{2,9}st(?!\w))"),
    # "Käskkiri kehtib 31. detsembrini 2025", "kehtib ajavahemikul 1. juunist 31. augustini", "kehtib ühe aasta"
    ("commence", "keh", r"(?<!\w)(?<!mis\s)kehti(?:b|vad)"
     r"(?=\s+(?:[^\W\d_]+\s+){0,3}?(?:\d{4}\.\s?a(?:asta|\.)?\s)?\d{1,2}\.\s?[jvmasond][a-zõäöü]{2,9}(?:st|ni)(?!\w)"
     rf"|\s+(?:[^\W\d_]+\s+){{0,2}}?{TERM_OF_VALIDITY})"),
    # "rakendatakse tagasiulatuvalt", "rakendada", "rakendub", "kohaldatakse"
    ("apply", "koh rak", r"(?<!\w)(?:rakenda(?:takse|da|n)|rakendu(?:b|vad|des)"
     r"|kohalda(?:takse|da)|kohaldu(?:b|vad))(?!\w)"),
    ("apply", "kuu", r"(?<!\w)kuulu(?:b|vad)\s+rakendamisele(?!\w)"),
    # "selle mõju ulatub tagasi 1. maini"
    ("apply", "mõj toi", r"(?<!\w)(?:mõju|toime)\s{1,4}ulatub\s{1,4}tagasi(?!\w)"),
    # "selle mõju on tagasiulatuv alates 1. maist", "käskkirjal on tagasiulatuv mõju"
    ("apply", "mõj toi", r"(?<!\w)(?:mõju|toime)\s{1,4}on\s{1,4}tagasiulatuv(?!\w)"),
    ("apply", "on", r"(?<!\w)on\s{1,4}tagasiulatuv\s{1,4}(?:mõju|toime|jõud)(?!\w)"),
    # "on tagasiulatuvalt rakendatav alates 1. maist"
    ("apply", "on", r"(?<!\w)on\s{1,4}(?:tagasiulatuvalt\s{1,4})?(?:rakendatav|kohaldatav)(?:ad)?(?!\w)"),
)  # fmt: skip
"""(effect, heads, pattern), the more exact patterns first; read over a masked view without regard to case.

``heads`` are the letters with which the pattern may begin: where a word has none of them, no verb is tried, and where
it has, only those of that head.
"""

VERB_HEADS: tuple[str, ...] = tuple(dict.fromkeys(head for _, heads, _ in OPERATIVE_VERBS for head in heads.split()))
"""How the verbs above begin: two letters or three."""
