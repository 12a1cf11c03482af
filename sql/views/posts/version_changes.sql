-- publish: no
-- compared: yes
-- note: What of two neighbouring versions is compared, word by word in warehouse/publish/comparing.py; the table has the changes.
WITH pairs AS (
    SELECT n.annex_id, n.position_id, o.position_id AS previous_position_id
    FROM position_versions AS n
    JOIN position_versions AS o ON o.annex_id = n.previous_annex_id
    WHERE n.position_id IS NOT NULL AND o.position_id IS NOT NULL
),
compared AS (SELECT position_id FROM pairs UNION SELECT previous_position_id FROM pairs),
listed AS (
    SELECT d.position_id,
           list(struct_pack(ordinal := d.ordinal, number := d.number, words := concat_ws(chr(10), d.duty, nullif(array_to_string(d.outcomes, chr(10)), '')))
                ORDER BY d.ordinal) AS duties
    FROM duties AS d SEMI JOIN compared AS c ON c.position_id = d.position_id
    GROUP BY d.position_id
),
languages AS (
    SELECT position_id, string_agg(concat_ws(' ', language, level), ', ' ORDER BY ordinal) AS words
    FROM language_requirements GROUP BY 1
),
both_wordings AS (
    SELECT p.annex_id, l.duties AS old_duties, m.duties AS new_duties, list_filter([
            struct_pack(field := 'title', old := o.title, new := n.title),
            struct_pack(field := 'unit', old := o.unit, new := n.unit),
            struct_pack(field := 'reports_to', old := o.reports_to, new := n.reports_to),
            struct_pack(field := 'subordinates', old := o.subordinates, new := n.subordinates),
            struct_pack(field := 'substitutes_for', old := o.substitutes_for, new := n.substitutes_for),
            struct_pack(field := 'substituted_by', old := o.substituted_by, new := n.substituted_by),
            struct_pack(field := 'staff_group', old := o.staff_group, new := n.staff_group),
            struct_pack(field := 'purpose', old := o.purpose, new := n.purpose),
            struct_pack(field := 'special_conditions', old := o.special_conditions, new := n.special_conditions),
            struct_pack(field := 'education', old := o.education, new := n.education),
            struct_pack(field := 'experience', old := o.experience, new := n.experience),
            struct_pack(field := 'languages', old := x.words, new := y.words),
            struct_pack(field := 'rights', old := o.rights, new := n.rights),
            struct_pack(field := 'liability', old := o.liability, new := n.liability)
        ] || list_transform(
            list_sort(list_distinct(list_transform(coalesce(o.other, []) || coalesce(n.other, []), lambda one: one.label))),
            lambda label: struct_pack(
                field := label,
                old := nullif(array_to_string(list_transform(list_filter(o.other, lambda one: one.label = label), lambda one: one.value), chr(10)), ''),
                new := nullif(array_to_string(list_transform(list_filter(n.other, lambda one: one.label = label), lambda one: one.value), chr(10)), '')
            )
        ), lambda one: one.old IS DISTINCT FROM one.new) AS fields
    FROM pairs AS p
    JOIN positions AS o ON o.position_id = p.previous_position_id
    JOIN positions AS n ON n.position_id = p.position_id
    LEFT JOIN listed AS l ON l.position_id = p.previous_position_id
    LEFT JOIN listed AS m ON m.position_id = p.position_id
    LEFT JOIN languages AS x ON x.position_id = p.previous_position_id
    LEFT JOIN languages AS y ON y.position_id = p.position_id
)
SELECT * FROM both_wordings WHERE old_duties IS DISTINCT FROM new_duties OR len(fields) > 0
