-- Where do the speakers and addressees of the statements of some articles ($articles) stand? Of pieces the first.
SELECT statement, role, start_at, end_at
FROM spans
WHERE article IN (SELECT unnest($articles::VARCHAR[])) AND role IN ('speaker', 'addressee') AND number = 0;
