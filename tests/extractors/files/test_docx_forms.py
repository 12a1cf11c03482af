"""What Word does besides plain paragraphs: numbers of every form, fields, notes, merges, changes, doubts."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from extractors.errors import EmptyFile, ExtractionError, UnreadableFile, UnsafeContainer
from extractors.files.containers import Budget
from extractors.files.docx import read_docx
from extractors.files.docx_formats import print_counter

Word = Callable[..., bytes]
Pack = Callable[..., bytes]


def lines(data: bytes) -> list[str]:
    return read_docx(data, "0")[0].text.split("\n")[:-1]


def codes(data: bytes) -> list[str]:
    return [finding.code for finding in read_docx(data, "0")[1]]


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(inner: str, number: str = "", level: int = 0, style: str = "", mark: str = "") -> str:
    place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>' if number else ""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    words = inner if inner.startswith("<") or not inner else r(inner)
    return f"<w:p><w:pPr>{styled}{place}<w:rPr>{mark}</w:rPr></w:pPr>{words}</w:p>"


def level(at: int, pattern: str, form: str = "decimal", start: int = 1, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{pattern}"/>'
        "</w:lvl>"
    )


def numbering(*levels: str, more: str = "") -> str:
    return (
        f'<w:abstractNum w:abstractNumId="7">{"".join(levels)}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>{more}'
    )


@pytest.mark.parametrize(
    "number, kind, want",
    [
        (1, "decimal", "1"),
        (7, "decimalZero", "07"),
        (14, "upperRoman", "XIV"),
        (28, "lowerLetter", "bb"),
        (3, "upperLetter", "C"),
        (2, "ordinal", "2."),
        (3, "ordinalText", "Kolmas"),
        (12, "ordinalText", "Kaheteistkümnes"),
        (20, "ordinalText", "Kahekümnes"),
        (21, "ordinalText", "Kahekümne esimene"),
        (21, "cardinalText", "Kakskümmend üks"),
        (11, "cardinalText", "Üksteist"),
        (2, "russianLower", "б"),
        (5, "numberInDash", "- 5 -"),
        (5, "none", ""),
        (5, "neverHeardOf", "5"),
        (0, "upperRoman", "0"),
        (4000, "upperRoman", "4000"),
    ],
)
def test_counters_print_in_their_format(number: int, kind: str, want: str) -> None:
    assert print_counter(number, kind) == want


def test_legal_numbering_prints_digits_on_every_level(word: Word) -> None:
    """A chapter "II." has its points as 2.1. where the level is marked as legal."""
    found = numbering(level(0, "%1.", "upperRoman"), level(1, "%1.%2.", more="<w:isLgl/>"))
    body = p("A", "1") + p("B", "1") + p("C", "1", 1)
    assert lines(word(body, numbering=found)) == ["I. A", "II. B", "2.1. C"]


def test_a_level_restarts_only_after_the_level_it_names(word: Word) -> None:
    """Zero: numbered through the whole document; two: not by a new chapter, only by a new point."""
    never = numbering(level(0, "%1."), level(1, "%2)", more='<w:lvlRestart w:val="0"/>'))
    body = p("A", "1") + p("B", "1", 1) + p("C", "1") + p("D", "1", 1)
    assert lines(word(body, numbering=never)) == ["1. A", "1) B", "2. C", "2) D"]
    second = numbering(level(0, "%1."), level(1, "%2."), level(2, "%3)", more='<w:lvlRestart w:val="1"/>'))
    body = (
        p("A", "1") + p("B", "1", 1) + p("C", "1", 2) + p("D", "1", 1) + p("E", "1", 2) + p("F", "1") + p("G", "1", 2)
    )
    assert lines(word(body, numbering=second)) == ["1. A", "1. B", "1) C", "2. D", "2) E", "2. F", "1) G"]


def test_a_level_overridden_for_one_list_prints_its_own_way(word: Word) -> None:
    more = '<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0">'
    more += level(0, "(%1)", "lowerLetter", 3) + "</w:lvlOverride></w:num>"
    more += '<w:num w:numId="3"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
    found = numbering(level(0, "%1."), more=more + "</w:lvlOverride></w:num>")
    body = p("A", "1") + p("B", "1") + p("C", "3") + p("D", "3")
    assert lines(word(body, numbering=found)) == ["1. A", "2. B", "1. C", "2. D"]
    assert lines(word(p("A", "2"), numbering=found)) == ["(c) A"]


def test_the_level_that_names_a_style_numbers_its_paragraphs(word: Word) -> None:
    """Word ignores the depth written in such a style."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
        "</w:style>"
        for name in ("Peatykk", "Punkt")
    )
    found = numbering(
        level(0, "%1.", more='<w:pStyle w:val="Peatykk"/>'), level(1, "%1.%2.", more='<w:pStyle w:val="Punkt"/>')
    )
    body = p("A", style="Peatykk") + p("B", style="Punkt") + p("C", style="Punkt")
    assert lines(word(body, numbering=found, styles=styles)) == ["1. A", "1.1. B", "1.2. C"]


def test_a_list_may_borrow_the_definition_of_a_list_style(word: Word) -> None:
    styles = (
        '<w:style w:type="numbering" w:styleId="Loend"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    more = '<w:abstractNum w:abstractNumId="8"><w:numStyleLink w:val="Loend"/></w:abstractNum>'
    more += '<w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>'
    body = p("A", "2") + p("B", "2")
    assert lines(word(body, numbering=numbering(level(0, "§ %1."), more=more), styles=styles)) == ["§ 1. A", "§ 2. B"]


def test_custom_digits_and_empty_paragraphs_count(word: Word) -> None:
    """An empty numbered paragraph uses up its number, one that is hidden whole does not."""
    custom = numbering(
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/'
        'markup-compatibility/2006"><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, ..."/>'
        '</mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
        '<w:lvlText w:val="%1"/></w:lvl>'
    )
    body = p("A", "1") + p("", "1") + p(r("B", "<w:vanish/>"), "1", mark="<w:vanish/>") + p("C", "1")
    assert lines(word(body, numbering=custom)) == ["001 A", "003 C"]


def test_a_column_of_automatic_numbers_numbers_the_duties(word: Word) -> None:
    row = "<w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>".format
    table = "<w:tbl>" + row(p("", "1"), p("Valve"), p("Peetud")) + row(p("", "1"), p("Kai"), p("Puhas")) + "</w:tbl>"
    assert lines(word(table, numbering=numbering(level(0, "%1.")))) == ["1. Valve\tPeetud", "2. Kai\tPuhas"]


def test_a_field_shows_its_result_and_not_its_instruction(word: Word) -> None:
    """Also where a field stands in another one's instruction; one that is never closed hides no further paragraph."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    code = "<w:r><w:instrText>IF</w:instrText></w:r>"
    nested = mark("begin") + code + r("peidus") + mark("separate") + r("ka peidus") + mark("end")
    field = mark("begin") + code + nested + mark("separate") + r("nähtav") + mark("end")
    simple = '<w:p><w:fldSimple w:instr="DATE">' + r("1.2.2026") + "</w:fldSimple></w:p>"
    body = p(r("on ") + field) + simple + p(r("enne") + mark("begin") + r("kadunud")) + p("pärast")
    assert lines(word(body)) == ["on nähtav", "1.2.2026", "enne", "pärast"]


def test_form_fields_show_what_was_chosen(word: Word) -> None:
    box = '<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{}</w:ffData></w:fldChar></w:r>'.format
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    choice = '<w:ddList><w:result w:val="1"/><w:listEntry w:val="Ametnik"/><w:listEntry w:val="Töötaja"/></w:ddList>'
    body = p(box("<w:checkBox><w:checked/></w:checkBox>") + end + r(" jah"))
    body += p(box('<w:checkBox><w:default w:val="0"/></w:checkBox>') + end + r(" ei")) + p(box(choice) + end)
    assert lines(word(body)) == ["☒ jah", "☐ ei", "Töötaja"]


def test_content_controls_show_their_value_and_unfilled_ones_are_named(word: Word) -> None:
    control = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>".format
    body = p(r("Üksus: ") + control("<w:dropDownList/>", r("Sadamatalitus")))
    body += p(r("Grupp: ") + control("<w:showingPlcHdr/>", r("Vali grupp"))) + control("", p("plokk"))
    assert lines(word(body)) == ["Üksus: Sadamatalitus", "Grupp:", "plokk"]
    assert [f.message for f in read_docx(word(body), "0")[1]] == ["1 form fields were left unfilled: Vali grupp"]


def test_tracked_changes_are_accepted_and_counted(word: Word) -> None:
    body = p(r("a") + "<w:ins>" + r("b") + "<w:del>" + r("c") + "</w:del></w:ins>") + p(
        "<w:moveTo>" + r("d") + "</w:moveTo>"
    )
    body += (
        "<w:tbl><w:tr><w:trPr><w:ins/></w:trPr><w:tc>" + p("e") + "</w:tc><w:tc><w:tcPr><w:cellDel/></w:tcPr>" + p("f")
    )
    body += "</w:tc></w:tr></w:tbl>"
    assert lines(word(body)) == ["ab", "d", "e"]
    (finding,) = read_docx(word(body), "0")[1]
    assert (finding.code, finding.message) == (
        "tracked_changes",
        "3 insertions and 2 deletions are tracked; read as if all were accepted",
    )


def test_a_deleted_end_joins_nothing_beyond_its_cell(word: Word) -> None:
    cell = "<w:tc>{}</w:tc>".format
    body = (
        "<w:tbl><w:tr>"
        + cell(p("vasak", mark="<w:del/>"))
        + cell(p("parem"))
        + "</w:tr></w:tbl>"
        + p("all", mark="<w:del/>")
    )
    assert lines(word(body)) == ["vasak\tparem", "all"]


def test_hidden_words_are_left_out_and_counted(word: Word) -> None:
    """Hidden by themselves, by their style, or by a hidden row; a run may turn it off again."""
    styles = '<w:style w:type="character" w:styleId="Salaja"><w:rPr><w:vanish/></w:rPr></w:style>'
    styles += '<w:style w:type="paragraph" w:styleId="Peidus"><w:rPr><w:vanish/></w:rPr></w:style>'
    body = p(r("näha") + r("ei näe", '<w:rStyle w:val="Salaja"/>')) + p(
        r("ei") + r("jah", '<w:vanish w:val="0"/>'), style="Peidus"
    )
    body += "<w:tbl><w:tr><w:trPr><w:hidden/></w:trPr><w:tc>" + p("rida") + "</w:tc></w:tr></w:tbl>"
    data = word(body, styles=styles)
    assert lines(data) == ["näha", "jah"]
    assert [f.message for f in read_docx(data, "0")[1]] == ["12 hidden characters are not part of the text"]


def test_comments_and_embedded_documents_are_named(word: Word) -> None:
    body = p(r("tekst") + '<w:r><w:commentReference w:id="1"/></w:r>') + '<w:altChunk r:id="x"/>'
    assert lines(word(body)) == ["tekst"]
    assert codes(word(body)) == ["comments_dropped", "embedded_document"]


def test_notes_follow_at_the_end_with_the_mark_of_their_reference(word: Word) -> None:
    """In brackets: "nr 5¹" would be another number. Order is that of the references."""
    ref = '<w:r><w:{}Reference w:id="{}"/></w:r>'.format
    body = p(r("nr 5") + ref("footnote", 2) + r(", nr 6") + ref("footnote", 1) + ref("endnote", 1))
    notes = '<w:footnote w:id="1">' + p("teine") + '</w:footnote><w:footnote w:id="2">' + p("esimene") + "</w:footnote>"
    data = word(body, footnotes=notes, endnotes='<w:endnote w:id="1">' + p("lõpus") + "</w:endnote>")
    assert lines(data) == ["nr 5⁽¹⁾, nr 6⁽²⁾⁽ⁱ⁾", "⁽¹⁾ esimene", "⁽²⁾ teine", "⁽ⁱ⁾ lõpus"]


def test_page_footers_follow_once_and_page_numbers_never(word: Word) -> None:
    section = '<w:sectPr><w:footerReference w:type="default" r:id="footer1"/>'
    section += '<w:headerReference w:type="default" r:id="header1"/></w:sectPr>'
    body = p("Esimene") + "<w:p><w:pPr>" + section + "</w:pPr></w:p>" + p("Teine") + section
    data = word(body, footer1=p("Rannaküla Vallavalitsus") + p("lk 2 / 3"), header1=p("2 (5)"))
    assert lines(data) == ["Esimene", "Teine", "Rannaküla Vallavalitsus"]


def test_first_and_even_page_headers_are_read_where_they_are_in_use(word: Word) -> None:
    section = "".join(
        f'<w:headerReference w:type="{kind}" r:id="header{at}"/>'
        for at, kind in enumerate(("first", "even", "default"))
    )
    headers = {"header0": p("Lisa 1"), "header1": p("paaris"), "header2": p("tavaline")}
    body = p("Tekst") + "<w:sectPr>" + section + "{}</w:sectPr>"
    assert lines(word(body.format(""), **headers)) == ["tavaline", "Tekst"]
    assert lines(word(body.format("<w:titlePg/>"), **headers)) == ["Lisa 1", "tavaline", "Tekst"]
    both = word(body.format("<w:titlePg/>"), **headers, settings="<w:evenAndOddHeaders/>")
    assert lines(both) == ["Lisa 1", "tavaline", "paaris", "Tekst"]


def test_a_watermark_is_text(word: Word) -> None:
    """It may say that the act is a draft."""
    shape = '<v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textpath string="EELNÕU"/></v:shape>'
    assert lines(word(p(f"<w:r><w:pict>{shape}</w:pict></w:r>" + r("Käskkiri")))) == ["EELNÕU", "Käskkiri"]


def test_merged_cells_keep_their_place(word: Word) -> None:
    """What a vertical merge covers is empty; a horizontal one is one cell."""
    cell = "<w:tc><w:tcPr>{}</w:tcPr>{}</w:tc>".format
    body = "<w:tbl><w:tr>" + cell('<w:gridSpan w:val="2"/>', p("Ametijuhend")) + "</w:tr><w:tr>"
    body += cell('<w:vMerge w:val="restart"/>', p("Valve")) + cell("", p("Peetud")) + "</w:tr><w:tr>"
    body += cell("<w:vMerge/>", p("")) + cell("", p("Kirjas")) + "</w:tr></w:tbl>"
    assert lines(word(body)) == ["Ametijuhend", "Valve\tPeetud", "\tKirjas"]


def test_letters_are_composed_and_signs_are_told(word: Word) -> None:
    """Decomposed letters, soft hyphens, raised digits, symbol fonts; what is not known is a finding."""
    sign = '<w:r><w:sym w:font="{}" w:char="{}"/></w:r>'.format
    body = p(r("ko\u0303o\u0308dis\u00adsein") + r(" § 136") + r("1", '<w:vertAlign w:val="superscript"/>'))
    body += p(sign("Wingdings", "F0FE") + sign("Symbol", "F0B3") + sign("Wingdings", "F0B7") + r("jah"))
    assert lines(word(body)) == ["kõödissein § 136¹", "☒≥• jah"]
    assert codes(word(p(sign("Webdings", "F033")))) == ["unreadable_letters"]


def test_strict_documents_are_read_too(word: Word, pack: Pack) -> None:
    """ISO strict differs in its namespaces alone."""
    strict = "http://purl.oclc.org/ooxml"
    with zipfile.ZipFile(io.BytesIO(word(p("Ülesanne", "1"), numbering=numbering(level(0, "%1."))))) as usual:
        entries = {name: usual.read(name) for name in usual.namelist()}
    for name in entries:
        entries[name] = (
            entries[name]
            .replace(
                b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                f"{strict}/wordprocessingml/main".encode(),
            )
            .replace(b"http://schemas.openxmlformats.org/officeDocument/2006", f"{strict}/officeDocument".encode())
        )
    assert lines(pack(entries)) == ["1. Ülesanne"]


def test_a_document_of_pictures_says_so(word: Word, pack: Pack) -> None:
    with zipfile.ZipFile(io.BytesIO(word(p("")))) as usual:
        entries = {name: usual.read(name) for name in usual.namelist()}
    with pytest.raises(EmptyFile, match="1 pictures"):
        read_docx(pack(entries | {"word/media/image1.png": b"x"}), "0")


def test_tables_nested_without_end_are_refused(word: Word) -> None:
    """Ten thousand deep, and as deep as XML is read at all."""
    for depth in (60, 10_000):
        body = "<w:tbl><w:tr><w:tc>" * depth + p("sees") + "</w:tc></w:tr></w:tbl>" * depth
        if depth == 60:
            assert lines(word(body)) == ["sees"]
        else:
            with pytest.raises(UnreadableFile, match="damaged XML"):
                read_docx(word(body), "0")


def test_a_part_that_swells_is_refused_before_it_is_unpacked(pack: Pack) -> None:
    with pytest.raises(UnsafeContainer, match="more than"):
        read_docx(pack({"word/document.xml": b" " * (20 * 1024 * 1024)}), "0")
    with pytest.raises(UnsafeContainer, match="in all"):
        read_docx(pack({"word/document.xml": b" " * 1000}), "0", Budget(size=999))


def test_a_damaged_part_is_unreadable(word: Word) -> None:
    """Bytes changed after packing."""
    data = bytearray(word(p("sõnad") * 200))
    at = data.find(b"word/document.xml") + 60
    data[at : at + 20] = bytes(20)
    with pytest.raises(UnreadableFile, match=r"damaged|word/document\.xml"):
        read_docx(bytes(data), "0")


def test_bytes_lost_anywhere_are_an_error_of_ours(word: Word) -> None:
    """Directory and headers then point beside the entries, even before the file begins."""
    data = word(p("sõnad", "1"), numbering=numbering(level(0, "%1.")))
    for at in range(0, len(data), 7):
        for lost in (1, 40, 300):
            try:
                assert read_docx(data[:at] + data[at + lost :], "0")[0].blocks
            except ExtractionError:
                continue
