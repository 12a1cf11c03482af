-- answers: Which documents does a register still restrict although the restriction's last day, as it names it, is over?
-- grain: document, the longest over first
-- oddities: Only restrictions with a named last day; whether a restriction without one is too long is for a person to say (AvTS § 40). A register may have opened a document since last_checked_at.
-- $day: optional, default today
-- $register: optional
SELECT
    document_id, register, institution, number, registered_on, document_type, access, access_basis, is_personal_data, access_from, access_until,
    CAST(coalesce(CAST($day AS DATE), day_in_estonia(current_timestamp)) - access_until AS INTEGER) AS days_over, last_checked_at, source_url
FROM documents
WHERE state = 'restricted' AND access_until < coalesce(CAST($day AS DATE), day_in_estonia(current_timestamp))
  AND ($register IS NULL OR register = CAST($register AS VARCHAR))
ORDER BY access_until, document_id
