SELECT article, start_at, end_at
FROM sentences WHERE article IN (SELECT unnest($ids)) ORDER BY article, number
