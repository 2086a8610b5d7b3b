-- What do some articles ($articles) say?
SELECT id, text FROM articles WHERE id IN (SELECT unnest($articles::VARCHAR[]));
