-- answers: what is in force on a day; intervals are half-open, what is undecided or suspended is never listed
-- macros: TABLE
-- annexes_in_force_on: Annexes in force on a day (today when left out); what is undecided (see undecided) or suspended (see suspensions) that day is not listed.
-- annexes_in_force_as_known: Annexes in force on a day as far as the files seen by the end of known_on told: starts and ends are those known then.
-- directives_in_force_on: Directives in force on a day (today when left out); what is undecided or suspended that day is not listed.

CREATE OR REPLACE MACRO annexes_in_force_on(day := current_date) AS TABLE
    SELECT *
    FROM annexes
    WHERE in_force_from <= CAST(day AS DATE)
      AND CAST(day AS DATE) < coalesce(in_force_until, DATE '9999-12-31')
      AND CAST(day AS DATE) < coalesce(undecided_from, DATE '9999-12-31')
      AND annex_id NOT IN (
          SELECT s.annex_id FROM suspensions AS s
          WHERE s.annex_id IS NOT NULL AND s.suspended_from <= CAST(day AS DATE)
            AND CAST(day AS DATE) < coalesce(s.suspended_until, DATE '9999-12-31'));

-- The second clock: only what had been seen by the end of known_on. Start and end of each annex are those
-- known then; title, kind and text are today's, and so is the start of the act that revokes (see sql/README.md).
CREATE OR REPLACE MACRO annexes_in_force_as_known(day := current_date, known_on := current_date) AS TABLE
    SELECT a.* REPLACE (
        k.in_force_from AS in_force_from, k.in_force_from_basis AS in_force_from_basis,
        k.in_force_from_effect_id AS in_force_from_effect_id, k.applied_from AS applied_from,
        k.in_force_until AS in_force_until, k.in_force_until_basis AS in_force_until_basis,
        k.ended_by AS ended_by, k.ended_by_revocation_id AS ended_by_revocation_id,
        k.ended_by_effect_id AS ended_by_effect_id,
        k.undecided_from AS undecided_from)
    FROM annexes AS a
    JOIN annex_knowledge AS k ON k.annex_id = a.annex_id
    WHERE k.known_from_on <= CAST(known_on AS DATE)
      AND CAST(known_on AS DATE) < coalesce(k.known_until_on, DATE '9999-12-31')
      AND k.in_force_from <= CAST(day AS DATE)
      AND CAST(day AS DATE) < coalesce(k.in_force_until, DATE '9999-12-31')
      AND CAST(day AS DATE) < coalesce(k.undecided_from, DATE '9999-12-31')
      AND a.annex_id NOT IN (
          SELECT s.annex_id FROM suspensions AS s
          WHERE s.annex_id IS NOT NULL AND s.known_from_on <= CAST(known_on AS DATE) AND s.suspended_from <= CAST(day AS DATE)
            AND CAST(day AS DATE) < coalesce(s.suspended_until, DATE '9999-12-31'));

CREATE OR REPLACE MACRO directives_in_force_on(day := current_date) AS TABLE
    SELECT *
    FROM directives
    WHERE in_force_from <= CAST(day AS DATE)
      AND CAST(day AS DATE) < coalesce(in_force_until, DATE '9999-12-31')
      AND CAST(day AS DATE) < coalesce(undecided_from, DATE '9999-12-31')
      AND directive_id NOT IN (
          SELECT s.directive_id FROM suspensions AS s
          WHERE s.annex_id IS NULL AND s.suspended_from <= CAST(day AS DATE)
            AND CAST(day AS DATE) < coalesce(s.suspended_until, DATE '9999-12-31'));
