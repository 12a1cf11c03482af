-- does: how many seconds are left until the next request may begin, by the server's clock; no row: none was made
SELECT CAST(extract(epoch FROM next_at - clock_timestamp()) AS float8) FROM kehtiv_turns WHERE host = %(host)s
