-- In which articles may the quotation stand, though no statement has it? By date. (hits has the keys of articles:
-- an id is an a and the key's 16 digits.)
SELECT a.id, a.published_on, a.outlet, a.title, a.url, a.text
FROM hits
JOIN articles AS a ON a.id = 'a' || printf('%016x', hits.key)
ORDER BY a.published_on NULLS LAST, a.copy_of IS NOT NULL, a.id;
