-- Actors that links name: new ones, and those that a later run describes. Of a name that the knowledge base lacks the
-- spelling that sorts first stays, so that the order of loads does not matter.
CREATE OR REPLACE TEMP TABLE new_actors AS
WITH described AS (
    SELECT id, name, kind, run, part FROM part_actors
    UNION ALL SELECT id, name, kind, run, '' FROM actors SEMI JOIN part_actors USING (id)
)
SELECT id, name, kind, run, part
FROM described
WHERE id IN (SELECT actor FROM links)
QUALIFY row_number() OVER (
    PARTITION BY id
    ORDER BY CASE WHEN regexp_full_match(id, 'x[0-9a-f]{16}') THEN name END, run DESC, part
) = 1;

DELETE FROM new_actors WHERE part = '';
DELETE FROM actors WHERE id IN (SELECT id FROM new_actors);
DELETE FROM tenures WHERE actor IN (SELECT id FROM new_actors);

INSERT INTO actors SELECT id, name, kind, run FROM new_actors ORDER BY id;

INSERT INTO tenures
SELECT t.actor, t.number, t.office, t.place, t.start_on, t.end_on
FROM part_tenures AS t JOIN new_actors AS n ON n.id = t.actor AND n.part = t.part
ORDER BY t.actor, t.number;
