-- Articles that have become copies, copies of another one, or originals; gives none that came unsigned.
CREATE OR REPLACE TEMP TABLE marked AS
WITH chosen AS (SELECT unnest($copies::VARCHAR[]) AS id, unnest($originals::VARCHAR[]) AS copy_of)
SELECT a.id, c.copy_of
FROM articles AS a SEMI JOIN signatures AS s ON s.article = a.id LEFT JOIN chosen AS c ON c.id = a.id
WHERE a.copy_of IS DISTINCT FROM c.copy_of
