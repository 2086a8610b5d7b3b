-- What is known of some articles ($articles), the origin of their text included?
SELECT id, published_on, outlet, title, url, agency, coalesce(copy_of, id) AS origin
FROM articles
WHERE id IN (SELECT unnest($articles::VARCHAR[]));
