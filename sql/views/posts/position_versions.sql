-- table: Job descriptions of one post in order: a row for each annex of a chain (annex_chains), with its days, the version
-- before it, and the days between them on which none was in force.
-- chain_key: number made from chain_id (chain_key(chain_id)): the rows are sorted by it, so that one post is found at once
-- chain_id: post, as in annex_chains
-- version: place in the chain by first day in force, from 1; annexes side by side that begin on one day share it, and
-- those whose day is open come last
-- annex_id: annex that holds this version
-- position_id: its job description; NULL where no text of it is held, or the annex describes several posts
-- directive_id: directive that approved it
-- title: name of the post as this version has it; else the annex's title
-- unit: unit as in annex_chains: in lower case, and known from other versions where this one names none
-- staff_group: ametnik or töötaja; NULL where none is known
-- in_force_from: first day in force; NULL where undecided
-- in_force_until: first day no longer in force; NULL: no end is known
-- undecided_from: first day in doubt; NULL: no such day
-- approved_by_effect_id: sentence that approved it; NULL where none was read
-- ended_by: directive that ended it; NULL: none is known
-- ended_by_effect_id: sentence that ended it, or may
-- previous_annex_id: version before it: the one that the same directive ended, else the last to begin earlier. NULL for the
-- first, and where several may be meant
-- possible_previous_ids: annexes that may be the version before it, where they are several; else NULL
-- gap_from: first day before this version on which no annex of the post was in force; NULL where there was no such day
-- is_gap_decided: whether there was none in force however the doubts are settled; NULL without a gap
-- key: annex_id
-- pair: annex_id
-- together: chain_id
-- reads: annex_chains AS c by chain_id
-- reads: annexes by annex_id of c: annex_id
-- reads: positions by annex_id of c: annex_id
-- reads: chain_days by chain_id
WITH described AS (
    SELECT annex_id, min(position_id) AS position_id, min(title) AS title
    FROM positions WHERE annex_id IS NOT NULL GROUP BY 1 HAVING count(*) = 1
),
members AS (
    SELECT
        c.chain_id, c.turn, c.annex_id, p.position_id, c.directive_id, coalesce(p.title, a.title) AS title, c.unit, c.staff_group,
        c.in_force_from, c.in_force_until, c.undecided_from, a.approved_by_effect_id, a.ended_by, a.ended_by_effect_id
    FROM annex_chains AS c
    JOIN annexes AS a ON a.annex_id = c.annex_id
    LEFT JOIN described AS p ON p.annex_id = c.annex_id
    WHERE c.kind = 'ametijuhend'
),
-- What one directive ends and replaces.
replaced AS (
    SELECT n.annex_id, list(o.annex_id ORDER BY o.turn) AS annex_ids
    FROM members AS n
    JOIN members AS o ON o.chain_id = n.chain_id AND o.ended_by = n.directive_id AND o.annex_id <> n.annex_id
    GROUP BY 1
),
begun AS (
    SELECT chain_id, in_force_from, list(annex_id ORDER BY annex_id) AS annex_ids
    FROM members WHERE in_force_from IS NOT NULL GROUP BY ALL
),
earlier AS (
    SELECT chain_id, in_force_from, lag(annex_ids) OVER (PARTITION BY chain_id ORDER BY in_force_from) AS annex_ids FROM begun
),
placed AS (
    SELECT m.*, coalesce(r.annex_ids, e.annex_ids) AS before_ids
    FROM members AS m
    LEFT JOIN replaced AS r ON r.annex_id = m.annex_id
    LEFT JOIN earlier AS e ON e.chain_id = m.chain_id AND e.in_force_from = m.in_force_from
)
SELECT
    chain_key(p.chain_id) AS chain_key, p.chain_id,
    CAST(dense_rank() OVER (PARTITION BY p.chain_id ORDER BY p.in_force_from NULLS LAST) AS INTEGER) AS version, p.annex_id, p.position_id, p.directive_id, p.title, p.unit, p.staff_group,
    p.in_force_from, p.in_force_until, p.undecided_from, p.approved_by_effect_id, p.ended_by, p.ended_by_effect_id,
    CASE WHEN len(p.before_ids) = 1 THEN p.before_ids[1] END AS previous_annex_id,
    CASE WHEN len(p.before_ids) > 1 THEN p.before_ids END AS possible_previous_ids,
    g.begins_on AS gap_from, g.is_decided AS is_gap_decided
FROM placed AS p
LEFT JOIN chain_days AS g ON g.chain_id = p.chain_id AND g.coverage = 'gap' AND g.ends_on = p.in_force_from
ORDER BY chain_key, p.chain_id, version, p.annex_id
