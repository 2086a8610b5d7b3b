SELECT actors.id, tenures.start, tenures."end", tenures.attested
FROM tenures JOIN actors ON actors.number = tenures.actor
WHERE tenures.office = ? AND tenures.place = ?
ORDER BY tenures.start, tenures."end", actors.id
