-- does: wait for a host's turn and hold it until it is let go or the connection ends
SELECT pg_advisory_lock(hashtextextended('kehtiv turn ' || %(host)s, 0))
