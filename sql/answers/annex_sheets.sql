-- table: What the page of each annex shows beside its text and its steps: what it says of a post, with languages and duties, as the query
-- duties_of_annex has them, and its place in its chain. It stands ready, so that one row answers.
-- annex_key: number of the annex (id_key), by which rows are found and in which order they stand
-- annex_id: annex
-- annex_row: number of its row in annexes, by which its text is found
-- position: its job description, the first of several; NULL where it is none
-- languages: languages that this one asks for
-- duties: the duties of all of its posts, in order
-- authority: authority (authorities) of the first annex of its chain, by whose name the chain goes; NULL where it is in none
-- unit: unit of that annex
-- subject: its post or subject
-- previous_annex_id: annex before it in the chain
-- version_number: how many annexes the chain has
-- inner: annex_row
-- key: annex_id
-- together: annex_id
-- reads: annexes by annex_id
-- reads: positions by annex_id
-- reads: duties by position_id of positions: position_id
-- reads: language_requirements by position_id of positions: position_id
-- reads: annex_chains AS c by annex_id
-- reads: annex_chains AS m by chain_id of c: chain_id
-- reads: directives by directive_id of m: directive_id
WITH described AS (
    SELECT annex_id, position_id, title, row_number() OVER (PARTITION BY annex_id ORDER BY position_id) AS place
    FROM positions WHERE annex_id IS NOT NULL AND is_in_part(annex_id)
),
first_described AS (SELECT p.* FROM positions AS p JOIN described AS h ON h.position_id = p.position_id AND h.place = 1),
languages_told AS (
    SELECT position_id, list_sort(list(struct_pack(language := r.language, level := r.level, ordinal := r.ordinal))) AS languages
    FROM language_requirements AS r SEMI JOIN described AS p ON p.position_id = r.position_id GROUP BY 1
),
-- The order comes from two numbers: numbering the rows by a window would sort all words.
worked AS (
    SELECT p.annex_id, p.place * 1000000 + t.ordinal AS turn,
           struct_pack(position_id := p.position_id, position_title := p.title, ordinal := t.ordinal, number := t.number,
                       duty := t.duty, outcomes := t.outcomes) AS line
    FROM duties AS t JOIN described AS p ON p.position_id = t.position_id
),
duties_told AS (SELECT annex_id, listed_in_turn(line, turn) AS duties FROM worked GROUP BY 1),
chained AS (SELECT annex_id, chain_id, turn FROM annex_chains WHERE is_in_part(annex_id)),
chains AS (
    SELECT c.chain_id, count(*) AS version_number,
           arg_min(struct_pack(directive_id := c.directive_id, unit := c.unit, subject := c.subject), c.turn) AS first
    FROM annex_chains AS c SEMI JOIN chained AS h ON h.chain_id = c.chain_id GROUP BY 1
)
SELECT
    id_key(a.annex_id) AS annex_key, a.annex_id, a.annex_row,
    CASE WHEN p.position_id IS NOT NULL THEN struct_pack(
        position_id := p.position_id, title := p.title, unit := p.unit, staff_group := p.staff_group, reports_to := p.reports_to,
        subordinates := p.subordinates, substitutes_for := p.substitutes_for, substituted_by := p.substituted_by, purpose := p.purpose,
        education := p.education, experience := p.experience, special_conditions := p.special_conditions) END AS position,
    coalesce(l.languages, []) AS languages, coalesce(t.duties, []) AS duties, d.authority, n.first.unit AS unit, n.first.subject AS subject,
    b.annex_id AS previous_annex_id, CAST(coalesce(n.version_number, 0) AS INTEGER) AS version_number
FROM annexes AS a
LEFT JOIN first_described AS p ON p.annex_id = a.annex_id
LEFT JOIN languages_told AS l ON l.position_id = p.position_id
LEFT JOIN duties_told AS t ON t.annex_id = a.annex_id
LEFT JOIN chained AS c ON c.annex_id = a.annex_id
LEFT JOIN chains AS n ON n.chain_id = c.chain_id
LEFT JOIN annex_chains AS b ON b.chain_id = c.chain_id AND b.turn = c.turn - 1
LEFT JOIN directives AS d ON d.directive_id = n.first.directive_id
WHERE is_in_part(a.annex_id)
ORDER BY annex_key, a.annex_id
