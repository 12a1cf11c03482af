-- publish: no
-- note: One row per annex: the best of its sources, or a promise that no file keeps (part_id NULL: its text is not held).
-- unlisted_on: since when no page lists a file that holds or promises it; NULL where one does.
-- together: directive_id
-- reads: annex_parts AS a by directive_id
-- reads: annex_promises by directive_id
-- reads: effects by directive_id
-- reads: base.positions by file_id of a: file_id
WITH promised AS (
    SELECT directive_id, annex_number, arg_min(kind, (unlisted_on IS NOT NULL, effect_id)) AS kind,
           arg_min(item_title, (unlisted_on IS NOT NULL, effect_id)) AS item_title, min(known_from_on) AS known_from_on,
           CASE WHEN count(*) = count(unlisted_on) THEN max(unlisted_on) END AS unlisted_on
    FROM annex_promises WHERE annex_number IS NOT NULL GROUP BY ALL
),
ranked AS (
    SELECT *, row_number() OVER (PARTITION BY directive_id, annex_key
        ORDER BY unlisted_on IS NOT NULL, source_rank, span_end - span_start DESC, root_ordinal, file_ordinal, file_id, span_start, part_id) AS rank
    FROM annex_parts AS a
    WHERE piece = 1
      -- An annex that is promised to this day, and whose file the page no longer lists, has no text any more.
      AND (unlisted_on IS NULL OR NOT EXISTS (
          SELECT 1 FROM promised AS p
          WHERE p.directive_id = a.directive_id AND p.annex_number = a.annex_number AND p.unlisted_on IS NULL))
),
chosen AS (SELECT * FROM ranked WHERE rank = 1),
seen AS (
    SELECT directive_id, annex_key, min(first_seen_on) AS known_from_on,
           CASE WHEN count(*) = count(unlisted_on) THEN max(unlisted_on) END AS unlisted_on
    FROM annex_parts GROUP BY ALL
),
unnumbered AS (
    SELECT part_id, row_number() OVER (PARTITION BY directive_id
        ORDER BY unlisted_on IS NOT NULL, root_ordinal, file_ordinal, file_id, span_start, part_id) AS turn
    FROM chosen WHERE annex_number IS NULL
),
-- Directives that approve something of one kind only: an annex without a kind of its own is of that kind.
single_kind AS (
    SELECT directive_id, min(kind) AS kind FROM effects
    WHERE effect = 'approve' AND is_own AND kind IS NOT NULL GROUP BY 1 HAVING count(DISTINCT kind) = 1
),
described AS (
    SELECT c.directive_id, c.annex_key, CASE WHEN count(*) = 1 THEN min(p.title) END AS position_title
    FROM chosen AS c
    JOIN base.positions AS p
      ON p.file_id = c.file_id AND p.span_start >= c.span_start AND p.span_end <= c.span_end
    GROUP BY ALL
)
SELECT
    c.directive_id || '#' || coalesce(c.annex_number, '-' || u.turn) AS annex_id,
    c.directive_id, c.annex_number, c.annex_key,
    -- A heading that only says what the annex is ("AMETIJUHEND") names it worse than the list that approves it.
    CASE WHEN lower(trim(c.title)) = coalesce(c.kind, p.kind) THEN coalesce(p.item_title, d.position_title, c.title)
         ELSE coalesce(c.title, p.item_title, d.position_title) END AS title,
    coalesce(c.kind, p.kind, CASE WHEN d.annex_key IS NOT NULL THEN 'ametijuhend' END, k.kind) AS kind,
    c.part_id, c.file_id, c.span_start, c.span_end, c.page_number,
    -- A promise read before the file came told of it already.
    least(s.known_from_on, p.known_from_on) AS known_from_on,
    CASE WHEN p.directive_id IS NULL OR p.unlisted_on IS NOT NULL
         THEN CASE WHEN s.unlisted_on IS NOT NULL THEN greatest(s.unlisted_on, p.unlisted_on) END END AS unlisted_on
FROM chosen AS c
JOIN seen AS s ON s.directive_id = c.directive_id AND s.annex_key = c.annex_key
LEFT JOIN unnumbered AS u ON u.part_id = c.part_id
LEFT JOIN promised AS p ON p.directive_id = c.directive_id AND p.annex_number = c.annex_number
LEFT JOIN described AS d ON d.directive_id = c.directive_id AND d.annex_key = c.annex_key
LEFT JOIN single_kind AS k ON k.directive_id = c.directive_id
UNION ALL
SELECT
    p.directive_id || '#' || p.annex_number, p.directive_id, p.annex_number, p.annex_number, p.item_title,
    coalesce(p.kind, k.kind), NULL, NULL, NULL, NULL, NULL, least(p.known_from_on, s.known_from_on), p.unlisted_on
FROM promised AS p
LEFT JOIN single_kind AS k ON k.directive_id = p.directive_id
LEFT JOIN seen AS s ON s.directive_id = p.directive_id AND s.annex_key = p.annex_number
WHERE NOT EXISTS (SELECT 1 FROM chosen AS c WHERE c.directive_id = p.directive_id AND c.annex_number = p.annex_number)
