-- What did a speaker say? By date, within an article in its order.
SELECT *
FROM stated
ORDER BY published_on NULLS LAST, article, number
LIMIT $limit;
