-- Which statements have these words? The best first.
SELECT *
FROM stated
ORDER BY round(fit, 4) DESC, published_on DESC NULLS LAST, id
LIMIT $limit;
