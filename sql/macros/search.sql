-- answers: which passages say some words, in whatever form; best first
-- macros: TABLE
-- search: Directives, annexes, job descriptions and duties that have all these words in some form, best first by BM25, each with the passage that has most of them, the words between » and «. on_day: in force on that day. of_kind: directive, annex, position or duty. of_register: name of the register. of_unit: words of the unit. of_language and least_level: job descriptions that ask for this language, at this level or above. of_year: of acts signed, else registered, in this year. of_status and status_day: annexes and directives that have this status on the day (today when left out). most: how many (NULL: all).
-- search_allowed: The items (search_items) among which a search with these limits looks; the same parameters as those of search.

CREATE OR REPLACE MACRO search_allowed(
    on_day := NULL, of_kind := NULL, of_register := NULL, of_unit := NULL, of_language := NULL, least_level := NULL,
    of_year := NULL, of_status := NULL, status_day := current_date
) AS TABLE
    SELECT i.item_no
    FROM search_items AS i
    WHERE (of_kind IS NULL OR i.kind = of_kind)
      AND (of_register IS NULL OR i.register = of_register)
      AND (of_unit IS NULL OR contains(lower(i.unit), lower(CAST(of_unit AS VARCHAR))))
      AND (of_language IS NULL OR len(list_filter(string_split(i.languages, ', '), lambda x:
           starts_with(x, lower(CAST(of_language AS VARCHAR))) AND (least_level IS NULL OR split_part(x, ' ', -1) >= upper(CAST(least_level AS VARCHAR))))) > 0)
      AND (of_year IS NULL OR i.act_year = CAST(of_year AS INTEGER))
      AND (of_status IS NULL OR i.directive_id IS NOT NULL AND of_status = status_by_days(
          CAST(status_day AS DATE), i.in_force_from, i.in_force_until, i.undecided_from, i.suspensions))
      AND (on_day IS NULL OR 'in_force' = status_by_days(
          CAST(on_day AS DATE), i.in_force_from, i.in_force_until, i.undecided_from, i.suspensions));

-- Two terms a word: its lemma, and the form as typed. A word that no passage has is taken for one typed without marks
-- ("kaskkiri"). 32 words at most. The constants of BM25 are the usual ones (k1 = 1.2, b = 0.75).
CREATE OR REPLACE MACRO search(
    words, on_day := NULL, of_kind := NULL, of_register := NULL, of_unit := NULL, of_language := NULL, least_level := NULL,
    of_year := NULL, of_status := NULL, status_day := current_date, most := 20
) AS TABLE
    WITH typed AS (
        SELECT list_slice(list_distinct(
            regexp_extract_all(lower(nfc_normalize(replace(CAST(words AS VARCHAR), chr(173), ''))), '[\p{L}\p{N}]+')), 1, 32) AS all_words
    ),
    asked AS (SELECT unnest(t.all_words) AS word, unnest(range(len(t.all_words))) AS word_no FROM typed AS t),
    known AS (
        SELECT a.word_no, w.lemma_no, w.form_no, w.form_item_number, w.lemma_item_number
        FROM asked AS a JOIN search_words AS w ON w.form = a.word
        UNION ALL
        SELECT a.word_no, w.lemma_no, NULL, 0, w.lemma_item_number
        FROM asked AS a JOIN search_words AS w ON w.lemma = a.word
    ),
    meant AS (
        FROM known
        UNION ALL
        SELECT a.word_no, w.lemma_no, w.form_no, w.form_item_number, w.lemma_item_number
        FROM asked AS a JOIN search_words AS w ON w.folded = strip_accents(a.word)
        WHERE a.word_no NOT IN (SELECT k.word_no FROM known AS k)
        UNION ALL
        SELECT a.word_no, w.lemma_no, NULL, 0, w.lemma_item_number
        FROM asked AS a JOIN search_words AS w ON w.folded_lemma = strip_accents(a.word)
        WHERE a.word_no NOT IN (SELECT k.word_no FROM known AS k)
    ),
    wanted AS (SELECT a.word_no FROM asked AS a WHERE a.word_no NOT IN (SELECT m.word_no FROM meant AS m WHERE m.lemma_no IS NULL)),
    one_a_lemma AS (
        SELECT m.word_no, m.lemma_no, any_value(m.lemma_item_number) AS lemma_items, sum(m.form_item_number) AS form_items,
               list(m.form_no) FILTER (m.form_no IS NOT NULL) AS form_nos
        FROM (SELECT DISTINCT * FROM meant) AS m SEMI JOIN wanted AS w ON w.word_no = m.word_no
        GROUP BY ALL
    ),
    -- Rare words weigh more. If a word has no lemma, no item has all words.
    lemmas AS (
        SELECT o.word_no, o.lemma_no, coalesce(o.form_nos, []) AS form_nos, length_weight(n.average_word_number) AS length_weight,
               word_weight(sum(o.lemma_items) OVER v, n.item_number) AS lemma_weight,
               word_weight(sum(o.form_items) OVER v, n.item_number) AS form_weight,
               sum(o.lemma_items) OVER v AS word_items, count(*) OVER () AS lemma_number, (SELECT count(*) FROM wanted) AS word_number
        FROM one_a_lemma AS o CROSS JOIN search_measures AS n
        WHERE (SELECT count(DISTINCT k.word_no) FROM one_a_lemma AS k) = (SELECT count(*) FROM wanted)
        WINDOW v AS (PARTITION BY o.word_no)
    ),
    -- Up to three words of one lemma each, none much rarer than the others, are joined one after another, which takes half of the
    -- time that grouping takes. A lemma is brought to its entries by a CROSS JOIN, which copies none of its lists.
    turns AS (
        SELECT t.* FROM (
            SELECT l.*, row_number() OVER (ORDER BY l.word_items, l.word_no) AS turn, max(l.word_items) OVER () <= 8 * min(l.word_items) OVER () AS is_even
            FROM lemmas AS l WHERE l.lemma_number = l.word_number AND l.word_number <= 3) AS t
        WHERE t.is_even
    ),
    first_word AS (
        SELECT e.item_no, entry_score(e.times, e.form_no, e.forms, e.item_word_number, l.lemma_weight, l.form_weight, l.form_nos, l.length_weight) AS score, l.word_number
        FROM search_entries AS e
        SEMI JOIN (SELECT t.lemma_no FROM turns AS t WHERE t.turn = 1) AS o ON o.lemma_no = e.lemma_no
        CROSS JOIN (SELECT t.* FROM turns AS t WHERE t.turn = 1) AS l
    ),
    second_word AS (
        SELECT e.item_no, entry_score(e.times, e.form_no, e.forms, e.item_word_number, l.lemma_weight, l.form_weight, l.form_nos, l.length_weight) AS score, l.word_number
        FROM search_entries AS e
        SEMI JOIN (SELECT t.lemma_no FROM turns AS t WHERE t.turn = 2) AS o ON o.lemma_no = e.lemma_no
        CROSS JOIN (SELECT t.* FROM turns AS t WHERE t.turn = 2) AS l
    ),
    third_word AS (
        SELECT e.item_no, entry_score(e.times, e.form_no, e.forms, e.item_word_number, l.lemma_weight, l.form_weight, l.form_nos, l.length_weight) AS score, l.word_number
        FROM search_entries AS e
        SEMI JOIN (SELECT t.lemma_no FROM turns AS t WHERE t.turn = 3) AS o ON o.lemma_no = e.lemma_no
        CROSS JOIN (SELECT t.* FROM turns AS t WHERE t.turn = 3) AS l
    ),
    two_words AS (SELECT s.item_no, f.score + s.score AS score, s.word_number FROM second_word AS s JOIN first_word AS f ON f.item_no = s.item_no),
    -- Otherwise the rarest word finds items, and the other words are looked for in these alone.
    several_lemmas AS (
        SELECT l.*, rank() OVER (ORDER BY l.word_items, l.word_no) = 1 AS is_rarest FROM lemmas AS l WHERE NOT EXISTS (SELECT 1 FROM turns)
    ),
    rarest AS (
        SELECT e.item_no FROM search_entries AS e
        JOIN (SELECT r.lemma_no FROM several_lemmas AS r WHERE r.is_rarest) AS l ON l.lemma_no = e.lemma_no
    ),
    looked_at AS (
        SELECT e.item_no, l.word_no, l.word_number, entry_score(e.times, e.form_no, e.forms, e.item_word_number, l.lemma_weight, l.form_weight, l.form_nos, l.length_weight) AS score
        FROM search_entries AS e JOIN several_lemmas AS l ON l.lemma_no = e.lemma_no SEMI JOIN rarest AS r ON r.item_no = e.item_no
    ),
    scored AS (
        SELECT f.item_no, f.score FROM first_word AS f WHERE f.word_number = 1
        UNION ALL
        SELECT f.item_no, f.score FROM two_words AS f WHERE f.word_number = 2
        UNION ALL
        SELECT t.item_no, f.score + t.score FROM third_word AS t JOIN two_words AS f ON f.item_no = t.item_no
        UNION ALL
        SELECT e.item_no, sum(e.score)
        FROM looked_at AS e
        GROUP BY 1
        -- Every word: a bit for each, of which there are 32 at most.
        HAVING bit_count(bit_or(1::BIGINT << e.word_no)) = any_value(e.word_number)
    ),
    allowed AS (
        FROM search_allowed(on_day := on_day, of_kind := of_kind, of_register := of_register, of_unit := of_unit, of_language := of_language,
                            least_level := least_level, of_year := of_year, of_status := of_status, status_day := status_day)
    ),
    best AS (
        SELECT s.item_no, s.score FROM scored AS s
        WHERE (of_kind IS NULL AND of_register IS NULL AND of_unit IS NULL AND of_language IS NULL AND of_year IS NULL AND of_status IS NULL AND on_day IS NULL)
        UNION ALL
        SELECT s.item_no, s.score FROM scored AS s JOIN allowed AS a ON a.item_no = s.item_no
        WHERE NOT (of_kind IS NULL AND of_register IS NULL AND of_unit IS NULL AND of_language IS NULL AND of_year IS NULL AND of_status IS NULL AND on_day IS NULL)
        ORDER BY score DESC, item_no LIMIT most
    ),
    -- The rows are in the order of their numbers, so that a row is found at once by its rowid, however many there are.
    shown_items AS (SELECT i.* FROM search_items AS i WHERE i.rowid IN (SELECT b.item_no - 1 FROM best AS b)),
    forms_of AS (
        SELECT l.word_no, list(w.form) AS forms FROM search_words AS w JOIN lemmas AS l ON l.lemma_no = w.lemma_no GROUP BY 1
    ),
    passages AS (
        SELECT s.*, list_distinct(regexp_extract_all(lower(s.words), '[\p{L}\p{N}]+')) AS held
        FROM search_passages AS s
        WHERE s.rowid IN (SELECT unnest(range(i.first_passage_no - 1, i.first_passage_no - 1 + i.passage_number)) FROM shown_items AS i)
    ),
    places AS (
        SELECT s.item_no, arg_max(s.passage_no, (s.found, -s.passage_no)) AS passage_no
        FROM (SELECT p.item_no, p.passage_no, count(*) AS found FROM passages AS p JOIN forms_of AS f ON list_has_any(p.held, f.forms) GROUP BY ALL) AS s
        GROUP BY 1
    ),
    marked AS (SELECT flatten(list(f.forms)) AS forms FROM forms_of AS f)
    SELECT
        round(b.score, 3) AS score, i.kind, i.register, d.institution, d.act_kind, d.number,
        coalesce(d.signed_on, d.registered_on) AS directive_date, i.directive_id, i.annex_id, i.annex_number, i.position_id, i.ordinal,
        i.title, i.unit, i.in_force_from, i.in_force_until, i.undecided_from, s.field,
        array_to_string(list_transform(
            regexp_extract_all(s.words, '[\p{L}\p{N}]+|[^\p{L}\p{N}]+'),
            lambda x: CASE WHEN list_contains(k.forms, lower(x)) THEN '»' || x || '«' ELSE x END), '') AS sentence,
        s.evidence_id, s.page_number, d.source_url
    FROM best AS b
    JOIN shown_items AS i ON i.item_no = b.item_no
    JOIN places AS p ON p.item_no = b.item_no
    JOIN passages AS s ON s.passage_no = p.passage_no
    LEFT JOIN directives AS d ON d.directive_id = i.directive_id
    CROSS JOIN marked AS k
    ORDER BY b.score DESC, b.item_no;
