-- Articles that were last read by another model, or with other tables of the user's own actors.
SELECT a.id
FROM articles AS a
LEFT JOIN runs AS r ON r.id = coalesce(a.reread, a.run)
WHERE a.model IS DISTINCT FROM $model OR coalesce(split_part(r.version, $mark, 2), '') <> $own
ORDER BY a.id
