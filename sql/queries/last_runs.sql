-- answers: What did the last runs do?
-- grain: run
SELECT run_id, kind, register, started_at, finished_at, outcome, counts FROM runs ORDER BY started_at DESC, run_id DESC LIMIT 10
