-- Actors whom only corrections name, as the latest of these describes them; names that corrections give (renamed: actor,
-- name); nobody whom no link names.
CREATE OR REPLACE TEMP TABLE described AS
SELECT d.correction, d.id, d.name, d.kind
FROM correction_actors AS d JOIN corrections AS c ON c.id = d.correction
WHERE d.id IN (SELECT actor FROM links WHERE actor IS NOT NULL) AND d.id NOT IN (SELECT id FROM actors)
QUALIFY row_number() OVER (PARTITION BY d.id ORDER BY c.made_at DESC, c.id DESC, d.number) = 1;

INSERT INTO actors SELECT id, name, kind, (SELECT max(id) FROM runs) FROM described ORDER BY id;

INSERT INTO tenures
SELECT t.actor, t.number, t.office, t.place, t.start_on, t.end_on
FROM correction_tenures AS t JOIN described AS d ON d.correction = t.correction AND d.id = t.actor
ORDER BY t.actor, t.number;

UPDATE actors SET name = r.name FROM renamed AS r WHERE r.actor = actors.id;
