-- table: What was known of each annex's start and end, and from which day to which: the second clock, one row per state of knowledge.
-- annex_id: annex
-- known_from_on: first day (Estonia) on which this was what the files seen so far say
-- known_until_on: first day on which they say something else; NULL: so to this day
-- in_force_from: first day in force, as known then; NULL where undecided
-- in_force_from_basis: stated, clause, signing, registration, ruling (from the day of the ruling on), condition, unknown, or unlisted: the
-- page of its document listed no file then that holds or promises it
-- in_force_from_effect_id: sentence that gives the day or leaves it open; NULL where none does
-- is_start_contradicted: whether sentences name different days for this annex
-- applied_from: first day it applies, as known then, where the text says so; else NULL
-- in_force_until: first day no longer in force, as known then
-- in_force_until_basis: its basis (ruling: from the day of the ruling on), or why it is in doubt
-- ended_by: directive that ends it
-- ended_by_revocation_id: revocation that ends it; NULL where a new wording replaces it
-- ended_by_effect_id: sentence that ends it
-- undecided_from: first day in doubt, as known then
-- in_force_from_ruling_id: ruling that gives the first day; NULL where none does
-- in_force_until_ruling_id: ruling that the end, or the doubt that is left, is based on; NULL where there is none
-- key: annex_id, known_from_on
-- pair: annex_id, known_from_on
-- pair: annex_id, in_force_from, in_force_until, undecided_from
-- together: annex_id
-- reads: annex_states by annex_id
SELECT
    annex_id, known_from_on, known_until_on, in_force_from, in_force_from_basis, in_force_from_effect_id, is_start_contradicted, applied_from,
    in_force_until, in_force_until_basis, ended_by, ended_by_revocation_id, ended_by_effect_id, undecided_from, in_force_from_ruling_id,
    in_force_until_ruling_id
FROM annex_states
