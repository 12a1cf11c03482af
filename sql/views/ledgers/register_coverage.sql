-- table: Which searches were made and whether their answers were whole.
-- ledger: yes
-- coverage_id: readable id: run and search
-- run_id: run
-- register: register
-- begin_on: first day searched
-- end_on: last day searched (inclusive)
-- filter: what else narrowed the search
-- expected_number: entries the register counts; NULL where it does not count
-- seen_number: entries read
-- is_capped: whether the register cut the answer
-- is_whole: not capped, and all that was counted was read
-- recorded_at: when (UTC)
-- key: coverage_id
-- pair: coverage_id
SELECT
    coverage_id, run_id, register, begin_on, end_on, filter, expected_number, seen_number, is_capped,
    NOT is_capped AND seen_number >= coalesce(expected_number, 0) AS is_whole, recorded_at
FROM base.register_coverage
