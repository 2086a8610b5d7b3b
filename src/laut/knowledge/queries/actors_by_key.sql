SELECT id, name, kind, country, gender, born, died, first, last, weight
FROM actors
WHERE number IN (SELECT actor FROM keys WHERE way = ? AND key IN (:keys))
ORDER BY weight DESC, id
