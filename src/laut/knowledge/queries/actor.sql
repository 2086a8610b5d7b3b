SELECT id, name, kind, country, gender, born, died, first, last, weight
FROM actors
WHERE id = ?
