-- answers: how numbers, issuers and acts are compared; the same rules serve derivation and analysts
-- number_key: A number as compared: case, blanks, the shape of dashes and stops at its end do not count, everything else does.
-- folded_words: Words as a ruling knows them: letters composed (NFC), every run of blanks one space.
-- words_left_of: Up to forty characters before a place of a text (code points, from 0), folded.
-- words_right_of: Up to forty characters after a place of a text, folded.
-- anchor_of: What a ruling finds words of a text again by, from one place to another (code points, from 0): the quote, the words on either side, how often the quote stands in the text (folded: whole), and their digest.
-- anchor_with: The same of words that are cut out already.
-- quote_digest: What a ruling is bound to: the digest of a quote with the words on either side of it.
-- in_order: Numbers of annexes in the order in which people count them, those without a number last.
-- times_in: How often folded words stand in a folded text.
-- ruling_premises: Of what the machine says of a sentence, that on which a ruling on this question rests.
-- ruling_state: What a ruling counts for; the first that fits of withdrawn, orphaned, ambiguous, conflicting, confirmed, contested, proposed, applied.
-- act_kind: The act word in some words (käskkiri, korraldus, otsus, määrus); NULL where none is named.
-- is_directive_type: Whether a register's document type is one of directives.
-- institution_stem: The institution in an issuer's name without office and case ending; NULL for an office without an institution.
-- stems_agree: Whether two institution stems name one institution.
-- issuer_agrees: Whether an issuer as cited is this institution; an office without an institution contradicts none.
-- point_number: The number in a point of an act ("p 1" is "1"); NULL for provisions of laws.
-- title_key: A title or the name of a post as compared: case, quotation marks, the group in brackets and words for "job description" do not count.
-- written_title: A title as a sentence cites it: case, blanks and quotation marks do not count, everything else does.
-- named_posts: The names of posts in what a sentence calls job descriptions ("juristi ja nõuniku ametijuhendid").
-- says_annex: Whether the annex numbers that a sentence says hold this one; false where it says none.
-- post_agrees: Whether a post as a sentence inflects it is the one that a title names, word by word.
-- title_group: The group that a title names in brackets (ametnik, töötaja); NULL where it names none.
-- word_agrees: Whether two words are one word but for an ending that inflection changes.
-- ends_agree: Whether what is left of two words behind the letters that both have may be the ends of two forms of one word (word_agrees).
-- title_agrees: Whether a title as asked for names this title: it is a part of it, or each of its words is there in some form.
-- compared_title_agrees: The same of titles that title_key has brought to the form in which they are compared.
-- post_words: The words of a post's name or of a unit as compared: those of title_key, and units and offices written in one word apart ("osakonnajuhataja").
-- words_agree: Whether two lists of words are the same words in the same order but for endings that inflection changes.
-- words_start: The first three letters of each word: lists that agree have it in common, so that a join need not compare all with all.
-- unit_path: The units in the name of a unit, the widest first, as compared.
-- is_unit_word: Whether a word is a kind of unit ("osakonna"), which no name goes before.
-- is_head_word: Whether a word is the office of one who leads a unit ("juhataja"), in any case.
-- is_personnel_matter: Whether a type, a number or a title is that of a personnel act (leave, appointments, bonuses and the like).
-- id_key: A number made from an id, the same in every publish; tables from which one act or annex is read are sorted by it.
-- post_name: What a post is asked for by: its authority (as in authorities), its unit (NULL: none) and its subject (as in annex_chains), a line each.
-- chain_key: A number made from a chain's id, the same in every publish; tables of posts are sorted by it.
-- listed_in_turn: The lines of a group as a list, by a number that none of them shares. In an aggregate, ORDER BY sorts each group by itself.
-- duty_wording: The words of a duty as compared: the duty, then each outcome on a line of its own.
-- wording_differences: The fields (name, old and new words) in which two rows of positions differ, in the order of a job description; languages are given as one text each.
-- field_values: The fields of a row of positions that a ruling may fill, each with its value.
-- ruled_field: The field that the outcome of a ruling fills ("unit" of "unit: Arhiiv").
-- ruled_value: The value that the outcome of a ruling gives a field ("Arhiiv" of "unit: Arhiiv").
-- day_in_estonia: The calendar day in Estonia of an instant.
-- entry_score: What an entry of the index of searches adds to the score of its item, by BM25 (k1 = 1.2, b = 0.75): for its lemma, and once more for the forms that are asked for. length_weight is k1 × b over the average number of words of an item.
-- word_weight: How much a word weighs in a search by BM25, of which so many items of all have it: rare words weigh more.
-- length_weight: k1 × b of BM25 over the average number of words of an item (entry_score).
-- status_by_days: The status of an annex or directive on a day by its first day in force, its first day no longer so, its first day in doubt and the stretches in which it is suspended: the rule of annex_statuses, for one row at a time.
-- evidence_id: The short name of a place in a file, for `kehtiv show`; NULL without a span.

-- A number as compared: case, blanks, the shape of dashes and stops at its end do not count, everything else does (never
-- fuzzy). The same rule as extractors.citations.reference_key.canonical_number.
CREATE OR REPLACE MACRO number_key(number) AS
    nullif(rtrim(translate(regexp_replace(lower(number), '[\s\x{00a0}\x{202f}]+', '', 'g'), '‐‑‒–—―−', '-------'), '.'), '');

-- The act word in a document type or a kind: what series of numbers it belongs to. NULL where none is named.
CREATE OR REPLACE MACRO act_kind(words) AS
    CASE
        WHEN regexp_matches(lower(words), 'käskkir') THEN 'käskkiri'
        WHEN regexp_matches(lower(words), 'korraldus') THEN 'korraldus'
        WHEN regexp_matches(lower(words), 'otsus') THEN 'otsus'
        WHEN regexp_matches(lower(words), 'määrus') THEN 'määrus'
    END;

-- Whether a register's type is one of directives. A draft (eelnõu) is no act, a regulation (määrus) no directive.
CREATE OR REPLACE MACRO is_directive_type(words) AS
    coalesce(act_kind(words) IN ('käskkiri', 'korraldus', 'otsus') AND NOT regexp_matches(lower(words), 'eelnõu'), false);

-- The institution in an issuer's name, without office and case ending: "Näidisameti peadirektor" and "Näidisamet"
-- give one stem. NULL where only an office is named ("peadirektor"): then the institution is that of the citing act.
CREATE OR REPLACE MACRO institution_stem(issuer) AS
    nullif(regexp_replace(regexp_replace(trim(regexp_replace(regexp_replace(
        lower(trim(issuer)),
        '(^|\s)((pea|ase|abi)?(direktor|kantsler|sekretär)|riigisekretär|juhataja|rektor|vallavanem|linnapea|president|esime[eh]|ülem|komandör|peaprokurör|juht|juhi|dekaan|minister|ministri)\S*(\s.*)?$', ''),
        'minist(er|ri)$', 'ministeerium')), '[aeiu]$', ''), '[dt]$', 't'), '');

-- Whether two stems name one institution: equal but for an ending that inflection changes. A figure is no ending ("kool nr 21"), and
-- a last word of few letters has none either ("kool A").
CREATE OR REPLACE MACRO stems_agree(a, b) AS
    a = b OR (abs(length(a) - length(b)) <= 2 AND least(length(a), length(b)) >= 6
              AND left(a, least(length(a), length(b)) - 2) = left(b, least(length(a), length(b)) - 2)
              AND regexp_extract_all(a, '[0-9]+') = regexp_extract_all(b, '[0-9]+')
              AND least(length(regexp_extract(a, '\S+$')), length(regexp_extract(b, '\S+$'))) >= 4);

-- Whether an issuer as cited is this institution; an office alone, or nothing, does not contradict any.
CREATE OR REPLACE MACRO issuer_agrees(issuer, institution) AS
    coalesce(stems_agree(institution_stem(issuer), institution_stem(institution)), true);

-- The number in a point: "p 1" and "1" give "1", "2.1" gives "2.1"; NULL for provisions of laws ("§ 2 lg 1").
CREATE OR REPLACE MACRO point_number(point) AS
    nullif(regexp_extract(lower(trim(point)), '^(?:p|punkt|punkti)?\.?\s*(\d+(?:\.\d+)*)\.?$', 1), '');

CREATE OR REPLACE MACRO title_key(title) AS
    nullif(trim(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
        lower(title), '\((ametnik|töötaja)\)', ' ', 'g'),
        '[„“”"''«».,;:()\x{00a0}]', ' ', 'g'),
        '(^|\s)(ametijuhend|teenistuskoh|ametikoh|töökoh)\S*', ' ', 'g'),
        '\s+', ' ', 'g')), '');

-- A title as a sentence cites it: never fuzzy.
CREATE OR REPLACE MACRO written_title(title) AS
    nullif(trim(regexp_replace(regexp_replace(lower(title), '[„“”"''«»]', '', 'g'), '[\s\x{00a0}]+', ' ', 'g')), '');

CREATE OR REPLACE MACRO named_posts(words) AS
    list_filter(list_transform(
        regexp_split_to_array(regexp_replace(lower(words), '\s*ametijuhend\S*$', ''), ',\s*|\s+(?:ja|ning)\s+'), lambda one: trim(one)),
        lambda one: one <> '');

CREATE OR REPLACE MACRO says_annex(said, annex_number) AS
    coalesce(list_contains(list_transform(said, lambda one: lower(trim(one))), annex_number), false);

CREATE OR REPLACE MACRO title_group(title) AS nullif(regexp_extract(lower(title), '\((ametnik|töötaja)\)', 1), '');

-- What is left of two words, of one length ("=", from the letter before) or not ("+"), behind the letters that both have. "juht" and
-- "juhi", "laud" and "laua", "nõuniku" and "nõunike", two cases; "teadur" and "teadus", "meedik" and "meedia" are two words. What one
-- has more is a case ending, behind the vowel and the change of grade that go with it: "tõlk" and "tõlgiga", "kokk" and "kokale",
-- "eeskiri" and "eeskirja"; "tõlkija", "juhatus" and "kokaabi" are other words than "tõlk", "juht" and "kokk".
CREATE OR REPLACE MACRO ends_agree(ends) AS
    regexp_full_match(ends,
        '=([^aeiouõäöü]([^aeiouõäöü][aeiou]|[aeiou][^aeiouõäöü])|.(d[aeiou]|[aeiou]d|[iu]e|e[iu]|[dtsl]{2}))|\+(((bb|cc|dd|ff|gg|hh|jj|kk|ll|mm|nn|pp|rr|ss|tt|vv|xx|zz|šš|žž|td|kg|pb|d[nlrt]|gk|bp)[aeiou]?|[bdgkpst][aeiou]|aa|ee|ii|oo|uu|õõ|ää|öö|üü|ie|ei|ij[aeu]|e[td]e)(d|t|s|st|l|lt|le|ks|ni|na|ta|ga|s?se|[dt]e[sl]?|da|s?id)?)');

-- At most three letters more, and at most the last of the shorter word differs. What has a figure has no ending ("2021" and "2022"
-- are two words).
CREATE OR REPLACE MACRO word_agrees(a, b) AS
    a = b OR CASE
        WHEN left(a, 3) = left(b, 3) AND abs(length(a) - length(b)) <= 3 AND least(length(a), length(b)) >= 4
        THEN left(a, least(length(a), length(b)) - 1) = left(b, least(length(a), length(b)) - 1)
             AND NOT regexp_matches(concat(a, b), '[0-9]')
             AND ends_agree(CASE WHEN length(a) = length(b) THEN concat('=', right(a, 2), right(b, 1))
                                 WHEN length(a) < length(b) THEN concat('+', right(a, 1), substring(b, length(a)))
                                 ELSE concat('+', right(b, 1), substring(a, length(b))) END)
        ELSE false END;

-- Both say the same number of words, each an inflected form of the other's, and neither names the other group: "jurist (ametnik)".
CREATE OR REPLACE MACRO post_agrees(post, title) AS
    coalesce(
        len(string_split(title_key(post), ' ')) = len(string_split(title_key(title), ' '))
        AND coalesce(title_group(post) = title_group(title), true)
        AND len(list_filter(list_zip(string_split(title_key(post), ' '), string_split(title_key(title), ' ')),
                            lambda pair: NOT word_agrees(pair[1], pair[2]))) = 0,
        false);

CREATE OR REPLACE MACRO compared_title_agrees(asked, held) AS
    coalesce(
        contains(held, asked)
        OR contains(replace(held, ' ', ''), replace(asked, ' ', ''))
        OR held IS NOT NULL AND len(list_filter(string_split(asked, ' '), lambda one:
               len(list_filter(string_split(held, ' '), lambda other: word_agrees(one, other))) = 0)) = 0,
        false);

CREATE OR REPLACE MACRO title_agrees(asked, held) AS compared_title_agrees(title_key(asked), title_key(held));

-- "Nõustamistalituse juhataja" and "nõustamis talituse juhataja", "osakonnajuhatajale" and "osakonna juhatajale" are one.
CREATE OR REPLACE MACRO post_words(words) AS
    list_filter(string_split(regexp_replace(regexp_replace(title_key(words),
        '(osakonna|talituse|teenistuse|keskuse|büroo|sektori|üksuse|valdkonna|divisjoni|direktsiooni|tiimi)(juhataja|juht|juhi|direktor|ülem)', '\1 \2', 'g'),
        '(\p{L}{3})(osakon|talitus|teenistus|keskus|büroo|sektor|üksus|valdkon|divisjon|direktsioon|tiim)(\p{L}{0,3})(\s|$)', '\1 \2\3\4', 'g'), ' '),
        lambda word: word <> '');

CREATE OR REPLACE MACRO words_agree(a, b) AS
    len(a) = len(b) AND len(list_filter(list_zip(a, b), lambda pair: NOT word_agrees(pair[1], pair[2]))) = 0;

CREATE OR REPLACE MACRO words_start(words) AS array_to_string(list_transform(words, lambda word: left(word, 3)), ' ');

CREATE OR REPLACE MACRO unit_path(unit) AS
    list_filter(list_transform(regexp_split_to_array(unit, '[,;]'), lambda one: array_to_string(post_words(one), ' ')), lambda one: one <> '');

CREATE OR REPLACE MACRO is_unit_word(word) AS
    regexp_full_match(word, '(osakon[dn]|talitus|teenistus|keskus|büroo|sektor|üksus|valdkon[dn]|divisjon|direktsioon|tiim)\p{L}{0,3}');

CREATE OR REPLACE MACRO is_head_word(word) AS regexp_full_match(word, '(juhataja|juh[ti]|direktor|ülem)\p{L}{0,3}');

-- Whether a type ("Personalikäskkiri"), a number ("12-P") or a title ("Puhkusele lubamine") is that of a personnel act.
CREATE OR REPLACE MACRO is_personnel_matter(document_type, number, title) AS
    coalesce(regexp_matches(lower(document_type), 'personal|puhkus|lähetus|teenistuslähetus'), false)
    OR coalesce(regexp_matches(lower(number), '\d\s*-?\s*p(ers)?$'), false)
    OR coalesce(regexp_matches(lower(title),
        '(^|\s)(\S*puhkus|\S*lähetus|asendami|lisatasu|preemia|töötasu|palga|ametipalga|teenistusse\s|teenistusest\s|tööle\s|töölt\s|ametisse\s|ametist\s|ametikohale\s|töölepingu|koondami|katseaja|distsiplinaar|tunnustami|toetuse maksmi|õppepuhk)'), false);

-- The calendar day in Estonia of an instant.
CREATE OR REPLACE MACRO day_in_estonia(instant) AS CAST(timezone('Europe/Tallinn', instant) AS DATE);

-- The short name of a place: six digits for the document, ten for the file and the span in it. It follows from these
-- alone, so that the same place has it in every run; the first six tell a withdrawn document from one never held.
CREATE OR REPLACE MACRO evidence_id(file_id, span_start, span_end) AS
    left(md5(split_part(file_id, '!', 1)), 6) || '-'
        || left(md5(file_id || '#' || CAST(span_start AS VARCHAR) || '-' || CAST(span_end AS VARCHAR)), 10);

-- Ids begin alike, so that DuckDB, which keeps eight bytes of the least and greatest text of each block, reads every block for
-- one id. A number leads to its block.
-- It fits into 52 bits, so that JSON and a spreadsheet hold it whole.
CREATE OR REPLACE MACRO id_key(id) AS CAST(md5_number_lower(id) >> 12 AS BIGINT);

CREATE OR REPLACE MACRO chain_key(chain_id) AS id_key(chain_id);

-- list(line ORDER BY …) sorts each group by itself: of a hundred thousand groups of two it takes five times the time, and memory that
-- cannot be spilled. A window numbers the rows of all groups together.
CREATE OR REPLACE MACRO listed_in_turn(line, turn) AS list_select(list(line), list_grade_up(list(turn)));

CREATE OR REPLACE MACRO post_name(authority, unit, subject) AS concat(authority, chr(10), unit, chr(10), subject);

CREATE OR REPLACE MACRO duty_wording(duty, outcomes) AS concat_ws(chr(10), duty, nullif(array_to_string(outcomes, chr(10)), ''));

-- Years of experience are no field of their own: they are read from the experience asked for.
CREATE OR REPLACE MACRO wording_differences(o, n, old_languages, new_languages) AS
    list_filter([
            struct_pack(field := 'title', old := (o).title, new := (n).title),
            struct_pack(field := 'unit', old := (o).unit, new := (n).unit),
            struct_pack(field := 'reports_to', old := (o).reports_to, new := (n).reports_to),
            struct_pack(field := 'subordinates', old := (o).subordinates, new := (n).subordinates),
            struct_pack(field := 'substitutes_for', old := (o).substitutes_for, new := (n).substitutes_for),
            struct_pack(field := 'substituted_by', old := (o).substituted_by, new := (n).substituted_by),
            struct_pack(field := 'staff_group', old := (o).staff_group, new := (n).staff_group),
            struct_pack(field := 'purpose', old := (o).purpose, new := (n).purpose),
            struct_pack(field := 'special_conditions', old := (o).special_conditions, new := (n).special_conditions),
            struct_pack(field := 'education', old := (o).education, new := (n).education),
            struct_pack(field := 'experience', old := (o).experience, new := (n).experience),
            struct_pack(field := 'languages', old := old_languages, new := new_languages),
            struct_pack(field := 'rights', old := (o).rights, new := (n).rights),
            struct_pack(field := 'liability', old := (o).liability, new := (n).liability)
        ] || list_transform(
            list_sort(list_distinct(list_transform(coalesce((o).other, []) || coalesce((n).other, []), lambda one: one.label))),
            lambda label: struct_pack(
                field := label,
                old := nullif(array_to_string(list_transform(list_filter((o).other, lambda one: one.label = label), lambda one: one.value), chr(10)), ''),
                new := nullif(array_to_string(list_transform(list_filter((n).other, lambda one: one.label = label), lambda one: one.value), chr(10)), '')
            )
        ), lambda one: one.old IS DISTINCT FROM one.new);

-- Words as a ruling knows them: a reading that breaks lines elsewhere, or writes a letter and its mark apart, is the same.
CREATE OR REPLACE MACRO folded_words(words) AS
    trim(regexp_replace(nfc_normalize(words), '[\s\x{00a0}\x{2000}-\x{200a}\x{202f}\x{3000}]+', ' ', 'g'));

CREATE OR REPLACE MACRO words_left_of(text, place) AS
    right(folded_words(substring(text, greatest(place - 199, 1), least(place, 200))), 40);

CREATE OR REPLACE MACRO words_right_of(text, place) AS left(folded_words(substring(text, place + 1, 200)), 40);

CREATE OR REPLACE MACRO quote_digest(words_before, quote, words_after) AS
    sha256(words_before || chr(31) || quote || chr(31) || words_after);

CREATE OR REPLACE MACRO in_order(numbers) AS
    list_transform(list_sort(list_transform(numbers, lambda one:
        struct_pack(place := coalesce(try_cast(regexp_extract(one, '^\d+') AS INTEGER), 1000000), one := one))), lambda one: one.one);

CREATE OR REPLACE MACRO times_in(words, text) AS
    CAST((length(text) - length(replace(text, words, ''))) / nullif(length(words), 0) AS INTEGER);

CREATE OR REPLACE MACRO anchor_with(quote, words_before, words_after, whole) AS
    struct_pack(quote := quote, words_before := words_before, words_after := words_after, quote_number := times_in(quote, whole),
                text_sha256 := quote_digest(words_before, quote, words_after));

CREATE OR REPLACE MACRO anchor_of(text, whole, place, end_place) AS
    anchor_with(folded_words(substring(text, place + 1, end_place - place)), words_left_of(text, place), words_right_of(text, end_place), whole);

CREATE OR REPLACE MACRO ruling_premises(question, act_premises, day_premises, annex_premises, effect_premises) AS
    CASE question WHEN 'which_act' THEN act_premises WHEN 'end_day' THEN day_premises WHEN 'which_annexes' THEN annex_premises
         ELSE effect_premises END;

CREATE OR REPLACE MACRO field_values(p) AS [
    struct_pack(field := 'title', value := (p).title),
    struct_pack(field := 'unit', value := (p).unit),
    struct_pack(field := 'reports_to', value := (p).reports_to),
    struct_pack(field := 'subordinates', value := (p).subordinates),
    struct_pack(field := 'substitutes_for', value := (p).substitutes_for),
    struct_pack(field := 'substituted_by', value := (p).substituted_by),
    struct_pack(field := 'staff_group', value := (p).staff_group),
    struct_pack(field := 'purpose', value := (p).purpose),
    struct_pack(field := 'special_conditions', value := (p).special_conditions),
    struct_pack(field := 'education', value := (p).education),
    struct_pack(field := 'experience', value := (p).experience),
    struct_pack(field := 'rights', value := (p).rights),
    struct_pack(field := 'liability', value := (p).liability)];

CREATE OR REPLACE MACRO ruled_field(outcome) AS split_part(outcome, ': ', 1);

CREATE OR REPLACE MACRO ruled_value(outcome) AS substring(outcome, length(split_part(outcome, ': ', 1)) + 3);

CREATE OR REPLACE MACRO ruling_state(is_withdrawn, is_orphaned, is_ambiguous, is_disputed, is_same, is_contested, is_waiting) AS
    CASE WHEN is_withdrawn THEN 'withdrawn'
         WHEN is_orphaned THEN 'orphaned'
         WHEN is_ambiguous THEN 'ambiguous'
         WHEN is_disputed THEN 'conflicting'
         WHEN is_same THEN 'confirmed'
         WHEN is_contested THEN 'contested'
         WHEN is_waiting THEN 'proposed'
         ELSE 'applied' END;

-- Lists of several forms are rare, in a search and in a passage: for nearly all rows the first two cases decide.
CREATE OR REPLACE MACRO entry_score(times, form_no, forms, item_word_number, lemma_weight, form_weight, form_nos, length_weight) AS
    2.2::DOUBLE * (lemma_weight * times + form_weight * CASE
        WHEN form_no = form_nos[1] THEN times
        WHEN forms IS NULL AND form_no IS DISTINCT FROM form_nos[2] AND len(form_nos) < 3 THEN 0
        WHEN list_contains(form_nos, form_no) THEN times
        WHEN forms IS NULL THEN 0
        ELSE coalesce(CAST(list_sum(list_transform(list_filter(forms, lambda x: list_contains(form_nos, x.form_no)), lambda x: x.times)) AS INTEGER), 0) END)
    / (times + 0.3::DOUBLE + item_word_number * length_weight);

CREATE OR REPLACE MACRO word_weight(having_number, item_number) AS
    ln(1 + greatest(item_number - having_number + 0.5, 0.5) / (having_number + 0.5));

CREATE OR REPLACE MACRO length_weight(average_word_number) AS 0.9::DOUBLE / average_word_number;

CREATE OR REPLACE MACRO status_by_days(day, first_day, end_day, doubt_day, suspensions) AS
    CASE
        WHEN day >= end_day THEN 'ended'
        WHEN first_day IS NULL THEN 'undecided'
        WHEN day < first_day THEN 'not_yet'
        WHEN day >= doubt_day THEN 'undecided'
        WHEN len(list_filter(suspensions, lambda one: one.suspended_from <= day AND day < coalesce(one.suspended_until, DATE '9999-12-31'))) > 0
        THEN 'suspended'
        ELSE 'in_force'
    END;
