-- table: What sentences alone say of annexes whose start or end rests on a ruling (annexes_in_force_on(day, by_rulings := false)).
-- annex_id: annex
-- in_force_from: first day in force without rulings; NULL where undecided
-- in_force_from_basis: its basis
-- in_force_until: first day no longer in force without rulings; NULL: no end is known
-- in_force_until_basis: basis of the end, or of the doubt
-- ended_by: directive that ends it, or may
-- ended_by_revocation_id: revocation that ends it, or may
-- ended_by_effect_id: sentence that ends it, or may
-- undecided_from: first day on which it is not known whether it is in force; NULL: no such day
-- key: annex_id
-- pair: annex_id
-- together: annex_id
-- reads: annex_states by annex_id
SELECT
    annex_id, read_from AS in_force_from, CASE WHEN has_ruled_start THEN read_start_basis ELSE in_force_from_basis END AS in_force_from_basis,
    CASE WHEN has_ruled_end THEN read_ending.ends_on ELSE in_force_until END AS in_force_until,
    CASE WHEN has_ruled_end THEN coalesce(read_ending.basis, read_doubt.basis) ELSE in_force_until_basis END AS in_force_until_basis,
    CASE WHEN has_ruled_end THEN coalesce(read_ending.ended_by, read_doubt.ended_by) ELSE ended_by END AS ended_by,
    CASE WHEN NOT has_ruled_end THEN ended_by_revocation_id
         WHEN read_ending IS NOT NULL THEN read_ending.revocation_id ELSE read_doubt.revocation_id END AS ended_by_revocation_id,
    CASE WHEN has_ruled_end THEN coalesce(read_ending.effect_id, read_doubt.effect_id) ELSE ended_by_effect_id END AS ended_by_effect_id,
    CASE WHEN NOT has_ruled_end THEN undecided_from
         WHEN read_doubt.undecided_from < coalesce(read_ending.ends_on, DATE '9999-12-31') THEN read_doubt.undecided_from END AS undecided_from
FROM annex_states
WHERE known_until_on IS NULL AND (has_ruled_start OR has_ruled_end)
ORDER BY annex_id
