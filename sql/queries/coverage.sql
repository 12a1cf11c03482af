-- answers: Which days of each register were searched, and which searches were incomplete?
-- grain: register, search and run
SELECT register, begin_on, end_on, filter, expected_number, seen_number, is_capped, is_whole, run_id, recorded_at
FROM register_coverage ORDER BY recorded_at DESC, register, begin_on, filter LIMIT 200
