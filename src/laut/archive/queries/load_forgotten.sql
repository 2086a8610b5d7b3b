-- Actors that no link names any more.
DELETE FROM actors WHERE id NOT IN (SELECT actor FROM links WHERE actor IS NOT NULL);
DELETE FROM tenures WHERE actor NOT IN (SELECT id FROM actors);
