-- table: What the page of each post shows through time: the versions of a chain of annexes with the days of each status, and the days
-- without any in force. It stands ready, so that one row answers.
-- post_key: number of the post's name (id_key), by which rows are found and in which order they stand
-- post_name: authority, unit and subject as one text (the macro post_name)
-- chain_id: chain of which annexes have this name; where a ruling joins posts, others of it have other names
-- versions: the annexes of the chain in order, each with its own name, its act and the days of each status
-- gaps: stretches of days without any in force
-- acts: 20000
-- key: post_name, chain_id
-- together: chain_id
-- reads: annex_chains by chain_id
-- reads: annexes by annex_id of annex_chains: annex_id
-- reads: directives by directive_id of annex_chains: directive_id
-- reads: annex_statuses by annex_id of annex_chains: annex_id
-- reads: chain_days by chain_id
WITH named AS (
    SELECT DISTINCT post_name(d.authority, c.unit, c.subject) AS name, c.chain_id
    FROM annex_chains AS c JOIN directives AS d ON d.directive_id = c.directive_id
    WHERE is_in_part(post_name(d.authority, c.unit, c.subject))
),
chained AS (SELECT c.* FROM annex_chains AS c SEMI JOIN named AS n ON n.chain_id = c.chain_id),
stretches AS (
    SELECT s.annex_id, row_number() OVER (ORDER BY s.begins_on) AS turn,
           struct_pack(status := s.status, status_from := s.status_from, status_until := s.status_until) AS line
    FROM annex_statuses AS s SEMI JOIN chained AS c ON c.annex_id = s.annex_id
),
stretches_told AS (SELECT annex_id, listed_in_turn(line, turn) AS stretches FROM stretches GROUP BY 1),
versions AS (
    SELECT c.chain_id, row_number() OVER (ORDER BY c.turn, c.annex_id) AS turn, struct_pack(
        turn := c.turn, annex_id := c.annex_id, directive_id := c.directive_id, annex_number := a.annex_number, title := a.title,
        authority := d.authority, unit := c.unit, subject := c.subject, staff_group := c.staff_group, kind := c.kind, act_kind := d.act_kind,
        number := d.number, directive_date := coalesce(d.signed_on, d.registered_on), stretches := coalesce(s.stretches, [])) AS line
    FROM chained AS c
    JOIN annexes AS a ON a.annex_id = c.annex_id
    JOIN directives AS d ON d.directive_id = c.directive_id
    LEFT JOIN stretches_told AS s ON s.annex_id = c.annex_id
),
versions_told AS (SELECT chain_id, listed_in_turn(line, turn) AS versions FROM versions GROUP BY 1),
gaps AS (
    SELECT g.chain_id, row_number() OVER (ORDER BY g.begins_on) AS turn,
           struct_pack(begins_on := g.begins_on, ends_on := g.ends_on, is_decided := g.is_decided) AS line
    FROM chain_days AS g SEMI JOIN named AS n ON n.chain_id = g.chain_id
    WHERE g.coverage = 'gap'
),
gaps_told AS (SELECT chain_id, listed_in_turn(line, turn) AS gaps FROM gaps GROUP BY 1)
SELECT id_key(n.name) AS post_key, n.name AS post_name, n.chain_id, v.versions, coalesce(g.gaps, []) AS gaps
FROM named AS n
JOIN versions_told AS v ON v.chain_id = n.chain_id
LEFT JOIN gaps_told AS g ON g.chain_id = n.chain_id
ORDER BY post_key, n.name, n.chain_id
