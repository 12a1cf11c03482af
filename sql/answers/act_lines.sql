-- table: The acts of each authority as its page lists them, with the days of each status: all that the query acts_of_authority says.
-- authority_key: number of the authority (id_key), by which rows are found and in which order they stand
-- authority: authority (authorities) of the directive; NULL where none is known
-- directive_id: directive
-- act_kind: käskkiri, korraldus, otsus
-- number: its number
-- directive_date: its signing day, else its day of registration
-- title: its title
-- matter: what it is about: regulating, personnel, other; NULL where nothing says so
-- annex_number: how many annexes it has, without those that no page lists any more
-- stretches: the days of each status, in order
-- key: directive_id
-- together: directive_id
-- reads: directives by directive_id
-- reads: directive_statuses by directive_id
-- reads: annexes by directive_id
WITH acts AS (SELECT * FROM directives WHERE is_in_part(directive_id)),
stretches AS (
    SELECT s.directive_id, row_number() OVER (ORDER BY s.status_from NULLS FIRST) AS turn,
           struct_pack(status := s.status, status_from := s.status_from, status_until := s.status_until) AS line
    FROM directive_statuses AS s SEMI JOIN acts AS d ON d.directive_id = s.directive_id
),
told AS (SELECT directive_id, listed_in_turn(line, turn) AS stretches FROM stretches GROUP BY 1),
counted AS (
    SELECT directive_id, count(*) AS annex_number FROM annexes
    WHERE unlisted_on IS NULL AND is_in_part(directive_id) GROUP BY 1
)
SELECT
    id_key(d.authority) AS authority_key, d.authority, d.directive_id, d.act_kind, d.number,
    coalesce(d.signed_on, d.registered_on) AS directive_date, d.title, d.matter,
    CAST(coalesce(a.annex_number, 0) AS INTEGER) AS annex_number, t.stretches
FROM acts AS d
JOIN told AS t ON t.directive_id = d.directive_id
LEFT JOIN counted AS a ON a.directive_id = d.directive_id
ORDER BY authority_key, d.authority, directive_date DESC NULLS LAST, d.directive_id
