-- note: The acts that can be found. One that its register restricts or no longer shows cannot.
SELECT d.directive_id, d.title, d.register, d.heading_file_id, d.in_force_from, d.in_force_until, d.undecided_from,
       CAST(year(coalesce(d.signed_on, d.registered_on)) AS INTEGER) AS act_year
FROM directives AS d LEFT JOIN documents AS doc ON doc.document_id = d.document_id
WHERE coalesce(doc.is_public, true) AND NOT d.is_gone
