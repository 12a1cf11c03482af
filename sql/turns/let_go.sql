-- does: let a host's turn go
SELECT pg_advisory_unlock(hashtextextended('kehtiv turn ' || %(host)s, 0))
