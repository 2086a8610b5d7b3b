-- Which statements have these words (hits: id, score)? The best first, among equals the latest.
SELECT s.rowid, hits.score
FROM hits
JOIN statements AS s ON s.id = hits.id
JOIN articles AS a ON a.id = s.article
ORDER BY round(hits.score, 4) DESC, a.published_on DESC NULLS LAST, s.id
LIMIT $limit;
