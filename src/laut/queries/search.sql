-- Which statements have these words (hits: key, score)? The best first, among equals the latest.
SELECT s.rowid, hits.score
FROM hits
JOIN statements AS s ON s.key = hits.key
JOIN articles AS a ON a.id = s.article
ORDER BY round(hits.score, 4) DESC, a.published_on DESC NULLS LAST, s.id
LIMIT $limit;
