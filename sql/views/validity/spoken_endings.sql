-- publish: no
-- note: What ends, or may end, each annex and directive, as in endings: as read, and as persons have ruled by today.
-- together: directive_id
-- reads: ruled_endings by directive_id
SELECT target, directive_id, annex_id, revocation_id, ending, effect_id, ended_by, ends_on, undecided_from, basis,
       known_from_on, unlisted_on, ruling_id
FROM ruled_endings WHERE ruled_until IS NULL AND said_until IS NULL
