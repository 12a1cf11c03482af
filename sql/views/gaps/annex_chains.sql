-- table: Annexes that follow one another: the same position, or the same subject, within one institution and unit. One row per
-- annex that has a kind and a title of its own. An annex whose text names no unit or group takes that of the annexes it
-- replaces, or the only one that its chain name has; where several have it, it stands apart. A ruling (same_position) joins the
-- chains of a post that goes on under another name.
-- chain_id: readable id: institution, unit, kind, subject and group
-- annex_id: annex
-- directive_id: directive it belongs to
-- institution: issuing authority
-- unit: unit, in lower case; NULL where none is known
-- subject: name of the position, or title of the annex, in lower case
-- staff_group: ametnik or töötaja; NULL where none is known
-- kind: what the annex is
-- turn: place in the chain by first day in force, from 1; those whose day is open come last
-- seat_number: the most annexes of the chain that one directive has: so many side by side are meant
-- in_force_from: first day in force; NULL where undecided
-- in_force_until: first day no longer in force; NULL: no end is known
-- undecided_from: first day in doubt
-- key: annex_id
-- pair: annex_id
-- together: concat_ws(': ', split_part(chain_id, ': ', 1), kind, split_part(subject, ': ', 1))
-- reads: chain_names AS n by concat_ws(': ', split_part(coalesce(stem, '?'), ': ', 1), kind, split_part(subject, ': ', 1))
-- reads: chain_names AS o by ended_by of n: directive_id
-- none: ruled_posts
WITH RECURSIVE replaced AS (
    SELECT n.annex_id, min(o.unit) AS unit
    FROM chain_names AS n
    JOIN chain_names AS o ON o.ended_by = n.directive_id AND o.subject = n.subject AND o.kind = n.kind
    WHERE n.unit IS NULL AND o.unit IS NOT NULL
    GROUP BY 1 HAVING count(DISTINCT o.unit) = 1
),
only_unit AS (
    SELECT stem, kind, subject, min(unit) AS unit FROM chain_names WHERE unit IS NOT NULL GROUP BY ALL HAVING count(DISTINCT unit) = 1
),
placed AS (
    SELECT t.* REPLACE (coalesce(t.unit, r.unit, u.unit) AS unit)
    FROM chain_names AS t
    LEFT JOIN replaced AS r ON r.annex_id = t.annex_id
    LEFT JOIN only_unit AS u ON u.stem IS NOT DISTINCT FROM t.stem AND u.kind = t.kind AND u.subject = t.subject
),
only_group AS (
    SELECT stem, kind, subject, unit, min(staff_group) AS staff_group
    FROM placed WHERE staff_group IS NOT NULL GROUP BY ALL HAVING count(DISTINCT staff_group) = 1
),
keyed AS (
    SELECT p.* REPLACE (coalesce(p.staff_group, g.staff_group) AS staff_group)
    FROM placed AS p
    LEFT JOIN only_group AS g
      ON g.stem IS NOT DISTINCT FROM p.stem AND g.kind = p.kind AND g.subject = p.subject AND g.unit IS NOT DISTINCT FROM p.unit
),
named_chains AS (
    SELECT *, concat_ws(': ', coalesce(stem, '?'), coalesce(unit, '?'), kind, subject, staff_group) AS chain_id FROM keyed
),
-- A post that goes on under another name or in another unit, as a person ruled.
links AS (
    SELECT DISTINCT n.chain_id, o.chain_id AS previous_chain_id
    FROM ruled_posts AS r
    JOIN named_chains AS n ON n.annex_id = r.annex_id
    JOIN named_chains AS o ON o.annex_id = r.previous_annex_id
    WHERE n.chain_id <> o.chain_id
    -- A chain that two rulings lead elsewhere stays where it is.
    QUALIFY count(DISTINCT o.chain_id) OVER (PARTITION BY n.chain_id) = 1
),
neighbours AS (
    SELECT chain_id, previous_chain_id AS other_id FROM links UNION SELECT previous_chain_id, chain_id FROM links
),
-- Joined names are one post, also where it took its first name again later. UNION ends the search where nothing is new.
joined AS (
    SELECT chain_id, chain_id AS member_id FROM neighbours
    UNION
    SELECT j.chain_id, n.other_id FROM joined AS j JOIN neighbours AS n ON n.chain_id = j.member_id
),
begun AS (SELECT chain_id, min(in_force_from) AS begins_on FROM named_chains GROUP BY 1),
-- It goes by its first name.
first_chains AS (
    SELECT j.chain_id, arg_min(j.member_id, (coalesce(b.begins_on, DATE '9999-12-31'), j.member_id)) AS first_chain_id
    FROM joined AS j JOIN begun AS b ON b.chain_id = j.member_id
    GROUP BY 1
),
chained AS (
    SELECT c.* REPLACE (coalesce(f.first_chain_id, c.chain_id) AS chain_id)
    FROM named_chains AS c LEFT JOIN first_chains AS f ON f.chain_id = c.chain_id
),
seats AS (SELECT chain_id, directive_id, count(*) AS annex_number FROM chained GROUP BY ALL),
widest AS (SELECT chain_id, max(annex_number) AS seat_number FROM seats GROUP BY 1)
SELECT
    c.chain_id, c.annex_id, c.directive_id, c.institution, c.unit, c.subject, c.staff_group, c.kind,
    row_number() OVER (PARTITION BY c.chain_id ORDER BY c.in_force_from NULLS LAST, c.annex_id) AS turn,
    w.seat_number, c.in_force_from, c.in_force_until, c.undecided_from
FROM chained AS c
JOIN widest AS w ON w.chain_id = c.chain_id
ORDER BY c.chain_id, turn
