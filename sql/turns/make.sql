-- does: make the table that holds, for each host, the instant before which its next request may not begin
CREATE TABLE IF NOT EXISTS kehtiv_turns (host text PRIMARY KEY, next_at timestamptz NOT NULL)
