-- publish: no
-- note: Annexes still in force when a later act approved one on the same matter and ended nothing of them: the later may replace the
-- earlier without saying so. Where one directive gives a chain several annexes, side by side is meant.
-- together: later_annex_id
-- reads: annex_chains AS n by annex_id
-- reads: annex_chains AS o by chain_id of n: chain_id
-- reads: annexes by annex_id of n: annex_id
WITH ordered AS (
    SELECT c.*, lag(c.annex_id) OVER w AS earlier_annex_id, lag(c.directive_id) OVER w AS earlier_directive_id,
           lag(c.in_force_until) OVER w AS earlier_until, lag(c.undecided_from) OVER w AS earlier_undecided_from
    FROM annex_chains AS c
    WHERE c.seat_number = 1 AND c.in_force_from IS NOT NULL
    WINDOW w AS (PARTITION BY c.chain_id ORDER BY c.turn)
)
SELECT o.earlier_annex_id AS annex_id, o.earlier_directive_id AS directive_id, o.annex_id AS later_annex_id, o.directive_id AS later_directive_id,
       a.approved_by_effect_id AS effect_id
FROM ordered AS o
JOIN annexes AS a ON a.annex_id = o.annex_id
WHERE o.earlier_annex_id IS NOT NULL AND o.earlier_directive_id <> o.directive_id
  AND coalesce(o.earlier_until, DATE '9999-12-31') > o.in_force_from
  -- In doubt already: the doubt says more.
  AND coalesce(o.earlier_undecided_from, DATE '9999-12-31') > o.in_force_from
