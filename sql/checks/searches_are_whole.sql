-- checks: The last search of each stretch of days was not cut and read all that was counted.
-- level: warn
SELECT register, begin_on, end_on, filter, expected_number, seen_number, is_capped FROM register_coverage
QUALIFY row_number() OVER (PARTITION BY register, begin_on, end_on, filter ORDER BY recorded_at DESC) = 1 AND NOT is_whole
