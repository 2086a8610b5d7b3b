-- Which articles of the parts are new, and what else the parts bring. Of two that share an id the first stays.
CREATE OR REPLACE TEMP TABLE taken AS
SELECT id, min(part) AS part FROM part_articles ANTI JOIN articles USING (id) GROUP BY id;

-- An address that was stored with other words: the archive keeps what it has, and says so.
CREATE OR REPLACE TEMP TABLE new_skips AS
SELECT run, source, name, reason, detail, part, row FROM part_skips
UNION ALL
SELECT
    p.run,
    coalesce(c.source, ''),
    coalesce(c.name, p.url, p.id),
    'changed',
    'article ' || p.id || ' is in the archive with another text; the first is kept',
    p.part,
    p.row
FROM part_articles AS p
LEFT JOIN part_captures AS c ON c.id = p.capture AND c.part = p.part
LEFT JOIN articles AS a ON a.id = p.id
LEFT JOIN taken AS t ON t.id = p.id AND t.part <> p.part
LEFT JOIN part_articles AS f ON f.id = t.id AND f.part = t.part
WHERE coalesce(a.text, f.text, p.text) <> p.text;

INSERT INTO skips
SELECT run, source, name, reason, detail
FROM new_skips ANTI JOIN skips USING (source, name, reason, detail)
QUALIFY row_number() OVER (PARTITION BY source, name, reason, detail ORDER BY part, row) = 1
ORDER BY part, row;

INSERT INTO captures
SELECT id, source, name, url, media_type, retrieved_at, digest, warc_record_id, run
FROM part_captures ANTI JOIN captures USING (id)
QUALIFY row_number() OVER (PARTITION BY id ORDER BY part, row) = 1
ORDER BY id;

INSERT INTO articles
SELECT
    id, capture, url, outlet, title, author, published_on, published_from, language, agency, copy_of, text,
    words, model, run, reread
FROM part_articles SEMI JOIN taken USING (id, part)
ORDER BY id;

INSERT INTO signatures
SELECT s.article, s.signature
FROM part_signatures AS s JOIN taken ON taken.id = s.article AND taken.part = s.part
ORDER BY s.article;

CREATE OR REPLACE TEMP TABLE new_pages AS
SELECT url, etag, last_modified, retrieved_at FROM part_fetched
QUALIFY row_number() OVER (PARTITION BY url ORDER BY retrieved_at DESC, part DESC, row DESC) = 1;
DELETE FROM new_pages USING fetched
WHERE fetched.url = new_pages.url AND fetched.retrieved_at >= new_pages.retrieved_at;
DELETE FROM fetched WHERE url IN (SELECT url FROM new_pages);
INSERT INTO fetched SELECT url, etag, last_modified, retrieved_at FROM new_pages ORDER BY url;
