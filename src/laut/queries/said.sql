-- What did a speaker say (hits: id)? By date, within an article in its order.
SELECT s.rowid
FROM hits
JOIN statements AS s ON s.id = hits.id
JOIN articles AS a ON a.id = s.article
ORDER BY a.published_on NULLS LAST, a.id, s.number
LIMIT $limit;
