"""Hold the words of the pages in Estonian and English, each under one key."""

from __future__ import annotations

from typing import Literal

Language = Literal["et", "en"]
LANGUAGES: tuple[Language, ...] = ("et", "en")

_WORDS: dict[str, tuple[str, str]] = {
    # The frame
    "site": ("kehtiv", "kehtiv"),
    "claim": (
        "Mis asutuse käskkirjadest kehtib, mis ajast alates ja millise lause alusel",
        "Which of an authority's directives are in force, since when, and by which sentence",
    ),
    "skip": ("Otse sisu juurde", "Skip to the content"),
    "menu": ("Peamenüü", "Main menu"),
    "home": ("Avaleht", "Home"),
    "authorities": ("Asutused", "Authorities"),
    "all_authorities": ("Kõik asutused", "All authorities"),
    "changes": ("Muudatused", "Changes"),
    "doubts": ("Otsustamata", "Undecided"),
    "coverage": ("Mida ei teata", "What is not known"),
    "about": ("Teave", "About"),
    "sql": ("SQL", "SQL"),
    "other_language": ("In English", "Eesti keeles"),
    "warehouse": ("Andmete versioon", "Version of the data"),
    "same_in_sql": ("Sama vastus SQL-is", "The same answer in SQL"),
    "download": ("Laadi alla", "Download"),
    "trail": ("Asukoht", "Where you are"),
    "follow": ("Jälgi muudatusi", "Follow the changes"),
    "calendar": ("kalender (ICS)", "calendar (ICS)"),
    # Asking
    "search": ("Otsi", "Search"),
    "search_label": ("Ametikoht, käskkirja viide või sõnad", "A post, a reference to a directive, or words"),
    "search_hint": (
        "Näiteks: 14.02.2022 nr 5 · nõustaja · juristi ametijuhend",
        "For example: 14.02.2022 nr 5 · nõustaja",
    ),
    "day": ("Päev", "Day"),
    "known_on": ("Teada seisuga", "As was known on"),
    "show": ("Näita", "Show"),
    "today": ("täna", "today"),
    "from_day": ("Alates", "From"),
    "to_day": ("Kuni", "To"),
    "by_learned": ("Teadasaamise päeva järgi", "By the day kehtiv learned of it"),
    "by_effect": ("Õigusliku mõju järgi", "By legal effect"),
    "all": ("kõik", "all"),
    "found": ("Leitud", "Found"),
    "nothing_found": ("Midagi ei leitud.", "Nothing was found."),
    "did_you_mean": ("Kas mõtlesite", "Did you mean"),
    "has_words": ("Leidub sõnadega", "Has the words"),
    "any_kind": ("kõik liigid", "every kind"),
    "any_status": ("kõik olekud", "every status"),
    "status_day": ("Olek päeval", "Status on the day"),
    "year_of_act": ("Akti aasta", "Year of the act"),
    "at_least": ("vähemalt", "at least"),
    "page_of": ("Lehekülg {number}, kokku {last}", "Page {number} of {last}"),
    "pages_of_hits": ("Leidude leheküljed", "Pages of results"),
    "page_before": ("Eelmised", "Previous"),
    "page_after": ("Järgmised", "Next"),
    "language_skill": ("Keeleoskus, näiteks inglise B2", "Language, such as inglise B2"),
    "unit_words": ("Üksuse sõnad", "Words of the unit"),
    "narrow": ("Kitsenda", "Narrow"),
    # Things
    "act": ("Käskkiri", "Directive"),
    "acts": ("Käskkirjad", "Directives"),
    "annex": ("Lisa", "Annex"),
    "point": ("Punkt", "Point"),
    "every_annex": ("kõik lisad", "all annexes"),
    "except": ("välja arvatud", "except"),
    "annexes": ("Lisad", "Annexes"),
    "authority": ("Asutus", "Authority"),
    "unit": ("Struktuuriüksus", "Unit"),
    "units": ("Struktuuriüksused", "Units"),
    "without_unit": ("Üksust ei ole nimetatud", "No unit named"),
    "post": ("Ametikoht", "Post"),
    "posts": ("Ametikohad ja korrad", "Posts and rules"),
    "title": ("Pealkiri", "Title"),
    "kind": ("Liik", "Kind"),
    "number": ("Nr", "No"),
    "date": ("Kuupäev", "Date"),
    "status": ("Olek", "Status"),
    "since": ("Alates", "Since"),
    "last_day_so": ("Viimane päev", "Last day"),
    "basis": ("Alus", "Basis"),
    "sentence": ("Lause", "Sentence"),
    "sentences": ("Mida laused teevad", "What the sentences do"),
    "effect": ("Mõju", "Effect"),
    "text": ("Tekst", "Text"),
    "body": ("Käskkirja tekst", "Text of the directive"),
    "duties": ("Teenistusülesanded", "Duties"),
    "duty": ("Ülesanne", "Duty"),
    "outcomes": ("Tulemus", "Outcome"),
    "versions": ("Redaktsioonid", "Versions"),
    "version": ("Redaktsioon", "Version"),
    "timeline": ("Ajajoon", "Timeline"),
    "timeline_of": ("Ajajoon: millal millinegi redaktsioon kehtis", "Timeline: when each version was in force"),
    "gap": ("kehtivat redaktsiooni ei ole", "no version in force"),
    "gaps": ("Päevad ilma kehtiva redaktsioonita", "Days without a version in force"),
    "why": ("Miks nii", "Why"),
    "step": ("Samm", "Step"),
    "signatures": ("Allkirjad", "Signatures"),
    "signer": ("Allkirjastaja", "Signatory"),
    "role": ("Roll", "Role"),
    "level": ("Kontrollitud tase", "Proven level"),
    "refuted": ("allkiri ei kehti", "the signature is refuted"),
    "cites": ("Viitab aktidele", "Acts it cites"),
    "cited_by": ("Sellele viitavad", "Acts that cite it"),
    "findings": ("Lugemisel märgatu", "Findings"),
    "message": ("Selgitus", "Message"),
    "register_page": ("Leht dokumendiregistris", "Page in the document register"),
    "no_act_found": ("selle akti ei leitud", "its act was not found"),
    "place": ("Koht failis", "Place in the file"),
    "page": ("lk", "p."),
    "picture_of_page": ("Lehekülje pilt, koht märgitud", "Picture of the page, the place marked"),
    "read_from_here": ("Siit loeti", "Read from here"),
    "file": ("Fail", "File"),
    "institution": ("Asutus", "Authority"),
    "reports_to": ("Allub", "Reports to"),
    "substitutes_for": ("Asendab", "Substitutes for"),
    "substituted_by": ("Teda asendab", "Substituted by"),
    "subordinates": ("Alluvad", "Subordinates"),
    "staff_group": ("Teenistuja liik", "Staff group"),
    "purpose": ("Eesmärk", "Purpose"),
    "education": ("Haridus", "Education"),
    "experience": ("Töökogemus", "Experience"),
    "languages": ("Keeleoskus", "Languages"),
    "special_conditions": ("Eritingimused", "Special conditions"),
    "job_description": ("Ametijuhendi andmed", "From the job description"),
    "field": ("Väli", "Field"),
    "value": ("Väärtus", "Value"),
    "comparison": ("Võrdlus", "Comparison"),
    "compare": ("Võrdle", "Compare"),
    "compare_previous": ("Võrdle eelmise redaktsiooniga", "Compare with the version before"),
    "old_wording": ("Üks (lisa id või viide)", "One (annex id or reference)"),
    "new_wording": ("Teine (lisa id või viide)", "The other (annex id or reference)"),
    "same_wording": ("Sõnastus on sama.", "The wording is the same."),
    "same_duties": ("Muutmata ülesandeid", "Duties that did not change"),
    "structure": ("Struktuur ja alluvus", "Units and reporting lines"),
    "reporting_lines": ("Kes kellele allub", "Who answers to whom"),
    "superior": ("Juht, nagu kirjas", "Superior, as written"),
    "resolved_to": ("Ametikoht, mis on teada", "The post that is held"),
    "post_number": ("ametikohta", "posts"),
    "one_post": ("ametikoht", "post"),
    "led_by": ("juht", "led by"),
    "tree_of": ("Alluvuspuu", "Tree of reporting lines"),
    "tree_note": (
        "Iga koht seisab selle all, kellele ta allub; katkendlik joon viib teise juhini. Sama on allpool tabelis.",
        "Each post stands below the one that it answers to; a dashed line leads to a further superior. The table below"
        " says the same.",
    ),
    "tree_desc": (
        "Üksuse ametikohti: {posts}. Juhte, kes ei ole selle üksuse ametikohad: {others}.",
        "Posts of the unit: {posts}. Superiors outside it: {others}.",
    ),
    "outside_unit": ("ei ole selle üksuse koht", "not a post of this unit"),
    "only_words": ("teada ainult nimetuse järgi", "known by its name alone"),
    "level_down": ("Tase", "Level"),
    "no_posts_that_day": (
        "Sel päeval ei kehti üksuses ühtki ametijuhendit.",
        "No job description of this unit is in force on this day.",
    ),
    # Extracts
    "extract": ("Kehtivuse väljavõte", "Extract on validity"),
    "question_day": ("Päev, mille kohta küsiti", "Day asked about"),
    "status_on_day": ("Olek sel päeval", "Status on that day"),
    "known_as_of": ("Teadmiste seis", "As was known"),
    "known_in_force": ("{day} oli teada, et kehtib", "on {day} it was known to be in force"),
    "known_not_in_force": ("{day} ei olnud teada, et kehtib", "on {day} it was not known to be in force"),
    "known_now": ("kõik, mis on teada andmete avaldamise hetkel", "all that was known when the data was published"),
    "next_change": ("Seni teada järgmine muutus", "Next change that is known"),
    "deciding_sentence": ("Lause, mis otsustab", "The sentence that decides"),
    "no_sentence": (
        "Ükski loetud lause seda ei otsusta; alus on nimetatud eespool.",
        "No sentence that was read decides it; the basis is named above.",
    ),
    "no_picture": (
        "Selle lause failil ei ole lehekülgi, millest pilti teha.",
        "The file of this sentence has no pages of which a picture could be made.",
    ),
    "files_read": ("Loetud failid", "Files that were read"),
    "seen_first": ("esimest korda nähtud", "first seen on"),
    "seen_last": ("registri lehte viimati küsitud", "page in the register last checked on"),
    "holds_sentence": ("selles on otsustav lause", "it holds the sentence that decides"),
    "sources": ("Päritolu", "Where this comes from"),
    "page_of_answer": ("Sama vastus lehel", "The same answer on the page"),
    "published_at": ("Andmed avaldatud", "Data published"),
    "published_sha256": ("Andmefaili sha256", "sha256 of the data file"),
    "made_on": ("Väljavõte koostatud", "Extract made on"),
    "caution": (
        "Väljavõte ei asenda akti: lugege lause ise üle.",
        "The extract does not replace the act: read the sentence yourself.",
    ),
    "pdf_how": (
        "PDF-i siin ei kirjutata; selleks on vaja lisa „pdf“:",
        "No PDF can be written here; that needs the extra “pdf”:",
    ),
    "no_pdf": ("PDF-i siin ei kirjutata", "PDF is not written here"),
    # Counts
    "acts_in_force": ("Kehtivaid käskkirju", "Directives in force"),
    "annexes_in_force": ("Kehtivaid lisasid", "Annexes in force"),
    "annexes_not_yet": ("Veel jõustumata lisasid", "Annexes not yet in force"),
    "annexes_suspended": ("Peatatud lisasid", "Suspended annexes"),
    "undecided_count": ("Otsustamata", "Undecided"),
    "proven_until": ("Päevad tõendatud kuni", "Days proven until"),
    "not_proven": ("tõendamata", "not proven"),
    "learned_recently": ("Viimati teada saadud", "Learned most recently"),
    "coming": ("Järgmise kolmekümne päeva jooksul", "In the next thirty days"),
    "nothing_changes": ("Midagi ei jõustu ega lõpe.", "No annex and no directive changes."),
    "nothing_learned": ("Uut ei ole.", "Nothing new."),
    "learned_on": ("Teada saadud", "Learned on"),
    "changed_on": ("Muutuse päev", "Day of the change"),
    "known_before": ("seni teada", "known until then"),
    "change": ("Muutus", "Change"),
    "what": ("Mis", "What"),
    "by_act": ("Millega", "By"),
    "more_rows": (
        "Näidatud on esimesed {shown} rida; kokku on ridu {number}.",
        "The first {shown} of {number} rows are shown.",
    ),
    "rows_shown": ("Näidatud on read {first}–{last}, kokku on ridu {number}.", "Rows {first}–{last} of {number}."),
    "rows_before": ("Kõik {number} rida on eelmistel lehekülgedel.", "All {number} rows are on earlier pages."),
    "pages_of_changes": ("Muudatuste leheküljed", "Pages of changes"),
    "pages_of_rows": ("Ametikohtade ja aktide leheküljed", "Pages of posts and acts"),
    # Doubts and coverage
    "no_doubts": ("Sel päeval ei ole midagi otsustamata.", "Nothing is undecided on this day."),
    "hangs_on": ("Lisasid, mida see puudutab", "Annexes that depend on it"),
    "settles": ("Mis selle lahendaks", "What would settle it"),
    "register": ("Register", "Register"),
    "first_day": ("Esimene otsitud päev", "First day searched"),
    "last_day": ("Viimane otsitud päev", "Last day searched"),
    "proven_days": ("Tõendatud päevi", "Days proven"),
    "not_proven_days": ("Tõendamata päevi", "Days not proven"),
    "documents": ("Dokumente", "Documents"),
    "restricted_count": ("Piiranguga", "Restricted"),
    "gone_count": ("Registrist kadunud", "Gone from the register"),
    "withdrawn_count": ("Maha võetud", "Taken down"),
    "held_back": ("Lugemata", "Held back"),
    "lag_days": ("Avaldamise viivitus päevades", "Publication lag in days"),
    # Rulings
    "settled_by_person": ("Mida inimene saab lahendada", "What a person could settle"),
    "candidates": ("Võimalikud vastused", "What may be meant"),
    "rulings": ("Otsused", "Rulings"),
    "your_ruling": ("Teie otsus", "Your ruling"),
    "taken_back": ("tagasi võetud", "taken back"),
    "none_of_them": ("mitte ükski neist", "none of them"),
    "these_annexes": ("need lisad:", "these annexes:"),
    "value_of_field": ("mida seal on öeldud:", "what it says:"),
    "on_this_day": ("sel päeval:", "on this day:"),
    "unsure": ("ei oska öelda; vaadata uuesti hiljem", "unsure; look again later"),
    "look_again": ("Vaadata uuesti", "Look again on"),
    "because": ("Põhjendus", "Reason"),
    "rules_as": ("Otsustaja", "Decided by"),
    "counts_later": ("Otsus arvestatakse järgmisest avaldamisest.", "It counts from the next publish on."),
    "write_ruling": ("Kirjuta otsus", "Write the ruling"),
    "ruling_written": (
        "Otsus on kirja pandud ja arvestatakse järgmisest avaldamisest:",
        "The ruling is written and counts from the next publish on:",
    ),
    "ruling_refused": ("Otsust ei kirjutatud", "The ruling was not written"),
    "settle_by_command": ("Lahendada saab käsuga", "This command settles it:"),
    "forged": ("Vormi ei võeta vastu", "The form is not accepted"),
    # SQL page
    "query": ("Päring", "Query"),
    "run": ("Käivita", "Run"),
    "named_queries": ("Valmis päringud", "Named queries"),
    "columns_note": (
        "Päring loeb ainult; aeg ja ridade arv on piiratud.",
        "A query only reads; time and rows are limited.",
    ),
    "table_of": ("Päringu vastus", "Answer of the query"),
    "rows_word": ("rida", "rows"),
    # About
    "limits": ("Piirid", "Limits"),
    "accuracy": ("Kui täpselt loetakse", "How well it reads"),
    "accuracy_note": (
        "Mõõdetud avaldatud näidistekstidel, mille vastused on käsitsi märgitud. Tekstid olid reeglite kirjutamise ajal"
        " käes: teistel tekstidel võib tulemus olla halvem.",
        "Measured on the published texts, whose answers were marked by hand. They were at hand while the rules were"
        " written: on other texts the result may be worse.",
    ),
    "gold_part": ("Tekstid", "Texts"),
    "gold_directives": ("Käskkirjade laused", "Sentences of directives"),
    "gold_descriptions": ("Ametijuhendite väljad", "Fields of job descriptions"),
    "gold_composed_long": ("Reeglite järgi koostatud laused", "Sentences composed by rule"),
    "gold_cases": ("Juhtumeid", "Cases"),
    "gold_right": ("Õige", "Right"),
    "gold_right_note": ("kõik, mida lause ütleb, on loetud", "all that the sentence says was read"),
    "gold_incomplete": ("Poolik", "Incomplete"),
    "gold_incomplete_note": ("miski ei ole vale, aga midagi puudub", "nothing is false, but something is missing"),
    "gold_flagged": ("Märgitud", "Flagged"),
    "gold_flagged_note": (
        "vale või puudu, ja see on näha: vastus jääb otsustamata või leheküljel on märge",
        "false or missing, and visibly so: the answer stays undecided, or a finding says it",
    ),
    "gold_silent_miss": ("Märkamata puudu", "Missed silently"),
    "gold_silent_miss_note": ("puudu, ja miski ei näita seda", "missing, and nothing shows it"),
    "gold_silent_wrong": ("Märkamata vale", "Wrong silently"),
    "gold_silent_wrong_note": ("vale, ja miski ei näita seda", "false, and nothing shows it"),
    "for_analysts": ("Analüütikule", "For analysts"),
    "dictionary": ("Andmesõnastik", "Data dictionary"),
    "dictionary_note": (
        "Iga avaldatud tabeli ja veeru tähendus, nagu see andmefailis kirjas on (inglise keeles).",
        "What each published table and column means, as the data file says it.",
    ),
    "tables": ("Tabelid", "Tables"),
    "macros": ("Makrod", "Macros"),
    "columns": ("Veerud", "Columns"),
    "column": ("Veerg", "Column"),
    "sql_type": ("Tüüp", "Type"),
    "meaning": ("Tähendus", "Meaning"),
    # Refusals
    "not_held": ("Sellist akti, lisa ega kohta andmetes ei ole", "No such directive or annex is held"),
    "not_found": ("Lehte ei ole", "There is no such page"),
    "wrong_question": ("Küsimus ei ole arusaadav", "The question cannot be understood"),
    "not_public": ("Sisu ei ole avalik", "The content is not public"),
    "no_warehouse": ("Andmeid ei ole veel avaldatud", "No data has been published yet"),
    "no_sql": (
        "Oma SQL-i siin ei vastata, nimega päringuid küll",
        "Your own SQL is not run here; named queries are",
    ),
    "too_busy": ("Praegu küsitakse liiga palju korraga", "Too much is asked for at once"),
    "too_often": (
        "Sellelt aadressilt küsitakse liiga sageli; uuesti võib küsida mõne sekundi pärast",
        "This address asks too often; it may ask again in a few seconds",
    ),
    "server_error": ("Midagi läks valesti", "Something went wrong"),
    "server_error_note": ("Viga on logis. Andmed on alles.", "The error is in the log. No data is lost."),
    "information_request": ("Teabenõude tekst", "Words for an information request"),
}

STATUS: dict[str, tuple[str, str]] = {
    "not_yet": ("ei ole veel jõustunud", "not yet in force"),
    "in_force": ("kehtib", "in force"),
    "suspended": ("kehtivus peatatud", "suspended"),
    "undecided": ("otsustamata", "undecided"),
    "ended": ("ei kehti enam", "no longer in force"),
    "never_in_force": ("ei jõustunudki", "never in force"),
    "draft": ("kavand", "draft"),
    "restricted": ("tekst ei ole avalik", "text not public"),
    "withdrawn": ("maha võetud", "taken down"),
    "gone": ("registrist kadunud", "gone from the register"),
    "unlisted": ("registri lehel enam ei ole", "no longer listed"),
}

CHANGE: dict[str, tuple[str, str]] = {
    "began": ("jõustus", "entered into force"),
    "ended": ("kaotas kehtivuse", "ended"),
    "suspended": ("kehtivus peatati", "was suspended"),
    "resumed": ("kehtib taas", "is in force again"),
    "came_into_doubt": ("jäi otsustamata", "came into doubt"),
    "left_doubt": ("ei ole enam kahtluse all", "is no longer in doubt"),
    "start_open": ("jõustumine on otsustamata", "has an undecided beginning"),
    "end_unknown": ("lõppu ei ole enam teada", "no longer has a known end"),
    "not_yet": ("on jõustumas", "is to enter into force"),
    "learned": ("sai teatavaks", "became known"),
    "unlisted": ("kadus registri lehelt", "is no longer listed"),
}

COMING_CHANGE: dict[str, tuple[str, str]] = CHANGE | {
    "began": ("jõustub", "enters into force"),
    "ended": ("kaotab kehtivuse", "ends"),
    "suspended": ("kehtivus peatatakse", "is suspended"),
    "resumed": ("hakkab taas kehtima", "is in force again"),
    "came_into_doubt": ("jääb otsustamata", "comes into doubt"),
}
"""A change whose day is yet to come."""

EFFECT: dict[str, tuple[str, str]] = {
    "approve": ("kinnitab", "approves"),
    "amend": ("muudab", "amends"),
    "revoke": ("tunnistab kehtetuks", "revokes"),
    "commence": ("sätestab jõustumise", "sets the commencement"),
    "apply": ("rakendab", "applies"),
    "suspend": ("peatab kehtivuse", "suspends"),
    "extend": ("pikendab kehtivust", "extends"),
    "correct": ("parandab", "corrects"),
    "renumber": ("nummerdab ümber", "renumbers"),
    "reinstate": ("ennistab", "reinstates"),
}

BASIS: dict[str, tuple[str, str]] = {
    "stated": ("päev on lauses nimetatud", "the sentence names the day"),
    "clause": ("jõustumise säte", "a commencement clause"),
    "signing": ("allkirjastamise päev", "the signing day"),
    "registration": ("registreerimise päev", "the day of registration"),
    "condition": ("oleneb sündmusest, mille päeva tekst ei nimeta", "depends on an event that the text does not date"),
    "unknown": ("päev ei ole teada", "the day is not known"),
    "ruling": ("inimese otsus", "a person decided"),
    "start_condition": (
        "jõustumine oleneb sündmusest, mille päeva tekst ei nimeta",
        "the start depends on an event without a date",
    ),
    "start_unknown": ("jõustumise päev ei ole teada", "the day it starts is not known"),
    "end_condition": (
        "lõpp oleneb sündmusest, mille päeva tekst ei nimeta",
        "the end depends on an event without a date",
    ),
    "end_unknown": ("lõpu päev ei ole teada", "the day it ends is not known"),
    "end_ambiguous": ("viide sobib mitmele aktile", "the reference fits several acts"),
    "end_kind_unknown": ("lisa liik ei ole teada", "the kind of the annex is not known"),
    "end_doubt": ("lauses on sõnu, mida ei mõistetud", "the sentence holds words that were not understood"),
    "end_part": (
        "lõpeb osa aktist; kas ka see, ei ole teada",
        "a part of the act ends, and it is not known whether this one does",
    ),
    "end_withdrawn": ("lõpetanud akt on maha võetud", "the act that ended it was taken down"),
}

QUESTION: dict[str, tuple[str, str]] = {
    "which_act": ("Millist akti on silmas peetud?", "Which act is meant?"),
    "end_day": ("Mis päevast enam ei kehti?", "From which day is it no longer in force?"),
    "start_day": ("Mis päeval jõustub?", "On which day does it enter into force?"),
    "which_annexes": ("Millised lisad lõpevad?", "Which annexes end?"),
    "annex_number": ("Mis number on lisal?", "Which number does the annex bear?"),
    "same_position": ("Millise teenistuskoha jätk see on?", "Which post does it continue?"),
    "effect_of_sentence": ("Kas lause midagi lõpetab?", "Does the sentence end anything?"),
    "field_of_position": (
        "Mida need sõnad ametijuhendis tähendavad?",
        "What do these words of the job description mean?",
    ),
    "same_act": ("Kas need on sama akt?", "Are these the same act?"),
}

OUTCOME: dict[str, tuple[str, str]] = {
    "none": ("mitte ükski", "none"),
    "all": ("kõik", "all"),
    "ends": ("lõpetab selle, mida nimetab", "it ends what it names"),
    "nothing": ("ei lõpeta midagi", "it ends nothing"),
    "unsure": ("ei oska öelda", "unsure"),
}

SETTLES: dict[str, tuple[str, str]] = {
    "start_condition": ("Päev, mil nimetatud sündmus toimus.", "The day on which the event happened."),
    "start_unknown": ("Allkirjastamise või jõustumise päev.", "The day of signing or of entry into force."),
    "end_condition": ("Päev, mil nimetatud sündmus toimus.", "The day on which the event happened."),
    "end_unknown": ("Päev, millest alates lõpetav lause mõjub.", "The day from which the ending sentence counts."),
    "end_ambiguous": ("Millist sama viitega akti on mõeldud.", "Which of the acts of that number is meant."),
    "end_kind_unknown": ("Mis liiki see lisa on.", "What kind of annex this is."),
    "end_doubt": ("Mida lause mõistmata sõnad tähendavad.", "What the words that were not understood mean."),
    "end_part": ("Kas lause puudutab ka seda lisa.", "Whether the sentence is about this annex too."),
    "end_withdrawn": ("Maha võetud akti sisu.", "The content of the act that was taken down."),
}


RESOLUTION: dict[str, tuple[str, str]] = {
    "not_held": ("ametijuhend puudub", "no job description is held"),
    "not_in_force": ("ametijuhend ei kehti sel päeval", "not in force that day"),
    "ambiguous": ("sobib mitu ametikohta", "several posts fit"),
}

DIFFERENCE: dict[str, tuple[str, str]] = {
    "added": ("lisatud", "added"),
    "dropped": ("välja jäetud", "dropped"),
    "moved": ("tõstetud", "moved"),
    "reworded": ("ümber sõnastatud", "reworded"),
}

HIT: dict[str, tuple[str, str]] = {
    "directive": ("käskkiri", "directive"),
    "annex": ("lisa", "annex"),
    "position": ("ametijuhend", "job description"),
    "duty": ("teenistusülesanne", "duty"),
}

FIELD: dict[str, tuple[str, str]] = {
    "duty": ("ülesanne", "duty"),
    "text": ("tekst", "text"),
    "title": ("ametikoht", "post"),
    "unit": ("struktuuriüksus", "unit"),
    "reports_to": ("allub", "reports to"),
    "subordinates": ("alluvad", "subordinates"),
    "substitutes_for": ("asendab", "substitutes for"),
    "substituted_by": ("teda asendab", "substituted by"),
    "purpose": ("eesmärk", "purpose"),
    "staff_group": ("teenistuja liik", "staff group"),
    "education": ("haridus", "education"),
    "experience": ("töökogemus", "experience"),
    "experience_years": ("aastaid töökogemust", "years of experience"),
    "special_conditions": ("eritingimused", "special conditions"),
    "languages": ("keeleoskus", "languages"),
    "language": ("keeleoskus", "language"),
    "rights": ("õigused", "rights"),
    "liability": ("vastutus", "liability"),
}

KIND: dict[str, tuple[str, str]] = {
    "effect": ("mida lause teeb", "what the sentence does"),
    "citation": ("viide aktile", "citation of an act"),
    "language": ("keeleoskuse nõue", "language requirement"),
    "part": ("käskkirja osa", "part of the directive"),
    "header": ("käskkirja päis", "head of the directive"),
    "signatory": ("allakirjutanu", "signatory"),
    "finding": ("lugemisel märgatu", "finding"),
    "duty": ("teenistusülesanne", "duty"),
    "position_field": ("ametijuhendi väli", "field of the job description"),
}


class Words:
    """The words of one language. ``words("key")`` returns them; a key that does not exist is a ``KeyError``."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._column = LANGUAGES.index(language)

    def __call__(self, key: str, **values: object) -> str:
        found = _WORDS[key][self._column]
        return found.format(**values) if values else found

    def status(self, name: str) -> str:
        """Return the words for a status or an outcome; an unknown one as it is."""
        return self._of(STATUS, name)

    def change(self, name: str, *, is_coming: bool = False) -> str:
        """Return the words for a change, one to come or one that has come."""
        return self._of(COMING_CHANGE if is_coming else CHANGE, name)

    def effect(self, name: str) -> str:
        """Return the words for what a sentence does."""
        return self._of(EFFECT, name)

    def basis(self, name: str | None) -> str:
        """Return the words for the basis of a day or the reason of a doubt; empty where there is none."""
        return self._of(BASIS, name) if name else ""

    def resolution(self, name: str) -> str:
        """Return why a superior is no held post."""
        return self._of(RESOLUTION, name)

    def difference(self, name: str) -> str:
        """Return the words for how a field or duty differs."""
        return self._of(DIFFERENCE, name)

    def hit(self, name: str) -> str:
        """Return the name of a kind of things that are found."""
        return self._of(HIT, name)

    def field(self, name: str) -> str:
        """Return the name of a field of a job description."""
        return self._of(FIELD, name)

    def kind(self, name: str) -> str:
        """Return the words for a kind of thing that was read at a place; an unknown one as it is."""
        return self._of(KIND, name)

    def question(self, name: str) -> str:
        """Return what is asked of a person."""
        return self._of(QUESTION, name)

    def outcome(self, name: str) -> str:
        """Return the words for the outcome of a ruling; an act, an annex or a day as it is."""
        return self._of(OUTCOME, name)

    def settles(self, reason: str) -> str:
        """Return what would settle a doubt."""
        return self._of(SETTLES, reason)

    def _of(self, table: dict[str, tuple[str, str]], name: str) -> str:
        found = table.get(name)
        return found[self._column] if found else name
