-- table: What the page of each post shows through time: the versions of a chain of annexes with the days of each status, and the days
-- without any in force. It stands ready, so that one row answers, and the posts of an authority stand together in the order of its page.
-- A post of which no annex has a status (annexes.unlisted_on) is not among them.
-- authority_key: number of the authority (id_key), by which rows stand together
-- post_key: number of the post's name (id_key), by which rows are found
-- authority: the post's authority (authorities); NULL where none is known
-- unit: its unit; NULL where none is known
-- subject: name of the post, or title of the annex
-- staff_group: ametnik or töötaja; NULL where none is known; of a joined chain the first of several
-- chain_id: chain of which annexes have this name; where a ruling joins posts, others of it have other names
-- is_joined: whether others of the chain have other names
-- versions: the annexes of the chain in order, each with its own name, its act and the days of each status
-- gaps: stretches of days without any in force
-- acts: 20000
-- key: authority, unit, subject, chain_id
-- together: chain_id
-- reads: annex_chains by chain_id
-- reads: annexes by annex_id of annex_chains: annex_id
-- reads: directives by directive_id of annex_chains: directive_id
-- reads: annex_statuses by annex_id of annex_chains: annex_id
-- reads: chain_days by chain_id
WITH named AS (
    SELECT DISTINCT d.authority, c.unit, c.subject, c.chain_id
    FROM annex_chains AS c JOIN directives AS d ON d.directive_id = c.directive_id
    WHERE is_in_part(post_name(d.authority, c.unit, c.subject))
),
chained AS (SELECT c.* FROM annex_chains AS c SEMI JOIN named AS n ON n.chain_id = c.chain_id),
joined AS (
    SELECT c.chain_id, min(c.staff_group) AS staff_group,
           min(post_name(d.authority, c.unit, c.subject)) < max(post_name(d.authority, c.unit, c.subject)) AS is_joined
    FROM chained AS c JOIN directives AS d ON d.directive_id = c.directive_id
    GROUP BY 1
),
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
SELECT
    id_key(n.authority) AS authority_key, id_key(post_name(n.authority, n.unit, n.subject)) AS post_key, n.authority, n.unit, n.subject,
    j.staff_group, n.chain_id, j.is_joined, v.versions, coalesce(g.gaps, []) AS gaps
FROM named AS n
JOIN joined AS j ON j.chain_id = n.chain_id
JOIN versions_told AS v ON v.chain_id = n.chain_id
LEFT JOIN gaps_told AS g ON g.chain_id = n.chain_id
WHERE len(list_filter(v.versions, lambda one: len(one.stretches) > 0 AND one.subject = n.subject
                      AND one.unit IS NOT DISTINCT FROM n.unit AND one.authority IS NOT DISTINCT FROM n.authority)) > 0
ORDER BY authority_key, n.authority, n.unit NULLS LAST, n.subject, j.staff_group, n.chain_id
