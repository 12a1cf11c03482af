-- publish: no
-- note: Annexes that a directive says it approves, one row per number; number NULL where it says "attached" without one.
-- unlisted_on: since when the page of the document no longer lists the file that says so; NULL where it counts.
-- together: directive_id
-- reads: spoken_effects by directive_id
SELECT
    e.directive_id, lower(trim(n.annex_number)) AS annex_number, e.effect_id, e.kind, e.item_title, e.quote, e.page_number,
    e.known_from_on, e.unlisted_on
FROM spoken_effects AS e
CROSS JOIN LATERAL (
    SELECT unnest(CASE WHEN len(e.annexes) > 0 THEN e.annexes ELSE [NULL::VARCHAR] END) AS annex_number
) AS n
WHERE e.effect = 'approve' AND e.is_own AND e.directive_id IS NOT NULL AND e.points IS NULL
  AND (len(e.annexes) > 0 OR e.scope = 'attached')
