-- table: The numbers by which people refer to directives, as they are compared: that of each directive and that of its register.
-- number_id: number of the number (id_key of number_key), by which rows are found and in which order they stand
-- number_key: the number as compared
-- directive_id: directive that bears it
-- institution: institution of the directive
-- act_kind: käskkiri, korraldus, otsus
-- signed_on: its signing day
-- registered_on: its day of registration
-- acts: 100000
-- key: number_key, directive_id
-- together: directive_id
-- reads: directives by directive_id
WITH borne AS (
    SELECT number_key AS borne_key, directive_id FROM directives
    UNION
    -- A number that is its own key already is not converted again, because converting takes most of the time.
    SELECT CASE WHEN register_number = number_key THEN number_key ELSE number_key(register_number) END, directive_id FROM directives
)
SELECT
    id_key(b.borne_key) AS number_id, b.borne_key AS number_key, d.directive_id, d.institution, d.act_kind, d.signed_on, d.registered_on
FROM borne AS b JOIN directives AS d ON d.directive_id = b.directive_id
WHERE b.borne_key IS NOT NULL AND is_in_part(b.borne_key)
ORDER BY number_id, b.borne_key, d.directive_id
