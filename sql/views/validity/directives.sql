-- table: Directives as last seen, and what each is by now.
-- directive_id: document id of the directive; "files/<date>/<number>" where only loose files speak of it
-- register: register that holds it; files where it is known only from loose files
-- institution: issuing authority
-- number: number, from the heading, else from the register
-- number_key: number as compared
-- register_number: reference (viit) in the register
-- act_kind: käskkiri, korraldus or otsus; NULL where nothing says so
-- registered_on: registration day
-- signed_on: signing day: the heading's, else an approval mark's, else the signature's
-- title: title
-- document_type: type in the register's words
-- access: access in the register's word
-- is_personal_data: whether it is restricted to protect personal data (AvTS § 35 lg 1 p 12); NULL where nothing says so
-- source_url: address of the document's page
-- status: read (its body is held), annex_only, metadata_only or draft
-- is_gone: whether the register no longer shows it
-- in_force_from: first day in force; NULL where undecided
-- in_force_from_basis: clause, signing, registration, ruling, condition or unknown
-- applied_from: first day it applies, where its text says so; else NULL (it applies from in_force_from)
-- in_force_until: first day no longer in force; NULL: no end is known
-- in_force_until_basis: basis of the end (ruling: a person decided), or of the doubt
-- ended_by: directive that ends it
-- ended_by_revocation_id: revocation that ends it
-- undecided_from: first day on which it is not known whether it is in force; NULL: no such day
-- ended_part: what sentences end of it while the rest stays in force: provisions, or the words of a limitation; NULL: nothing
-- in_force_part: what sentences that end the rest leave in force of it (excepted provisions); NULL where none says so
-- in_force_from_effect_id: sentence that gives the first day, or leaves it open; NULL where none does
-- ended_by_effect_id: sentence that ends it, or may
-- document_id: document whose register describes it
-- first_seen_on: first seen, day in Estonia
-- authority: key of the issuing authority in the table authorities; NULL where no institution is known
-- matter: what it is about: regulating (it approves, amends, ends or suspends something), personnel (leave, appointments and
-- the like, by its type, number or title, and it does nothing of that), other; NULL where it cannot be read and nothing tells
-- signatory: name printed below it, as printed; several parted by "; "; NULL where none is read (table signatories)
-- signatory_office: office printed with the name, in the same order
-- heading_file_id: file whose heading gives number and signing day; NULL where none does
-- heading_quote: the words of that heading
-- heading_page_number: their page, from 1
-- in_force_from_ruling_id: ruling that gives the first day (basis ruling); NULL where none does
-- in_force_until_ruling_id: ruling that the end, or the doubt that is left, is based on; NULL where there is none
-- decided_by: role or name of who ruled on the end, else on the start; NULL where nobody did
-- decided_on: day (Estonia) of that ruling
-- because: the reason of that ruling; NULL where its document was withdrawn
-- key: directive_id
-- pair: directive_id
-- together: directive_id
-- keyed: yes
-- reads: directive_identity AS d by directive_id
-- reads: directive_starts by directive_id
-- reads: effects by directive_id
-- reads: effects AS x by affected_directive_id
-- reads: endings by directive_id
-- reads: signatories AS s by directive_id
-- reads: file_facts by file_id of s: file_id
-- reads: base.documents by document_id of d: document_id
-- whole: authority_names, rulings
-- ranges: directive_identity by directive_id
WITH regulating AS (
    SELECT DISTINCT directive_id FROM effects
    WHERE directive_id IS NOT NULL AND effect NOT IN ('commence', 'apply') AND coalesce(directive_id BETWEEN getvariable('first_directive') AND getvariable('last_directive'), true)
),
ended AS (
    SELECT
        directive_id,
        min(struct_pack(ends_on := ends_on, ended_by := ended_by, revocation_id := revocation_id, basis := basis, effect_id := effect_id, ruling_id := ruling_id))
            FILTER (ends_on IS NOT NULL) AS ending,
        min(undecided_from) AS undecided_from,
        min(struct_pack(undecided_from := undecided_from, ended_by := ended_by, revocation_id := revocation_id, basis := basis, effect_id := effect_id, ruling_id := ruling_id))
            FILTER (undecided_from IS NOT NULL) AS doubt
    FROM endings
    WHERE target = 'directive' AND coalesce(directive_id BETWEEN getvariable('first_directive') AND getvariable('last_directive'), true)
    GROUP BY 1
),
parts_ended AS (
    SELECT
        affected_directive_id AS directive_id,
        string_agg(DISTINCT coalesce(limit_words, array_to_string(points, ', ')), '; ' ORDER BY coalesce(limit_words, array_to_string(points, ', ')))
            FILTER (limit_words IS NOT NULL OR len(points) > 0) AS ended_part,
        string_agg(DISTINCT array_to_string(except_points, ', '), '; ' ORDER BY array_to_string(except_points, ', ')) FILTER (len(except_points) > 0) AS in_force_part
    FROM effects
    WHERE effect = 'revoke' AND doubt IS NULL AND affected_directive_id IS NOT NULL
          AND coalesce(affected_directive_id BETWEEN getvariable('first_directive') AND getvariable('last_directive'), true)
    GROUP BY 1
),
-- As the file says that gives the heading; without one, the directive's first file that is listed and names anybody.
signed AS (
    SELECT
        s.directive_id, nullif(array_to_string(listed_in_turn(s.name, s.ordinal), '; '), '') AS names,
        nullif(array_to_string(listed_in_turn(coalesce(s.office, ''), s.ordinal), '; '), '') AS offices
    FROM signatories AS s
    JOIN directive_identity AS i ON i.directive_id = s.directive_id
    JOIN file_facts AS f ON f.file_id = s.file_id
    WHERE (s.file_id = i.heading_file_id OR (i.heading_file_id IS NULL AND f.unlisted_on IS NULL))
          AND coalesce(s.directive_id BETWEEN getvariable('first_directive') AND getvariable('last_directive'), true)
    GROUP BY s.directive_id, s.file_id
    QUALIFY row_number() OVER (PARTITION BY s.directive_id ORDER BY s.file_id) = 1
)
SELECT
    d.directive_id, d.register, d.institution, d.number, d.number_key, d.register_number, d.act_kind, d.registered_on,
    d.signed_on, d.title, d.document_type, d.access, doc.is_personal_data, d.source_url, d.status, coalesce(d.is_gone, false) AS is_gone,
    s.in_force_from, s.in_force_from_basis, s.applied_from,
    e.ending.ends_on AS in_force_until,
    CASE WHEN e.ending IS NOT NULL THEN e.ending.basis ELSE e.doubt.basis END AS in_force_until_basis,
    CASE WHEN e.ending IS NOT NULL THEN e.ending.ended_by ELSE e.doubt.ended_by END AS ended_by,
    CASE WHEN e.ending IS NOT NULL THEN e.ending.revocation_id ELSE e.doubt.revocation_id END AS ended_by_revocation_id,
    CASE WHEN e.undecided_from < coalesce(e.ending.ends_on, DATE '9999-12-31') THEN e.undecided_from END AS undecided_from,
    p.ended_part, p.in_force_part,
    s.in_force_from_effect_id, coalesce(e.ending.effect_id, e.doubt.effect_id) AS ended_by_effect_id,
    d.document_id, d.first_seen_on,
    coalesce(n.authority, institution_stem(d.institution), lower(trim(d.institution))) AS authority,
    CASE WHEN r.directive_id IS NOT NULL THEN 'regulating'
         WHEN is_personnel_matter(d.document_type, d.number, d.title) THEN 'personnel'
         WHEN d.status = 'read' THEN 'other' END AS matter,
    g.names AS signatory, g.offices AS signatory_office,
    d.heading_file_id, d.heading_quote, d.heading_page_number,
    s.in_force_from_ruling_id, CASE WHEN e.ending IS NOT NULL THEN e.ending.ruling_id ELSE e.doubt.ruling_id END AS in_force_until_ruling_id,
    l.decided_by, l.decided_on, l.because
FROM directive_identity AS d
JOIN directive_starts AS s ON s.directive_id = d.directive_id
LEFT JOIN base.documents AS doc ON doc.document_id = d.document_id
LEFT JOIN ended AS e ON e.directive_id = d.directive_id
LEFT JOIN regulating AS r ON r.directive_id = d.directive_id
LEFT JOIN parts_ended AS p ON p.directive_id = d.directive_id
LEFT JOIN authority_names AS n ON n.stem = coalesce(institution_stem(d.institution), lower(trim(d.institution)))
LEFT JOIN signed AS g ON g.directive_id = d.directive_id
LEFT JOIN rulings AS l
    ON l.ruling_id = coalesce(CASE WHEN e.ending IS NOT NULL THEN e.ending.ruling_id ELSE e.doubt.ruling_id END, s.in_force_from_ruling_id)
WHERE coalesce(d.directive_id BETWEEN getvariable('first_directive') AND getvariable('last_directive'), true)
ORDER BY d.directive_id
