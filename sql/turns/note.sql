-- does: note in how many seconds the next request may begin
INSERT INTO kehtiv_turns VALUES (%(host)s, clock_timestamp() + make_interval(secs => %(seconds)s))
ON CONFLICT (host) DO UPDATE SET next_at = excluded.next_at
