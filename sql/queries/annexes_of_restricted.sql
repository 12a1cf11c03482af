-- answers: Which directives are restricted, so that what they approve and revoke is unknown?
-- grain: directive
SELECT directive_id, institution, number, registered_on, title, access FROM directives
WHERE status = 'metadata_only' AND access IS DISTINCT FROM 'Avalik' ORDER BY registered_on, directive_id
