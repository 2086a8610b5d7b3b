SELECT actor, office, place, start_on, end_on
FROM tenures WHERE actor IN (SELECT unnest($ids)) ORDER BY actor, number
