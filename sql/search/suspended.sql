-- note: The stretches in which each annex or act is suspended, in order.
SELECT coalesce(annex_id, directive_id) AS id,
       list(struct_pack(suspended_from := suspended_from, suspended_until := suspended_until) ORDER BY suspended_from, suspended_until) AS suspensions
FROM suspensions WHERE suspended_from IS NOT NULL GROUP BY 1
