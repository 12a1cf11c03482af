-- table: Runs of the nightly flow and of other commands.
-- ledger: yes
-- run_id: the instant it began
-- kind: which command
-- register: register; NULL where none
-- arguments: arguments (JSON)
-- started_at: began (UTC)
-- finished_at: ended (UTC); NULL where it did not
-- outcome: as the run said; interrupted where it never finished, running where its own process published this file
-- counts: what it counted (JSON)
-- key: run_id
-- pair: run_id
-- apart: kind = 'reextract'
SELECT
    run_id, kind, register, arguments, started_at, finished_at,
    CASE WHEN finished_at IS NOT NULL THEN outcome
         WHEN list_contains(CAST(getvariable('current_run_ids') AS VARCHAR[]), run_id) THEN 'running'
         ELSE 'interrupted' END AS outcome,
    counts
FROM base.runs
