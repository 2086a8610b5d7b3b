SELECT id, name, kind FROM actors WHERE id IN (SELECT unnest($ids))
