"""Find the words of an approval that stand where no name of a document and no reference to an annex holds them.

A name is in free words ("lasteaia hädaolukorras tegutsemise juhend"). Yet it does not begin with a share ("mõned"),
holds no verb of another deed, and behind its last noun comes the annex: not so in "Kinnitan juhendi pärast auditi
lõppu (lisa 1)".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.directive.kinds import find_kind_spans
from extractors.model.evidence import Span
from extractors.words.acts import ACT_STEM
from extractors.words.fillers import BEHIND_ANNEXES, FILLERS
from extractors.words.guarded import Guarded

_WORD = r"[^\W\d_][\w-]*"
# "kinnitan pooled …", "peaaegu", "suuremas osas": a share, a duration, a request, wherever they stand
_NO_NAME = re.compile(
    r"(?<!\w)(?:pooled|mõned|mõnede|võib|tuleb|peab|peale\s+lisa|ilma\s+lisa\w*|(?:teen|teeme|teha)\s+ettepaneku?"
    r"|(?:suuremas|väiksemas|mõnes|teatud)\s+osas"
    r"|(?:ühe|kahe|kolme|nelja|viie|poole|\d{1,2})ks\s+(?:aasta|kuu|nädala|päeva)ks"
    r"|vajaduse\s+korral|välja\s?arvatud|v\.\s?a\b\.?|(?:mille|(?<!\),\s)millega)(?:\s+kohaselt)?(?=\s*(?:\(|\Z|ja\s|ning\s))"
    r"|arutasin|(?<!ja\s)(?<!ning\s)(?:volitan|kohustan|loobun|palun|soovitan)(?!\w))(?!\w)",
    re.IGNORECASE,
)
# "ettepanek ametijuhendid", "taotlus töötajate": a nominative that begins no name and ends none
_ASKED = Guarded(r"(?<!\w)(?:ettepanek|taotlus)(?=\s+[^\W\d_])(?!\w)", "ettepanek taotlus")
# Behind the name's last noun: an event, a share, those for whom alone it is
_HANGS = re.compile(
    r"(?<!\w)(?:(?:pärast|enne|kuni|peale)(?=\s+[^\W\d_])|(?:korral|puhul|suhtes|osas|lause|lõigu|lõike|ettepanek|taotlus"
    r"|eelnõu|varem|vaid|ilma|pooled|osa|mõned|mõnede|alles|seni|saamisel|nõusolekul|heakskiidul|otsusel|loal"
    r"|\w{3,}(?<!kasuta)(?<!täit)(?<!koosta)(?<!arvesta)(?:mi)(?:sel|sest|seni))(?!\w))",
    re.IGNORECASE,
)
# Within the name only where a deed or a quality follows: "isikute kohta teabe andmise kord", "varem kehtestatud korra"
_MIDDLE = Guarded(
    r"(?<!\w)(?:(?:pärast|enne)(?=\s+[^\W\d_])|korral|puhul|suhtes|osas|eelnõu|taotlus|varem|vaid|millega|mille|mis"
    r"|nõusolekul|heakskiidul|loal|saamisel|\w{3,}(?:tamis|dumis|tumis|stumis)(?:el|est|eni))(?!\w)",
    "eelnõu enne heakskiidul korral loal mille mis nõusolekul osas puhul pärast suhtes taotlus vaid varem",
)
# "kinnitan suuliselt giidi ametijuhendi", "… sujuvalt (lisa 2)": an adverb qualifies a deed, and a name holds one only
# before its deed or quality ("isikutelt teabe kogumise kord")
_ADVERB = re.compile(r"(?<!\w)[a-zõäöüšž]{3,}lt(?!\w)")
_VERBAL = re.compile(r"(?<!\w)\w{2,}(?:mise|mis|va|vate|tava\w*|tud|dud|nud)(?!\w)", re.IGNORECASE)
_ANNEX = re.compile(
    r"\(\s*(?:(?:vastavalt|esimene|teine)\s+)?lisa|\(\s*juurde|[-–—]\s+lisa\w*\s|vastavalt\s+(?:käesoleva\s+)?\w*\s*lisa",
    re.IGNORECASE,
)
# "vastavalt esimeses lisadele 1 kuni 4", "käesoleva taotlus käskkirja lisas 4", "lisas 4 kiiresti toodud kujul"
_OF_THIS = (
    rf"(?:(?:käesoleva(?:le)?|selle|antud)\s+)?(?:(?:{ACT_STEM})\w*\s+)?(?:juurde\s+|juures\s+)?"
    r"(?:kuuluva\w*\s+|oleva\w*\s+|lisatud\s+)?"
)
_KNOWN = FILLERS | BEHIND_ANNEXES
_TO_ANNEX = re.compile(
    rf"(?<!\w)vastavalt\s+(?!{_OF_THIS}lisa)(?P<words>(?:{_WORD}\s+){{1,4}}?)lisa(?:le|dele|s|des|d)?\s+(?:nr\.?\s*)?\d",
    re.IGNORECASE,
)
_OF_ACT = re.compile(
    rf"(?<!\w)käesoleva(?:le)?\s+(?:(?P<before>(?:(?!(?:{ACT_STEM}|lisa)){_WORD}\s+){{1,3}}?)(?:{ACT_STEM})\w*"
    rf"|(?:{ACT_STEM})\w*\s+(?P<behind>(?:(?!(?:lisa|juur|punkt|alusel|ja(?!\w)|ning(?!\w))){_WORD}\s+){{1,3}}?)(?=lisa\w{{0,4}}\s+(?:nr\.?\s*)?\d))",
    re.IGNORECASE,
)
_SHOWN = re.compile(
    rf"(?<!\w)lisa(?:s|des)\s+\d[\d\s,.-]*(?:(?:ja|ning|kuni)\s+\d+\s+)*(?P<words>(?:(?!(?:ja|ning|toodud|esitatud|sisalduv|kehtestatud|nimetatud|kirjeldatud|oleva|sätestatud))"
    rf"{_WORD}\s+){{1,3}}?)(?:toodud|esitatud)(?!\w)",
    re.IGNORECASE,
)


def left_in_names(view: str, span: Span, verb_end: int) -> Iterator[Span]:
    """Yield what no name of an approved document holds, and what stands within the words that lead to an annex."""
    for pattern in (_NO_NAME, _ASKED):
        yield from (Span(*match.span()) for match in pattern.finditer(view, verb_end, span.end))
    for pattern in (_TO_ANNEX, _OF_ACT, _SHOWN):
        for match in pattern.finditer(view, span.start, span.end):
            name = next(name for name, words in match.groupdict().items() if words)
            yield Span(match.start(name), match.start(name) + len(match[name].rstrip()))
    floor = verb_end
    for annex in _ANNEX.finditer(view, verb_end, span.end):
        kinds = find_kind_spans(view[floor : annex.start()])
        name_end = floor + kinds[-1].start if kinds else annex.start()
        middle = [*_MIDDLE.finditer(view, floor, name_end), *_adverbs(view, floor, name_end)]
        for match in middle:
            if _VERBAL.search(view, match.end(), name_end) is None:
                yield Span(*match.span())
        if kinds:
            head = floor + kinds[-1].end
            behind = [*_HANGS.finditer(view, head, annex.start()), *_adverbs(view, head, annex.start())]
            yield from (Span(*match.span()) for match in behind)
        floor = annex.end()


def _adverbs(view: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield the adverbs of a stretch that no sentence of ours is known to hold without meaning anything by them."""
    return (match for match in _ADVERB.finditer(view, start, end) if match.group() not in _KNOWN)
