-- In which articles may the quotation stand, though no statement has it? By date. (An article's id begins with an
-- a; hits has an s before the digits.)
SELECT a.id, a.published_on, a.outlet, a.title, a.url, a.text
FROM hits
JOIN articles AS a ON a.id = 'a' || substr(hits.id, 2)
ORDER BY a.published_on NULLS LAST, a.copy_of IS NOT NULL, a.id;
