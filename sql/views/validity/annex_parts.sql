-- publish: no
-- note: The parts that are annexes, each under the key of its annex: its number, or its title where it bears none. A single
-- unnumbered annex is the single number that was promised and not found. piece: the turn of the file in an annex that goes
-- over files named "… osa 1", "… osa 2", or whose numbers go on; 1 for all others. Files that the page no longer lists
-- (unlisted_on) are put together among themselves.
-- together: directive_id
-- reads: part_directives AS p by directive_id
-- reads: file_facts by file_id of p: file_id
-- reads: base.parts by file_id of p: file_id
-- reads: base.effects by file_id of p: file_id
-- reads: base.positions by file_id of p: file_id
-- reads: rest_links by file_id of p: file_id
-- reads: ruled_annex_numbers by part_id of p: part_id
-- reads: annex_promises by directive_id
WITH named AS (
    SELECT
        file_id, document_id, source_rank, unlisted_on,
        try_cast(regexp_extract(lower(name), '(?:^|[\s_.(-])osa[\s_.-]*(\d{1,2})(?:\D|$)', 1) AS INTEGER) AS piece,
        regexp_replace(lower(name), '(?:^|[\s_.(-])osa[\s_.-]*\d{1,2}', '') AS stem
    FROM file_facts WHERE lower(name) LIKE '%osa%'
),
-- What speaks of acts, or holds several parts, is no mere piece.
single AS (
    SELECT
        n.*, p.part_id, p.part, p.directive_id, lower(trim(p.annex_number)) AS number_as_found,
        nullif(regexp_extract(n.stem, '(?:^|[\s_.-])lisa[\s_.-]*(\d{1,3})(?:\D|$)', 1), '') AS number_in_name
    FROM named AS n
    JOIN part_directives AS p ON p.file_id = n.file_id
    WHERE n.piece IS NOT NULL AND p.directive_id IS NOT NULL
      AND p.part_id IN (SELECT min(part_id) FROM base.parts GROUP BY file_id HAVING count(*) = 1)
      AND NOT EXISTS (SELECT 1 FROM base.effects AS e WHERE e.file_id = n.file_id)
),
whole AS (
    SELECT document_id, stem, source_rank, unlisted_on, directive_id, arg_min(part_id, piece) AS first_part_id,
           arg_min(number_as_found, piece) AS annex_number
    FROM single GROUP BY ALL
    HAVING count(*) > 1 AND count(*) = count(DISTINCT piece) AND min(piece) = 1 AND max(piece) = count(*)
       AND arg_min(part, piece) = 'annex' AND arg_min(number_as_found, piece) IS NOT NULL
       AND count(DISTINCT coalesce(number_as_found, number_in_name)) = 1
),
pieces AS (
    SELECT s.part_id, s.piece, w.first_part_id, w.annex_number
    FROM single AS s
    JOIN whole AS w ON w.document_id = s.document_id AND w.stem = s.stem AND w.source_rank = s.source_rank
     AND w.unlisted_on IS NOT DISTINCT FROM s.unlisted_on AND w.directive_id = s.directive_id
),
-- Files without such names: the mark repeated, and numbers that go on from the one other file that bears it.
by_number AS (
    SELECT r.part_id, 2 AS piece, b.part_id AS first_part_id, lower(trim(b.annex_number)) AS annex_number
    FROM rest_links AS l
    JOIN part_directives AS r ON r.file_id = l.file_id
    JOIN part_directives AS b ON b.file_id = l.before_file_id AND b.directive_id = r.directive_id
     AND lower(trim(b.annex_number)) = lower(trim(r.annex_number))
    JOIN file_facts AS f ON f.file_id = r.file_id
    JOIN file_facts AS e ON e.file_id = b.file_id AND e.source_rank = f.source_rank
    WHERE b.file_id NOT IN (SELECT file_id FROM rest_links) AND (SELECT count(*) FROM base.parts AS o WHERE o.file_id = r.file_id) = 1
      AND r.part_id NOT IN (SELECT part_id FROM pieces) AND b.part_id NOT IN (SELECT part_id FROM pieces)
    QUALIFY count(*) OVER (PARTITION BY r.part_id) = 1 AND count(*) OVER (PARTITION BY b.part_id) = 1
),
joined AS (SELECT * FROM pieces UNION ALL SELECT * FROM by_number),
found AS (
    SELECT p.*, coalesce(i.annex_number, lower(trim(p.annex_number)), n.annex_number) AS number_as_found, f.source_rank, f.root_ordinal,
           f.ordinal AS file_ordinal, f.first_seen_on, f.name AS file_name,
           coalesce(i.piece, 1) AS piece, coalesce(i.first_part_id, p.part_id) AS first_part_id
    FROM part_directives AS p
    JOIN file_facts AS f ON f.file_id = p.file_id
    LEFT JOIN joined AS i ON i.part_id = p.part_id
    LEFT JOIN ruled_annex_numbers AS n ON n.part_id = p.part_id
    WHERE (p.part = 'annex' OR i.piece > 1) AND p.directive_id IS NOT NULL
      -- The rest of an annex without a number or a name that says of which is no annex of its own.
      AND (i.piece IS NOT NULL OR p.annex_number IS NOT NULL OR n.annex_number IS NOT NULL
           OR p.file_id NOT IN (SELECT file_id FROM base.positions WHERE layout = 'continuation'))
),
unnumbered AS (
    SELECT directive_id, unlisted_on IS NOT NULL AS is_former, count(DISTINCT coalesce(lower(trim(title)), '')) AS found_number
    FROM found WHERE number_as_found IS NULL GROUP BY ALL
),
-- What was promised is missing among the files of today, or was among those of before.
regimes AS (SELECT unnest([false, true]) AS is_former),
missing AS (
    SELECT p.directive_id, r.is_former, count(DISTINCT p.annex_number) AS missing_number, min(p.annex_number) AS annex_number
    FROM annex_promises AS p CROSS JOIN regimes AS r
    WHERE p.annex_number IS NOT NULL
      AND CASE WHEN r.is_former THEN p.directive_id IN (SELECT directive_id FROM found WHERE unlisted_on IS NOT NULL)
               ELSE p.unlisted_on IS NULL END
      AND NOT EXISTS (SELECT 1 FROM found AS f
                      WHERE f.directive_id = p.directive_id AND f.number_as_found = p.annex_number
                        AND (f.unlisted_on IS NOT NULL) = r.is_former)
    GROUP BY ALL
)
SELECT
    f.* EXCLUDE (annex_number),
    coalesce(f.number_as_found, CASE WHEN u.found_number = 1 AND m.missing_number = 1 THEN m.annex_number END) AS annex_number,
    coalesce(
        f.number_as_found,
        CASE WHEN u.found_number = 1 AND m.missing_number = 1 THEN m.annex_number END,
        '~' || coalesce(lower(trim(f.title)), '')
    ) AS annex_key
FROM found AS f
LEFT JOIN unnumbered AS u ON u.directive_id = f.directive_id AND u.is_former = (f.unlisted_on IS NOT NULL)
LEFT JOIN missing AS m ON m.directive_id = f.directive_id AND m.is_former = (f.unlisted_on IS NOT NULL)
