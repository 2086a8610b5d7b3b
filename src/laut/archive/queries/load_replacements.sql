-- New readings of articles that the archive has: what was found in them goes, the articles stay.
CREATE OR REPLACE TEMP TABLE taken AS
SELECT p.id, max(p.part) AS part
FROM part_articles AS p JOIN articles AS a ON a.id = p.id
WHERE a.text = p.text AND a.reread IS DISTINCT FROM p.run
GROUP BY p.id;

UPDATE articles SET model = p.model, reread = p.run
FROM part_articles AS p SEMI JOIN taken USING (id, part)
WHERE articles.id = p.id;

DELETE FROM sentences WHERE article IN (SELECT id FROM taken);
DELETE FROM mentions WHERE article IN (SELECT id FROM taken);
DELETE FROM statements WHERE article IN (SELECT id FROM taken);
DELETE FROM spans WHERE article IN (SELECT id FROM taken);
DELETE FROM chains WHERE article IN (SELECT id FROM taken);
DELETE FROM members WHERE article IN (SELECT id FROM taken);
DELETE FROM links WHERE article IN (SELECT id FROM taken);
DELETE FROM statement_actors WHERE article IN (SELECT id FROM taken);
