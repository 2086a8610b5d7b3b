-- What are some actors ($actors) called?
SELECT id, name FROM actors WHERE id IN (SELECT unnest($actors::VARCHAR[]));
