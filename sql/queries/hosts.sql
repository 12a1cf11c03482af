-- answers: What state is each host in, since when, and why?
-- grain: host
SELECT host, state, since_at, last_ok_at, not_before_at, reason FROM hosts ORDER BY state = 'ok', host
