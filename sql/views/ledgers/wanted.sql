-- table: The fetch list: acts that held texts speak of, and numbers missing in a series, with what became of asking.
-- ledger: yes
-- wanted_id: readable id: register, and what is wanted
-- register: register that is asked
-- reason: cited, or missing number
-- act_kind: kind of act; NULL where nothing says so
-- number: number of the act
-- in_year: year of its series; NULL where only its day is known
-- enacted_on: date of the act; NULL for a missing number
-- is_revoked: whether a held sentence revokes it
-- first_wanted_at: on the list since (UTC)
-- attempt_number: how often it was asked for
-- last_asked_at: when last (UTC)
-- ask_again_at: not asked for before (UTC)
-- outcome: found, not in register, or unclear (more rows than the register shows); NULL: not asked for yet
-- document_id: document that was found
-- closed_at: no longer wanted since (UTC), because it is held or nothing cites it; NULL: still wanted
-- key: wanted_id
-- pair: wanted_id
SELECT wanted_id, register, reason, act_kind, number, in_year, enacted_on, is_revoked, first_wanted_at, attempt_number,
       last_asked_at, ask_again_at, outcome, document_id, closed_at
FROM base.wanted
